import Domain
import Foundation
import GRDB
import Storage

extension BatchSession {
  func targetList(_ target: String, _ entries: [TargetEntry], keepsUnlisted: Bool) throws -> [TargetEntry] {
    for region in entries.flatMap({ [$0.regency, $0.region] }) { if let region { try check(region) } }
    var removed: [TargetEntry] = []
    for year in Set(entries.map(\.year)).sorted() {
      let listed = entries.filter { $0.year == year }
      let rows = try Row.fetchAll(
        db, sql: "SELECT * FROM target_entry WHERE target = ? AND year = ? ORDER BY id", arguments: [target, year])
      let stored = rows.compactMap(SQLiteStore.targetEntry)
      let after = Set(listed.map(Self.identity))
      let before = Set(stored.map(Self.identity))
      let unlisted = stored.filter { !after.contains(Self.identity($0)) }
      let regions = Set(listed.compactMap(\.region))
      // A village that is listed anew, under another name or basis, takes the place of its stored entry.
      let kept = keepsUnlisted ? unlisted.filter { $0.region.map { !regions.contains($0) } ?? false } : []
      counts.new += listed.filter { !before.contains(Self.identity($0)) }.count
      counts.unchanged += listed.filter { before.contains(Self.identity($0)) }.count
      counts.removed += unlisted.count - kept.count
      let keptNames = Set(kept.map(Self.identity))
      removed += unlisted.filter { !keptNames.contains(Self.identity($0)) }
      if !dryRun {
        try begin()
        try touch(.target, key: [.text(target), .integer(Int64(year))])
      }
      if stored.map(Self.identity) == listed.map(Self.identity) || (before == after.union(keptNames)) { continue }
      guard !dryRun else { continue }
      changedFixedTables = true
      writes(.target)
      for row in rows {
        guard let entry = SQLiteStore.targetEntry(row), !keptNames.contains(Self.identity(entry)) else { continue }
        let id: Int64 = row["id"]
        try log(.target, kind: "delete", where: FixedTable.target.keyCondition, FixedTable.keyArguments([id]))
        try db.execute(sql: "DELETE FROM target_entry WHERE id = ?", arguments: [id])
      }
      for entry in listed { try insert(target, entry) }
    }
    return removed
  }

  private func insert(_ target: String, _ entry: TargetEntry) throws {
    try db.execute(
      sql: """
        INSERT INTO target_entry(id, target, year, basis, regency, region, printed_name, match, part, source_row)
        VALUES (?,?,?,?,?,?,?,?,?,?)
        """,
      arguments: [
        try nextID(.target), target, entry.year, entry.basis.rawValue, entry.regency?.number, entry.region?.number,
        entry.printedName,
        entry.match, part, entry.sourceRow,
      ])
  }

  func alias(_ alias: RegionAlias) throws {
    try check(alias.within)
    try check(alias.code)
    let key = RegionName.squeezed(RegionName.normalised(alias.name))
    let stored = try Row.fetchOne(
      db, sql: "SELECT code, part FROM region_alias WHERE within = ? AND name_key = ?",
      arguments: [alias.within.number, key])
    if !dryRun {
      try begin()
      try touch(.alias, key: [.integer(alias.within.number), .text(key)])
    }
    if let stored, stored["code"] == alias.code.number {
      counts.unchanged += 1
      return
    }
    if stored == nil { counts.new += 1 } else { counts.changed += 1 }
    guard !dryRun else { return }
    writes(.alias)
    if stored != nil {
      try log(
        .alias, kind: "update", where: FixedTable.alias.keyCondition,
        FixedTable.keyArguments([alias.within.number, key]))
    }
    try db.execute(
      sql: """
        INSERT INTO region_alias(within, name_key, name, code, note, part) VALUES (?,?,?,?,?,?)
        ON CONFLICT(within, name_key) DO UPDATE SET name = excluded.name, code = excluded.code, note = excluded.note,
          part = excluded.part
        """,
      arguments: [alias.within.number, key, alias.name, alias.code.number, alias.note, part])
  }

  /// Removes a spelling; false where there is none.
  func removeAlias(named name: String, within region: RegionCode) throws -> Bool {
    try check(region)
    let key = RegionName.squeezed(RegionName.normalised(name))
    let arguments = FixedTable.keyArguments([region.number, key])
    let sql = "SELECT EXISTS (SELECT 1 FROM region_alias WHERE \(FixedTable.alias.keyCondition))"
    guard try Bool.fetchOne(db, sql: sql, arguments: StatementArguments(arguments)) == true else { return false }
    try begin()
    try touch(.alias, key: [.integer(region.number), .text(key)])
    try log(.alias, kind: "delete", where: FixedTable.alias.keyCondition, arguments)
    try db.execute(
      sql: "DELETE FROM region_alias WHERE \(FixedTable.alias.keyCondition)", arguments: StatementArguments(arguments))
    counts.removed += 1
    return true
  }

  /// What makes two entries the same, wherever they came from.
  private static func identity(_ entry: TargetEntry) -> [String] {
    [
      "\(entry.year)", entry.basis.rawValue, entry.regency?.description ?? "", entry.region?.description ?? "",
      entry.printedName,
    ]
  }
}
