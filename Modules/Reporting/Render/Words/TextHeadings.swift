import Diagnostics
import Workbooks

/// The title of a table and the headers of its columns, with units said once where all numbers share one.
struct TextHeadings {
  let title: String
  let columns: [String]

  init(table: ReportTable, language: Language) {
    let shared = Self.sharedUnit(of: table)
    let title = PrintableText.line(table.title[language])
    self.title = shared.map { "\(title) (\(PrintableText.line($0[language])))" } ?? title
    columns = table.columns.map { column in
      let label = PrintableText.line(column.label[language])
      guard shared == nil, let unit = column.unit?[language], column.type.isNumber, column.type != .percent else {
        return label
      }
      return "\(label) (\(PrintableText.line(unit)))"
    }
  }

  private static func sharedUnit(of table: ReportTable) -> LocalizedText? {
    let units = Set(table.columns.filter { $0.type.isNumber && $0.type != .percent }.map(\.unit))
    guard units.count == 1, let unit = units.first else { return nil }
    return unit
  }
}
