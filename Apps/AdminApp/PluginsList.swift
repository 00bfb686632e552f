import AppSupport
import ArgumentParser

struct PluginsList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Semua plugin yang ditemukan. (Every plugin found.)")

  @OptionGroup var output: JSONOption
  @OptionGroup var options: GlobalOptions

  func run() throws { try Session.run(options) { try $0.listPlugins(json: output.json) } }
}
