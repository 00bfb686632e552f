import Domain
import Storage

/// Rows that wait to be inserted together: one statement with many rows keeps its place at the end of the table, where
/// sorted rows go, and costs half of what as many statements do.
///
/// Only rows that cannot be there already come here: of regions beyond those stored for their period, each key greater
/// than all before, or as `RowRun` sorted them.
final class RowGroup {
  private let columns: [TableLayout.Column]
  private let storages: UnsafeMutablePointer<CellStorage>
  private let capacity: Int
  /// Cells in the order of the columns, then period, region, part and source row, row by row.
  private let cells: UnsafeMutablePointer<Int64>
  let stride: Int
  private var texts: [String] = []
  private let hasTexts: Bool
  private let many: PreparedStatement
  private let one: PreparedStatement
  private let session: BatchSession
  private(set) var count = 0

  /// Parameters of the statement for many rows, about.
  private static let parameters = 640

  init(_ layout: TableLayout, session: BatchSession) throws {
    columns = layout.columns
    stride = columns.count + 4
    capacity = max(4, min(40, Self.parameters / stride))
    self.session = session
    hasTexts = columns.contains { $0.storage == .text }
    cells = .allocate(capacity: capacity * stride)
    cells.initialize(repeating: 0, count: capacity * stride)
    storages = .allocate(capacity: max(1, columns.count))
    for (index, column) in columns.enumerated() { (storages + index).initialize(to: column.storage) }
    let names = (columns.map { "\"\($0.name)\"" } + ["period", "region", "part", "source_row"]).joined(separator: ", ")
    let marks = "(" + [String](repeating: "?", count: stride).joined(separator: ", ") + ")"
    // What cannot conflict is not ignored either; said so, SQLite needs no journal for the statement.
    let insert = "INSERT OR IGNORE INTO \"\(layout.table)\"(\(names)) VALUES "
    many = try session.statement(insert + [String](repeating: marks, count: capacity).joined(separator: ", "))
    one = try session.statement(insert + marks)
  }

  deinit {
    cells.deallocate()
    storages.deallocate()
  }

  @inline(__always)
  func add(
    _ key: RowKey, _ row: UnsafePointer<Int64>, _ columnCells: UnsafePointer<Int>, _ texts: [String], part: Int64,
    sourceRow: Int
  ) throws {
    let place = cells + count * stride
    let width = stride - 4
    for index in 0..<width { place[index] = row[columnCells[index]] }
    place[width] = key.period
    place[width + 1] = key.region
    place[width + 2] = part
    place[width + 3] = Int64(sourceRow)
    if hasTexts, count == 0 { self.texts = texts }
    count += 1
    if count == capacity { try flush() }
  }

  /// Adds a row whose cells lie as they are kept here.
  @inline(__always)
  func add(_ row: UnsafePointer<Int64>, _ texts: [String]) throws {
    (cells + count * stride).update(from: row, count: stride)
    if hasTexts, count == 0 { self.texts = texts }
    count += 1
    if count == capacity { try flush() }
  }

  /// Inserts what waits. Has to run before the texts of the rows change, and before the table is read.
  func flush() throws {
    guard count > 0 else { return }
    let waiting = count
    count = 0
    if waiting == capacity {
      for index in 0..<waiting { bind(index, to: many, at: Int32(index * stride + 1)) }
      try run(many, rows: waiting)
    } else {
      for index in 0..<waiting {
        bind(index, to: one, at: 1)
        try run(one, rows: 1)
      }
    }
  }

  private func run(_ statement: PreparedStatement, rows: Int) throws {
    _ = try statement.run(allowsConflict: false)
    guard session.lastChanges == rows else {
      throw StorageError.failed(path: session.location, detail: "\(rows - session.lastChanges) rows were there already")
    }
  }

  @inline(__always)
  private func bind(_ index: Int, to statement: PreparedStatement, at first: Int32) {
    let place = cells + index * stride
    let width = stride - 4
    var position = first
    for column in 0..<width {
      let cell = place[column]
      if cell == Cell.missing {
        statement.bindNull(at: position)
      } else {
        switch storages[column] {
        case .integer: statement.bind(cell, at: position)
        case .real: statement.bind(Cell.double(cell), at: position)
        case .text: statement.bind(texts[Int(cell)], at: position)
        }
      }
      position += 1
    }
    for column in width..<stride {
      statement.bind(place[column], at: position)
      position += 1
    }
  }
}
