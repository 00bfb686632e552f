/// Looks at the few rows of a freshly cut block that need more than cutting: uneven, quoted in odd ways, not UTF-8.
struct CSVFlawFinder {
  let storage: RowStorage
  let outcome: CSVTokenizer.Outcome
  let quote: UInt8
  private var flaws: [RowFlaw] = []

  init(storage: RowStorage, outcome: CSVTokenizer.Outcome, quote: UInt8) {
    self.storage = storage
    self.outcome = outcome
    self.quote = quote
  }

  func sortedFlaws() -> [RowFlaw] {
    flaws.count < 2 ? flaws : flaws.sorted { ($0.row, $0.column, $0.code) < ($1.row, $1.column, $1.code) }
  }

  private func fieldCount(_ row: Int) -> Int { Int(storage.rowStarts[row + 1] - storage.rowStarts[row]) }

  private func isEmpty(_ field: Int) -> Bool { storage.starts[field] == storage.ends[field] }

  /// The number of fields of a row up to its last one that is not empty.
  func namedFields(ofRow row: Int) -> Int {
    let first = Int(storage.rowStarts[row])
    var count = fieldCount(row)
    while count > 0, isEmpty(first + count - 1) { count -= 1 }
    return count
  }

  /// Finds bytes that are not UTF-8, and NULs; one flaw of a kind a row.
  mutating func checkEncoding() {
    if outcome.mayHoldNonASCII {
      var from = 0
      while let at = UTF8Validation.firstInvalid(UnsafePointer(storage.bytes), from: from, to: outcome.consumed) {
        from = addFlaw(.encodingInvalid, at: at)
      }
    }
    if outcome.mayHoldNUL {
      var from = 0
      while let at = (from..<outcome.consumed).first(where: { storage.bytes[$0] == 0 }) {
        from = addFlaw(.nul, at: at)
      }
    }
  }

  /// Adds a flaw for the field at an offset, and returns where the next row begins.
  private mutating func addFlaw(_ kind: RowFlaw.Kind, at offset: Int) -> Int {
    let field = max(0, CSVFlawFinder.count(in: storage.starts, outcome.fieldCount, upTo: UInt32(offset)) - 1)
    let row = rowOf(field)
    add(kind, row: row, column: field - Int(storage.rowStarts[row]) + 1)
    guard row + 1 < outcome.rowCount else { return outcome.consumed }
    return max(offset + 1, Int(storage.starts[Int(storage.rowStarts[row + 1])]))
  }

  /// Makes doubled quotes single, and closing quotes with text after them disappear, in place.
  func unfold() {
    let bytes = storage.bytes
    for field in outcome.folded {
      let end = Int(storage.ends[field])
      var from = Int(storage.starts[field])
      var to = from
      while from < end {
        if bytes[from] == quote {
          from += 1
          guard from < end, bytes[from] == quote else {
            // The closing quote; the rest is taken as it stands.
            while from < end {
              bytes[to] = bytes[from]
              (from, to) = (from + 1, to + 1)
            }
            break
          }
        }
        bytes[to] = bytes[from]
        (from, to) = (from + 1, to + 1)
      }
      storage.ends[field] = UInt32(to)
    }
  }

  mutating func checkFieldCounts(expected: Int, named: Int) {
    for row in outcome.unevenRows {
      let count = fieldCount(row)
      if count < expected {
        add(.tooShort(ofNamed: count < named), row: row, column: count + 1, expected: expected)
      } else {
        let first = Int(storage.rowStarts[row])
        let isEmpty = (first + expected..<first + count).allSatisfy { self.isEmpty($0) }
        add(.tooLong(isEmpty: isEmpty), row: row, column: expected + 1, expected: expected)
      }
    }
  }

  /// `literalQuote` is the offset of a quote that was never closed; it is in the first row.
  mutating func checkQuotes(literalQuote: Int?) {
    for field in outcome.stray {
      let row = rowOf(field)
      add(.quoteStray, row: row, column: field - Int(storage.rowStarts[row]) + 1)
    }
    if let literalQuote {
      let field = CSVFlawFinder.count(in: storage.starts, outcome.fieldCount, upTo: UInt32(literalQuote)) - 1
      add(.quoteUnterminated, row: 0, column: max(0, field) + 1)
    }
  }

  private mutating func add(_ kind: RowFlaw.Kind, row: Int, column: Int, expected: Int = 0) {
    flaws.append(
      RowFlaw(row: row, column: column, kind: kind, fieldCount: fieldCount(row), expectedCount: expected))
  }

  private func rowOf(_ field: Int) -> Int {
    CSVFlawFinder.count(in: storage.rowStarts, outcome.rowCount, upTo: UInt32(field)) - 1
  }

  /// How many of the first `count` of a rising list are at most `limit`.
  private static func count(in list: UnsafeMutablePointer<UInt32>, _ count: Int, upTo limit: UInt32) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if list[middle] <= limit { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
