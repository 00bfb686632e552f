import Domain
import GRDB
import Storage

extension BatchSession {
  /// Loads rows of a crosswalk: a code that means something else from `effective` on gets another entry, and the one
  /// before ends on that day.
  func crosswalk(_ rows: [CrosswalkRow], scheme: RegionScheme, effective: CalendarDate) throws {
    for row in rows { try check(row.code) }
    let codes = rows.map(\.foreign)
    guard let first = codes.min(), let last = codes.max() else { return }
    let stored = try crosswalkEntries(scheme, first...last)
    if !dryRun {
      try begin()
      // A crosswalk stands on the one before it as a whole, like an edition of the register.
      try touch(.crosswalk, key: [.text(scheme.rawValue)])
    }
    let day = Int64(effective.number)
    var insert: PreparedStatement?
    for row in rows {
      let entries = stored[row.foreign] ?? []
      let current = entries.last { $0.from <= day }
      if let current, current.code == row.code.number, current.name == row.name,
        current.foreignName == row.foreignName
      {
        counts.unchanged += 1
        continue
      }
      if current == nil { counts.new += 1 } else { counts.changed += 1 }
      guard !dryRun else { continue }
      writes(.crosswalk)
      if let current { try end(current, of: row.foreign, scheme, at: day) }
      let statement = try insert ?? self.statement(Self.insertCrosswalk)
      insert = statement
      let until = entries.first { $0.from > day }?.from
      statement.bind(scheme.rawValue, at: 1)
      statement.bind(row.foreign, at: 2)
      statement.bind(day, at: 3)
      if let until { statement.bind(until, at: 4) } else { statement.bindNull(at: 4) }
      statement.bind(row.code.number, at: 5)
      statement.bind(row.foreignName, at: 6)
      statement.bind(row.name, at: 7)
      statement.bind(part, at: 8)
      statement.bind(Int64(row.sourceRow), at: 9)
      _ = try statement.run(allowsConflict: false)
    }
  }

  private static let insertCrosswalk = """
    INSERT INTO region_crosswalk(scheme, foreign_code, valid_from, valid_to, code, foreign_name, name, part, source_row)
    VALUES (?,?,?,?,?,?,?,?,?)
    ON CONFLICT(scheme, foreign_code, valid_from) DO UPDATE SET code = excluded.code, name = excluded.name,
      foreign_name = excluded.foreign_name, part = excluded.part, source_row = excluded.source_row
    """

  private struct CrosswalkEntry {
    let from: Int64
    let code: Int64
    let foreignName: String
    let name: String
    let part: Int64
    let sourceRow: Int
  }

  /// The entries of each foreign code, the oldest first.
  private func crosswalkEntries(
    _ scheme: RegionScheme, _ range: ClosedRange<Int64>
  ) throws -> [Int64: [CrosswalkEntry]] {
    let select = try statement(
      """
      SELECT foreign_code, valid_from, code, foreign_name, name, part, source_row FROM region_crosswalk
      WHERE scheme = ? AND foreign_code BETWEEN ? AND ? ORDER BY foreign_code, valid_from
      """)
    select.bind(scheme.rawValue, at: 1)
    select.bind(range.lowerBound, at: 2)
    select.bind(range.upperBound, at: 3)
    var entries: [Int64: [CrosswalkEntry]] = [:]
    while try select.step() {
      entries[select.integer(0), default: []].append(
        CrosswalkEntry(
          from: select.integer(1), code: select.integer(2), foreignName: select.text(3), name: select.text(4),
          part: select.integer(5), sourceRow: Int(select.integer(6))))
    }
    select.reset()
    return entries
  }

  /// An entry of the same day is about to be replaced, an older one ends on that day; either way it is noted.
  private func end(_ entry: CrosswalkEntry, of foreign: Int64, _ scheme: RegionScheme, at day: Int64) throws {
    try log(
      .crosswalk, kind: "update", where: FixedTable.crosswalk.keyCondition,
      FixedTable.keyArguments([scheme.rawValue, foreign, entry.from]))
    if entry.from < day {
      try db.execute(
        sql: "UPDATE region_crosswalk SET valid_to = ? WHERE scheme = ? AND foreign_code = ? AND valid_from = ?",
        arguments: [day, scheme.rawValue, foreign, entry.from])
    }
  }
}
