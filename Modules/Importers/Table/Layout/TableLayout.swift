import Domain
import Tabular

/// Where a table stands in its sheet: the rows of its header and the headings of its columns.
struct TableLayout: Sendable {
  /// Rows of the block that make up the header.
  let rows: ClosedRange<Int>
  /// Numbers in the source of the header's first and last row.
  let numbers: ClosedRange<Int>
  let columns: HeaderColumns
  let roles: [ColumnRole: Int]
  let periodic: [HeaderColumns.Periodic]
  /// Columns of months or weeks, where the mapping takes dates from them.
  var calendar = CalendarColumns([], used: [])
  /// The first row after the header, a row of column numbers and one of units.
  let firstData: Int
  /// The texts above the header, each row in one.
  var titles: [String]
  /// The cells of the header's last row as they stand, for giving back rejected rows.
  let cells: [String]
  /// Whether the mapping's needs are met: a region, and something to read.
  let isComplete: Bool
  let score: Int
}
