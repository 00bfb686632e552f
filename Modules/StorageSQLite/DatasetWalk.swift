import Domain
import GRDB

/// Walks a data table together with its log of changes, and gives for each region and period the rows as each batch left
/// them: today's rows belong to the batch of their part, earlier states are put together from the log.
struct DatasetWalk {
  private let db: Database
  private let table: DatasetTable
  private let history: DeclarationHistory
  private let owners: PartOwners

  /// The rows of one region and period, by the batch that left them so; nil is a part of no batch.
  struct Emission {
    let period: Int64
    var rows: [Int64?: [StoredRow]] = [:]
    /// Batches of rows whose recomputed figures do not follow from their fields.
    var wrongFigures: Set<Int64> = []
  }

  /// One entry of the log.
  private struct Change {
    let id: Int64
    let batch: Int64
    let key: String?
    let kind: String
    let old: String
    let part: Int64
    let sourceRow: Int64
  }

  init(_ db: Database, _ table: DatasetTable, _ history: DeclarationHistory, _ owners: PartOwners) {
    self.db = db
    self.table = table
    self.history = history
    self.owners = owners
  }

  /// Ascending by period and region.
  func run(_ take: (Emission) throws -> Void) throws {
    guard let connection = db.sqliteConnection else { throw DatabaseError(message: "connection is closed") }
    let rows = try table.all()
    let log = try PreparedStatement(
      connection,
      """
      SELECT period, region, id, batch, key, kind, old, old_part, old_source_row FROM change WHERE subject = ?
      ORDER BY period, region
      """)
    log.bind(table.rules.declaration.id, at: 1)
    var fields = FieldsByBatch(db, history)
    var row = try rows.next()
    var isLogged = try log.step()
    while row != nil || isLogged {
      let logged = isLogged ? (log.integer(0), log.integer(1)) : (Int64.max, Int64.max)
      let stored = row.map { ($0.period, $0.region) } ?? (Int64.max, Int64.max)
      let place = min(logged, stored, by: { $0 < $1 })
      var current: [StoredRow] = []
      var emission = Emission(period: place.0)
      while let next = row, (next.period, next.region) == place {
        if !next.computed.isEmpty, table.recomputed(next) != next.computed, let batch = owners.batch(of: next.part) {
          emission.wrongFigures.insert(batch)
        }
        current.append(next)
        row = try rows.next()
      }
      var changes: [Change] = []
      while isLogged, (log.integer(0), log.integer(1)) == place {
        changes.append(
          Change(
            id: log.integer(2), batch: log.integer(3), key: log.isNull(4) ? nil : log.text(4), kind: log.text(5),
            old: log.isNull(6) ? "{}" : log.text(6), part: log.integer(7), sourceRow: log.integer(8)))
        isLogged = try log.step()
      }
      if changes.isEmpty {
        for row in current { emission.rows[owners.batch(of: row.part), default: []].append(row) }
      } else {
        try trace(current, changes, place, &fields, &emission)
      }
      for (batch, rows) in emission.rows where rows.count > 1 {
        emission.rows[batch] = rows.sorted {
          ($0.part, $0.sourceRow) != ($1.part, $1.sourceRow)
            ? ($0.part, $0.sourceRow) < ($1.part, $1.sourceRow) : table.keyPrecedes($0, $1)
        }
      }
      try take(emission)
    }
    log.reset()
  }

  private func min(
    _ a: (Int64, Int64), _ b: (Int64, Int64), by precedes: ((Int64, Int64), (Int64, Int64)) -> Bool
  ) -> (Int64, Int64) { precedes(b, a) ? b : a }

  /// Follows each key of a region back through its changes.
  private func trace(
    _ current: [StoredRow], _ changes: [Change], _ place: (Int64, Int64), _ fields: inout FieldsByBatch,
    _ emission: inout Emission
  ) throws {
    var byKey: [String: [Change]] = [:]
    for change in changes { byKey[change.key ?? "", default: []].append(change) }
    for row in current {
      let key = table.key(of: row) ?? ""
      let own = byKey.removeValue(forKey: key) ?? []
      try trace(row, own, place, &fields, &emission)
    }
    for (_, gone) in byKey { try trace(nil, gone, place, &fields, &emission) }
  }

