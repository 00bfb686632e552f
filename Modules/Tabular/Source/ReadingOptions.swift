/// How the tables of an input are to be read; everything has a default.
public struct ReadingOptions: Sendable {
  /// The byte between the fields of a CSV file; nil to find it in the first bytes.
  public var delimiter: UInt8?
  /// The encoding of text; nil to find it from the content.
  public var encoding: CSVOptions.Encoding?
  /// How many fields a record of a CSV file must have.
  public var fieldCount = CSVOptions.FieldCount.asFirstRecord
  /// Where the records and columns of a JSON document are; nil to find them.
  public var json: JSONTableSpec?
  /// About how many bytes one block covers.
  public var blockBytes = 1 << 20
  /// How many diagnostics of each code a reader keeps whole; all are counted.
  public var keptDiagnosticsPerCode = 1000
  /// The program that reads old Excel files when called as `XLSWorker` says: this one.
  public var xlsProgram = "/proc/self/exe"

  public init() {}
}
