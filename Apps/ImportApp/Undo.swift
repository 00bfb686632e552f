import AppSupport
import ArgumentParser

struct Undo: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Membatalkan batch atau kiriman. (Take a batch or a delivery back.)",
    discussion: """
      Semua baris kembali seperti sebelumnya, beserta asalnya. Bila batch sesudahnya menyentuh baris yang sama, pembatalan \
      ditolak (kode keluar 65) dan batch-batch itu disebut; --cascade membatalkannya juga. Pembatalan adalah batch \
      tersendiri: membatalkannya memberlakukan lagi yang dibatalkan. (Undo of an undo brings back what it took.)
      """)

  @Argument(
    help: ArgumentHelp("12 untuk batch 12, kiriman:12 untuk kiriman 12. (batch or delivery)", valueName: "batch"))
  var subject: String

  @Flag(name: .long, help: "Batalkan juga batch sesudahnya yang menyentuh baris yang sama. (later ones, too)")
  var cascade = false

  @Flag(name: .long, help: "Uji coba: tidak ada yang berubah. (keep nothing)")
  var dryRun = false

  @Option(name: .long, help: ArgumentHelp("Alasannya. (reason)", valueName: "teks"))
  var reason: String?

  @OptionGroup var output: JSONOption
  @OptionGroup var options: GlobalOptions

  func run() throws {
    try Session.run(options) {
      try $0.undo(subject, cascade: cascade, reason: reason, dryRun: dryRun, json: output.json)
    }
  }
}
