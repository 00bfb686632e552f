public import Diagnostics

/// Reads a CSV file as a stream of blocks of whole records, in memory bounded by the block and the longest record.
///
/// The format is RFC 4180 with the leniency of Python's `csv` module: a quote opens a quoted field only as the field's
/// first byte; text after a closing quote is part of the field (`quote-stray`); CR, LF and CRLF end a record; the last
/// line needs no end; a byte order mark is skipped. A first line `sep=;`, which Excel understands, sets the delimiter.
///
/// Problems of single rows are collected in `diagnostics` and stand in the block, and reading goes on. Only what makes
/// the rest unreadable is thrown: `file-unreadable`, `file-empty`, `file-binary`, `encoding-utf16`, `record-too-long`,
/// `too-many-fields`, `delimiter-invalid`. After that, and after the last block, `nextBlock` returns nil.
///
/// A quote that is never closed would swallow the rest of the file. The reader goes back to it instead, takes it as
/// text, reports `quote-unterminated`, and goes on with the next line.
///
/// A copy of a reader reads from the same file: use one of them only.
public struct CSVReader: RowReader {
  /// Bytes looked at to recognise the kind of file and its delimiter.
  private static let sampleBytes = 1 << 16

  public let options: CSVOptions
  /// The delimiter and quote in use; what was detected is known after the first `nextBlock`.
  public private(set) var dialect: CSVDialect
  /// The problems found so far: the first ones of each code whole, all counted.
  public private(set) var diagnostics: DiagnosticBag
  /// Bytes used up by the blocks handed out; of UTF-8 where the file is converted on the way.
  public private(set) var bytesRead = 0
  /// Records handed out or skipped so far, the header and blank lines included.
  public private(set) var recordCount = 0

  public var unitsRead: Int { bytesRead }
  /// The size of the file, where the caller said it.
  public var totalUnits: Int? { options.totalBytes }

  private var input: CSVInput
  private var tokenizer: CSVTokenizer?
  private var isFinished = false
  /// Fields of the first record up to its last one that is not empty, for the header names no more columns than that;
  /// or the number the options ask for. Nil before the first record.
  private var namedFields: Int?
  private let pool: RowStoragePool
  private let blockLimit: Int
  private let recordLimit: Int

  public init(_ source: any ByteSource, options: CSVOptions) {
    self.options = options
    dialect = CSVDialect(delimiter: options.delimiter ?? CSVDialect().delimiter)
    diagnostics = DiagnosticBag(keptPerCode: options.keptDiagnosticsPerCode)
    input =
      switch options.encoding {
      case .utf8: CSVInput(source)
      case .windows1252: CSVInput(Windows1252ByteSource(source))
      case .utf16le: CSVInput(UTF16ByteSource(source, isBigEndian: false))
      case .utf16be: CSVInput(UTF16ByteSource(source, isBigEndian: true))
      }
    // A line end may follow the longest record. Positions are held in 32 bits.
    recordLimit = min(max(options.maximumRecordBytes, 1), 1 << 30) + 2
    blockLimit = min(max(options.blockBytes, 1), recordLimit)
    pool = RowStoragePool(byteCapacity: blockLimit)
  }

  /// The next block of records, or nil after the last one.
  public mutating func nextBlock() throws(Diagnostic) -> RowBlock? {
    guard !isFinished else { return nil }
    do throws(Diagnostic) {
      if let block = try readBlock() { return block }
      isFinished = true
      if namedFields == nil { throw .fileEmpty(options.file) }
      return nil
    } catch {
      isFinished = true
      throw error
    }
  }

  private mutating func readBlock() throws(Diagnostic) -> RowBlock? {
    var tokenizer: CSVTokenizer
    if let known = self.tokenizer { tokenizer = known } else { tokenizer = try begin() }
    let storage = pool.take()
    var capacity = blockLimit
    var count = try input.fill(storage, from: 0, to: capacity)
    var literalQuote: Int?
    while true {
      let isLast = input.isEnded
      let outcome = tokenizer.run(storage, count: count, isLast: isLast, literalQuote: literalQuote ?? -1)
      self.tokenizer = tokenizer
      if outcome.rowCount > 0 {
        input.carry(UnsafeBufferPointer(start: storage.bytes + outcome.consumed, count: count - outcome.consumed))
        return finish(storage, outcome, literalQuote: literalQuote)
      }
      if outcome.consumed > 0 {
        // Only blank lines so far.
        recordCount += outcome.blankCount
        bytesRead += outcome.consumed
        count -= outcome.consumed
        storage.bytes.update(from: storage.bytes + outcome.consumed, count: count)
      } else if count == 0, isLast {
        return nil
      } else if outcome.pendingFields > options.maximumFields {
        throw .tooManyFields(options.file, row: recordCount + 1, limit: options.maximumFields)
      } else if let quote = outcome.openQuote, literalQuote == nil, isLast || count >= recordLimit {
        literalQuote = quote
        continue
      } else if isLast || count >= recordLimit {
        throw .recordTooLong(
          options.file, row: recordCount + 1, column: outcome.pendingFields + 1, limit: options.maximumRecordBytes)
      } else {
        capacity = min(max(capacity * 2, 64), recordLimit)
        storage.growBytes(to: capacity, keeping: count)
      }
      count = try input.fill(storage, from: count, to: capacity)
    }
  }

