import Diagnostics
import Domain
import Foundation
import Importers
import Registry
import Storage

extension SingerMap {
  /// The file that `--map` names.
  static let shape = Shape<SingerMap>.object { o in
    _ = o.required("version", .version(1), id: "versi format ini", en: "the version of this format")
    return SingerMap(
      streams: o.required(
        "streams", .list(of: Stream.shape, counts: 1...1000), id: "aliran tap yang diterima",
        en: "the streams of the tap that are taken"))
  }
}

extension SingerMap.Stream {
  static let shape = Shape<SingerMap.Stream>.object { o in
    SingerMap.Stream(
      name: o.required("stream", .text, id: "nama aliran di pesan tap", en: "its name in the tap's messages"),
      importer: o.required(
        "importer", .identifier, id: "importir tabel yang membaca catatannya", en: "the table importer that reads it"),
      options: Dictionary(
        o.optional(
          "options", .map(keys: .identifier, values: .scalar), default: [], id: "opsi importir itu",
          en: "options of that importer"
        ).map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first }),
      rename: Dictionary(
        o.optional(
          "rename", .map(keys: TextRule(name: LocalizedText(id: "properti", en: "a property")), values: .text), default: [],
          id: "judul kolom untuk properti tap, bila namanya berbeda",
          en: "headers for properties of the tap, where its names differ"
        ).map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first }))
  }
}

extension Session {
  /// Takes the messages of a Singer tap from standard input.
  ///
  /// States go to standard output, one a line, each after what came before it is stored; everything else to standard error.
  public func runSinger(map file: String, strict: Bool, stage: String?, asOf: String?) throws {
    let asked = try importRequest(settings: [], dryRun: false, strict: strict, stage: stage, asOf: asOf)
    let map = try ConfigurationDocument.read(SingerMap.shape, at: file, in: surroundings.currentDirectory)
    let store = try currentStore()
    var bindings: [SingerTarget.Binding] = []
    for stream in map.streams {
      var request = asked
      request.settings = stream.options
      let (importer, context) = try importContext(stream.importer, request, store: store)
      guard let table = importer as? TableImporter else {
        throw CommandFailure(
          .usage, "singer-importer-unfit",
          LocalizedText(
            id: "importir `\(stream.importer)` tidak membaca tabel; aliran `\(stream.name)` memerlukan importir tabel",
            en: "importer `\(stream.importer)` reads no tables; stream `\(stream.name)` needs a table importer"))
      }
      bindings.append(SingerTarget.Binding(stream: stream, importer: table, context: context))
    }
    var delivery = DeliveryReport()
    do {
      let notes = try SingerTarget().run(
        STDIN_FILENO, bindings,
        echo: { state in
          print(state)
          fflush(nil)
        }, report: { delivery.reports.append($0) })
      console.report(notes.kept)
    } catch {
      let failure = CommandFailure(error)
      tell(delivery)
      throw failure
    }
    tell(delivery)
    if delivery.status != .done { throw CommandFailure(delivery.status, []) }
  }

  /// What came of a tap's run, on standard error: standard output is the tap's.
  private func tell(_ delivery: DeliveryReport) {
    var kept: [Diagnostic] = []
    var counts: [String: Int] = [:]
    for report in delivery.reports {
      kept += report.diagnostics.prefix(max(0, 100 - kept.count))
      counts.merge(report.diagnosticCounts) { $0 + $1 }
    }
    summarise(kept, counts)
    var rows = (read: 0, new: 0, changed: 0, unchanged: 0, removed: 0, rejected: 0)
    for report in delivery.reports {
      rows.read += report.counts.read
      rows.new += report.counts.new
      rows.changed += report.counts.changed
      rows.unchanged += report.counts.unchanged
      rows.removed += report.counts.removed
      rows.rejected += report.counts.rejected
    }
    func number(_ value: Int) -> String { Self.grouped(value, console.language) }
    let batches = Set(delivery.reports.compactMap(\.batch)).count
    let id = delivery.reports.lazy.compactMap(\.delivery).first.map { "\($0)" } ?? "–"
    console.tell(
      LocalizedText(
        id: "kiriman \(id), \(batches) batch: dibaca \(number(rows.read)), baru \(number(rows.new)), "
          + "berubah \(number(rows.changed)), tetap \(number(rows.unchanged)), dihapus \(number(rows.removed)), "
          + "ditolak \(number(rows.rejected))",
        en: "delivery \(id), \(batches) batches: read \(number(rows.read)), new \(number(rows.new)), "
          + "changed \(number(rows.changed)), unchanged \(number(rows.unchanged)), removed \(number(rows.removed)), "
          + "rejected \(number(rows.rejected))"))
  }
}
