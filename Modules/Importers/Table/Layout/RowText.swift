import Tabular

/// What a row that may be no data says: looked at only where a row has no plain key.
struct RowText: Sendable {
  /// Cells that are not blank: their columns and texts, at most the first two hundred.
  let cells: [(column: Int, text: String)]

  init(_ block: RowBlock, _ row: Int) {
    var cells: [(column: Int, text: String)] = []
    for column in 0..<min(block.fieldCount(row), 2000) where cells.count < 200 {
      let text = block.withField(row, column) { bytes -> String? in
        let trimmed = Blanks.trim(bytes)
        return trimmed.isEmpty ? nil : String(decoding: trimmed.prefix(300), as: UTF8.self)
      }
      if let text { cells.append((column, text)) }
    }
    self.cells = cells
  }

  var isBlank: Bool { cells.isEmpty }

  /// `(1) (2) (3)`, or 1, 2, 3 from the first cell on; also a row in which everything stands in parentheses.
  var isColumnNumbers: Bool {
    guard cells.count >= 2 else { return cells.count == 1 && cells[0].text == "(1)" }
    if cells.allSatisfy({ $0.text.hasPrefix("(") && $0.text.hasSuffix(")") && $0.text.count <= 12 }) { return true }
    let numbers = cells.map { Int($0.text) }
    guard cells.count >= 3, numbers[0] == 1 else { return false }
    return zip(numbers, numbers.dropFirst()).allSatisfy { a, b in a.flatMap { a in b.map { $0 == a + 1 } } ?? false }
  }
}

/// What a row of totals claims to be.
enum TotalKind: Hashable, Sendable {
  case sum
  /// Of a group, by its own words.
  case subtotal
  case grandTotal
  case average

  /// What a label such as `JUMLAH`, `Sub Total Kec. Muara` or `Rata-rata` means; nil where it is no total.
  init?(label: String) {
    let words = label.lowercased().split { !$0.isLetter }.prefix(3).map(String.init)
    guard let first = words.first else { return nil }
    let second = words.dropFirst().first
    switch first {
    case "jumlah", "total", "jml", "totals", "sum":
      if second == "keseluruhan" || second == "seluruhnya" || second == "seluruh" || second == "umum" {
        self = .grandTotal
      } else {
        self = .sum
      }
    case "sub" where second == "total" || second == "jumlah", "subtotal", "subjumlah": self = .subtotal
    case "grand" where second == "total": self = .grandTotal
    case "rata" where second == "rata", "rerata", "average", "mean": self = .average
    default: return nil
    }
  }
}
