public import Diagnostics

/// Some consecutive rows of a table, whole and with their bytes, whatever format they came from; a block never changes
/// and may go to another thread.
///
/// Blank rows are no rows of a block, but count in row numbers. Rows and columns of a block count from 0, places in diagnostics
/// from 1. The memory goes back to the reader when the last reference goes away, so let blocks go as soon as they are
/// used up.
public final class RowBlock: Sendable {
  /// The number of rows; at least 1.
  public let rowCount: Int
  /// The number in the file of row 0: records count from 1, the header and blank lines included.
  public let firstRow: Int
  /// The file's name as used in messages; a member of an archive follows after `!`.
  public let file: String
  /// The worksheet, for workbooks.
  public let sheet: String?
  /// What is wrong with rows of this block, ordered by row and column; empty for a clean block.
  public let flaws: [RowFlaw]
  /// Blank lines: before which row, and how many there are between `firstRow` and that row.
  private let blanks: [(row: Int, skipped: Int)]
  private let storage: RowStorage
  private let pool: RowStoragePool
  // The storage is written before the block is made and read-only as long as the block lives.
  @usableFromInline nonisolated(unsafe) let base: UnsafePointer<UInt8>
  @usableFromInline nonisolated(unsafe) let starts: UnsafePointer<UInt32>
  @usableFromInline nonisolated(unsafe) let ends: UnsafePointer<UInt32>
  @usableFromInline nonisolated(unsafe) let rowStarts: UnsafePointer<UInt32>

  @usableFromInline nonisolated(unsafe) let kinds: UnsafePointer<CellKind>?

  /// `blanks` counts blank lines from `recordsBefore` on; both are of the whole file and of this block respectively.
  init(
    storage: RowStorage, pool: RowStoragePool, file: String, sheet: String? = nil, rowCount: Int, recordsBefore: Int,
    blanks: [(row: Int, skipped: Int)], flaws: [RowFlaw]
  ) {
    self.storage = storage
    self.pool = pool
    self.file = file
    self.sheet = sheet
    self.rowCount = rowCount
    self.flaws = flaws
    let leading = blanks.first.map { $0.row == 0 ? $0.skipped : 0 } ?? 0
    firstRow = recordsBefore + leading + 1
    self.blanks = blanks.filter { $0.row > 0 }.map { ($0.row, $0.skipped - leading) }
    base = UnsafePointer(storage.bytes)
    starts = UnsafePointer(storage.starts)
    ends = UnsafePointer(storage.ends)
    rowStarts = UnsafePointer(storage.rowStarts)
    kinds = storage.kinds.map { UnsafePointer($0) }
  }

  deinit { pool.give(storage) }

  /// The number in the file of a row: `firstRow + row`, and more where blank lines lie between.
  public func rowNumber(_ row: Int) -> Int {
    firstRow + row + RowBlock.skipped(before: row, in: blanks)
  }

  /// The blank lines before a row, in a list ordered by row.
  static func skipped(before row: Int, in blanks: [(row: Int, skipped: Int)]) -> Int {
    var (low, high) = (0, blanks.count)
    while low < high {
      let middle = (low + high) / 2
      if blanks[middle].row <= row { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? 0 : blanks[low - 1].skipped
  }

  /// The number of fields of a row.
  @inlinable
  public func fieldCount(_ row: Int) -> Int {
    precondition(row >= 0 && row < rowCount, "the row is in the block")
    return Int(rowStarts[row + 1] - rowStarts[row])
  }

  /// Hands over the bytes of a field, without quotes and with doubled quotes made single; beyond the row's end they are
  /// empty. The buffer must not outlive the call.
  @inlinable
  public func withField<R>(_ row: Int, _ column: Int, _ body: (UnsafeRawBufferPointer) throws -> R) rethrows -> R {
    guard column >= 0, column < fieldCount(row) else { return try body(UnsafeRawBufferPointer(start: nil, count: 0)) }
    let field = Int(rowStarts[row]) + column
    let start = Int(starts[field])
    return try withExtendedLifetime(self) {
      try body(UnsafeRawBufferPointer(start: base + start, count: Int(ends[field]) - start))
    }
  }

  /// What the source says a cell is: `text` throughout for formats that know nothing else, and beyond the row's end.
  @inlinable
  public func kind(_ row: Int, _ column: Int) -> CellKind {
    guard let kinds, column >= 0, column < fieldCount(row) else { return .text }
    return withExtendedLifetime(self) { kinds[Int(rowStarts[row]) + column] }
  }

  /// The text of a field, empty beyond the row's end, or nil where it is not valid UTF-8.
  public func string(_ row: Int, _ column: Int) -> String? {
    withField(row, column) { bytes in
      bytes.withMemoryRebound(to: UInt8.self) { String(validating: $0, as: UTF8.self) }
    }
  }

  /// The text of each field of a row, for showing it to people: bytes that are not UTF-8 become U+FFFD.
  public func cells(_ row: Int) -> [String] {
    (0..<fieldCount(row)).map { column in withField(row, column) { String(decoding: $0, as: UTF8.self) } }
  }

  /// Hands over all fields at once, for loops that cannot afford a call for each.
  ///
  /// Field `f` is `base[starts[f]..<ends[f]]`; the fields of row `r` are `rowStarts[r]..<rowStarts[r + 1]` (`rowStarts`
  /// has one element more than there are rows). Eight bytes may be read, not used, from any field's start on. Nothing of
  /// it may outlive the call.
  @inlinable
  public func withUnsafeFields<R>(
    _ body: (
      _ base: UnsafePointer<UInt8>, _ starts: UnsafeBufferPointer<UInt32>, _ ends: UnsafeBufferPointer<UInt32>,
      _ rowStarts: UnsafeBufferPointer<UInt32>
    ) throws -> R
  ) rethrows -> R {
    let fields = Int(rowStarts[rowCount])
    return try withExtendedLifetime(self) {
      try body(
        base, UnsafeBufferPointer(start: starts, count: fields), UnsafeBufferPointer(start: ends, count: fields),
        UnsafeBufferPointer(start: rowStarts, count: rowCount + 1))
    }
  }
}

extension RowBlock {
  /// The flaws of one row, usually none.
  public func flaws(_ row: Int) -> ArraySlice<RowFlaw> {
    if flaws.isEmpty { return [] }
    var (low, high) = (0, flaws.count)
    while low < high {
      let middle = (low + high) / 2
      if flaws[middle].row < row { low = middle + 1 } else { high = middle }
    }
    return flaws[low...].prefix { $0.row == row }
  }

  /// Whether the row should be rejected because cells are missing or too many, or a quote is never closed.
  ///
  /// Rows that differ from the rest only by empty cells at the end are not ragged: they have a warning among `flaws`.
  public func isRagged(_ row: Int) -> Bool {
    flaws(row).contains { flaw in
      switch flaw.kind {
      case .tooShort, .tooLong, .quoteUnterminated: flaw.severity == .error
      case .quoteStray, .encodingInvalid, .nul, .unreadable: false
      }
    }
  }

  /// The diagnostics of one row, with their places in the file.
  public func diagnostics(_ row: Int) -> [Diagnostic] {
    flaws(row).map { $0.diagnostic(file: file, sheet: sheet, rowNumber: rowNumber(row)) }
  }

  /// Why the row should be rejected, or nil where it may be taken.
  public func rejection(_ row: Int) -> Diagnostic? {
    flaws(row).first { $0.severity == .error }?.diagnostic(file: file, sheet: sheet, rowNumber: rowNumber(row))
  }
}
