public import Domain
import GRDB
public import Storage

extension SQLiteStore {
  public func periods(of dataset: String, in region: RegionCode) throws -> [Period] {
    try check(region)
    return try database { db in
      guard let applied = try Self.applied(db, dataset) else { throw StorageError.notMigrated(dataset: dataset) }
      return try Self.periods(db, applied.declaration.table, region.range(of: applied.declaration.level))
    }
  }

  public func query(_ query: DatasetQuery) throws -> [DatasetGroup] {
    try check(query.region)
    return try database { db in
      guard let applied = try Self.applied(db, query.dataset) else {
        throw StorageError.notMigrated(dataset: query.dataset)
      }
      let sql = QuerySQL(query, applied.declaration)
      return try Row.fetchAll(db, sql: sql.text, arguments: sql.arguments).compactMap { row in
        guard let region = RegionCode(row[0] as Int64) else { return nil }
        let groups = query.groupedBy.indices.map { row[1 + $0] as Int64? }
        let values = query.aggregates.indices.map { row[1 + query.groupedBy.count + $0] as Double? }
        return DatasetGroup(region: region, groups: groups, values: values)
      }
    }
  }

  public func rows(of dataset: String, period: Period, regions: [RegionCode]) throws -> [DatasetRow] {
    for region in regions { try check(region) }
    return try database { db in
      guard let applied = try Self.applied(db, dataset) else { throw StorageError.notMigrated(dataset: dataset) }
      let declaration = applied.declaration
      let statement = try db.makeStatement(
        sql: """
          SELECT d.*, p.batch FROM "\(declaration.table)" d JOIN batch_part p ON p.id = d.part
          WHERE d.period = ? AND d.region = ?
          """)
      return try regions.compactMap { region in
        let row = try Row.fetchOne(statement, arguments: [period.number, region.number])
        return row.map { Self.row($0, declaration, region, period) }
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

  public func origins(of dataset: String, period: Period, in region: RegionCode) throws -> [DatasetOrigin] {
    try check(region)
    return try database { db in
      guard let applied = try Self.applied(db, dataset) else { throw StorageError.notMigrated(dataset: dataset) }
      let range = region.range(of: applied.declaration.level)
      let parts = try Int64.fetchAll(
        db,
        sql: "SELECT DISTINCT part FROM \"\(applied.declaration.table)\" WHERE period = ? AND region BETWEEN ? AND ?",
        arguments: [period.number, range.lowerBound, range.upperBound])
      return try Self.origins(db, parts: Set(parts))
    }
  }
}

/// The SQL of a `DatasetQuery`.
private struct QuerySQL {
  let text: String
  let arguments: StatementArguments

  init(_ query: DatasetQuery, _ declaration: DatasetDeclaration) {
    func value(_ id: String) -> String {
      let isComputable = declaration.field(id)?.isComputable ?? false
      return isComputable ? "coalesce(d.\"\(id)\", d.\"\(id)\(Identifier.computedSuffix)\")" : "d.\"\(id)\""
    }
    let divisor = query.level.villageDivisor / declaration.level.villageDivisor
    let group = query.level == .nation ? "0" : divisor == 1 ? "d.region" : "d.region / \(divisor)"
    let groups = query.groupedBy.map(value)
    let aggregates = query.aggregates.map { aggregate in
      switch aggregate {
      case .rows: "count(*)"
      case .present(let id): "count(\(value(id)))"
      case .published(let id): "count(d.\"\(id)\")"
      case .mean(let id): "avg(\(value(id)))"
      case .sum(let id): "sum(\(value(id)))"
      case .minimum(let id): "min(\(value(id)))"
      case .maximum(let id): "max(\(value(id)))"
      }
    }
    let columns = ([group] + groups + aggregates).joined(separator: ", ")
    let keys = (1...(1 + groups.count)).map(String.init).joined(separator: ", ")
    let range = query.region.range(of: declaration.level)
    var conditions = ["d.period = ?", "d.region BETWEEN ? AND ?"]
    var arguments: [(any DatabaseValueConvertible)?] = [query.period.number, range.lowerBound, range.upperBound]
    if declaration.level == .village, !declaration.appliesTo.isEmpty {
      let digits = declaration.appliesTo.map { String($0.leadingDigit) }.joined(separator: ", ")
      conditions.append("d.region % 10000 / 1000 IN (\(digits))")
    }
    for filter in query.filters {
      conditions.append("\(value(filter.field)) = ?")
      arguments.append(filter.value)
    }
    conditions.append(
      "EXISTS (SELECT 1 FROM region_version r WHERE r.code = d.region AND r.valid_from <= ? AND (r.valid_to IS NULL OR r.valid_to > ?))"
    )
    arguments += [query.registerDate.number, query.registerDate.number]
    text = """
      SELECT \(columns) FROM "\(declaration.table)" d WHERE \(conditions.joined(separator: " AND "))
      GROUP BY \(keys) ORDER BY \(keys)
      """
    self.arguments = StatementArguments(arguments)
  }
}
