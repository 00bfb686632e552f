import Diagnostics
import Domain
import Foundation
import Registry
import Reporting
import Storage
import StorageSQLite

extension Session {
  /// The filters of `batches` as typed.
  public struct HistoryRequest: Sendable {
    public var importer: String?
    public var dataset: String?
    public var region: String?
    public var period: String?
    public var since: String?
    public var until: String?
    public var by: String?
    public var file: String?
    public var state: String?
    public var delivery: Int64?
    public var limit = 20

    public init() {}
  }

  /// The batches that satisfy all filters, the latest first.
  public func listBatches(_ request: HistoryRequest, json: Bool) throws {
    let batches = try store().batches(try filter(request), limit: request.limit)
    let isFiltered = try filter(request) != BatchFilter()
    func number(_ id: String, _ label: LocalizedText) -> ReportColumn {
      ReportColumn(id: id, label: label, type: .integer)
    }
    try show(
      ReportDocument(
        report: "batches", title: LocalizedText(id: "Batch terakhir", en: "Latest batches"),
        tables: [
          ReportTable(
            id: "batches", title: LocalizedText(id: "Batch", en: "Batches"),
            columns: [
              number("batch", LocalizedText(id: "Batch", en: "Batch")),
              number("delivery", LocalizedText(id: "Kiriman", en: "Delivery")),
              ReportColumn(id: "at", label: LocalizedText(id: "Waktu", en: "Time"), type: .text),
              ReportColumn(id: "user", label: LocalizedText(id: "Oleh", en: "By"), type: .text),
              ReportColumn(id: "importer", label: LocalizedText(id: "Importir", en: "Importer"), type: .text),
              ReportColumn(id: "file", label: LocalizedText(id: "Berkas", en: "File"), type: .text),
              number("new", LocalizedText(id: "Baru", en: "New")),
              number("changed", LocalizedText(id: "Berubah", en: "Changed")),
              number("rejected", LocalizedText(id: "Ditolak", en: "Rejected")),
              ReportColumn(id: "state", label: LocalizedText(id: "Keadaan", en: "State"), type: .category),
            ],
            rows: batches.map { batch in
              [
                .integer(batch.id), .integer(batch.delivery), .text(moment(batch.at)), .text(batch.user),
                .text(batch.importer.isEmpty ? batch.kind : batch.importer), .text(batch.file),
                .integer(batch.counts.new), .integer(batch.counts.changed), .integer(batch.counts.rejected),
                Self.state(batch),
              ]
            }, keyColumns: 1)
        ],
        notes: batches.isEmpty
          ? [
            isFiltered
              ? LocalizedText(id: "Tidak ada batch yang cocok.", en: "No batch matches.")
              : LocalizedText(id: "Belum ada batch.", en: "There are no batches yet.")
          ] : []), json: json)
  }

  /// A time as users see it, in the configured zone.
  func moment(_ seconds: Double) -> String {
    Self.time(seconds, TimeZone(identifier: registry().configuration?.timeZone ?? "UTC") ?? .gmt)
  }

  private static func state(_ batch: BatchInfo) -> ReportValue {
    if let by = batch.undoneBy {
      return .category(id: "undone", label: LocalizedText(id: "dibatalkan (\(by))", en: "undone (\(by))"))
    }
    if batch.openRejects > 0 {
      return .category(
        id: "open", label: LocalizedText(id: "\(batch.openRejects) tolakan", en: "\(batch.openRejects) open"))
    }
    return .category(id: "active", label: LocalizedText(id: "berlaku", en: "in force"))
  }

  private func filter(_ request: HistoryRequest) throws -> BatchFilter {
    var filter = BatchFilter()
    filter.importer = request.importer
    filter.dataset = request.dataset
    filter.region = try request.region.map { try region($0) }
    filter.period = try request.period.map { try period($0) }
    filter.since = try request.since.map { try dayStart($0, option: "--since", plus: 0) }
    filter.until = try request.until.map { try dayStart($0, option: "--until", plus: 1) }
    filter.user = request.by
    filter.file = request.file
    filter.delivery = request.delivery
    if let state = request.state {
      guard let known = BatchFilter.State(rawValue: state) else {
        let all = BatchFilter.State.allCases.map(\.rawValue).joined(separator: ", ")
        throw CommandFailure(
          .usage, "option-invalid",
          LocalizedText(id: "--state: `\(state)` tidak dikenal", en: "--state: unknown `\(state)`"),
          hint: LocalizedText(id: "yang ada: \(all)", en: "there are: \(all)"))
      }
      filter.state = known
    }
    return filter
  }

