import Diagnostics

/// The places for signatures of a table laid out as such: two stand side by side, an only one on the right, and one that is
/// left over in the middle below.
struct SignatureBlocks {
  struct Block: Hashable {
    /// What stands above the signature: what it is for, and the post.
    var above: [String]
    /// What stands below: the name, the rank, the number.
    var below: [String]
  }

  let all: [Block]

  init(_ table: ReportTable, language: Language) {
    let values = ValueText(language: language)
    // Place and day stand above the first signature on the right.
    let dated = min(1, table.rows.count - 1)
    all = table.rows.enumerated().map { index, row in
      let cells = row.map { $0.isMissing ? [] : values.text($0).split(separator: "\n").map(String.init) }
      return Block(
        above: (index == dated ? table.note.map { [$0[language]] } ?? [] : []) + cells.prefix(2).flatMap { $0 },
        below: cells.dropFirst(2).flatMap { $0 })
    }
  }

  /// What stands on one line: two side by side, or one alone.
  enum Line {
    case pair(Block?, Block)
    case middle(Block)
  }

  var lines: [Line] {
    if all.count == 1 { return [.pair(nil, all[0])] }
    var lines: [Line] = []
    for start in stride(from: 0, to: all.count, by: 2) {
      lines.append(start + 1 < all.count ? .pair(all[start], all[start + 1]) : .middle(all[start]))
    }
    return lines
  }
}
