public import Diagnostics
public import Workbooks

/// One table, the first, as comma-separated values (RFC 4180): a header row of column ids, LF line ends, UTF-8 without
/// a mark, numbers with a decimal point and unrounded, missing cells empty and empty texts as `""`.
///
/// Cells are written exactly as they are, also texts that begin with `=`, `+`, `-` or `@`, which spreadsheets take for
/// formulas: an apostrophe put before them would change the data of every program that reads the file ("- jalan rusak"
/// is an ordinary note). For spreadsheets there is XLSX, where a text is a text.
public struct CSVRenderer: ReportRenderer {
  public let language: Language
  public var format: ReportFormat { .csv }

  public init(language: Language) { self.language = language }

  public func render(_ document: ReportDocument, to sink: any ByteSink) throws {
    guard let table = document.tables.first else {
      return try write(keyFigures: document.keyFigures, to: sink)
    }
    try sink.write(line(table.columns.map { quoted($0.id) }))
    for row in table.rows {
      let cells = table.columns.indices.map { row.indices.contains($0) ? field(row[$0]) : "" }
      try sink.write(line(cells))
    }
  }

  /// A document without tables is the table of its key figures.
  private func write(keyFigures: [KeyFigure], to sink: any ByteSink) throws {
    try sink.write("id,label,value,unit\n")
    for figure in keyFigures {
      let unit = figure.unit.map { quoted($0[language]) } ?? ""
      try sink.write(line([quoted(figure.id), quoted(figure.label[language]), field(figure.value), unit]))
    }
  }

  /// A row of one empty cell would be an empty line, which readers skip.
  private func line(_ cells: [String]) -> String {
    cells == [""] ? "\"\"\n" : cells.joined(separator: ",") + "\n"
  }

  private func field(_ value: ReportValue) -> String {
    if value.isMissing { return "" }
    switch value {
    case .missing: return ""
    case .integer(let number): return String(number)
    case .real(let number, _), .percent(let number, _): return MachineNumber.text(number)
    case .text(let text): return quoted(text[language])
    case .category(let id, _): return quoted(id)
    case .code(let text), .period(let text), .date(let text): return quoted(text)
    }
  }

  /// Works on scalars: a quote under a combining mark is still a quote.
  private func quoted(_ text: String) -> String {
    let bytes = text.utf8
    let isEdgy = bytes.isEmpty || bytes.first == UInt8(ascii: " ") || bytes.last == UInt8(ascii: " ")
    guard isEdgy || bytes.contains(where: { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }) else { return text }
    var result = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" { result.unicodeScalars.append(scalar) }
      result.unicodeScalars.append(scalar)
    }
    return result + "\""
  }
}
