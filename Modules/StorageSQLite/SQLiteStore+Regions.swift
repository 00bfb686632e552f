public import Domain
import GRDB
public import Storage

extension SQLiteStore {
  public func editions() throws -> [RegisterEdition] {
    try database { db in
      try Row.fetchAll(
        db,
        sql:
          "SELECT e.effective, e.batch, b.file FROM region_edition e JOIN batch b ON b.id = e.batch ORDER BY e.effective"
      ).compactMap { row in
        CalendarDate(number: row["effective"]).map {
          RegisterEdition(effective: $0, batch: row["batch"], file: row["file"])
        }
      }
    }
  }

  public func registerDate(for date: CalendarDate?) throws -> RegisterDate? {
    try database { db in
      let row = try Row.fetchOne(db, sql: "SELECT min(effective) AS first, max(effective) AS last FROM region_edition")
      let first: Int? = row?["first"]
      let last: Int? = row?["last"]
      guard let earliest = first.flatMap({ CalendarDate(number: $0) }),
        let latest = last.flatMap({ CalendarDate(number: $0) })
      else { return nil }
      guard let date else { return RegisterDate(date: latest, isEarliestInstead: false) }
      if date < earliest { return RegisterDate(date: earliest, isEarliestInstead: true) }
      return RegisterDate(date: date, isEarliestInstead: false)
    }
  }

  private static let inForce = "valid_from <= ? AND (valid_to IS NULL OR valid_to > ?)"

  private static func unit(_ row: Row) -> RegionUnit? {
    let number: Int64 = row["code"]
    let to: Int? = row["valid_to"]
    guard let code = RegionCode(number), let from = CalendarDate(number: row["valid_from"]) else { return nil }
    return RegionUnit(
      code: code, name: row["name"], validFrom: from, validTo: to.flatMap { CalendarDate(number: $0) })
  }

  public func unit(_ code: RegionCode, at date: CalendarDate) throws -> RegionUnit? {
    try database { db in
      try Row.fetchOne(
        db.cachedStatement(sql: "SELECT * FROM region_version WHERE code = ? AND \(Self.inForce)"),
        arguments: [code.number, date.number, date.number]
      ).flatMap(Self.unit)
    }
  }

  public func versions(of code: RegionCode) throws -> [RegionUnit] {
    try database { db in
      try Row.fetchAll(
        db, sql: "SELECT * FROM region_version WHERE code = ? ORDER BY valid_from", arguments: [code.number]
      ).compactMap(Self.unit)
    }
  }

  public func units(_ level: RegionLevel, in region: RegionCode, at date: CalendarDate) throws -> [RegionUnit] {
    try check(region)
    return try database { db in
      guard let connection = db.sqliteConnection else { return [] }
      let range = region.range(of: level)
      let select = try PreparedStatement(
        connection,
        """
        SELECT code, name, valid_from, valid_to FROM region_version WHERE code BETWEEN ? AND ? AND \(Self.inForce)
        ORDER BY code
        """)
      for (index, number) in [range.lowerBound, range.upperBound, Int64(date.number), Int64(date.number)].enumerated() {
        select.bind(number, at: Int32(index + 1))
      }
      defer { select.reset() }
      var units: [RegionUnit] = []
      while try select.step() {
        guard let code = RegionCode(select.integer(0)), let from = CalendarDate(number: Int(select.integer(2))) else {
          continue
        }
        units.append(
          RegionUnit(
            code: code, name: select.text(1), validFrom: from,
            validTo: select.isNull(3) ? nil : CalendarDate(number: Int(select.integer(3)))))
      }
      return units
    }
  }

  public func versionTable(in region: RegionCode) throws -> RegionVersionTable {
    try check(region)
    return try database { db in
      var table = RegionVersionTable()
      guard let connection = db.sqliteConnection else { return table }
      let select = try PreparedStatement(
        connection, "SELECT code, valid_from, valid_to, name FROM region_version ORDER BY code, valid_from")
      while try select.step() {
        guard let code = RegionCode(select.integer(0)), region.contains(code) || code.contains(region),
          let from = CalendarDate(number: Int(select.integer(1)))
        else { continue }
        table.codes.append(code.number)
        table.validFrom.append(from)
        table.validTo.append(select.isNull(2) ? nil : CalendarDate(number: Int(select.integer(2))))
        table.names.append(select.text(3))
      }
      select.reset()
      return table
    }
  }

  public func villageCodes(in region: RegionCode, at date: CalendarDate) throws -> [Int64] {
    try codes(.village, in: region, at: date)
  }

  /// The codes of a level in a region on a day, ascending; read once inside `consistently`.
  func codes(_ level: RegionLevel, in region: RegionCode, at date: CalendarDate) throws -> [Int64] {
    try check(region)
    if let known = snapshot?.codes, known.level == level, known.region == region, known.date == date {
      return known.codes
    }
    return try database { db in
      let range = region.range(of: level)
      guard let connection = db.sqliteConnection else { return [] }
      let select = try PreparedStatement(
        connection, "SELECT code FROM region_version WHERE code BETWEEN ? AND ? AND \(Self.inForce) ORDER BY code")
      select.bind(range.lowerBound, at: 1)
      select.bind(range.upperBound, at: 2)
      select.bind(Int64(date.number), at: 3)
      select.bind(Int64(date.number), at: 4)
      var codes: [Int64] = []
      while try select.step() { codes.append(select.integer(0)) }
      select.reset()
      if snapshot != nil { snapshot?.codes = (level, region, date, codes) }
      return codes
    }
  }

  public func villageCounts(
    by level: RegionLevel, in region: RegionCode, kinds: [VillageKind], at date: CalendarDate
  ) throws -> [RegionCode: Int] {
    let digits = Set(kinds.map { Int64($0.leadingDigit) })
    var counts: [Int64: Int] = [:]
    // Codes are in order, so that one ancestor is finished before the next begins.
    var run: (ancestor: Int64, count: Int) = (0, 0)
    for code in try villageCodes(in: region, at: date) where digits.contains(code % 10_000 / 1000) {
      let ancestor = level == .nation ? 0 : code / level.villageDivisor
      if ancestor != run.ancestor {
        if run.count > 0 { counts[run.ancestor, default: 0] += run.count }
        run = (ancestor, 0)
      }
      run.count += 1
    }
    if run.count > 0 { counts[run.ancestor, default: 0] += run.count }
    var result: [RegionCode: Int] = [:]
    for (number, count) in counts { if let code = RegionCode(number) { result[code] = count } }
    return result
  }

  public func find(_ text: String, at date: CalendarDate, limit: Int) throws -> [RegionUnit] {
    let wanted = text.split(separator: " ").joined(separator: " ")
    guard !wanted.isEmpty else { return [] }
    let escaped = wanted.reduce(into: "") { result, character in
      if "%_\\".contains(character) { result.append("\\") }
      result.append(character)
    }
    let digits = wanted.filter { $0 != "." }
    let isCode = !digits.isEmpty && digits.allSatisfy { $0.isASCII && $0.isNumber }
    return try database { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT * FROM region_version WHERE \(Self.inForce)
            AND (name LIKE ? ESCAPE '\\' OR (? AND CAST(code AS TEXT) LIKE ?)) ORDER BY code LIMIT ?
          """, arguments: [date.number, date.number, "%\(escaped)%", isCode, "\(digits)%", limit]
      ).compactMap(Self.unit)
    }
  }
}
