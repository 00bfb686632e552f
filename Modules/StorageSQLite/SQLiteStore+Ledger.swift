import Domain
import Foundation
import GRDB
import GRDBSQLite
public import Storage

extension SQLiteStore {
  public func ledgerSums(_ query: LedgerQuery) throws -> [LedgerSums] {
    try check(query.region)
    return try database { db in
      guard let applied = try applied(db, query.dataset) else { throw StorageError.notMigrated(dataset: query.dataset) }
      let declaration = applied.declaration
      let fields = query.groupings.map(\.field) + query.measures + [query.version].compactMap { $0 }
      guard let connection = db.sqliteConnection, fields.allSatisfy({ declaration.field($0) != nil }) else {
        throw StorageError.notMigrated(dataset: query.dataset)
      }
      let register = try query.registerDate.map { date in
        declaration.level == .village
          ? try villageCodes(in: query.region, at: date)
          : try units(declaration.level, in: query.region, at: date).map(\.code.number)
      }
      let range = query.region.range(of: declaration.level)
      if let second = try Companion(db, path: location), let middle = Self.middle(query, declaration, register) {
        let halves = [(connection, range.lowerBound...(middle - 1)), (second.connection, middle...range.upperBound)]
        let work = UncheckedWork(halves) { connection, range in
          try LedgerScan.sums(query, declaration, connection, range, register: register)
        }
        let sums = try concurrently([0, 1]) { work($0) }.map { try $0.get() }
        return LedgerSums.joined(sums[0], sums[1])
      }
      return try LedgerScan.sums(query, declaration, connection, range, register: register)
    }
  }

  /// Where a region is cut in two that are read at once, at the border of a unit of the level asked for; nil where it is small.
  private static func middle(_ query: LedgerQuery, _ declaration: DatasetDeclaration, _ register: [Int64]?) -> Int64? {
    guard query.region.level <= .province, declaration.level == .village, let register, register.count > 2000 else {
      return nil
    }
    let cut = query.level == .nation ? RegionLevel.province : query.level
    let divisor = cut.villageDivisor
    let middle = register[register.count / 2] / divisor * divisor
    return middle > register[0] ? middle : nil
  }
}

/// Two pieces of work, each with a connection of its own that no other thread uses meanwhile.
private struct UncheckedWork: @unchecked Sendable {
  typealias Half = (connection: OpaquePointer, range: ClosedRange<Int64>)
  private let halves: [Half]
  private let body: (OpaquePointer, ClosedRange<Int64>) throws -> [LedgerSums]

  init(_ halves: [Half], _ body: @escaping (OpaquePointer, ClosedRange<Int64>) throws -> [LedgerSums]) {
    self.halves = halves
    self.body = body
  }

  func callAsFunction(_ half: Int) -> Result<[LedgerSums], any Error> {
    Result { try body(halves[half].connection, halves[half].range) }
  }
}

/// A second connection that reads the same state of the store as the first.
private final class Companion {
  let connection: OpaquePointer

  /// Nil where the store has changed since the first connection began to read, or cannot be opened twice.
  init?(_ first: Database, path: String) throws {
    guard ProcessInfo.processInfo.activeProcessorCount > 1, first.isInsideTransaction else { return nil }
    var opened: OpaquePointer?
    let flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX
    guard sqlite3_open_v2(path, &opened, flags, nil) == SQLITE_OK, let opened else {
      sqlite3_close_v2(opened)
      return nil
    }
    connection = opened
    sqlite3_exec(connection, "PRAGMA cache_size = -24000; BEGIN", nil, nil, nil)
    // Whatever changes the store adds to the chain of the audit.
    let newest = "SELECT coalesce(max(rowid), 0) FROM audit_entry"
    let own = try? PreparedStatement(connection, newest)
    guard let own, (try? own.step()) == true, try Int64.fetchOne(first, sql: newest) == own.integer(0) else {
      return nil
    }
  }

  deinit { sqlite3_close_v2(connection) }
}

extension LedgerSums {
  /// The sums of two parts of a region; a unit that has rows in both is one.
  fileprivate static func joined(_ a: [LedgerSums], _ b: [LedgerSums]) -> [LedgerSums] {
    var all = a
    for own in b {
      guard let place = all.firstIndex(where: { $0.period == own.period && $0.region == own.region }) else {
        all.append(own)
        continue
      }
      all[place].units += own.units
      for measure in own.present.indices { all[place].present[measure] += own.present[measure] }
      for cell in own.sums.indices { all[place].sums[cell] += own.sums[cell] }
      for cell in own.reported.indices { all[place].reported[cell] += own.reported[cell] }
      all[place].changed += own.changed
      if all[place].firstLessLast.isEmpty {
        all[place].firstLessLast = own.firstLessLast
      } else {
        for cell in own.firstLessLast.indices { all[place].firstLessLast[cell] += own.firstLessLast[cell] }
      }
    }
    return all.sorted { ($0.period, $0.region) < ($1.period, $1.region) }
  }
}

