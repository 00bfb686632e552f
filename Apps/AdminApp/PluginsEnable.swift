import AppSupport
import ArgumentParser

struct PluginsEnable: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "enable", abstract: "Mengaktifkan plugin di plugins.yaml. (Switch a plugin on.)")

  @Argument(help: ArgumentHelp("jenis/id, atau id saja. (kind/id)", valueName: "plugin"))
  var plugin: String

  @OptionGroup var options: GlobalOptions

  func run() throws { try Session.run(options) { try $0.switchPlugin(plugin, on: true) } }
}
