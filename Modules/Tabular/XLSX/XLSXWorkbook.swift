public import Diagnostics
import Synchronization

/// An Excel workbook (`.xlsx`, `.xlsm`; ECMA-376 in its transitional and strict forms), read as a stream.
///
/// Opening reads the list of sheets; styles and shared texts are read with the first sheet. Memory is bounded by a block of
/// rows and the limit for shared texts, not by the workbook. Throws `archive-damaged`, `archive-too-large`,
/// `xlsx-damaged`, `xml-malformed`, `xml-entity-refused`, `xml-too-complex` and `format-unsupported` (`.xlsb`).
public final class XLSXWorkbook: Sendable {
  /// The workbook's name as used in messages.
  public let file: String
  /// The worksheets in the order of their tabs, hidden ones included; sheets that hold only a chart are left out.
  public let sheets: [XLSXSheet]
  /// Whether days count from 1904, as old Macintosh workbooks have it.
  public var countsFrom1904: Bool { epoch == .from1904 }

  private let package: OfficePackage
  private let epoch: SerialDate.Epoch
  private let limits: XLSXLimits
  private let stringsPart: String?
  private let stylesPart: String?
  private let shared = Mutex<Shared?>(nil)

  /// What all sheets refer to.
  private struct Shared {
    let strings: SharedStrings
    let formats: [NumberFormat]
  }

  /// Opens the workbook at `path`; messages call it `file`, or `path` without one.
  public convenience init(path: String, file: String? = nil, limits: XLSXLimits = XLSXLimits()) throws(Diagnostic) {
    try self.init(
      ZipArchive(path: path, file: file, limits: limits.archive, unsafeNames: .kept), limits: limits)
  }

  /// Opens the workbook in an archive that is already open.
  public init(_ archive: ZipArchive, limits: XLSXLimits = XLSXLimits()) throws(Diagnostic) {
    let file = archive.file
    let package = OfficePackage(archive)
    guard let part = try package.mainPart(usual: "xl/workbook.xml"), let entry = package.entry(part) else {
      throw .xlsxDamaged(
        file, LocalizedText(id: "buku kerja tidak memuat daftar lembar", en: "the workbook has no list of sheets"))
    }
    guard !part.lowercased().hasSuffix(".bin") else { throw .binaryWorkbook(file) }
    let handler = WorkbookHandler(maximumSheets: limits.maximumSheets)
    try package.parse(entry, handler)
    guard handler.isWorkbook else {
      throw .xlsxDamaged(
        file, LocalizedText(id: "isi arsip ini bukan buku kerja Excel", en: "the archive holds no Excel workbook"))
    }
    let relationships = try package.relationships(of: part)
    let byID = Dictionary(relationships.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var sheets: [XLSXSheet] = []
    for sheet in handler.sheets {
      let target = byID[sheet.relationship]
      if let target, target.type != "worksheet" { continue }
      let name = target?.target ?? ""
      sheets.append(
        XLSXSheet(
          index: sheets.count, name: sheet.name, visibility: sheet.visibility, part: name,
          bytes: package.entry(name)?.bytes ?? 0))
    }
    self.file = file
    self.sheets = sheets
    self.package = package
    self.limits = limits
    epoch = handler.epoch
    stringsPart = relationships.first { $0.type == "sharedStrings" }?.target
    stylesPart = relationships.first { $0.type == "styles" }?.target
  }

  /// Whether an open archive looks like a workbook.
  public static func isWorkbook(_ archive: ZipArchive) -> Bool {
    let package = OfficePackage(archive)
    if package.entry("xl/workbook.xml") != nil || package.entry("xl/workbook.bin") != nil { return true }
    guard package.entry("[Content_Types].xml") != nil, let part = try? package.mainPart(usual: "xl/workbook.xml"),
      let types = try? package.contentTypes()
    else { return false }
    return types[part.lowercased()]?.contains("spreadsheetml") == true
  }

  /// A reader of a sheet's rows. Row numbers are those of the sheet; blank rows are left out; empty cells before the last
  /// filled one of a row are empty fields. `blockBytes` is about how many bytes of text one block holds.
  public func reader(of sheet: XLSXSheet, blockBytes: Int = 1 << 20) throws(Diagnostic) -> XLSXSheetReader {
    let (entry, context) = try open(sheet, blockBytes: blockBytes)
    return XLSXSheetReader(
      part: "\(file)!\(entry.name)", totalUnits: entry.bytes, context: context, method: .scanner
    ) { [archive = package.archive] () throws(Diagnostic) -> any ByteSource in try archive.content(of: entry) }
  }

  /// The merged ranges of a sheet that begin in its first `rows` rows, in the order of the sheet.
  ///
  /// They stand behind the rows, so that this inflates all of the sheet once more (half a gigabyte a second) without reading
  /// it; memory is bounded by the number of ranges.
  public func mergedRanges(of sheet: XLSXSheet, beginningInFirst rows: Int = .max) throws(Diagnostic) -> [CellRange] {
    let (entry, context) = try open(sheet, blockBytes: 1 << 12)
    let part = "\(file)!\(entry.name)"
    var grammar = SheetGrammar(SheetCells(context, rowsBefore: .max))
    let scanner = try SheetScanner(
      try package.archive.content(of: entry), part: part, grammar: grammar, rows: .passedOver)
    if try scanner.advance() != .finished {
      grammar = SheetGrammar(SheetCells(context, rowsBefore: .max))
      let reader = try SheetExpatReader(try package.archive.content(of: entry), part: part, grammar: grammar)
      while try reader.advance() == .paused { _ = grammar.cells.take() }
    }
    return grammar.mergedRanges.filter { $0.rows.lowerBound <= rows }
  }

  private func open(
    _ sheet: XLSXSheet, blockBytes: Int
  ) throws(Diagnostic) -> (ZipEntry, SheetContext) {
    guard let entry = package.entry(sheet.part), !sheet.part.isEmpty else {
      throw .xlsxDamaged(
        file, sheet: sheet.name,
        LocalizedText(
          id: "isi lembar \"\(sheet.name)\" tidak ada di buku kerja",
          en: "the content of the sheet \"\(sheet.name)\" is missing from the workbook"))
    }
    let shared = try loadShared()
    return (
      entry,
      SheetContext(
        file: file, sheet: sheet.name, strings: shared.strings, formats: shared.formats, epoch: epoch, limits: limits,
        blockBytes: blockBytes)
    )
  }

  private func loadShared() throws(Diagnostic) -> Shared {
    let result: Result<Shared, Diagnostic> = shared.withLock { known in
      if let known { return .success(known) }
      do throws(Diagnostic) {
        let loaded = Shared(strings: try readStrings(), formats: try readFormats())
        known = loaded
        return .success(loaded)
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  private func readStrings() throws(Diagnostic) -> SharedStrings {
    guard let part = stringsPart, let entry = package.entry(part) else { return .empty }
    let strings = SharedStrings(
      file: file, bytesInMemory: limits.sharedStringBytesInMemory, maximumBytes: limits.maximumSharedStringBytes)
    try package.parse(
      entry, SharedStringsHandler(strings, file: "\(file)!\(entry.name)", maximumBytes: limits.maximumCellBytes))
    try strings.finish()
    return strings
  }

  private func readFormats() throws(Diagnostic) -> [NumberFormat] {
    guard let part = stylesPart, let entry = package.entry(part) else { return [] }
    let handler = StylesHandler()
    try package.parse(entry, handler)
    return handler.formats
  }
}