  private func trace(
    _ current: StoredRow?, _ changes: [Change], _ place: (Int64, Int64), _ fields: inout FieldsByBatch,
    _ emission: inout Emission
  ) throws {
    var state = current
    var last: Int64?
    func emit(_ row: StoredRow, _ batch: Int64?) { emission.rows[batch, default: []].append(row) }
    for change in changes.sorted(by: { $0.id > $1.id }) {
      if change.batch != last {
        if change.kind == "delete", let row = state {
          // Brought after the removal by a batch that needed to log nothing.
          let owner = owners.batch(of: row.part)
          if owner != last { emit(row, owner) }
          state = nil
        }
        if let row = state { emit(row, change.batch) }
        last = change.batch
      }
      switch change.kind {
      case "insert": state = nil
      case "delete":
        var row = StoredRow(
          period: place.0, region: place.1, part: change.part, sourceRow: change.sourceRow,
          cells: [Int64](repeating: Cell.missing, count: table.rules.fieldCount), texts: [])
        overlay(change.old, on: &row, try fields.of(change.batch))
        state = row
      default:
        guard var row = state else { continue }
        row.part = change.part
        row.sourceRow = change.sourceRow
        overlay(change.old, on: &row, try fields.of(change.batch))
        state = row
      }
    }
    if let row = state {
      let owner = owners.batch(of: row.part)
      if owner != last || owner == nil { emit(row, owner) }
    }
  }

  private func overlay(_ old: String, on row: inout StoredRow, _ fields: [String: Int]) {
    for (name, value) in LoggedValues.object(old) ?? [:] {
      guard let field = fields[name] else { continue }
      row.cells[field] = value.cell(table.rules.storages[field], &row.texts)
    }
  }

  /// Where the fields of a batch's time are today.
  private struct FieldsByBatch {
    let db: Database
    let history: DeclarationHistory
    private var known: [Int64: [String: Int]] = [:]
    private var byPosition: [Int: [String: Int]] = [:]

    init(_ db: Database, _ history: DeclarationHistory) {
      self.db = db
      self.history = history
    }

    mutating func of(_ batch: Int64) throws -> [String: Int] {
      if let fields = known[batch] { return fields }
      let sequence = try Int64.fetchOne(db, sql: "SELECT seq FROM audit_entry WHERE batch = ?", arguments: [batch])
      let position = history.position(sequence ?? .max, nil)
      let fields = byPosition[position] ?? history.fields(at: position)
      byPosition[position] = fields
      known[batch] = fields
      return fields
    }
  }
}

/// Digests the rows that batches left in one period of a dataset, each by the fields of its time.
final class DatasetSums {
  private let history: DeclarationHistory
  private var sums: [Int64: Sum] = [:]
  private var encoders: [Int: RowEncoder] = [:]

  private final class Sum {
    var digest = AuditDigest(flushAt: 1 << 10)
  }

  init(_ history: DeclarationHistory) { self.history = history }

  private func encoder(at position: Int) -> RowEncoder {
    if let known = encoders[position] { return known }
    let fields = history.fields(at: position)
    let encoder = RowEncoder(
      history.declaration(at: position).fields.map {
        RowEncoder.Slot(cell: fields[$0.id], storage: $0.type.storage)
      })
    encoders[position] = encoder
    return encoder
  }

  func add(_ rows: [StoredRow], of batch: Int64, period: Int64, at position: Int) {
    let encoder = encoder(at: position)
    var sum = sums[batch]
    if sum == nil {
      let made = Sum()
      RowEncoder.describe(history.declaration(at: position), period: period, into: &made.digest)
      sums[batch] = made
      sum = made
    }
    guard let sum else { return }
    for row in rows {
      row.cells.withUnsafeBufferPointer { cells in
        guard let cells = cells.baseAddress else { return }
        encoder.add(
          region: row.region, part: row.part, sourceRow: row.sourceRow, cells, row.texts, to: &sum.digest)
      }
    }
  }

  /// The digests of the period, which is over.
  func finish() -> [(batch: Int64, digest: [UInt8])] {
    defer { sums = [:] }
    return sums.sorted { $0.key < $1.key }.map { ($0.key, $0.value.digest.finalize()) }
  }

  /// The digest of no rows.
  func nothing(_ period: Int64, at position: Int) -> [UInt8] {
    var digest = AuditDigest(flushAt: 1 << 10)
    RowEncoder.describe(history.declaration(at: position), period: period, into: &digest)
    return digest.finalize()
  }
}
