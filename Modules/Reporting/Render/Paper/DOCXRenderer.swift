public import Diagnostics
import Foundation
public import Workbooks

/// DOCX for what is edited and signed: made by pandoc from a plain page, then set on A4 with ruled tables.
///
/// Long tables repeat their heading on each page and break between rows; pages of wide tables lie across.
/// Charts are left out.
public struct DOCXRenderer: ReportRenderer {
  private let language: Language

  public var format: ReportFormat { .docx }

  public init(language: Language) { self.language = language }

  public func render(_ document: ReportDocument, to sink: any ByteSink) throws {
    let paper = DOCXPackage(mark: UUID().uuidString, endsAcross: document.tables.last.map(isWide) ?? false)
    let made = try Converter.pandoc.convert(
      { try $0.write(page(document, paper)) },
      { _ in
        ["--from=html", "--to=docx", "--metadata=lang:\(language.rawValue)", "--output=page.docx", "page.html"]
      }, output: "page.docx")
    let file = try paper.laidOut(made)
    try file.withUnsafeBytes { try sink.write($0) }
  }

  /// Whether the page of the table lies across.
  private func isWide(_ table: ReportTable) -> Bool {
    guard table.layout == .grid, !table.rows.isEmpty else { return false }
    let columns = columns(of: table, TextHeadings(table: table, language: language), ValueText(language: language))
    return columns.reduce(0) { $0 + $1.least } > Self.upright
  }

  /// About how many characters of a table's letters stand side by side on A4, upright and across.
  private static let (upright, across) = (95, 165)

  // MARK: The page

  /// What pandoc reads: headings, paragraphs, tables with the shares of their columns.
  func page(_ document: ReportDocument, _ paper: DOCXPackage) -> String {
    var body = ""
    var isAcross = document.tables.first.map(isWide) ?? false
    body += letterhead(document)
    body += "<div custom-style=\"Title\"><p>\(HTMLText.line(document.title[language]))</p></div>\n"
    for line in [
      ReportWords.scope(of: document, in: language),
      ReportWords.standing(of: document, in: language)?.text,
    ] {
      if let line { body += "<p>\(HTMLText.line(line))</p>\n" }
    }
    if document.isEmpty { body += "<p>\(HTMLText.line(ReportWords.nothing[language]))</p>\n" }
    body += keyFigures(document.keyFigures)
    for table in document.tables.map(\.withTotalsLast) {
      let isWide = isWide(table)
      if isWide != isAcross { body += "<p>\(paper.sectionEnd(isAcross: isAcross))</p>\n" }
      isAcross = isWide
      body += section(table, of: document, paper)
    }
    if !document.tables.contains(where: { $0.layout == .signatures }) { body += copies(document) }
    for note in document.notes {
      body += "<p>\(HTMLText.line("\(ReportWords.note[language]): \(note[language])"))</p>\n"
    }
    var seen: Set<String> = []
    let sources = document.sources.map { SourceLine.text($0, in: document, language) }
      .filter { seen.insert($0).inserted }
    if !sources.isEmpty {
      body += "<p>\(HTMLText.line("\(ReportWords.source[language]): \(sources.joined(separator: "; "))"))</p>\n"
    }
    return """
      <!doctype html>
      <html lang="\(language.rawValue)"><head><meta charset="utf-8"></head>
      <body>
      \(body)</body></html>

      """
  }

  private func keyFigures(_ figures: [KeyFigure]) -> String {
    guard !figures.isEmpty else { return "" }
    let values = ValueText(language: language)
    let lines = figures.map { figure in
      let unit = figure.value.isMissing ? "" : figure.unit.map { " \($0[language])" } ?? ""
      let text = HTMLText.lines(values.text(figure.value) + unit)
      return "<strong>\(HTMLText.line(figure.label[language])):</strong> \(text)"
    }
    return "<p>\(lines.joined(separator: "<br>"))</p>\n"
  }

  /// Paragraphs of the style that stands in the middle; the last is ruled off.
  private func letterhead(_ document: ReportDocument) -> String {
    guard let frame = document.frame, !frame.letterhead.isEmpty else { return "" }
    let lines =
      frame.letterhead.map { "<strong>\(HTMLText.line($0[language]))</strong>" }
      + frame.address.map { HTMLText.line($0[language]) }
    return "<div custom-style=\"\(DOCXPackage.letterhead)\"><p>\(lines.joined(separator: "<br>"))</p></div>\n"
  }

  private func copies(_ document: ReportDocument) -> String {
    guard let copies = document.frame?.copies, !copies.isEmpty else { return "" }
    let items = copies.map { "<li>\(HTMLText.line($0[language]))</li>" }.joined()
    return "<p>\(HTMLText.line(ReportWords.copies[language]))</p>\n<ol>\(items)</ol>\n"
  }

