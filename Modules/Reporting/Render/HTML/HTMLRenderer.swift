public import Diagnostics
public import Workbooks

/// A page that needs nothing else: styles, scripts and data are inside it. Everything can be read without scripts, and it
/// prints on A4, wide tables across.
public struct HTMLRenderer: ReportRenderer {
  public let language: Language
  public let assets: PageAssets
  public var format: ReportFormat { .html }

  /// Characters that a line of a table has on a page of A4 that stands upright.
  private static let uprightWidth = 105
  /// Letters beside each other on a page of a screen.
  private static let screenWidth = 125

  public init(language: Language, assets: PageAssets = PageAssets()) {
    self.language = language
    self.assets = assets
  }

  public func render(_ document: ReportDocument, to sink: any ByteSink) throws {
    let charts = document.tables.map { HTMLCharts(document: document, table: $0, language: language).figures() }
    try sink.write(head(document))
    try sink.write(header(document))
    if document.isEmpty {
      try sink.write("<p>\(ReportWords.nothing[language])</p>\n")
    } else {
      try sink.write(keyFigures(document.keyFigures))
      if document.isDashboard {
        try sink.write("<div class=\"charts\">\n\(charts.joined().joined())</div>\n")
      }
      for (table, figures) in zip(document.tables, charts) {
        try write(table.withTotalsLast, document.isDashboard ? [] : figures, of: document, to: sink)
      }
    }
    if !document.tables.contains(where: { $0.layout == .signatures }) { try sink.write(copies(document)) }
    try sink.write(footer(document))
    if let script = assets.chart, charts.contains(where: { !$0.isEmpty }) {
      try sink.write("<script>\(script)</script>\n<script>\(HTMLCharts.script)</script>\n")
    }
    try sink.write("</body>\n</html>\n")
  }

  /// Whether a table needs a page that lies on its side: its columns as wide as their longest cells, as far as lines that
  /// can be broken do not grow beyond a dozen words.
  private func isWide(_ table: ReportTable) -> Bool {
    guard table.layout == .grid else { return false }
    let values = ValueText(language: language)
    let widths = table.columns.indices.map { column -> Int in
      let cells = table.rows.prefix(200).map {
        $0.indices.contains(column) ? DisplayWidth.of(values.text($0[column])) : 1
      }
      return min(max(cells.max() ?? 1, 4), 28) + 2
    }
    return widths.reduce(0, +) > Self.uprightWidth
  }

  /// Whether the last columns of a table would lie outside a page of a screen: its columns as wide as the longest words in them.
  private func isDense(_ table: ReportTable, _ headings: TextHeadings) -> Bool {
    let values = ValueText(language: language)
    let widths = table.columns.indices.map { column -> Int in
      let cells =
        [headings.columns[column]]
        + table.rows.prefix(200).map {
          $0.indices.contains(column) ? values.text($0[column]) : ""
        }
      let isBroken = !table.columns[column].type.isNumber
      let words = cells.enumerated().lazy.flatMap { place, text in
        isBroken || place == 0 ? text.split(separator: " ").map(DisplayWidth.of) : [DisplayWidth.of(text)]
      }
      return (words.max() ?? 1) + 3
    }
    return widths.reduce(0, +) > Self.screenWidth
  }

  // MARK: The page around the tables

  private func head(_ document: ReportDocument) -> String {
    let title = HTMLText.line(
      [document.title[language], document.region?.name[language], document.period].compactMap { $0 }
        .joined(separator: " – "))
    // A paper with running text stands upright, and only its wide tables lie across; figures all lie if one has to.
    let turns = document.tables.contains { $0.layout == .prose }
    let isWide = !turns && document.tables.contains(where: isWide)
    let pages =
      turns
      ? "@page across { size: A4 landscape; margin: 13mm }\n@media print { section.across { page: across } }\n" : ""
    let bootstrap = assets.bootstrap.map { "<style>\($0)</style>\n" } ?? ""
    // Nothing on the page may reach out, whatever stands in the data.
    let policy = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:"
    return """
      <!doctype html>
      <html lang="\(language.rawValue)">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="\(policy)">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="generator" content="Sinergi">
      <title>\(title)</title>
      \(bootstrap)<style>@page { size: A4\(isWide ? " landscape" : ""); margin: 13mm }
      \(pages)\(Self.style)</style>
      </head>
      <body\(document.isDashboard ? " class=\"dashboard\"" : "")>

      """
  }

