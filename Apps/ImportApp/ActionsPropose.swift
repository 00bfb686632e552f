import AppSupport
import ArgumentParser

struct ActionsPropose: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "propose",
    abstract: "Mencatat usulan tindak lanjut dari laporan. (Propose actions from a report.)",
    discussion: "Yang sudah ada pada rapat itu tidak diusulkan lagi. (What the meeting has already is left out.)")

  @Argument(help: ArgumentHelp("ID rapat. (meeting)", valueName: "rapat"))
  var meeting: String

  @Option(
    name: .long,
    help: ArgumentHelp("Laporan asal usulan: levers atau agenda. (levers or agenda)", valueName: "laporan"))
  var from = "levers"

  @Option(name: .long, help: ArgumentHelp("Wilayah desanya. (region)", valueName: "kode"))
  var region: String

  @Option(name: .long, help: ArgumentHelp("Batas waktu; baku: akhir tahun anggaran rapat. (due)", valueName: "tanggal"))
  var due: String?

  @Option(name: .long, help: ArgumentHelp("Penanggung jawab semuanya. (accountable party)", valueName: "pihak"))
  var party: String?

  @Option(name: .long, help: ArgumentHelp("Opsi laporan itu. (options of the report)", valueName: "nama=nilai"))
  var set: [String] = []

  @Flag(name: .long, help: "Uji coba: tidak ada yang disimpan. (keep nothing)")
  var dryRun = false

  @OptionGroup var output: JSONOption
  @OptionGroup var options: GlobalOptions

  func run() throws {
    try Session.run(options) { session in
      let delivery = try session.proposeActions(
        from: from, meeting: meeting, region: region, due: due, party: party, set, dryRun: dryRun)
      try session.finish(delivery, json: output.json, dryRun: dryRun)
    }
  }
}
