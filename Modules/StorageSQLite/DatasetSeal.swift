import Domain
import Foundation
import GRDB
import Storage

/// What a batch leaves in one dataset: for each period its rows by outcome, the regions they lie between, and the digest
/// of the rows as they stand at its end.
///
/// The audit reads rows by region, part, source row and key. Files are mostly sorted by code, so that rows are digested as
/// they are written; where they come in another order, or a row is written again, the period is read once more at the end.
final class DatasetSeal {
  private let rules: DatasetRules
  private let declaration: String
  private let encoder: RowEncoder
  private let keyFields: [Int]
  private var spans: [Int64: Span] = [:]
  private var last: Span?

  /// One period.
  private final class Span {
    let period: Int64
    var new = 0
    var changed = 0
    var unchanged = 0
    var removed = 0
    var regions: ClosedRange<Int64>?
    var rows = 0
    var digest = AuditDigest(flushAt: 1 << 14)
    var isOrdered = true
    var lastRegion = Int64.min
    var lastPart = Int64.min
    var lastSourceRow = Int64.min
    var lastKey: [Int64] = []

    init(_ period: Int64) { self.period = period }

    func meets(_ region: Int64) {
      guard let known = regions else {
        regions = region...region
        return
      }
      if region < known.lowerBound { regions = region...known.upperBound }
      if region > known.upperBound { regions = known.lowerBound...region }
    }
  }

  init(_ rules: DatasetRules, declaration: String) {
    self.rules = rules
    self.declaration = declaration
    encoder = RowEncoder(rules)
    keyFields = rules.declaration.key.compactMap { rules.declaration.index(of: $0) }
  }

  private func span(_ period: Int64) -> Span {
    if let last, last.period == period { return last }
    let span = spans[period] ?? Span(period)
    if span.rows == 0, span.isOrdered, spans[period] == nil {
      RowEncoder.describe(rules.declaration, period: period, into: &span.digest)
    }
    spans[period] = span
    last = span
    return span
  }

  /// A row was inserted, or one of an earlier batch replaced, and stands as `row`.
  func wrote(
    period: Int64, region: Int64, part: Int64, sourceRow: Int64, _ row: UnsafePointer<Int64>, _ texts: [String],
    isNew: Bool
  ) {
    let span = span(period)
    if isNew { span.new += 1 } else { span.changed += 1 }
    span.rows += 1
    if span.isOrdered, region > span.lastRegion || follows(span, region, part, sourceRow, row) {
      if region > span.lastRegion { span.meets(region) }
      span.lastRegion = region
      span.lastPart = part
      span.lastSourceRow = sourceRow
      if !keyFields.isEmpty {
        if span.lastKey.count != keyFields.count { span.lastKey = [Int64](repeating: 0, count: keyFields.count) }
        for index in keyFields.indices { span.lastKey[index] = row[keyFields[index]] }
      }
      encoder.add(region: region, part: part, sourceRow: sourceRow, row, texts, to: &span.digest)
    } else {
      span.meets(region)
      span.isOrdered = false
    }
  }

  /// Whether a row of the same region comes after the last one.
  private func follows(
    _ span: Span, _ region: Int64, _ part: Int64, _ sourceRow: Int64, _ row: UnsafePointer<Int64>
  ) -> Bool {
    guard region == span.lastRegion, !keyFields.isEmpty else { return false }
    if part != span.lastPart { return part > span.lastPart }
    if sourceRow != span.lastSourceRow { return sourceRow > span.lastSourceRow }
    for (index, field) in keyFields.enumerated() {
      // Texts and reals are compared when they are read again.
      guard rules.storages[field] == .integer else { return false }
      if row[field] != span.lastKey[index] { return row[field] > span.lastKey[index] }
    }
    return false
  }

  /// A row that this batch wrote before was written again.
  func rewrote(period: Int64, region: Int64) {
    let span = span(period)
    span.meets(region)
    span.isOrdered = false
  }

  /// A row was removed.
  func removed(period: Int64, region: Int64) {
    let span = span(period)
    span.meets(region)
    span.removed += 1
  }

  /// Rows that were found as they are stored, and the regions that they lie between.
  func unchanged(period: Int64, count: Int, regions: ClosedRange<Int64>) {
    let span = span(period)
    span.unchanged += count
    span.meets(regions.lowerBound)
    span.meets(regions.upperBound)
  }

  /// Rows by outcome of a batch that restores (undo), which are digested when they are read again.
  func restored(period: Int64, region: Int64, new: Int = 0, changed: Int = 0, removed: Int = 0) {
    let span = span(period)
    span.meets(region)
    span.new += new
    span.changed += changed
    span.removed += removed
  }

  /// Writes down what the batch left, by period.
  ///
  /// - Parameter parts: the batch's own parts; nil where its rows are those it logged changes of (undo).
  func finish(_ db: Database, batch: Int64, parts: ClosedRange<Int64>?) throws {
    for (period, span) in spans.sorted(by: { $0.key < $1.key }) {
      if parts == nil || !span.isOrdered { try read(db, span, batch, parts) }
      try db.execute(
        sql: """
          INSERT INTO batch_extent(batch, subject, period, declaration, rows_new, rows_changed, rows_unchanged,
            rows_removed, first_region, last_region, rows, digest) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)
          """,
        arguments: [
          batch, rules.declaration.id, period, declaration, span.new, span.changed, span.unchanged, span.removed,
          span.regions?.lowerBound, span.regions?.upperBound, span.rows, Data(span.digest.finalize()),
        ])
    }
    spans = [:]
    last = nil
  }

  /// The digest of a period from the rows as they are stored.
  private func read(_ db: Database, _ span: Span, _ batch: Int64, _ parts: ClosedRange<Int64>?) throws {
    span.digest = AuditDigest(flushAt: 1 << 14)
    span.rows = 0
    RowEncoder.describe(rules.declaration, period: span.period, into: &span.digest)
    guard let regions = span.regions else { return }
    let table = try DatasetTable(db, rules)
    let rows =
      try parts.map { try table.rows(period: span.period, regions: regions, parts: $0) }
      ?? table.rows(changedBy: batch, period: span.period)
    while let row = try rows.next() {
      span.rows += 1
      row.cells.withUnsafeBufferPointer { cells in
        guard let cells = cells.baseAddress else { return }
        encoder.add(
          region: row.region, part: row.part, sourceRow: row.sourceRow, cells, row.texts, to: &span.digest)
      }
    }
  }
}
