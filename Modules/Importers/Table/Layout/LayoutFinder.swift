import Domain
import PluginKit
import Tabular

/// Finds the header of a table among the first rows of a block: the one to three rows in which most columns are known to the
/// mapping.
struct LayoutFinder: Sendable {
  /// Rows looked at.
  static let lookAhead = 200
  private static let mostHeaderRows = 3
  /// Cells of a row looked at.
  private static let mostColumns = 20_000

  let mapping: TableMapping
  let dataset: DatasetDeclaration
  let vocabulary: HeaderVocabulary
  /// The region of rows is known from elsewhere.
  let hasRegion: Bool
  /// Merged cells of the sheet, where its format tells them.
  let merged: [CellRange]

  init(
    _ mapping: TableMapping, _ dataset: DatasetDeclaration, hasRegion: Bool, merged: [CellRange] = []
  ) {
    self.merged = merged
    self.mapping = mapping
    self.dataset = dataset
    self.hasRegion = hasRegion
    vocabulary = HeaderVocabulary(mapping, dataset)
  }

  /// The best header from `start` on; `fixed` says which row it has to begin with.
  ///
  /// The first row is taken without looking further where it is complete and knows most of its columns, so that plain
  /// tables cost nothing.
  func find(in block: RowBlock, from start: Int = 0, fixed: Int? = nil, titlesFrom: Int = 0) -> TableLayout? {
    let end = min(block.rowCount, start + Self.lookAhead)
    var best: TableLayout?
    var lastNamed = -1
    var seen = start
    for row in (fixed ?? start)..<(fixed.map { $0 + 1 } ?? end) {
      // Rows with no word that the mapping knows, in themselves or in the two below, begin no header.
      if fixed == nil, row != start {
        while seen < min(row + Self.mostHeaderRows, end) {
          if namesAnything(block, seen) { lastNamed = seen }
          seen += 1
        }
        if lastNamed < row { continue }
      }
      guard let layout = layout(at: row, in: block, end: block.rowCount) else { continue }
      if isBetter(layout, than: best) { best = layout }
      // Titles may have been taken for the upper part of a header: then the rows below tell.
      if row == start, let best, best.isComplete, best.rows.count == 1, best.score * 2 >= Self.named(block, row) {
        break
      }
    }
    if let found = best { best?.titles = titles(in: block, titlesFrom..<found.rows.lowerBound) }
    return best
  }

  /// Whether a header tells more; of two that tell the same the shorter one, for a title above adds nothing.
  private func isBetter(_ layout: TableLayout, than best: TableLayout?) -> Bool {
    guard let best else { return true }
    if layout.isComplete != best.isComplete { return layout.isComplete }
    if layout.score != best.score { return layout.score > best.score }
    return layout.rows.count < best.rows.count && best.rows.contains(layout.rows.lowerBound)
  }

  /// The layout of records whose columns the mapping names; the block's first row holds their paths.
  func named(_ names: [String], in block: RowBlock) -> TableLayout {
    let columns = HeaderColumns([names])
    let roles = columns.roles(vocabulary)
    let byPeriod = mapping.byPeriod.flatMap { dataset.index(of: $0) }
    let periodic = columns.periodic(vocabulary, byPeriod: byPeriod, used: Set(roles.values))
    return TableLayout(
      rows: 0...0, numbers: block.rowNumber(0)...block.rowNumber(0), columns: columns, roles: roles, periodic: periodic,
      firstData: 1, titles: [], cells: names, isComplete: isComplete(roles, periodic), score: roles.count)
  }

  /// The layout whose header is that row, whatever stands in it.
  func forced(in block: RowBlock, at row: Int) -> TableLayout {
    let cells = block.cells(row)
    let columns = HeaderColumns([cells])
    let roles = columns.roles(vocabulary)
    return TableLayout(
      rows: row...row, numbers: block.rowNumber(row)...block.rowNumber(row), columns: columns, roles: roles,
      periodic: [], calendar: calendar(columns, roles, []),
      firstData: row + 1, titles: [], cells: cells, isComplete: isComplete(roles, []), score: roles.count)
  }

  /// The next row that begins a complete header, for further tables of a sheet.
  func next(in block: RowBlock, from start: Int, titlesFrom: Int) -> TableLayout? {
    for row in start..<block.rowCount where looksLikeHeader(block, row) {
      guard var found = layout(at: row, in: block, end: block.rowCount), found.isComplete else {
        continue
      }
      while found.rows.count > 1,
        let shorter = layout(at: found.rows.lowerBound + 1, in: block, end: block.rowCount),
        isBetter(shorter, than: found)
      {
        found = shorter
      }
      found.titles = titles(in: block, titlesFrom..<found.rows.lowerBound)
      return found
    }
    return nil
  }

