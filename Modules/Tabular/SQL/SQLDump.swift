import Diagnostics

/// The tables of a dump of SQL statements: what its `INSERT` statements put into them.
enum SQLDump {
  struct Table: Sendable {
    let name: String
    /// The columns named by the first `INSERT`, or else by `CREATE TABLE`; empty where neither names them.
    var columns: [String]
    var rows: Int
  }

  /// Goes through a dump once and lists the tables that rows are put into, in the order in which they turn up.
  static func tables(_ source: any ByteSource, file: String, limits: InputLimits) throws(Diagnostic) -> [Table] {
    var scanner = SQLScanner(source, file: file, limits: limits)
    var tables: [Table] = []
    while let name = try scanner.nextInsert() {
      if let known = tables.firstIndex(where: { $0.name == name }) {
        tables[known].rows += try scanner.skipRows()
      } else {
        guard tables.count < 1000 else { break }
        let rows = try scanner.skipRows()
        tables.append(Table(name: name, columns: scanner.columns, rows: rows))
      }
    }
    return tables
  }
}

/// Reads the rows that a dump puts into one table; the first row holds the names of the columns.
///
/// `NULL` is an empty cell. A row's number is its number among those of the table, plus 1. Throws `sql-invalid` where a
/// statement cannot be read or names other columns than the first one, `too-many-fields`, `record-too-long`.
final class SQLReader: RowReader, @unchecked Sendable {
  private var scanner: SQLScanner
  private var builder: RowBlockBuilder
  private let table: SQLDump.Table
  private let limits: InputLimits
  private let file: String
  private var row = 1
  private var isInRows = false
  private var hasBegun = false
  private var isFinished = false
  let diagnostics = DiagnosticBag()

  init(
    _ source: any ByteSource, file: String, table: SQLDump.Table, options: ReadingOptions, limits: InputLimits
  ) {
    scanner = SQLScanner(source, file: file, limits: limits)
    builder = RowBlockBuilder(file: file, sheet: table.name, blockBytes: options.blockBytes)
    self.table = table
    self.limits = limits
    self.file = file
  }

  var unitsRead: Int { scanner.bytesRead }
  var totalUnits: Int? { nil }

  func nextBlock() throws(Diagnostic) -> RowBlock? {
    guard !isFinished else { return nil }
    do throws(Diagnostic) {
      if !hasBegun { writeHeader() }
      while try advance() {
        if builder.isFull { return builder.take() }
      }
      isFinished = true
      return builder.take()
    } catch {
      isFinished = true
      throw error
    }
  }

  private func writeHeader() {
    hasBegun = true
    for column in table.columns {
      builder.append(column)
      builder.endCell()
    }
    builder.endRow(1)
  }

  /// Reads one more row into the block; false after the last one.
  private func advance() throws(Diagnostic) -> Bool {
    while true {
      if isInRows {
        row += 1
        if try scanner.nextRow(into: &builder, fields: limits.fields) {
          builder.endRow(row)
          return true
        }
        row -= 1
        isInRows = false
      }
      guard let name = try scanner.nextInsert() else { return false }
      if name != table.name {
        _ = try scanner.skipRows()
        continue
      }
      guard scanner.columns.isEmpty || scanner.columns == table.columns else { throw scanner.columnsDiffer(name) }
      isInRows = true
    }
  }
}
