import Diagnostics
import Domain
import Foundation
import GRDB
import Storage

/// Brings one data table from an old declaration to a new one, inside a transaction.
struct DatasetMigration {
  let store: String
  let new: DatasetDeclaration
  let old: DatasetDeclaration?
  let allowDrop: Bool

  func run(_ db: Database) throws -> [MigrationStep] {
    let rules = try resolved(new)
    let layout = TableLayout(rules)
    var steps: [MigrationStep] = []
    if let old, Self.key(of: old, named: new) != new.key {
      steps = try replaceTable(db, layout)
    } else if let old {
      try checkLists(old)
      steps = try alter(db, from: old, rules: rules, layout: layout)
      try db.execute(sql: "DROP INDEX IF EXISTS \"\(layout.table)_summary\"")
      try db.execute(sql: "DROP VIEW IF EXISTS \"v_\(new.id)\"")
      try recompute(db, rules, layout)
      if steps.isEmpty { steps = [MigrationStep(dataset: new.id, action: .updated)] }
    } else {
      try db.execute(sql: layout.createTable)
      steps = [MigrationStep(dataset: new.id, action: .created)]
    }
    if let index = layout.createIndex { try db.execute(sql: index) }
    try db.execute(sql: layout.createView(new))
    try db.execute(sql: "DELETE FROM class_list WHERE dataset = ?", arguments: [new.id])
    for field in new.fields {
      let items =
        (field.classes?.classes ?? []).map { ($0.id, $0.title) } + (field.categories ?? []).map { ($0.id, $0.title) }
      for (index, item) in items.enumerated() {
        try db.execute(
          sql: "INSERT INTO class_list(dataset, field, ordinal, id, title_id, title_en) VALUES (?,?,?,?,?,?)",
          arguments: [new.id, field.id, index + 1, item.0, item.1.id, item.1.en])
      }
    }
    return steps
  }

  private func resolved(_ declaration: DatasetDeclaration) throws -> DatasetRules {
    do {
      return try DatasetRules(declaration)
    } catch {
      let detail = error.byField.map { "\($0.key): \($0.value.message.en)" }.sorted().joined(separator: "; ")
      throw StorageError.refused(dataset: declaration.id, detail: detail)
    }
  }

  private func alter(
    _ db: Database, from old: DatasetDeclaration, rules: DatasetRules, layout: TableLayout
  ) throws -> [MigrationStep] {
    var steps: [MigrationStep] = []
    guard old.level == new.level, old.frequency == new.frequency else {
      throw StorageError.refused(dataset: new.id, detail: "level or frequency changed")
    }
    let table = layout.table
    try db.execute(sql: "DROP INDEX IF EXISTS \"\(table)_summary\"")
    try db.execute(sql: "DROP VIEW IF EXISTS \"v_\(new.id)\"")
    var known = Dictionary(uniqueKeysWithValues: old.fields.map { ($0.id, $0.type) })
    for field in new.fields where known[field.id] == nil {
      guard let was = field.was, let type = known[was], new.field(was) == nil else { continue }
      try db.execute(sql: "ALTER TABLE \"\(table)\" RENAME COLUMN \"\(was)\" TO \"\(field.id)\"")
      known[was] = nil
      known[field.id] = type
      steps.append(MigrationStep(dataset: new.id, action: .renamed(field: field.id, was: was)))
    }
    for id in known.keys.sorted() {
      if let type = new.field(id)?.type, let before = known[id], Self.isKept(before, type) { continue }
      guard allowDrop else {
        throw StorageError.refused(dataset: new.id, detail: "\(id) would be dropped; --allow-drop archives its values")
      }
      guard !new.key.contains(id) else {
        throw StorageError.refused(dataset: new.id, detail: "the type of the key field \(id) changed")
      }
      let archive = try archive(db, id)
      let key = layout.keyNames.joined(separator: ", ")
      try db.execute(
        sql:
          "CREATE TABLE \"\(archive)\" AS SELECT \(key), \"\(id)\" FROM \"\(table)\" WHERE \"\(id)\" IS NOT NULL"
      )
      try db.execute(sql: "ALTER TABLE \"\(table)\" DROP COLUMN \"\(id)\"")
      known[id] = nil
      steps.append(MigrationStep(dataset: new.id, action: .dropped(field: id)))
    }
    let present = Set(try db.columns(in: table).map(\.name))
    let wanted = Set(layout.columns.map(\.name))
    for column in present.sorted() where column.hasSuffix(Identifier.computedSuffix) && !wanted.contains(column) {
      try db.execute(sql: "ALTER TABLE \"\(table)\" DROP COLUMN \"\(column)\"")
    }
    for column in layout.columns where !present.contains(column.name) || !hasColumn(db, table, column.name) {
      try db.execute(
        sql: "ALTER TABLE \"\(table)\" ADD COLUMN \"\(column.name)\" \(TableLayout.type(of: column.storage))")
      if column.cell < rules.fieldCount {
        steps.append(MigrationStep(dataset: new.id, action: .added(field: column.name)))
      }
    }
    return steps
  }

  /// The key of the old declaration, by the names that its fields have in the new one.
  private static func key(of old: DatasetDeclaration, named new: DatasetDeclaration) -> [String] {
    old.key.map { id in new.fields.first { $0.was == id && new.field(id) == nil }?.id ?? id }
  }

