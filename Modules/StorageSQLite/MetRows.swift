import Domain
import GRDB

/// Rows that a batch met and that carry no trace of it in their table, held in a temporary table on disk: those found
/// unchanged, all rows of a dry-run, and the sums of rows that are added up. Memory does not grow with them.
///
/// Its columns are those of the data table's key, then, where `isWhole`, its other columns, then the row's state.
final class MetRows {
  /// What became of the row so far.
  enum State: Int64 {
    case unchanged
    case changed
    case new
  }

  struct Found {
    var state: State
    var sourceRow: Int
    var part: Int64
    /// Fields that the batch changed, by index: kept only for whole rows.
    var given: Set<Int>
  }

  let table: String
  private let session: BatchSession
  private let layout: TableLayout
  private let isWhole: Bool
  private let insert: PreparedStatement
  private let select: PreparedStatement
  private let delete: PreparedStatement
  /// Columns beyond the key that it holds.
  private let values: [TableLayout.Column]
  private(set) var isEmpty = true

  init(_ layout: TableLayout, isWhole: Bool, session: BatchSession) throws {
    self.layout = layout
    self.session = session
    self.isWhole = isWhole
    table = "met_\(session.nextTemporaryNumber())"
    values = isWhole ? Array(layout.columns[layout.keyCount...]) : []
    let keys = layout.keys.map { "\"\($0.name)\" \(TableLayout.type(of: $0.storage)) NOT NULL" }
    let columns = values.map { "\"\($0.name)\" \(TableLayout.type(of: $0.storage))" }
    let definition =
      (["period INTEGER NOT NULL", "region INTEGER NOT NULL"] + keys + columns
      + ["part INTEGER NOT NULL", "source_row INTEGER NOT NULL", "met_state INTEGER NOT NULL", "met_given TEXT"])
      .joined(separator: ", ")
    try session.db.execute(
      sql: """
        CREATE TEMP TABLE "\(table)"(\(definition), PRIMARY KEY(\(layout.keyNames.joined(separator: ", ")))) WITHOUT ROWID
        """)
    let marks = [String](repeating: "?", count: 2 + keys.count + columns.count + 4).joined(separator: ", ")
    insert = try session.statement("REPLACE INTO temp.\"\(table)\" VALUES (\(marks))")
    let names = ["met_state", "source_row", "part", "met_given"] + values.map { "\"\($0.name)\"" }
    select = try session.statement(
      "SELECT \(names.joined(separator: ", ")) FROM temp.\"\(table)\" WHERE \(layout.keyCondition)")
    delete = try session.statement("DELETE FROM temp.\"\(table)\" WHERE \(layout.keyCondition)")
  }

  /// The row of that key; where rows are whole, its cells go to `row` and `texts`.
  func find(_ key: RowKey, into row: UnsafeMutablePointer<Int64>, _ texts: inout [String]) throws -> Found? {
    if isEmpty { return nil }
    key.bind(to: select)
    defer { select.reset() }
    guard try select.step() else { return nil }
    if isWhole {
      texts.removeAll(keepingCapacity: true)
      for index in 0..<layout.keyCount {
        let column = layout.columns[index]
        row[column.cell] = key.cells[index]
        if column.storage == .text {
          row[column.cell] = Int64(texts.count)
          texts.append(key.texts[Int(key.cells[index])])
        }
      }
      Self.read(select, from: 4, values, into: row, &texts)
    }
    let given = select.isNull(3) ? "" : select.text(3)
    return Found(
      state: State(rawValue: select.integer(0)) ?? .unchanged, sourceRow: Int(select.integer(1)),
      part: select.integer(2), given: Set(given.split(separator: ",").compactMap { Int($0) }))
  }

  func put(
    _ key: RowKey, _ row: UnsafePointer<Int64>, _ texts: [String], state: State, sourceRow: Int, part: Int64 = 0,
    given: Set<Int> = []
  ) throws {
    isEmpty = false
    key.bind(to: insert)
    var position = Int32(3 + layout.keyCount)
    for column in values {
      let cell = row[column.cell]
      if cell == Cell.missing {
        insert.bindNull(at: position)
      } else {
        switch column.storage {
        case .integer: insert.bind(cell, at: position)
        case .real: insert.bind(Cell.double(cell), at: position)
        case .text: insert.bind(texts[Int(cell)], at: position)
        }
      }
      position += 1
    }
    insert.bind(part, at: position)
    insert.bind(Int64(sourceRow), at: position + 1)
    insert.bind(state.rawValue, at: position + 2)
    if given.isEmpty {
      insert.bindNull(at: position + 3)
    } else {
      insert.bind(given.sorted().map(String.init).joined(separator: ","), at: position + 3)
    }
    _ = try insert.run(allowsConflict: false)
  }

  func remove(_ key: RowKey) throws {
    key.bind(to: delete)
    _ = try delete.run(allowsConflict: false)
  }

  /// All rows by key: the cells of each are in `row` and `texts` while `body` runs.
  func forEach(
    _ key: RowKey, into row: UnsafeMutablePointer<Int64>, _ texts: inout [String],
    _ body: (_ part: Int64, _ sourceRow: Int, _ texts: [String]) throws -> Void
  ) throws {
    let names = layout.keyNames + values.map { "\"\($0.name)\"" } + ["part", "source_row"]
    let all = try session.statement(
      "SELECT \(names.joined(separator: ", ")) FROM temp.\"\(table)\" ORDER BY \(layout.keyNames.joined(separator: ", "))"
    )
    defer { all.reset() }
    while try all.step() {
      key.read(all, from: 0)
      texts.removeAll(keepingCapacity: true)
      Self.read(all, from: 2, Array(layout.keys) + values, into: row, &texts)
      let end = Int32(2 + layout.keyCount + values.count)
      try body(all.integer(end), Int(all.integer(end + 1)), texts)
    }
  }

  private static func read(
    _ statement: PreparedStatement, from first: Int32, _ columns: [TableLayout.Column],
    into row: UnsafeMutablePointer<Int64>, _ texts: inout [String]
  ) {
    var position = first
    for column in columns {
      defer { position += 1 }
      if statement.isNull(position) {
        row[column.cell] = Cell.missing
        continue
      }
      switch column.storage {
      case .integer: row[column.cell] = statement.integer(position)
      case .real: row[column.cell] = Cell.real(statement.real(position))
      case .text:
        row[column.cell] = Int64(texts.count)
        texts.append(statement.text(position))
      }
    }
  }
}
