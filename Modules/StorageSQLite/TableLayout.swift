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
  /// All columns but period, region, part and source row; those of the key come first.
  let columns: [Column]
  /// How many of them are the key's, beyond period and region.
  let keyCount: Int
  /// Columns of the covering index, after its keys.
  let summary: [String]

  var keys: ArraySlice<Column> { columns[..<keyCount] }

  init(_ rules: DatasetRules) {
    let declaration = rules.declaration
    table = declaration.table
    let key = declaration.keyIndexes
    let front = declaration.fields.indices.filter {
      !key.contains($0)
        && (declaration.fields[$0].type == .class || declaration.summary.contains(declaration.fields[$0].id))
    }
    let others = declaration.fields.indices.filter { !front.contains($0) && !key.contains($0) }
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
      key.map(column) + front.flatMap { [column($0), computed($0)].compactMap { $0 } } + others.map(column)
      + (key + others).compactMap(computed)
    keyCount = key.count
    summary = declaration.summary.flatMap { id -> [String] in
      guard let field = declaration.index(of: id), !key.contains(field) else { return [] }
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

  /// The columns of the primary key, quoted.
  var keyNames: [String] { ["period", "region"] + keys.map { "\"\($0.name)\"" } }

  /// `period = ? AND region = ? …`: parameters in the order of the key.
  var keyCondition: String { keyNames.map { "\($0) = ?" }.joined(separator: " AND ") }

  var createTable: String {
    let fields = columns.enumerated().map { index, column in
      "  \"\(column.name)\" \(Self.type(of: column.storage))\(index < keyCount ? " NOT NULL" : ""),\n"
    }
    return """
      CREATE TABLE "\(table)"(
        period INTEGER NOT NULL,
        region INTEGER NOT NULL,
      \(fields.joined())  part INTEGER NOT NULL REFERENCES batch_part(id),
        source_row INTEGER NOT NULL,
        PRIMARY KEY(\(keyNames.joined(separator: ", ")))) STRICT, WITHOUT ROWID
      """
  }

  var createIndex: String? {
    guard !summary.isEmpty else { return nil }
    // With the part, the batches behind a report are read from the index as well.
    let names = (summary.map { "\"\($0)\"" } + ["part"]).joined(separator: ", ")
    return "CREATE INDEX \"\(table)_summary\" ON \"\(table)\"(period, region, \(names))"
  }

  /// The view `v_<dataset>`: dotted codes, names of the latest register, titles of classes and categories, codes as text.
  func createView(_ declaration: DatasetDeclaration) -> String {
    let fields = declaration.fields.map { field -> String in
      switch field.type {
      case .class, .category:
        "(SELECT c.title_id FROM class_list c WHERE c.dataset = '\(declaration.id)' AND c.field = '\(field.id)' AND c.ordinal = d.\"\(field.id)\") AS \"\(field.id)\""
      case .code: "(SELECT c.code FROM code_list c WHERE c.id = d.\"\(field.id)\") AS \"\(field.id)\""
      default: "d.\"\(field.id)\""
      }
    }
    return """
      CREATE VIEW "v_\(declaration.id)" AS SELECT d.period,
        rtrim(substr(d.region, 1, 2) || '.' || substr(d.region, 3, 2) || '.' || substr(d.region, 5, 2) || '.' || substr(d.region, 7), '.') AS code,
        (SELECT r.name FROM region_version r WHERE r.code = d.region ORDER BY r.valid_from DESC LIMIT 1) AS name,
        \(fields.joined(separator: ", "))
      FROM "\(table)" d
      """
  }
}
