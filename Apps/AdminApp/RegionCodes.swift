import AppSupport
import ArgumentParser

struct RegionCodes: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "codes", abstract: "Kode BPS di samping kode Kemendagri. (BPS codes beside those of the register.)")

  @Option(name: .long, help: ArgumentHelp("Hanya wilayah ini. (this region only)", valueName: "kode"))
  var region: String?

  @Option(name: .long, help: ArgumentHelp("Keadaan pada tanggal ini. (as of this day)", valueName: "tanggal"))
  var asOf: String?

  @Flag(name: .long, help: "Hanya yang tidak berpadanan. (only what has no counterpart)")
  var unmapped = false

  @Option(name: .long, help: ArgumentHelp("text, csv atau json. (format)", valueName: "format"))
  var format: String?

  @Option(name: .long, help: ArgumentHelp("Hanya tabel ini: pairs, without, lost. (one table)", valueName: "tabel"))
  var table: String?

  @OptionGroup var options: GlobalOptions

  func run() throws {
    try Session.run(options) {
      try $0.listCodes(region, asOf: asOf, unmapped: unmapped, format: format, table: table)
    }
  }
}
