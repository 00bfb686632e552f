import Foundation
import GRDB
import Storage

/// A fixed table whose rows belong to batches: what undo restores and the audit digests, described once.
///
/// The log keeps whole old rows of it, `key` as a JSON array and `old` as a JSON object without nulls, so that a column
/// added later changes nothing.
struct FixedTable: Sendable {
  let name: String
  let keys: [String]
  let columns: [String]
  /// The column that names whose row it is: `part` or `batch`.
  let owner: String
  /// What the log notes for finding changes again, SQL over the row.
  let region: String
  let period: String

  private init(
    _ name: String, keys: [String], _ columns: [String], owner: String, region: String = "NULL",
    period: String = "NULL"
  ) {
    self.name = name
    self.keys = keys
    self.columns = columns
    self.owner = owner
    self.region = region
    self.period = period
  }

  static let edition = FixedTable("region_edition", keys: ["effective"], ["batch"], owner: "batch", period: "effective")
  static let coverage = FixedTable(
    "region_coverage", keys: ["effective", "province"], ["batch"], owner: "batch", region: "province",
    period: "effective")
  static let version = FixedTable(
    "region_version", keys: ["code", "valid_from"], ["valid_to", "name", "kind", "parent", "part", "source_row"],
    owner: "part", region: "code", period: "valid_from")
  static let event = FixedTable(
    "region_event", keys: ["id"], ["kind", "code", "date", "old_name", "new_name", "batch"], owner: "batch",
    region: "code", period: "date")
  static let alias = FixedTable(
    "region_alias", keys: ["within", "name_key"], ["name", "code", "note", "part"], owner: "part", region: "code")
  static let target = FixedTable(
    "target_entry", keys: ["id"],
    [
      "target", "year", "basis", "regency", "region", "printed_name", "match", "part", "source_row", "added", "removed",
      "replaces", "start", "start_period",
    ], owner: "part", region: "region", period: "year")
  static let decision = FixedTable(
    "target_decision", keys: ["target", "year", "number"], ["date", "source", "reason", "part"], owner: "part",
    period: "year")
  static let reject = FixedTable(
    "reject", keys: ["id"], ["batch", "source_row", "cells", "reasons", "state", "part", "closed_by", "beside"],
    owner: "batch")

  static let code = FixedTable(
    "code_list", keys: ["id"], ["scheme", "version", "code", "parent", "name", "valid_from", "part", "source_row"],
    owner: "part")

  static let crosswalk = FixedTable(
    "region_crosswalk", keys: ["scheme", "foreign_code", "valid_from"],
    ["valid_to", "code", "foreign_name", "name", "part", "source_row"], owner: "part", region: "code")

  static let link = FixedTable(
    "region_link", keys: ["date", "old", "new"], ["kind", "share", "note", "part", "source_row"], owner: "part",
    region: "old", period: "date")

  static let all = [edition, coverage, version, event, alias, target, reject, code, crosswalk, decision, link]

  static func named(_ name: String) -> FixedTable? { all.first { $0.name == name } }

  /// What makes a row one of a batch: its owner column is the batch or one of its parts.
  var ownedCondition: String {
    owner == "batch" ? "batch = :batch" : "part IN (SELECT id FROM batch_part WHERE batch = :batch)"
  }

  /// The keys a batch logged, as a subquery of JSON texts.
  private var loggedKeys: String { "(SELECT key FROM change WHERE batch = :batch AND subject = '\(name)')" }

  var keyJSON: String { "json_array(\(keys.joined(separator: ", ")))" }

  private var oldJSON: String {
    "json_patch('{}', json_object(\(columns.map { "'\($0)', \($0)" }.joined(separator: ", "))))"
  }

  // MARK: The log

  /// Notes the rows of a condition as they are, before they are changed (`update`) or removed (`delete`).
  ///
  /// - Returns: how many.
  @discardableResult
  func log(
    _ db: Database, batch: Int64, kind: String, where condition: String,
    _ arguments: [String: (any DatabaseValueConvertible)?]
  ) throws -> Int {
    let part = columns.contains("part") ? "part" : "NULL"
    let row = columns.contains("source_row") ? "source_row" : "NULL"
    let old = kind == "insert" ? "NULL" : oldJSON
    try db.execute(
      sql: """
        INSERT INTO change(batch, subject, region, period, key, kind, old, old_part, old_source_row)
        SELECT :by, '\(name)', \(region), \(period), \(keyJSON), '\(kind)', \(old), \(part), \(row)
        FROM \(name) WHERE \(condition) ORDER BY \(keys.joined(separator: ", "))
        """, arguments: StatementArguments(arguments.merging(["by": batch]) { given, _ in given }))
    return db.changesCount
  }

