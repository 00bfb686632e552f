import Domain
import GRDB
import Storage

extension BatchSession {
  /// Loads an edition: new codes open a version, renamed ones close theirs and open another, and codes that a complete
  /// edition no longer lists in the provinces it holds are closed.
  ///
  /// An edition older than others that were loaded before it speaks only until the next one that is complete for a
  /// province: what that one says stays.
  func register(_ units: [RegisterRow], effective: CalendarDate, complete: Bool) throws {
    for unit in units { try check(unit.code) }
    let current = try versions(at: effective)
    let provinces = Set(units.compactMap { $0.code.ancestor(.province)?.number })
    let listed = Set(units.map(\.code.number))
    let unlisted =
      complete ? current.filter { !listed.contains($0.key) && provinces.contains(Self.province($0.key)) } : [:]
    for unit in units {
      guard let known = current[unit.code.number] else {
        counts.new += 1
        continue
      }
      if known.name == unit.name { counts.unchanged += 1 } else { counts.changed += 1 }
    }
    counts.removed += unlisted.count
    if dryRun { return }
    try begin()
    for table in [FixedTable.version, .event, .edition, .coverage] { writes(table) }
    // Every edition stands on those before it: later ones count as touching all of it.
    try touch(.edition, key: [.text("*")])
    let isFirst = try Bool.fetchOne(db, sql: "SELECT NOT EXISTS (SELECT 1 FROM region_edition)") ?? true
    let later = try laterEditions(than: effective)
    let insert = try statement(
      """
      INSERT INTO region_version(code, valid_from, valid_to, name, kind, parent, part, source_row)
      VALUES (?,?,?,?,?,?,?,?)
      ON CONFLICT(code, valid_from) DO UPDATE SET name = excluded.name, valid_to = excluded.valid_to,
        part = excluded.part, source_row = excluded.source_row
      """)
    for unit in units {
      let code = unit.code.number
      let known = current[code]
      if let known, known.name == unit.name { continue }
      var until = later.coverage[Self.province(code)]
      if let known {
        try close(code, known, at: effective)
        try event("rename", code, effective, old: known.name, new: unit.name)
        try reopen(insert, unit.code, known, from: until)
        until = Self.earlier(known.validTo, until)
      } else {
        if !isFirst { try event("appear", code, effective, old: nil, new: unit.name) }
        until = Self.earlier(later.versions[code], until)
      }
      let version = Version(
        name: unit.name, validFrom: effective.number, validTo: until, part: part, sourceRow: unit.sourceRow)
      try open(insert, unit.code, version)
    }
    for (code, version) in unlisted.sorted(by: { $0.key < $1.key }) {
      try remove(code, version, at: effective)
      if let region = RegionCode(code) {
        try reopen(insert, region, version, from: later.coverage[Self.province(code)])
      }
    }
    try note(effective, complete ? provinces : [])
  }

  private static func province(_ code: Int64) -> Int64 { RegionCode(code)?.ancestor(.province)?.number ?? 0 }

  /// The earlier of two days, where nil is never.
  private static func earlier(_ a: Int?, _ b: Int?) -> Int? { [a, b].compactMap(\.self).min() }

  /// What editions of later days say: from when on a province is covered by a complete one, and when a code's next
  /// version begins.
  private func laterEditions(than date: CalendarDate) throws -> (coverage: [Int64: Int], versions: [Int64: Int]) {
    var coverage: [Int64: Int] = [:]
    var versions: [Int64: Int] = [:]
    let provinces = try Row.fetchAll(
      db, sql: "SELECT province, min(effective) AS day FROM region_coverage WHERE effective > ? GROUP BY province",
      arguments: [date.number])
    for row in provinces { coverage[row["province"]] = row["day"] }
    let codes = try Row.fetchAll(
      db, sql: "SELECT code, min(valid_from) AS day FROM region_version WHERE valid_from > ? GROUP BY code",
      arguments: [date.number])
    for row in codes { versions[row["code"]] = row["day"] }
    return (coverage, versions)
  }

  /// Records the edition; one that changes no unit is still in force from its day.
  private func note(_ effective: CalendarDate, _ provinces: Set<Int64>) throws {
    try db.execute(
      sql: "INSERT OR IGNORE INTO region_edition(effective, batch) VALUES (?,?)", arguments: [effective.number, batch])
    var isNew = db.changesCount > 0
    for province in provinces.sorted() {
      try db.execute(
        sql: "INSERT OR IGNORE INTO region_coverage(effective, province, batch) VALUES (?,?,?)",
        arguments: [effective.number, province, batch])
      isNew = isNew || db.changesCount > 0
    }
    if isNew { changedFixedTables = true }
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

  /// What `version` said goes on from `date`, where it lasted longer.
  private func reopen(_ insert: PreparedStatement, _ code: RegionCode, _ version: Version, from date: Int?) throws {
    guard let date, version.validTo.map({ date < $0 }) ?? true else { return }
    try open(
      insert, code,
      Version(
        name: version.name, validFrom: date, validTo: version.validTo, part: version.part,
        sourceRow: version.sourceRow))
  }

  private func open(_ insert: PreparedStatement, _ code: RegionCode, _ version: Version) throws {
    if try exists(code.number, version.validFrom) {
      try log(
        .version, kind: "update", where: FixedTable.version.keyCondition,
        FixedTable.keyArguments([code.number, version.validFrom]))
    }
    insert.bind(code.number, at: 1)
    insert.bind(Int64(version.validFrom), at: 2)
    if let until = version.validTo { insert.bind(Int64(until), at: 3) } else { insert.bindNull(at: 3) }
    insert.bind(version.name, at: 4)
    insert.bind(code.villageKind?.rawValue ?? code.level.rawValue, at: 5)
    insert.bind(code.parent?.number ?? 0, at: 6)
    insert.bind(version.part, at: 7)
    insert.bind(Int64(version.sourceRow), at: 8)
    _ = try insert.run(allowsConflict: false)
  }

  private func exists(_ code: Int64, _ validFrom: Int) throws -> Bool {
    try Bool.fetchOne(
      db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM region_version WHERE code = ? AND valid_from = ?)"),
      arguments: [code, validFrom]) ?? false
  }

  /// An older version ends on that day, which is noted; one from the same day is replaced by the next, or goes.
  private func close(_ code: Int64, _ version: Version, at date: CalendarDate) throws {
    guard version.validFrom < date.number else { return }
    try log(
      .version, kind: "update", where: FixedTable.version.keyCondition,
      FixedTable.keyArguments([code, version.validFrom]))
    try db.execute(
      sql: "UPDATE region_version SET valid_to = ? WHERE code = ? AND valid_from = ?",
      arguments: [date.number, code, version.validFrom])
  }

  /// A version that began on the same day goes, an older one ends.
  private func remove(_ code: Int64, _ version: Version, at date: CalendarDate) throws {
    if version.validFrom == date.number {
      try log(
        .version, kind: "delete", where: FixedTable.version.keyCondition,
        FixedTable.keyArguments([code, version.validFrom]))
      try db.execute(
        sql: "DELETE FROM region_version WHERE code = ? AND valid_from = ?", arguments: [code, version.validFrom])
    } else {
      try close(code, version, at: date)
    }
    try event("disappear", code, date, old: version.name, new: nil)
  }

  private func event(_ kind: String, _ code: Int64, _ date: CalendarDate, old: String?, new: String?) throws {
    try db.execute(
      sql: "INSERT INTO region_event(id, kind, code, date, old_name, new_name, batch) VALUES (?,?,?,?,?,?,?)",
      arguments: [try nextID(.event), kind, code, date.number, old, new, batch])
  }
}
