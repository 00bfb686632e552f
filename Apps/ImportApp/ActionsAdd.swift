import AppSupport
import ArgumentParser

struct ActionsAdd: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Mencatat tindak lanjut sebuah rapat. (Record an action of a meeting.)",
    discussion: "KOLOM=NILAI: judul kolom lain importir tindak_lanjut. (other columns of its importer)")

  @Argument(help: ArgumentHelp("ID rapat. (meeting)", valueName: "rapat"))
  var meeting: String

  @Argument(help: ArgumentHelp("Yang akan dikerjakan. (what is to be done)", valueName: "kegiatan"))
  var action: String

  @Option(name: .long, help: ArgumentHelp("Penanggung jawab. (accountable party)", valueName: "pihak"))
  var party: String

  @Option(name: .long, help: ArgumentHelp("Batas waktu. (due)", valueName: "tanggal"))
  var due: String

  @Option(name: .long, help: ArgumentHelp("Wilayah, nama atau kode. (place)", valueName: "wilayah"))
  var place: String?

  @Argument(help: ArgumentHelp("Kolom lain. (other columns)", valueName: "kolom=nilai"))
  var values: [String] = []

  @Flag(name: .long, help: "Uji coba: tidak ada yang disimpan. (keep nothing)")
  var dryRun = false

  @OptionGroup var output: JSONOption
  @OptionGroup var options: GlobalOptions

  func run() throws {
    try Session.run(options) { session in
      let cells: Session.FactCells = [
        ("tl_kegiatan", action), ("tl_penanggung_jawab", party), ("tl_selesai", due), ("tl_lokasi", place),
      ]
      try session.finish(
        session.addAction(meeting: meeting, cells, values, dryRun: dryRun), json: output.json, dryRun: dryRun)
    }
  }
}