/// Adds up the rows of a ledger in one pass.
private struct LedgerScan {
  private let query: LedgerQuery
  private let select: PreparedStatement
  private let divisor: Int64
  private let kinds: GroupingScan.Kinds?
  private let lookups: [Lookup]
  private let combinations: Int
  /// The sums of the unit whose rows are being read, and of the region that it lies in.
  private var unit: Sums
  private var group: Sums
  /// What the first versions of the region's changed units hold above the last ones, and how many these are.
  private var difference: [Int64] = []
  private var changed = 0
  /// The measure whose units are added up by themselves, and their sums in the region.
  private let reportedMeasure: Int?
  private var reported: [Int64] = []

  /// The sums of combinations, and which of them are not zero.
  private struct Sums {
    var cells: [Int64]
    var present: [Bool]
    /// Measures whose cells are those of an earlier version, until the one that is being read has any.
    var carried: [Bool]
    var hasCarried = false
    var counts: [Int]
    var touched: [Int32] = []
    var units = 0
    var isTouched: [Bool]

    init(_ combinations: Int, _ measures: Int) {
      cells = [Int64](repeating: 0, count: combinations * measures)
      present = [Bool](repeating: false, count: measures)
      carried = present
      counts = [Int](repeating: 0, count: measures)
      isTouched = [Bool](repeating: false, count: combinations)
    }

    /// A later version begins: what it holds takes the place of what there is.
    mutating func supersede() {
      for measure in present.indices where present[measure] {
        carried[measure] = true
        present[measure] = false
      }
      hasCarried = true
    }

    /// The version that is being read has values of a measure.
    mutating func begin(_ measure: Int) {
      present[measure] = true
      guard hasCarried, carried[measure] else { return }
      carried[measure] = false
      for combination in touched { cells[Int(combination) * present.count + measure] = 0 }
    }

    mutating func clear(_ measures: Int) {
      for combination in touched {
        isTouched[Int(combination)] = false
        for measure in 0..<measures { cells[Int(combination) * measures + measure] = 0 }
      }
      touched.removeAll(keepingCapacity: true)
      for measure in 0..<measures {
        present[measure] = false
        carried[measure] = false
        counts[measure] = 0
      }
      hasCarried = false
      units = 0
    }
  }

  /// The groups of a field's values: ids and places are small numbers, so that most are found by their place.
  private struct Lookup {
    private var near: [Int32]
    private let far: [Int64: Int]
    private let others: Int32
    let count: Int

    private static let reach: Int64 = 1 << 16

    init(_ grouping: LedgerQuery.Grouping) {
      others = Int32(grouping.others ?? -1)
      count = max(1, grouping.count)
      let highest = min(grouping.groups.keys.filter { $0 >= 0 }.max() ?? 0, Self.reach)
      near = [Int32](repeating: others, count: Int(highest) + 1)
      var far: [Int64: Int] = [:]
      for (value, group) in grouping.groups {
        if value >= 0, value <= highest { near[Int(value)] = Int32(group) } else { far[value] = group }
      }
      self.far = far
    }

    /// -1 where its row is left out.
    @inline(__always)
    subscript(value: Int64) -> Int32 {
      if value >= 0, value < Int64(near.count) { return near[Int(value)] }
      return far.isEmpty ? others : far[value].map { Int32($0) } ?? others
    }
  }

  /// The sums of all periods within a range of codes.
  static func sums(
    _ query: LedgerQuery, _ declaration: DatasetDeclaration, _ connection: OpaquePointer, _ range: ClosedRange<Int64>,
    register: [Int64]?
  ) throws -> [LedgerSums] {
    var scan = try LedgerScan(query, declaration, connection, range)
    return try query.periods.sorted().flatMap { try scan.run($0, register: register) }
  }