  /// Another key makes another table: the rows of the old one are archived whole, as they name no row of the new one.
  private func replaceTable(_ db: Database, _ layout: TableLayout) throws -> [MigrationStep] {
    let rows = try Int.fetchOne(db, sql: "SELECT count(*) FROM \"\(layout.table)\"") ?? 0
    guard allowDrop || rows == 0 else {
      throw StorageError.refused(dataset: new.id, detail: "the key changed; --allow-drop archives the rows")
    }
    try db.execute(sql: "DROP INDEX IF EXISTS \"\(layout.table)_summary\"")
    try db.execute(sql: "DROP VIEW IF EXISTS \"v_\(new.id)\"")
    if rows > 0 {
      try db.execute(sql: "ALTER TABLE \"\(layout.table)\" RENAME TO \"\(try archive(db, "rows"))\"")
    } else {
      try db.execute(sql: "DROP TABLE \"\(layout.table)\"")
    }
    try db.execute(sql: layout.createTable)
    return (old?.key ?? []).map { MigrationStep(dataset: new.id, action: .dropped(field: $0)) }
      + new.key.map { MigrationStep(dataset: new.id, action: .added(field: $0)) }
  }

  /// Rows keep the places of categories: a list may only grow at its end.
  private func checkLists(_ old: DatasetDeclaration) throws {
    for field in new.fields {
      guard let before = old.field(field.id) ?? field.was.flatMap({ old.field($0) }) else { continue }
      if field.type == .category, let categories = before.categories, before.type == .category {
        let now = (field.categories ?? []).map(\.id)
        guard now.starts(with: categories.map(\.id)) else {
          throw StorageError.refused(
            dataset: new.id, detail: "the categories of \(field.id) changed places; new ones go to the end")
        }
      }
      if before.type == .code, field.type == .code, before.scheme != field.scheme {
        throw StorageError.refused(dataset: new.id, detail: "the scheme of \(field.id) changed")
      }
    }
  }

  /// Whether the values of a column mean the same under both types.
  private static func isKept(_ old: FieldType, _ new: FieldType) -> Bool {
    if old == new { return true }
    let plain: Set<FieldType> = [.integer, .money]
    return plain.contains(old) && plain.contains(new)
  }

  /// The table that takes the values of a dropped field: numbered, as a field may be dropped, added and dropped again.
  private func archive(_ db: Database, _ field: String) throws -> String {
    var number = 1
    while try db.tableExists("archive_\(new.id)_\(field)_\(number)") { number += 1 }
    return "archive_\(new.id)_\(field)_\(number)"
  }

  private func hasColumn(_ db: Database, _ table: String, _ name: String) -> Bool {
    ((try? db.columns(in: table)) ?? []).contains { $0.name == name }
  }

  /// Recomputed figures follow the new formulas.
  private func recompute(_ db: Database, _ rules: DatasetRules, _ layout: TableLayout) throws {
    let computed = layout.columns.filter { $0.cell >= rules.fieldCount }
    guard !computed.isEmpty else { return }
    let names = layout.columns.map { "\"\($0.name)\"" }.joined(separator: ", ")
    let assignments = computed.map { "\"\($0.name)\" = ?" }.joined(separator: ", ")
    let update = try db.makeStatement(
      sql: "UPDATE \"\(layout.table)\" SET \(assignments) WHERE \(layout.keyCondition)")
    // The keys are collected first: a statement must not change the table that another is reading.
    let keys = try Row.fetchAll(
      db, sql: "SELECT \(layout.keyNames.joined(separator: ", ")) FROM \"\(layout.table)\"")
    let select = try db.makeStatement(
      sql: "SELECT \(names) FROM \"\(layout.table)\" WHERE \(layout.keyCondition)")
    var cells = [Int64](repeating: Cell.missing, count: rules.width)
    var scratch = [Double](repeating: .nan, count: rules.fieldCount)
    for key in keys {
      let period: Int64 = key["period"]
      let key = key.databaseValues.map { (any DatabaseValueConvertible)?($0) }
      guard let row = try Row.fetchOne(select, arguments: StatementArguments(key)) else { continue }
      for (index, column) in layout.columns.enumerated() {
        cells[column.cell] = Self.cell(row, index, column.storage)
      }
      let before = computed.map { cells[$0.cell] }
      cells.withUnsafeMutableBufferPointer { cells in
        scratch.withUnsafeMutableBufferPointer { scratch in
          guard let cells = cells.baseAddress, let scratch = scratch.baseAddress else { return }
          rules.recompute(cells, scratch: scratch, period: period)
        }
      }
      if computed.map({ cells[$0.cell] }) == before { continue }
      let values = computed.map { column -> (any DatabaseValueConvertible)? in
        let cell = cells[column.cell]
        if cell == Cell.missing { return nil }
        return column.storage == .real ? Cell.double(cell) : cell
      }
      try update.execute(arguments: StatementArguments(values + key))
    }
  }

  private static func cell(_ row: Row, _ index: Int, _ storage: CellStorage) -> Int64 {
    switch storage {
    case .integer: (row[index] as Int64?) ?? Cell.missing
    case .real: (row[index] as Double?).map { Cell.real($0) } ?? Cell.missing
    case .text: Cell.missing
    }
  }
}
