import AppSupport
import ArgumentParser

struct ListImporters: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Importir yang aktif. (Enabled importers.)")

  @OptionGroup var output: JSONOption
  @OptionGroup var options: GlobalOptions

  func run() throws { try Session.run(options) { try $0.listImporters(json: output.json) } }
}
