import Crypto
import Foundation
import GRDB

/// A migration that drops fields takes their values out of the rows, which are archived, so that the digests of earlier
/// batches no longer follow. Those that did before are computed anew, under the audit entry of the migration; those that
/// did not stay found.
struct Reseal {
  private let dataset: String
  private let sound: Set<NotedExtent.Key>

  private static func all(_ batch: Int64) -> Bool { true }

  /// Looks at the dataset before the migration.
  init(_ db: Database, _ dataset: String) throws {
    self.dataset = dataset
    var sound: Set<NotedExtent.Key> = []
    _ = try DatasetAudit(db, dataset, PartOwners(db))?.run(isCovered: Self.all) { batch, period, isSame in
      guard let batch else { return }
      let key = NotedExtent.Key(batch: batch, period: period)
      if isSame { sound.insert(key) } else { sound.remove(key) }
    }
    self.sound = sound
  }

  /// Writes the digests down as they are after it, for the entry of that number.
  func write(_ db: Database, sequence: Int64) throws {
    guard let audit = try DatasetAudit(db, dataset, PartOwners(db)) else { return }
    let noted = try NotedExtent.all(db, dataset)
    var found: [NotedExtent.Key: [UInt8]] = [:]
    _ = try audit.digests(noted, isCovered: Self.all) { batch, period, digest in
      if let batch, let digest { found[NotedExtent.Key(batch: batch, period: period)] = digest }
    }
    for key in sound.sorted(by: { ($0.batch, $0.period) < ($1.batch, $1.period) }) {
      guard let extent = noted[key] else { continue }
      try db.execute(
        sql: "INSERT INTO batch_reseal(seq, batch, subject, period, digest) VALUES (?,?,?,?,?)",
        arguments: [sequence, key.batch, dataset, key.period, Data(found[key] ?? audit.nothing(key, extent))])
    }
  }

  /// The digest of a migration's entry: the declaration, and what was computed anew with it.
  static func digest(_ db: Database, body: String, sequence: Int64) throws -> [UInt8] {
    var hash = SHA256()
    hash.update(data: Data(body.utf8))
    let rows = try Row.fetchCursor(
      db, sql: "SELECT batch, subject, period, digest FROM batch_reseal WHERE seq = ? ORDER BY batch, subject, period",
      arguments: [sequence])
    while let row = try rows.next() {
      var entry = AuditDigest(flushAt: 256)
      for value in row.databaseValues { FixedTable.add(value, to: &entry) }
      hash.update(data: entry.finalize())
    }
    return Array(hash.finalize())
  }
}
