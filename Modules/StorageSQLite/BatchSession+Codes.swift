import Domain
import GRDB
import Storage

extension BatchSession {
  func codes(of scheme: String) throws -> CodeList { try SQLiteStore.codes(db, scheme) }

  func codeList(_ scheme: String, version: String, validFrom: CalendarDate, _ entries: [CodeEntry]) throws {
    for entry in entries {
      let touched: [LoggedValues.Value] = [.text(scheme), .text(entry.code), .text(version)]
      let stored = try Row.fetchOne(
        db, sql: "SELECT * FROM code_list WHERE scheme = ? AND code = ? AND version = ?",
        arguments: [scheme, entry.code, version])
      guard let stored else {
        counts.new += 1
        guard !dryRun else { continue }
        try begin()
        changedFixedTables = true
        _ = try insert(scheme, version, entry.code, entry.parent, entry.name, validFrom, part, entry.sourceRow)
        try touch(.code, key: touched)
        continue
      }
      let id: Int64 = stored["id"]
      if !dryRun {
        try begin()
        try touch(.code, key: touched)
      }
      let parent: String? = stored["parent"]
      let name: String = stored["name"]
      let date: Int? = stored["valid_from"]
      if parent == entry.parent, name == entry.name, date == validFrom.number {
        counts.unchanged += 1
        continue
      }
      counts.changed += 1
      guard !dryRun else { continue }
      try begin()
      changedFixedTables = true
      try log(.code, kind: "update", where: FixedTable.code.keyCondition, FixedTable.keyArguments([id]))
      try db.execute(
        sql: "UPDATE code_list SET parent = ?, name = ?, valid_from = ?, part = ?, source_row = ? WHERE id = ?",
        arguments: [entry.parent, entry.name, validFrom.number, part, entry.sourceRow, id])
    }
  }

  /// Adds a code that came with data to its list; gives back its id.
  ///
  /// In a dry-run nothing is kept: its ids lie above all of the store's.
  func localCode(_ code: String, in scheme: String, part: Int64, sourceRow: Int32) throws -> Int64 {
    let key = [scheme, code]
    if let known = localCodes[key] { return known }
    let stored = try Int64.fetchOne(
      db, sql: "SELECT min(id) FROM code_list WHERE scheme = ? AND code = ?", arguments: [scheme, code])
    let id: Int64
    if let stored {
      id = stored
    } else if dryRun {
      id = (1 << 40) + Int64(localCodes.count)
    } else {
      id = try insert(scheme, CodeVersion.local, code, nil, code, nil, part, Int(sourceRow))
    }
    localCodes[key] = id
    return id
  }

  /// The text of a code by its id, as samples show it.
  func code(_ id: Int64) -> String {
    if let known = localCodes.first(where: { $0.value == id }) { return known.key[1] }
    let stored = try? String.fetchOne(db, sql: "SELECT code FROM code_list WHERE id = ?", arguments: [id])
    return (stored ?? nil) ?? "\(id)"
  }

  private func insert(
    _ scheme: String, _ version: String, _ code: String, _ parent: String?, _ name: String, _ validFrom: CalendarDate?,
    _ part: Int64, _ sourceRow: Int
  ) throws -> Int64 {
    writes(.code)
    let id = try nextID(.code)
    try db.execute(
      sql: """
        INSERT INTO code_list(id, scheme, version, code, parent, name, valid_from, part, source_row)
        VALUES (?,?,?,?,?,?,?,?,?)
        """, arguments: [id, scheme, version, code, parent, name, validFrom?.number, part, sourceRow])
    return id
  }
}
