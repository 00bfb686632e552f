import Diagnostics

/// Bytes that were read ahead, then the rest of their source.
struct PrefixedByteSource: ByteSource {
  private var prefix: [UInt8]
  private var head = 0
  private var source: any ByteSource

  init(_ prefix: [UInt8], then source: any ByteSource) {
    self.prefix = prefix
    self.source = source
  }

  mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(Diagnostic) -> Int {
    guard head < prefix.count else { return try source.read(into: buffer) }
    let count = min(buffer.count, prefix.count - head)
    prefix.withUnsafeBytes { bytes in
      buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[head..<head + count]))
    }
    head += count
    if head == prefix.count { (prefix, head) = ([], 0) }
    return count
  }
}

extension ByteSource {
  /// Reads up to `limit` bytes; fewer mean the end.
  mutating func readAhead(_ limit: Int) throws(Diagnostic) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: min(limit, 1 << 16))
    var count = 0
    while count < limit {
      if count == bytes.count {
        bytes.append(contentsOf: repeatElement(0, count: min(bytes.count, limit - count)))
      }
      let got = try fill(&bytes, from: count)
      if got == 0 { break }
      count += got
    }
    bytes.removeSubrange(count...)
    return bytes
  }
}
