import Domain
import GRDB
public import Storage

extension SQLiteStore {
  public func codes(of scheme: String) throws -> CodeList { try database { db in try Self.codes(db, scheme) } }

  /// The codes of a list, each with the lowest id of its versions: a later version changes the id of none.
  static func codes(_ db: Database, _ scheme: String) throws -> CodeList {
    var ids: [String: Int64] = [:]
    var isOpen = true
    let rows = try Row.fetchCursor(
      db,
      sql: "SELECT code, min(id), max(version <> ?) FROM code_list WHERE scheme = ? GROUP BY code",
      arguments: [CodeVersion.local, scheme])
    while let row = try rows.next() {
      ids[row[0]] = row[1]
      if row[2] == 1 { isOpen = false }
    }
    return CodeList(scheme: scheme, ids: ids, isOpen: isOpen)
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
