import AppSupport
import ArgumentParser

struct PluginsTest: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Memeriksa folder plugin dan menjalankan contohnya. (Check a plugin folder and run its examples.)")

  @Argument(help: ArgumentHelp("jenis/id, id, atau folder. (plugin or folder)", valueName: "plugin"))
  var plugin: String

  @OptionGroup var options: GlobalOptions

  func run() throws { try Session.run(options) { try $0.testPlugin(plugin) } }
}
