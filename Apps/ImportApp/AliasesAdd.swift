import AppSupport
import ArgumentParser

struct AliasesAdd: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Menambah satu alias, atau banyak dari tabel. (Add one alias, or many from a table.)",
    discussion: "Tabelnya berkolom kabupaten, nama, kode, catatan. (Columns of the table.)")

  @Argument(help: ArgumentHelp("Nama seperti tertulis. (name as written)", valueName: "nama"))
  var name: String?

  @Argument(help: ArgumentHelp("Kode wilayahnya. (its code)", valueName: "kode"))
  var code: String?

  @Option(name: .long, help: ArgumentHelp("Berlaku di wilayah ini; baku: kabupatennya. (holds in)", valueName: "kode"))
  var within: String?

  @Option(name: .long, help: ArgumentHelp("Catatan. (note)", valueName: "teks"))
  var note: String?

  @Option(name: .long, help: ArgumentHelp("Tabel alias. (table of aliases)", valueName: "berkas"))
  var file: String?

  @OptionGroup var options: GlobalOptions

  func validate() throws {
    guard (file == nil) == (name != nil && code != nil), file == nil || name == nil else {
      throw ValidationError("NAMA KODE, atau --file BERKAS")
    }
  }

  func run() throws {
    try Session.run(options) { session in
      if let file {
        try session.finish(session.importAliases(file, Session.ImportRequest()), json: false, dryRun: false)
      } else if let name, let code {
        try session.addAlias(name, code, within: within, note: note)
      }
    }
  }
}
