/// What a workbook may cost at most.
public struct XLSXLimits: Hashable, Sendable {
  /// Columns of a sheet, as Excel has them; a cell beyond is `too-many-fields`.
  public var maximumColumns = 16_384
  /// The highest row number; Excel has 1,048,576, other programs write more.
  public var maximumRows = 16_777_216
  /// Bytes of one cell's text; Excel allows 32,767 characters. Longer is `cell-too-long`.
  public var maximumCellBytes = 1 << 20
  /// Bytes of one row's texts, which cells of a few bytes can ask for by repeating a shared text. More is `record-too-long`.
  public var maximumRowBytes = 16 << 20
  /// Empty cells before filled ones, over a whole sheet: a bound on the work that a few bytes can ask for.
  public var maximumGapCells = 1 << 29
  /// Bytes of all texts of a sheet, a shared text counted each time a cell refers to it.
  public var maximumTextBytes = 4 << 30
  /// Sheets of a workbook.
  public var maximumSheets = 10_000
  /// Merged ranges kept of a sheet.
  public var maximumMergedRanges = 100_000
  /// Shared strings held in memory; more of them go to a temporary file.
  public var sharedStringBytesInMemory = 24 << 20
  /// Shared strings in all.
  public var maximumSharedStringBytes = 4 << 30
  public var archive = ZipLimits()

  public init() {}
}
