/// The fields of one row of a block; beyond its end they are empty.
struct RowFields {
  private let base: UnsafePointer<UInt8>
  private let starts: UnsafeBufferPointer<UInt32>
  private let ends: UnsafeBufferPointer<UInt32>
  private let count: Int

  @inline(__always)
  init(
    _ base: UnsafePointer<UInt8>, _ starts: UnsafeBufferPointer<UInt32>, _ ends: UnsafeBufferPointer<UInt32>,
    _ rowStarts: UnsafeBufferPointer<UInt32>, _ row: Int
  ) {
    let first = Int(rowStarts[row])
    self.base = base
    count = Int(rowStarts[row + 1]) - first
    self.starts = UnsafeBufferPointer(rebasing: starts[first...])
    self.ends = UnsafeBufferPointer(rebasing: ends[first...])
  }

  @inline(__always)
  subscript(column: Int) -> UnsafeRawBufferPointer {
    guard column < count else { return UnsafeRawBufferPointer(start: nil, count: 0) }
    let from = Int(starts[column])
    return UnsafeRawBufferPointer(start: base + from, count: Int(ends[column]) - from)
  }
}
