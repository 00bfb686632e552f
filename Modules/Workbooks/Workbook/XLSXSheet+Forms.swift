import CXlsxWriter
import Foundation

/// What may be put into a cell, as a spreadsheet program checks it while somebody types.
package enum XLSXEntryRule: Hashable {
  /// One of a list, offered as a drop-down.
  case list([String])
  /// One of the cells of a range, such as `=Daftar!$A$2:$A$30`, offered as a drop-down: for long lists.
  case range(String)
  case whole(minimum: Double?, maximum: Double?)
  case decimal(minimum: Double?, maximum: Double?)
  /// A day from 1900 on.
  case date
  /// Anything: only the prompt is shown.
  case any

  /// The characters a list may have in a cell rule, commas counted.
  static let listLimit = 255

  /// Whether `words` fit into a rule of their own; else they need cells to point to.
  package static func fits(_ words: [String]) -> Bool {
    words.joined(separator: ",").unicodeScalars.count <= listLimit && !words.contains { $0.contains(",") }
  }
}

extension XLSXSheet {
  /// Lets the cells of some rows of a column take only what `rule` allows; blank is always allowed.
  ///
  /// - Parameters:
  ///   - prompt: shown beside a selected cell.
  ///   - refusal: shown when something else was typed.
  package func restrict(
    column: Int, rows: Range<Int>, to rule: XLSXEntryRule, prompt: (title: String, text: String), refusal: String
  ) {
    guard !rows.isEmpty else { return }
    var validation = lxw_data_validation()
    validation.ignore_blank = UInt8(LXW_VALIDATION_ON.rawValue)
    var owned: [UnsafeMutablePointer<CChar>?] = []
    defer { for copy in owned { free(copy) } }
    func text(_ words: String, _ limit: Int) -> UnsafeMutablePointer<CChar>? {
      let copy = strdup(XLSXText.prefix(of: XLSXText.clean(words), units: limit))
      owned.append(copy)
      return copy
    }
    func between(_ minimum: Double?, _ maximum: Double?, _ type: lxw_validation_types) {
      validation.validate = UInt8(type.rawValue)
      switch (minimum, maximum) {
      case (let low?, let high?):
        validation.criteria = UInt8(LXW_VALIDATION_CRITERIA_BETWEEN.rawValue)
        validation.minimum_number = low
        validation.maximum_number = high
      case (let low?, nil):
        validation.criteria = UInt8(LXW_VALIDATION_CRITERIA_GREATER_THAN_OR_EQUAL_TO.rawValue)
        validation.value_number = low
      case (nil, let high?):
        validation.criteria = UInt8(LXW_VALIDATION_CRITERIA_LESS_THAN_OR_EQUAL_TO.rawValue)
        validation.value_number = high
      case (nil, nil):
        validation.criteria = UInt8(LXW_VALIDATION_CRITERIA_BETWEEN.rawValue)
        validation.minimum_number = -999_999_999_999_999
        validation.maximum_number = 999_999_999_999_999
      }
    }
    var words: [UnsafeMutablePointer<CChar>?] = []
    switch rule {
    case .list(let list):
      validation.validate = UInt8(LXW_VALIDATION_TYPE_LIST.rawValue)
      words = list.map { text($0, XLSXEntryRule.listLimit) } + [nil]
    case .range(let reference):
      validation.validate = UInt8(LXW_VALIDATION_TYPE_LIST_FORMULA.rawValue)
      validation.value_formula = text(reference, XLSXEntryRule.listLimit)
    case .whole(let low, let high): between(low, high, LXW_VALIDATION_TYPE_INTEGER)
    case .decimal(let low, let high): between(low, high, LXW_VALIDATION_TYPE_DECIMAL)
    case .date:
      validation.validate = UInt8(LXW_VALIDATION_TYPE_DATE.rawValue)
      validation.criteria = UInt8(LXW_VALIDATION_CRITERIA_BETWEEN.rawValue)
      validation.minimum_datetime = lxw_datetime(year: 1900, month: 1, day: 1, hour: 0, min: 0, sec: 0)
      validation.maximum_datetime = lxw_datetime(year: 2200, month: 12, day: 31, hour: 0, min: 0, sec: 0)
    case .any: validation.validate = UInt8(LXW_VALIDATION_TYPE_ANY.rawValue)
    }
    validation.input_title = text(prompt.title, 32)
    validation.input_message = text(prompt.text, 255)
    validation.error_title = text(prompt.title, 32)
    validation.error_message = text(refusal, 255)
    words.withUnsafeMutableBufferPointer { buffer in
      if buffer.count > 0 { validation.value_list = buffer.baseAddress }
      let result = worksheet_data_validation_range(
        sheet, UInt32(rows.lowerBound), UInt16(column), UInt32(rows.upperBound - 1), UInt16(column), &validation)
      if result != LXW_NO_ERROR { workbook.fail() }
    }
  }

