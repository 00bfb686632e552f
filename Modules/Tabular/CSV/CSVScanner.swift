/// Finds the bytes that matter to CSV, sixty-four at a time.
struct CSVScanner {
  private let base: UnsafePointer<UInt8>
  private let count: Int
  private let quote: UInt8
  private let delimiters: SIMD16<UInt8>
  private let quotes: SIMD16<UInt8>
  private let feeds = SIMD16<UInt8>(repeating: 0x0A)
  private let returns = SIMD16<UInt8>(repeating: 0x0D)
  private(set) var summary = ByteSummary()
  /// The quotes of the window at `quoteWindow`, looked for only where one opens a field.
  private var quoteBits: UInt64 = 0
  private var quoteWindow = -1

  init(_ base: UnsafePointer<UInt8>, count: Int, delimiter: UInt8, quote: UInt8) {
    self.base = base
    self.count = count
    self.quote = quote
    delimiters = SIMD16(repeating: delimiter)
    quotes = SIMD16(repeating: quote)
  }

  /// The delimiters, quotes and line ends among the 64 bytes from `position` on.
  @inline(__always)
  mutating func specials(at position: Int) -> UInt64 {
    var special: UInt64 = 0
    for part in 0..<4 {
      let bytes = ByteScan.load(base + position + part &* 16)
      summary.add(bytes)
      let hits = (bytes .== delimiters) .| (bytes .== quotes) .| (bytes .== feeds) .| (bytes .== returns)
      special |= ByteScan.bits(hits) &<< UInt64(truncatingIfNeeded: part &* 16)
    }
    return count &- position < 64 ? special & ~ByteScan.from(count &- position) : special
  }

  /// The closing quote of a field whose text begins at `start`, and whether quotes are doubled in it; the end of the
  /// input where none closes it. The window at `position` holds the opening quote.
  @inline(__always)
  mutating func closingQuote(from start: Int, window position: Int) -> (offset: Int, isFolded: Bool) {
    if quoteWindow != position {
      quoteWindow = position
      quoteBits = 0
      for part in 0..<4 {
        let hits = ByteScan.load(base + position + part &* 16) .== quotes
        quoteBits |= ByteScan.bits(hits) &<< UInt64(truncatingIfNeeded: part &* 16)
      }
    }
    var isFolded = false
    var from = start
    while from < count {
      let candidate: Int
      if from &- position < 64 {
        // In this window by its bits.
        let hits = quoteBits & ByteScan.from(from &- position)
        if hits == 0 {
          from = position &+ 64
          continue
        }
        candidate = position &+ hits.trailingZeroBitCount
      } else {
        // Beyond it sixteen bytes at a time.
        let bytes = ByteScan.load(base + from)
        summary.add(bytes)
        let hits = ByteScan.bits(bytes .== quotes)
        if hits == 0 {
          from &+= 16
          continue
        }
        candidate = from &+ hits.trailingZeroBitCount
      }
      if candidate &+ 1 < count, base[candidate &+ 1] == quote {
        isFolded = true
        from = candidate &+ 2
      } else {
        return (min(candidate, count), isFolded)
      }
    }
    return (count, isFolded)
  }
}
