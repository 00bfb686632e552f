public import Diagnostics

/// Turns the UTF-16 text of another source into UTF-8 on the way.
///
/// A byte order mark at the front is dropped. A surrogate without its partner becomes U+FFFD, as does half a unit at the end.
public struct UTF16ByteSource: ByteSource {
  private static let chunk = 1 << 15

  private var source: any ByteSource
  private let isBigEndian: Bool
  private var raw = [UInt8](repeating: 0, count: UTF16ByteSource.chunk)
  private var converted: [UInt8] = []
  private var head = 0
  /// The first byte of a unit that is not complete.
  private var half: UInt8?
  private var highSurrogate: UInt16?
  private var isFirst = true
  private var isEnded = false

  public init(_ source: any ByteSource, isBigEndian: Bool) {
    self.source = source
    self.isBigEndian = isBigEndian
  }

  public mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(Diagnostic) -> Int {
    guard buffer.count > 0 else { return 0 }
    while head == converted.count, !isEnded { try convertChunk() }
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
    if count == 0 {
      isEnded = true
      if highSurrogate != nil || half != nil { append(replacement) }
      (highSurrogate, half) = (nil, nil)
      return
    }
    var at = 0
    if let first = half {
      half = nil
      add(unit(first, raw[0]))
      at = 1
    }
    while at + 1 < count {
      add(unit(raw[at], raw[at + 1]))
      at += 2
    }
    if at < count { half = raw[at] }
  }

  private let replacement: Unicode.Scalar = "\u{FFFD}"

  private func unit(_ first: UInt8, _ second: UInt8) -> UInt16 {
    isBigEndian ? UInt16(first) << 8 | UInt16(second) : UInt16(second) << 8 | UInt16(first)
  }

  private mutating func add(_ unit: UInt16) {
    if isFirst {
      isFirst = false
      if unit == 0xFEFF { return }
    }
    if let high = highSurrogate {
      highSurrogate = nil
      if (0xDC00...0xDFFF).contains(unit),
        let scalar = Unicode.Scalar(0x10000 + (UInt32(high) - 0xD800) << 10 + UInt32(unit) - 0xDC00)
      {
        return append(scalar)
      }
      append(replacement)
    }
    if unit < 0x80 { return converted.append(UInt8(unit)) }
    if (0xD800...0xDBFF).contains(unit) {
      highSurrogate = unit
    } else {
      append(Unicode.Scalar(unit) ?? replacement)
    }
  }

  private mutating func append(_ scalar: Unicode.Scalar) {
    converted.append(contentsOf: Unicode.UTF8.encode(scalar) ?? Unicode.UTF8.encodedReplacementCharacter)
  }
}
