import Diagnostics
import Storage

/// How much of a report is going to be looked at, so that the rest need not be drawn up.
public struct ReportExtent: Hashable, Sendable {
  public enum Tables: Hashable, Sendable {
    case all
    /// The first one, which is all that CSV and iCalendar have room for.
    case first
    case one(String)
  }

  public var tables: Tables
  /// Rows of a long table where the user says nothing of it; nil shows all.
  public var rows: Int?

  public init(tables: Tables = .all, rows: Int? = nil) {
    self.tables = tables
    self.rows = rows
  }

  /// What a format shows of the table asked for, or of all: people are spared the rows that nobody reads, programs get
  /// all of them.
  public init(_ format: ReportFormat, table: String?) {
    tables = table.map { .one($0) } ?? ([.csv, .ics].contains(format) ? .first : .all)
    switch format {
    case .text: rows = 200
    case .html, .pdf, .docx: rows = 2000
    case .csv, .json, .xlsx, .ics: rows = nil
    }
  }
}

extension ReportContext {
  /// Whether the table is going to be looked at; one that is not may stay without rows.
  func shows(_ table: String, first: Bool = false) -> Bool {
    switch extent.tables {
    case .all: true
    case .first: first
    case .one(let wanted): wanted == table
    }
  }

  /// The option `limit`: `all`, or the rows of a long table that are shown.
  ///
  /// - Throws: `ReportFailure` (`option-invalid`).
  func rowLimit() throws -> Int {
    guard let text = options["limit"] else { return extent.rows ?? .max }
    if text == "all" { return .max }
    if let number = Int(text), number > 0 { return number }
    throw ReportFailure(
      Diagnostic(
        code: "option-invalid",
        message: LocalizedText(
          id: "`limit` harus `all` atau bilangan mulai 1", en: "`limit` has to be `all` or a number from 1"),
        value: text))
  }

  /// What stands below a table of which only some rows are shown; nil where it is whole.
  func cutNote(_ shown: Int, of all: Int) -> LocalizedText? {
    guard shown < all else { return nil }
    return LocalizedText(
      id: "\(shown) baris pertama dari \(all); semuanya dengan `--set limit=all` atau `--format csv`.",
      en: "The first \(shown) of \(all) rows; all of them with `--set limit=all` or `--format csv`.")
  }

  /// A table with as many of its rows as are shown, with a note on the others.
  func cut(_ table: ReportTable) throws -> ReportTable {
    var table = table
    let all = table.rows.count
    table.rows = Array(table.rows.prefix(try rowLimit()))
    table.note = cutNote(table.rows.count, of: all) ?? table.note
    return table
  }

  /// A table that can be long, of as many items as are shown, with a note on the others.
  func long<Item>(
    _ table: ReportTable, first: Bool = false, _ items: [Item], _ row: (Item) throws -> [ReportValue]
  ) throws -> ReportTable {
    guard shows(table.id, first: first) else { return table }
    var table = table
    let shown = items.prefix(try rowLimit())
    table.rows = try shown.map(row)
    table.note = cutNote(shown.count, of: items.count) ?? table.note
    return table
  }
}
