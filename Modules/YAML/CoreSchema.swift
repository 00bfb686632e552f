/// The core schema of YAML 1.2 (chapter 10.3): which plain scalars are nulls, booleans and numbers.
///
/// `yes`, `no`, `on`, `off` and dates are texts, unlike in YAML 1.1.
public enum CoreSchema {
  /// What a plain (unquoted) scalar means. An integer beyond 64 bits becomes a real number.
  public static func resolve(_ text: String) -> YAMLNode.Content {
    guard let first = text.utf8.first else { return .null }
    switch first {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."):
      return number(text) ?? .text(text)
    case UInt8(ascii: "~"), UInt8(ascii: "n"), UInt8(ascii: "N"), UInt8(ascii: "t"), UInt8(ascii: "T"),
      UInt8(ascii: "f"), UInt8(ascii: "F"):
      return word(text) ?? .text(text)
    default:
      return .text(text)
    }
  }

  private static func word(_ text: String) -> YAMLNode.Content? {
    switch text {
    case "~", "null", "Null", "NULL": .null
    case "true", "True", "TRUE": .boolean(true)
    case "false", "False", "FALSE": .boolean(false)
    default: nil
    }
  }

  private static func number(_ text: String) -> YAMLNode.Content? {
    if text.hasPrefix("0o") {
      let digits = text.dropFirst(2)
      guard !digits.isEmpty, digits.utf8.allSatisfy({ (48...55).contains($0) }) else { return nil }
      return Int(digits, radix: 8).map { .integer($0) }
    }
    if text.hasPrefix("0x") {
      let digits = text.dropFirst(2)
      guard !digits.isEmpty, digits.utf8.allSatisfy(isHexadecimal) else { return nil }
      return Int(digits, radix: 16).map { .integer($0) }
    }
    return decimal(text)
  }

  private static func decimal(_ text: String) -> YAMLNode.Content? {
    var rest = Substring(text).utf8[...]
    let isNegative = rest.first == UInt8(ascii: "-")
    if isNegative || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
    switch String(Substring(rest)) {
    case ".inf", ".Inf", ".INF": return .real(isNegative ? -.infinity : .infinity)
    case ".nan", ".NaN", ".NAN": return rest.count == text.utf8.count ? .real(.nan) : nil
    default: break
    }
    let whole = digits(&rest)
    if rest.isEmpty {
      guard whole > 0 else { return nil }
      return Int(text).map { .integer($0) } ?? Double(text).map { .real($0) }
    }
    var fraction = 0
    if rest.first == UInt8(ascii: ".") {
      rest.removeFirst()
      fraction = digits(&rest)
    }
    guard whole + fraction > 0 else { return nil }
    if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
      rest.removeFirst()
      if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
      guard digits(&rest) > 0 else { return nil }
    }
    guard rest.isEmpty else { return nil }
    return Double(text).map { .real($0) }
  }

  /// Takes the decimal digits at the front and returns how many there were.
  private static func digits(_ rest: inout Substring.UTF8View) -> Int {
    let count = rest.prefix { (48...57).contains($0) }.count
    rest.removeFirst(count)
    return count
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (65...70).contains(byte) || (97...102).contains(byte)
  }
}
