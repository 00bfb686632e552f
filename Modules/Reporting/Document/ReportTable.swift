public import Diagnostics

/// A table of a report: rows of cells under declared columns.
public struct ReportTable: Hashable, Sendable {
  public var id: String
  public var title: LocalizedText
  public var columns: [ReportColumn]
  /// Each row has one cell a column; a shorter row is read as ending in missing cells.
  public var rows: [[ReportValue]]
  /// Indexes of the rows that sum others up: set apart by a rule in text, bold in XLSX, left out of charts.
  public var totalRows: Set<Int>
  /// How many leading columns tell rows apart; they are repeated when a wide table is split.
  public var keyColumns: Int
  /// A sentence below the table.
  public var note: LocalizedText?
  /// Whether its rows are signed: on paper they are as high as that takes.
  public var isSigned = false
  /// Files beside a page that rows lead to, by row; other formats leave them out.
  public var links: [Int: String] = [:]
  /// How text output shows it; the other formats hold the same table either way.
  public var layout: Layout = .grid

  public enum Layout: Hashable, Sendable {
    /// Cells side by side.
    case grid
    /// Each row as a passage: its key columns as a heading, then the last column's text as it stands, line by line and
    /// never broken, so that it can be pasted elsewhere.
    case passages
    /// The same, broken to the width there is: the running text of a paper. A heading that only says the table's title
    /// again is left out.
    case prose
    /// Each row as a place to sign: every cell a line of it, the gap for the signature before the third. Two stand side by
    /// side, the last on the right; the table's note stands above that one.
    case signatures
  }

  /// - Parameter keyColumns: by default the first column, and the second where a code is followed by a name.
  public init(
    id: String, title: LocalizedText, columns: [ReportColumn], rows: [[ReportValue]] = [], totalRows: Set<Int> = [],
    keyColumns: Int? = nil, note: LocalizedText? = nil
  ) {
    self.id = id
    self.title = title
    self.columns = columns
    self.rows = rows
    self.totalRows = totalRows
    let codeAndName = columns.count > 1 && columns[0].type == .code && columns[1].type == .text
    self.keyColumns = keyColumns ?? (codeAndName ? 2 : 1)
    self.note = note
  }

  /// The table as people read it: the rows that sum others up come last. Machines get the rows in their order.
  var withTotalsLast: ReportTable {
    guard totalRows.contains(where: { $0 < rows.count - totalRows.count }) else { return self }
    var table = self
    let totals = rows.indices.filter(totalRows.contains)
    table.rows = rows.indices.filter { !totalRows.contains($0) }.map { rows[$0] } + totals.map { rows[$0] }
    table.totalRows = Set((rows.count - totals.count)..<rows.count)
    return table
  }

  /// The key columns there really are.
  var repeatedColumns: Int { min(max(0, keyColumns), columns.count) }
}
