/// Reads numbers straight from the bytes of a cell, without making a `String`.
public enum NumberParser {
  /// A whole number in decimal digits with an optional sign, blanks around it ignored; nil where anything else stands
  /// there or the number does not fit into 64 bits.
  public static func integer(_ bytes: UnsafeRawBufferPointer) -> Int64? {
    let bytes = Blanks.trim(bytes)
    guard let base = bytes.baseAddress, !bytes.isEmpty else { return nil }
    var at = 0
    let sign = base.load(as: UInt8.self)
    let isNegative = sign == UInt8(ascii: "-")
    if isNegative || sign == UInt8(ascii: "+") { at = 1 }
    let digits = bytes.count - at
    guard digits > 0 else { return nil }
    var value: UInt64 = 0
    if digits <= 18 {
      while at < bytes.count {
        let digit = base.load(fromByteOffset: at, as: UInt8.self) &- 0x30
        if digit > 9 { return nil }
        value = value &* 10 &+ UInt64(digit)
        at &+= 1
      }
    } else {
      while at < bytes.count {
        let digit = base.load(fromByteOffset: at, as: UInt8.self) &- 0x30
        if digit > 9 { return nil }
        let (product, isTooBig) = value.multipliedReportingOverflow(by: 10)
        let (sum, isTooBigToo) = product.addingReportingOverflow(UInt64(digit))
        if isTooBig || isTooBigToo { return nil }
        value = sum
        at &+= 1
      }
    }
    if isNegative {
      return value <= UInt64(Int64.max) + 1 ? Int64(truncatingIfNeeded: 0 &- value) : nil
    }
    return Int64(exactly: value)
  }

  /// A number with an optional sign, a decimal point or a decimal comma (`0.5989`, `0,5989`), and an optional exponent,
  /// blanks around it ignored; nil where anything else stands there (thousands separators included) or the number is
  /// too big for a double.
  ///
  /// The result is the correctly rounded double. A mantissa up to 2^53 and a power of ten up to 22 are both exact, so
  /// one division or multiplication rounds once (Clinger's fast path); the rest goes through the standard library.
  public static func decimal(_ bytes: UnsafeRawBufferPointer) -> Double? { decimal(bytes, style: nil) }

  /// The same, where `style` says which mark alone is the decimal one; without it both are.
  @inline(__always)
  public static func decimal(_ bytes: UnsafeRawBufferPointer, style: NumberStyle?) -> Double? {
    let marks: (UInt8, UInt8) =
      switch style {
      case nil: (UInt8(ascii: "."), UInt8(ascii: ","))
      case .english: (UInt8(ascii: "."), UInt8(ascii: "."))
      case .indonesian: (UInt8(ascii: ","), UInt8(ascii: ","))
      }
    let bytes = Blanks.trim(bytes)
    guard let base = bytes.baseAddress, !bytes.isEmpty else { return nil }
    let count = bytes.count
    var at = 0
    let sign = base.load(as: UInt8.self)
    if count == 1 { return sign &- 0x30 <= 9 ? Double(Int64(sign &- 0x30)) : nil }
    let isNegative = sign == UInt8(ascii: "-")
    if isNegative || sign == UInt8(ascii: "+") { at = 1 }

    var mantissa: UInt64 = 0  // wraps around beyond 19 digits, which are then left to the standard library
    var seen = 0
    var point = -1  // digits before the point
    while at < count {
      let byte = base.load(fromByteOffset: at, as: UInt8.self)
      let digit = byte &- 0x30
      if digit <= 9 {
        mantissa = mantissa &* 10 &+ UInt64(digit)
        seen &+= 1
      } else if byte == marks.0 || byte == marks.1 {
        if point >= 0 { return nil }
        point = seen
      } else if byte | 0x20 == UInt8(ascii: "e"), seen > 0 {
        return withExponent(bytes)
      } else {
        return nil
      }
      at &+= 1
    }
    if seen == 0 { return nil }
    guard seen <= 19, mantissa <= 1 << 53 else { return slow(bytes) }
    var value = Double(Int64(truncatingIfNeeded: mantissa))
    if point >= 0, point < seen { value /= powers[seen &- point] }
    return isNegative ? -value : value
  }

  /// Powers of ten that a double holds exactly.
  private static let powers: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
  ]

  /// Checks the digits after `e`, then leaves the value to the standard library.
  private static func withExponent(_ bytes: UnsafeRawBufferPointer) -> Double? {
    guard let mark = bytes.firstIndex(where: { $0 | 0x20 == UInt8(ascii: "e") }) else { return nil }
    var digits = bytes[(mark + 1)...]
    if digits.first == UInt8(ascii: "-") || digits.first == UInt8(ascii: "+") { digits = digits.dropFirst() }
    guard !digits.isEmpty, digits.allSatisfy({ $0 &- 0x30 <= 9 }) else { return nil }
    return slow(bytes)
  }

  /// The standard library's conversion, for shapes checked before; it knows no decimal comma and no locale.
  private static func slow(_ bytes: UnsafeRawBufferPointer) -> Double? {
    let text = String(decoding: bytes.map { $0 == UInt8(ascii: ",") ? UInt8(ascii: ".") : $0 }, as: UTF8.self)
    guard let value = Double(text), value.isFinite else { return nil }
    return value
  }
}
