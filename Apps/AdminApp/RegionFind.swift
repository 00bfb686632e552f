import AppSupport
import ArgumentParser

struct RegionFind: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "find", abstract: "Mencari wilayah menurut kode atau potongan nama. (Find by code or part of a name.)")

  @Argument(help: ArgumentHelp("Kode atau potongan nama. (code or part of a name)", valueName: "teks"))
  var text: String

  @Option(name: .long, help: ArgumentHelp("Keadaan pada tanggal ini. (as of this day)", valueName: "tanggal"))
  var asOf: String?

  @Option(name: .long, help: ArgumentHelp("Paling banyak sekian. (at most)", valueName: "n"))
  var limit = 50

  @OptionGroup var output: JSONOption
  @OptionGroup var options: GlobalOptions

  func validate() throws {
    guard (1...100_000).contains(limit) else { throw ValidationError("--limit: 1 .. 100000") }
  }

  func run() throws {
    try Session.run(options) { try $0.findRegions(text, asOf: asOf, limit: limit, json: output.json) }
  }
}