  private func header(_ document: ReportDocument) -> String {
    var text = letterhead(document)
    text += "<header>\n<h1>\(HTMLText.line(document.title[language]))</h1>\n"
    if let scope = ReportWords.scope(of: document, in: language) {
      text += "<p class=\"scope\">\(HTMLText.line(scope))</p>\n"
    }
    if let standing = ReportWords.standing(of: document, in: language) {
      text +=
        "<p class=\"\(standing.isWarning ? "standing provisional" : "standing")\">\(HTMLText.line(standing.text))</p>\n"
    }
    return text + "</header>\n<main>\n"
  }

  private func letterhead(_ document: ReportDocument) -> String {
    guard let frame = document.frame, !frame.letterhead.isEmpty else { return "" }
    let lines =
      frame.letterhead.map { "<strong>\(HTMLText.line($0[language]))</strong>" }
      + frame.address.map { "<small>\(HTMLText.line($0[language]))</small>" }
    return "<div class=\"letterhead\">\(lines.joined(separator: "<br>"))</div>\n"
  }

  private func copies(_ document: ReportDocument) -> String {
    guard let copies = document.frame?.copies, !copies.isEmpty else { return "" }
    let items = copies.map { "<li>\(HTMLText.line($0[language]))</li>" }.joined()
    return "<section class=\"copies\"><h3>\(ReportWords.copies[language])</h3>\n<ol>\(items)</ol></section>\n"
  }

  private func keyFigures(_ figures: [KeyFigure]) -> String {
    guard !figures.isEmpty else { return "" }
    let values = ValueText(language: language)
    let items = figures.map { figure -> String in
      let unit = figure.value.isMissing ? nil : figure.unit
      let suffix = unit.map { " <small>\(HTMLText.line($0[language]))</small>" } ?? ""
      return "<div><dt>\(HTMLText.line(figure.label[language]))</dt>"
        + "<dd>\(HTMLText.line(values.text(figure.value)))\(suffix)</dd></div>\n"
    }
    return "<dl class=\"figures\">\n\(items.joined())</dl>\n"
  }

  private func footer(_ document: ReportDocument) -> String {
    var text = "</main>\n"
    guard !document.notes.isEmpty || !document.sources.isEmpty else { return text }
    text += "<footer>\n"
    if !document.notes.isEmpty {
      let notes = document.notes.map { "<li>\(HTMLText.lines($0[language]))</li>\n" }
      text += "<h2>\(ReportWords.notes[language])</h2>\n<ul>\n\(notes.joined())</ul>\n"
    }
    if !document.sources.isEmpty {
      var seen: Set<String> = []
      let lines = document.sources.map { SourceLine.text($0, in: document, language) }.filter {
        seen.insert($0).inserted
      }
      text += "<h2>\(ReportWords.sources[language])</h2>\n<ul>\n"
      text += lines.map { "<li>\(HTMLText.line($0))</li>\n" }.joined() + "</ul>\n"
    }
    return text + "</footer>\n"
  }

  // MARK: Tables

  private func write(
    _ table: ReportTable, _ figures: [String], of document: ReportDocument, to sink: any ByteSink
  ) throws {
    let headings = TextHeadings(table: table, language: language)
    let isWide = isWide(table)
    let across = isWide && document.tables.contains { $0.layout == .prose } ? " class=\"across\"" : ""
    try sink.write("<section id=\"\(HTMLText.line(table.id))\"\(across)>\n")
    if table.layout != .signatures, document.tables.count > 1 || headings.title != document.title[language] {
      try sink.write("<h2>\(HTMLText.line(headings.title))</h2>\n")
    }
    for figure in figures { try sink.write(figure) }
    if table.rows.isEmpty {
      try sink.write("<p>\(ReportWords.noRows[language])</p>\n")
    } else if table.layout == .signatures {
      try writeSignatures(table, to: sink)
      return try sink.write("</section>\n" + copies(document))
    } else if table.layout != .grid {
      try writePassages(table, headings.title, to: sink)
    } else {
      try writeGrid(table, headings, isWide: isWide, to: sink)
    }
    if let note = table.note { try sink.write("<p class=\"note\">\(HTMLText.lines(note[language]))</p>\n") }
    try sink.write("</section>\n")
  }

