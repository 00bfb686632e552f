package import CXlsxWriter
package import Diagnostics
package import Foundation

/// A workbook being written by libxlsxwriter.
package final class XLSXWorkbook {
  private let workbook: UnsafeMutablePointer<lxw_workbook>
  private let folder: UnsafeMutablePointer<CChar>?
  private var names = XLSXSheetNames()
  private var formats: [XLSXStyle: UnsafeMutablePointer<lxw_format>] = [:]
  private var sheets: [XLSXSheet] = []
  /// How many texts were longer than a cell holds and were cut.
  package var cutTexts = 0

  /// - Parameters:
  ///   - streaming: whether rows go to a temporary file as they come.
  ///   - isHuge: whether a part may pass 4 GiB; only then the file uses ZIP64, which some readers do not know.
  package init(path: String, streaming: Bool, isHuge: Bool) throws(Diagnostic) {
    folder = strdup(NSTemporaryDirectory())
    var options = lxw_workbook_options()
    options.constant_memory = streaming ? 1 : 0
    options.use_zip64 = isHuge ? 1 : 0
    options.tmpdir = folder
    guard let workbook = workbook_new_opt(path, &options) else {
      free(folder)
      throw Diagnostic.outputUnwritable(path, ENOMEM)
    }
    self.workbook = workbook
  }

  deinit { free(folder) }

  package func describe(title: String, createdAt: Date?) {
    let title = strdup(XLSXText.clean(title))
    defer { free(title) }
    var properties = lxw_doc_properties()
    properties.title = title
    if let createdAt { properties.created = time_t(createdAt.timeIntervalSince1970) }
    workbook_set_properties(workbook, &properties)
  }

  /// Adds a sheet with a legal name near `wish`.
  ///
  /// libxlsxwriter refuses names it holds for illegal and runs out of temporary files on a full disk; both give nil.
  package func addSheet(named wish: String, fallback: String) -> XLSXSheet? {
    let name = names.name(for: wish, fallback: fallback)
    guard let pointer = workbook_add_worksheet(workbook, name) else {
      failed = true
      return nil
    }
    let sheet = XLSXSheet(sheet: pointer, name: name, workbook: self)
    sheets.append(sheet)
    return sheet
  }

  private var failed = false

  /// Notes that something could not be written; closing tells.
  func fail() { failed = true }

  package func format(_ style: XLSXStyle) -> UnsafeMutablePointer<lxw_format>? {
    if let known = formats[style] { return known }
    guard let format = workbook_add_format(workbook) else { return nil }
    style.apply(to: format)
    formats[style] = format
    return format
  }

  package func addChart(_ type: lxw_chart_type) -> UnsafeMutablePointer<lxw_chart>? {
    workbook_add_chart(workbook, UInt8(type.rawValue))
  }

  /// Writes the file and frees the workbook; nothing may be called afterwards.
  package func close() throws(Diagnostic) {
    let isComplete = sheets.allSatisfy(\.isComplete)
    errno = 0
    let result = workbook_close(workbook)
    let number = errno
    if failed || !isComplete || result != LXW_NO_ERROR {
      throw Diagnostic.outputUnwritable(NSTemporaryDirectory(), number == 0 ? ENOSPC : number)
    }
  }
}

/// A sheet being written; rows must be written from top to bottom.
package struct XLSXSheet {
  package let sheet: UnsafeMutablePointer<lxw_worksheet>
  package let name: String
  package let workbook: XLSXWorkbook

  /// Whether everything written so far arrived in the temporary file of a streamed sheet.
  package var isComplete: Bool {
    guard let file = sheet.pointee.optimize_tmpfile else { return true }
    return fflush(file) == 0 && ferror(file) == 0
  }

  package func write(_ text: String, _ row: Int, _ column: Int, _ style: XLSXStyle = XLSXStyle()) {
    let cell = XLSXText.cell(text)
    if cell.wasCut { workbook.cutTexts += 1 }
    worksheet_write_string(sheet, UInt32(row), UInt16(column), cell.text, workbook.format(style))
  }

  package func write(_ number: Double, _ row: Int, _ column: Int, _ style: XLSXStyle) {
    worksheet_write_number(sheet, UInt32(row), UInt16(column), number, workbook.format(style))
  }

  /// A formula whose result is a number; `number` is shown until a spreadsheet program computes it.
  package func formula(_ formula: String, number: Double, _ row: Int, _ column: Int, _ style: XLSXStyle = XLSXStyle()) {
    worksheet_write_formula_num(sheet, UInt32(row), UInt16(column), formula, workbook.format(style), number)
  }

  /// The same for one whose result is a text.
  package func formula(_ formula: String, text: String, _ row: Int, _ column: Int, _ style: XLSXStyle = XLSXStyle()) {
    worksheet_write_formula_str(sheet, UInt32(row), UInt16(column), formula, workbook.format(style), text)
  }

  package func writeBlank(_ row: Int, _ column: Int, _ style: XLSXStyle) {
    worksheet_write_blank(sheet, UInt32(row), UInt16(column), workbook.format(style))
  }

  package func write(_ day: (year: Int, month: Int, day: Int), _ row: Int, _ column: Int, _ style: XLSXStyle) {
    var date = lxw_datetime(
      year: Int32(day.year), month: Int32(day.month), day: Int32(day.day), hour: 0, min: 0, sec: 0)
    worksheet_write_datetime(sheet, UInt32(row), UInt16(column), &date, workbook.format(style))
  }

  /// Makes a row as high as its wrapped texts need; to be called before its cells are written.
  package func setHeight(ofRow row: Int, for texts: [(text: String, width: Int)]) {
    let lines = texts.map { TextWrap.lines($0.text, width: max(2, $0.width)).count }.max() ?? 1
    if lines > 1 { worksheet_set_row(sheet, UInt32(row), min(409, 15 * Double(lines) + 3), nil) }
  }

  /// The width of a column in characters of the usual font.
  package func setWidth(_ width: Int, ofColumn column: Int) {
    worksheet_set_column(sheet, UInt16(column), UInt16(column), Double(width), nil)
  }
}
