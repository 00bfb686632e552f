public import Diagnostics

/// One table of an input: a file of text, a worksheet, a table of a document, all JSON documents of an archive together.
public struct SourcePart: Sendable {
  /// What the part is; never an archive.
  public let kind: SourceKind
  /// The name in messages: the file, and after `!` the member of an archive.
  public let file: String
  /// The path in the archive or folder; nil for a file by itself, and for many documents read as one table.
  public let member: String?
  /// The worksheet, for workbooks.
  public let sheet: String?
  /// Whether the worksheet is hidden.
  public let isHidden: Bool
  /// The heading above a table of a document.
  public let title: String?
  /// How many rows the file says the part has; not to be relied on.
  public let estimatedRows: Int?
  /// How many documents are read as one table; 1 for all other parts.
  public let documents: Int

  let open: @Sendable (ReadingOptions) throws(Diagnostic) -> any RowReader
  let findMerged: @Sendable () throws(Diagnostic) -> [CellRange]

  init(
    kind: SourceKind, file: String, member: String?, sheet: String? = nil, isHidden: Bool = false, title: String? = nil,
    estimatedRows: Int? = nil, documents: Int = 1,
    merged: @escaping @Sendable () throws(Diagnostic) -> [CellRange] = { () throws(Diagnostic) in [] },
    open: @escaping @Sendable (ReadingOptions) throws(Diagnostic) -> any RowReader
  ) {
    self.kind = kind
    self.file = file
    self.member = member
    self.sheet = sheet
    self.isHidden = isHidden
    self.title = title
    self.estimatedRows = estimatedRows
    self.documents = documents
    self.open = open
    findMerged = merged
  }

  /// A reader of the part from its beginning; may be called again.
  public func reader(_ options: ReadingOptions = ReadingOptions()) throws(Diagnostic) -> any RowReader {
    try open(options)
  }

  /// The merged cells of a worksheet; empty for all other parts.
  public func mergedRanges() throws(Diagnostic) -> [CellRange] { try findMerged() }
}
