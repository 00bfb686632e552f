import Diagnostics
import Workbooks

/// Lays one table out as lines of text.
struct TextTableWriter {
  let table: ReportTable
  let language: Language
  let width: Int

  /// Hands the lines of the table to `put`, one at a time and without their ends.
  func write(_ put: (String) throws -> Void) throws {
    let measures = measure()
    let groups = TextColumnLayout(measures: measures, keyColumns: table.repeatedColumns, width: width).groups()
    for (index, group) in groups.enumerated() {
      if index > 0 {
        try put("")
        try put("(" + ReportWords.continued[language] + ")")
      }
      try write(group, headers: measures.map(\.header), put)
    }
  }

  private func measure() -> [TextColumnMeasure] {
    let headings = TextHeadings(table: table, language: language)
    var measures = table.columns.indices.map { index in
      let type = table.columns[index].type
      return TextColumnMeasure(header: headings.columns[index], wraps: type == .text || type == .category)
    }
    let values = ValueText(language: language)
    for row in table.rows {
      for (index, value) in zip(measures.indices, row) {
        let text = PrintableText.line(values.text(value))
        let size = DisplayWidth.of(text)
        measures[index].content = max(measures[index].content, size)
        if measures[index].wraps { measures[index].word = max(measures[index].word, TextWrap.longestWord(text)) }
      }
    }
    // A code or number half as wide as the screen is no code or number.
    for index in measures.indices where !measures[index].wraps && measures[index].content > width / 2 {
      measures[index].wraps = true
      measures[index].word = TextColumnMeasure.longestKeptWord
    }
    return measures
  }

  private func write(_ group: TextColumnGroup, headers: [String], _ put: (String) throws -> Void) throws {
    let rule = String(repeating: "─", count: group.width)
    for line in lines(group, group.columns.map { headers[$0] }, bottom: true) { try put(line) }
    try put(rule)
    let values = ValueText(language: language)
    var ruled = true
    for (index, row) in table.rows.enumerated() {
      let isTotal = table.totalRows.contains(index)
      if isTotal, !ruled { try put(rule) }
      let cells = group.columns.map { column in
        PrintableText.line(values.text(row.indices.contains(column) ? row[column] : .missing))
      }
      for line in lines(group, cells, bottom: false) { try put(line) }
      ruled = isTotal && index < table.rows.count - 1
      if ruled { try put(rule) }
    }
  }

  /// Cells side by side; shorter ones stand at the top, or at the bottom in headers.
  private func lines(_ group: TextColumnGroup, _ cells: [String], bottom: Bool) -> [String] {
    let wrapped = zip(cells, group.widths).map { TextWrap.lines($0, width: $1) }
    let height = wrapped.map(\.count).max() ?? 0
    return (0..<height).map { number in
      var line = ""
      for (index, cell) in wrapped.enumerated() {
        let offset = bottom ? height - cell.count : 0
        let text = cell.indices.contains(number - offset) ? cell[number - offset] : ""
        let padding = String(repeating: " ", count: max(0, group.widths[index] - DisplayWidth.of(text)))
        if index > 0 { line += String(repeating: " ", count: group.gap) }
        line += table.columns[group.columns[index]].type.isNumber ? padding + text : text + padding
      }
      return line
    }
  }
}
