/// What an input may not exceed, whatever its format: nothing it claims or unpacks to can take unbounded memory or time.
public struct InputLimits: Hashable, Sendable {
  /// Bytes that one compressed stream or archive may unpack to.
  public var unpackedBytes = 16 << 30
  /// How many times as large as its packed form a stream may become, once `trustedBytes` are unpacked.
  public var ratio = 250
  /// Bytes that may be unpacked at any ratio.
  public var trustedBytes = 64 << 20
  /// Members of an archive, or files of a folder.
  public var members = 500_000
  /// Archives within archives: 2 allows a ZIP in a ZIP.
  public var archiveDepth = 2
  /// Bytes of one member that has to be kept in a temporary file (a workbook inside an archive).
  public var spooledBytes = 2 << 30
  /// Bytes of one record: a line of CSV, an element of a JSON array.
  public var recordBytes = 16 << 20
  /// Cells of one row.
  public var fields = 20_000
  /// Bytes of a JSON document up to which it is looked at as a whole; of longer ones the records are read one by one.
  public var wholeDocumentBytes = 4 << 20
  /// Depth and tokens of JSON.
  public var json = JSONLimits()
  /// Memory of the process that reads an old Excel file, in bytes.
  public var childMemoryBytes = 2 << 30
  /// Seconds that process may compute, or be waited for.
  public var childSeconds = 60

  public init() {}
}
