/// What a document may cost at most.
public struct DOCXLimits: Hashable, Sendable {
  /// Tables, nested ones included; further ones are left out and counted in `tablesLeftOut`.
  public var maximumTables = 1000
  /// Columns of a table; Word has 63. A cell beyond is `too-many-fields`.
  public var maximumColumns = 16_384
  /// Bytes of one cell's text. Longer is `cell-too-long`.
  public var maximumCellBytes = 1 << 20
  /// Bytes of one row's texts. More is `record-too-long`.
  public var maximumRowBytes = 16 << 20
  /// Merged ranges kept of all tables.
  public var maximumMergedRanges = 100_000
  public var archive = ZipLimits()

  public init() {}
}
