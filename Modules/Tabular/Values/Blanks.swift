/// Blanks around the text of a cell.
public enum Blanks {
  /// The bytes without spaces, tabs, line ends and no-break spaces (U+00A0) at both ends.
  @inlinable @inline(__always)
  public static func trim(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    guard let base = bytes.baseAddress, bytes.count > 0 else { return bytes }
    // Most cells have none: one look at each end.
    let first = base.load(as: UInt8.self)
    let last = base.load(fromByteOffset: bytes.count &- 1, as: UInt8.self)
    if first > 0x20, first != 0xC2, last > 0x20, last != 0xA0 { return bytes }
    return trimmed(base, bytes.count)
  }

  @usableFromInline
  static func trimmed(_ base: UnsafeRawPointer, _ count: Int) -> UnsafeRawBufferPointer {
    func byte(_ at: Int) -> UInt8 { base.load(fromByteOffset: at, as: UInt8.self) }
    var (low, high) = (0, count)
    while low < high {
      if isBlank(byte(low)) {
        low += 1
      } else if low + 1 < high, byte(low) == 0xC2, byte(low + 1) == 0xA0 {
        low += 2
      } else {
        break
      }
    }
    while low < high {
      if isBlank(byte(high - 1)) {
        high -= 1
      } else if low + 1 < high, byte(high - 2) == 0xC2, byte(high - 1) == 0xA0 {
        high -= 2
      } else {
        break
      }
    }
    return UnsafeRawBufferPointer(start: base + low, count: high - low)
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) }
}
