import Synchronization

/// The memory of one block: the bytes of its records and the positions of fields and rows in them.
///
/// It has one owner at a time: the reader while it fills it, then the block, then the pool. Only the reader writes.
@usableFromInline
final class RowStorage: @unchecked Sendable {
  /// Bytes that may be read, not used, past the end of the input: vectors are loaded whole.
  static let padding = 128

  // One owner at a time needs no checks of exclusive access, which cost as much as writing a cell.
  @exclusivity(unchecked) @usableFromInline private(set) var bytes: UnsafeMutablePointer<UInt8>
  @exclusivity(unchecked) @usableFromInline private(set) var starts: UnsafeMutablePointer<UInt32>
  @exclusivity(unchecked) @usableFromInline private(set) var ends: UnsafeMutablePointer<UInt32>
  @exclusivity(unchecked) @usableFromInline private(set) var rowStarts: UnsafeMutablePointer<UInt32>
  /// What each field is, for sources that know; as long as `starts`.
  @exclusivity(unchecked) @usableFromInline private(set) var kinds: UnsafeMutablePointer<CellKind>?
  @exclusivity(unchecked) private(set) var byteCapacity: Int
  @exclusivity(unchecked) private(set) var fieldCapacity: Int
  @exclusivity(unchecked) private(set) var rowCapacity: Int

  init(byteCapacity: Int) {
    self.byteCapacity = byteCapacity
    fieldCapacity = byteCapacity / 6 + 256
    rowCapacity = byteCapacity / 32 + 256
    bytes = .allocate(capacity: byteCapacity + RowStorage.padding)
    starts = .allocate(capacity: fieldCapacity)
    ends = .allocate(capacity: fieldCapacity)
    rowStarts = .allocate(capacity: rowCapacity)
    // Padding must be initialised memory, and neither a NUL nor outside ASCII.
    bytes.initialize(repeating: 0x20, count: byteCapacity + RowStorage.padding)
    rowStarts[0] = 0
  }

  deinit {
    bytes.deallocate()
    starts.deallocate()
    ends.deallocate()
    rowStarts.deallocate()
    kinds?.deallocate()
  }

  /// The first row begins with the first field.
  func rowStartsReset() { rowStarts[0] = 0 }

  /// Keeps a kind for each field from now on.
  func keepKinds() { if kinds == nil { kinds = .allocate(capacity: fieldCapacity) } }

  /// Makes room for `capacity` bytes, keeping the first `count`.
  func growBytes(to capacity: Int, keeping count: Int) {
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity + RowStorage.padding)
    larger.initialize(from: bytes, count: count)
    (larger + count).initialize(repeating: 0x20, count: capacity + RowStorage.padding - count)
    bytes.deallocate()
    bytes = larger
    byteCapacity = capacity
  }

  func growFields(keeping count: Int) {
    starts = RowStorage.doubled(starts, capacity: fieldCapacity, keeping: count)
    ends = RowStorage.doubled(ends, capacity: fieldCapacity, keeping: count)
    kinds = kinds.map { RowStorage.doubled($0, capacity: fieldCapacity, keeping: count) }
    fieldCapacity *= 2
  }

  func growRows(keeping count: Int) {
    rowStarts = RowStorage.doubled(rowStarts, capacity: rowCapacity, keeping: count)
    rowCapacity *= 2
  }

  private static func doubled<Element: BitwiseCopyable>(
    _ old: UnsafeMutablePointer<Element>, capacity: Int, keeping count: Int
  ) -> UnsafeMutablePointer<Element> {
    let larger = UnsafeMutablePointer<Element>.allocate(capacity: capacity * 2)
    larger.initialize(from: old, count: count)
    old.deallocate()
    return larger
  }
}

/// Storages that blocks gave back, so that a long file is read with a handful of allocations.
final class RowStoragePool: Sendable {
  private let byteCapacity: Int
  private let spare = Mutex<[RowStorage]>([])

  init(byteCapacity: Int) { self.byteCapacity = byteCapacity }

  func take() -> RowStorage {
    spare.withLock { $0.popLast() } ?? RowStorage(byteCapacity: byteCapacity)
  }

  /// Keeps a few storages of the usual size; those that grew for a long record are let go.
  func give(_ storage: RowStorage) {
    guard storage.byteCapacity == byteCapacity else { return }
    spare.withLock { if $0.count < 4 { $0.append(storage) } }
  }
}
