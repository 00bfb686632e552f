import AppSupport
import ArgumentParser

struct PluginsNew: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Membuat folder plugin yang lengkap. (Make a complete plugin folder.)")

  @Argument(help: ArgumentHelp("indicators, importer, report atau region. (kind)", valueName: "jenis"))
  var kind: String

  @Argument(help: ArgumentHelp("Id: huruf kecil, angka, garis bawah. (id)", valueName: "id"))
  var id: String

  @Option(
    name: .customLong("in"), help: ArgumentHelp("Folder tempatnya dibuat. (folder to make it in)", valueName: "folder"))
  var folder = "plugins"

  @OptionGroup var options: GlobalOptions

  func run() throws { try Session.run(options) { try $0.newPlugin(kind, id, in: folder) } }
}