  /// Two places to sign side by side, in a table without rules.
  private func signatures(_ table: ReportTable, _ paper: DOCXPackage) -> String {
    func cell(_ block: SignatureBlocks.Block?, _ mark: String = "", columns: Int = 1) -> String {
      let lines = block.map { block in
        block.above.map { HTMLText.line($0) } + ["", "", ""] + block.below.map { HTMLText.line($0) }
      }
      let text = mark + (lines ?? []).joined(separator: "<br>")
      return
        "<td colspan=\"\(columns)\" style=\"text-align: center\"><div custom-style=\"\(DOCXPackage.signature)\"><p>\(text)</p></div></td>"
    }
    let rows = SignatureBlocks(table, language: language).lines.enumerated().map { index, line in
      let mark = index == 0 ? paper.unruled : ""
      return switch line {
      case .pair(let left, let right): "<tr>\(cell(left, mark))\(cell(right))</tr>"
      case .middle(let block): "<tr>\(cell(block, mark, columns: 2))</tr>"
      }
    }
    return "<table><colgroup><col style=\"width: 50%\"><col style=\"width: 50%\"></colgroup><tbody>"
      + rows.joined() + "</tbody></table>\n"
  }

  private func section(_ table: ReportTable, of document: ReportDocument, _ paper: DOCXPackage) -> String {
    let headings = TextHeadings(table: table, language: language)
    var text = ""
    if table.layout != .signatures, document.tables.count > 1 || headings.title != document.title[language] {
      text += "<h2>\(HTMLText.line(headings.title))</h2>\n"
    }
    if table.rows.isEmpty {
      text += "<p>\(HTMLText.line(ReportWords.noRows[language]))</p>\n"
    } else if table.layout == .signatures {
      return text + signatures(table, paper) + copies(document)
    } else if table.layout == .grid {
      text += grid(table, headings)
    } else {
      text += passages(table, headings.title)
    }
    if let note = table.note { text += "<p>\(HTMLText.lines(note[language]))</p>\n" }
    return text
  }

  private func passages(_ table: ReportTable, _ title: String) -> String {
    let values = ValueText(language: language)
    return table.rows.map { row in
      let heading = row.prefix(table.repeatedColumns).map(values.text).joined(separator: " ")
      let passage = table.columns.indices.contains(row.count - 1) ? row.last : nil
      let told = heading == title ? "" : "<h3>\(HTMLText.line(heading))</h3>\n"
      return told + "<p>\(HTMLText.lines(passage.map(values.text) ?? ""))</p>\n"
    }.joined()
  }

  private func grid(_ table: ReportTable, _ headings: TextHeadings) -> String {
    let values = ValueText(language: language)
    func cell(_ tag: String, _ text: String, _ column: ReportColumn, isTotal: Bool = false) -> String {
      let side = column.type.isNumber ? " style=\"text-align: right\"" : ""
      let inside = isTotal ? "<strong>\(HTMLText.lines(text))</strong>" : HTMLText.lines(text)
      return "<\(tag)\(side)>\(inside)</\(tag)>"
    }
    var lines = ["<table>", "<colgroup>"]
    lines += shares(table, headings, values).map { "<col style=\"width: \(String(format: "%.2f", $0))%\">" }
    lines.append("</colgroup>")
    lines.append(
      "<thead><tr>" + zip(table.columns, headings.columns).map { cell("th", $1, $0) }.joined() + "</tr></thead>")
    lines.append("<tbody>")
    for (index, row) in table.rows.enumerated() {
      let cells = table.columns.enumerated().map { place, column in
        // What is signed by hand needs the height of three lines.
        let text =
          values.text(place < row.count ? row[place] : .missing) + (table.isSigned && place == 0 ? "\n\n\n" : "")
        return cell("td", text, column, isTotal: table.totalRows.contains(index))
      }
      lines.append("<tr>\(cells.joined())</tr>")
    }
    lines += ["</tbody>", "</table>", ""]
    return lines.joined(separator: "\n")
  }

  private struct ColumnWidth {
    /// What its longest word takes, and its whole text where that is short.
    var least: Int
    /// What would keep its text on few lines.
    var wanted: Int
  }

  private func columns(of table: ReportTable, _ headings: TextHeadings, _ values: ValueText) -> [ColumnWidth] {
    table.columns.indices.map { column in
      let cells = table.rows.prefix(200).map { $0.indices.contains(column) ? values.text($0[column]) : "" }
      let words = ([headings.columns[column]] + cells).flatMap { $0.split { " \n/".contains($0) } }
      let word = words.map { DisplayWidth.of(String($0)) }.max() ?? 1
      let whole = cells.map(DisplayWidth.of).max() ?? 0
      // Names are written by hand where there are none yet.
      let name = table.isSigned && table.columns[column].isPersonal ? 40 : 0
      let least = max(min(word, 24), table.columns[column].type.isNumber ? min(whole, 24) : 0) + 4
      return ColumnWidth(least: least, wanted: max(least, name, min(whole, 60) + 4))
    }
  }

  /// The share of the width that each column gets, in per cent: its longest word, and of what is left by its text.
  private func shares(_ table: ReportTable, _ headings: TextHeadings, _ values: ValueText) -> [Double] {
    let columns = columns(of: table, headings, values)
    let least = columns.reduce(0) { $0 + $1.least }
    let room = least > Self.upright ? Self.across : Self.upright
    let missing = columns.reduce(0) { $0 + $1.wanted - $1.least }
    let spare = Double(max(0, room - least))
    let widths = columns.map { column in
      Double(column.least)
        + (missing == 0
          ? spare / Double(columns.count) : spare * Double(column.wanted - column.least) / Double(missing))
    }
    let sum = widths.reduce(0, +)
    return widths.map { $0 * 100 / max(1, sum) }
  }
}