  private func writeGrid(
    _ table: ReportTable, _ headings: TextHeadings, isWide: Bool, to sink: any ByteSink
  ) throws {
    let classes =
      "table table-sm table-hover" + (isWide ? " wide" : "") + (isDense(table, headings) ? " dense" : "")
      + (table.isSigned ? " signed" : "")
    try sink.write("<div class=\"table-responsive\"><table class=\"\(classes)\">\n<thead><tr>")
    for (column, label) in zip(table.columns, headings.columns) {
      try sink.write("<th scope=\"col\"\(Self.mark(column))>\(HTMLText.line(label))</th>")
    }
    try sink.write("</tr></thead>\n<tbody>\n")
    let values = ValueText(language: language)
    // The name tells rows apart for those who hear the page; where there is none, the first cell does.
    let heading = table.columns.firstIndex { $0.type == .text } ?? 0
    let headed = heading < max(1, table.repeatedColumns) ? heading : 0
    for (index, row) in table.rows.enumerated() {
      var line = table.totalRows.contains(index) ? "<tr class=\"total\">" : "<tr>"
      for (place, column) in table.columns.enumerated() {
        let value = place < row.count ? row[place] : .missing
        var text = HTMLText.lines(values.text(value))
        if place == headed, let link = table.links[index] { text = "<a href=\"\(HTMLText.line(link))\">\(text)</a>" }
        line +=
          place == headed
          ? "<th scope=\"row\"\(Self.mark(column))>\(text)</th>" : "<td\(Self.mark(column))>\(text)</td>"
      }
      try sink.write(line + "</tr>\n")
    }
    try sink.write("</tbody>\n</table></div>\n")
  }

  private func writePassages(_ table: ReportTable, _ title: String, to sink: any ByteSink) throws {
    let values = ValueText(language: language)
    for row in table.rows {
      let heading = row.prefix(table.repeatedColumns).map(values.text).joined(separator: " ")
      guard table.columns.indices.contains(row.count - 1), let passage = row.last else { continue }
      let text = HTMLText.lines(values.text(passage))
      if table.layout == .prose {
        if heading != title { try sink.write("<h3>\(HTMLText.line(heading))</h3>\n") }
        try sink.write("<p>\(text)</p>\n")
      } else {
        let lines = text.replacing("<br>", with: "\n")
        try sink.write("<h3>\(HTMLText.line(heading))</h3>\n<pre>\(lines)</pre>\n")
      }
    }
  }

  private func writeSignatures(_ table: ReportTable, to sink: any ByteSink) throws {
    let blocks = SignatureBlocks(table, language: language)
    try sink.write("<div class=\"signatures\">\n")
    for block in blocks.all {
      let above = block.above.map { HTMLText.line($0) }.joined(separator: "<br>")
      let below = block.below.map { HTMLText.line($0) }.joined(separator: "<br>")
      try sink.write("<div><p>\(above)</p><p>\(below)</p></div>\n")
    }
    try sink.write("</div>\n")
  }

  private static func mark(_ column: ReportColumn) -> String {
    if column.isPersonal { return " class=\"person\"" }
    if column.type.isNumber { return " class=\"number\"" }
    return [.code, .period, .date].contains(column.type) ? " class=\"code\"" : ""
  }

