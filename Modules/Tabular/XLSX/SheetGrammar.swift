import Diagnostics

/// Follows the elements of a worksheet and hands its cells on, whoever reads the XML. One owner at a time.
///
/// Known elements count only where they belong; everything else is passed over with all it holds.
final class SheetGrammar {
  enum State: Hashable {
    case outside, sheet, data, row, cell, value, inline, run, text, columns, mergedCells
  }

  let cells: SheetCells
  private(set) var state = State.outside
  /// Elements being passed over, inside one another.
  private(set) var skipped = 0
  private var textParent = State.inline
  private var type = SheetCellType.number
  private var format = NumberFormat.number
  private var text: [UInt8] = []
  /// Whether the rows have begun; they may be none.
  private(set) var hasData = false
  private(set) var hiddenColumns: [ClosedRange<Int>] = []
  private(set) var mergedRanges: [CellRange] = []

  init(_ cells: SheetCells) { self.cells = cells }

  /// An element of the spreadsheet's namespace begins; those of others are `other`.
  func start(_ element: SheetElement, _ attributes: SheetAttributes) {
    if skipped > 0 {
      skipped += 1
      return
    }
    switch (state, element) {
    case (.outside, .worksheet): state = .sheet
    case (.sheet, .sheetData):
      hasData = true
      state = .data
    case (.sheet, .columns): state = .columns
    case (.sheet, .mergedCells): state = .mergedCells
    case (.columns, .column):
      hide(attributes)
      skipped = 1
    case (.mergedCells, .mergedCell):
      merge(attributes)
      skipped = 1
    case (.data, .row):
      cells.beginRow(attributes)
      state = .row
    case (.row, .cell):
      state = .cell
      if cells.beginCell(attributes.reference) {
        type = SheetCellType(attributes.type)
        format = cells.format(attributes.style.flatMap { SheetCells.number($0) } ?? 0)
        text.removeAll(keepingCapacity: true)
      }
    case (.cell, .value): state = .value
    case (.cell, .inline): state = .inline
    case (.inline, .run): state = .run
    case (.inline, .text), (.run, .text):
      textParent = state
      state = .text
    default: skipped = 1
    }
  }

  func end() {
    if skipped > 0 {
      skipped -= 1
      return
    }
    switch state {
    case .outside: break
    case .sheet: state = .outside
    case .data, .columns, .mergedCells: state = .sheet
    case .row:
      cells.endRow()
      state = .data
    case .cell:
      text.withUnsafeBytes { cells.endCell(type, format: format, $0) }
      state = .row
    case .value, .inline: state = .cell
    case .run: state = .inline
    case .text: state = textParent
    }
  }

  /// Whether text counts where the document stands.
  var wantsText: Bool {
    skipped == 0 && (state == .value && type != .inline || state == .text && type == .inline)
  }

  func text(_ bytes: UnsafeRawBufferPointer) {
    guard wantsText else { return }
    text.append(contentsOf: bytes)
    if text.count > cells.context.limits.maximumCellBytes { cells.failTooLong() }
  }

  private func hide(_ attributes: SheetAttributes) {
    guard let hidden = attributes.hidden, SheetCells.isTrue(hidden), hiddenColumns.count < 16_384,
      let first = attributes.minimum.flatMap({ SheetCells.number($0) }),
      let last = attributes.maximum.flatMap({ SheetCells.number($0) }), first >= 1, first <= last
    else { return }
    hiddenColumns.append(first...min(max(first, cells.context.limits.maximumColumns), last))
  }

  private func merge(_ attributes: SheetAttributes) {
    let limits = cells.context.limits
    guard mergedRanges.count < limits.maximumMergedRanges, let text = attributes.range,
      let range = CellRange(text, maximumRows: limits.maximumRows, maximumColumns: limits.maximumColumns)
    else { return }
    mergedRanges.append(range)
  }
}
