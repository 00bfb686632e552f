import Diagnostics

/// The places for signatures of a table laid out as such: two stand side by side, the last one on the right.
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
    all = table.rows.enumerated().map { index, row in
      let cells = row.map { $0.isMissing ? [] : values.text($0).split(separator: "\n").map(String.init) }
      let isLast = index == table.rows.count - 1
      return Block(
        above: (isLast ? table.note.map { [$0[language]] } ?? [] : []) + cells.prefix(2).flatMap { $0 },
        below: cells.dropFirst(2).flatMap { $0 })
    }
  }

  /// Left and right; of an odd number the first stands alone on the left only where it is not the last.
  var pairs: [(left: Block?, right: Block?)] {
    var rest = all[...]
    guard let last = rest.popLast() else { return [] }
    var pairs: [(Block?, Block?)] = []
    while rest.count > 1 { pairs.append((rest.removeFirst(), rest.removeFirst())) }
    pairs.append((rest.popFirst(), last))
    return pairs
  }
}
