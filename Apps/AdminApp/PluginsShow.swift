import AppSupport
import ArgumentParser

struct PluginsShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Satu plugin: isi, opsi, sumber, masalah. (One plugin in full.)")

  @Argument(help: ArgumentHelp("jenis/id, atau id saja. (kind/id)", valueName: "plugin"))
  var plugin: String

  @OptionGroup var output: JSONOption
  @OptionGroup var options: GlobalOptions

  func run() throws { try Session.run(options) { try $0.showPlugin(plugin, json: output.json) } }
}
