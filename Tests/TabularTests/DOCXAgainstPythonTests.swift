import Foundation
import Tabular
import Testing

/// Documents that python-docx writes, compared with what python-docx reads.
@Suite(
  "Word documents against python-docx",
  .enabled(
    if: Python.hasDocx, "python3 has no python-docx, so there is nothing to compare with (pip install python-docx)"))
struct DOCXAgainstPythonTests {
  @Test("tables with merged cells have the same text at every place")
  func merged() throws {
    let folder = try TemporaryFolder()
    let documents = try Python.documents(count: 20 * SeededGenerator.factor, in: folder.url)
    #expect(documents.count == 20 * SeededGenerator.factor)
    for document in documents {
      let own = try DOCXDocument(path: document.path)
      try #require(own.tables.map(\.title) == document.titles)
      for (table, expected) in zip(own.tables, document.tables) {
        var grid = [[String]](
          repeating: [String](repeating: "", count: table.columnCount), count: table.rowCount)
        for row in TableReading(own.reader(of: table)).rows {
          for (column, cell) in row.cells.enumerated() where !cell.isEmpty {
            grid[row.number - 1][column] = String(cell.dropFirst(2))
          }
        }
        // python-docx repeats the text of merged cells at each of their places.
        for range in table.mergedRanges {
          let text = grid[range.rows.lowerBound - 1][range.columns.lowerBound - 1]
          for row in range.rows { for column in range.columns { grid[row - 1][column - 1] = text } }
        }
        try #require(grid == expected)
      }
    }
  }
}
