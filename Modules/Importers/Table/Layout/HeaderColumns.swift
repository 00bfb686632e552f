import Domain
import PluginKit
import Tabular

/// The headings of a table's columns, joined where a header has several rows, and what a mapping takes them for.
struct HeaderColumns: Sendable {
  /// The heading of each column as it is shown: `Penduduk / Laki-laki`.
  let titles: [String]
  /// Columns by the ways in which a heading may be named, the fullest first: the whole heading, the whole without
  /// translations on further lines, the lowest part alone.
  private let tiers: [[String: Int]]
  private let normalised: [String]

  /// Columns of a field whose heading names a period.
  struct Periodic: Hashable, Sendable {
    let column: Int
    let field: Int
    let period: WrittenPeriod
  }

  /// - Parameter rows: the cells of the header's rows, filled to the right where a parent spans several columns.
  init(_ rows: [[String]]) {
    let width = rows.map(\.count).max() ?? 0
    var titles: [String] = []
    var names: [[String]] = [[], [], [], []]
    for column in 0..<width {
      var parts: [String] = []
      for row in rows where column < row.count {
        let part = Self.tidy(row[column])
        if !part.isEmpty, parts.last != part { parts.append(part) }
      }
      titles.append(parts.count <= 1 && rows.count == 1 ? rows[0][column] : parts.joined(separator: " / "))
      let firstLines = rows.compactMap { row -> String? in
        guard column < row.count else { return nil }
        let line = row[column].split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
        return line.allSatisfy(\.isWhitespace) ? nil : line
      }
      names[0].append(HeaderMatching.normalised(parts.joined()))
      names[1].append(HeaderMatching.normalised(firstLines.joined()))
      names[2].append(HeaderMatching.normalised(parts.last ?? ""))
      names[3].append(HeaderMatching.normalised(firstLines.last ?? ""))
    }
    self.titles = titles
    normalised = names[0]
    tiers = names.enumerated().map { tier, names in
      var columns: [String: Int] = [:]
      var repeated: Set<String> = []
      for (column, name) in names.enumerated() where !name.isEmpty {
        if columns[name] == nil { columns[name] = column } else { repeated.insert(name) }
      }
      // Below the whole heading only a name that one column has means that column.
      if tier > 0 { for name in repeated { columns[name] = nil } }
      return columns
    }
  }

  var count: Int { titles.count }

  /// The whole heading of a column, normalised.
  func name(_ column: Int) -> String { normalised[column] }

  /// The column of the first of `wanted` (normalised) that stands among the headings.
  func column(_ wanted: [String]) -> Int? {
    for name in wanted {
      for tier in tiers {
        if let column = tier[name] { return column }
      }
    }
    return nil
  }

  /// Another column with the same whole heading, further right.
  func repetition(of column: Int) -> Int? {
    normalised.indices.first { $0 > column && normalised[$0] == normalised[column] }
  }

  /// Which column has which role.
  func roles(_ vocabulary: HeaderVocabulary) -> [ColumnRole: Int] {
    var found: [ColumnRole: Int] = [:]
    var used: Set<Int> = []
    for entry in vocabulary.wanted {
      if case .ignored = entry.role { continue }
      guard let column = column(entry.headers) else { continue }
      if case .filter = entry.role {
        found[entry.role] = column
      } else if used.insert(column).inserted {
        found[entry.role] = column
      }
    }
    return found
  }

  /// Columns that have no role of their own but name a period, with or without a field.
  func periodic(_ vocabulary: HeaderVocabulary, byPeriod: Int?, used: Set<Int>) -> [Periodic] {
    titles.indices.compactMap { column in
      guard !used.contains(column), let taken = WrittenPeriod.taken(from: titles[column]) else { return nil }
      let rest = HeaderMatching.normalised(taken.rest)
      let field = rest.isEmpty ? byPeriod : vocabulary.field(rest)
      return field.map { Periodic(column: column, field: $0, period: taken.period) }
    }
  }

  /// Blanks drawn together.
  static func tidy(_ text: String) -> String { text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }

  /// The rows of a header with parents filled to the right over the columns below them.
  ///
  /// Where the sheet tells merged cells, a parent spans those of its own; else it reaches as far as there are blanks beside
  /// it and headings below both.
  ///
  /// - Parameters:
  ///   - first: the number of the first row in the source.
  ///   - merged: merged cells of the sheet.
  static func filled(_ rows: [[String]], from first: Int = 1, merged: [CellRange] = []) -> [[String]] {
    guard rows.count > 1 else { return rows }
    var rows = rows
    let width = rows.map(\.count).max() ?? 0
    for index in rows.indices { rows[index] += Array(repeating: "", count: width - rows[index].count) }
    let own = merged.filter { $0.rows.lowerBound >= first && $0.rows.upperBound < first + rows.count }
    if own.contains(where: { $0.columns.count > 1 }) {
      for range in own {
        for row in range.rows {
          for column in range.columns where column <= width {
            rows[row - first][column - 1] = rows[range.rows.lowerBound - first][range.columns.lowerBound - 1]
          }
        }
      }
      return rows
    }
    func isBlank(_ row: Int, _ column: Int) -> Bool { rows[row][column].allSatisfy(\.isWhitespace) }
    for row in 0..<(rows.count - 1) {
      var parent: Int?
      for column in 0..<width {
        if !isBlank(row, column) {
          parent = column
          continue
        }
        guard let from = parent else { continue }
        let below = (row + 1)..<rows.count
        if below.contains(where: { !isBlank($0, column) }), below.contains(where: { !isBlank($0, from) }) {
          // A heading further up that spans both must be the same.
          rows[row][column] = rows[row][from]
        } else {
          parent = nil
        }
      }
    }
    return rows
  }
}
