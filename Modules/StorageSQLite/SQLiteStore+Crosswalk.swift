public import Domain
import GRDB
public import Storage

extension SQLiteStore {
  public func crosswalk(
    _ scheme: RegionScheme, in region: RegionCode, at date: CalendarDate?
  ) throws -> CrosswalkTable {
    try check(region)
    return try database { db in
      var table = CrosswalkTable()
      guard let connection = db.sqliteConnection else { return table }
      // Of each code the last entry that began by the day, or else the first.
      let select = try PreparedStatement(
        connection,
        """
        SELECT foreign_code, code, foreign_name, name, valid_from FROM region_crosswalk WHERE scheme = ?
        ORDER BY foreign_code, valid_from
        """)
      select.bind(scheme.rawValue, at: 1)
      let day = date.map { Int64($0.number) } ?? .max
      while try select.step() {
        let foreign = select.integer(0)
        let isAgain = table.foreign.last == foreign
        if isAgain, select.integer(4) > day { continue }
        guard let code = RegionCode(select.integer(1)), region.contains(code) || code.contains(region) else { continue }
        if isAgain {
          table.foreign.removeLast()
          table.codes.removeLast()
          table.foreignNames.removeLast()
          table.names.removeLast()
        }
        table.foreign.append(foreign)
        table.codes.append(code.number)
        table.foreignNames.append(select.text(2))
        table.names.append(select.text(3))
      }
      select.reset()
      return table
    }
  }
}
