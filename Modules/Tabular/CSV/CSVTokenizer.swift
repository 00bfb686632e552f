/// Finds fields and records in a buffer of bytes: the hot loop of the module.
///
/// The rules are those of RFC 4180 with the leniency of Python's `csv` module: a quote opens a quoted field only as the
/// field's first byte; `""` inside is one quote; text after the closing quote belongs to the field, its quotes as they
/// stand; CR, LF and CRLF end a record; an empty line is no record.
struct CSVTokenizer {
  /// What one run over a buffer found. Positions are offsets into the buffer.
  struct Outcome {
    var rowCount = 0
    var fieldCount = 0
    /// Bytes that belong to whole records and blank lines; what follows is an unfinished record.
    var consumed = 0
    /// The opening quote of a quoted field that does not end in the buffer.
    var openQuote: Int?
    /// Fields of the unfinished record found so far.
    var pendingFields = 0
    /// Blank lines: before which row, and how many in this buffer up to there.
    var blanks: [(row: Int, skipped: Int)] = []
    /// All blank lines consumed.
    var blankCount = 0
    /// Rows whose number of fields is not the expected one.
    var unevenRows: [Int] = []
    /// Fields with doubled quotes or text after the closing quote; `straight` unfolds them.
    var folded: [Int] = []
    /// Fields with text after the closing quote.
    var stray: [Int] = []
    /// Whether bytes outside ASCII, or NULs, may be present (a few bytes past the end are looked at too).
    var mayHoldNonASCII = false
    var mayHoldNUL = false
  }

  let delimiter: UInt8
  let quote: UInt8
  /// Fields a record must have; 0 takes the first record's number, -1 takes any.
  var expected: Int
  let maximumFields: Int

  /// Tokenises `count` bytes of `storage`. `isLast` says that nothing follows them; the quote at `literalQuote` does not
  /// open a field. Stops before a record with more than `maximumFields` fields.
  mutating func run(_ storage: RowStorage, count: Int, isLast: Bool, literalQuote: Int = -1) -> Outcome {
    var outcome = Outcome()
    let base = UnsafePointer(storage.bytes)
    var starts = storage.starts
    var ends = storage.ends
    var rowStarts = storage.rowStarts
    var fieldLimit = storage.fieldCapacity - 66
    var rowLimit = storage.rowCapacity - 66
    let delimiter = delimiter
    let quote = quote
    var scanner = CSVScanner(base, count: count, delimiter: delimiter, quote: quote)
    var expected = expected

    var fields = 0  // fields written
    var rows = 0  // rows written
    var rowField = 0  // first field of the current record
    var recordStart = 0
    var fieldStart = 0
    var trim = 0  // 1 after a closing quote that the field's end must leave out
    var position = 0
    rowStarts[0] = 0

    scan: while position < count {
      if fields > fieldLimit {
        storage.growFields(keeping: fields)
        starts = storage.starts
        ends = storage.ends
        fieldLimit = storage.fieldCapacity - 66
      }
      if rows > rowLimit {
        storage.growRows(keeping: rows + 1)
        rowStarts = storage.rowStarts
        rowLimit = storage.rowCapacity - 66
      }
      var special = scanner.specials(at: position)
      while special != 0 {
        let at = position &+ special.trailingZeroBitCount
        special &= special &- 1
        let byte = base[at]
        if byte == delimiter {
          starts[fields] = UInt32(truncatingIfNeeded: fieldStart)
          ends[fields] = UInt32(truncatingIfNeeded: at &- trim)
          fields &+= 1
          fieldStart = at &+ 1
          trim = 0
        } else if byte == quote {
          if at != fieldStart || at == literalQuote { continue }
          let (closing, hasPairs) = scanner.closingQuote(from: at &+ 1, window: position)
          var isFolded = hasPairs
          let after = closing &+ 1
          if after >= count {
            // No closing quote, or one as the very last byte, which may be the first of a pair.
            if closing >= count || !isLast {
              outcome.openQuote = at
              break scan
            }
          }
          fieldStart = at &+ 1
          trim = 1
          if after < count {
            let next = base[after]
            if next != delimiter && next != 0x0A && next != 0x0D {
              outcome.stray.append(fields)
              isFolded = true
              trim = 0
            }
          }
          if isFolded { outcome.folded.append(fields) }
          if after &- position >= 64 {
            position = after
            continue scan
          }
          special &= ByteScan.from(after &- position)
        } else {
          var next = at &+ 1
          if byte == 0x0D {
            if next < count {
              if base[next] == 0x0A { next &+= 1 }
            } else if !isLast {
              break scan  // a line feed may follow
            }
          }
          if at == recordStart {
            outcome.blankCount += 1
            if let last = outcome.blanks.indices.last, outcome.blanks[last].row == rows {
              outcome.blanks[last].skipped = outcome.blankCount
            } else {
              outcome.blanks.append((rows, outcome.blankCount))
            }
          } else {
            starts[fields] = UInt32(truncatingIfNeeded: fieldStart)
            ends[fields] = UInt32(truncatingIfNeeded: at &- trim)
            fields &+= 1
            trim = 0
            if fields &- rowField != expected {
              if fields &- rowField > maximumFields {
                outcome.pendingFields = fields &- rowField
                fields = rowField
                break scan
              }
              if expected == 0 {
                expected = fields &- rowField
              } else if expected > 0 {
                outcome.unevenRows.append(rows)
              }
            }
            rows &+= 1
            rowStarts[rows] = UInt32(truncatingIfNeeded: fields)
            rowField = fields
          }
          recordStart = next
          fieldStart = next
          if next &- position >= 64 {
            position = next
            continue scan
          }
          special &= ByteScan.from(next &- position)
        }
      }
      position &+= 64
    }

    if isLast, position >= count, outcome.openQuote == nil, outcome.pendingFields == 0, recordStart < count {
      starts[fields] = UInt32(truncatingIfNeeded: fieldStart)
      ends[fields] = UInt32(truncatingIfNeeded: count &- trim)
      fields += 1
      if fields - rowField > maximumFields {
        outcome.pendingFields = fields - rowField
        fields = rowField
      } else {
        if expected == 0 {
          expected = fields - rowField
        } else if expected > 0, fields - rowField != expected {
          outcome.unevenRows.append(rows)
        }
        rows += 1
        rowStarts[rows] = UInt32(truncatingIfNeeded: fields)
        rowField = fields
        recordStart = count
      }
    }
    if outcome.pendingFields == 0 { outcome.pendingFields = fields - rowField }
    self.expected = expected
    outcome.rowCount = rows
    outcome.fieldCount = rowField
    outcome.consumed = recordStart
    outcome.mayHoldNonASCII = scanner.summary.mayHoldNonASCII
    outcome.mayHoldNUL = scanner.summary.mayHoldNUL
    while let last = outcome.folded.last, last >= rowField { outcome.folded.removeLast() }
    while let last = outcome.stray.last, last >= rowField { outcome.stray.removeLast() }
    return outcome
  }
}
