/// Checks bytes for valid UTF-8 (RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF).
public enum UTF8Validation {
  /// The offset of the first byte that is not part of a valid sequence, or nil where all is valid.
  public static func firstInvalid(in bytes: UnsafeRawBufferPointer) -> Int? {
    guard let start = bytes.baseAddress else { return nil }
    return firstInvalid(start.assumingMemoryBound(to: UInt8.self), from: 0, to: bytes.count)
  }

  /// Skips ASCII sixteen bytes at a time; everything else goes one sequence after the other.
  static func firstInvalid(_ base: UnsafePointer<UInt8>, from start: Int, to end: Int) -> Int? {
    var at = start
    while at < end {
      if end &- at >= 16 {
        let words = UnsafeRawPointer(base + at).loadUnaligned(as: SIMD2<UInt64>.self)
        if (words[0] | words[1]) & 0x8080_8080_8080_8080 == 0 {
          at &+= 16
          continue
        }
      }
      let stop = min(at &+ 16, end)
      while at < stop {
        if base[at] < 0x80 {
          at &+= 1
        } else {
          let length = sequenceLength(base + at, available: end &- at)
          if length == 0 { return at }
          at &+= length
        }
      }
    }
    return nil
  }

  /// The length of the sequence of two to four bytes at `at`, or 0 where it is not valid.
  @inline(__always)
  private static func sequenceLength(_ at: UnsafePointer<UInt8>, available: Int) -> Int {
    let lead = at[0]
    let length: Int
    var low: UInt8 = 0x80
    var high: UInt8 = 0xBF
    switch lead {
    case 0xC2...0xDF: length = 2
    case 0xE0:
      length = 3
      low = 0xA0
    case 0xED:
      length = 3
      high = 0x9F
    case 0xE1...0xEF: length = 3
    case 0xF0:
      length = 4
      low = 0x90
    case 0xF4:
      length = 4
      high = 0x8F
    case 0xF1...0xF3: length = 4
    default: return 0
    }
    guard available >= length, at[1] >= low, at[1] <= high else { return 0 }
    for index in 2..<max(2, length) where at[index] & 0xC0 != 0x80 { return 0 }
    return length
  }
}