  /// The condition that names one row by its key cells `:k0`, `:k1` ….
  var keyCondition: String { keys.indices.map { "\(keys[$0]) = :k\($0)" }.joined(separator: " AND ") }

  static func keyArguments(_ values: [(any DatabaseValueConvertible)?]) -> [String: (any DatabaseValueConvertible)?] {
    Dictionary(uniqueKeysWithValues: values.enumerated().map { ("k\($0.offset)", $0.element) })
  }

  // MARK: Undo

  /// Takes back what a batch did to this table, noting it for the batch `by`.
  ///
  /// - Returns: rows put back, changed back and removed.
  func undo(_ db: Database, batch: Int64, by: Int64) throws -> (restored: Int, changed: Int, removed: Int) {
    var counts = (restored: 0, changed: 0, removed: 0)
    let own = "\(ownedCondition) AND \(keyJSON) NOT IN \(loggedKeys)"
    // Rejects stay with the batch that was taken back: they are its history, and only those in force are listed.
    if name == Self.code.name {
      counts.changed += try makeLocal(db, batch: batch, by: by, own)
    } else if name != Self.reject.name {
      counts.removed += try log(db, batch: by, kind: "delete", where: own, ["batch": batch])
      try db.execute(sql: "DELETE FROM \(name) WHERE \(own)", arguments: ["batch": batch])
    }
    let changes = try Row.fetchAll(
      db, sql: "SELECT id, key, kind FROM change WHERE batch = ? AND subject = ? ORDER BY id DESC",
      arguments: [batch, name])
    for change in changes {
      let id: Int64 = change["id"]
      let key: String = change["key"]
      let kind: String = change["kind"]
      switch kind {
      case "insert":
        counts.removed += try log(db, batch: by, kind: "delete", where: fromKey, ["key": key])
        try db.execute(sql: "DELETE FROM \(name) WHERE \(fromKey)", arguments: ["key": key])
      case "delete":
        try put(db, change: id)
        counts.restored += try log(db, batch: by, kind: "insert", where: fromKey, ["key": key])
      default:
        counts.changed += try log(db, batch: by, kind: "update", where: fromKey, ["key": key])
        try put(db, change: id)
      }
    }
    return counts
  }

  /// Codes of a list that is taken back stay as codes that came with data: rows, and the log of rows that may come back,
  /// keep their ids.
  private func makeLocal(_ db: Database, batch: Int64, by: Int64, _ own: String) throws -> Int {
    let listed = "\(own) AND version NOT LIKE '\(CodeVersion.local)%'"
    let count = try log(db, batch: by, kind: "update", where: listed, ["batch": batch])
    let local = CodeVersion.local
    try db.execute(
      sql: """
        UPDATE \(name) SET parent = NULL, name = code, valid_from = NULL,
          version = CASE WHEN EXISTS (SELECT 1 FROM \(name) o WHERE o.scheme = \(name).scheme AND o.code = \(name).code
            AND o.version = '\(local)') THEN '\(local)-' || id ELSE '\(local)' END
        WHERE \(listed)
        """, arguments: ["batch": batch])
    return count
  }

  private var fromKey: String {
    keys.indices.map { "\(keys[$0]) = json_extract(:key, '$[\($0)]')" }.joined(separator: " AND ")
  }

  private func put(_ db: Database, change: Int64) throws {
    let key = keys.indices.map { "json_extract(key, '$[\($0)]')" }
    let values = columns.map { "json_extract(old, '$.\($0)')" }
    try db.execute(
      sql: """
        REPLACE INTO \(name)(\((keys + columns).joined(separator: ", ")))
        SELECT \((key + values).joined(separator: ", ")) FROM change WHERE id = ?
        """, arguments: [change])
  }

  // MARK: The audit

