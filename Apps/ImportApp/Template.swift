import AppSupport
import ArgumentParser

struct Template: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Membuat buku kerja untuk diisi dan diimpor kembali. (Make a workbook to fill in and import again.)",
    discussion: """
      Satu baris untuk tiap desa dalam daftar wilayah, kolom menurut pemetaan importir, dengan daftar pilihan, batas isian
      dan lembar petunjuk. (One row a village, the mapping's columns, drop-downs, range checks and instructions.)
      """)

  @Argument(help: ArgumentHelp("Id importir tabel, lihat `list`. (importer)", valueName: "importir"))
  var importer: String

  @Option(name: .long, help: ArgumentHelp("Kode wilayah yang mengisi. (region)", valueName: "kode"))
  var region: String

  @Option(name: .long, help: ArgumentHelp("Periode data. (period)", valueName: "periode"))
  var period: String

  @Option(name: .long, help: ArgumentHelp("Berkas hasil .xlsx. (output file)", valueName: "berkas"))
  var output: String

  @Option(
    name: .long, parsing: .singleValue,
    help: ArgumentHelp("Hanya kolom ini, dipisah koma. (only these fields)", valueName: "kolom,…"))
  var fields: [String] = []

  @OptionGroup var options: GlobalOptions

  func run() throws {
    try Session.run(options) { session in
      let fields = fields.flatMap { $0.split(separator: ",").map(String.init) }
      try session.writeTemplate(
        Session.TemplateRequest(importer: importer, region: region, period: period, fields: fields, output: output))
    }
  }
}
