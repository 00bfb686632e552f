import Diagnostics
import Foundation

@testable import Tabular

/// A workbook written by hand.
struct XLSXFixture {
  /// The content of `sheetData`, by the name of the sheet.
  var sheets: [(name: String, state: String, data: String)] = []
  var strings: [String]?
  /// The content of the parts around the cells.
  var styles = ""
  var workbookProperties = ""
  var head = ""
  var tail = ""
  var namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  var relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  /// The prefix with its colon.
  var prefix = ""
  /// Parts added or put in place of others; nil takes one away.
  var parts: [String: String?] = [:]

  init(_ data: String = "", strings: [String]? = nil) {
    sheets = [("Data", "visible", data)]
    self.strings = strings
  }

  var all: [(name: String, bytes: [UInt8])] {
    let p = prefix
    let xmlns = p.isEmpty ? "xmlns" : "xmlns:\(p.dropLast())"
    let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n"
    var all: [String: String] = [
      "[Content_Types].xml": declaration
        + "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>",
      "_rels/.rels": declaration
        + "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
        + "<Relationship Id=\"rId1\" Type=\"\(relationships)/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>",
      "xl/workbook.xml": declaration + "<\(p)workbook \(xmlns)=\"\(namespace)\" xmlns:r=\"\(relationships)\">"
        + "\(workbookProperties)<\(p)sheets>"
        + sheets.enumerated().map { index, sheet in
          "<\(p)sheet name=\"\(sheet.name)\" sheetId=\"\(index + 1)\" state=\"\(sheet.state)\" r:id=\"s\(index)\"/>"
        }.joined() + "</\(p)sheets></\(p)workbook>",
      "xl/_rels/workbook.xml.rels": declaration
        + "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
        + sheets.indices.map {
          "<Relationship Id=\"s\($0)\" Type=\"\(relationships)/worksheet\" Target=\"worksheets/sheet\($0 + 1).xml\"/>"
        }.joined() + "<Relationship Id=\"st\" Type=\"\(relationships)/styles\" Target=\"styles.xml\"/>"
        + (strings == nil
          ? "" : "<Relationship Id=\"ss\" Type=\"\(relationships)/sharedStrings\" Target=\"/xl/sharedStrings.xml\"/>")
        + "</Relationships>",
      "xl/styles.xml": declaration + "<\(p)styleSheet \(xmlns)=\"\(namespace)\">\(styles)</\(p)styleSheet>",
    ]
    for (index, sheet) in sheets.enumerated() {
      all["xl/worksheets/sheet\(index + 1).xml"] = XLSXFixture.sheet(
        sheet.data, head: head, tail: tail, prefix: p, namespace: namespace)
    }
    if let strings {
      all["xl/sharedStrings.xml"] =
        declaration + "<\(p)sst \(xmlns)=\"\(namespace)\">" + strings.map { "<\(p)si>\($0)</\(p)si>" }.joined()
        + "</\(p)sst>"
    }
    for (name, text) in parts { all[name] = text }
    return all.sorted { $0.key < $1.key }.map { ($0.key, Array($0.value.utf8)) }
  }

  static func sheet(
    _ data: String, head: String = "", tail: String = "", prefix: String = "",
    namespace: String = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  ) -> String {
    let xmlns = prefix.isEmpty ? "xmlns" : "xmlns:\(prefix.dropLast())"
    return "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n"
      + "<\(prefix)worksheet \(xmlns)=\"\(namespace)\" xmlns:x14ac=\"http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac\">"
      + "\(head)<\(prefix)sheetData>\(data)</\(prefix)sheetData>\(tail)</\(prefix)worksheet>"
  }

  func bytes() throws -> [UInt8] { try Archives.zip(all) }

  func workbook(limits: XLSXLimits = XLSXLimits()) throws -> XLSXWorkbook {
    let folder = try TemporaryFolder()
    return try XLSXWorkbook(path: try folder.file("b.xlsx", try bytes()), file: "b.xlsx", limits: limits)
  }

  /// The first sheet.
  func reading(limits: XLSXLimits = XLSXLimits(), blockBytes: Int = 1 << 20) throws -> TableReading {
    let workbook = try workbook(limits: limits)
    return TableReading(try workbook.reader(of: workbook.sheets[0], blockBytes: blockBytes))
  }
}

/// Everything a reader says about a table, for comparing with what is expected.
struct TableReading: Equatable, CustomStringConvertible {
  struct Row: Equatable {
    var number: Int
    /// A letter for the kind of each cell, and its text.
    var cells: [String]
  }

  var rows: [Row] = []
  var problem: Diagnostic?

  init(_ reader: some RowReader) {
    var reader = reader
    do {
      while let block = try reader.nextBlock() {
        for row in 0..<block.rowCount {
          let cells = block.cells(row).enumerated().map { column, text in
            text.isEmpty ? "" : TableReading.letter(block.kind(row, column)) + ":" + text
          }
          rows.append(Row(number: block.rowNumber(row), cells: cells))
        }
      }
      let more = try reader.nextBlock()
      if more != nil { problem = Diagnostic(code: "block-after-the-end", message: "") }
    } catch { problem = error }
  }

  var description: String {
    rows.map { "\($0.number) \($0.cells)" }.joined(separator: "\n") + "\n\(problem.map { $0.line(in: .english) } ?? "")"
  }

  private static func letter(_ kind: CellKind) -> String {
    switch kind {
    case .text: "t"
    case .number: "n"
    case .date: "d"
    case .boolean: "b"
    case .error: "e"
    }
  }
}
