/// Blanks around the text of a cell.
public enum Blanks {
  /// The bytes without spaces, tabs, line ends and no-break spaces (U+00A0) at both ends.
  @inlinable
  public static func trim(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    guard let base = bytes.baseAddress else { return bytes }
    var (low, high) = (0, bytes.count)
    // Most cells have no blanks: one look at each end.
    while low < high {
      let byte = base.load(fromByteOffset: low, as: UInt8.self)
      if isBlank(byte) {
        low &+= 1
      } else if byte == 0xC2, low + 1 < high, base.load(fromByteOffset: low + 1, as: UInt8.self) == 0xA0 {
        low &+= 2
      } else {
        break
      }
    }
    while low < high {
      let byte = base.load(fromByteOffset: high - 1, as: UInt8.self)
      if isBlank(byte) {
        high &-= 1
      } else if byte == 0xA0, low + 1 < high, base.load(fromByteOffset: high - 2, as: UInt8.self) == 0xC2 {
        high &-= 2
      } else {
        break
      }
    }
    return UnsafeRawBufferPointer(start: base + low, count: high - low)
  }

  @inlinable @inline(__always)
  static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) }
}
