import Domain

/// The columns of a data table: keys, then class and summary fields with their recomputed figures, then the rest.
struct TableLayout {
  struct Column {
    let name: String
    /// The cell of a full row of `DatasetRules` that it holds.
    let cell: Int
    let storage: CellStorage
  }

  let table: String
  let columns: [Column]
  /// Columns of the covering index, after its keys.
  let summary: [String]

  init(_ rules: DatasetRules) {
    let declaration = rules.declaration
    table = declaration.table
    let front = declaration.fields.indices.filter {
      declaration.fields[$0].type == .class || declaration.summary.contains(declaration.fields[$0].id)
    }
    let others = declaration.fields.indices.filter { !front.contains($0) }
    func column(_ field: Int) -> Column {
      Column(name: declaration.fields[field].id, cell: field, storage: rules.storages[field])
    }
    func computed(_ field: Int) -> Column? {
      rules.computedCell(of: field).map {
        Column(
          name: declaration.fields[field].id + Identifier.computedSuffix, cell: $0, storage: rules.storages[field])
      }
    }
    columns =
      front.flatMap { [column($0), computed($0)].compactMap { $0 } } + others.map(column)
      + others.compactMap(computed)
    summary = declaration.summary.flatMap { id -> [String] in
      guard let field = declaration.index(of: id) else { return [] }
      return [column(field).name, computed(field)?.name].compactMap { $0 }
    }
  }

  static func type(of storage: CellStorage) -> String {
    switch storage {
    case .integer: "INTEGER"
    case .real: "REAL"
    case .text: "TEXT"
    }
  }

  var createTable: String {
    let fields = columns.map { "  \"\($0.name)\" \(Self.type(of: $0.storage)),\n" }.joined()
    return """
      CREATE TABLE "\(table)"(
        period INTEGER NOT NULL,
        region INTEGER NOT NULL,
      \(fields)  part INTEGER NOT NULL REFERENCES batch_part(id),
        source_row INTEGER NOT NULL,
        PRIMARY KEY(period, region)) STRICT, WITHOUT ROWID
      """
  }

  var createIndex: String? {
    guard !summary.isEmpty else { return nil }
    // With the part, the batches behind a report are read from the index as well.
    let names = (summary.map { "\"\($0)\"" } + ["part"]).joined(separator: ", ")
    return "CREATE INDEX \"\(table)_summary\" ON \"\(table)\"(period, region, \(names))"
  }

  /// The view `v_<dataset>`: dotted codes, names of the latest register, titles of classes.
  func createView(_ declaration: DatasetDeclaration) -> String {
    let fields = declaration.fields.map { field -> String in
      guard field.type == .class else { return "d.\"\(field.id)\"" }
      return
        "(SELECT c.title_id FROM class_list c WHERE c.dataset = '\(declaration.id)' AND c.field = '\(field.id)' AND c.ordinal = d.\"\(field.id)\") AS \"\(field.id)\""
    }
    return """
      CREATE VIEW "v_\(declaration.id)" AS SELECT d.period,
        substr(d.region, 1, 2) || '.' || substr(d.region, 3, 2) || '.' || substr(d.region, 5, 2) || '.' || substr(d.region, 7) AS code,
        (SELECT r.name FROM region_version r WHERE r.code = d.region ORDER BY r.valid_from DESC LIMIT 1) AS name,
        \(fields.joined(separator: ", "))
      FROM "\(table)" d
      """
  }
}
