import Diagnostics
import Storage
import Tabular

/// One sheet of a workbook, whole: those of a village are small.
struct BudgetGrid {
  struct Row {
    /// In the sheet, from 1.
    let number: Int
    /// Texts with single blanks.
    let cells: [String]

    subscript(column: Int?) -> String { column.flatMap { cells.indices.contains($0) ? cells[$0] : nil } ?? "" }

    /// The cells of some columns that hold something.
    func texts(_ columns: Range<Int>) -> [String] {
      columns.clamped(to: 0..<cells.count).map { cells[$0] }.filter { !$0.isEmpty }
    }

    var line: String { cells.filter { !$0.isEmpty }.joined(separator: " ") }
  }

  let file: String
  let member: String?
  let sheet: String?
  let rows: [Row]
  /// Whether rows beyond `mostRows` were left unread.
  let isCut: Bool

  /// More than any sheet of a village has.
  static let mostRows = 20_000
  private static let mostColumns = 64

  /// What people call it: the sheet, or a file of a folder without its ending.
  var name: String {
    if let sheet { return sheet }
    let name = (member ?? file).split(separator: "/").last.map(String.init) ?? file
    return name.split(separator: ".").dropLast().joined(separator: ".").isEmpty
      ? name : name.split(separator: ".").dropLast().joined(separator: ".")
  }

  init(_ part: SourcePart, _ options: ReadingOptions) throws(Diagnostic) {
    var reader = try part.reader(options)
    var rows: [Row] = []
    var isCut = false
    reading: while let block = try reader.nextBlock() {
      for row in 0..<block.rowCount {
        guard rows.count < Self.mostRows else {
          isCut = true
          break reading
        }
        let cells = block.cells(row).prefix(Self.mostColumns).map {
          $0.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        }
        if cells.contains(where: { !$0.isEmpty }) { rows.append(Row(number: block.rowNumber(row), cells: cells)) }
      }
    }
    file = part.file
    member = part.member
    sheet = part.sheet
    self.rows = rows
    self.isCut = isCut
  }

  func place(_ row: Row, _ column: Int? = nil, field: String? = nil) -> Place {
    Place(file: file, sheet: sheet, line: row.number, column: column.map { $0 + 1 }, field: field)
  }

  /// Letters alone, small: `U R A I A N` is `uraian`.
  static func letters(_ text: String) -> String { text.lowercased().filter(\.isLetter) }
}

/// An amount as a cell shows it.
enum BudgetAmount: Equatable {
  case none
  case whole(Int64)
  /// Below zero, with parts of a rupiah, or words.
  case unfit(String)
  /// A formula that lost what it refers to (`#REF!`).
  case broken(String)

  init(_ text: String) {
    if text.isEmpty || text == "-" {
      self = .none
    } else if text.hasPrefix("#") {
      self = .broken(text)
    } else {
      var copy = text
      let number = copy.withUTF8 { WrittenNumber(UnsafeRawBufferPointer($0), isWhole: true) }
      guard let number else {
        self = .unfit(text)
        return
      }
      if let whole = number.whole, whole >= 0, !number.isPercent { self = .whole(whole) } else { self = .unfit(text) }
    }
  }

  var value: Int64 { if case .whole(let value) = self { value } else { 0 } }
}
