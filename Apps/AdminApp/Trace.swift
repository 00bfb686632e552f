import AppSupport
import ArgumentParser

struct Trace: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Asal tiap nilai: berkas, baris, batch, oleh siapa. (Where each value came from.)")

  @Argument(help: ArgumentHelp("Id dataset. (dataset)", valueName: "dataset"))
  var dataset: String

  @Argument(help: ArgumentHelp("Kode wilayah. (region)", valueName: "kode"))
  var region: String

  @Argument(help: ArgumentHelp("Periode. (period)", valueName: "periode"))
  var period: String

  @Argument(help: ArgumentHelp("Satu kolom saja. (one field)", valueName: "kolom"))
  var field: String?

  @OptionGroup var output: JSONOption
  @OptionGroup var options: GlobalOptions

  func run() throws {
    try Session.run(options) { try $0.trace(dataset, region, period, field: field, json: output.json) }
  }
}
