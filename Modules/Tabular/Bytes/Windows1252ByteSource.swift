public import Diagnostics

/// Turns the Windows-1252 text of another source into UTF-8 on the way.
///
/// The five bytes that Windows-1252 leaves undefined become the control characters of the same number, as in browsers
/// (WHATWG Encoding Standard, index windows-1252).
public struct Windows1252ByteSource: ByteSource {
  private static let chunk = 1 << 15

  private var source: any ByteSource
  private let upper: [Unicode.UTF8.EncodedScalar]
  private var raw = [UInt8](repeating: 0, count: Windows1252ByteSource.chunk)
  private var converted: [UInt8] = []
  private var head = 0

  public init(_ source: any ByteSource) {
    self.source = source
    // 0x80...0x9F; everything else has the number of its Unicode scalar.
    let scalars: [Unicode.Scalar] = [
      "\u{20AC}", "\u{81}", "\u{201A}", "\u{192}", "\u{201E}", "\u{2026}", "\u{2020}", "\u{2021}", "\u{2C6}",
      "\u{2030}", "\u{160}", "\u{2039}", "\u{152}", "\u{8D}", "\u{17D}", "\u{8F}", "\u{90}", "\u{2018}", "\u{2019}",
      "\u{201C}", "\u{201D}", "\u{2022}", "\u{2013}", "\u{2014}", "\u{2DC}", "\u{2122}", "\u{161}", "\u{203A}",
      "\u{153}", "\u{9D}", "\u{17E}", "\u{178}",
    ]
    upper = (scalars + (UInt8(0xA0)...0xFF).map { Unicode.Scalar($0) }).map {
      Unicode.UTF8.encode($0) ?? Unicode.UTF8.encodedReplacementCharacter
    }
  }

  public mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(Diagnostic) -> Int {
    if head == converted.count { try convertChunk() }
    let count = min(buffer.count, converted.count - head)
    converted.withUnsafeBytes { bytes in
      buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[head..<head + count]))
    }
    head += count
    return count
  }

  private mutating func convertChunk() throws(Diagnostic) {
    let count = try source.fill(&raw, from: 0)
    converted.removeAll(keepingCapacity: true)
    head = 0
    for byte in raw[..<count] {
      if byte < 0x80 { converted.append(byte) } else { converted.append(contentsOf: upper[Int(byte) - 0x80]) }
    }
  }
}

extension ByteSource {
  /// Reads once into an array, from an offset on, and returns how many bytes were written.
  mutating func fill(_ bytes: inout [UInt8], from offset: Int) throws(Diagnostic) -> Int {
    // The array's own method takes closures that throw anything, so the error is carried out as a value.
    let result = bytes.withUnsafeMutableBytes { buffer -> Result<Int, Diagnostic> in
      do throws(Diagnostic) {
        return .success(try read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[offset...])))
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }
}
