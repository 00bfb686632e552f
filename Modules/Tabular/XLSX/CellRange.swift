/// A rectangle of cells; rows and columns count from 1.
public struct CellRange: Hashable, Sendable {
  public let rows: ClosedRange<Int>
  public let columns: ClosedRange<Int>

  public init(rows: ClosedRange<Int>, columns: ClosedRange<Int>) {
    self.rows = rows
    self.columns = columns
  }

  /// Reads `B2:D5` or `B2`; nil for anything else.
  init?(_ text: UnsafeRawBufferPointer, maximumRows: Int, maximumColumns: Int) {
    let parts = text.split(separator: UInt8(ascii: ":"), maxSplits: 2, omittingEmptySubsequences: false)
      .compactMap { CellReference(UnsafeRawBufferPointer(rebasing: $0)) }
    guard let first = parts.first, let last = parts.last, parts.count <= 2, first.row <= last.row,
      first.column <= last.column, last.row <= maximumRows, last.column <= maximumColumns,
      parts.count == 2 || !text.contains(UInt8(ascii: ":"))
    else { return nil }
    self.init(rows: first.row...last.row, columns: first.column...last.column)
  }
}

/// A cell's place in its sheet; row and column count from 1.
struct CellReference: Hashable {
  let row: Int
  let column: Int

  /// Reads `AB12`: one to three capitals, then a number without leading zeros.
  init?(_ text: UnsafeRawBufferPointer) {
    var at = 0
    var column = 0
    while at < text.count, at < 4, (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(text[at]) {
      column = column * 26 + Int(text[at] - 0x40)
      at += 1
    }
    guard (1...3).contains(at), (1...9).contains(text.count - at), text[at] != 0x30 else { return nil }
    var row = 0
    while at < text.count {
      let digit = text[at] &- 0x30
      guard digit <= 9 else { return nil }
      row = row * 10 + Int(digit)
      at += 1
    }
    self.row = row
    self.column = column
  }

  /// The letters of a column, such as `AB` for 28.
  static func letters(_ column: Int) -> String {
    var rest = column
    var letters: [Character] = []
    while rest > 0 {
      rest -= 1
      letters.insert(Character(Unicode.Scalar(UInt8(0x41 + rest % 26))), at: 0)
      rest /= 26
    }
    return String(letters)
  }
}
