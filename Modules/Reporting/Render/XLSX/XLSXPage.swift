import CXlsxWriter
import Diagnostics
import Workbooks

/// The parts of a workbook that are not tables: title blocks, the summary, sources and notes.
struct XLSXPage {
  let document: ReportDocument
  let language: Language

  /// Title, table, region and period, standing: what stands above a table.
  func titleLines(table: String?) -> [(text: String, style: XLSXStyle)] {
    var lines = [(text: document.title[language], style: XLSXStyle(role: .title))]
    if let table, table != document.title[language] { lines.append((table, XLSXStyle())) }
    if let scope = ReportWords.scope(of: document, in: language) { lines.append((scope, XLSXStyle())) }
    if let standing = ReportWords.standing(of: document, in: language) {
      lines.append((standing.text, XLSXStyle(role: standing.isWarning ? .warning : .plain)))
    }
    return lines
  }

  /// Writes the lines and returns the row of the header, after one free row.
  func writeTitle(_ lines: [(text: String, style: XLSXStyle)], on sheet: XLSXSheet) -> Int {
    for (row, line) in lines.enumerated() { sheet.write(line.text, row, 0, line.style) }
    return lines.count + 1
  }

  /// The key figures; or the sentence that there is nothing to show.
  func writeSummary(to workbook: XLSXWorkbook) {
    guard let sheet = workbook.addSheet(named: ReportWords.summary[language], fallback: "Ringkasan") else { return }
    var row = writeTitle(titleLines(table: nil), on: sheet)
    if document.isEmpty { sheet.write(ReportWords.nothing[language], row, 0) }
    for figure in document.keyFigures {
      sheet.write(figure.label[language], row, 0)
      writeKey(figure.value, row, 1, sheet)
      if let unit = figure.unit, !figure.value.isMissing { sheet.write(unit[language], row, 2) }
      row += 1
    }
    let labels = document.keyFigures.map { DisplayWidth.of($0.label[language]) }.max() ?? 0
    sheet.setWidth(min(max(labels + 2, 20), 80), ofColumn: 0)
    sheet.setWidth(20, ofColumn: 1)
    sheet.setUpPrinting(isWide: false)
  }

  private func writeKey(_ value: ReportValue, _ row: Int, _ column: Int, _ sheet: XLSXSheet) {
    let style = XLSXStyle(numberFormat: value.numberFormat, isRight: true)
    switch value {
    case .integer(let number): sheet.write(Double(number), row, column, style)
    case .real(let number, _) where number.isFinite: sheet.write(number, row, column, style)
    case .percent(let number, _) where number.isFinite: sheet.write(number / 100, row, column, style)
    default: sheet.write(ValueText(language: language).text(value), row, column, XLSXStyle(isRight: true))
    }
  }

  /// Where the figures come from, and the notes.
  func writeSources(to workbook: XLSXWorkbook) {
    guard let sheet = workbook.addSheet(named: ReportWords.sources[language], fallback: "Sumber") else { return }
    sheet.write(ReportWords.sources[language], 0, 0, XLSXStyle(role: .title))
    var row = 2
    if !document.sources.isEmpty {
      let words = [
        ReportWords.dataset, ReportWords.name, ReportWords.period, ReportWords.batches, ReportWords.stage,
        ReportWords.asOf, ReportWords.formula, ReportWords.usedFor,
      ]
      for (column, word) in words.enumerated() { sheet.write(word[language], row, column, XLSXStyle(role: .header)) }
      for source in document.sources {
        row += 1
        let cells = cells(of: source)
        sheet.setHeight(ofRow: row, for: zip(cells, Self.sourceWidths).map { ($0, $1 - 2) })
        for (column, text) in cells.enumerated() where !text.isEmpty {
          sheet.write(text, row, column, XLSXStyle(wraps: true))
        }
      }
      row += 2
    }
    writeNotes(from: row, on: sheet, cutTexts: workbook.cutTexts)
    for (column, width) in Self.sourceWidths.enumerated() { sheet.setWidth(width, ofColumn: column) }
    sheet.setUpPrinting(isWide: true)
  }

  private static let sourceWidths = [16, 32, 16, 16, 16, 20, 32, 60]

  private func cells(of source: ReportSource) -> [String] {
    let columns = document.tables.flatMap(\.columns).filter { $0.source == source.id }.map(\.label[language])
    let figures = document.keyFigures.filter { $0.source == source.id }.map(\.label[language])
    var seen: Set<String> = []
    return [
      source.dataset, source.title?[language] ?? "",
      source.period.map { PeriodText.label($0, in: language) } ?? "", ReportWords.ranges(source.batches),
      source.stage?.label[language] ?? "", source.asOf.map { DateText.long($0, in: language) } ?? "",
      source.formula ?? "", (columns + figures).filter { seen.insert($0).inserted }.joined(separator: ", "),
    ]
  }

  private func writeNotes(from start: Int, on sheet: XLSXSheet, cutTexts: Int) {
    var notes = document.notes.map { $0[language] }
    if cutTexts > 0 {
      let count = ValueText(language: language).text(.integer(Int64(cutTexts)))
      notes.append(
        LocalizedText(
          id: "\(count) teks dipotong karena sel Excel memuat paling banyak 32.767 karakter.",
          en: "\(count) texts were cut because a cell holds 32,767 characters at most.")[language])
    }
    guard !notes.isEmpty else { return }
    sheet.write(ReportWords.notes[language], start, 0, XLSXStyle(role: .title))
    for (index, note) in notes.enumerated() { sheet.write(note, start + 1 + index, 0) }
  }
}
