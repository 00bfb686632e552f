import AppSupport
import ArgumentParser

struct MeetingsAdd: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Mencatat rapat. (Record a meeting.)",
    discussion: "KOLOM=NILAI: judul kolom lain importir rapat. (other columns of its importer)")

  @Argument(help: ArgumentHelp("ID rapat, bebas tetapi tetap. (its id)", valueName: "rapat"))
  var meeting: String

  @Argument(help: ArgumentHelp("Judulnya. (title)", valueName: "judul"))
  var title: String

  @Option(name: .long, help: ArgumentHelp("Hari mulai. (first day)", valueName: "tanggal"))
  var start: String

  @Option(name: .long, help: ArgumentHelp("Hari terakhir. (last day)", valueName: "tanggal"))
  var end: String?

  @Option(name: .long, help: ArgumentHelp("Jenis, seperti rakor. (kind)", valueName: "jenis"))
  var kind: String?

  @Option(name: .long, help: ArgumentHelp("Wilayah, nama atau kode. (region)", valueName: "wilayah"))
  var region: String?

  @Option(name: .long, help: ArgumentHelp("Tempat. (venue)", valueName: "teks"))
  var venue: String?

  @Argument(help: ArgumentHelp("Kolom lain. (other columns)", valueName: "kolom=nilai"))
  var values: [String] = []

  @Flag(name: .long, help: "Uji coba: tidak ada yang disimpan. (keep nothing)")
  var dryRun = false

  @OptionGroup var output: JSONOption
  @OptionGroup var options: GlobalOptions

  func run() throws {
    try Session.run(options) { session in
      let cells: Session.FactCells = [
        ("rapat_id", meeting), ("rapat_judul", title), ("rapat_mulai", start), ("rapat_selesai", end),
        ("rapat_jenis", kind), ("rapat_wilayah", region), ("rapat_tempat", venue),
      ]
      try session.finish(session.addMeeting(cells, values, dryRun: dryRun), json: output.json, dryRun: dryRun)
    }
  }
}
