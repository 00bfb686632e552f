public import Foundation
import Importers
public import Workbooks

/// Writes rejected rows as a workbook: a receipt where one is asked for, and a sheet for each source table in its layout,
/// the faulty cells marked, the reasons beside them and the rejects' ids in a hidden last column.
public struct RejectWorkbook {
  private let tables: [RejectTable]
  private let receipt: DataReceipt?
  private let createdAt: Date?

  public init(_ tables: [RejectTable], receipt: DataReceipt? = nil, createdAt: Date? = nil) {
    self.tables = tables
    self.receipt = receipt
    self.createdAt = createdAt
  }

  private static let widest = 60

  /// - Throws: a `Diagnostic`: `output-unwritable`.
  public func write(to sink: any ByteSink) throws {
    let cells = tables.reduce(0) { $0 + $1.rows.count * ($1.header.count + 2) }
    try XLSXWorkbook.write(cells: cells, to: sink) { workbook in
      workbook.describe(title: receipt?.title ?? "Baris ditolak", createdAt: createdAt)
      for table in tables {
        let name = table.sheet ?? (table.file as NSString).lastPathComponent
        if let sheet = workbook.addSheet(named: name, fallback: "Ditolak") { write(table, to: sheet) }
      }
      // Behind the data, so that the first sheet is the one to correct and to import.
      if let receipt, let sheet = workbook.addSheet(named: FormSheets.receipt, fallback: FormSheets.receipt) {
        receipt.write(to: sheet)
      }
    }
  }

  private func write(_ table: RejectTable, to sheet: XLSXSheet) {
    let reason = table.header.count
    let widths = self.widths(table)
    for (column, width) in widths.enumerated() { sheet.setWidth(width, ofColumn: column) }
    sheet.freeze(rows: 1, columns: 0)
    sheet.filter(header: 0, rows: table.rows.count, columns: reason + 1)
    for column in 0..<reason { sheet.expectsNumbersAsText(column: column, rows: 1..<(1 + table.rows.count)) }
    sheet.setUpPrinting(isWide: true, heading: "Baris ditolak: \(table.file)")
    sheet.setHeight(ofRow: 0, for: zip(table.header, widths).map { ($0, $1 - 3) })
    for (column, heading) in (table.header + [RejectColumns.reason, RejectColumns.id]).enumerated() {
      sheet.write(heading, 0, column, XLSXStyle(role: .header))
    }
    for (index, row) in table.rows.enumerated() {
      let reasons = "Baris \(row.sourceRow): " + row.reasons.joined(separator: " | ")
      sheet.setHeight(ofRow: index + 1, for: [(reasons, Self.widest - 2)])
      for column in 0..<reason {
        let text = row.cells.indices.contains(column) ? row.cells[column] : ""
        if let mark = row.marks[column] {
          sheet.write(text, index + 1, column, XLSXStyle(role: .faulty, numberFormat: "@"))
          sheet.comment(mark, index + 1, column)
        } else if !text.isEmpty {
          sheet.write(text, index + 1, column, XLSXStyle(numberFormat: "@"))
        }
      }
      sheet.write(reasons, index + 1, reason, XLSXStyle(role: row.marks.isEmpty ? .faulty : .plain, wraps: true))
      sheet.write("\(row.id)", index + 1, reason + 1, XLSXStyle(numberFormat: "@"))
    }
    sheet.hideColumn(reason + 1)
  }

  private func widths(_ table: RejectTable) -> [Int] {
    table.header.indices.map { column in
      let texts = table.rows.prefix(2000).map {
        $0.cells.indices.contains(column) ? DisplayWidth.of($0.cells[column]) : 0
      }
      let heading = max(TextWrap.longestWord(table.header[column]) + 3, (DisplayWidth.of(table.header[column]) + 3) / 3)
      return min(40, max(8, heading, (texts.max() ?? 0) + 2))
    } + [Self.widest]
  }
}
