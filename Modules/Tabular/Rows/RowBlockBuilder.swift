/// Builds blocks cell by cell, for sources that are not cut from one piece of text.
///
/// Cells are written in order: `append` bytes, then `endCell`; `skipCells` leaves cells empty; `endRow` closes a row under
/// its number in the source. Rows without any cell are left out, as blank rows are. Hand over a block with `take` when
/// `isFull` says so and at the end.
public struct RowBlockBuilder: ~Copyable, Sendable {
  /// The file's name in the blocks taken from now on.
  public var file: String
  private let sheet: String?
  private let pool: RowStoragePool
  private let byteCapacity: Int
  private var storage: RowStorage
  private var bytes = 0
  private var fields = 0
  private var rows = 0
  private var fieldStart = 0
  private var firstNumber = 0
  private var lastNumber = 0
  private var blanks: [(row: Int, skipped: Int)] = []
  private var flaws: [RowFlaw] = []

  public init(file: String, sheet: String? = nil, blockBytes: Int = 1 << 20) {
    self.file = file
    self.sheet = sheet
    byteCapacity = blockBytes
    pool = RowStoragePool(byteCapacity: blockBytes)
    storage = pool.take()
    storage.keepKinds()
  }

  /// Whether the block has reached its size, in bytes or in cells; to be asked after each row.
  public var isFull: Bool { bytes >= byteCapacity * 3 / 4 || fields >= byteCapacity / 6 }

  /// Cells written into the row under way.
  public var cellCount: Int { fields - Int(storage.rowStarts[rows]) }

  /// Bytes written into the row under way.
  public var rowBytes: Int {
    let first = Int(storage.rowStarts[rows])
    return bytes - (first < fields ? Int(storage.starts[first]) : fieldStart)
  }

  /// Adds bytes to the cell under way.
  @inline(__always)
  public mutating func append(_ text: UnsafeRawBufferPointer) {
    guard let base = text.baseAddress else { return }
    reserve(text.count)
    UnsafeMutableRawPointer(storage.bytes + bytes).copyMemory(from: base, byteCount: text.count)
    bytes += text.count
  }

  @inline(__always)
  public mutating func append(_ byte: UInt8) {
    reserve(1)
    storage.bytes[bytes] = byte
    bytes += 1
  }

  public mutating func append(_ text: String) {
    var text = text
    text.withUTF8 { append(UnsafeRawBufferPointer($0)) }
  }

  /// Ends the cell under way, which may be empty.
  @inline(__always)
  public mutating func endCell(_ kind: CellKind = .text) {
    if fields + 2 >= storage.fieldCapacity { storage.growFields(keeping: fields) }
    storage.starts[fields] = UInt32(truncatingIfNeeded: fieldStart)
    storage.ends[fields] = UInt32(truncatingIfNeeded: bytes)
    storage.kinds?[fields] = kind
    fields += 1
    fieldStart = bytes
  }

  /// Leaves cells empty.
  public mutating func skipCells(_ count: Int) { for _ in 0..<max(0, count) { endCell() } }

  /// Takes back what was written into the cell under way.
  public mutating func discardCell() { bytes = fieldStart }

  /// Takes back what was written into the row under way.
  public mutating func discardRow() {
    bytes -= rowBytes
    fields = Int(storage.rowStarts[rows])
    fieldStart = bytes
  }

  /// Says what is wrong with the row under way; in the order of columns.
  public mutating func add(_ kind: RowFlaw.Kind, column: Int, expectedCount: Int = 0) {
    flaws.append(
      RowFlaw(row: rows, column: column, kind: kind, fieldCount: cellCount, expectedCount: expectedCount))
  }

  /// Ends the row under way. Its number counts from 1 and exceeds that of the row before.
  public mutating func endRow(_ number: Int) {
    guard fields > Int(storage.rowStarts[rows]) else { return }
    if rows == 0 {
      firstNumber = number
    } else {
      let skipped = number - firstNumber - rows
      if skipped > (blanks.last?.skipped ?? 0) { blanks.append((rows, skipped)) }
    }
    lastNumber = number
    rows += 1
    if rows + 2 >= storage.rowCapacity { storage.growRows(keeping: rows + 1) }
    storage.rowStarts[rows] = UInt32(truncatingIfNeeded: fields)
  }

  /// The block so far, and a fresh start; nil where it has no rows. A row under way is dropped.
  public mutating func take() -> RowBlock? {
    guard rows > 0 else { return nil }
    let block = RowBlock(
      storage: storage, pool: pool, file: file, sheet: sheet, rowCount: rows, recordsBefore: firstNumber - 1,
      blanks: blanks, flaws: flaws)
    storage = pool.take()
    storage.keepKinds()
    storage.rowStartsReset()
    (bytes, fields, rows, fieldStart, blanks, flaws) = (0, 0, 0, 0, [], [])
    return block
  }

  /// The memory of the row under way, for readers whose cells are too short to afford a call each: they write cells there,
  /// within the capacities, and give it back with `adopt` before any other call.
  struct Lane {
    let base: UnsafeMutablePointer<UInt8>
    let starts: UnsafeMutablePointer<UInt32>
    let ends: UnsafeMutablePointer<UInt32>
    let kinds: UnsafeMutablePointer<CellKind>
    /// Bytes and cells that fit; some more bytes may be overwritten (`RowStorage.padding`).
    let byteCapacity: Int
    let fieldCapacity: Int
    /// The first cell and the first byte of the row under way.
    let rowStart: Int
    let rowByteStart: Int
    var bytes: Int
    var fields: Int
  }

  /// The lane, between two cells.
  mutating func lane() -> Lane? {
    guard let kinds = storage.kinds, bytes == fieldStart else { return nil }
    return Lane(
      base: storage.bytes, starts: storage.starts, ends: storage.ends, kinds: kinds,
      byteCapacity: storage.byteCapacity, fieldCapacity: storage.fieldCapacity, rowStart: Int(storage.rowStarts[rows]),
      rowByteStart: bytes - rowBytes,
      bytes: bytes, fields: fields)
  }

  /// Takes over the cells written into the lane.
  mutating func adopt(_ lane: Lane) {
    bytes = lane.bytes
    fields = lane.fields
    fieldStart = lane.bytes
  }

  @inline(__always)
  private mutating func reserve(_ count: Int) {
    if bytes + count > storage.byteCapacity {
      storage.growBytes(to: max(storage.byteCapacity * 2, bytes + count), keeping: bytes)
    }
  }
}
