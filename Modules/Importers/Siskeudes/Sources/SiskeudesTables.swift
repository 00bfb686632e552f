import Diagnostics
import Domain
import Storage
import Tabular

/// The tables of a Siskeudes export, found by their names whatever the letter case.
struct SiskeudesTables {
  /// One row with its cells by the names of their columns in small letters.
  struct Row {
    let table: SiskeudesTable
    let number: Int
    let cells: [String]

    subscript(column: String) -> String {
      guard let place = table.columns[column], cells.indices.contains(place) else { return "" }
      let text = cells[place].split(whereSeparator: \.isWhitespace).joined(separator: " ")
      return text
    }

    func place(_ column: String? = nil) -> Place {
      Place(
        file: table.file, line: number, column: column.flatMap { table.columns[$0] }.map { $0 + 1 }, field: column)
    }
  }

  private let parts: [String: SourcePart]
  private let options: ReadingOptions
  let notes: [Diagnostic]

  init(_ file: ImportFile, _ settings: [String: String]) throws {
    let options = try ReadOptions(settings, file: file.name).reading
    let input = try TableImporter.opening { () throws(Diagnostic) in
      try InputSource.open(path: file.path, name: file.name, options: options)
    }
    self.options = options
    notes = input.notes
    parts = Dictionary(
      input.parts.compactMap { part in
        part.member.map { member -> (String, SourcePart) in
          let name = (member.split(separator: "/").last ?? "").lowercased()
          return (name.hasSuffix(".csv") ? String(name.dropLast(4)) : name, part)
        }
      }, uniquingKeysWith: { first, _ in first })
  }

  func has(_ name: String) -> Bool { parts[name.lowercased()] != nil }

  /// All rows of a table; none where the export does not hold it.
  ///
  /// - Parameter body: is given each row, and why it cannot be taken where its form is wrong.
  func rows(_ name: String, _ body: (Row, Diagnostic?) throws -> Void) throws {
    guard let part = parts[name.lowercased()] else { return }
    var reader = try TableImporter.opening { () throws(Diagnostic) in try part.reader(options) }
    var table: SiskeudesTable?
    while let block = try TableImporter.opening({ () throws(Diagnostic) in try reader.nextBlock() }) {
      for row in 0..<block.rowCount {
        let cells = block.cells(row)
        guard let open = table else {
          table = SiskeudesTable(name: name, file: part.file, member: part.member, headers: cells)
          continue
        }
        if cells.allSatisfy({ $0.allSatisfy(\.isWhitespace) }) { continue }
        try body(Row(table: open, number: block.rowNumber(row), cells: cells), block.rejection(row))
      }
    }
  }
}

/// A table with where its columns are.
final class SiskeudesTable: Sendable {
  let name: String
  let file: String
  let member: String?
  let headers: [String]
  /// By name in small letters.
  let columns: [String: Int]

  init(name: String, file: String, member: String?, headers: [String]) {
    self.name = name
    self.file = file
    self.member = member
    self.headers = headers
    columns = Dictionary(
      headers.enumerated().map { ($1.lowercased().filter { !$0.isWhitespace && $0 != "\u{FEFF}" }, $0) },
      uniquingKeysWith: { first, _ in first })
  }
}
