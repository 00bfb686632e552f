import Domain
import GRDB
public import Storage

extension SQLiteStore {
  public func codes(of scheme: String) throws -> CodeList { try database { db in try Self.codes(db, scheme) } }

  /// The codes of a list, each with the lowest id of its versions: a later version changes the id of none.
  static func codes(_ db: Database, _ scheme: String) throws -> CodeList {
    var ids: [String: Int64] = [:]
    let rows = try Row.fetchCursor(
      db, sql: "SELECT code, min(id) FROM code_list WHERE scheme = ? GROUP BY code", arguments: [scheme])
    while let row = try rows.next() { ids[row[0]] = row[1] }
    return CodeList(scheme: scheme, ids: ids)
  }

  public func listedCodes(of scheme: String) throws -> [ListedCode] {
    try database { db in
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT c.*, (SELECT min(f.id) FROM code_list f WHERE f.scheme = c.scheme AND f.code = c.code) AS kept
          FROM code_list c WHERE c.scheme = ? ORDER BY c.code, c.valid_from, c.id
          """, arguments: [scheme])
      return rows.map { row in
        let date: Int? = row["valid_from"]
        return ListedCode(
          id: row["kept"], scheme: row["scheme"], version: row["version"], code: row["code"], parent: row["parent"],
          name: row["name"], validFrom: date.flatMap { CalendarDate(number: $0) })
      }
    }
  }
}
