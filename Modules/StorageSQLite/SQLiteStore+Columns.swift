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
}
