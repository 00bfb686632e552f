/// What a ZIP archive may cost at most; an archive beyond it is refused (`archive-too-large`) before or while it is read.
public struct ZipLimits: Hashable, Sendable {
  /// The most entries, folders included.
  public var maximumEntries = 100_000
  /// The most bytes one entry may inflate to.
  public var maximumEntryBytes = 8 << 30
  /// The most bytes all entries together may inflate to.
  public var maximumTotalBytes = 16 << 30
  /// The most bytes that may come out of one compressed byte, once an entry has given `ratioFloor` bytes. Worksheets reach
  /// 50, a bomb about 1000.
  public var maximumRatio = 250
  /// Bytes below which the ratio does not matter.
  public var ratioFloor = 32 << 20

  public init() {}
}
