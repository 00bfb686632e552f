import Domain
import Foundation
import GRDB
public import Storage

extension SQLiteStore {
  public func records(_ query: RecordQuery) throws -> RecordTable {
    try database { db in
      guard let applied = try applied(db, query.dataset) else { throw StorageError.notMigrated(dataset: query.dataset) }
      guard let connection = db.sqliteConnection else { return RecordTable() }
      let declaration = applied.declaration
      let fields = query.fields.compactMap { declaration.field($0) }
      guard fields.count == query.fields.count else { throw StorageError.notMigrated(dataset: query.dataset) }
      let scope = principal.scope.range(of: declaration.level)
      var conditions = ["d.region BETWEEN ? AND ?"]
      var numbers: [Int64] = [scope.lowerBound, scope.upperBound]
      if scope.count == 1, isLookup(query, declaration) {
        // Told which periods there are and that there is one region, SQLite looks each text up by the key; told the
        // region while it reads a table through, it would sort the rows that stand in order already.
        let list = try Self.periods(connection, declaration.table, query.periods).map(String.init)
        conditions = ["d.region = ?", "d.period IN (\(list.joined(separator: ", ")))"]
        numbers = [scope.lowerBound]
      } else if let regions = query.regions {
        // By the key, period and then region: told ranges of either, SQLite would read all regions of the periods.
        let periods = try Self.periods(connection, declaration.table, query.periods).map(String.init)
        let own = regions.map(\.number).filter(scope.contains).map(String.init)
        conditions = [
          "d.period IN (\(periods.joined(separator: ", ")))", "d.region IN (\(own.joined(separator: ", ")))",
        ]
        numbers = []
      } else if let periods = query.periods {
        conditions.append("d.period BETWEEN ? AND ?")
        numbers += [Int64(periods.lowerBound), Int64(periods.upperBound)]
      }
      var texts: [String] = []
      var late: [String] = []
      for filter in query.filters {
        switch filter {
        case .numbers(let field, let range):
          conditions.append("\(Self.value(field, declaration)) BETWEEN ? AND ?")
          numbers += [range.lowerBound, range.upperBound]
        case .within(let field, let region):
          let ranges = RegionLevel.allCases.filter { $0 >= region.level }.map { region.range(of: $0) }
          conditions.append(
            "(" + ranges.map { _ in "d.\"\(field)\" BETWEEN ? AND ?" }.joined(separator: " OR ") + ")")
          for range in ranges { numbers += [range.lowerBound, range.upperBound] }
        case .texts(let field, let values):
          // As one list: a statement takes only so many variables, and a region may have more meetings.
          late.append("d.\"\(field)\" IN (SELECT value FROM json_each(?))")
          texts.append(String(decoding: try JSONEncoder().encode(values), as: UTF8.self))
        }
      }
      let layout = TableLayout(try DatasetRules(declaration))
      let list = (["d.period", "d.region", "d.part"] + fields.map { Self.value($0.id, declaration) })
        .joined(separator: ", ")
      let order = (["d.period", "d.region"] + layout.keys.map { "d.\"\($0.name)\"" }).joined(separator: ", ")
      let select = try PreparedStatement(
        connection,
        """
        SELECT \(list) FROM "\(declaration.table)" d WHERE \((conditions + late).joined(separator: " AND "))
        ORDER BY \(order)
        """)
      for (index, number) in numbers.enumerated() { select.bind(number, at: Int32(index + 1)) }
      for (index, text) in texts.enumerated() { select.bind(text, at: Int32(numbers.count + index + 1)) }
      defer { select.reset() }
      return try Self.table(select, fields)
    }
  }

  /// Whether rows are found by the first field of their key: few texts of it in a ledger of one region. For more, the table
  /// is read through.
  private func isLookup(_ query: RecordQuery, _ declaration: DatasetDeclaration) -> Bool {
    guard declaration.level == .nation, let key = declaration.key.first else { return false }
    return query.filters.contains { filter in
      if case .texts(key, let values) = filter { values.count <= 500 } else { false }
    }
  }

  /// The periods that a table has rows of, each found from the one before.
  private static func periods(_ connection: OpaquePointer, _ table: String, _ range: ClosedRange<Int>?) throws
    -> [Int64]
  {
    let select = try PreparedStatement(
      connection, "SELECT min(period) FROM \"\(table)\" WHERE period > ? AND period <= ?")
    var periods: [Int64] = []
    var last = range.map { Int64($0.lowerBound) - 1 } ?? .min
    while true {
      select.bind(last, at: 1)
      select.bind(range.map { Int64($0.upperBound) } ?? .max, at: 2)
      defer { select.reset() }
      guard try select.step(), !select.isNull(0) else { return periods }
      last = select.integer(0)
      periods.append(last)
    }
  }

  public func origins(ofParts parts: Set<Int64>) throws -> [DatasetOrigin] {
    try database { db in try Self.origins(db, parts: parts) }
  }

  public func sources(ofParts parts: Set<Int64>) throws -> [Int64: PartSource] {
    guard !parts.isEmpty else { return [:] }
    let list = parts.sorted().map(String.init).joined(separator: ",")
    return try database { db in
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT p.id, b.file, p.member, p.sheet FROM batch_part p JOIN batch b ON b.id = p.batch WHERE p.id IN (\(list))
          """)
      return Dictionary(
        rows.map { ($0["id"], PartSource(file: $0["file"], member: $0["member"], sheet: $0["sheet"])) },
        uniquingKeysWith: { first, _ in first })
    }
  }

  /// The figure of record, and codes of lists as their texts.
  private static func value(_ id: String, _ declaration: DatasetDeclaration) -> String {
    declaration.field(id)?.type == .code
      ? "(SELECT c.code FROM code_list c WHERE c.id = d.\"\(id)\")" : GroupingScan.value(id, declaration)
  }

  private static func table(_ select: PreparedStatement, _ fields: [FieldDeclaration]) throws -> RecordTable {
    let columns = fields.enumerated().map { RecordColumn($1.type, place: Int32(3 + $0)) }
    var periods: [Int32] = []
    var regions: [Int64] = []
    var parts: [Int64] = []
    while try select.step() {
      periods.append(Int32(truncatingIfNeeded: select.integer(0)))
      regions.append(select.integer(1))
      parts.append(select.integer(2))
      for column in columns { column.read(select) }
    }
    return RecordTable(
      periods: periods, regions: regions, parts: parts,
      columns: Dictionary(
        zip(fields.map(\.id), columns.map(\.cells)), uniquingKeysWith: { first, _ in first }))
  }
}

/// A column of records while they are read. A class, so that a cell is added where the others are.
private final class RecordColumn {
  private enum Kind { case integer, real, text }

  private let kind: Kind
  private let place: Int32
  private var integers: [Int64] = []
  private var reals: [Double] = []
  private var texts = TextColumn()

  /// - Parameter place: the column of the statement that it is read from.
  init(_ type: FieldType, place: Int32) {
    kind = type == .text || type == .code ? .text : type == .real ? .real : .integer
    self.place = place
  }

  @inline(__always)
  func read(_ select: PreparedStatement) {
    switch kind {
    case .integer: integers.append(select.integer(place, or: Cell.missing))
    case .real: reals.append(select.isNull(place) ? .nan : select.real(place))
    case .text:
      if let text = select.bytes(place) { texts.append(text) } else { texts.appendMissing() }
    }
  }

  var cells: RecordTable.Column {
    switch kind {
    case .integer: .integers(integers)
    case .real: .reals(reals)
    case .text: .texts(texts)
    }
  }
}
