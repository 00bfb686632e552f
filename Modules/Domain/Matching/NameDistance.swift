/// Edit distance between names: insertions, deletions, replacements and swaps of neighbours.
enum NameDistance {
  /// Which letters and digits occur, a bit each: names far apart in these are not compared at all.
  static func letters(_ name: [UInt8]) -> UInt64 {
    var mask: UInt64 = 0
    for byte in name { mask |= 1 << UInt64(byte & 63) }
    return mask
  }

  /// The distance, or nil above `limit` (optimal string alignment, as `Suggestion.editDistance`).
  static func within(_ limit: Int, _ a: [UInt8], _ b: [UInt8]) -> Int? {
    a.withUnsafeBufferPointer { a in b.withUnsafeBufferPointer { b in within(limit, a, b) } }
  }

  private static func within(
    _ limit: Int, _ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>
  ) -> Int? {
    if abs(a.count - b.count) > limit { return nil }
    // Equal beginnings and ends cost nothing.
    var first = 0
    while first < a.count, first < b.count, a[first] == b[first] { first += 1 }
    var lastA = a.count
    var lastB = b.count
    while lastA > first, lastB > first, a[lastA - 1] == b[lastB - 1] {
      lastA -= 1
      lastB -= 1
    }
    let width = lastB - first
    let height = lastA - first
    if width == 0 || height == 0 { return max(width, height) <= limit ? max(width, height) : nil }
    return withUnsafeTemporaryAllocation(of: Int.self, capacity: 3 * (width + 1)) { rows in
      var before = 0
      var previous = width + 1
      var current = 2 * (width + 1)
      for j in 0...width { rows[previous + j] = j }
      for i in 1...height {
        rows[current] = i
        var least = i
        for j in 1...width {
          let x = a[first + i - 1]
          let y = b[first + j - 1]
          var value = min(rows[previous + j] + 1, rows[current + j - 1] + 1, rows[previous + j - 1] + (x == y ? 0 : 1))
          if i > 1, j > 1, x == b[first + j - 2], a[first + i - 2] == y { value = min(value, rows[before + j - 2] + 1) }
          rows[current + j] = value
          least = min(least, value)
        }
        if least > limit { return nil }
        (before, previous, current) = (previous, current, before)
      }
      return rows[previous + width] <= limit ? rows[previous + width] : nil
    }
  }
}