  /// A row: its key cells and the others.
  struct Entry {
    var key: [DatabaseValue]
    var values: [DatabaseValue]
  }

  var select: String { "SELECT \((keys + columns).joined(separator: ", ")) FROM \(name)" }
  var order: String { keys.joined(separator: ", ") }

  func entry(_ row: Row) -> Entry {
    Entry(
      key: keys.indices.map { row[$0] as DatabaseValue },
      values: columns.indices.map { row[keys.count + $0] as DatabaseValue })
  }

  /// The row that a change noted.
  func entry(key: String, old: String) -> Entry? {
    guard let key = LoggedValues.array(key), let object = LoggedValues.object(old) else { return nil }
    return Entry(
      key: key.map(Self.value), values: columns.map { object[$0].map(Self.value) ?? .null })
  }

  static func value(_ value: LoggedValues.Value) -> DatabaseValue {
    switch value {
    case .missing: .null
    case .integer(let value): value.databaseValue
    case .real(let value): value.databaseValue
    case .text(let value): value.databaseValue
    }
  }

  /// Adds a row to a digest: its key, then each column that has a value by its name, then zero.
  func add(_ entry: Entry, to digest: inout AuditDigest) {
    digest.add(UInt8(ascii: "F"))
    for value in entry.key { Self.add(value, to: &digest) }
    for (index, value) in entry.values.enumerated() where !value.isNull {
      digest.add(text: columns[index])
      Self.add(value, to: &digest)
    }
    digest.add(0)
    digest.flushIfFull()
  }

  static func add(_ value: DatabaseValue, to digest: inout AuditDigest) {
    switch value.storage {
    case .null: digest.add(0)
    case .int64(let value):
      digest.add(1)
      digest.add(signed: value)
    case .double(let value):
      digest.add(2)
      digest.add(bits: value.bitPattern)
    case .string(let value):
      digest.add(3)
      digest.add(text: value)
    case .blob(let value):
      digest.add(4)
      digest.add(varint: UInt64(value.count))
      value.withUnsafeBytes { digest.add(bytes: $0) }
    }
  }

  /// The digest of the rows a batch wrote, as they stand, by key.
  func digest(_ db: Database, batch: Int64) throws -> (rows: Int, digest: [UInt8]) {
    var digest = AuditDigest()
    digest.add(text: name)
    var count = 0
    let rows = try Row.fetchCursor(
      db, sql: "\(select) WHERE \(ownedCondition) OR \(keyJSON) IN \(loggedKeys) ORDER BY \(order)",
      arguments: ["batch": batch])
    while let row = try rows.next() {
      count += 1
      add(entry(row), to: &digest)
    }
    return (count, digest.finalize())
  }

  /// Writes down what a batch left in the table.
  func seal(_ db: Database, batch: Int64) throws {
    let logged = try Row.fetchOne(
      db,
      sql: """
        SELECT count(*) FILTER (WHERE kind = 'insert'), count(*) FILTER (WHERE kind = 'update'),
          count(*) FILTER (WHERE kind = 'delete'), min(region), max(region)
        FROM change WHERE batch = ? AND subject = ?
        """, arguments: [batch, name])
    let own = try Row.fetchOne(
      db,
      sql: """
        SELECT count(*), min(\(region)), max(\(region)) FROM \(name)
        WHERE \(ownedCondition) AND \(keyJSON) NOT IN \(loggedKeys)
        """, arguments: ["batch": batch])
    let (rows, digest) = try digest(db, batch: batch)
    let found: [Int64?] = [logged?[3], logged?[4], own?[1], own?[2]]
    let regions: [Int64] = found.compactMap(\.self)
    let inserted: Int = logged?[0] ?? 0
    let owned: Int = own?[0] ?? 0
    try db.execute(
      sql: """
        INSERT INTO batch_extent(batch, subject, period, rows_new, rows_changed, rows_unchanged, rows_removed,
          first_region, last_region, rows, digest) VALUES (?,?,0,?,?,0,?,?,?,?,?)
        """,
      arguments: [
        batch, name, inserted + owned, logged?[1] as Int? ?? 0, logged?[2] as Int? ?? 0, regions.min(), regions.max(),
        rows, Data(digest),
      ])
  }
}