  /// Over Bootstrap's, and enough without it.
  private static let style = """
    body { font-family: system-ui, "Segoe UI", "Liberation Sans", Arial, sans-serif; color: #1a1a1a; background: #fff; margin: 0 auto; padding: 1.25rem; max-width: 76rem; line-height: 1.4 }
    .letterhead { text-align: center; border-bottom: 3px double #1a1a1a; padding-bottom: .5rem; margin-bottom: 1rem; line-height: 1.3 }
    .signatures { display: grid; grid-template-columns: 1fr 1fr; gap: 1.5rem; text-align: center; break-inside: avoid; margin-top: 1rem }
    .signatures > div { break-inside: avoid }
    .signatures > div:only-child { grid-column: 2 }
    .signatures > div:last-child:nth-child(odd):not(:only-child) { grid-column: 1 / 3 }
    .signatures p + p { margin-top: 4rem }
    .copies ol { margin: 0; padding-left: 1.2rem }
    section table.table.signed { width: 100% }
    .signed th, .signed td { border: 1px solid #888 }
    .signed .person { min-width: 11rem }
    .signed tbody td, .signed tbody th { height: 3.2rem; vertical-align: top }
    h1 { font-size: 1.6rem; font-weight: 600; margin: 0 0 .25rem }
    h2 { font-size: 1.15rem; font-weight: 600; margin: 1.5rem 0 .5rem; break-after: avoid }
    h3 { font-size: 1rem; font-weight: 600; margin: 1rem 0 .25rem; break-after: avoid }
    header { border-bottom: 2px solid #0072b2; margin-bottom: 1rem; padding-bottom: .5rem }
    .scope, .standing { margin: 0 }
    .standing { color: #4d4d4d }
    .provisional { display: inline-block; color: #7a2e00; background: #fff1e5; border: 1px solid #d55e00; padding: 0 .5rem; font-weight: 600 }
    .figures { display: flex; flex-wrap: wrap; gap: .5rem; margin: 0 0 1rem }
    .figures > div { border: 1px solid #c8c8c8; border-radius: .25rem; padding: .4rem .75rem; min-width: 8.5rem; break-inside: avoid }
    .figures dt { font-weight: 400; font-size: .85rem; color: #4d4d4d }
    .figures dd { margin: 0; font-size: 1.25rem; font-weight: 600 }
    .figures small { font-size: .8rem; font-weight: 400 }
    .chart { margin: 0 0 1rem; break-inside: avoid }
    .dashboard h1 { font-size: 2.2rem }
    .dashboard .scope { font-size: 1.6rem; font-weight: 600 }
    .dashboard > main > .figures > div { flex: 1 1 9rem; border: 0; border-left: .4rem solid #0072b2; background: #f2f6f9; padding: .6rem .8rem }
    .dashboard > main > .figures dt { font-size: 1.05rem }
    .dashboard > main > .figures dd { font-size: 2.5rem; line-height: 1.1; white-space: nowrap }
    .charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(20rem, 100%), 1fr)); gap: 1rem }
    .charts figcaption { font-size: 1.2rem }
    .dashboard #services table { font-size: 1.15rem; width: 100% }
    .chart figcaption { font-weight: 600; font-size: .95rem }
    .table-responsive { overflow-x: auto }
    table { border-collapse: collapse; width: auto; min-width: 50%; font-size: .9rem }
    section table.table { width: auto; min-width: 50%; margin-bottom: .5rem }
    section table.wide { width: 100%; font-size: .8rem }
    section table.dense { width: 100%; font-size: .75rem }
    section .table > :not(caption) > * > * { padding: .2rem .6rem }
    section .dense > :not(caption) > * > * { padding: .2rem .3rem }
    th, td { text-align: left; vertical-align: top; padding: .2rem .5rem; border-bottom: 1px solid #dadada }
    thead th { vertical-align: bottom; border-bottom: 2px solid #4d4d4d; font-weight: 600 }
    tbody th { font-weight: 400 }
    .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap }
    thead .number { white-space: normal }
    .code { white-space: nowrap; font-variant-numeric: tabular-nums }
    thead .code { white-space: normal }
    .total th, .total td { font-weight: 600; border-top: 2px solid #4d4d4d }
    pre { white-space: pre-wrap; border: 1px solid #dadada; padding: .5rem; font-family: inherit; break-inside: avoid }
    .note, footer { color: #4d4d4d; font-size: .85rem }
    footer { border-top: 1px solid #c8c8c8; margin-top: 1.5rem }
    footer h2 { font-size: .9rem; margin: .75rem 0 .25rem }
    footer ul { margin: 0; padding-left: 1.2rem }
    @media print {
      body { padding: 0; max-width: none; font-size: 10pt }
      h1 { font-size: 15pt }
      h2 { font-size: 11.5pt }
      section table.table { font-size: 8.5pt }
      section table.wide { font-size: 7.5pt }
      section .table > :not(caption) > * > * { padding: .7mm 1.2mm }
      thead { display: table-header-group }
      tr { break-inside: avoid }
      .table-responsive { overflow: visible }
      .chart > div { height: auto !important }
      canvas { width: 100% !important; height: auto !important }
      .dashboard > main > .figures > div { flex: 1 1 0; min-width: 0; padding: 2mm }
      .dashboard > main > .figures dt { font-size: 9pt }
      .dashboard > main > .figures dd { font-size: 19pt }
      .dashboard #services table.table { font-size: 9.5pt }
      .charts { grid-template-columns: 1fr 1fr }
      * { -webkit-print-color-adjust: exact; print-color-adjust: exact }
    }
    """
}
