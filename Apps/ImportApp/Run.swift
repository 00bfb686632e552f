import AppSupport
import ArgumentParser

struct Run: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Mengimpor berkas. (Import files.)",
    discussion: """
      Tiap berkas menjadi satu batch, satu perintah menjadi satu kiriman. `-` membaca masukan standar.
      Kode keluar: 0 selesai, 65 ada baris ditolak, 66 berkas tidak terbaca, 78 konfigurasi salah.
      """)

  @Argument(help: ArgumentHelp("Id importir, lihat `list`. (importer)", valueName: "importir"))
  var importer: String

  @Argument(help: ArgumentHelp("Berkas yang diimpor. (files)", valueName: "berkas"))
  var files: [String]

  @Flag(name: .long, help: "Uji coba: tidak ada yang disimpan. (keep nothing)")
  var dryRun = false

  @Flag(name: .long, help: "Satu baris ditolak menghentikan seluruh berkas. (any rejected row stops the file)")
  var strict = false

  @Option(
    name: .long,
    help: ArgumentHelp("sementara, terverifikasi atau ditetapkan. (stage of the figures)", valueName: "tahap"))
  var stage: String?

  @Option(name: .long, help: ArgumentHelp("Keadaan data per tanggal ini. (as of)", valueName: "tanggal"))
  var asOf: String?

  @Option(
    name: .long,
    help: ArgumentHelp("Semua masalah sebagai CSV ke berkas ini. (every problem as CSV)", valueName: "berkas"))
  var diagnostics: String?

  @OptionGroup var settings: SetOptions
  @OptionGroup var output: JSONOption
  @OptionGroup var options: GlobalOptions

  func run() throws {
    try Session.run(options) { session in
      let request = try session.importRequest(
        settings: settings.set, dryRun: dryRun, strict: strict, stage: stage, asOf: asOf,
        diagnostics: diagnostics)
      try session.finish(session.importFiles(importer, files, request), json: output.json, dryRun: dryRun)
    }
  }
}
