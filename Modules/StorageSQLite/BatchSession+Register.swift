import Domain
import GRDB
import Storage

extension BatchSession {
  /// Loads an edition: new codes open a version, renamed ones close theirs and open another, and codes that a complete
  /// edition no longer lists in the provinces it holds are closed.
  func register(_ units: [RegisterRow], effective: CalendarDate, complete: Bool) throws {
    let current = try versions(at: effective)
    if dryRun {
      for unit in units {
        if let known = current[unit.code.number] {
          if known.name == unit.name { counts.unchanged += 1 } else { counts.changed += 1 }
        } else {
          counts.new += 1
        }
      }
      return
    }
    try begin()
    let isFirst = try Bool.fetchOne(db, sql: "SELECT NOT EXISTS (SELECT 1 FROM region_edition)") ?? true
    let insert = try statement(
      """
      INSERT INTO region_version(code, valid_from, valid_to, name, kind, parent, part, source_row)
      VALUES (?,?,?,?,?,?,?,?)
      ON CONFLICT(code, valid_from) DO UPDATE SET name = excluded.name, part = excluded.part, source_row = excluded.source_row
      """)
    var listed: Set<Int64> = []
    for unit in units {
      listed.insert(unit.code.number)
      let known = current[unit.code.number]
      if let known, known.name == unit.name {
        counts.unchanged += 1
        continue
      }
      if let known {
        counts.changed += 1
        try close(unit.code.number, known, at: effective)
        try event("rename", unit.code.number, effective, old: known.name, new: unit.name)
      } else {
        counts.new += 1
        if !isFirst { try event("appear", unit.code.number, effective, old: nil, new: unit.name) }
      }
      try open(insert, unit, from: effective, until: known?.validTo)
    }
    if complete { try closeUnlisted(current, listed, effective) }
    if changedAnything || counts.new + counts.changed + counts.removed > 0 {
      try db.execute(
        sql: "INSERT OR IGNORE INTO region_edition(effective, batch) VALUES (?,?)",
        arguments: [effective.number, batch])
    }
  }

  private struct Version {
    let name: String
    let validFrom: Int
    let validTo: Int?
    let part: Int64
    let sourceRow: Int
  }

  /// The versions in force on a day, by code.
  private func versions(at date: CalendarDate) throws -> [Int64: Version] {
    let select = try statement(
      """
      SELECT code, name, valid_from, valid_to, part, source_row FROM region_version
      WHERE valid_from <= ? AND (valid_to IS NULL OR valid_to > ?)
      """)
    select.bind(Int64(date.number), at: 1)
    select.bind(Int64(date.number), at: 2)
    var versions: [Int64: Version] = [:]
    while try select.step() {
      versions[select.integer(0)] = Version(
        name: select.text(1), validFrom: Int(select.integer(2)),
        validTo: select.isNull(3) ? nil : Int(select.integer(3)), part: select.integer(4),
        sourceRow: Int(select.integer(5)))
    }
    select.reset()
    return versions
  }

  private func open(_ insert: PreparedStatement, _ unit: RegisterRow, from date: CalendarDate, until: Int?) throws {
    insert.bind(unit.code.number, at: 1)
    insert.bind(Int64(date.number), at: 2)
    if let until { insert.bind(Int64(until), at: 3) } else { insert.bindNull(at: 3) }
    insert.bind(unit.name, at: 4)
    insert.bind(unit.code.villageKind?.rawValue ?? unit.code.level.rawValue, at: 5)
    insert.bind(unit.code.parent?.number ?? 0, at: 6)
    insert.bind(part, at: 7)
    insert.bind(Int64(unit.sourceRow), at: 8)
    _ = try insert.run(allowsConflict: false)
    digest.add(UInt8(ascii: "V"))
    digest.add(varint: UInt64(bitPattern: unit.code.number))
    digest.add(signed: Int64(date.number))
    digest.add(text: unit.name)
    digest.flushIfFull()
  }

  /// A version from the same day is replaced, an older one ends on that day; either way the change is noted.
  private func close(_ code: Int64, _ version: Version, at date: CalendarDate) throws {
    try change(
      subject: "region_version", region: code, period: Int64(version.validFrom),
      kind: version.validFrom == date.number ? "update" : "close", old: version.name, oldPart: version.part,
      oldSourceRow: version.sourceRow)
    if version.validFrom < date.number {
      try db.execute(
        sql: "UPDATE region_version SET valid_to = ? WHERE code = ? AND valid_from = ?",
        arguments: [date.number, code, version.validFrom])
    }
  }

  private func closeUnlisted(_ current: [Int64: Version], _ listed: Set<Int64>, _ effective: CalendarDate) throws {
    let provinces = Set(listed.compactMap { RegionCode($0)?.ancestor(.province)?.number })
    for (code, version) in current.sorted(by: { $0.key < $1.key }) where !listed.contains(code) {
      guard let province = RegionCode(code)?.ancestor(.province)?.number, provinces.contains(province) else { continue }
      counts.removed += 1
      if version.validFrom == effective.number {
        try change(
          subject: "region_version", region: code, period: Int64(version.validFrom), kind: "delete", old: version.name,
          oldPart: version.part, oldSourceRow: version.sourceRow)
        try db.execute(
          sql: "DELETE FROM region_version WHERE code = ? AND valid_from = ?", arguments: [code, version.validFrom])
      } else {
        try close(code, version, at: effective)
      }
      try event("disappear", code, effective, old: version.name, new: nil)
    }
  }

  private func event(_ kind: String, _ code: Int64, _ date: CalendarDate, old: String?, new: String?) throws {
    try db.execute(
      sql: "INSERT INTO region_event(kind, code, date, old_name, new_name, batch) VALUES (?,?,?,?,?,?)",
      arguments: [kind, code, date.number, old, new, batch])
  }
}
