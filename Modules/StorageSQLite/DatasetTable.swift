import Domain
import GRDB

/// A whole row of a data table, as undo and the audit handle it: the declared fields, without recomputed figures.
struct StoredRow {
  var period: Int64
  var region: Int64
  var part: Int64
  var sourceRow: Int64
  /// The declared fields in order; see `Cell`.
  var cells: [Int64]
  /// What text cells index.
  var texts: [String]
  /// Recomputed cells as stored, where they were asked for.
  var computed: [Int64] = []
}

/// One data table, read and written by whole rows over the declaration as applied.
final class DatasetTable {
  let rules: DatasetRules
  let keyFields: [Int]
  private let db: Database
  private let connection: OpaquePointer
  private let name: String
  private let fieldNames: [String]
  private let scratch: UnsafeMutablePointer<Double>
  private var one: PreparedStatement?
  private var put: PreparedStatement?
  private var gone: PreparedStatement?

  init(_ db: Database, _ rules: DatasetRules) throws {
    guard let connection = db.sqliteConnection else { throw DatabaseError(message: "connection is closed") }
    self.db = db
    self.rules = rules
    self.connection = connection
    name = "\"\(rules.declaration.table)\""
    fieldNames = rules.declaration.fields.map { "\"\($0.id)\"" }
    keyFields = rules.declaration.key.compactMap { rules.declaration.index(of: $0) }
    scratch = .allocate(capacity: max(1, rules.fieldCount))
    scratch.initialize(repeating: .nan, count: max(1, rules.fieldCount))
  }

  deinit { scratch.deallocate() }

  private var columns: String { (["period", "region", "part", "source_row"] + fieldNames).joined(separator: ", ") }
  private var keyNames: [String] { keyFields.map { fieldNames[$0] } }
  private var keyCondition: String {
    (["period = ?", "region = ?"] + keyNames.map { "\($0) IS ?" }).joined(separator: " AND ")
  }

  /// Rows, one after another.
  final class Cursor {
    private let statement: PreparedStatement
    private let storages: [CellStorage]
    /// Storages of recomputed columns that follow the fields.
    private let computed: [CellStorage]

    fileprivate init(_ statement: PreparedStatement, _ storages: [CellStorage], computed: [CellStorage] = []) {
      self.statement = statement
      self.storages = storages
      self.computed = computed
    }

    func next() throws -> StoredRow? {
      guard try statement.step() else {
        statement.reset()
        return nil
      }
      var row = DatasetTable.row(statement, storages)
      for (index, storage) in computed.enumerated() {
        row.computed.append(DatasetTable.cell(statement, Int32(index + 4 + storages.count), storage, &row.texts))
      }
      return row
    }

    /// To be called where it was not read to its end.
    func reset() { statement.reset() }
  }

  fileprivate static func row(_ statement: PreparedStatement, _ storages: [CellStorage]) -> StoredRow {
    var row = StoredRow(
      period: statement.integer(0), region: statement.integer(1), part: statement.integer(2),
      sourceRow: statement.integer(3), cells: [], texts: [])
    row.cells.reserveCapacity(storages.count)
    for (index, storage) in storages.enumerated() {
      row.cells.append(cell(statement, Int32(index + 4), storage, &row.texts))
    }
    return row
  }

  static func cell(
    _ statement: PreparedStatement, _ column: Int32, _ storage: CellStorage, _ texts: inout [String]
  ) -> Int64 {
    if statement.isNull(column) { return Cell.missing }
    switch storage {
    case .integer: return statement.integer(column)
    case .real: return Cell.real(statement.real(column))
    case .text:
      texts.append(statement.text(column))
      return Int64(texts.count - 1)
    }
  }

  private func cursor(_ condition: String, order: String, _ arguments: [Int64]) throws -> Cursor {
    let statement = try PreparedStatement(
      connection, "SELECT \(columns) FROM \(name) WHERE \(condition) ORDER BY \(order)")
    for (index, argument) in arguments.enumerated() { statement.bind(argument, at: Int32(index + 1)) }
    return Cursor(statement, rules.storages)
  }

  /// All rows by their key, with recomputed figures.
  func all() throws -> Cursor {
    let order = (["period", "region"] + keyNames).joined(separator: ", ")
    let statement = try PreparedStatement(
      connection, "SELECT \(([columns] + computedNames).joined(separator: ", ")) FROM \(name) ORDER BY \(order)")
    return Cursor(statement, rules.storages, computed: rules.computed.map { rules.storages[$0] })
  }

  private var computedNames: [String] {
    rules.computed.map { "\"\(rules.declaration.fields[$0].id)\(Identifier.computedSuffix)\"" }
  }

  /// The recomputed cells that follow from the fields of a row.
  func recomputed(_ row: StoredRow) -> [Int64] {
    if rules.computed.isEmpty { return [] }
    var full = row.cells + [Int64](repeating: Cell.missing, count: rules.computed.count)
    full.withUnsafeMutableBufferPointer { cells in
      if let cells = cells.baseAddress { rules.recompute(cells, scratch: scratch, period: row.period) }
    }
    return Array(full[rules.fieldCount...])
  }

  private var auditOrder: String { (["region", "part", "source_row"] + keyNames).joined(separator: ", ") }

  /// The rows of a batch's own parts, in the order of the audit.
  func rows(period: Int64, regions: ClosedRange<Int64>, parts: ClosedRange<Int64>) throws -> Cursor {
    try cursor(
      "period = ? AND region BETWEEN ? AND ? AND part BETWEEN ? AND ?", order: auditOrder,
      [period, regions.lowerBound, regions.upperBound, parts.lowerBound, parts.upperBound])
  }

