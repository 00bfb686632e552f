import AppSupport
import ArgumentParser

struct Run: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Menjalankan laporan. (Run a report.)")

  @Argument(help: ArgumentHelp("Id laporan, lihat `list`. (report)", valueName: "laporan"))
  var report: String

  @Option(name: .long, help: ArgumentHelp("Kode wilayah; baku: nasional. (region)", valueName: "kode"))
  var region: String?

  @Option(name: .long, help: ArgumentHelp("Periode; baku: yang terakhir berisi data. (period)", valueName: "periode"))
  var period: String?

  @Option(
    name: .long,
    help: ArgumentHelp("Menurut wilayah pada tanggal ini; baku: seperti pada periodenya. (as of)", valueName: "tanggal")
  )
  var asOf: String?

  @Option(
    name: .long, help: ArgumentHelp("Kode yang ditunjukkan: kemendagri atau bps. (codes shown)", valueName: "skema"))
  var codes: String?

  @Option(name: .long, help: ArgumentHelp("text, csv, json, xlsx, html, pdf, docx, ics. (format)", valueName: "format"))
  var format: String?

  @Option(name: .long, help: ArgumentHelp("Berkas hasil; - keluaran standar. (output file)", valueName: "berkas"))
  var output: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Satu berkas untuk tiap wilayah tingkat ini (provinsi, kabupaten, kecamatan, desa) dalam folder --output, dengan halaman indeks. (each region)",
      valueName: "tingkat"))
  var each: String?

  @Flag(name: .long, help: "Nama orang diganti dengan nomor. (names of people become numbers)")
  var anonymise = false

  @OptionGroup var settings: SetOptions
  @OptionGroup var options: GlobalOptions

  func run() throws {
    try Session.run(options) { session in
      try session.runReport(
        report,
        Session.ReportRequest(
          region: region, period: period, asOf: asOf, codes: codes, settings: settings.set, format: format,
          output: output, isAnonymous: anonymise, each: each))
    }
  }
}
