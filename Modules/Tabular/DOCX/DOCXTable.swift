/// A table of a Word document.
public struct DOCXTable: Hashable, Sendable {
  /// Its place among all tables of the document, from 0, in the order in which they begin; a table inside a cell follows
  /// the one it stands in.
  public let index: Int
  /// The last paragraph that is not blank between the table before and this one, as one line of at most 500 bytes; for a
  /// table in a cell the text of the cell before it.
  public let title: String?
  /// Whether it stands in a cell of another table.
  public let isNested: Bool
  public let rowCount: Int
  public let columnCount: Int
  /// Cells merged over columns or rows. The text stands in the top left cell, the others are empty.
  public let mergedRanges: [CellRange]

  /// What messages call it, in the place of a worksheet's name: `tabel 1`.
  public var name: String { DOCXTable.name(index) }

  static func name(_ index: Int) -> String { "tabel \(index + 1)" }
}
