import Foundation
import Testing

@testable import Tabular

/// Real workbooks, cell by cell, against what openpyxl reads.
@Suite(
  "Real workbooks against openpyxl",
  .enabled(
    if: Python.hasOpenpyxl, "python3 has no openpyxl, so there is nothing to compare with (pip install openpyxl)"),
  .enabled(if: !RealOfficeFiles.workbooks.isEmpty, Comment(rawValue: RealOfficeFiles.isMissing)))
struct XLSXAgainstOpenpyxlTests {
  @Test("every cell of every sheet is the same, and no sheet needs expat", arguments: RealOfficeFiles.workbooks)
  func cells(_ path: String) throws {
    let folder = try TemporaryFolder()
    let expected = try Python.sheets(of: path, in: folder.url)
    let workbook = try XLSXWorkbook(path: path)
    #expect(workbook.sheets.map(\.name) == expected.map(\.name))
    #expect(workbook.sheets.map(\.visibility.rawValue) == expected.map(\.state))
    for (sheet, other) in zip(workbook.sheets, expected) {
      let reader = try workbook.reader(of: sheet)
      let reading = TableReading(reader)
      try #require(reading.problem == nil)
      #expect(!reader.hasFallenBack, "\(sheet.name)")
      let rows = Dictionary(uniqueKeysWithValues: reading.rows.map { ($0.number, $0.cells) })
      try #require(rows.keys.sorted() == other.rows.keys.compactMap { Int($0) }.sorted(), "\(sheet.name)")
      for (number, cells) in rows {
        let theirs = try #require(other.rows[String(number)])
        for column in 0..<max(cells.count, theirs.count) {
          let own = column < cells.count ? cells[column] : ""
          let their = column < theirs.count ? theirs[column] : ""
          try #require(isSame(own, their), "\(sheet.name) row \(number) column \(column + 1): \(own) and \(their)")
        }
      }
      let ranges = try workbook.mergedRanges(of: sheet).map { range in
        "\(CellLetters.of(range.columns.lowerBound))\(range.rows.lowerBound):"
          + "\(CellLetters.of(range.columns.upperBound))\(range.rows.upperBound)"
      }
      #expect(ranges.sorted() == other.merged.sorted(), "\(sheet.name)")
    }
  }

  /// Numbers are compared as numbers; times within a second, for openpyxl does not round them.
  private func isSame(_ own: String, _ their: String) -> Bool {
    if own == their { return true }
    if own.hasPrefix("n:"), their.hasPrefix("n:") { return Double(own.dropFirst(2)) == Double(their.dropFirst(2)) }
    return false
  }
}
