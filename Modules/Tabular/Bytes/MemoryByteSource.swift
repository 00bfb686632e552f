public import Diagnostics

/// Bytes already in memory, handed out in pieces of at most `chunk` bytes.
public struct MemoryByteSource: ByteSource {
  private let bytes: [UInt8]
  private let chunk: Int
  private var position = 0

  public init(_ bytes: [UInt8], chunk: Int = .max) {
    precondition(chunk > 0, "a chunk holds at least one byte")
    self.bytes = bytes
    self.chunk = chunk
  }

  /// The UTF-8 bytes of a text.
  public init(_ text: String, chunk: Int = .max) {
    self.init(Array(text.utf8), chunk: chunk)
  }

  public mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(Diagnostic) -> Int {
    let count = min(chunk, buffer.count, bytes.count - position)
    guard count > 0 else { return 0 }
    bytes.withUnsafeBytes { source in
      buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: source[position..<position + count]))
    }
    position += count
    return count
  }
}