  private init(
    _ query: LedgerQuery, _ declaration: DatasetDeclaration, _ connection: OpaquePointer, _ range: ClosedRange<Int64>
  ) throws {
    self.query = query
    divisor = query.level == .nation ? 0 : query.level.villageDivisor / declaration.level.villageDivisor
    kinds = GroupingScan.Kinds(declaration)
    lookups = query.groupings.map(Lookup.init)
    combinations = lookups.reduce(1) { $0 * $1.count }
    unit = Sums(combinations, query.measures.count)
    group = Sums(combinations, query.measures.count)
    reportedMeasure = query.reported.flatMap { query.measures.firstIndex(of: $0) }
    if reportedMeasure != nil { reported = group.cells }
    let columns = [query.version ?? "period"] + query.groupings.map(\.field) + query.measures
    let only = query.version.flatMap { field in query.onlyVersion.map { " AND \"\(field)\" = \($0)" } } ?? ""
    select = try PreparedStatement(
      connection,
      """
      SELECT region, \(columns.map { "\"\($0)\"" }.joined(separator: ", ")) FROM "\(declaration.table)"
      WHERE period = ? AND region BETWEEN ? AND ?\(only) ORDER BY period, region\(query.version.map { ", \"\($0)\"" } ?? "")
      """)
    select.bind(range.lowerBound, at: 2)
    select.bind(range.upperBound, at: 3)
  }

  mutating func run(_ period: Int, register: [Int64]?) throws -> [LedgerSums] {
    select.bind(Int64(period), at: 1)
    defer { select.reset() }
    var answer: [LedgerSums] = []
    var region: Int64 = -1
    var version: Int64 = -1
    var open: Int64 = -1
    var isCounted = false
    var isChanged = false
    var place = 0
    let measures = query.measures.count
    while try select.step() {
      let own = select.integer(0)
      if own != region {
        if region >= 0 { closeUnit(isChanged) }
        let ancestor = divisor == 0 ? 0 : own / divisor
        if ancestor != open {
          if open >= 0 { close(open, period, into: &answer) }
          open = ancestor
        }
        region = own
        isChanged = false
        version = select.integer(1)
        isCounted = kinds?.hold(own) ?? true
        if isCounted, let register {
          while place < register.count, register[place] < own { place += 1 }
          isCounted = place < register.count && register[place] == own
        }
      } else if select.integer(1) != version {
        // A later version takes the place of the earlier one, measure by measure: what was spent may be told of an earlier one alone.
        version = select.integer(1)
        if isCounted, !isChanged {
          isChanged = true
          changed += 1
          addDifference(1)
        }
        unit.supersede()
      }
      if isCounted { add(measures) }
    }
    if region >= 0 { closeUnit(isChanged) }
    if open >= 0 { close(open, period, into: &answer) }
    return answer
  }

  @inline(__always)
  private mutating func add(_ measures: Int) {
    unit.units = 1
    var combination = 0
    for (index, lookup) in lookups.enumerated() {
      let group = lookup[select.integer(Int32(2 + index))]
      if group < 0 { return }
      combination = combination * lookup.count + Int(group)
    }
    let first = Int32(2 + lookups.count)
    if !unit.isTouched[combination] {
      unit.isTouched[combination] = true
      unit.touched.append(Int32(combination))
    }
    for measure in 0..<measures {
      let value = select.integer(first + Int32(measure))
      if value != 0 {
        if !unit.present[measure] { unit.begin(measure) }
        unit.cells[combination * measures + measure] += value
      } else if !unit.present[measure], !select.isNull(first + Int32(measure)) {
        unit.begin(measure)
      }
    }
  }

  private mutating func addDifference(_ sign: Int64) {
    if difference.isEmpty { difference = [Int64](repeating: 0, count: group.cells.count) }
    let measures = query.measures.count
    for combination in unit.touched {
      for cell in Int(combination) * measures..<(Int(combination) + 1) * measures {
        difference[cell] += sign * unit.cells[cell]
      }
    }
  }

  /// The unit's sums go to its region.
  private mutating func closeUnit(_ isChanged: Bool) {
    let measures = query.measures.count
    if isChanged { addDifference(-1) }
    group.units += unit.units
    for measure in 0..<measures where unit.present[measure] || unit.carried[measure] { group.counts[measure] += 1 }
    let isReported = reportedMeasure.map { unit.present[$0] || unit.carried[$0] } ?? false
    for combination in unit.touched {
      let combination = Int(combination)
      if !group.isTouched[combination] {
        group.isTouched[combination] = true
        group.touched.append(Int32(combination))
      }
      for measure in 0..<measures {
        let cell = combination * measures + measure
        group.cells[cell] += unit.cells[cell]
        if isReported { reported[cell] += unit.cells[cell] }
      }
    }
    unit.clear(measures)
  }

  private mutating func close(_ code: Int64, _ period: Int, into answer: inout [LedgerSums]) {
    defer {
      group.clear(query.measures.count)
      difference = []
      changed = 0
      for cell in reported.indices { reported[cell] = 0 }
    }
    guard group.units > 0, let region = code == 0 ? .nation : RegionCode(code) else { return }
    answer.append(
      LedgerSums(
        region: region, period: period, units: group.units, present: group.counts, sums: group.cells, changed: changed,
        firstLessLast: difference, reported: reported))
  }
}
