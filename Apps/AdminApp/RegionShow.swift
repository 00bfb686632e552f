import AppSupport
import ArgumentParser

struct RegionShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Satu wilayah: induk, isi, sebutan, riwayat. (One region in full.)")

  @Argument(help: ArgumentHelp("Kode wilayah. (region code)", valueName: "kode"))
  var code: String

  @Option(name: .long, help: ArgumentHelp("Keadaan pada tanggal ini. (as of this day)", valueName: "tanggal"))
  var asOf: String?

  @OptionGroup var output: JSONOption
  @OptionGroup var options: GlobalOptions

  func run() throws { try Session.run(options) { try $0.showRegion(code, asOf: asOf, json: output.json) } }
}