  /// The rows that stand where a batch logged changes, in the order of the audit.
  func rows(changedBy batch: Int64, period: Int64) throws -> Cursor {
    let key = keySQL(of: name).map { "AND c.key = \($0)" } ?? ""
    return try cursor(
      """
      period = ? AND EXISTS (SELECT 1 FROM change c WHERE c.subject = '\(rules.declaration.id)' AND c.period = \(name).period
        AND c.region = \(name).region \(key) AND c.batch = ?)
        AND region IN (SELECT region FROM change WHERE batch = ? AND subject = '\(rules.declaration.id)')
      """, order: auditOrder, [period, batch, batch])
  }

  /// The key of a row as the log of changes writes it, in SQL; nil for panel datasets.
  /// Its columns are named with the table's, as the log has columns of its own.
  func keySQL(of table: String) -> String? {
    keyFields.isEmpty ? nil : "json_array(\(keyNames.map { "\(table).\($0)" }.joined(separator: ", ")))"
  }

  /// The rows of one region, by key.
  func rows(period: Int64, region: Int64) throws -> Cursor {
    try cursor(
      "period = ? AND region = ?", order: (["period", "region"] + keyNames).joined(separator: ", "), [period, region])
  }

  /// The key beyond region and period as the log of changes writes it; nil for panel datasets.
  func key(of row: StoredRow) -> String? {
    if keyFields.isEmpty { return nil }
    return LoggedValues.json(keyFields.map { value(row, $0) })
  }

  func value(_ row: StoredRow, _ field: Int) -> LoggedValues.Value {
    let cell = row.cells[field]
    if cell == Cell.missing { return .missing }
    switch rules.storages[field] {
    case .integer: return .integer(cell)
    case .real: return .real(Cell.double(cell))
    case .text: return .text(row.texts[Int(cell)])
    }
  }

  /// Whether `a` comes before `b` by their key cells, as the table orders them.
  func keyPrecedes(_ a: StoredRow, _ b: StoredRow) -> Bool {
    for field in keyFields {
      switch (value(a, field), value(b, field)) {
      case (.integer(let a), .integer(let b)): if a != b { return a < b }
      case (.real(let a), .real(let b)): if a != b { return a < b }
      case (.text(let a), .text(let b)): if a != b { return Array(a.utf8).lexicographicallyPrecedes(Array(b.utf8)) }
      case (.missing, .missing): break
      case (.missing, _): return true
      case (_, .missing): return false
      default: break
      }
    }
    return false
  }

  // MARK: Writing

  /// The row with the key of `key`, JSON as the log writes it.
  func find(period: Int64, region: Int64, key: String?) throws -> StoredRow? {
    let statement = try one ?? PreparedStatement(connection, "SELECT \(columns) FROM \(name) WHERE \(keyCondition)")
    one = statement
    statement.bind(period, at: 1)
    statement.bind(region, at: 2)
    bind(key, to: statement, from: 3)
    defer { statement.reset() }
    return try statement.step() ? Self.row(statement, rules.storages) : nil
  }

  func remove(period: Int64, region: Int64, key: String?) throws {
    let statement = try gone ?? PreparedStatement(connection, "DELETE FROM \(name) WHERE \(keyCondition)")
    gone = statement
    statement.bind(period, at: 1)
    statement.bind(region, at: 2)
    bind(key, to: statement, from: 3)
    _ = try statement.run(allowsConflict: false)
  }

  private func bind(_ key: String?, to statement: PreparedStatement, from position: Int32) {
    let values = key.flatMap(LoggedValues.array) ?? []
    for index in keyFields.indices {
      let place = position + Int32(index)
      switch index < values.count ? values[index] : .missing {
      case .missing: statement.bindNull(at: place)
      case .integer(let value):
        if rules.storages[keyFields[index]] == .real {
          statement.bind(Double(value), at: place)
        } else {
          statement.bind(value, at: place)
        }
      case .real(let value): statement.bind(value, at: place)
      case .text(let value): statement.bind(value, at: place)
      }
    }
  }

  /// Inserts the row or puts it in place of the one with its key; recomputed figures follow.
  func write(_ row: StoredRow) throws {
    let marks = [String](repeating: "?", count: 4 + rules.width).joined(separator: ", ")
    let statement =
      try put
      ?? PreparedStatement(
        connection,
        "REPLACE INTO \(name)(\(([columns] + computedNames).joined(separator: ", "))) VALUES (\(marks))")
    put = statement
    let full = row.cells + recomputed(row)
    statement.bind(row.period, at: 1)
    statement.bind(row.region, at: 2)
    statement.bind(row.part, at: 3)
    statement.bind(row.sourceRow, at: 4)
    for index in full.indices {
      let cell = full[index]
      let storage =
        index < rules.fieldCount ? rules.storages[index] : rules.storages[rules.computed[index - rules.fieldCount]]
      let place = Int32(index + 5)
      if cell == Cell.missing {
        statement.bindNull(at: place)
      } else {
        switch storage {
        case .integer: statement.bind(cell, at: place)
        case .real: statement.bind(Cell.double(cell), at: place)
        case .text: statement.bind(row.texts[Int(cell)], at: place)
        }
      }
    }
    _ = try statement.run(allowsConflict: false)
  }

  // MARK: The log

  /// The fields of a row for the log: all that have a value, or those named, with null where there is none.
  func logged(_ row: StoredRow, fields: [Int]? = nil) -> String {
    let wanted = fields ?? rules.storages.indices.filter { row.cells[$0] != Cell.missing }
    let ids = rules.declaration.fields.map(\.id)
    var json = "{"
    for (index, field) in wanted.sorted(by: { ids[$0] < ids[$1] }).enumerated() {
      if index > 0 { json += "," }
      LoggedValues.append(ids[field], row.cells[field], rules.storages[field], row.texts, to: &json)
    }
    return json + "}"
  }
}
