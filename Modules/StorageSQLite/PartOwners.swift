import GRDB

/// Which batch a part belongs to.
struct PartOwners {
  private var starts: [Int64] = []
  private var batches: [Int64] = []

  init() {}

  init(_ db: Database) throws {
    let cursor = try Row.fetchCursor(db, sql: "SELECT id, batch FROM batch_part ORDER BY id")
    var next: Int64 = 0
    while let row = try cursor.next() {
      let part: Int64 = row[0]
      let batch: Int64 = row[1]
      if part == next, batch == batches.last {
        next += 1
        continue
      }
      // A gap belongs to nobody.
      if part != next, !starts.isEmpty {
        starts.append(next)
        batches.append(0)
      }
      starts.append(part)
      batches.append(batch)
      next = part + 1
    }
    starts.append(next)
    batches.append(0)
  }

  func batch(of part: Int64) -> Int64? {
    var low = 0
    var high = starts.count
    while low < high {
      let middle = (low + high) / 2
      if starts[middle] <= part { low = middle + 1 } else { high = middle }
    }
    return low == 0 || batches[low - 1] == 0 ? nil : batches[low - 1]
  }
}
