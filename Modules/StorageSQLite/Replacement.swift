import Domain
import Foundation
import GRDB
import Storage

/// Removes, at the end of a batch, what a replacing file no longer holds within what it speaks for.
///
/// What it speaks for (`scopes`), the rows that rejected ones may have meant (`spared`) and the rows to go are temporary
/// tables: memory does not grow with the file. A row stays where the batch wrote it (its part is the batch's), where it
/// was met unchanged, and where a rejected row may have meant it. Where rows were rejected about which nothing is known,
/// everything stays: a corrected file is imported again, while a row wrongly removed is a loss. A scope that `isWhole` spares
/// nothing.
final class Replacement {
  private let scope: ReplaceScope
  private let layout: TableLayout
  private let dataset: String
  private let level: RegionLevel
  private unowned let session: BatchSession
  private let divisor: Int64
  /// Places in the key of the fields that are compared.
  private let places: [Int]
  private let number: Int
  private let insertScope: PreparedStatement
  private let insertSpared: PreparedStatement
  private let insertArea: PreparedStatement
  private var lastPeriod: Int64 = .min
  private var lastRegion: Int64 = .min
  private var lastKey: [Int64] = []
  /// Duplicates among the rows: they are rejected by the caller, and mean a row that the batch named.
  var duplicates = 0
  private var spared = 0
  private var sparesAll = false

  init(
    _ scope: ReplaceScope, _ layout: TableLayout, _ declaration: DatasetDeclaration, _ session: BatchSession
  ) throws {
    self.scope = scope
    self.layout = layout
    self.session = session
    dataset = declaration.id
    self.level = declaration.level
    let level = min(scope.level, declaration.level)
    divisor = level == .nation ? 0 : level.villageDivisor / declaration.level.villageDivisor
    places = try scope.keys.map { id in
      guard let place = layout.keys.firstIndex(where: { $0.name == id }) else {
        throw StorageError.keyMissing(dataset: declaration.id, field: id, sourceRow: nil)
      }
      return place
    }
    number = session.nextTemporaryNumber()
    let keys = places.map { "\"\(layout.columns[$0].name)\"" }
    let columns = (["period", "region"] + keys).joined(separator: ", ")
    let goneColumns = layout.keyNames.joined(separator: ", ")
    try session.db.execute(
      sql: """
        CREATE TEMP TABLE scope_\(number)(\(columns), PRIMARY KEY(\(columns))) WITHOUT ROWID;
        CREATE TEMP TABLE spared_\(number)(region, period, PRIMARY KEY(region, period)) WITHOUT ROWID;
        CREATE TEMP TABLE spared_area_\(number)(low, high, period, PRIMARY KEY(low, high, period)) WITHOUT ROWID;
        CREATE TEMP TABLE gone_\(number)(\(goneColumns), PRIMARY KEY(\(goneColumns))) WITHOUT ROWID;
        """)
    let marks = [String](repeating: "?", count: 2 + keys.count).joined(separator: ", ")
    insertScope = try session.statement("INSERT OR IGNORE INTO temp.scope_\(number) VALUES (\(marks))")
    insertSpared = try session.statement("INSERT OR IGNORE INTO temp.spared_\(number) VALUES (?, ?)")
    insertArea = try session.statement("INSERT OR IGNORE INTO temp.spared_area_\(number) VALUES (?, ?, ?)")
  }

  /// Notes what the row at hand says that the file speaks for.
  @inline(__always)
  func name(_ key: RowKey) throws {
    let region = divisor == 0 ? 0 : key.region / divisor
    var isKnown = key.period == lastPeriod && region == lastRegion
    if isKnown {
      for (index, place) in places.enumerated() where lastKey[index] != key.cells[place] { isKnown = false }
      if !key.texts.isEmpty { isKnown = false }
    }
    if isKnown { return }
    lastPeriod = key.period
    lastRegion = region
    lastKey = places.map { key.cells[$0] }
    insertScope.bind(key.period, at: 1)
    insertScope.bind(region, at: 2)
    for (index, place) in places.enumerated() { key.bind(place, to: insertScope, at: Int32(3 + index)) }
    _ = try insertScope.run(allowsConflict: false)
  }

