import Domain
import GRDB
import Storage

/// Which codes of lists the rows of datasets use.
struct CodeUse {
  /// Table and column of each field that holds codes.
  private let columns: [(table: String, column: String)]

  init(_ db: Database) throws {
    var columns: [(table: String, column: String)] = []
    for dataset in try String.fetchAll(db, sql: "SELECT id FROM dataset ORDER BY id") {
      guard let declaration = try SQLiteStore.applied(db, dataset)?.declaration else { continue }
      for field in declaration.fields where field.type == .code { columns.append((declaration.table, field.id)) }
    }
    self.columns = columns
  }

  /// Rows of `code_list` that are in use, SQL; nil where no dataset holds codes.
  var condition: String? {
    if columns.isEmpty { return nil }
    let used = columns.map { "SELECT \"\($0.column)\" FROM \"\($0.table)\" WHERE \"\($0.column)\" IS NOT NULL" }
    return "id IN (\(used.joined(separator: " UNION ")))"
  }

  /// How many rows of a later batch use codes that a batch brought as a list: without it they would mean something else.
  func rows(_ db: Database, of later: Int64, using batch: Int64) throws -> Int {
    var count = 0
    for (table, column) in columns {
      count +=
        try Int.fetchOne(
          db,
          sql: """
            SELECT count(*) FROM "\(table)" WHERE part IN (SELECT id FROM batch_part WHERE batch = :later)
              AND "\(column)" IN (SELECT id FROM code_list WHERE version <> :local
                AND part IN (SELECT id FROM batch_part WHERE batch = :batch))
            """, arguments: ["later": later, "batch": batch, "local": CodeVersion.local]) ?? 0
    }
    return count
  }
}
