import Domain
import Foundation
import GRDB
import Storage

extension BatchSession {
  /// Removes what earlier versions of a tap's stream delivered and this version did not: rows that stand as those batches
  /// wrote them, and that no batch of this version met.
  func retire(_ rules: DatasetRules, importer: String, stream: String, version: String) throws {
    let writer = try writer(for: rules, options: DatasetWriterOptions(fields: rules.declaration.keyIndexes))
    guard let writer = writer as? SQLiteDatasetWriter else { return }
    try begin()
    try writer.prepare()
    let named = "importer = ? AND undone_by IS NULL AND json_extract(options, '$.stream') = ? AND id <> ?"
    let arguments: [any DatabaseValueConvertible] = [importer, stream, batch, version]
    let versionOf = "coalesce(json_extract(options, '$.version'), '')"
    let current = try Int64.fetchAll(
      db, sql: "SELECT id FROM batch WHERE \(named) AND \(versionOf) = ?", arguments: StatementArguments(arguments))
    let names = writer.layout.keyNames.joined(separator: ", ")
    let table = "retired_\(nextTemporaryNumber())"
    try db.execute(
      sql: """
        CREATE TEMP TABLE \(table) AS SELECT \(names) FROM "\(writer.layout.table)" WHERE part IN (
          SELECT p.id FROM batch_part p JOIN batch b ON b.id = p.batch
          WHERE b.id IN (SELECT id FROM batch WHERE \(named) AND \(versionOf) <> ?))
        """, arguments: StatementArguments(arguments))
    var met: [Int64: [TouchedKeys]] = [:]
    try writer.remove(statement("SELECT \(names) FROM temp.\(table) ORDER BY \(names)")) { key in
      if met[key.period] == nil { met[key.period] = try touched(rules.declaration.id, key.period, by: current) }
      return met[key.period]?.contains { $0.contains(region: key.region, key: key.json ?? "[]") } ?? false
    }
  }

  private func touched(_ dataset: String, _ period: Int64, by batches: [Int64]) throws -> [TouchedKeys] {
    try batches.flatMap { batch in
      try Row.fetchAll(
        db, sql: "SELECT regions, keys FROM touched WHERE batch = ? AND dataset = ? AND period = ?",
        arguments: [batch, dataset, period]
      ).map { TouchedKeys(regions: $0["regions"], keys: $0["keys"]) }
    }
  }
}
