import AppSupport
import ArgumentParser

struct SetValue: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "set",
    abstract:
      "Memperbaiki nilai satu baris, sebagai batch sendiri. (Correct values of one row, as a batch of its own.)",
    discussion: "KOLOM= mengosongkan nilai. Buku besar: sebutkan semua kolom kuncinya. (FIELD= clears a value.)")

  @Argument(help: ArgumentHelp("Id dataset. (dataset)", valueName: "dataset"))
  var dataset: String

  @Argument(help: ArgumentHelp("Kode wilayah. (region)", valueName: "kode"))
  var region: String

  @Argument(help: ArgumentHelp("Periode. (period)", valueName: "periode"))
  var period: String

  @Argument(help: ArgumentHelp("Kolom dan nilainya. (fields and values)", valueName: "kolom=nilai"))
  var values: [String]

  @Option(name: .long, help: ArgumentHelp("Alasannya, dicatat. (reason, recorded)", valueName: "teks"))
  var reason: String

  @Flag(name: .long, help: "Uji coba: tidak ada yang disimpan. (keep nothing)")
  var dryRun = false

  @OptionGroup var options: GlobalOptions

  func run() throws {
    try Session.run(options) {
      try $0.setValues(dataset, region, period, values, reason: reason, dryRun: dryRun)
    }
  }
}
