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

  @Option(
    name: .customLong("from"),
    help: ArgumentHelp(
      "Importir dari susunan berkas ini, beserta datasetnya. (an importer for this file's layout)", valueName: "berkas")
  )
  var file: String?

  @Option(help: ArgumentHelp("Lembar yang dipakai. (sheet to look at)", valueName: "nama"))
  var sheet: String?

  @Option(help: ArgumentHelp("Baris judul kolom. (row of the header)", valueName: "baris"))
  var headerRow: Int?

  @OptionGroup var options: GlobalOptions

  func run() throws {
    try Session.run(options) { session in
      guard let file else { return try session.newPlugin(kind, id, in: folder) }
      try session.newImporter(kind, id, from: file, sheet: sheet, headerRow: headerRow, in: folder)
    }
  }
}
