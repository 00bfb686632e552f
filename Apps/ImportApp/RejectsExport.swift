import AppSupport
import ArgumentParser

struct RejectsExport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Menulis baris ditolak untuk diperbaiki. (Write rejected rows to be corrected.)",
    discussion: """
      Susunannya sama dengan berkas asal; sel yang salah diberi warna dan kolom terakhir memuat alasannya. Berkas yang sudah
      diperbaiki diimpor seperti biasa dan menutup baris ditolak asalnya. (The layout of the source, faulty cells marked; a
      corrected file is imported as usual and closes the rejects it came from.)
      """)

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Berkas .xlsx atau .csv; - menulis CSV ke keluaran standar; dengan --by, folder. (file or folder)",
      valueName: "berkas"))
  var output: String

  @Option(
    name: .long,
    help: ArgumentHelp("kecamatan: satu buku kerja dan tanda terima tiap kecamatan. (one each)", valueName: "wilayah"))
  var by: String?

  @Option(name: .long, help: ArgumentHelp("Tenggat perbaikan pada tanda terima. (deadline)", valueName: "tanggal"))
  var deadline: String?

  @OptionGroup var choice: RejectChoice
  @OptionGroup var options: GlobalOptions

  func validate() throws {
    if let by, by != "kecamatan" { throw ValidationError("--by: kecamatan") }
  }

  func run() throws {
    try Session.run(options) { session in
      try session.exportRejects(
        Session.RejectExportRequest(
          filter: try session.rejectFilter(choice), output: output, byDistrict: by != nil, deadline: deadline))
    }
  }
}
