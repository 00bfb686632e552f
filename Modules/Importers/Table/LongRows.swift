import Domain
import Storage
import Tabular

/// Gathers the lines of a long table into rows.
///
/// Lines of one village mostly stand together: then a row goes on as soon as the next village begins. Where they do not
/// (all villages for one indicator, then the next), rows stay open in a window, and the window is handed on when full;
/// the store completes rows whose lines come still later. Memory is bounded by the window.
struct LongRows: Sendable {
  private struct Key: Hashable {
    let region: Int64
    let period: Int32
  }

  private let width: Int
  private let slotNames: [String: Int]
  private let isText: [Bool]
  private let isCode: [Bool]
  /// The header bytes of each slot, to guess the next one.
  private let slotBytes: [[UInt8]]
  private var lastSlot = -1
  private var open: [Key: Int] = [:]
  private var regions: [Int64] = []
  private var periods: [Int32] = []
  private var cells: [Int64] = []
  private var origins: [MappedBlock.Origin] = []
  private var current: (key: Key, row: Int)?
  /// Rows that were finished because another village began.
  private var runs = 0
  private var lines = 0
  private var keepsWindow = false

  /// Rows held open at most.
  private let window: Int
  /// 65,536 rows of 55 fields are 28 MB.
  static let usualWindow = 65_536
  /// Rows handed on at once while lines stand together.
  private static let batch = 2048

  init(_ plan: TablePlan, window: Int = usualWindow) {
    self.window = window
    width = plan.slots.count
    slotNames = plan.slotNames
    isText = plan.slots.map { plan.dataset.fields[$0].type == .text }
    isCode = plan.slots.map { plan.dataset.fields[$0].type == .code }
    slotBytes = plan.slots.map { Array(plan.dataset.fields[$0].id.utf8) }
  }

  /// The slot of the field that a line names; the one after the last is tried first.
  @inline(__always)
  mutating func slot(_ bytes: UnsafeRawBufferPointer) -> Int? {
    let guess = lastSlot + 1 < slotBytes.count ? lastSlot + 1 : 0
    if Self.equal(slotBytes[guess], bytes) {
      lastSlot = guess
      return guess
    }
    return slotByName(bytes)
  }

  private mutating func slotByName(_ bytes: UnsafeRawBufferPointer) -> Int? {
    for index in slotBytes.indices where Self.equal(slotBytes[index], bytes) {
      lastSlot = index
      return index
    }
    guard let slot = slotNames[HeaderMatching.normalised(RowMapper.text(bytes))] else { return nil }
    lastSlot = slot
    return slot
  }

  @inline(__always)
  private static func equal(_ known: [UInt8], _ bytes: UnsafeRawBufferPointer) -> Bool {
    guard known.count == bytes.count else { return false }
    for index in 0..<known.count where known[index] != bytes[index] { return false }
    return true
  }

  /// Adds one value; false where the row has that field already.
  @inline(__always)
  mutating func add(
    _ region: Int64, _ period: Int32, _ slot: Int, _ cell: Int64, _ origin: MappedBlock.Origin,
    _ texts: inout [String], into mapped: inout MappedBlock
  ) -> Bool {
    lines += 1
    let row: Int
    if let current, current.key.region == region, current.key.period == period {
      row = current.row
    } else {
      row = switchTo(Key(region: region, period: period), origin, &texts, &mapped)
    }
    let index = row * width + slot
    if cells[index] != Cell.missing { return cells[index] == cell }
    cells[index] = cell
    return true
  }

  private mutating func switchTo(
    _ key: Key, _ origin: MappedBlock.Origin, _ texts: inout [String], _ mapped: inout MappedBlock
  ) -> Int {
    runs += 1
    // After a thousand runs it shows whether lines of one village stand together.
    if runs == 1024 { keepsWindow = lines < 2 * runs }
    if let row = open[key] {
      current = (key, row)
      return row
    }
    if regions.count >= (keepsWindow || runs < 1024 ? window : min(window, Self.batch)) { flush(&texts, into: &mapped) }
    let row = regions.count
    open[key] = row
    regions.append(key.region)
    periods.append(key.period)
    for _ in 0..<width { cells.append(Cell.missing) }
    origins.append(origin)
    current = (key, row)
    return row
  }

  /// Hands on all open rows, with the texts that they use.
  mutating func flush(_ texts: inout [String], into mapped: inout MappedBlock) {
    guard !regions.isEmpty else { return }
    let shift = Int64(mapped.records.texts.count)
    if shift > 0, !texts.isEmpty {
      for index in cells.indices where cells[index] != Cell.missing {
        if isText[index % width] { cells[index] += shift }
        // A code that its list does not hold points at its text from below.
        if isCode[index % width], cells[index] < 0 { cells[index] -= shift }
      }
    }
    mapped.records.texts += texts
    mapped.records.regions += regions
    mapped.records.periods += periods
    mapped.records.sourceRows += origins.map { Int32(clamping: $0.block.rowNumber($0.row)) }
    if mapped.records.cells.isEmpty { mapped.records.cells = cells } else { mapped.records.cells += cells }
    mapped.origins += origins
    texts.removeAll()
    open.removeAll(keepingCapacity: true)
    regions.removeAll(keepingCapacity: true)
    periods.removeAll(keepingCapacity: true)
    cells.removeAll()
    origins.removeAll(keepingCapacity: true)
    current = nil
  }
}
