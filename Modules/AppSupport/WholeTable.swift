import Diagnostics
import Tabular

/// A small CSV table, such as those of examples and indicator sets, read whole.
struct WholeTable {
  struct Line {
    /// The row in the file, the header being row 1.
    var number: Int
    var cells: [String]
  }

  let path: String
  let headers: [String]
  let lines: [Line]

  init(_ path: String) throws {
    self.path = path
    var reader = CSVReader(try FileByteSource(path: path), options: CSVOptions(file: path))
    var lines: [Line] = []
    while let block = try reader.nextBlock() {
      for row in 0..<block.rowCount { lines.append(Line(number: block.rowNumber(row), cells: block.cells(row))) }
    }
    headers = lines.first?.cells ?? []
    self.lines = Array(lines.dropFirst())
  }

  /// The cells of the first of these columns that is there, with their rows.
  func column(_ names: [String]) -> [(row: Int, text: String)] {
    guard let index = names.lazy.compactMap({ headers.firstIndex(of: $0) }).first else { return [] }
    return lines.map { ($0.number, $0.cells.indices.contains(index) ? $0.cells[index] : "") }
  }
}
