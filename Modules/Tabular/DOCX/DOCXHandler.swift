import Diagnostics

/// Follows the tables of a Word document: lists all of them, or builds the rows of one. One owner at a time.
///
/// What is deleted or moved away in tracked changes is left out, what is inserted counts. Fields show their results, not
/// their instructions. Content controls and text boxes are seen through.
final class DOCXHandler: XMLHandler {
  private static let maximumTitleBytes = 500

  private let file: String
  private let limits: DOCXLimits
  /// The table whose rows are built; nil to list all.
  private let target: Int?
  private var builder: RowBlockBuilder
  private(set) var tables: [DOCXTable?] = []
  private(set) var tablesLeftOut = 0
  private(set) var isDocument = false
  /// Whether the table wanted has been read to its end.
  private(set) var isDone = false
  private(set) var failure: Diagnostic?
  var hasFailed: Bool { failure != nil }
  private(set) var isPaused = false

  private var open: [DOCXElement] = []
  private var levels: [DOCXOpenTable] = []
  /// Elements being passed over, inside one another.
  private var skipped = 0
  /// The last paragraph that is not blank, at each depth of tables.
  private var lastParagraphs: [[UInt8]] = [[]]
  private var paragraph: [UInt8] = []
  /// Paragraphs inside one another, as text boxes have them.
  private var paragraphDepth = 0
  private var mergedRangeCount = 0

  init(file: String, limits: DOCXLimits, target: Int?, blockBytes: Int = 1 << 16) {
    self.file = file
    self.limits = limits
    self.target = target
    builder = RowBlockBuilder(file: file, sheet: target.map { DOCXTable.name($0) }, blockBytes: blockBytes)
  }

  func take() -> RowBlock? {
    isPaused = false
    return builder.take()
  }

  func start(_ name: XMLName, _ attributes: XMLAttributes) {
    if skipped > 0 {
      skipped += 1
      return
    }
    let element = DOCXElement(name)
    if open.isEmpty { isDocument = element == .document }
    switch element {
    case .deleted:
      if open.last == .rowProperties, let last = levels.indices.last { levels[last].isRowDeleted = true }
      skipped = 1
      return
    case .fallback:
      // The same content for older applications.
      skipped = 1
      return
    case .paragraph: beginParagraph()
    case .lineBreak: add("\n")
    // Stops of a paragraph's tabulator are called the same, and have a position.
    case .tab: if attributes.value("pos", inNamespace: true) == nil { add(" ") }
    case .hyphen: add("-")
    case .table: beginTable()
    case .row: if let last = levels.indices.last { levels[last].beginRow() }
    case .cell: beginCell()
    case .gridSpan, .gridBefore, .verticalMerge: property(element, attributes)
    case .document, .text, .rowProperties, .other: break
    }
    open.append(element)
  }

  func end() {
    if skipped > 0 {
      skipped -= 1
      return
    }
    switch open.popLast() {
    case .paragraph: endParagraph()
    case .cell: endCell()
    case .row: endRow()
    case .table: endTable()
    default: break
    }
  }

  func text(_ bytes: UnsafeRawBufferPointer) {
    if skipped == 0, open.last == .text { add(bytes) }
  }

