import Domain
import Storage

/// The rows of one region and period, as a ledger's file gives them: in any order. They wait here until the region ends
/// and go to the table sorted, where they find their place at its end as fast as the rows of a sorted file.
///
/// Only rows come here that cannot be in the table: of regions beyond those stored for their period.
final class RowRun {
  private let group: RowGroup
  private let keyCount: Int
  private let stride: Int
  private var period = Int64.min
  private var region = Int64.min
  /// Key cells, then what `group` wants of a row, row by row.
  private var cells: [Int64] = []
  private var hashes: [UInt64] = []
  /// Rows of a region at hand whose beginning went to the table before do not come here.
  private var isOpen = false
  private var texts: [String] = []

  /// More rows of one region than this go to the table one by one: their keys are compared with all that wait.
  private static let mostRows = 512

  init(_ group: RowGroup, keys: Int) {
    self.group = group
    keyCount = keys
    stride = keys + group.stride
  }

  /// Takes a row, unless it may be in the table or among those that wait.
  ///
  /// - Returns: false where the caller has to ask the table; what has to be there for that is there.
  @inline(__always)
  func take(
    _ key: RowKey, _ row: UnsafePointer<Int64>, _ columnCells: UnsafePointer<Int>, _ texts: [String], part: Int64,
    sourceRow: Int
  ) throws -> Bool {
    if key.period != period || key.region != region {
      try flush()
      guard key.period > period || (key.period == period && key.region > region) else { return false }
      period = key.period
      region = key.region
      isOpen = true
      self.texts = texts
    }
    guard isOpen else { return false }
    let hash = hash(key)
    if hashes.count >= Self.mostRows || isWaiting(key, hash) {
      try flush()
      return false
    }
    hashes.append(hash)
    for index in 0..<keyCount { cells.append(key.cells[index]) }
    for index in 0..<(group.stride - 4) { cells.append(row[columnCells[index]]) }
    cells.append(key.period)
    cells.append(key.region)
    cells.append(part)
    cells.append(Int64(sourceRow))
    return true
  }

  /// Gives what waits to the table, in the order of its keys.
  func flush() throws {
    isOpen = false
    if !hashes.isEmpty {
      try cells.withUnsafeBufferPointer { cells in
        let order = (0..<hashes.count).sorted { isLess(cells, $0, $1) }
        for row in order { try group.add(cells.baseAddress.unsafelyUnwrapped + row * stride + keyCount, texts) }
      }
      hashes.removeAll(keepingCapacity: true)
      cells.removeAll(keepingCapacity: true)
    }
    try group.flush()
  }

  @inline(__always)
  private func isLess(_ cells: UnsafeBufferPointer<Int64>, _ first: Int, _ second: Int) -> Bool {
    for index in 0..<keyCount {
      let one = cells[first * stride + index]
      let other = cells[second * stride + index]
      if one != other { return one < other }
    }
    return false
  }

  private func isWaiting(_ key: RowKey, _ hash: UInt64) -> Bool {
    for row in hashes.indices where hashes[row] == hash {
      if (0..<keyCount).allSatisfy({ cells[row * stride + $0] == key.cells[$0] }) { return true }
    }
    return false
  }

  @inline(__always)
  private func hash(_ key: RowKey) -> UInt64 {
    var hash: UInt64 = 0
    for index in 0..<keyCount {
      hash = (hash ^ UInt64(bitPattern: key.cells[index])) &* 0x9e37_79b9_7f4a_7c15
      hash ^= hash >> 29
    }
    return hash
  }
}
