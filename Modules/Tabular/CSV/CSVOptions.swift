/// How a CSV file is to be read; everything has a default but the file's name.
public struct CSVOptions: Sendable {
  /// The characters a file is written in.
  public enum Encoding: String, Hashable, Sendable, CaseIterable {
    /// UTF-8, with or without a byte order mark; the default. ASCII is a part of it.
    case utf8
    /// Windows-1252, what Excel writes as plain "CSV" on Western and Indonesian systems; converted to UTF-8 on the way.
    case windows1252
    /// UTF-16 with the low byte first, what Excel writes as "Unicode text".
    case utf16le
    /// UTF-16 with the high byte first.
    case utf16be
  }

  /// How many fields a record must have.
  public enum FieldCount: Hashable, Sendable {
    /// As many as the first record that is not blank.
    case asFirstRecord
    /// Exactly so many.
    case exactly(Int)
    /// Any number; no row is ragged.
    case any
  }

  /// The file's name as used in messages.
  public var file: String
  /// The byte between fields; nil to find it in the first bytes of the file.
  public var delimiter: UInt8?
  public var encoding: Encoding = .utf8
  public var fieldCount: FieldCount = .asFirstRecord
  /// About how many bytes of input one block covers.
  public var blockBytes = 1 << 20
  /// The longest record accepted, in bytes; the reader never holds more than about twice this.
  public var maximumRecordBytes = 16 << 20
  /// The most fields accepted in one record.
  public var maximumFields = 20_000
  /// The size of the source in bytes, for progress; nil where it is not known.
  public var totalBytes: Int?
  /// How many diagnostics of each code are kept whole; all are counted.
  public var keptDiagnosticsPerCode = 1000

  public init(file: String, delimiter: UInt8? = nil, encoding: Encoding = .utf8) {
    self.file = file
    self.delimiter = delimiter
    self.encoding = encoding
  }
}
