import Domain
import Foundation
import GRDB
import Storage

/// Finds what an undo takes back, and the later batches that stand in its way.
final class UndoPlan {
  private let db: Database
  /// What the tables of keys hold at the moment.
  private var filled: [String: [String]] = [:]

  init(_ db: Database) { self.db = db }

  /// The batches of the subject that are in force, ascending.
  func targets(_ subject: UndoRequest.Subject) throws -> [Int64] {
    switch subject {
    case .batch(let id):
      guard let row = try Row.fetchOne(db, sql: "SELECT undone_by FROM batch WHERE id = ?", arguments: [id]) else {
        throw UndoError.noBatch(id)
      }
      if let by = row["undone_by"] as Int64? { throw UndoError.alreadyUndone(id, by: by) }
      return [id]
    case .delivery(let id):
      guard
        try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM batch WHERE delivery = ?)", arguments: [id]) == true
      else { throw UndoError.noDelivery(id) }
      let batches = try Int64.fetchAll(
        db, sql: "SELECT id FROM batch WHERE delivery = ? AND undone_by IS NULL ORDER BY id", arguments: [id])
      guard !batches.isEmpty else { throw UndoError.deliveryUndone(id) }
      return batches
    }
  }

  /// The later batches in force that touched what `batches` wrote, each with its rows by dataset or table.
  func conflicts(_ batches: [Int64]) throws -> [(batch: Int64, rows: [String: Int])] {
    var found: [Int64: [String: Int]] = [:]
    for batch in batches {
      for (later, through) in try self.later(than: batch, besides: batches) {
        var rows = found[later] ?? [:]
        try add(datasetRows(batch, through), to: &rows)
        try add(fixedRows(batch, through), to: &rows)
        if !rows.isEmpty { found[later] = rows }
      }
    }
    return found.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  private func add(_ counts: [String: Int], to rows: inout [String: Int]) {
    for (subject, count) in counts where count > 0 { rows[subject, default: 0] = max(rows[subject] ?? 0, count) }
  }

  /// Later batches that count, each with the batch whose rows it met: those in force, or in force again once `besides` are
  /// taken back. Of an undo only what it took back from before `batch` counts: the rest came later and went again.
  private func later(than batch: Int64, besides: [Int64]) throws -> [(batch: Int64, through: Int64)] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT b.id, b.id AS through FROM batch b WHERE b.id > :batch AND b.kind <> 'undo' AND \(Self.isInForce(besides))
        UNION ALL
        SELECT b.id, u.undone FROM batch b JOIN batch_undo u ON u.batch = b.id
        WHERE b.id > :batch AND b.kind = 'undo' AND u.undone < :batch AND \(Self.isInForce(besides))
        ORDER BY 1, 2
        """, arguments: ["batch": batch])
    return rows.map { ($0[0] as Int64, $0[1] as Int64) }.filter { !besides.contains($0.0) }
  }

  private static func isInForce(_ besides: [Int64]) -> String {
    "(b.undone_by IS NULL OR b.undone_by IN (\(besides.map(String.init).joined(separator: ","))))"
  }

  // MARK: Datasets

  private func datasets(_ batch: Int64) throws -> [String] {
    try String.fetchAll(
      db,
      sql: """
        SELECT subject FROM batch_extent WHERE batch = :batch UNION SELECT subject FROM change WHERE batch = :batch
        INTERSECT SELECT id FROM dataset
        """, arguments: ["batch": batch])
  }

  private func datasetRows(_ batch: Int64, _ later: Int64) throws -> [String: Int] {
    var rows: [String: Int] = [:]
    for dataset in try datasets(batch) where try meets(later, dataset) {
      guard let table = try SQLiteStore.table(db, dataset) else { continue }
      let count = try written(batch, later, table) + unchanged(batch, later, table) + spokenFor(batch, later, table)
      if count > 0 { rows[dataset] = count }
    }
    return rows
  }

  /// Whether a batch had to do with a dataset at all; of older programs that is not noted.
  private func meets(_ batch: Int64, _ dataset: String) throws -> Bool {
    try Bool.fetchOne(
      db,
      sql: """
        SELECT EXISTS (SELECT 1 FROM batch_extent WHERE batch = :batch AND subject = :dataset)
          OR EXISTS (SELECT 1 FROM replace_scope WHERE batch = :batch AND dataset = :dataset)
          OR EXISTS (SELECT 1 FROM batch WHERE id = :batch AND log = 0)
        """, arguments: ["batch": batch, "dataset": dataset]) ?? false
  }

  /// Keys that both batches wrote.
  private func written(_ batch: Int64, _ later: Int64, _ table: DatasetTable) throws -> Int {
    try fillKeys("undo_own", batch, table)
    try fillKeys("undo_later", later, table)
    return try Int.fetchOne(
      db,
      sql:
        "SELECT count(*) FROM (SELECT period, region, key FROM undo_own INTERSECT SELECT period, region, key FROM undo_later)"
    )
      ?? 0
  }

  /// The keys a batch wrote, into a table of this connection: those it logged, those of rows that later ones replaced,
  /// and those of its own rows.
  private func fillKeys(_ name: String, _ batch: Int64, _ table: DatasetTable) throws {
    try db.execute(
      sql: """
        CREATE TEMP TABLE IF NOT EXISTS \(name)(
          period INTEGER NOT NULL, region INTEGER NOT NULL, key TEXT NOT NULL, PRIMARY KEY(period, region, key))
          WITHOUT ROWID;
        """)
    let dataset = table.rules.declaration.id
    if filled[name] == ["\(batch)", dataset] { return }
    filled[name] = ["\(batch)", dataset]
    try db.execute(sql: "DELETE FROM \(name)")
    let parts = try SQLiteStore.parts(db, of: batch)
    try db.execute(
      sql: """
        INSERT OR IGNORE INTO \(name) SELECT period, region, ifnull(key, '') FROM change
        WHERE batch = :batch AND subject = :subject;
        """, arguments: ["batch": batch, "subject": dataset])
    try db.execute(
      sql: """
        INSERT OR IGNORE INTO \(name) SELECT c.period, c.region, ifnull(c.key, '')
        FROM batch_extent e JOIN change c ON c.subject = e.subject AND c.period = e.period
          AND c.region BETWEEN e.first_region AND e.last_region
        WHERE e.batch = :batch AND e.subject = :subject AND c.old_part BETWEEN :first AND :last
        """,
      arguments: ["batch": batch, "subject": dataset, "first": parts.lowerBound, "last": parts.upperBound])
    let key = table.keySQL(of: "d").map { "(\($0))" } ?? "''"
    try db.execute(
      sql: """
        INSERT OR IGNORE INTO \(name) SELECT d.period, d.region, \(key)
        FROM batch_extent e JOIN "\(table.rules.declaration.table)" d ON d.period = e.period
          AND d.region BETWEEN e.first_region AND e.last_region
        WHERE e.batch = :batch AND e.subject = :subject AND d.part BETWEEN :first AND :last
        """,
      arguments: ["batch": batch, "subject": dataset, "first": parts.lowerBound, "last": parts.upperBound])
  }

  /// Keys of `batch` that the later one found as they were.
  private func unchanged(_ batch: Int64, _ later: Int64, _ table: DatasetTable) throws -> Int {
    let rows = try Row.fetchAll(
      db, sql: "SELECT period, regions, keys FROM touched WHERE batch = ? AND dataset = ?",
      arguments: [later, table.rules.declaration.id])
    guard !rows.isEmpty else { return 0 }
    try fillKeys("undo_own", batch, table)
    var count = 0
    for row in rows {
      let met = TouchedKeys(regions: row["regions"], keys: row["keys"])
      let own = try Row.fetchCursor(
        db, sql: "SELECT region, key FROM undo_own WHERE period = ?", arguments: [row["period"] as Int64])
      while let key = try own.next() {
        if met.contains(region: key["region"], key: key["key"]) { count += 1 }
      }
    }
    return count
  }

  /// Keys that `batch` removed and that the later one, replacing, spoke for: without `batch` it would have removed them.
  private func spokenFor(_ batch: Int64, _ later: Int64, _ table: DatasetTable) throws -> Int {
    let dataset = table.rules.declaration.id
    let scopes = try Row.fetchAll(
      db, sql: "SELECT period, region, key FROM replace_scope WHERE batch = ? AND dataset = ?",
      arguments: [later, dataset])
    guard !scopes.isEmpty else { return 0 }
    var spoken: [Int64: [Int64: [[String: LoggedValues.Value]]]] = [:]
    for scope in scopes {
      spoken[scope["period"], default: [:]][scope["region"], default: []].append(
        LoggedValues.object(scope["key"]) ?? [:])
    }
    let removed = try Row.fetchCursor(
      db, sql: "SELECT period, region, key FROM change WHERE batch = ? AND subject = ? AND kind = 'delete'",
      arguments: [batch, dataset])
    var count = 0
    while let row = try removed.next() {
      guard let regions = spoken[row["period"]] else { continue }
      let key = (row["key"] as String?).flatMap(LoggedValues.array) ?? []
      let named = Dictionary(zip(table.rules.declaration.key, key)) { first, _ in first }
      var region: Int64? = row["region"]
      while let code = region {
        if regions[code]?.contains(where: { $0.allSatisfy { named[$0.key] == $0.value } }) ?? false {
          count += 1
          break
        }
        region = code == 0 ? nil : RegionCode(code)?.parent?.number ?? 0
      }
    }
    return count
  }

  // MARK: Fixed tables

  private func fixedRows(_ batch: Int64, _ later: Int64) throws -> [String: Int] {
    var rows: [String: Int] = [:]
    // Lists and editions are met as a whole, where this batch wrote any of it; spellings one by one.
    let met = try Row.fetchAll(
      db,
      sql: """
        SELECT a.subject, count(*) FROM touched_key a JOIN touched_key b ON b.subject = a.subject AND b.key = a.key
        WHERE a.batch = :batch AND b.batch = :later
          AND EXISTS (SELECT 1 FROM batch_extent e WHERE e.batch = a.batch AND e.subject = a.subject)
          AND (a.subject <> 'region_alias' OR a.key IN (
            SELECT key FROM change WHERE batch = :batch AND subject = a.subject
            UNION SELECT json_array(within, name_key) FROM region_alias
              WHERE part IN (SELECT id FROM batch_part WHERE batch = :batch)
            UNION SELECT key FROM change WHERE subject = a.subject
              AND old_part IN (SELECT id FROM batch_part WHERE batch = :batch)))
        GROUP BY a.subject
        """, arguments: ["batch": batch, "later": later])
    for row in met { rows[row[0]] = row[1] }
    // Rows of any fixed table that the later one changed: rejects it closed, versions it ended.
    for table in FixedTable.all {
      let count = try Int.fetchOne(
        db,
        sql: """
          SELECT count(*) FROM change c WHERE c.batch = :later AND c.subject = '\(table.name)'
            AND (c.key IN (SELECT key FROM change WHERE batch = :batch AND subject = '\(table.name)')
              OR c.key IN (SELECT \(table.keyJSON) FROM \(table.name) WHERE \(table.ownedCondition)))
          """, arguments: ["later": later, "batch": batch])
      if let count, count > 0 { rows[table.name] = max(rows[table.name] ?? 0, count) }
    }
    return rows
  }
}
