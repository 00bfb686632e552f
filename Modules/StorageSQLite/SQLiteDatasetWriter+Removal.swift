import Domain
import GRDB
import Storage

extension SQLiteDatasetWriter {
  /// Removes and logs rows, whose keys `gone` gives; it reads another table than the data.
  ///
  /// - Parameter isKept: leaves the row of that key where it is.
  func remove(_ gone: PreparedStatement, unless isKept: (RowKey) throws -> Bool = { _ in false }) throws {
    let delete = try session.statement("DELETE FROM \"\(layout.table)\" WHERE \(layout.keyCondition)")
    defer { gone.reset() }
    while try gone.step() {
      key.read(gone, from: 0)
      if try isKept(key) { continue }
      guard let found = try fetch() else { continue }
      session.counts.removed += 1
      samples.removed(self, sourceRow: found.sourceRow)
      if session.dryRun { continue }
      let fields = rules.storages.indices.filter { old[$0] != Cell.missing }
      try session.change(
        subject: rules.declaration.id, region: key.region, period: key.period, key: key.json, kind: "delete",
        old: oldValues(fields), oldPart: found.part, oldSourceRow: found.sourceRow)
      seal.removed(period: key.period, region: key.region)
      key.bind(to: delete)
      _ = try delete.run(allowsConflict: false)
    }
  }
}
