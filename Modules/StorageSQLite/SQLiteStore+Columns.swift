public import Domain
import GRDB
public import Storage

extension SQLiteStore {
  public func columns(
    of dataset: String, fields: [String], period: Period, in region: RegionCode, registerDate: CalendarDate?
  ) throws -> DatasetColumns {
    try check(region)
    return try database { db in
      guard let applied = try applied(db, dataset) else { throw StorageError.notMigrated(dataset: dataset) }
      guard let connection = db.sqliteConnection else { return DatasetColumns() }
      let declaration = applied.declaration
      let register = try registerDate.map { try codes(declaration.level, in: region, at: $0) }
      if let registerDate, let register, let path = try path(of: period, to: registerDate) {
        let wide = path.comers(to: region).isEmpty ? region : .nation
        let all = try columns(declaration, fields, period, in: wide, register: nil, connection)
        return Self.mapped(all, path, register)
      }
      return try columns(declaration, fields, period, in: region, register: register, connection)
    }
  }

  public func strays(
    of dataset: String, period: Period, in region: RegionCode, registerDate: CalendarDate
  ) throws -> [RegionCode] {
    let rows = try columns(of: dataset, fields: [], period: period, in: region, registerDate: nil)
    return try database { db in
      guard let applied = try applied(db, dataset) else { throw StorageError.notMigrated(dataset: dataset) }
      let known = Set(try codes(applied.declaration.level, in: .nation, at: registerDate))
      let path = try path(of: period, to: registerDate)
      return rows.regions.filter { code in
        let parts = path?.parts(of: code).map(\.code) ?? [code]
        return !parts.contains { known.contains($0) }
      }.compactMap { RegionCode($0) }
    }
  }

  /// The rows of units that stayed whole, under their codes of the register's day.
  private static func mapped(_ columns: DatasetColumns, _ path: RegionPath, _ register: [Int64]) -> DatasetColumns {
    let known = Set(register)
    let rows = columns.regions.indices.compactMap { row -> (code: Int64, row: Int)? in
      path.whole(columns.regions[row]).flatMap { known.contains($0) ? ($0, row) : nil }
    }.sorted { $0.code < $1.code }
    return DatasetColumns(
      regions: rows.map(\.code), values: columns.values.map { column in rows.map { column[$0.row] } })
  }

  private func columns(
    _ declaration: DatasetDeclaration, _ fields: [String], _ period: Period, in region: RegionCode,
    register: [Int64]?, _ connection: OpaquePointer
  ) throws -> DatasetColumns {
    let list = (["d.region"] + fields.map { GroupingScan.value($0, declaration) }).joined(separator: ", ")
    let select = try PreparedStatement(
      connection,
      """
      SELECT \(list) FROM "\(declaration.table)" d
      WHERE d.period = ? AND d.region BETWEEN ? AND ? ORDER BY d.region
      """)
    let range = region.range(of: declaration.level)
    select.bind(Int64(period.number), at: 1)
    select.bind(range.lowerBound, at: 2)
    select.bind(range.upperBound, at: 3)
    defer { select.reset() }
    let kinds = GroupingScan.Kinds(declaration)
    var regions: [Int64] = []
    // One list for all columns while rows come, so that the loop touches one array.
    var cells: [Double] = []
    var position = 0
    let width = Int32(fields.count)
    while try select.step() {
      let code = select.integer(0)
      if let kinds, !kinds.hold(code) { continue }
      if let register {
        while position < register.count, register[position] < code { position += 1 }
        guard position < register.count, register[position] == code else { continue }
      }
      regions.append(code)
      var column: Int32 = 1
      while column <= width {
        cells.append(select.isNull(column) ? .nan : select.real(column))
        column += 1
      }
    }
    guard width > 1 else { return DatasetColumns(regions: regions, values: width == 1 ? [cells] : []) }
    let values = fields.indices.map { column in
      [Double](unsafeUninitializedCapacity: regions.count) { buffer, count in
        for row in regions.indices { buffer[row] = cells[row * fields.count + column] }
        count = regions.count
      }
    }
    return DatasetColumns(regions: regions, values: values)
  }
}
