import AppSupport
import ArgumentParser

struct AliasesList: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "Alias yang ada. (List aliases.)")

  @Option(name: .long, help: ArgumentHelp("Hanya di wilayah ini. (only in this region)", valueName: "kode"))
  var region: String?

  @OptionGroup var output: JSONOption
  @OptionGroup var options: GlobalOptions

  func run() throws { try Session.run(options) { try $0.listAliases(region, json: output.json) } }
}
