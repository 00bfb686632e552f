public import Diagnostics
public import Foundation
public import Workbooks

/// An Excel workbook (Office Open XML): a sheet a table with a title block, a bold frozen header with a filter and real
/// numbers, codes as text, native charts, key figures on a sheet of their own, sources and notes on the last one.
///
/// Tables longer than a sheet go on in further sheets. Large documents are written row by row, so that memory does not
/// grow with them.
public struct XLSXRenderer: ReportRenderer {
  public let language: Language
  /// The time noted in the workbook; nil is the moment of writing.
  public let createdAt: Date?
  public var format: ReportFormat { .xlsx }

  /// Rows of a sheet; what Excel allows.
  let rowsPerSheet: Int
  /// Documents with more cells are streamed. Below it charts carry a copy of their data, which viewers that do not
  /// calculate need.
  let cellsInMemory: Int

  public init(language: Language, createdAt: Date? = nil) {
    self.init(language: language, createdAt: createdAt, rowsPerSheet: 1_048_576, cellsInMemory: 100_000)
  }

  init(language: Language, createdAt: Date?, rowsPerSheet: Int, cellsInMemory: Int) {
    self.language = language
    self.createdAt = createdAt
    self.rowsPerSheet = rowsPerSheet
    self.cellsInMemory = cellsInMemory
  }

  public func render(_ document: ReportDocument, to sink: any ByteSink) throws {
    for table in document.tables where table.columns.count > XLSXLimits.columns {
      throw Diagnostic.tooManyColumns(table)
    }
    let cells = document.tables.reduce(0) { $0 + $1.rows.count * $1.columns.count }
    try XLSXWorkbook.write(
      cells: cells, streaming: cells > cellsInMemory, isHuge: cells > 20_000_000, to: sink
    ) { workbook in
      workbook.describe(title: document.title[language], createdAt: createdAt)
      writeSheets(of: document, in: workbook)
    }
  }

  private func writeSheets(of document: ReportDocument, in workbook: XLSXWorkbook) {
    for table in document.tables.map(\.withTotalsLast) {
      XLSXTableSheet(document: document, table: table, language: language, rowsPerSheet: rowsPerSheet)
        .write(to: workbook)
    }
    let page = XLSXPage(document: document, language: language)
    if !document.keyFigures.isEmpty || document.tables.isEmpty { page.writeSummary(to: workbook) }
    page.writeSources(to: workbook)
  }
}

extension Diagnostic {
  fileprivate static func tooManyColumns(_ table: ReportTable) -> Diagnostic {
    let count = table.columns.count
    return Diagnostic(
      code: "table-too-wide",
      message: LocalizedText(
        id: "tabel `\(table.id)` memiliki \(count) kolom; lembar kerja Excel memuat paling banyak 16.384",
        en: "table `\(table.id)` has \(count) columns; a worksheet holds 16,384 at most"),
      value: table.id, hint: LocalizedText(id: "pakai `--format csv`", en: "use `--format csv`"))
  }
}
