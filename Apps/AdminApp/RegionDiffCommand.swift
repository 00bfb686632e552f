import AppSupport
import ArgumentParser

struct RegionDiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Perubahan kode antara dua edisi daftar wilayah. (What changed between two editions.)",
    discussion: """
      Tanpa --apply hanya ditampilkan. Dengan --apply perubahannya dicatat sebagai satu batch, yang dapat dibatalkan dengan
      sinergi-import undo. Tabel moved dalam --format csv dapat disunting lalu diimpor dengan region_event.
      (Shown only; --apply records it as a batch that can be undone; the table can be edited and imported.)
      """)

  @Argument(help: ArgumentHelp("Tanggal edisi lama. (day of the older edition)", valueName: "lama"))
  var old: String

  @Argument(help: ArgumentHelp("Tanggal edisi baru. (day of the newer edition)", valueName: "baru"))
  var new: String

  @Option(name: .long, help: ArgumentHelp("Hanya wilayah ini. (this region only)", valueName: "kode"))
  var region: String?

  @Option(name: .long, help: ArgumentHelp("text, csv atau json. (format)", valueName: "format"))
  var format: String?

  @Option(
    name: .long, help: ArgumentHelp("Hanya tabel ini: moved, renamed, gone, new. (one table)", valueName: "tabel"))
  var table: String?

  @Flag(name: .long, help: "Catat perubahannya. (record the changes)")
  var apply = false

  @Flag(name: .long, help: "Catat juga yang meragukan. (the doubtful ones too)")
  var doubtful = false

  @OptionGroup var options: GlobalOptions

  func run() throws {
    try Session.run(options) {
      try $0.compareEditions(
        old, new, region: region, format: format, table: table, apply: apply ? (doubtful ? .all : .certain) : .nothing)
    }
  }
}
