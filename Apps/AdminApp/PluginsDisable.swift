import AppSupport
import ArgumentParser

struct PluginsDisable: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "disable", abstract: "Menonaktifkan plugin di plugins.yaml. (Switch a plugin off.)")

  @Argument(help: ArgumentHelp("jenis/id, atau id saja. (kind/id)", valueName: "plugin"))
  var plugin: String

  @OptionGroup var options: GlobalOptions

  func run() throws { try Session.run(options) { try $0.switchPlugin(plugin, on: false) } }
}