  /// Whether two cells or more are headers that the mapping knows: a quick look before the thorough one.
  func looksLikeHeader(_ block: RowBlock, _ row: Int) -> Bool {
    var found: Set<ColumnRole> = []
    for column in 0..<min(block.fieldCount(row), 200) {
      guard let text = block.string(row, column), text.utf8.count <= 200, text.contains(where: \.isLetter) else {
        continue
      }
      let line = text.split(whereSeparator: \.isNewline).first.map(String.init) ?? text
      for name in [text, line] {
        found.formUnion(vocabulary.roles(of: HeaderMatching.normalised(name)).filter { $0 != .ignored })
      }
      if found.count >= 2 { return true }
    }
    return false
  }

  /// Whether a cell is a heading that the mapping knows, or a part of one.
  private func namesAnything(_ block: RowBlock, _ row: Int) -> Bool {
    for column in 0..<min(block.fieldCount(row), 2000) {
      guard block.withField(row, column, { $0.count <= 400 && $0.contains { $0 | 0x20 >= 0x61 } || $0.count <= 2 }),
        let text = block.string(row, column)
      else { continue }
      if vocabulary.hasWord(text) || !vocabulary.roles(of: HeaderMatching.normalised(text)).isEmpty { return true }
    }
    return false
  }

  private static func named(_ block: RowBlock, _ row: Int) -> Int {
    (0..<block.fieldCount(row)).reduce(0) { count, column in
      count + block.withField(row, column) { Blanks.trim($0).isEmpty ? 0 : 1 }
    }
  }

  /// The best header that begins with `row`.
  private func layout(at row: Int, in block: RowBlock, end: Int) -> TableLayout? {
    guard block.fieldCount(row) <= Self.mostColumns else { return nil }
    var best: TableLayout?
    var cells: [[String]] = []
    for last in row..<min(row + Self.mostHeaderRows, end) {
      // Rows that do not follow one another make no header together; a blank row ends it.
      if last > row, block.rowNumber(last) > block.rowNumber(last - 1) + 2 { break }
      cells.append(block.cells(last))
      if last == row, !cells[0].contains(where: { $0.contains(where: \.isLetter) || WrittenPeriod($0) != nil }) {
        return nil
      }
      let columns = HeaderColumns(
        HeaderColumns.filled(cells, from: block.rowNumber(row), merged: merged))
      let roles = columns.roles(vocabulary)
      let byPeriod = mapping.byPeriod.flatMap { dataset.index(of: $0) }
      let periodic = columns.periodic(vocabulary, byPeriod: byPeriod, used: Set(roles.values))
      let calendar = calendar(columns, roles, periodic)
      let score = roles.count + periodic.count + calendar.score
      guard score > (best?.score ?? (last == row ? -1 : 0)) else { continue }
      best = TableLayout(
        rows: row...last, numbers: block.rowNumber(row)...block.rowNumber(last), columns: columns, roles: roles,
        periodic: periodic, calendar: calendar, firstData: firstData(in: block, after: last), titles: [],
        cells: cells.last ?? [], isComplete: isComplete(roles, periodic), score: score)
    }
    return best
  }

  private func calendar(
    _ columns: HeaderColumns, _ roles: [ColumnRole: Int], _ periodic: [HeaderColumns.Periodic]
  ) -> CalendarColumns {
    CalendarColumns(
      mapping.calendar == nil ? [] : columns.titles, used: Set(roles.values).union(periodic.map(\.column)))
  }

  private func isComplete(_ roles: [ColumnRole: Int], _ periodic: [HeaderColumns.Periodic]) -> Bool {
    let parts = mapping.regionParts.indices.allSatisfy { roles[.regionPart($0)] != nil }
    guard
      hasRegion || roles[.region] != nil || !mapping.regionParts.isEmpty && parts
        || roles[.name(dataset.level)] != nil
    else { return false }
    if roles[.longField] != nil, roles[.longValue] != nil { return true }
    let fields = Set(roles.keys.compactMap { role -> Int? in if case .field(let index) = role { index } else { nil } })
      .union(periodic.map(\.field))
    guard mapping.requires.isEmpty else {
      return mapping.requires.contains { dataset.index(of: $0).map { fields.contains($0) } ?? false }
    }
    return !fields.isEmpty
  }

  /// Skips the row of column numbers and the row of units below a header.
  private func firstData(in block: RowBlock, after last: Int) -> Int {
    var row = last + 1
    while row < min(block.rowCount, last + 4), RowText(block, row).isColumnNumbers { row += 1 }
    return row
  }

  private func titles(in block: RowBlock, _ rows: Range<Int>) -> [String] {
    rows.suffix(30).compactMap { row in
      let text = block.cells(row).map(HeaderColumns.tidy).filter { !$0.isEmpty }.joined(separator: " ")
      return text.isEmpty ? nil : String(text.prefix(300))
    }
  }
}
