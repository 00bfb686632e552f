import Synchronization

/// The memory of one block: the bytes of its records and the positions of fields and rows in them.
///
/// It has one owner at a time: the reader while it fills it, then the block, then the pool. Only the reader writes.
@usableFromInline
final class CSVStorage: @unchecked Sendable {
  /// Bytes that may be read, not used, past the end of the input: vectors are loaded whole.
  static let padding = 128

  @usableFromInline private(set) var bytes: UnsafeMutablePointer<UInt8>
  @usableFromInline private(set) var starts: UnsafeMutablePointer<UInt32>
  @usableFromInline private(set) var ends: UnsafeMutablePointer<UInt32>
  @usableFromInline private(set) var rowStarts: UnsafeMutablePointer<UInt32>
  private(set) var byteCapacity: Int
  private(set) var fieldCapacity: Int
  private(set) var rowCapacity: Int

  init(byteCapacity: Int) {
    self.byteCapacity = byteCapacity
    fieldCapacity = byteCapacity / 6 + 256
    rowCapacity = byteCapacity / 32 + 256
    bytes = .allocate(capacity: byteCapacity + CSVStorage.padding)
    starts = .allocate(capacity: fieldCapacity)
    ends = .allocate(capacity: fieldCapacity)
    rowStarts = .allocate(capacity: rowCapacity)
    // Padding must be initialised memory, and neither a NUL nor outside ASCII.
    bytes.initialize(repeating: 0x20, count: byteCapacity + CSVStorage.padding)
    rowStarts[0] = 0
  }

  deinit {
    bytes.deallocate()
    starts.deallocate()
    ends.deallocate()
    rowStarts.deallocate()
  }

  /// Makes room for `capacity` bytes, keeping the first `count`.
  func growBytes(to capacity: Int, keeping count: Int) {
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity + CSVStorage.padding)
    larger.initialize(from: bytes, count: count)
    (larger + count).initialize(repeating: 0x20, count: capacity + CSVStorage.padding - count)
    bytes.deallocate()
    bytes = larger
    byteCapacity = capacity
  }

  func growFields(keeping count: Int) {
    starts = CSVStorage.doubled(starts, capacity: fieldCapacity, keeping: count)
    ends = CSVStorage.doubled(ends, capacity: fieldCapacity, keeping: count)
    fieldCapacity *= 2
  }

  func growRows(keeping count: Int) {
    rowStarts = CSVStorage.doubled(rowStarts, capacity: rowCapacity, keeping: count)
    rowCapacity *= 2
  }

  private static func doubled(
    _ old: UnsafeMutablePointer<UInt32>, capacity: Int, keeping count: Int
  ) -> UnsafeMutablePointer<UInt32> {
    let larger = UnsafeMutablePointer<UInt32>.allocate(capacity: capacity * 2)
    larger.initialize(from: old, count: count)
    old.deallocate()
    return larger
  }
}

/// Storages that blocks gave back, so that a long file is read with a handful of allocations.
final class CSVStoragePool: Sendable {
  private let byteCapacity: Int
  private let spare = Mutex<[CSVStorage]>([])

  init(byteCapacity: Int) { self.byteCapacity = byteCapacity }

  func take() -> CSVStorage {
    spare.withLock { $0.popLast() } ?? CSVStorage(byteCapacity: byteCapacity)
  }

  /// Keeps a few storages of the usual size; those that grew for a long record are let go.
  func give(_ storage: CSVStorage) {
    guard storage.byteCapacity == byteCapacity else { return }
    spare.withLock { if $0.count < 4 { $0.append(storage) } }
  }
}
