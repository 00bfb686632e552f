public import Domain
import GRDB
public import Storage

extension SQLiteStore {
  public func completeness(
    of dataset: String, period: Period, in region: RegionCode, at date: CalendarDate
  ) throws -> Completeness {
    try check(region)
    return try database { db in
      guard let applied = try applied(db, dataset) else { throw StorageError.notMigrated(dataset: dataset) }
      guard let connection = db.sqliteConnection else { throw StorageError.notMigrated(dataset: dataset) }
      let declaration = applied.declaration
      let path = try path(of: period, to: date)
      let isWide = path.map { !$0.comers(to: region).isEmpty } ?? false
      var scan = try CompletenessScan(
        declaration, units: try codes(declaration.level, in: region, at: date), path, period: period,
        region: isWide ? .nation : region, connection)
      try scan.run(db)
      return Completeness(
        regions: scan.units, receipts: scan.receipts, origins: try Self.origins(db, parts: scan.parts),
        openRejects: try Self.openRejects(db, dataset))
    }
  }

  public func names(of units: [Int64], at date: CalendarDate) throws -> [Int64: String] {
    guard !units.isEmpty else { return [:] }
    return try database { db in
      guard let connection = db.sqliteConnection else { return [:] }
      let select = try PreparedStatement(
        connection,
        "SELECT name FROM region_version WHERE code = ? AND valid_from <= ? AND (valid_to IS NULL OR valid_to > ?)")
      select.bind(Int64(date.number), at: 2)
      select.bind(Int64(date.number), at: 3)
      var names: [Int64: String] = [:]
      names.reserveCapacity(units.count)
      for unit in units {
        select.bind(unit, at: 1)
        if try select.step() { names[unit] = select.text(0) }
        select.reset()
      }
      return names
    }
  }

  public func rows(
    of dataset: String, givenBy batches: [Int64], by level: RegionLevel
  ) throws -> [RegionCode: Int] {
    guard !batches.isEmpty else { return [:] }
    return try database { db in
      guard let declaration = try applied(db, dataset)?.declaration else {
        throw StorageError.notMigrated(dataset: dataset)
      }
      guard level <= declaration.level else { return [:] }
      let range = principal.scope.range(of: declaration.level)
      let divisor =
        level == .nation ? Int64(10_000_000_000) : level.villageDivisor / declaration.level.villageDivisor
      let list = batches.map(String.init).joined(separator: ",")
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT region / ?, count(*) FROM "\(declaration.table)"
          WHERE region BETWEEN ? AND ? AND part IN (SELECT id FROM batch_part WHERE batch IN (\(list))) GROUP BY 1
          """, arguments: [divisor, range.lowerBound, range.upperBound])
      var counts: [RegionCode: Int] = [:]
      for row in rows {
        let number: Int64 = row[0]
        if let code = RegionCode(number) { counts[code] = row[1] }
      }
      return counts
    }
  }

  /// A batch names the declaration it used, and that its dataset.
  private static func openRejects(_ db: Database, _ dataset: String) throws -> Int {
    try Int.fetchOne(
      db,
      sql: """
        SELECT count(*) FROM reject r JOIN batch b ON b.id = r.batch JOIN declaration d ON d.digest = b.declaration
        WHERE r.state = 'open' AND d.dataset = ? AND b.undone_by IS NULL
        """, arguments: [dataset]) ?? 0
  }
}

/// Walks along the rows of a period and the register together; both are in order of codes.
private struct CompletenessScan {
  let units: [Int64]
  /// What the rows' codes are on the register's day; nil where they are what they were.
  private let path: RegionPath?
  private(set) var receipts: [Receipt]
  /// The parts that rows of units come from.
  private(set) var parts: Set<Int64> = []
  private let select: PreparedStatement
  /// Which parts belong to a batch whose figures somebody answers for.
  private var verified: [Int64: Bool] = [:]

  init(
    _ declaration: DatasetDeclaration, units: [Int64], _ path: RegionPath?, period: Period, region: RegionCode,
    _ connection: OpaquePointer
  ) throws {
    self.path = path
    if declaration.level == .village, !declaration.appliesTo.isEmpty {
      let kinds = Set(declaration.appliesTo.map { Int64($0.leadingDigit) })
      self.units = units.filter { kinds.contains($0 % 10_000 / 1000) }
    } else {
      self.units = units
    }
    receipts = [Receipt](repeating: .missing, count: self.units.count)
    // A row that a blank line of a workbook left says nothing. Where a covering index holds the summary fields, those
    // that are filled are known without the table.
    let fields = declaration.fields.filter { !declaration.key.contains($0.id) }.map(\.id)
    let summary = declaration.summary.filter(fields.contains)
    func first(_ ids: [String]) -> String {
      ids.isEmpty ? "1" : "coalesce(\((ids.map { "\"\($0)\"" } + ["NULL"]).joined(separator: ", ")))"
    }
    let rest = fields.filter { !summary.contains($0) }
    let table = "\"\(declaration.table)\""
    let isPanel = declaration.key.isEmpty
    let value =
      summary.isEmpty || !isPanel || rest.isEmpty
      ? "\(first(fields)) IS NOT NULL"
      : """
      (\(first(summary)) IS NOT NULL OR (SELECT \(first(rest)) IS NOT NULL FROM \(table) e
        WHERE e.period = d.period AND e.region = d.region))
      """
    select = try PreparedStatement(
      connection,
      "SELECT region, part, \(value) FROM \(table) d WHERE period = ? AND region BETWEEN ? AND ? ORDER BY region")
    let range = region.range(of: declaration.level)
    select.bind(Int64(period.number), at: 1)
    select.bind(range.lowerBound, at: 2)
    select.bind(range.upperBound, at: 3)
  }

  mutating func run(_ db: Database) throws {
    let stages = try db.makeStatement(
      sql: "SELECT b.stage FROM batch_part p JOIN batch b ON b.id = p.batch WHERE p.id = ?")
    var position = 0
    // Codes that changed come in another order than the register's.
    let places = path.map { _ in
      Dictionary(units.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
    }
    var last: (part: Int64, verified: Bool) = (-1, false)
    defer { select.reset() }
    while try select.step() {
      let region = select.integer(0)
      if let path, let places {
        guard let place = path.whole(region).flatMap({ places[$0] }), select.integer(2) != 0 else { continue }
        position = place
      } else {
        while position < units.count, units[position] < region { position += 1 }
        guard position < units.count, units[position] == region, select.integer(2) != 0 else { continue }
      }
      let part = select.integer(1)
      if part != last.part {
        if let known = verified[part] {
          last = (part, known)
        } else {
          let stage = try String.fetchOne(stages, arguments: [part]).flatMap { Stage(rawValue: $0) }
          last = (part, stage == .verified || stage == .decided)
          verified[part] = last.verified
          parts.insert(part)
        }
      }
      // Of several rows of a ledger the least checked one counts.
      let receipt: Receipt = last.verified ? .verified : .received
      receipts[position] = receipts[position] == .missing ? receipt : min(receipts[position], receipt)
    }
  }
}
