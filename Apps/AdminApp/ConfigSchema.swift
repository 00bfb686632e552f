import AppSupport
import ArgumentParser

struct ConfigSchema: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "JSON Schema dari plugins.yaml, untuk editor. (JSON Schema for editors.)")

  @Flag(name: .long, help: "Skema plugin.yaml. (of a plugin's declaration)")
  var plugin = false

  @OptionGroup var options: GlobalOptions

  func run() throws { try Session.run(options) { $0.printSchema(ofPlugins: plugin) } }
}
