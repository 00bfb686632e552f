import AppSupport
import ArgumentParser

struct Plugins: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Plugin. (Plugins.)",
    subcommands: [
      PluginsList.self, PluginsShow.self, PluginsEnable.self, PluginsDisable.self, PluginsNew.self, PluginsTest.self,
    ])
}
