/// A table of which the end has not been seen yet; rows and columns count from 1.
struct DOCXOpenTable {
  /// Its place among all tables; -1 for one that is left out.
  let index: Int
  let title: String?
  /// The row under way, or the last one; deleted rows do not count.
  private(set) var row = 0
  private(set) var columns = 0
  /// The first column of the cell under way or the next one, and how many it covers.
  var column = 1
  var span = 1
  var isContinuation = false
  var beginsMerge = false
  private(set) var isInCell = false
  var isRowDeleted = false
  var text: [UInt8] = []
  var paragraphs = 0
  private(set) var ranges: [CellRange] = []
  /// Merges that may go on in the next row, by their first column.
  private var openMerges: [Int: (top: Int, bottom: Int, span: Int)] = [:]

  init(index: Int, title: String?) {
    self.index = index
    self.title = title
  }

  mutating func beginRow() {
    row += 1
    column = 1
    isRowDeleted = false
    isInCell = false
  }

  mutating func beginCell() {
    isInCell = true
    (span, isContinuation, beginsMerge, paragraphs) = (1, false, false, 0)
    text.removeAll(keepingCapacity: true)
  }

  mutating func endCell() {
    isInCell = false
    defer { column += span }
    guard !isRowDeleted else { return }
    columns = max(columns, column + span - 1)
    if isContinuation {
      openMerges[column]?.bottom = row
      return
    }
    closeMerge(at: column)
    if beginsMerge {
      openMerges[column] = (row, row, span)
    } else if span > 1 {
      ranges.append(CellRange(rows: row...row, columns: column...column + span - 1))
    }
  }

  mutating func endRow() {
    if isRowDeleted { row -= 1 }
  }

  mutating func closeMerges() {
    for column in openMerges.keys { closeMerge(at: column) }
  }

  private mutating func closeMerge(at column: Int) {
    guard let merge = openMerges.removeValue(forKey: column), merge.bottom > merge.top || merge.span > 1 else { return }
    ranges.append(CellRange(rows: merge.top...merge.bottom, columns: column...column + merge.span - 1))
  }
}

extension CellRange {
  /// The order of reading: by top row, then by first column.
  func comesBefore(_ other: CellRange) -> Bool {
    (rows.lowerBound, columns.lowerBound) < (other.rows.lowerBound, other.columns.lowerBound)
  }
}
