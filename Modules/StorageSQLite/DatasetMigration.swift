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
    if let old {
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
      for (index, item) in (field.classes?.classes ?? []).enumerated() {
        try db.execute(
          sql: "INSERT INTO class_list(dataset, field, ordinal, id, title_id, title_en) VALUES (?,?,?,?,?,?)",
          arguments: [new.id, field.id, index + 1, item.id, item.title.id, item.title.en])
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
    var known = Dictionary(uniqueKeysWithValues: old.fields.map { ($0.id, $0.type.storage) })
    for field in new.fields where known[field.id] == nil {
      guard let was = field.was, let storage = known[was], new.field(was) == nil else { continue }
      try db.execute(sql: "ALTER TABLE \"\(table)\" RENAME COLUMN \"\(was)\" TO \"\(field.id)\"")
      known[was] = nil
      known[field.id] = storage
      steps.append(MigrationStep(dataset: new.id, action: .renamed(field: field.id, was: was)))
    }
    for id in known.keys.sorted() {
      let kept = new.field(id).map { $0.type.storage == known[id] } ?? false
      if kept { continue }
      guard allowDrop else {
        throw StorageError.refused(dataset: new.id, detail: "\(id) would be dropped; --allow-drop archives its values")
      }
      let archive = try archive(db, id)
      try db.execute(
        sql:
          "CREATE TABLE \"\(archive)\" AS SELECT period, region, \"\(id)\" FROM \"\(table)\" WHERE \"\(id)\" IS NOT NULL"
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
      sql: "UPDATE \"\(layout.table)\" SET \(assignments) WHERE period = ? AND region = ?")
    // The keys are collected first: a statement must not change the table that another is reading.
    let keys = try Row.fetchAll(db, sql: "SELECT period, region FROM \"\(layout.table)\"")
    let select = try db.makeStatement(
      sql: "SELECT \(names) FROM \"\(layout.table)\" WHERE period = ? AND region = ?")
    var cells = [Int64](repeating: Cell.missing, count: rules.width)
    var scratch = [Double](repeating: .nan, count: rules.fieldCount)
    for key in keys {
      let period: Int64 = key["period"]
      let region: Int64 = key["region"]
      guard let row = try Row.fetchOne(select, arguments: [period, region]) else { continue }
      for (index, column) in layout.columns.enumerated() {
        cells[column.cell] = Self.cell(row, index, column.storage)
      }
      let before = computed.map { cells[$0.cell] }
      cells.withUnsafeMutableBufferPointer { cells in
        scratch.withUnsafeMutableBufferPointer { scratch in
          guard let cells = cells.baseAddress, let scratch = scratch.baseAddress else { return }
          rules.recompute(cells, scratch: scratch)
        }
      }
      if computed.map({ cells[$0.cell] }) == before { continue }
      let values = computed.map { column -> (any DatabaseValueConvertible)? in
        let cell = cells[column.cell]
        if cell == Cell.missing { return nil }
        return column.storage == .real ? Cell.double(cell) : cell
      }
      try update.execute(arguments: StatementArguments(values + [period, region]))
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