  /// The beginning of a day in the configured zone, or of the day after.
  private func dayStart(_ text: String, option: String, plus days: Int) throws -> Double {
    let day = try date(text, option: option)
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = TimeZone(identifier: registry().configuration?.timeZone ?? "UTC") ?? .gmt
    let components = DateComponents(year: day.year, month: day.month, day: day.day + days)
    return calendar.date(from: components)?.timeIntervalSince1970 ?? 0
  }

  // MARK: One batch

  /// Everything about one batch.
  public func showBatch(_ id: Int64, json: Bool) throws {
    guard let batch = try store().batch(id) else { throw Self.noBatch(id) }
    try show(document(batch), json: json)
  }

  static func noBatch(_ id: Int64) -> CommandFailure {
    CommandFailure(
      .usage, "batch-unknown", LocalizedText(id: "batch \(id) tidak ada", en: "there is no batch \(id)"),
      hint: LocalizedText(id: "lihat: sinergi-import batches", en: "see: sinergi-import batches"))
  }

  private func document(_ batch: BatchDetails) -> ReportDocument {
    let info = batch.info
    var facts: [(String, LocalizedText, String?)] = [
      ("delivery", LocalizedText(id: "Kiriman", en: "Delivery"), "\(info.delivery)"),
      ("kind", LocalizedText(id: "Jenis", en: "Kind"), info.kind),
      ("importer", LocalizedText(id: "Importir", en: "Importer"), info.importer.isEmpty ? nil : info.importer),
      ("file", LocalizedText(id: "Berkas", en: "File"), info.file),
      (
        "bytes", LocalizedText(id: "Ukuran (bita)", en: "Size (bytes)"),
        batch.bytes.map { Self.grouped($0, console.language) }
      ),
      ("sha256", LocalizedText(id: "SHA-256", en: "SHA-256"), batch.sha256),
      ("user", LocalizedText(id: "Oleh", en: "By"), info.user),
      ("at", LocalizedText(id: "Waktu", en: "Time"), moment(info.at)),
      ("stage", LocalizedText(id: "Tahap", en: "Stage"), info.stage?.rawValue),
      ("as_of", LocalizedText(id: "Keadaan per", en: "As of"), info.asOf?.description),
      ("reason", LocalizedText(id: "Alasan", en: "Reason"), batch.reason),
      (
        "options", LocalizedText(id: "Opsi", en: "Options"),
        batch.options.isEmpty
          ? nil : batch.options.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: ", ")
      ),
      ("undoes", LocalizedText(id: "Membatalkan batch", en: "Undoes batches"), Self.list(info.undoes)),
      ("undone_by", LocalizedText(id: "Dibatalkan oleh batch", en: "Undone by batch"), info.undoneBy.map { "\($0)" }),
      ("uid", LocalizedText(id: "Id", en: "Id"), info.uid),
    ]
    for (index, part) in batch.parts.enumerated() where part.member != nil || part.sheet != nil {
      let place = [part.member, part.sheet.map { "[\($0)]" }].compactMap(\.self).joined(separator: " ")
      facts.append(("part_\(index + 1)", LocalizedText(id: "Bagian", en: "Part"), place))
    }
    if batch.resolved > 0 {
      facts.append(("resolved", LocalizedText(id: "Menutup tolakan", en: "Closed rejects"), "\(batch.resolved)"))
    }
    return ReportDocument(
      report: "batch", title: LocalizedText(id: "Batch \(info.id)", en: "Batch \(info.id)"),
      keyFigures: facts.compactMap { id, label, value in
        value.map { KeyFigure(id: id, label: label, value: .text(Console.safe($0))) }
      }, tables: [counts(batch), extents(batch.extents), codes(batch), rejects(batch)].compactMap(\.self))
  }

  private static func list(_ ids: [Int64]) -> String? {
    ids.isEmpty ? nil : ids.map(String.init).joined(separator: ", ")
  }

  private func counts(_ batch: BatchDetails) -> ReportTable {
    let counts = batch.info.counts
    let rows: [(String, LocalizedText, Int)] = [
      ("read", LocalizedText(id: "dibaca", en: "read"), counts.read),
      ("new", LocalizedText(id: "baru", en: "new"), counts.new),
      ("changed", LocalizedText(id: "berubah", en: "changed"), counts.changed),
      ("unchanged", LocalizedText(id: "tetap", en: "unchanged"), counts.unchanged),
      ("removed", LocalizedText(id: "dihapus", en: "removed"), counts.removed),
      ("rejected", LocalizedText(id: "ditolak", en: "rejected"), counts.rejected),
    ]
    return ReportTable(
      id: "rows", title: LocalizedText(id: "Baris", en: "Rows"),
      columns: [
        ReportColumn(id: "outcome", label: LocalizedText(id: "Hasil", en: "Outcome"), type: .category),
        ReportColumn(id: "rows", label: LocalizedText(id: "Baris", en: "Rows"), type: .integer),
      ], rows: rows.map { [.category(id: $0.0, label: $0.1), .integer($0.2)] })
  }

  /// What a batch did by dataset and period.
  func extents(_ extents: [BatchExtent]) -> ReportTable? {
    if extents.isEmpty { return nil }
    func number(_ id: String, _ label: LocalizedText) -> ReportColumn {
      ReportColumn(id: id, label: label, type: .integer)
    }
    return ReportTable(
      id: "touched", title: LocalizedText(id: "Yang disentuh", en: "What it touched"),
      columns: [
        ReportColumn(id: "dataset", label: LocalizedText(id: "Dataset", en: "Dataset"), type: .text),
        ReportColumn(id: "period", label: LocalizedText(id: "Periode", en: "Period"), type: .period),
        number("new", LocalizedText(id: "Baru", en: "New")),
        number("changed", LocalizedText(id: "Berubah", en: "Changed")),
        number("unchanged", LocalizedText(id: "Tetap", en: "Unchanged")),
        number("removed", LocalizedText(id: "Dihapus", en: "Removed")),
      ],
      rows: extents.map {
        [
          .text($0.subject), $0.period.map { .period($0.description) } ?? .missing, .integer($0.new),
          .integer($0.changed), .integer($0.unchanged), .integer($0.removed),
        ]
      })
  }

  private func codes(_ batch: BatchDetails) -> ReportTable? {
    if batch.diagnostics.isEmpty { return nil }
    return ReportTable(
      id: "diagnostics", title: LocalizedText(id: "Temuan menurut kode", en: "Findings by code"),
      columns: [
        ReportColumn(id: "code", label: LocalizedText(id: "Kode", en: "Code"), type: .text),
        ReportColumn(id: "count", label: LocalizedText(id: "Banyak", en: "Count"), type: .integer),
      ], rows: batch.diagnostics.sorted { $0.key < $1.key }.map { [.text($0.key), .integer($0.value)] })
  }

  private func rejects(_ batch: BatchDetails) -> ReportTable? {
    if batch.rejects.isEmpty { return nil }
    return ReportTable(
      id: "rejects", title: LocalizedText(id: "Baris ditolak", en: "Rejected rows"),
      columns: [
        ReportColumn(id: "state", label: LocalizedText(id: "Keadaan", en: "State"), type: .category),
        ReportColumn(id: "rows", label: LocalizedText(id: "Baris", en: "Rows"), type: .integer),
      ],
      rows: RejectState.allCases.compactMap { state in
        batch.rejects[state].map { [.category(id: state.rawValue, label: state.label), .integer($0)] }
      })
  }
}

extension RejectState {
  var label: LocalizedText {
    switch self {
    case .open: LocalizedText(id: "terbuka", en: "open")
    case .retried: LocalizedText(id: "sudah masuk", en: "came in")
    case .replaced: LocalizedText(id: "ditolak lagi", en: "rejected again")
    case .discarded: LocalizedText(id: "disisihkan", en: "discarded")
    }
  }
}