  private func add(_ text: StaticString) {
    add(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  private func add(_ bytes: UnsafeRawBufferPointer) {
    guard let last = levels.indices.last else {
      if paragraph.count < DOCXHandler.maximumTitleBytes { paragraph.append(contentsOf: bytes) }
      return
    }
    guard levels[last].isInCell else { return }
    levels[last].text.append(contentsOf: bytes)
    if levels[last].text.count > limits.maximumCellBytes, failure == nil {
      failure = .cellTooLong(
        file, sheet: DOCXTable.name(levels[last].index), row: levels[last].row, column: levels[last].column,
        limit: limits.maximumCellBytes)
    }
  }

  private func beginParagraph() {
    paragraphDepth += 1
    guard let last = levels.indices.last else {
      if paragraphDepth == 1 { paragraph.removeAll(keepingCapacity: true) } else { add(" ") }
      return
    }
    // Paragraphs of a cell are lines of its text.
    if levels[last].isInCell, levels[last].paragraphs > 0 { add("\n") }
    levels[last].paragraphs += 1
  }

  private func endParagraph() {
    paragraphDepth -= 1
    if levels.isEmpty, paragraphDepth == 0, !paragraph.allSatisfy({ $0 <= 0x20 }) { lastParagraphs[0] = paragraph }
  }

  private func beginTable() {
    let index = tables.count
    let isLeftOut = index >= limits.maximumTables
    if isLeftOut { tablesLeftOut += 1 } else { tables.append(nil) }
    var title = lastParagraphs.last ?? []
    if let last = levels.indices.last { title = Array(levels[last].text.suffix(DOCXHandler.maximumTitleBytes)) }
    lastParagraphs[lastParagraphs.count - 1] = []
    lastParagraphs.append([])
    levels.append(DOCXOpenTable(index: isLeftOut ? -1 : index, title: DOCXHandler.title(title)))
  }

  private func beginCell() {
    guard let last = levels.indices.last else { return }
    levels[last].beginCell()
  }

  private func property(_ element: DOCXElement, _ attributes: XMLAttributes) {
    guard let last = levels.indices.last else { return }
    let value = attributes.value("val", inNamespace: true)
    switch element {
    case .verticalMerge where levels[last].isInCell:
      levels[last].beginsMerge = value == "restart"
      levels[last].isContinuation = value != "restart"
    case .gridSpan where levels[last].isInCell:
      levels[last].span = min(max(1, value.flatMap { Int($0) } ?? 1), limits.maximumColumns + 1)
    case .gridBefore where open.last == .rowProperties:
      levels[last].column += min(max(0, value.flatMap { Int($0) } ?? 0), limits.maximumColumns + 1)
    default: break
    }
  }

  private func endCell() {
    guard let last = levels.indices.last, levels[last].isInCell, failure == nil else { return }
    guard levels[last].column + levels[last].span - 1 <= limits.maximumColumns else {
      failure = .tooManyFields(file, row: levels[last].row, limit: limits.maximumColumns)
      return
    }
    if levels[last].index == target, !levels[last].isContinuation, !levels[last].isRowDeleted {
      // Spaces and line breaks around the text are how a document looks, not what it says.
      let text = DOCXHandler.trimmed(levels[last].text)
      guard builder.rowBytes + text.count <= limits.maximumRowBytes else {
        failure = .recordTooLong(
          file, row: levels[last].row, column: levels[last].column, limit: limits.maximumRowBytes)
        return
      }
      if !text.isEmpty {
        builder.skipCells(levels[last].column - 1 - builder.cellCount)
        text.withUnsafeBytes { builder.append($0) }
        builder.endCell()
      }
    }
    levels[last].endCell()
  }

  private func endRow() {
    guard let last = levels.indices.last else { return }
    if levels[last].index == target, !levels[last].isRowDeleted {
      builder.endRow(levels[last].row)
      isPaused = builder.isFull
    }
    levels[last].endRow()
  }

  private func endTable() {
    guard var table = levels.popLast() else { return }
    lastParagraphs.removeLast()
    guard table.index >= 0 else { return }
    table.closeMerges()
    let ranges = table.ranges.prefix(max(0, limits.maximumMergedRanges - mergedRangeCount))
    mergedRangeCount += ranges.count
    tables[table.index] = DOCXTable(
      index: table.index, title: table.title, isNested: !levels.isEmpty, rowCount: table.row,
      columnCount: table.columns, mergedRanges: ranges.sorted { $0.comesBefore($1) })
    if table.index == target {
      isDone = true
      isPaused = true
    }
  }

  /// One line of text, or nil where there is none.
  private static func title(_ bytes: [UInt8]) -> String? {
    let text = String(decoding: bytes.prefix(maximumTitleBytes), as: UTF8.self)
      .split { $0.isWhitespace || $0 == "\u{FFFD}" }.joined(separator: " ")
    return text.isEmpty ? nil : text
  }

  private static func trimmed(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
    var text = bytes[...]
    while let first = text.first, first <= 0x20 { text.removeFirst() }
    while let last = text.last, last <= 0x20 { text.removeLast() }
    return text
  }
}
