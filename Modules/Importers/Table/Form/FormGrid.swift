import Diagnostics
import Tabular

/// The cells of a form, held whole: forms are small.
struct FormGrid: Sendable {
  struct Cell: Sendable {
    let line: Int
    let column: Int
    let text: String
    let kind: CellKind
  }

  /// Rows and cells kept; what lies beyond is no form.
  static let mostRows = 2000
  private static let mostCells = 100_000

  /// Cells that are not blank, by row and column.
  private(set) var cells: [Cell] = []
  private var rows: [Int: Range<Int>] = [:]
  private var lines: [Int] = []

  init(_ reader: inout any RowReader) throws(Diagnostic) {
    while let block = try reader.nextBlock() {
      for row in 0..<block.rowCount {
        guard lines.count < Self.mostRows, cells.count < Self.mostCells else { return }
        let line = block.rowNumber(row)
        let from = cells.count
        for column in 0..<min(block.fieldCount(row), 2000) {
          let text = block.withField(row, column) { String(decoding: Blanks.trim($0), as: UTF8.self) }
          if !text.isEmpty {
            cells.append(Cell(line: line, column: column + 1, text: text, kind: block.kind(row, column)))
          }
        }
        rows[line] = from..<cells.count
        lines.append(line)
      }
    }
  }

  var isEmpty: Bool { cells.isEmpty }

  /// The texts of the first rows, for recognising a period or region in them.
  var titles: [String] {
    lines.prefix(10).compactMap { line in
      let text = (rows[line] ?? 0..<0).map { HeaderColumns.tidy(cells[$0].text) }.joined(separator: " ")
      return text.isEmpty ? nil : text
    }
  }

  /// The cell at an address such as `C5`.
  func cell(at address: Substring) -> Cell? {
    let letters = address.prefix { $0.isLetter }.uppercased()
    guard let line = Int(address.dropFirst(letters.count)) else { return nil }
    let column = letters.utf8.reduce(0) { $0 * 26 + Int($1) - 64 }
    return (rows[line] ?? 0..<0).lazy.map { cells[$0] }.first { $0.column == column }
  }

  /// The value that belongs to the first of the labels that is there: in the label's own cell after a colon, right of
  /// it, or below it; nil where the label is not there, a cell without text where it has no value.
  ///
  /// - Parameter isLabel: whether a text is a label of the form: no value then.
  func value(_ labels: [String], isLabel: (String) -> Bool) -> Cell? {
    for label in labels {
      if label.hasPrefix("=") {
        if let cell = cell(at: label.dropFirst()) { return cell }
        continue
      }
      let wanted = HeaderMatching.normalised(label)
      for (index, cell) in cells.enumerated() {
        let (head, rest) = Self.split(cell.text)
        guard HeaderMatching.normalised(head) == wanted || HeaderMatching.normalised(Self.unnumbered(head)) == wanted
        else {
          continue
        }
        if !rest.isEmpty { return Cell(line: cell.line, column: cell.column, text: rest, kind: .text) }
        return right(of: index, isLabel) ?? below(cell, isLabel)
          ?? Cell(line: cell.line, column: cell.column + 1, text: "", kind: .text)
      }
    }
    return nil
  }

  /// The next cells of the row, past a colon that stands alone.
  private func right(of index: Int, _ isLabel: (String) -> Bool) -> Cell? {
    let from = cells[index]
    for next in (index + 1)..<max(index + 1, (rows[from.line] ?? 0..<0).upperBound) {
      let cell = cells[next]
      guard cell.column <= from.column + 12 else { return nil }
      let text = Self.afterColon(cell.text)
      if text.isEmpty { continue }
      if isLabel(Self.split(text).head) { return nil }
      return Cell(line: cell.line, column: cell.column, text: text, kind: cell.kind)
    }
    return nil
  }

  private func below(_ label: Cell, _ isLabel: (String) -> Bool) -> Cell? {
    guard let place = lines.firstIndex(of: label.line) else { return nil }
    for line in lines[(place + 1)...].prefix(2) where line <= label.line + 3 {
      for index in rows[line] ?? 0..<0 where cells[index].column == label.column {
        let cell = cells[index]
        return isLabel(Self.split(cell.text).head) ? nil : cell
      }
    }
    return nil
  }

  /// `Nama Desa : Satu` is a label and its value.
  private static func split(_ text: String) -> (head: String, rest: String) {
    guard let colon = text.firstIndex(of: ":") else { return (text, "") }
    return (String(text[..<colon]), HeaderColumns.tidy(String(text[text.index(after: colon)...])))
  }

  private static func afterColon(_ text: String) -> String {
    text.hasPrefix(":") ? HeaderColumns.tidy(String(text.dropFirst())) : text
  }

  /// Without `1.`, `2)`, `a.` or `II.` at the front.
  static func unnumbered(_ text: String) -> String {
    let head = text.prefix { $0 != "." && $0 != ")" && !$0.isWhitespace }
    guard head.count <= 4, head.count < text.count, !head.isEmpty,
      head.allSatisfy({ $0.isNumber }) || head.allSatisfy({ "ivxlcIVXLC".contains($0) }) || head.count == 1
    else { return text }
    let rest = text.dropFirst(head.count)
    guard rest.first == "." || rest.first == ")" else { return text }
    return String(rest.dropFirst())
  }
}
