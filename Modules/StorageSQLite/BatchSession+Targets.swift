import Domain
import Foundation
import GRDB
import Storage

extension BatchSession {
  func targetList(_ target: String, _ entries: [TargetEntry]) throws {
    for region in entries.flatMap({ [$0.regency, $0.region] }) { if let region { try check(region) } }
    let years = Set(entries.map(\.year)).sorted()
    for year in years {
      let wanted = entries.filter { $0.year == year }
      let stored = try Row.fetchAll(
        db, sql: "SELECT * FROM target_entry WHERE target = ? AND year = ? ORDER BY id", arguments: [target, year])
      if stored.map(Self.identity) == wanted.map(Self.identity) {
        counts.unchanged += wanted.count
        continue
      }
      let before = Set(stored.map(Self.identity))
      let after = Set(wanted.map(Self.identity))
      counts.new += wanted.filter { !before.contains(Self.identity($0)) }.count
      counts.unchanged += wanted.filter { before.contains(Self.identity($0)) }.count
      counts.removed += stored.filter { !after.contains(Self.identity($0)) }.count
      guard !dryRun else { continue }
      try begin()
      changedFixedTables = true
      for row in stored {
        try change(
          subject: "target_entry", region: row["region"], period: Int64(year), kind: "delete",
          old: Self.identity(row).joined(separator: "\t"), oldPart: row["part"], oldSourceRow: row["source_row"])
      }
      try db.execute(sql: "DELETE FROM target_entry WHERE target = ? AND year = ?", arguments: [target, year])
      for entry in wanted { try insert(target, entry) }
    }
  }

  private func insert(_ target: String, _ entry: TargetEntry) throws {
    try db.execute(
      sql: """
        INSERT INTO target_entry(target, year, basis, regency, region, printed_name, match, part, source_row)
        VALUES (?,?,?,?,?,?,?,?,?)
        """,
      arguments: [
        target, entry.year, entry.basis.rawValue, entry.regency?.number, entry.region?.number, entry.printedName,
        entry.match, part, entry.sourceRow,
      ])
    digest.add(UInt8(ascii: "T"))
    digest.add(text: target)
    for text in Self.identity(entry) { digest.add(text: text) }
    digest.flushIfFull()
  }

  func alias(_ alias: RegionAlias) throws {
    try check(alias.within)
    try check(alias.code)
    let key = RegionName.squeezed(RegionName.normalised(alias.name))
    let stored = try Row.fetchOne(
      db, sql: "SELECT code, part FROM region_alias WHERE within = ? AND name_key = ?",
      arguments: [alias.within.number, key])
    if let stored, stored["code"] == alias.code.number {
      counts.unchanged += 1
      return
    }
    if stored == nil { counts.new += 1 } else { counts.changed += 1 }
    guard !dryRun else { return }
    try begin()
    if let stored {
      let old: Int64 = stored["code"]
      try change(
        subject: "region_alias", region: old, period: nil, kind: "update", old: key, oldPart: stored["part"],
        oldSourceRow: nil)
    }
    try db.execute(
      sql: """
        INSERT INTO region_alias(within, name_key, name, code, note, part) VALUES (?,?,?,?,?,?)
        ON CONFLICT(within, name_key) DO UPDATE SET name = excluded.name, code = excluded.code, note = excluded.note,
          part = excluded.part
        """,
      arguments: [alias.within.number, key, alias.name, alias.code.number, alias.note, part])
    digest.add(UInt8(ascii: "A"))
    digest.add(text: "\(alias.within) \(key) \(alias.code)")
    digest.flushIfFull()
  }

  /// What makes two entries the same, wherever they came from.
  private static func identity(_ entry: TargetEntry) -> [String] {
    [
      "\(entry.year)", entry.basis.rawValue, entry.regency?.description ?? "", entry.region?.description ?? "",
      entry.printedName,
    ]
  }

  private static func identity(_ row: Row) -> [String] {
    let regency: Int64? = row["regency"]
    let region: Int64? = row["region"]
    let year: Int = row["year"]
    return [
      "\(year)", row["basis"], regency.flatMap { RegionCode($0) }?.description ?? "",
      region.flatMap { RegionCode($0) }?.description ?? "", row["printed_name"],
    ]
  }
}