  /// Looks at the first bytes: what kind of file it is, and how it is punctuated.
  private mutating func begin() throws(Diagnostic) -> CSVTokenizer {
    if let delimiter = options.delimiter, [0, 0x0A, 0x0D, dialect.quote].contains(delimiter) || delimiter >= 0x80 {
      throw .delimiterInvalid(options.file, byte: delimiter)
    }
    var sample = try input.readSample(limit: CSVReader.sampleBytes)
    let isWhole = input.isEnded || sample.count < CSVReader.sampleBytes
    if let refusal = FileSignature.refusal(of: sample, file: options.file) { throw refusal }
    var skipped = 0
    if sample.starts(with: [0xEF, 0xBB, 0xBF]) {
      sample.removeFirst(3)
      skipped = 3
    }
    if let line = CSVReader.separatorLine(sample) {
      dialect = CSVDialect(delimiter: options.delimiter ?? line.delimiter)
      skipped += line.length
      recordCount = 1
    } else if options.delimiter == nil {
      dialect = CSVDialect.detect(sample, isWhole: isWhole)
    }
    input.skip(skipped)
    bytesRead = skipped
    let expected =
      switch options.fieldCount {
      case .asFirstRecord: 0
      case .exactly(let count): max(1, count)
      case .any: -1
      }
    return CSVTokenizer(
      delimiter: dialect.delimiter, quote: dialect.quote, expected: expected, maximumFields: options.maximumFields)
  }

  /// Excel's hint `sep=;` in the first line: its delimiter, and the line's length with its end.
  private static func separatorLine(_ sample: [UInt8]) -> (delimiter: UInt8, length: Int)? {
    guard sample.count >= 6, sample[..<4].elementsEqual("sep=".utf8) || sample[..<4].elementsEqual("SEP=".utf8) else {
      return nil
    }
    let delimiter = sample[4]
    guard CSVDialect.delimiters.contains(delimiter) else { return nil }
    switch sample[5] {
    case 0x0A: return (delimiter, 6)
    case 0x0D: return (delimiter, sample.count > 6 && sample[6] == 0x0A ? 7 : 6)
    default: return nil
    }
  }

  /// Makes a block of what the tokenizer found.
  private mutating func finish(
    _ storage: RowStorage, _ outcome: CSVTokenizer.Outcome, literalQuote: Int?
  ) -> RowBlock {
    var finder = CSVFlawFinder(storage: storage, outcome: outcome, quote: dialect.quote)
    finder.checkEncoding()
    finder.unfold()
    if namedFields == nil {
      if case .exactly(let count) = options.fieldCount {
        namedFields = count
      } else {
        namedFields = finder.namedFields(ofRow: 0)
      }
    }
    finder.checkFieldCounts(expected: tokenizer?.expected ?? 0, named: namedFields ?? 0)
    finder.checkQuotes(literalQuote: literalQuote)
    let block = RowBlock(
      storage: storage, pool: pool, file: options.file, rowCount: outcome.rowCount, recordsBefore: recordCount,
      blanks: outcome.blanks, flaws: finder.sortedFlaws())
    recordCount += outcome.rowCount + outcome.blankCount
    bytesRead += outcome.consumed
    for flaw in block.flaws { note(flaw, in: block) }
    return block
  }

  /// Counts a flaw, and writes its texts only where they will be kept.
  private mutating func note(_ flaw: RowFlaw, in block: RowBlock) {
    if diagnostics.counts[flaw.code, default: 0] < diagnostics.keptPerCode {
      diagnostics.add(flaw.diagnostic(file: options.file, rowNumber: block.rowNumber(flaw.row)))
    } else {
      diagnostics.add(Diagnostic(code: flaw.code, severity: flaw.severity, message: LocalizedText("")))
    }
  }
}
