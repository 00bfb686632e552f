public import Diagnostics

/// Reads one table as a stream of blocks, whatever its format: a CSV file, a worksheet, a table of a document, an array
/// of records.
///
/// Memory is bounded by a block and the longest row, not by the table. Problems of single rows stand in their blocks and
/// are collected in `diagnostics`; only what makes the rest unreadable is thrown, and after that, as after the last block,
/// `nextBlock` returns nil. A copy of a reader reads from the same source: use one of them only.
public protocol RowReader: Sendable {
  /// The next block of rows, or nil after the last one.
  mutating func nextBlock() throws(Diagnostic) -> RowBlock?

  /// The problems found so far: the first ones of each code whole, all counted.
  var diagnostics: DiagnosticBag { get }

  /// How much of the source has been used up so far, in the unit of `totalUnits`; for progress bars.
  var unitsRead: Int { get }

  /// All there is to read, in the same unit; nil where that is not known.
  var totalUnits: Int? { get }
}
