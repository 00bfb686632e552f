import Domain
import Foundation
import GRDB
import Storage

extension BatchSession {
  func targetList(
    _ target: String, _ entries: [TargetEntry], options: TargetListOptions
  ) throws -> [TargetEntry] {
    for region in entries.flatMap({ [$0.regency, $0.region] }) { if let region { try check(region) } }
    var removed: [TargetEntry] = []
    for year in Set(entries.map(\.year)).sorted() {
      removed += try list(target, year, entries.filter { $0.year == year }, options)
    }
    return removed
  }

  private func list(
    _ target: String, _ year: Int, _ listed: [TargetEntry], _ options: TargetListOptions
  ) throws -> [TargetEntry] {
    let rows = try Row.fetchAll(
      db, sql: "SELECT * FROM target_entry WHERE target = ? AND year = ? AND removed IS NULL ORDER BY id",
      arguments: [target, year])
    let stored = rows.compactMap(SQLiteStore.targetEntry)
    let after = Set(listed.map(Self.identity))
    let before = Set(stored.map(Self.identity))
    let unlisted = stored.filter { !after.contains(Self.identity($0)) }
    let regions = Set(listed.compactMap(\.region))
    // A village that is listed anew, under another name or basis, takes the place of its stored entry.
    let kept = unlisted.filter { entry in
      if let region = entry.region, regions.contains(region) { return false }
      if options.keepsUnlisted { return true }
      guard let spokenFor = options.regencies else { return false }
      guard let regency = entry.regency ?? entry.region?.ancestor(.regency) else { return true }
      return !spokenFor.contains(regency)
    }
    counts.new += listed.filter { !before.contains(Self.identity($0)) }.count
    counts.unchanged += listed.filter { before.contains(Self.identity($0)) }.count
    counts.removed += unlisted.count - kept.count
    let keptNames = Set(kept.map(Self.identity))
    let removed = unlisted.filter { !keptNames.contains(Self.identity($0)) }
    let agreed = try Int.fetchOne(
      db, sql: "SELECT max(number) FROM target_decision WHERE target = ? AND year = ?", arguments: [target, year])
    let isSame = before == after.union(keptNames)
    if agreed != nil, !isSame, options.decision == nil { throw StorageError.targetAgreed(target: target, year: year) }
    if !dryRun {
      try begin()
      try touch(.target, key: [.text(target), .integer(Int64(year))])
    }
    guard !isSame, !dryRun else { return removed }
    changedFixedTables = true
    writes(.target)
    if let agreed, var decision = options.decision {
      (decision.year, decision.number) = (year, agreed + 1)
      try note(target, decision)
      let added = listed.filter { !before.contains(Self.identity($0)) }
      try revise(target, rows, added, Set(removed.map(Self.identity)), decision)
      return removed
    }
    for row in rows {
      guard let entry = SQLiteStore.targetEntry(row), !keptNames.contains(Self.identity(entry)) else { continue }
      let id: Int64 = row["id"]
      try log(.target, kind: "delete", where: FixedTable.target.keyCondition, FixedTable.keyArguments([id]))
      try db.execute(sql: "DELETE FROM target_entry WHERE id = ?", arguments: [id])
    }
    for entry in listed { try insert(target, entry) }
    return removed
  }

  /// Entries of an agreed list that go stay on record under the decision's number; those that come bear it.
  private func revise(
    _ target: String, _ rows: [Row], _ added: [TargetEntry], _ removed: Set<[String]>, _ decision: TargetDecision
  ) throws {
    for row in rows {
      guard let entry = SQLiteStore.targetEntry(row), removed.contains(Self.identity(entry)) else { continue }
      let id: Int64 = row["id"]
      try log(.target, kind: "update", where: FixedTable.target.keyCondition, FixedTable.keyArguments([id]))
      try db.execute(sql: "UPDATE target_entry SET removed = ? WHERE id = ?", arguments: [decision.number, id])
    }
    for var entry in added {
      entry.added = decision.number
      try insert(target, entry)
    }
  }

  func agree(_ target: String, _ decision: TargetDecision, starts: [RegionCode: Int], period: Period?) throws {
    let rows = try Row.fetchAll(
      db, sql: "SELECT id, region FROM target_entry WHERE target = ? AND year = ? AND removed IS NULL ORDER BY id",
      arguments: [target, decision.year])
    guard !rows.isEmpty else { throw StorageError.targetEmpty(target: target, year: decision.year) }
    let agreed = try Bool.fetchOne(
      db, sql: "SELECT EXISTS (SELECT 1 FROM target_decision WHERE target = ? AND year = ?)",
      arguments: [target, decision.year])
    guard agreed != true else { throw StorageError.targetAgreed(target: target, year: decision.year) }
    counts.read = rows.count
    counts.changed = rows.count
    guard !dryRun else { return }
    try begin()
    try touch(.target, key: [.text(target), .integer(Int64(decision.year))])
    changedFixedTables = true
    writes(.target)
    try note(target, decision)
    for row in rows {
      guard let number = row["region"] as Int64?, let region = RegionCode(number), let start = starts[region] else {
        continue
      }
      try check(region)
      let id: Int64 = row["id"]
      try log(.target, kind: "update", where: FixedTable.target.keyCondition, FixedTable.keyArguments([id]))
      try db.execute(
        sql: "UPDATE target_entry SET start = ?, start_period = ? WHERE id = ?",
        arguments: [start, period?.number, id])
    }
  }

  private func note(_ target: String, _ decision: TargetDecision) throws {
    writes(.decision)
    try db.execute(
      sql: "INSERT INTO target_decision(target, year, number, date, source, reason, part) VALUES (?,?,?,?,?,?,?)",
      arguments: [
        target, decision.year, decision.number, decision.date.number, decision.source, decision.reason, part,
      ])
  }

  private func insert(_ target: String, _ entry: TargetEntry) throws {
    try db.execute(
      sql: """
        INSERT INTO target_entry(id, target, year, basis, regency, region, printed_name, match, part, source_row, added,
          replaces, start, start_period)
        VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)
        """,
      arguments: [
        try nextID(.target), target, entry.year, entry.basis.rawValue, entry.regency?.number, entry.region?.number,
        entry.printedName, entry.match, part, entry.sourceRow, entry.added, entry.replaces?.number, entry.start,
        entry.startPeriod?.number,
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