  /// Puts a note on a cell, as large as its text needs.
  package func comment(_ text: String, _ row: Int, _ column: Int) {
    var options = lxw_comment_options()
    let lines = TextWrap.lines(text, width: 32).count
    options.width = 240
    options.height = UInt16(clamping: 18 * (lines + 1))
    worksheet_write_comment_opt(
      sheet, UInt32(row), UInt16(column), XLSXText.prefix(of: XLSXText.clean(text), units: 8000), &options)
  }

  /// Keeps locked cells from being changed by mistake. There is no password: whoever has to may lift it. Filters, widths
  /// and heights stay free.
  package func protect() {
    var options = lxw_protection()
    options.format_cells = 1
    options.format_columns = 1
    options.format_rows = 1
    options.sort = 1
    options.autofilter = 1
    worksheet_protect(sheet, nil, &options)
  }

  /// A4, as many pages long as needed and one wide, with page numbers and, where given, a heading on every page.
  ///
  /// - Parameter keyColumns: where given, the sheet is as many pages wide as needed, and these leading columns stand on
  ///   each: for sheets that would be too small to read on one page.
  package func setUpPrinting(isWide: Bool, heading: String? = nil, keyColumns: Int? = nil) {
    worksheet_set_paper(sheet, 9)
    if isWide { worksheet_set_landscape(sheet) }
    if let keyColumns {
      if keyColumns > 0 { worksheet_repeat_columns(sheet, 0, UInt16(keyColumns - 1)) }
    } else {
      worksheet_fit_to_pages(sheet, 1, 0)
    }
    worksheet_set_footer(sheet, "&L&A&R&P / &N")
    if let heading {
      // An ampersand begins a code; a header holds 255 characters.
      let text = XLSXText.clean(heading).split(separator: "&", omittingEmptySubsequences: false).joined(separator: "&&")
      worksheet_set_header(sheet, "&L&B" + XLSXText.prefix(of: text, units: 240))
    }
  }

  /// Keeps the first rows and columns in view and prints the rows again on every page.
  package func freeze(rows: Int, columns: Int) {
    worksheet_freeze_panes(sheet, UInt32(rows), UInt16(columns))
    if rows > 0 { worksheet_repeat_rows(sheet, 0, UInt32(rows - 1)) }
  }

  /// Puts filter buttons on a row of headings.
  package func filter(header: Int, rows: Int, columns: Int) {
    guard rows > 0, columns > 0 else { return }
    worksheet_autofilter(sheet, UInt32(header), 0, UInt32(header + rows), UInt16(columns - 1))
  }

  /// Numbers written as text are meant so: no green corners.
  package func expectsNumbersAsText(column: Int, rows: Range<Int>) {
    guard !rows.isEmpty else { return }
    let letters = XLSXReference.column(column)
    worksheet_ignore_errors(
      sheet, UInt8(LXW_IGNORE_NUMBER_STORED_AS_TEXT.rawValue),
      "\(letters)\(rows.lowerBound + 1):\(letters)\(rows.upperBound)")
  }

  /// Writes a text over several columns of one row.
  package func writeMerged(_ text: String, _ row: Int, columns: ClosedRange<Int>, _ style: XLSXStyle) {
    guard columns.count > 1 else { return write(text, row, columns.lowerBound, style) }
    worksheet_merge_range(
      sheet, UInt32(row), UInt16(columns.lowerBound), UInt32(row), UInt16(columns.upperBound),
      XLSXText.cell(text).text, workbook.format(style))
  }

  /// The height of a row in points.
  package func setHeight(_ points: Double, ofRow row: Int) { worksheet_set_row(sheet, UInt32(row), points, nil) }

  package func hideColumn(_ column: Int) {
    var options = lxw_row_col_options()
    options.hidden = 1
    worksheet_set_column_opt(sheet, UInt16(column), UInt16(column), 8, nil, &options)
  }

  /// Whether rows go to a temporary file as they come, which notes on cells cannot.
  package var isStreamed: Bool { sheet.pointee.optimize != 0 }

  /// Takes the sheet out of view; it must not be the first.
  package func hide() { worksheet_hide(sheet) }
}
