public import Diagnostics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Reads bytes line by line, in memory bounded by the longest line.
///
/// A copy of a reader reads from the same source: use one of them only.
public struct LineReader: Sendable {
  /// The number of the last line handed out, from 1.
  public private(set) var line = 0
  /// Bytes used up so far, line ends included.
  public private(set) var bytesRead = 0

  private let file: String
  private let limit: Int
  private var source: any ByteSource
  private let memory: JSONMemory
  private var position = 0
  private var count = 0
  private var isLast = false

  public init(_ source: any ByteSource, file: String, maximumLineBytes: Int = 16 << 20) {
    self.source = source
    self.file = file
    limit = min(max(1, maximumLineBytes), 1 << 30)
    memory = JSONMemory(capacity: 1 << 18, depth: 0)
  }

  /// The next line without its end (LF or CRLF), valid until the next call; nil at the end. Blank lines are lines.
  ///
  /// Throws `record-too-long` for a line beyond the limit, and what the source throws.
  public mutating func next() throws(Diagnostic) -> UnsafeRawBufferPointer? {
    var searched = position
    while true {
      if let found = memchr(memory.window + searched, 0x0A, count - searched) {
        let end = UnsafeRawPointer(found) - UnsafeRawPointer(memory.window)
        return try take(upTo: end, next: end + 1)
      }
      guard count - position <= limit + 1 else { throw .recordTooLong(file, row: line + 1, column: 1, limit: limit) }
      if isLast { return position < count ? try take(upTo: count, next: count) : nil }
      let length = count - position
      if position > 0 { memory.window.update(from: memory.window + position, count: length) }
      (position, count, searched) = (0, length, length)
      if count == memory.capacity { memory.grow(to: memory.capacity * 2, keeping: count) }
      let free = UnsafeMutableRawBufferPointer(start: memory.window + count, count: memory.capacity - count)
      let got = try source.read(into: free)
      precondition(got >= 0 && got <= free.count, "a byte source writes within the buffer it was given")
      if got == 0 { isLast = true }
      count += got
    }
  }

  private mutating func take(upTo end: Int, next: Int) throws(Diagnostic) -> UnsafeRawBufferPointer {
    var length = end - position
    let start = memory.window + position
    if length > 0, start[length - 1] == 0x0D { length -= 1 }
    guard length <= limit else { throw .recordTooLong(file, row: line + 1, column: 1, limit: limit) }
    line += 1
    bytesRead += next - position
    position = next
    return UnsafeRawBufferPointer(start: start, count: length)
  }
}
