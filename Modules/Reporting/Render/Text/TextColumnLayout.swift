import Workbooks

/// What decides how wide a column of a text table can be.
struct TextColumnMeasure {
  /// The header in one line.
  var header: String
  /// The widest cell, in columns of the terminal.
  var content = 0
  /// The widest word of the cells.
  var word = 0
  /// Whether cells may be broken over several lines.
  var wraps: Bool

  /// Longer words are broken rather than given all the room.
  static let longestKeptWord = 24

  /// The width that shows every cell in one line and breaks no word of the header.
  var natural: Int { max(2, content, min(TextWrap.longestWord(header), Self.longestKeptWord)) }

  /// The width below which words would be torn.
  var least: Int {
    let cells = wraps ? min(word, Self.longestKeptWord) : content
    return max(2, cells, min(TextWrap.longestWord(header), Self.longestKeptWord))
  }
}

/// Columns shown side by side, and how wide each is.
struct TextColumnGroup: Equatable {
  var columns: [Int]
  var widths: [Int]
  /// Spaces between columns.
  var gap: Int

  var width: Int { widths.reduce(0, +) + gap * max(0, widths.count - 1) }
}

/// Shares the width of a terminal among the columns of a table.
struct TextColumnLayout {
  let measures: [TextColumnMeasure]
  let keyColumns: Int
  let width: Int

  /// The fewest groups of columns that fit, each beginning with the key columns.
  func groups() -> [TextColumnGroup] {
    let all = Array(measures.indices)
    if let group = fit(all) { return [group] }
    var groups: [TextColumnGroup] = []
    var rest = all.dropFirst(keyColumns)
    if rest.isEmpty { rest = all[...] }
    while let next = rest.first {
      var group = start(with: next)
      rest = rest.dropFirst()
      while let next = rest.first, let wider = fit(group.columns + [next]) {
        group = wider
        rest = rest.dropFirst()
      }
      groups.append(group)
    }
    return groups
  }

  /// The column behind as many key columns as leave room for it; alone and cut to the width if there is none.
  private func start(with column: Int) -> TextColumnGroup {
    for keys in (0...keyColumns).reversed() {
      let columns = Array(0..<keys).filter { $0 != column } + [column]
      if let group = fit(columns) { return group }
    }
    return TextColumnGroup(columns: [column], widths: [min(measures[column].natural, width)], gap: 1)
  }

  /// Airy if every cell fits in one line, else closer together, and only then with cells over several lines.
  private func fit(_ columns: [Int]) -> TextColumnGroup? {
    let natural = columns.map { measures[$0].natural }
    let least = columns.map { measures[$0].least }
    for (widths, gap) in [(natural, 2), (natural, 1), (least, 1)] {
      var group = TextColumnGroup(columns: columns, widths: widths, gap: gap)
      guard group.width <= width else { continue }
      grow(&group, to: natural)
      shortenHeader(&group)
      return group
    }
    return nil
  }

  /// Gives free room to the columns that are narrower than their cells, the narrowest first.
  private func grow(_ group: inout TextColumnGroup, to natural: [Int]) {
    var free = width - group.width
    while free > 0 {
      let hungry = group.widths.indices.filter { group.widths[$0] < natural[$0] }
      guard let next = hungry.min(by: { group.widths[$0] < group.widths[$1] }) else { return }
      group.widths[next] += 1
      free -= 1
    }
  }

  /// Spends free room on a header of fewer lines.
  private func shortenHeader(_ group: inout TextColumnGroup) {
    func lines(_ column: Int, _ width: Int) -> Int { TextWrap.lines(measures[column].header, width: width).count }
    let tallest = zip(group.columns, group.widths).map(lines).max() ?? 1
    for goal in 1..<max(1, tallest) {
      var wider = group
      for (index, column) in group.columns.enumerated() {
        while lines(column, wider.widths[index]) > goal, wider.width <= width { wider.widths[index] += 1 }
      }
      if wider.width <= width {
        group = wider
        return
      }
    }
  }
}
