/// The text of numbers in workbooks: as it stands there where it is short and plain, else the shortest one that means
/// the same 64-bit number (`1.1559999999999999`, which is what Excel writes for 1.156, becomes `1.156`).
enum NumberText {
  /// Whether a number can be taken as it stands: an optional minus, digits, an optional fraction that is not `.0`, at most
  /// fifteen digits with a fraction and eighteen without.
  @inline(__always)
  static func isPlain(_ at: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    var index = 0
    if count > 0, at[0] == UInt8(ascii: "-") { index = 1 }
    let start = index
    while index < count, at[index] &- 0x30 <= 9 { index &+= 1 }
    let whole = index &- start
    if index == count { return whole >= 1 && whole <= 18 }
    guard at[index] == UInt8(ascii: "."), whole >= 1 else { return false }
    let point = index
    index &+= 1
    while index < count, at[index] &- 0x30 <= 9 { index &+= 1 }
    let fraction = index &- point &- 1
    return index == count && fraction >= 1 && whole &+ fraction <= 15 && !(fraction == 1 && at[count &- 1] == 0x30)
  }

  /// The plain text of a number that is not plain, or nil where it is no number.
  static func plain(_ bytes: UnsafeRawBufferPointer) -> String? {
    guard let value = value(bytes) else { return nil }
    if value == value.rounded(), abs(value) < 1e15 { return String(Int64(value)) }
    return expanded("\(value)")
  }

  /// The value of a number in the form of XML Schema's double, without infinities; nil for anything else.
  static func value(_ bytes: UnsafeRawBufferPointer) -> Double? {
    guard bytes.count <= 400, bytes.contains(where: { $0 &- 0x30 <= 9 }),
      bytes.allSatisfy({ $0 &- 0x30 <= 9 || "+-.eE".utf8.contains($0) })
    else { return nil }
    guard let value = Double(String(decoding: bytes, as: UTF8.self)), value.isFinite else { return nil }
    return value
  }

  /// `1.5e-05` as `0.000015`, `1.2e+16` as `12000000000000000`, as long as that is no more than about twenty digits.
  private static func expanded(_ text: String) -> String {
    let parts = text.split(separator: "e")
    guard parts.count == 2, let exponent = Int(parts[1]), (-10...20).contains(exponent) else {
      return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
    let sign = parts[0].hasPrefix("-") ? "-" : ""
    let mantissa = parts[0].drop { $0 == "-" }.split(separator: ".")
    let whole = mantissa.first.map(String.init) ?? "0"
    let fraction = mantissa.count == 2 && mantissa[1] != "0" ? String(mantissa[1]) : ""
    if exponent < 0 {
      return sign + "0." + String(repeating: "0", count: -exponent - 1) + whole + fraction
    }
    guard fraction.count > exponent else {
      return sign + whole + fraction + String(repeating: "0", count: exponent - fraction.count)
    }
    return sign + whole + fraction.prefix(exponent) + "." + fraction.dropFirst(exponent)
  }
}
