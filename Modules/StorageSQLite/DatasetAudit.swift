import Foundation
import GRDB

/// What a batch is noted to have left in one period of a dataset, or in a fixed table (period 0).
struct NotedExtent {
  let digest: [UInt8]
  let declaration: String?

  struct Key: Hashable {
    let batch: Int64
    let period: Int64
  }

  /// All of a dataset or table; where a migration dropped fields, with the digests computed anew then.
  static func all(_ db: Database, _ subject: String) throws -> [Key: NotedExtent] {
    var found: [Key: NotedExtent] = [:]
    let cursor = try Row.fetchCursor(
      db,
      sql: """
        SELECT batch, period, declaration, coalesce((SELECT s.digest FROM batch_reseal s WHERE s.batch = e.batch
          AND s.subject = e.subject AND s.period = e.period ORDER BY s.seq DESC LIMIT 1), digest)
        FROM batch_extent e WHERE subject = ?
        """, arguments: [subject])
    while let row = try cursor.next() {
      let digest: Data = row[3]
      found[Key(batch: row[0], period: row[1])] = NotedExtent(digest: Array(digest), declaration: row[2])
    }
    return found
  }
}

/// Digests the rows of a dataset as each batch left them, and compares with what is noted.
struct DatasetAudit {
  private let db: Database
  private let dataset: String
  private let owners: PartOwners
  private let table: DatasetTable
  private let history: DeclarationHistory
  private let sequences: [Int64: Int64]

  /// Nil where the store does not hold the dataset.
  init?(_ db: Database, _ dataset: String, _ owners: PartOwners) throws {
    guard let table = try SQLiteStore.table(db, dataset), let history = try DeclarationHistory(db, dataset) else {
      return nil
    }
    self.db = db
    self.dataset = dataset
    self.owners = owners
    self.table = table
    self.history = history
    var sequences: [Int64: Int64] = [:]
    let entries = try Row.fetchCursor(db, sql: "SELECT batch, seq FROM audit_entry WHERE batch IS NOT NULL")
    while let row = try entries.next() { sequences[row[0]] = row[1] }
    self.sequences = sequences
  }

  /// Tells for each batch and period whether its rows are those noted; a nil batch are rows of no batch.
  ///
  /// - Returns: how many rows were digested.
  func run(
    isCovered: (Int64) -> Bool, _ tell: (_ batch: Int64?, _ period: Int64, _ isSame: Bool) -> Void
  ) throws -> Int {
    var noted = try NotedExtent.all(db, dataset)
    let rows = try digests(noted, isCovered: isCovered) { batch, period, digest in
      guard let batch, let digest else {
        tell(batch, period, false)
        return
      }
      tell(batch, period, noted.removeValue(forKey: NotedExtent.Key(batch: batch, period: period))?.digest == digest)
    }
    // What a batch is noted to have left, and nothing of it is there.
    for (key, extent) in noted.sorted(by: { ($0.key.batch, $0.key.period) < ($1.key.batch, $1.key.period) })
    where isCovered(key.batch) {
      tell(key.batch, key.period, extent.digest == nothing(key, extent))
    }
    return rows
  }

  /// The digest of no rows for a batch and period.
  func nothing(_ key: NotedExtent.Key, _ extent: NotedExtent) -> [UInt8] {
    DatasetSums(history).nothing(key.period, at: position(key.batch, extent))
  }

  private func position(_ batch: Int64, _ extent: NotedExtent?) -> Int {
    history.position(sequences[batch] ?? .max, extent?.declaration)
  }

  /// Gives the digest of each batch and period that left rows; nil for a batch with figures that do not follow from their
  /// fields, and a nil batch for rows of none.
  func digests(
    _ noted: [NotedExtent.Key: NotedExtent], isCovered: (Int64) -> Bool,
    _ give: (_ batch: Int64?, _ period: Int64, _ digest: [UInt8]?) -> Void
  ) throws -> Int {
    let sums = DatasetSums(history)
    var count = 0
    var period: Int64?
    var positions: [Int64: Int] = [:]
    func settle() {
      guard let period else { return }
      for (batch, digest) in sums.finish() { give(batch, period, digest) }
    }
    try DatasetWalk(db, table, history, owners).run { emission in
      if emission.period != period {
        settle()
        positions = [:]
      }
      period = emission.period
      for batch in emission.wrongFigures { give(batch, emission.period, nil) }
      for (batch, states) in emission.rows {
        guard let batch, sequences[batch] != nil else {
          give(nil, emission.period, nil)
          continue
        }
        guard isCovered(batch) else { continue }
        count += states.count
        let place =
          positions[batch] ?? position(batch, noted[NotedExtent.Key(batch: batch, period: emission.period)])
        positions[batch] = place
        sums.add(states, of: batch, period: emission.period, at: place)
      }
    }
    settle()
    return count
  }
}
