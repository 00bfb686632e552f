import CXlsxWriter
import Diagnostics
import Workbooks

/// Writes one table as a sheet, or as several where it is too long for one.
struct XLSXTableSheet {
  let document: ReportDocument
  let table: ReportTable
  let language: Language
  let rowsPerSheet: Int

  func write(to workbook: XLSXWorkbook) {
    let headings = TextHeadings(table: table, language: language)
    let (widths, widest) = widths(headings)
    let page = XLSXPage(document: document, language: language)
    let lines = page.titleLines(table: headings.title)
    // Two rows stay free for the note.
    let capacity = max(1, rowsPerSheet - lines.count - 4)
    var start = 0
    repeat {
      let rows = start..<min(start + capacity, table.rows.count)
      guard let sheet = workbook.addSheet(named: table.title[language], fallback: table.id) else { return }
      let top = page.writeTitle(lines, on: sheet)
      for (column, width) in widths.enumerated() { sheet.setWidth(width, ofColumn: column) }
      setUp(sheet, header: top, rows: rows.count, widths: widths)
      writeHeader(headings, widths: widths, at: top, on: sheet)
      for row in rows {
        write(table.rows[row], isTotal: table.totalRows.contains(row), widest, top + 1 + row - start, sheet)
      }
      let below = writeEnd(rows, below: top + 1 + rows.count, on: sheet)
      if start == 0 {
        XLSXCharts(document: document, table: table, language: language)
          .insert(on: sheet, header: top, rows: rows, below: below)
      }
      start = rows.upperBound
    } while start < table.rows.count
  }

  /// The width of each column, and the greatest there is: the more long texts stand side by side, the earlier they wrap, so
  /// that the sheet can be read when it is printed.
  private func widths(_ headings: TextHeadings) -> (widths: [Int], widest: Int) {
    let values = ValueText(language: language)
    var widths = headings.columns.map { header in
      // Room for the button of the filter.
      max(TextWrap.longestWord(header) + 3, (DisplayWidth.of(header) + 2) / 3)
    }
    for row in table.rows {
      for (column, value) in zip(widths.indices, row) {
        widths[column] = max(widths[column], DisplayWidth.of(values.text(value)) + 2)
      }
    }
    for column in widths.indices where isIndented(column) { widths[column] += 1 }
    let widest =
      Self.widest.first { limit in widths.reduce(0) { $0 + min($1, limit) } <= Self.printable }
      ?? Self.widest[Self.widest.count - 1]
    return (widths.map { min(max($0, 6), widest) }, widest)
  }

  /// Limits of a column in characters, tried in turn; longer texts are wrapped.
  private static let widest = [60, 48, 38, 30, 24]
  /// Characters that a line has on a page of A4 on its side, small but legible.
  private static let printable = 190

  private static func isLong(_ text: String, _ widest: Int) -> Bool {
    text.utf8.count > widest - 2 && (DisplayWidth.of(text) > widest - 2 || text.contains("\n"))
  }

  /// Words right after figures would touch them.
  private func isIndented(_ column: Int) -> Bool {
    column > 0 && !table.columns[column].type.isNumber && table.columns[column - 1].type.isNumber
  }

  private func writeHeader(_ headings: TextHeadings, widths: [Int], at row: Int, on sheet: XLSXSheet) {
    sheet.setHeight(ofRow: row, for: zip(headings.columns, widths).map { ($0, $1 - 3) })
    for (column, header) in headings.columns.enumerated() {
      let style = XLSXStyle(
        role: .header, isRight: table.columns[column].type.isNumber, isIndented: isIndented(column))
      sheet.write(header, row, column, style)
    }
  }

  private func write(_ cells: [ReportValue], isTotal: Bool, _ widest: Int, _ row: Int, _ sheet: XLSXSheet) {
    let values = ValueText(language: language)
    let long = cells.prefix(table.columns.count).compactMap { value -> String? in
      let text = values.textIfWords(value)
      return text.flatMap { Self.isLong($0, widest) ? $0 : nil }
    }
    sheet.setHeight(ofRow: row, for: long.map { ($0, widest - 2) })
    for column in table.columns.indices {
      let value = cells.indices.contains(column) ? cells[column] : .missing
      var style = XLSXStyle(
        role: isTotal ? .total : .plain, numberFormat: value.numberFormat, isTop: !long.isEmpty,
        isIndented: isIndented(column))
      if value.isMissing {
        if isTotal { sheet.writeBlank(row, column, style) }
        continue
      }
      switch value {
      case .missing: break
      case .integer(let number): sheet.write(Double(number), row, column, style)
      case .real(let number, _): sheet.write(number, row, column, style)
      case .percent(let number, _): sheet.write(number / 100, row, column, style)
      case .date(let day):
        if let parts = DateText.parts(day), parts.year >= 1900 {
          sheet.write(parts, row, column, style)
        } else {
          style.numberFormat = nil
          sheet.write(day, row, column, style)
        }
      case .text, .category, .code, .period:
        let text = values.text(value)
        style.wraps = Self.isLong(text, widest)
        sheet.write(text, row, column, style)
      }
    }
  }

  /// The sentence about an empty table, and the table's note; returns the first free row.
  private func writeEnd(_ rows: Range<Int>, below: Int, on sheet: XLSXSheet) -> Int {
    var row = below
    if table.rows.isEmpty {
      sheet.write(ReportWords.noRows[language], row, 0)
      row += 1
    }
    if let note = table.note, rows.upperBound == table.rows.count {
      sheet.write(note[language], row + 1, 0)
      row += 2
    }
    return row
  }

  /// To be called before the header is written: on a streamed sheet the filter cannot begin in a row that has passed.
  private func setUp(_ sheet: XLSXSheet, header: Int, rows: Int, widths: [Int]) {
    let keys = table.repeatedColumns
    let fits = widths.prefix(keys).reduce(0, +) <= 50
    worksheet_freeze_panes(sheet.sheet, UInt32(header + 1), UInt16(fits ? keys : 0))
    guard !table.columns.isEmpty else { return }
    let last = UInt16(table.columns.count - 1)
    if rows > 0 {
      worksheet_autofilter(sheet.sheet, UInt32(header), 0, UInt32(header + rows), last)
      let range = "A\(header + 2):\(XLSXReference.column(Int(last)))\(header + 1 + rows)"
      worksheet_ignore_errors(sheet.sheet, UInt8(LXW_IGNORE_NUMBER_STORED_AS_TEXT.rawValue), range)
    }
    worksheet_repeat_rows(sheet.sheet, UInt32(header), UInt32(header))
    sheet.setUpPrinting(isWide: widths.reduce(0, +) > 90)
  }
}
