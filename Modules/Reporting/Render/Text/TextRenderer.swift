public import Diagnostics
public import Workbooks

/// Text for terminals: no line but those of passages is wider than `width`, numbers are aligned to the right and written as the language
/// writes them, control characters from data are shown rather than obeyed.
public struct TextRenderer: ReportRenderer {
  /// Nothing readable fits below this.
  static let leastWidth = 20

  public let language: Language
  /// In columns of the terminal; at least 20.
  public let width: Int
  public var format: ReportFormat { .text }

  public init(language: Language, width: Int = 80) {
    self.language = language
    self.width = max(width, Self.leastWidth)
  }

  public func render(_ document: ReportDocument, to sink: any ByteSink) throws {
    func put(_ line: String) throws { try sink.write(TextWrap.withoutTrailingSpaces(line) + "\n") }
    func say(_ text: String, indent: Int = 0) throws {
      let indentation = String(repeating: " ", count: indent)
      for (index, line) in TextWrap.lines(PrintableText.line(text), width: width - indent).enumerated() {
        try put(index == 0 ? line : indentation + line)
      }
    }

    try writeLetterhead(document, put)
    try say(document.title[language])
    if let scope = ReportWords.scope(of: document, in: language) { try say(scope) }
    if let standing = ReportWords.standing(of: document, in: language) { try say(standing.text) }
    try put("")
    if document.isEmpty {
      try say(ReportWords.nothing[language])
    } else {
      try writeKeyFigures(document.keyFigures, put)
      for table in document.tables.map(\.withTotalsLast) { try write(table, of: document, put, { try say($0) }) }
    }
    if !document.tables.contains(where: { $0.layout == .signatures }) { try writeCopies(document) { try say($0) } }
    for note in document.notes { try say("\(ReportWords.note[language]): \(note[language])", indent: 2) }
    if !document.sources.isEmpty {
      var seen: Set<String> = []
      let list = document.sources.map { SourceLine.text($0, in: document, language) }.filter {
        seen.insert($0).inserted
      }
      try say("\(ReportWords.source[language]): \(list.joined(separator: "; "))", indent: 2)
    }
  }

  private func write(
    _ table: ReportTable, of document: ReportDocument, _ put: (String) throws -> Void,
    _ say: (String) throws -> Void
  ) throws {
    let title = TextHeadings(table: table, language: language).title
    if table.layout != .signatures, document.tables.count > 1 || title != document.title[language] { try say(title) }
    if table.rows.isEmpty {
      try say(ReportWords.noRows[language])
    } else if table.layout == .signatures {
      try writeSignatures(table, put)
      return try writeCopies(document, say)
    } else if table.layout != .grid {
      return try writePassages(table, title, put, say)
    } else {
      try TextTableWriter(table: table, language: language, width: width).write(put)
    }
    if let note = table.note { try say(note[language]) }
    try put("")
  }

  /// Running text. That to be pasted is not broken: only its headings follow the width of the terminal.
  private func writePassages(
    _ table: ReportTable, _ title: String, _ put: (String) throws -> Void, _ say: (String) throws -> Void
  ) throws {
    let values = ValueText(language: language)
    for row in table.rows {
      let heading = row.prefix(table.repeatedColumns).map(values.text).joined(separator: " ")
      if table.layout == .passages || heading != title {
        try put("")
        try say(heading)
        try put(String(repeating: "─", count: min(width, 40)))
      }
      guard table.columns.indices.contains(row.count - 1), let passage = row.last else { continue }
      for line in values.text(passage).split(separator: "\n", omittingEmptySubsequences: false) {
        if table.layout == .prose { try say(String(line)) } else { try put(PrintableText.line(String(line))) }
      }
    }
    try put("")
  }

  private func writeLetterhead(_ document: ReportDocument, _ put: (String) throws -> Void) throws {
    guard let frame = document.frame, !frame.letterhead.isEmpty else { return }
    for line in frame.letterhead + frame.address {
      for part in TextWrap.lines(PrintableText.line(line[language]), width: width) { try put(centred(part, width)) }
    }
    try put(String(repeating: "═", count: width))
  }

  private func writeCopies(_ document: ReportDocument, _ say: (String) throws -> Void) throws {
    guard let copies = document.frame?.copies, !copies.isEmpty else { return }
    try say(ReportWords.copies[language])
    for (index, copy) in copies.enumerated() { try say("\(index + 1). \(copy[language])") }
    try say("")
  }

  private func centred(_ text: String, _ room: Int) -> String {
    String(repeating: " ", count: max(0, (room - DisplayWidth.of(text)) / 2)) + text
  }

  private func writeSignatures(_ table: ReportTable, _ put: (String) throws -> Void) throws {
    let half = (width - 2) / 2
    func lines(_ texts: [String]) -> [String] {
      texts.flatMap { TextWrap.lines(PrintableText.line($0), width: half) }.map { centred($0, half) }
    }
    func write(_ left: [String], _ right: [String]) throws {
      for row in 0..<max(left.count, right.count) {
        let text = left.indices.contains(row) ? left[row] : ""
        let padding = String(repeating: " ", count: max(0, half + 2 - DisplayWidth.of(text)))
        try put(text + padding + (right.indices.contains(row) ? right[row] : ""))
      }
    }
    for line in SignatureBlocks(table, language: language).lines {
      switch line {
      case .pair(let left, let right):
        let (a, b) = (lines(left?.above ?? []), lines(right.above))
        // What stands above the signatures ends on one line.
        let height = max(a.count, b.count)
        func lowered(_ own: [String]) -> [String] { Array(repeating: "", count: height - own.count) + own }
        try write(lowered(a), lowered(b))
        for _ in 0..<3 { try put("") }
        try write(lines(left?.below ?? []), lines(right.below))
      case .middle(let block):
        for text in block.above { try put(centred(PrintableText.line(text), width)) }
        for _ in 0..<3 { try put("") }
        for text in block.below { try put(centred(PrintableText.line(text), width)) }
      }
      try put("")
    }
  }

  private func writeKeyFigures(_ figures: [KeyFigure], _ put: (String) throws -> Void) throws {
    guard !figures.isEmpty else { return }
    let values = ValueText(language: language)
    let rows = figures.map { figure in
      (
        label: PrintableText.line(figure.label[language]), value: PrintableText.line(values.text(figure.value)),
        unit: figure.value.isMissing ? "" : PrintableText.line(figure.unit?[language] ?? "")
      )
    }
    let labels = rows.map { DisplayWidth.of($0.label) }.max() ?? 0
    let numbers = rows.map { DisplayWidth.of($0.value) }.max() ?? 0
    let units = rows.map { DisplayWidth.of($0.unit) }.max() ?? 0
    let right = numbers + (units > 0 ? 1 + units : 0)
    if right + 2 + 12 > width {
      for row in rows {
        let text = "\(row.label): \(row.value) \(row.unit)"
        for line in TextWrap.lines(text, width: width) { try put(line) }
      }
    } else {
      for row in rows {
        let lines = TextWrap.lines(row.label, width: min(labels, width - right - 2))
        for line in lines.dropLast() { try put(line) }
        let label = lines.last ?? ""
        let room = min(labels, width - right - 2) - DisplayWidth.of(label) + 2 + numbers - DisplayWidth.of(row.value)
        let padding = String(repeating: " ", count: max(0, room))
        try put(label + padding + row.value + (row.unit.isEmpty ? "" : " " + row.unit))
      }
    }
    try put("")
  }
}
