import GRDB

/// Walks a fixed table together with its log, and gives each row as each batch left it, by key.
struct FixedTableWalk {
  private let db: Database
  private let table: FixedTable
  private let owners: PartOwners

  private struct Change {
    let key: [DatabaseValue]
    let batch: Int64
    let kind: String
    let old: FixedTable.Entry?
  }

  init(_ db: Database, _ table: FixedTable, _ owners: PartOwners) {
    self.db = db
    self.table = table
    self.owners = owners
  }

  /// Ascending by key.
  func run(_ take: (Int64?, FixedTable.Entry) throws -> Void) throws {
    let rows = try Row.fetchCursor(db, sql: "\(table.select) ORDER BY \(table.order)")
    let keyOrder = table.keys.indices.map { "json_extract(key, '$[\($0)]')" }.joined(separator: ", ")
    let log = try Row.fetchCursor(
      db,
      sql: """
        SELECT key, batch, kind, old FROM change WHERE subject = ? AND key IS NOT NULL ORDER BY \(keyOrder), id DESC
        """, arguments: [table.name])
    var row = try rows.next().map { table.entry($0) }
    var change = try log.next().map(self.change)
    while row != nil || change != nil {
      let key: [DatabaseValue]
      switch (row, change) {
      case (let row?, let change?): key = Self.precedes(change.key, row.key) ? change.key : row.key
      case (let row?, nil): key = row.key
      case (nil, let change?): key = change.key
      case (nil, nil): return
      }
      var current: FixedTable.Entry?
      if let found = row, found.key == key {
        current = found
        row = try rows.next().map { table.entry($0) }
      }
      var changes: [Change] = []
      while let found = change, found.key == key {
        changes.append(found)
        change = try log.next().map(self.change)
      }
      try trace(current, changes, take)
    }
  }

  private func change(_ row: Row) -> Change {
    let key: String = row["key"]
    let old: String? = row["old"]
    return Change(
      key: (LoggedValues.array(key) ?? []).map(FixedTable.value), batch: row["batch"], kind: row["kind"],
      old: old.flatMap { table.entry(key: key, old: $0) })
  }

  private func trace(
    _ current: FixedTable.Entry?, _ changes: [Change], _ take: (Int64?, FixedTable.Entry) throws -> Void
  ) throws {
    var state = current
    var last: Int64?
    for change in changes {
      if change.batch != last {
        if change.kind == "delete", let entry = state {
          let owner = owner(of: entry)
          if owner != last { try take(owner, entry) }
          state = nil
        }
        if let entry = state { try take(change.batch, entry) }
        last = change.batch
      }
      state = change.kind == "insert" ? nil : change.old
    }
    if let entry = state {
      let owner = owner(of: entry)
      if owner != last || owner == nil { try take(owner, entry) }
    }
  }

  private func owner(of entry: FixedTable.Entry) -> Int64? {
    guard let index = table.columns.firstIndex(of: table.owner),
      let value = Int64.fromDatabaseValue(entry.values[index])
    else { return nil }
    return table.owner == "batch" ? value : owners.batch(of: value)
  }

  /// As SQLite orders: numbers before texts, texts by their bytes.
  private static func precedes(_ a: [DatabaseValue], _ b: [DatabaseValue]) -> Bool {
    for (a, b) in zip(a, b) where a != b {
      switch (a.storage, b.storage) {
      case (.int64(let a), .int64(let b)): return a < b
      case (.string(let a), .string(let b)): return Array(a.utf8).lexicographicallyPrecedes(Array(b.utf8))
      case (.int64, _): return true
      default: return false
      }
    }
    return false
  }
}
