/// The fast path: cells in the shapes that nearly all cells of nearly all workbooks have, read eight bytes at a time.
///
///     <c r="B7" s="1" t="s"><v>12</v></c>     <c r="B7"><is><t>teks</t></is></c>     <c r="B7" s="1"/>
///
/// A cell in any other shape, or whose text needs a second look, ends the run; the tokenizer takes it then.
extension ScanWindow {
  private static func word(_ text: StaticString) -> UInt64 {
    var word: UInt64 = 0
    for index in 0..<min(8, text.utf8CodeUnitCount) { word |= UInt64(text.utf8Start[index]) << UInt64(8 * index) }
    return word
  }

  @inline(__always)
  private static func load(_ at: UnsafePointer<UInt8>) -> UInt64 {
    UnsafeRawPointer(at).loadUnaligned(as: UInt64.self)
  }

  /// A high bit in each byte that is zero, exact up to the lowest one.
  @inline(__always)
  private static func zeros(_ word: UInt64) -> UInt64 {
    (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
  }

  /// Reads cells from the position on as long as they are plain, whole and fit into the block.
  mutating func readPlainCells(_ cells: SheetCells) {
    guard let lane = cells.lane(), let digits = PlainRowNumber(cells.row) else { return }
    let start = UnsafePointer(base + position)
    let limits = cells.context.limits
    let run = cells.context.strings.withMemory { strings, offsets, count in
      cells.context.formats.withUnsafeBufferPointer { formats in
        var run = PlainRun(
          at: start, limit: UnsafePointer(base + limit), column: cells.column, lane: lane,
          maximumColumns: limits.maximumColumns, maximumText: limits.maximumCellBytes,
          byteLimit: min(lane.byteCapacity, lane.rowByteStart + limits.maximumRowBytes), formats: formats,
          strings: strings, offsets: offsets, stringCount: count)
        run.read(digits)
        return run
      }
    }
    cells.column = run.column
    cells.adopt(run.lane, gapCells: run.gaps)
    skip(run.at - start)
  }

  /// The digits of the row's number with the quote behind them, as they end each cell's reference.
  struct PlainRowNumber {
    let word: UInt64
    let mask: UInt64
    let count: Int

    init?(_ row: Int) {
      guard row >= 1, row < 10_000_000 else { return nil }
      // Built from the end: the quote, then the digits before it.
      var word = UInt64(UInt8(ascii: "\""))
      var count = 1
      var rest = row
      while rest > 0 {
        word = word << 8 | UInt64(0x30 + rest % 10)
        rest /= 10
        count += 1
      }
      self.word = word
      self.count = count
      mask = count == 8 ? ~0 : (1 << UInt64(8 * count)) - 1
    }
  }

  private struct PlainRun {
    var at: UnsafePointer<UInt8>
    let limit: UnsafePointer<UInt8>
    var column: Int
    var lane: RowBlockBuilder.Lane
    let maximumColumns: Int
    let maximumText: Int
    /// The end of what may be written.
    let byteLimit: Int
    /// The pointers are valid only while the run is under way.
    let formats: UnsafeBufferPointer<NumberFormat>
    let strings: UnsafePointer<UInt8>?
    let offsets: UnsafePointer<UInt32>?
    let stringCount: Int
    var gaps = 0

    private enum Kind { case number, shared, inline, string }

    @inline(__always)
    mutating func read(_ digits: PlainRowNumber) {
      let opening = word("<c r=\"")
      let value = word("<v>")
      let inline = word("<is><t>")
      let valueEnd = word("</v></c>")
      let inlineEnd = word("</t></is")
      let inlineEndRest = word("/is></c>")
      let spaceS = word(" s=\"")
      let spaceT = word(" t=\"")
      let typeInline = word("inlineSt")
      let typeString = word("str\"")
      while at < limit {
        guard load(at) & 0xFFFF_FFFF_FFFF == opening else { return }
        var next = at + 6
        // The column's letters.
        var place = Int(next[0]) &- 0x40
        guard place >= 1, place <= 26 else { return }
        next += 1
        if next[0] >= 0x41 {
          var letter = Int(next[0]) &- 0x40
          guard letter <= 26 else { return }
          place = place &* 26 &+ letter
          next += 1
          if next[0] >= 0x41 {
            letter = Int(next[0]) &- 0x40
            guard letter <= 26 else { return }
            place = place &* 26 &+ letter
            next += 1
          }
        }
        guard load(next) & digits.mask == digits.word, place > column, place <= maximumColumns else { return }
        next += digits.count
        // Style and type, each at most once.
        var kind = Kind.number
        var isPlainNumber = true
        if load(next) & 0xFFFF_FFFF == spaceS {
          next += 4
          var style = 0
          let start = next
          while next[0] &- 0x30 <= 9, next - start < 6 {
            style = style &* 10 &+ Int(next[0] &- 0x30)
            next += 1
          }
          guard next > start, next[0] == UInt8(ascii: "\"") else { return }
          next += 1
          isPlainNumber = style >= formats.count || formats[style] == .number
        }
        if load(next) & 0xFFFF_FFFF == spaceT {
          next += 4
          if next[0] == UInt8(ascii: "s"), next[1] == UInt8(ascii: "\"") {
            kind = .shared
            next += 2
          } else if load(next) == typeInline, next[8] == UInt8(ascii: "r"), next[9] == UInt8(ascii: "\"") {
            kind = .inline
            next += 10
          } else if load(next) & 0xFFFF_FFFF == typeString {
            kind = .string
            next += 4
          } else if next[0] == UInt8(ascii: "n"), next[1] == UInt8(ascii: "\"") {
            next += 2
          } else {
            return
          }
        }
        guard next[0] == UInt8(ascii: ">") else {
          guard next[0] == UInt8(ascii: "/"), next[1] == UInt8(ascii: ">"), next + 2 <= limit else { return }
          column = place
          at = next + 2
          continue
        }
        next += 1
        if kind == .inline {
          guard load(next) & 0xFF_FFFF_FFFF_FFFF == inline else { return }
          next += 7
        } else {
          guard load(next) & 0xFF_FFFF == value else { return }
          next += 3
        }
        // The text, up to the next `<`.
        let text = next
        var references: UInt64 = 0
        var escapes: UInt64 = 0
        while true {
          guard next < limit else { return }
          let bytes = load(next)
          let ends = zeros(bytes ^ 0x3C3C_3C3C_3C3C_3C3C)
          let before = (ends & (0 &- ends)) &- 1
          references |= zeros(bytes ^ 0x2626_2626_2626_2626) & before
          escapes |= zeros(bytes ^ 0x5F5F_5F5F_5F5F_5F5F) & before
          if ends != 0 {
            next += ends.trailingZeroBitCount &>> 3
            break
          }
          next += 8
        }
        guard references == 0 else { return }
        let count = next - text
        let end: UnsafePointer<UInt8>
        if kind == .inline {
          guard load(next) == inlineEnd, load(next + 5) == inlineEndRest else { return }
          end = next + 13
        } else {
          guard load(next) == valueEnd else { return }
          end = next + 8
        }
        guard end <= limit, count <= maximumText else { return }
        switch kind {
        case .number:
          if count == 0 { break }
          guard isPlainNumber, NumberText.isPlain(text, count) else { return }
          guard write(text, count, .number, place) else { return }
        case .inline, .string:
          guard escapes == 0 else { return }
          if count > 0 { guard write(text, count, .text, place) else { return } }
        case .shared:
          guard let offsets, let strings, count >= 1, count <= 9 else { return }
          var index = 0
          for offset in 0..<count {
            let digit = text[offset] &- 0x30
            guard digit <= 9 else { return }
            index = index &* 10 &+ Int(digit)
          }
          guard index < stringCount else { return }
          let start = Int(offsets[index])
          let length = Int(offsets[index + 1]) &- start
          if length > 0 { guard write(strings + start, length, .text, place) else { return } }
        }
        column = place
        at = end
      }
    }

    /// Writes a cell with the empty ones before it; false where it does not fit. Eight bytes beyond the text may be read
    /// and written.
    @inline(__always)
    private mutating func write(_ text: UnsafePointer<UInt8>, _ count: Int, _ kind: CellKind, _ place: Int) -> Bool {
      let gap = place &- 1 &- (lane.fields &- lane.rowStart)
      guard lane.bytes &+ count <= byteLimit, lane.fields &+ gap &+ 3 < lane.fieldCapacity else { return false }
      if gap > 0 {
        gaps += gap
        for _ in 0..<gap {
          lane.starts[lane.fields] = UInt32(truncatingIfNeeded: lane.bytes)
          lane.ends[lane.fields] = UInt32(truncatingIfNeeded: lane.bytes)
          lane.kinds[lane.fields] = .text
          lane.fields &+= 1
        }
      }
      let target = lane.base + lane.bytes
      var done = 0
      repeat {
        UnsafeMutableRawPointer(target + done).storeBytes(
          of: UnsafeRawPointer(text + done).loadUnaligned(as: UInt64.self), as: UInt64.self)
        done &+= 8
      } while done < count
      lane.starts[lane.fields] = UInt32(truncatingIfNeeded: lane.bytes)
      lane.bytes &+= count
      lane.ends[lane.fields] = UInt32(truncatingIfNeeded: lane.bytes)
      lane.kinds[lane.fields] = kind
      lane.fields &+= 1
      return true
    }
  }
}
