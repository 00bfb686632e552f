import AppSupport
import ArgumentParser

struct Singer: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Menerima pesan tap Singer dari masukan standar. (Take a Singer tap's messages from standard input.)",
    discussion: """
      Contoh: tap-jsonl --config tap.json | sinergi-import singer --map peta.yaml > keadaan.json
      STATE ditulis ke keluaran standar sesudah baris sebelumnya tersimpan. Peta:
        version: 1
        streams:
          - {stream: desa, importer: idm_scores, options: {period: "2024"}, rename: {kode: kode_desa}}
      """)

  @Option(name: .long, help: ArgumentHelp("Peta aliran ke importir. (streams and their importers)", valueName: "berkas"))
  var map: String

  @Flag(name: .long, help: "Satu catatan ditolak menghentikan semuanya. (any rejected record stops the run)")
  var strict = false

  @Option(
    name: .long,
    help: ArgumentHelp("sementara, terverifikasi atau ditetapkan. (stage of the figures)", valueName: "tahap"))
  var stage: String?

  @Option(name: .long, help: ArgumentHelp("Keadaan data per tanggal ini. (as of)", valueName: "tanggal"))
  var asOf: String?

  @OptionGroup var options: GlobalOptions

  func run() throws {
    try Session.run(options) { session in
      try session.runSinger(map: map, strict: strict, stage: stage, asOf: asOf)
    }
  }
}
