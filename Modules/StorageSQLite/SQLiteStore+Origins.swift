public import Domain
import GRDB
public import Storage

extension SQLiteStore {
  public func origins(
    of dataset: String, fields: [String], period: Period, in region: RegionCode
  ) throws -> [DatasetOrigin] {
    try check(region)
    return try database { db in
      guard let applied = try applied(db, dataset) else { throw StorageError.notMigrated(dataset: dataset) }
      let table = applied.declaration.table
      let range = region.range(of: applied.declaration.level)
      let keys: [any DatabaseValueConvertible] = [period.number, range.lowerBound, range.upperBound]
      if try Self.isOfOneBatch(db, dataset, period) {
        let part = try Int64.fetchOne(
          db, sql: "SELECT part FROM \"\(table)\" WHERE period = ? AND region BETWEEN ? AND ? LIMIT 1",
          arguments: StatementArguments(keys))
        return try Self.origins(db, parts: part.map { [$0] } ?? [])
      }
      var rows: [Int64: Int] = [:]
      let counted = try Row.fetchCursor(
        db, sql: "SELECT part, count(*) FROM \"\(table)\" WHERE period = ? AND region BETWEEN ? AND ? GROUP BY part",
        arguments: StatementArguments(keys))
      while let row = try counted.next() { rows[row[0]] = row[1] }
      var parts: Set<Int64> = []
      // Rows that were changed are few or belong to one later batch: each is followed back, the others are not.
      let key = TableLayout(try DatasetRules(applied.declaration)).keys.enumerated()
      let sameKey = key.map { " AND d.\"\($1.name)\" = json_extract(c.key, '$[\($0)]')" }.joined()
      let changes = try Row.fetchCursor(
        db,
        sql: """
          SELECT c.region, d.part, c.old, c.old_part, c.batch, c.key FROM change c
          JOIN "\(table)" d ON d.period = c.period AND d.region = c.region\(sameKey)
          WHERE c.subject = ? AND c.period = ? AND c.region BETWEEN ? AND ? AND c.kind = 'update'
          ORDER BY c.region, c.key, c.id DESC
          """, arguments: StatementArguments([dataset] + keys))
      var batches: [Int64: Int64] = [:]
      func batch(of part: Int64) throws -> Int64 {
        if let known = batches[part] { return known }
        let batch = try Int64.fetchOne(db, sql: "SELECT batch FROM batch_part WHERE id = ?", arguments: [part]) ?? 0
        batches[part] = batch
        return batch
      }
      var trail: FieldTrail?
      while let change = try changes.next() {
        let region: Int64 = change[0]
        let key: String? = change[5]
        if trail?.region != region || trail?.key != key {
          trail?.finish(&parts)
          let part: Int64 = change[1]
          rows[part, default: 0] -= 1
          trail = FieldTrail(region: region, key: key, part: part, fields: fields)
        }
        // A change that the row's present origin did not make is none of its past: it was removed or restored since.
        guard let at = trail?.part, try batch(of: at) == (change[4] as Int64) else { continue }
        trail?.follow(old: change[2] ?? "", to: change[3] ?? 0, &parts)
      }
      trail?.finish(&parts)
      for (part, count) in rows where count > 0 { parts.insert(part) }
      return try Self.origins(db, parts: parts)
    }
  }

  /// Whether all rows of a period can only have come with one batch, as most years do: then none need be looked at. Batches
  /// of versions that noted no extents may have brought any.
  private static func isOfOneBatch(_ db: Database, _ dataset: String, _ period: Period) throws -> Bool {
    let batches = try Int.fetchOne(
      db, sql: "SELECT count(*) FROM batch_extent WHERE subject = ? AND period = ?",
      arguments: [dataset, period.number])
    guard batches == 1 else { return false }
    return try Bool.fetchOne(
      db,
      sql: """
        SELECT NOT EXISTS (
          SELECT 1 FROM batch b WHERE b.rows_new + b.rows_changed > 0
            AND NOT EXISTS (SELECT 1 FROM batch_extent e WHERE e.batch = b.id))
        """) ?? false
  }

  public func latest(of dataset: String, period: Period, in region: RegionCode) throws -> DatasetOrigin? {
    try check(region)
    return try database { db in
      guard let applied = try applied(db, dataset) else { throw StorageError.notMigrated(dataset: dataset) }
      let range = region.range(of: applied.declaration.level)
      let parts = try Int64.fetchSet(
        db,
        sql: "SELECT DISTINCT part FROM \"\(applied.declaration.table)\" WHERE period = ? AND region BETWEEN ? AND ?",
        arguments: [period.number, range.lowerBound, range.upperBound])
      let order = { (origin: DatasetOrigin) in (origin.asOf?.number ?? 0, origin.batch) }
      return try Self.origins(db, parts: parts).max { order($0) < order($1) }
    }
  }
}

/// Follows the fields of one row back through its changes, newest first, to the parts they came from.
private struct FieldTrail {
  let region: Int64
  let key: String?
  private(set) var part: Int64
  private var open: [String]

  init(region: Int64, key: String?, part: Int64, fields: [String]) {
    self.region = region
    self.key = key
    self.part = part
    open = fields
  }

  /// A change by the present part: fields it replaced came from this part, the others from the one before.
  mutating func follow(old: String, to previous: Int64, _ parts: inout Set<Int64>) {
    guard !open.isEmpty else { return }
    // Keys of the stored object; ids hold no character that JSON escapes.
    let rest = open.filter { !old.contains("\"\($0)\":") }
    if rest.count < open.count { parts.insert(part) }
    open = rest
    part = previous
  }

  /// What no change touched came with the row.
  func finish(_ parts: inout Set<Int64>) { if !open.isEmpty { parts.insert(part) } }
}
