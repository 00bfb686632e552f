public import Domain
import GRDB
public import Storage

extension SQLiteStore {
  public func periods(of dataset: String, in region: RegionCode) throws -> [Period] {
    try check(region)
    return try database { db in
      guard let applied = try applied(db, dataset) else { throw StorageError.notMigrated(dataset: dataset) }
      return try Self.periods(db, applied.declaration.table, region.range(of: applied.declaration.level))
    }
  }

  public func query(_ query: DatasetQuery) throws -> [DatasetGroup] {
    try check(query.region)
    return try database { db in
      guard let applied = try applied(db, query.dataset) else {
        throw StorageError.notMigrated(dataset: query.dataset)
      }
      guard let connection = db.sqliteConnection else { return [] }
      let declaration = applied.declaration
      let codes = try codes(declaration.level, in: query.region, at: query.registerDate)
      if let path = try path(of: query.period, to: query.registerDate) {
        let mapped = MappedScan(query: query, declaration: declaration, path: path, register: codes)
        return mapped.run(try GroupingScan(mapped.inner, declaration, connection).run(register: nil))
      }
      return try GroupingScan(query, declaration, connection).run(register: codes)
    }
  }

  public func rows(of dataset: String, period: Period, regions: [RegionCode]) throws -> [DatasetRow] {
    for region in regions { try check(region) }
    return try database { db in
      guard let applied = try applied(db, dataset) else { throw StorageError.notMigrated(dataset: dataset) }
      let declaration = applied.declaration
      let order =
        declaration.isLedger ? " ORDER BY " + declaration.key.map { "d.\"\($0)\"" }.joined(separator: ", ") : ""
      let statement = try db.makeStatement(
        sql: """
          SELECT d.*, p.batch FROM "\(declaration.table)" d JOIN batch_part p ON p.id = d.part
          WHERE d.period = ? AND d.region = ?\(order)
          """)
      return try regions.flatMap { region in
        try Row.fetchAll(statement, arguments: [period.number, region.number]).map {
          Self.row($0, declaration, region, period)
        }
      }
    }
  }

  private static func row(
    _ row: Row, _ declaration: DatasetDeclaration, _ region: RegionCode, _ period: Period
  ) -> DatasetRow {
    var values: [String: DatasetRow.Value] = [:]
    var recomputed: [String: DatasetRow.Value] = [:]
    for field in declaration.fields {
      values[field.id] = value(row, field.id, field.type.storage)
      if field.isComputable {
        recomputed[field.id] = value(row, field.id + Identifier.computedSuffix, field.type.storage)
      }
    }
    return DatasetRow(
      region: region, period: period, values: values, recomputed: recomputed, batch: row["batch"],
      sourceRow: row["source_row"])
  }

  private static func value(_ row: Row, _ column: String, _ storage: CellStorage) -> DatasetRow.Value {
    switch storage {
    case .integer: (row[column] as Int64?).map { .integer($0) } ?? .missing
    case .real: (row[column] as Double?).map { .real($0) } ?? .missing
    case .text: (row[column] as String?).map { .text($0) } ?? .missing
    }
  }
}
