public import Diagnostics

/// The tables of a Word document (`.docx`; ECMA-376 in its transitional and strict forms).
///
/// Opening goes through the document once and lists its tables; each is read in a further pass that ends with the table, so
/// that memory does not grow with the document. Throws `archive-damaged`, `archive-too-large`, `docx-damaged`,
/// `xml-malformed`, `xml-entity-refused`, `xml-too-complex`, `too-many-fields` and `cell-too-long`.
public final class DOCXDocument: Sendable {
  /// The document's name as used in messages.
  public let file: String
  public let tables: [DOCXTable]
  /// Tables beyond `maximumTables`, which are not listed.
  public let tablesLeftOut: Int

  private let package: OfficePackage
  private let entry: ZipEntry
  private let limits: DOCXLimits

  /// Opens the document at `path`; messages call it `file`, or `path` without one.
  public convenience init(path: String, file: String? = nil, limits: DOCXLimits = DOCXLimits()) throws(Diagnostic) {
    try self.init(
      ZipArchive(path: path, file: file, limits: limits.archive, unsafeNames: .kept), limits: limits)
  }

  /// Opens the document in an archive that is already open.
  public init(_ archive: ZipArchive, limits: DOCXLimits = DOCXLimits()) throws(Diagnostic) {
    let package = OfficePackage(archive)
    guard let part = try package.mainPart(usual: "word/document.xml"), let entry = package.entry(part) else {
      throw .docxDamaged(archive.file)
    }
    let handler = DOCXHandler(file: archive.file, limits: limits, target: nil)
    try package.parse(entry, handler)
    guard handler.isDocument else { throw .docxDamaged(archive.file) }
    file = archive.file
    tables = handler.tables.compactMap { $0 }
    tablesLeftOut = handler.tablesLeftOut
    self.package = package
    self.entry = entry
    self.limits = limits
  }

  /// Whether an open archive looks like a Word document.
  public static func isDocument(_ archive: ZipArchive) -> Bool {
    let package = OfficePackage(archive)
    if package.entry("word/document.xml") != nil { return true }
    guard package.entry("[Content_Types].xml") != nil, let part = try? package.mainPart(usual: "word/document.xml"),
      let types = try? package.contentTypes()
    else { return false }
    return types[part.lowercased()]?.contains("wordprocessingml") == true
  }

  /// A reader of a table's rows, which count from 1; blank rows are left out. `blockBytes` is about how many bytes of text
  /// one block holds.
  public func reader(of table: DOCXTable, blockBytes: Int = 1 << 16) -> DOCXTableReader {
    DOCXTableReader(
      part: "\(file)!\(entry.name)", totalUnits: entry.bytes,
      handler: DOCXHandler(file: file, limits: limits, target: table.index, blockBytes: blockBytes)
    ) { [package, entry] () throws(Diagnostic) -> any ByteSource in try package.archive.content(of: entry) }
  }
}

extension Diagnostic {
  static func docxDamaged(_ file: String) -> Diagnostic {
    Diagnostic(
      code: "docx-damaged",
      message: LocalizedText(
        id: "isi arsip ini bukan dokumen Word yang utuh", en: "the archive holds no complete Word document"),
      place: Place(file: file),
      hint: LocalizedText(
        id: "buka di aplikasi pengolah kata dan simpan sekali lagi sebagai .docx",
        en: "open it in a word processor and save it once more as .docx"))
  }
}
