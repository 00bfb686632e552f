/// Finding bytes sixteen at a time; a bit of the result stands for a byte of the input, the lowest for the first.
enum ByteScan {
  private static var powers: SIMD2<UInt64> { SIMD2(repeating: 0x8040_2010_0804_0201) }
  private static var ones: UInt64 { 0x0101_0101_0101_0101 }

  @inline(__always)
  static func load(_ at: UnsafePointer<UInt8>) -> SIMD16<UInt8> {
    UnsafeRawPointer(at).loadUnaligned(as: SIMD16<UInt8>.self)
  }

  /// One bit for each lane of a comparison.
  @inline(__always)
  static func bits(_ hits: SIMDMask<SIMD16<Int8>>) -> UInt64 {
    // Each hit lane keeps one distinct bit of its byte; a multiplication adds the eight bytes into the highest.
    let picked = unsafeBitCast(hits, to: SIMD2<UInt64>.self) & powers
    return ((picked[0] &* ones) &>> 56) | (((picked[1] &* ones) &>> 56) &<< 8)
  }

  /// All bits from one on, for offsets below 64.
  @inline(__always)
  static func from(_ offset: Int) -> UInt64 { ~0 &<< UInt64(truncatingIfNeeded: offset) }
}

/// What the bytes looked at have in common, gathered in passing: whether any may be a NUL or outside ASCII.
struct ByteSummary {
  private var union = SIMD16<UInt8>(repeating: 0)
  private var least = SIMD16<UInt8>(repeating: 0xFF)

  @inline(__always)
  mutating func add(_ bytes: SIMD16<UInt8>) {
    union |= bytes
    least.replace(with: bytes, where: bytes .< least)
  }

  var mayHoldNonASCII: Bool { union.max() >= 0x80 }
  var mayHoldNUL: Bool { least.min() == 0 }
}
