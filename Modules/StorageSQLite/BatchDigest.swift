import Foundation
import GRDB

/// The digest of a batch's audit entry: the facts of the batch, its parts, what it touched and undid, and the digests of
/// its changes and rows (`batch_extent`).
enum BatchDigest {
  /// The subject under which the digest of a batch's changes stands among its extents.
  static let changes = "change"

  /// Writes down the digest of the changes and gives that of the whole.
  static func make(_ db: Database, batch: Int64) throws -> [UInt8] {
    let (count, digest) = try digestChanges(db, batch: batch)
    if count > 0 {
      try db.execute(
        sql: """
          INSERT INTO batch_extent(batch, subject, period, rows_new, rows_changed, rows_unchanged, rows_removed, rows,
            digest) VALUES (?,?,0,0,0,0,0,?,?)
          """, arguments: [batch, changes, count, Data(digest)])
    }
    return try self.digest(db, batch: batch)
  }

  /// The log of a batch in the order it was written.
  static func digestChanges(_ db: Database, batch: Int64) throws -> (count: Int, digest: [UInt8]) {
    guard let connection = db.sqliteConnection else { throw DatabaseError(message: "connection is closed") }
    let select = try PreparedStatement(
      connection,
      """
      SELECT subject, kind, region, period, old_part, old_source_row, key, old FROM change WHERE batch = ? ORDER BY id
      """)
    select.bind(batch, at: 1)
    var digest = AuditDigest()
    var count = 0
    while try select.step() {
      count += 1
      digest.add(UInt8(ascii: "C"))
      for column: Int32 in [0, 1, 6, 7] {
        digest.add(select.isNull(column) ? 0 : 1)
        if !select.isNull(column) { select.withBytes(column) { digest.add(text: $0) } }
      }
      for column: Int32 in 2...5 {
        digest.add(select.isNull(column) ? 0 : 1)
        if !select.isNull(column) { digest.add(signed: select.integer(column)) }
      }
      digest.flushIfFull()
    }
    select.reset()
    return (count, digest.finalize())
  }

  /// Everything else, with the digests of the extents as they are stored.
  static func digest(_ db: Database, batch: Int64) throws -> [UInt8] {
    var digest = AuditDigest()
    for sql in sources {
      digest.add(text: sql.name)
      let rows = try Row.fetchCursor(db, sql: sql.text, arguments: [batch])
      while let row = try rows.next() { add(row, to: &digest) }
    }
    return digest.finalize()
  }

  private static let sources: [(name: String, text: String)] = [
    (
      "batch",
      """
      SELECT b.id, b.uid, b.kind, b.importer, b.file, b.sha256, b.bytes, b.user, b.at, b.stage, b.as_of, b.options,
        b.declaration, b.rows_read, b.rows_new, b.rows_changed, b.rows_unchanged, b.rows_removed, b.rows_rejected,
        b.counts, b.reason, b.log, b.rank, d.id AS delivery, d.uid AS delivery_uid, d.user AS delivery_user, d.at AS delivery_at
      FROM batch b LEFT JOIN delivery d ON d.id = b.delivery WHERE b.id = ?
      """
    ),
    ("part", "SELECT id, member, sheet, header, header_row FROM batch_part WHERE batch = ? ORDER BY id"),
    ("touched", "SELECT dataset, period, regions, keys FROM touched WHERE batch = ? ORDER BY dataset, period"),
    ("touched_key", "SELECT subject, key FROM touched_key WHERE batch = ? ORDER BY subject, key"),
    (
      "replace_scope",
      "SELECT dataset, period, region, key FROM replace_scope WHERE batch = ? ORDER BY dataset, period, region, key"
    ),
    ("undo", "SELECT undone FROM batch_undo WHERE batch = ? ORDER BY undone"),
    (
      "extent",
      """
      SELECT subject, period, declaration, rows_new, rows_changed, rows_unchanged, rows_removed, first_region,
        last_region, rows, digest FROM batch_extent WHERE batch = ? ORDER BY subject, period
      """
    ),
  ]

  /// A row: each column that has a value by its name, then zero.
  private static func add(_ row: Row, to digest: inout AuditDigest) {
    digest.add(UInt8(ascii: "B"))
    for (name, value) in row where !value.isNull {
      digest.add(text: name)
      FixedTable.add(value, to: &digest)
    }
    digest.add(0)
    digest.flushIfFull()
  }
}
