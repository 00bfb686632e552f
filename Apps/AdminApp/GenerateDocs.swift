import AppSupport
import ArgumentParser

struct GenerateDocs: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate-docs",
    abstract: "Menulis halaman plugin untuk docs/. (Write the plugin pages of docs/.)", shouldDisplay: false)

  @Argument(help: ArgumentHelp("Folder halaman. (folder of the pages)", valueName: "folder"))
  var folder: String

  @OptionGroup var options: GlobalOptions

  func run() throws { try Session.run(options) { try $0.generateDocumentation(in: folder) } }
}