  func spare(region: Int64?, period: Int64?, isRejected: Bool) {
    if isRejected { spared += 1 }
    guard let region, let code = RegionCode(region) else {
      sparesAll = true
      return
    }
    let range = code.range(of: level)
    let statement = range.count == 1 ? insertSpared : insertArea
    statement.bind(range.lowerBound, at: 1)
    if range.count > 1 { statement.bind(range.upperBound, at: 2) }
    statement.bind(period ?? -1, at: range.count == 1 ? 2 : 3)
    // What cannot be noted spares everything.
    if (try? statement.run(allowsConflict: false)) == nil { sparesAll = true }
  }

  func finish(_ writer: SQLiteDatasetWriter) throws {
    if session.counts.rejected > spared + duplicates { sparesAll = true }
    try collect(writer, named: [writer.met, writer.sums].compactMap { $0?.table })
    let isSpared = """
      (EXISTS (SELECT 1 FROM temp.spared_\(number) s WHERE s.region = g.region AND s.period IN (g.period, -1))
        OR EXISTS (SELECT 1 FROM temp.spared_area_\(number) s
          WHERE g.region BETWEEN s.low AND s.high AND s.period IN (g.period, -1)))
      """
    let condition = scope.isWhole ? "0" : sparesAll ? "1" : isSpared
    session.preview.withheld +=
      try Int.fetchOne(session.db, sql: "SELECT count(*) FROM temp.gone_\(number) g WHERE \(condition)") ?? 0
    if condition != "1" { try remove(writer, where: "NOT \(condition)") }
    if !session.dryRun { try noteScopes() }
  }

  /// Gathers the rows in scope that the batch did not name.
  ///
  /// One range of regions a row of the scope: of two ranges, SQLite may seek by the wider and read all for each row.
  private func collect(_ writer: SQLiteDatasetWriter, named tables: [String]) throws {
    let names = layout.keyNames
    let low = divisor == 0 ? "0" : "s.region * \(divisor)"
    let high = divisor == 0 ? "9223372036854775807" : "s.region * \(divisor) + \(divisor - 1)"
    let compared = places.map { " AND d.\"\(layout.columns[$0].name)\" = s.\"\(layout.columns[$0].name)\"" }
    let unnamed = tables.map { table in
      let equal = names.map { "m.\($0) = d.\($0)" }.joined(separator: " AND ")
      return " AND NOT EXISTS (SELECT 1 FROM temp.\"\(table)\" m WHERE \(equal))"
    }
    let own = session.principal.scope.range(of: level)
    try session.db.execute(
      sql: """
        INSERT OR IGNORE INTO temp.gone_\(number) SELECT \(names.map { "d.\($0)" }.joined(separator: ", "))
        FROM temp.scope_\(number) s CROSS JOIN "\(layout.table)" d
        WHERE d.period = s.period AND d.region BETWEEN max(\(low), ?) AND min(\(high), ?)\(compared.joined())
          AND d.part < ?\(unnamed.joined())
        """, arguments: [own.lowerBound, own.upperBound, session.dryRun ? Int64.max : session.part])
  }

  private func remove(_ writer: SQLiteDatasetWriter, where condition: String) throws {
    let names = layout.keyNames.joined(separator: ", ")
    try writer.remove(
      session.statement("SELECT \(names) FROM temp.gone_\(number) g WHERE \(condition) ORDER BY \(names)"))
  }

  /// Keeps what the batch spoke for, with its log.
  private func noteScopes() throws {
    let pairs = places.map { "'\(layout.columns[$0].name)', \"\(layout.columns[$0].name)\"" }.joined(separator: ", ")
    try session.db.execute(
      sql: """
        INSERT OR IGNORE INTO replace_scope(batch, dataset, period, region, key)
        SELECT ?, ?, period, region, json_object(\(pairs)) FROM temp.scope_\(number)
        """, arguments: [session.batch, dataset])
  }
}
