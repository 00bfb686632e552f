/// Codes of digits in groups of 2, 2, 2 and 4, such as `64.02.01.2001`, held as integers.
public enum DigitCode {
  /// The number that a code's digits make: `64`, `64.02`, `64.02.01`, `64.02.01.2001`, dotted at every group or not at
  /// all (2, 4, 6 or 10 digits), blanks around it ignored.
  ///
  /// Nil where the grouping is another, anything but digits and dots stands there, or the first digit is 0: a number
  /// does not keep it.
  public static func parse(_ bytes: UnsafeRawBufferPointer) -> Int64? {
    let bytes = Blanks.trim(bytes)
    guard let base = bytes.baseAddress else { return nil }
    switch bytes.count {
    case 2, 4, 6, 10: return digits(base, bytes.count)
    case 5:
      guard let first = digits(base, 2), dot(base, 2), let second = tail(base, 3, 2) else { return nil }
      return first * 100 + second
    case 8, 13:
      guard let first = digits(base, 2), dot(base, 2), let second = tail(base, 3, 2), dot(base, 5),
        let third = tail(base, 6, 2)
      else { return nil }
      let district = (first * 100 + second) * 100 + third
      if bytes.count == 8 { return district }
      guard dot(base, 8), let fourth = tail(base, 9, 4) else { return nil }
      return district * 10_000 + fourth
    default: return nil
    }
  }

  @inline(__always)
  private static func dot(_ base: UnsafeRawPointer, _ offset: Int) -> Bool {
    base.load(fromByteOffset: offset, as: UInt8.self) == UInt8(ascii: ".")
  }

  /// Digits of which the first is not 0.
  @inline(__always)
  private static func digits(_ base: UnsafeRawPointer, _ count: Int) -> Int64? {
    base.load(as: UInt8.self) == UInt8(ascii: "0") ? nil : tail(base, 0, count)
  }

  @inline(__always)
  private static func tail(_ base: UnsafeRawPointer, _ offset: Int, _ count: Int) -> Int64? {
    var value: Int64 = 0
    for index in offset..<offset &+ count {
      let digit = base.load(fromByteOffset: index, as: UInt8.self) &- 0x30
      if digit > 9 { return nil }
      value = value &* 10 &+ Int64(digit)
    }
    return value
  }
}
