import Diagnostics

/// The bytes still to be cut into blocks: the unfinished record of the last block, then the rest of the sample that was
/// looked at first, then the source.
struct CSVInput: Sendable {
  private var source: any ByteSource
  private var carried: [UInt8] = []
  private var carriedHead = 0
  private var sample: [UInt8] = []
  private var sampleHead = 0
  private var isSourceEnded = false

  init(_ source: any ByteSource) { self.source = source }

  /// Whether nothing is left.
  var isEnded: Bool { isSourceEnded && carriedHead == carried.count && sampleHead == sample.count }

  /// Reads the first bytes, up to `limit`, without using them up.
  mutating func readSample(limit: Int) throws(Diagnostic) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: limit)
    var count = 0
    while count < limit, !isSourceEnded {
      let got = try source.fill(&bytes, from: count)
      if got == 0 { isSourceEnded = true }
      count += got
    }
    bytes.removeSubrange(count...)
    sample = bytes
    return bytes
  }

  /// Drops the first bytes of the sample, such as a byte order mark.
  mutating func skip(_ count: Int) { sampleHead += count }

  /// Fills `storage` from `count` bytes on, as far as there are bytes, and returns how many it holds then.
  mutating func fill(_ storage: RowStorage, from count: Int, to capacity: Int) throws(Diagnostic) -> Int {
    var count = count
    count += CSVInput.take(&carried, &carriedHead, into: storage.bytes + count, limit: capacity - count)
    count += CSVInput.take(&sample, &sampleHead, into: storage.bytes + count, limit: capacity - count)
    while count < capacity, !isSourceEnded {
      let free = UnsafeMutableRawBufferPointer(start: storage.bytes + count, count: capacity - count)
      let got = try source.read(into: free)
      precondition(got >= 0 && got <= free.count, "a byte source writes within the buffer it was given")
      if got == 0 { isSourceEnded = true }
      count += got
    }
    return count
  }

  /// Keeps the unfinished record for the next block. The last one has been used up by then.
  mutating func carry(_ bytes: UnsafeBufferPointer<UInt8>) {
    let rest = carried[carriedHead...]
    if rest.isEmpty {
      carried.removeAll(keepingCapacity: true)
      carried.append(contentsOf: bytes)
    } else {
      carried = Array(bytes) + rest
    }
    carriedHead = 0
  }

  private static func take(
    _ bytes: inout [UInt8], _ head: inout Int, into target: UnsafeMutablePointer<UInt8>, limit: Int
  ) -> Int {
    let count = min(limit, bytes.count - head)
    guard count > 0 else { return 0 }
    bytes.withUnsafeBufferPointer { source in
      guard let start = source.baseAddress else { return }
      target.update(from: start + head, count: count)
    }
    head += count
    if head == bytes.count {
      bytes.removeAll(keepingCapacity: true)
      head = 0
    }
    return count
  }
}
