import Domain
import GRDB
import Storage

/// Takes back what a batch did to one dataset: rows it replaced or removed stand as they did before, with their earlier
/// origin, and rows it brought are gone. Everything is noted, so that this can be taken back in turn.
struct DatasetUndo {
  let db: Database
  let session: BatchSession
  let table: DatasetTable
  let seal: DatasetSeal
  /// The batch to take back, and its own parts.
  let batch: Int64
  let parts: ClosedRange<Int64>
  /// Fields of the batch's time by name: where they are today.
  let fields: [String: Int]
  /// Closed periods are left as they are.
  let closed: ClosedPeriods

  private var subject: String { table.rules.declaration.id }

  func run() throws {
    try restore()
    try removeOwn()
  }

  /// Reverses the log, the latest first.
  private func restore() throws {
    // Read whole by ids: the table the cursor reads grows meanwhile.
    let ids = try Int64.fetchAll(
      db, sql: "SELECT id FROM change WHERE batch = ? AND subject = ? ORDER BY id DESC", arguments: [batch, subject])
    let select = try session.statement(
      "SELECT kind, region, period, key, old, old_part, old_source_row FROM change WHERE id = ?")
    for id in ids {
      select.bind(id, at: 1)
      guard try select.step() else { continue }
      let change = Change(
        kind: select.text(0), region: select.integer(1), period: select.integer(2),
        key: select.isNull(3) ? nil : select.text(3), old: select.isNull(4) ? "{}" : select.text(4),
        part: select.integer(5), sourceRow: select.integer(6))
      select.reset()
      try reverse(change)
    }
  }

  private struct Change {
    let kind: String
    let region: Int64
    let period: Int64
    let key: String?
    let old: String
    let part: Int64
    let sourceRow: Int64
  }

  private func reverse(_ change: Change) throws {
    try closed.check(change.period, change.region)
    let current = try table.find(period: change.period, region: change.region, key: change.key)
    switch change.kind {
    case "insert":
      if let current { try remove(current, change.key) }
    case "delete":
      var row = StoredRow(
        period: change.period, region: change.region, part: change.part, sourceRow: change.sourceRow,
        cells: [Int64](repeating: Cell.missing, count: table.rules.fieldCount), texts: [])
      overlay(change.old, on: &row)
      try session.change(
        subject: subject, region: row.region, period: row.period, key: change.key, kind: "insert", old: nil,
        oldPart: nil, oldSourceRow: nil)
      try table.write(row)
      session.counts.new += 1
      seal.restored(period: row.period, region: row.region, new: 1)
    default:
      guard let current else {
        throw StorageError.failed(
          path: session.location, detail: "row \(change.region) of \(subject), which batch \(batch) changed, is gone")
      }
      var row = current
      row.part = change.part
      row.sourceRow = change.sourceRow
      let changed = overlay(change.old, on: &row)
      try session.change(
        subject: subject, region: row.region, period: row.period, key: change.key, kind: "update",
        old: table.logged(current, fields: changed), oldPart: current.part, oldSourceRow: Int(current.sourceRow))
      try table.write(row)
      session.counts.changed += 1
      seal.restored(period: row.period, region: row.region, changed: 1)
    }
  }

  /// Puts logged values into a row; gives the fields they belong to.
  @discardableResult
  private func overlay(_ old: String, on row: inout StoredRow) -> [Int] {
    var changed: [Int] = []
    for (name, value) in LoggedValues.object(old) ?? [:] {
      guard let field = fields[name] else { continue }
      row.cells[field] = value.cell(table.rules.storages[field], &row.texts)
      changed.append(field)
    }
    return changed
  }

  /// Removes the rows that still are the batch's own: those it brought.
  private func removeOwn() throws {
    let spans = try Row.fetchAll(
      db,
      sql: """
        SELECT period, first_region, last_region FROM batch_extent WHERE batch = ? AND subject = ?
          AND first_region IS NOT NULL ORDER BY period
        """, arguments: [batch, subject])
    for span in spans {
      let period: Int64 = span["period"]
      let regions = (span["first_region"] as Int64)...(span["last_region"] as Int64)
      try removeOwn(period, regions)
    }
    // Batches of older programs noted no extents.
    if spans.isEmpty {
      let periods = try Int64.fetchAll(
        db, sql: "SELECT DISTINCT period FROM \"\(table.rules.declaration.table)\" WHERE part BETWEEN ? AND ?",
        arguments: [parts.lowerBound, parts.upperBound])
      for period in periods { try removeOwn(period, 0...Int64.max) }
    }
  }

  private func removeOwn(_ period: Int64, _ regions: ClosedRange<Int64>) throws {
    var from = regions.lowerBound
    // In runs of whole regions, as a statement must not read the table that another changes.
    while true {
      var own: [StoredRow] = []
      let rows = try table.rows(period: period, regions: from...regions.upperBound, parts: parts)
      while let row = try rows.next() {
        if own.count >= 4096, row.region != own.last?.region { break }
        own.append(row)
      }
      rows.reset()
      for row in own { try remove(row, table.key(of: row)) }
      guard let last = own.last?.region, last < regions.upperBound else { return }
      from = last + 1
    }
  }

  private func remove(_ row: StoredRow, _ key: String?) throws {
    try closed.check(row.period, row.region)
    try session.change(
      subject: subject, region: row.region, period: row.period, key: key, kind: "delete", old: table.logged(row),
      oldPart: row.part, oldSourceRow: Int(row.sourceRow))
    try table.remove(period: row.period, region: row.region, key: key)
    session.counts.removed += 1
    seal.restored(period: row.period, region: row.region, removed: 1)
  }
}
