import Diagnostics
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

  private let file: String
  private let parts: [String: [SourcePart]]
  private let options: ReadingOptions
  let notes: [Diagnostic]

  /// - Throws: what is damaged in it: a table that cannot be read is not one that is not there.
  init(_ file: ImportFile, _ settings: [String: String]) throws {
    let options = try ReadOptions(settings, file: file.name).reading
    let input = try TableImporter.opening { () throws(Diagnostic) in
      try InputSource.open(path: file.path, name: file.name, options: options)
    }
    let damage = input.notes.filter { $0.severity == .error }
    guard damage.isEmpty else { throw ImportFailure(.unreadable, damage) }
    self.file = file.name
    self.options = options
    notes = input.notes
    parts = Dictionary(grouping: input.parts.filter { $0.member != nil }) { part in
      let name = (part.member?.split(separator: "/").last ?? "").lowercased()
      return name.hasSuffix(".csv") ? String(name.dropLast(4)) : name
    }
  }

  /// Columns that say what a row is of.
  static let names = ["Kd_Desa", "Kd_Keg", "Kd_Rincian"]

  /// The table of the lines of plan and change.
  var planTable: String { has("Ta_RABRinci") ? "Ta_RABRinci" : "Ta_Anggaran" }

  func has(_ name: String) -> Bool { parts[name.lowercased()] != nil }

  /// All rows of a table; none where the export does not hold it.
  ///
  /// - Parameters:
  ///   - columns: without which nobody can tell what the rows say.
  ///   - body: is given each row, and why it cannot be taken where its form is wrong.
  func rows(_ name: String, needing columns: [String] = [], _ body: (Row, Diagnostic?) throws -> Void) throws {
    guard let own = parts[name.lowercased()] else { return }
    guard own.count == 1, let part = own.first else { throw ImportFailure(.data, [twice(name, own)]) }
    var reader = try TableImporter.opening { () throws(Diagnostic) in try part.reader(options) }
    var table: SiskeudesTable?
    while let block = try TableImporter.opening({ () throws(Diagnostic) in try reader.nextBlock() }) {
      for row in 0..<block.rowCount {
        let cells = block.cells(row)
        guard let open = table else {
          let open = SiskeudesTable(name: name, file: part.file, member: part.member, headers: cells)
          let lacking = columns.filter { open.columns[$0.lowercased()] == nil }
          guard lacking.isEmpty else { throw ImportFailure(.data, [open.lacks(lacking, line: block.rowNumber(row))]) }
          table = open
          continue
        }
        if cells.allSatisfy({ $0.allSatisfy(\.isWhitespace) }) { continue }
        try body(Row(table: open, number: block.rowNumber(row), cells: cells), block.rejection(row))
      }
    }
  }

  private func twice(_ name: String, _ parts: [SourcePart]) -> Diagnostic {
    let members = parts.compactMap(\.member).map { "`\($0)`" }.joined(separator: ", ")
    return Diagnostic(
      code: "siskeudes-table-twice",
      message: LocalizedText(
        id: "tabel \(name) ada lebih dari sekali: \(members)",
        en: "the table \(name) is there more than once: \(members)"
      ),
      place: Place(file: file), value: name,
      hint: LocalizedText(
        id: "sisakan satu; ekspor dari beberapa komputer diimpor sendiri-sendiri",
        en: "leave one; exports from several computers are imported one by one"))
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

  func lacks(_ columns: [String], line: Int) -> Diagnostic {
    let list = columns.joined(separator: ", ")
    return Diagnostic(
      code: "column-missing",
      message: LocalizedText(
        id: "tabel \(name) tidak punya kolom \(list)", en: "the table \(name) has no column \(list)"),
      place: Place(file: file, line: line), value: list,
      hint: LocalizedText(
        id: "ekspor ulang dari Siskeudes tanpa mengubah judul kolomnya",
        en: "export from Siskeudes again and leave the headers as they are"))
  }
}
