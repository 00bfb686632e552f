import GRDB

/// Which batches are in force, as it follows from undos, undos of undos, and so on.
///
/// An undo takes its batches back, the latest first; where it is taken back itself they are in force again, the earliest
/// first, and where it comes back in turn they are not.
struct UndoMarks {
  /// The batches that each undo took back, ascending.
  private let undone: [Int64: [Int64]]
  /// The undo in force against a batch.
  private(set) var by: [Int64: Int64] = [:]

  /// All undos of a store, replayed in the order they were made.
  init(_ db: Database) throws {
    var undone: [Int64: [Int64]] = [:]
    let cursor = try Row.fetchCursor(db, sql: "SELECT batch, undone FROM batch_undo ORDER BY batch, undone")
    while let row = try cursor.next() { undone[row[0], default: []].append(row[1]) }
    self.undone = undone
    for undo in undone.keys.sorted() {
      for batch in (undone[undo] ?? []).reversed() { take(batch, by: undo) }
    }
  }

  private mutating func take(_ batch: Int64, by undo: Int64) {
    by[batch] = undo
    for other in undone[batch] ?? [] { bring(other) }
  }

  private mutating func bring(_ batch: Int64) {
    by[batch] = nil
    for other in (undone[batch] ?? []).reversed() { take(other, by: batch) }
  }

  /// Writes the marks to the batches.
  func write(_ db: Database) throws {
    let stored = try Row.fetchAll(db, sql: "SELECT id, undone_by FROM batch WHERE undone_by IS NOT NULL")
    var left = by
    for row in stored {
      let batch: Int64 = row[0]
      let mark = left.removeValue(forKey: batch)
      if mark != row[1] as Int64? {
        try db.execute(sql: "UPDATE batch SET undone_by = ? WHERE id = ?", arguments: [mark, batch])
      }
    }
    for (batch, mark) in left {
      try db.execute(sql: "UPDATE batch SET undone_by = ? WHERE id = ?", arguments: [mark, batch])
    }
  }
}
