import GRDB
import Storage

/// The batches of a dataset whose sources count more than the one being imported, and which fields of a row are theirs.
final class StrongerSources {
  private let dataset: String
  private let rank: SourceRank
  private let db: Database
  /// By part: its batch, and the batch's rank.
  private var parts: [Int64: (batch: Int64, rank: Int)] = [:]

  /// The rank of a batch, also of those of programs that kept none.
  private static let rankOfBatch =
    "coalesce(b.rank, CASE WHEN b.stage = 'ditetapkan' OR b.kind = 'set' THEN 3 ELSE 2 END)"

  /// Nil where no batch of the dataset counts more than `rank`.
  init?(_ dataset: String, rank: SourceRank, _ db: Database) throws {
    // Batches of old programs noted no extents; they may have given any dataset rows.
    let isOutranked = try Bool.fetchOne(
      db,
      sql: """
        SELECT EXISTS(
          SELECT 1 FROM batch b WHERE b.rows_new + b.rows_changed > 0 AND \(Self.rankOfBatch) > ?
            AND (b.log = 0 OR EXISTS(SELECT 1 FROM batch_extent e WHERE e.batch = b.id AND e.subject = ?)))
        """, arguments: [rank.rawValue, dataset])
    guard isOutranked == true else { return nil }
    self.dataset = dataset
    self.rank = rank
    self.db = db
  }

  /// Of some fields of a stored row, those that a stronger source gave, with its batch.
  ///
  /// The log tells which fields each batch changed in the row, and what wrote the row before it.
  func batches(of fields: [String], _ key: RowKey, part: Int64) throws -> [String: Int64] {
    var found: [String: Int64] = [:]
    var open = fields
    var part = part
    let changes = try Row.fetchCursor(
      db,
      sql: """
        SELECT old, old_part, batch FROM change
        WHERE subject = ? AND period = ? AND region = ? AND key IS ? AND kind = 'update' ORDER BY id DESC
        """, arguments: [dataset, key.period, key.region, key.json])
    while !open.isEmpty, let change = try changes.next() {
      let writer = try origin(of: part)
      // A change that the row's present origin did not make is none of its past: it was removed or restored since.
      guard writer.batch == (change[2] as Int64) else { continue }
      let old: String = change[0] ?? ""
      open = open.filter { field in
        guard old.contains("\"\(field)\":") else { return true }
        if writer.rank > rank.rawValue { found[field] = writer.batch }
        return false
      }
      part = change[1] ?? 0
    }
    let first = try origin(of: part)
    if first.rank > rank.rawValue { for field in open { found[field] = first.batch } }
    return found
  }

  private func origin(of part: Int64) throws -> (batch: Int64, rank: Int) {
    if let known = parts[part] { return known }
    let row = try Row.fetchOne(
      db, sql: "SELECT b.id, \(Self.rankOfBatch) FROM batch_part p JOIN batch b ON b.id = p.batch WHERE p.id = ?",
      arguments: [part])
    let origin: (batch: Int64, rank: Int) = row.map { ($0[0], $0[1]) } ?? (0, 0)
    parts[part] = origin
    return origin
  }
}
