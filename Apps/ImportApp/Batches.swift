import AppSupport
import ArgumentParser

struct Batches: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Riwayat batch, dengan saringan. (The history of batches, with filters.)")

  @Option(name: .long, help: ArgumentHelp("Importir ini saja. (importer)", valueName: "importir"))
  var importer: String?

  @Option(name: .long, help: ArgumentHelp("Yang menyentuh dataset ini. (dataset)", valueName: "dataset"))
  var dataset: String?

  @Option(name: .long, help: ArgumentHelp("Yang menyentuh wilayah ini. (region)", valueName: "kode"))
  var region: String?

  @Option(name: .long, help: ArgumentHelp("Yang menyentuh periode ini. (period)", valueName: "periode"))
  var period: String?

  @Option(name: .long, help: ArgumentHelp("Oleh pengguna ini. (made by)", valueName: "nama"))
  var by: String?

  @Option(name: .long, help: ArgumentHelp("Sejak hari ini. (from this day)", valueName: "tanggal"))
  var since: String?

  @Option(name: .long, help: ArgumentHelp("Sampai hari ini. (to this day)", valueName: "tanggal"))
  var until: String?

  @Option(name: .long, help: ArgumentHelp("Potongan nama berkas. (part of the file's name)", valueName: "teks"))
  var file: String?

  @Option(
    name: .long, help: ArgumentHelp("active, undone atau open (ada tolakan terbuka). (state)", valueName: "keadaan"))
  var state: String?

  @Option(name: .long, help: ArgumentHelp("Kiriman ini saja. (delivery)", valueName: "n"))
  var delivery: Int64?

  @Option(name: .long, help: ArgumentHelp("Paling banyak sekian. (at most)", valueName: "n"))
  var limit = 20

  @OptionGroup var output: JSONOption
  @OptionGroup var options: GlobalOptions

  func validate() throws {
    guard (1...100_000).contains(limit) else { throw ValidationError("--limit: 1 .. 100000") }
  }

  func run() throws {
    var request = Session.HistoryRequest()
    request.importer = importer
    request.dataset = dataset
    request.region = region
    request.period = period
    request.by = by
    request.since = since
    request.until = until
    request.file = file
    request.state = state
    request.delivery = delivery
    request.limit = limit
    try Session.run(options) { try $0.listBatches(request, json: output.json) }
  }
}
