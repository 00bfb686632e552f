/// A number as people write it.
///
/// ```
/// number   = [ sign ] [ currency ] [ sign ] digits [ ",-" | ".-" | ",--" ] [ "%" ]  |  "(" number ")"
/// sign     = "-" | "+" | "−" | "–"
/// currency = "Rp" | "Rp." | "IDR", in any case
/// digits   = whole numbers, whose thousands may be grouped by dots, commas or blanks, and at most one decimal mark
/// ```
///
/// Blanks around each part are ignored; parentheses mean a negative number. Grouped thousands are groups of exactly three
/// digits after a first of one to three. Where two marks occur the last is the decimal mark; a mark that occurs more than
/// once groups thousands. One mark before exactly three digits, as in `1.156`, is ambiguous unless the first digit is 0: the
/// style given decides, and without one whole numbers take it as thousands and others as decimals. Numbers of more than
/// nineteen digits before the decimal mark are refused, an exponent is taken in numbers without grouping.
public struct WrittenNumber: Hashable, Sendable {
  /// All digits without marks.
  public let digits: UInt64
  /// How many of them stand after the decimal mark.
  public let scale: Int
  public let isNegative: Bool
  /// A percent sign follows; the value is left as written.
  public let isPercent: Bool
  /// Whether the text alone does not tell thousands from decimals.
  public let isAmbiguous: Bool
  /// The style that the text alone shows.
  public let evidence: NumberStyle?
  /// Set for numbers with an exponent, which `digits` and `scale` do not hold.
  private let exponential: Double?

  /// Reads the text of a cell; nil where it is no number in this grammar.
  ///
  /// `style` settles ambiguous numbers; without it `isWhole` takes them as grouped thousands.
  public init?(_ bytes: UnsafeRawBufferPointer, style: NumberStyle? = nil, isWhole: Bool = false) {
    var rest = Blanks.trim(bytes)
    guard !rest.isEmpty, rest.count <= 64 else { return nil }
    var negative = false
    var percent = false
    if rest.first == UInt8(ascii: "("), rest.last == UInt8(ascii: ")"), rest.count > 2 {
      negative = true
      rest = Self.part(rest, 1, rest.count - 1)
    }
    if rest.last == UInt8(ascii: "%") {
      percent = true
      rest = Self.part(rest, 0, rest.count - 1)
    }
    var signs = 0
    Self.takeSign(&rest, &negative, &signs)
    if Self.takeCurrency(&rest) {
      Self.takeSign(&rest, &negative, &signs)
      if rest.count > 2, rest.first == UInt8(ascii: "("), rest.last == UInt8(ascii: ")"), !negative {
        negative = true
        rest = Self.part(rest, 1, rest.count - 1)
      }
    }
    guard signs <= 1 else { return nil }
    Self.dropDash(&rest)
    guard let shape = Shape(rest) else {
      guard let value = Self.exponential(rest) else { return nil }
      self.init(
        digits: 0, scale: 0, isNegative: negative, isPercent: percent, isAmbiguous: false, evidence: nil,
        exponential: value)
      return
    }
    guard let meaning = shape.meaning(style: style, isWhole: isWhole) else { return nil }
    self.init(
      digits: shape.digits, scale: meaning.isDecimal ? shape.lastCount : 0, isNegative: negative, isPercent: percent,
      isAmbiguous: meaning.isAmbiguous, evidence: meaning.evidence, exponential: nil)
  }

  private init(
    digits: UInt64, scale: Int, isNegative: Bool, isPercent: Bool, isAmbiguous: Bool, evidence: NumberStyle?,
    exponential: Double?
  ) {
    self.digits = digits
    self.scale = scale
    self.isNegative = isNegative
    self.isPercent = isPercent
    self.isAmbiguous = isAmbiguous
    self.evidence = evidence
    self.exponential = exponential
  }

  /// The value as a double, correctly rounded up to 2^53 and 22 decimals.
  public var double: Double {
    if let exponential { return isNegative ? -exponential : exponential }
    var value = Double(digits)
    if scale > 0 { value /= Self.powers[min(scale, 22)] }
    return isNegative ? -value : value
  }

  /// The value where it is whole (`12`, `12,00`) and fits into 64 bits.
  public var whole: Int64? {
    if let exponential {
      guard exponential == exponential.rounded(), abs(exponential) < 9e15 else { return nil }
      return Int64(isNegative ? -exponential : exponential)
    }
    var value = digits
    for _ in 0..<scale {
      guard value % 10 == 0 else { return nil }
      value /= 10
    }
    guard let whole = Int64(exactly: value) else { return nil }
    return isNegative ? -whole : whole
  }

  private static let powers: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
  ]

  // MARK: What stands around the digits

  private static func part(_ bytes: UnsafeRawBufferPointer, _ from: Int, _ to: Int) -> UnsafeRawBufferPointer {
    Blanks.trim(UnsafeRawBufferPointer(rebasing: bytes[from..<max(from, to)]))
  }

  private static func takeSign(_ rest: inout UnsafeRawBufferPointer, _ negative: inout Bool, _ signs: inout Int) {
    guard let first = rest.first else { return }
    if first == UInt8(ascii: "-") || first == UInt8(ascii: "+") {
      if first == UInt8(ascii: "-") { negative = true }
      rest = part(rest, 1, rest.count)
      signs += 1
    } else if rest.count > 3, first == 0xE2,
      rest[1] == 0x88 && rest[2] == 0x92 || rest[1] == 0x80 && rest[2] == 0x93
    {
      negative = true
      rest = part(rest, 3, rest.count)
      signs += 1
    }
  }

  private static func takeCurrency(_ rest: inout UnsafeRawBufferPointer) -> Bool {
    guard rest.count > 2 else { return false }
    let (a, b, c) = (rest[0] | 0x20, rest[1] | 0x20, rest[2] | 0x20)
    if a == UInt8(ascii: "r"), b == UInt8(ascii: "p") {
      rest = part(rest, rest[2] == UInt8(ascii: ".") ? 3 : 2, rest.count)
      return true
    }
    if a == UInt8(ascii: "i"), b == UInt8(ascii: "d"), c == UInt8(ascii: "r") {
      rest = part(rest, 3, rest.count)
      return true
    }
    return false
  }

  /// Drops the dash that stands for no cents: `1.000,-`.
  private static func dropDash(_ rest: inout UnsafeRawBufferPointer) {
    var count = rest.count
    while count > 0, rest[count - 1] == UInt8(ascii: "-") { count -= 1 }
    guard count < rest.count, rest.count - count <= 2, count > 1 else { return }
    let mark = rest[count - 1]
    guard mark == UInt8(ascii: ",") || mark == UInt8(ascii: ".") else { return }
    rest = part(rest, 0, count - 1)
  }

  private static func exponential(_ rest: UnsafeRawBufferPointer) -> Double? {
    guard let first = rest.first, first &- 0x30 <= 9 || first == UInt8(ascii: ".") || first == UInt8(ascii: ","),
      rest.contains(where: { $0 | 0x20 == UInt8(ascii: "e") })
    else { return nil }
    return NumberParser.decimal(rest)
  }
}

extension WrittenNumber {
  /// The digits of a number and the marks between them.
  private struct Shape {
    private static let blank = UInt8(ascii: " ")

    var digits: UInt64 = 0
    var lastCount = 0
    private var firstCount = 0
    private var startsWithZero = false
    private var middlesAreThree = true
    /// The first mark met and how often, then another one.
    private var mark: UInt8 = 0
    private var count = 0
    private var other: UInt8 = 0

    init?(_ bytes: UnsafeRawBufferPointer) {
      guard let first = bytes.first, let last = bytes.last else { return nil }
      guard last &- 0x30 <= 9 || last == UInt8(ascii: ".") || last == UInt8(ascii: ",") else { return nil }
      startsWithZero = first == UInt8(ascii: "0")
      var seen = 0
      var group = 0
      var index = 0
      while index < bytes.count {
        let byte = bytes[index]
        index += 1
        let digit = byte &- 0x30
        if digit <= 9 {
          group += 1
          if seen >= 18, count > 0, other != 0 || !isGrouping(group) {
            group -= 1
            continue
          }
          guard seen < 19, let next = Self.appended(digits, digit) else { return nil }
          digits = next
          if digits > 0 || seen > 0 { seen += 1 }
          continue
        }
        guard let found = Self.mark(byte, bytes, &index) else { return nil }
        guard add(found, after: group) else { return nil }
        group = 0
      }
      lastCount = group
      if count == 0 { firstCount = group }
      if firstCount + lastCount == 0 { return nil }
    }

    /// Whether the digits after a first kind of mark can still be a group of thousands.
    private func isGrouping(_ group: Int) -> Bool { group <= 3 && (1...3).contains(firstCount) }

    private static func appended(_ digits: UInt64, _ digit: UInt8) -> UInt64? {
      let (product, overflows) = digits.multipliedReportingOverflow(by: 10)
      let (sum, overflowsToo) = product.addingReportingOverflow(UInt64(digit))
      return overflows || overflowsToo ? nil : sum
    }

    /// The mark at a byte; blanks of every kind count as one.
    private static func mark(_ byte: UInt8, _ bytes: UnsafeRawBufferPointer, _ index: inout Int) -> UInt8? {
      switch byte {
      case UInt8(ascii: "."), UInt8(ascii: ","), blank: return byte
      case 0xC2 where index < bytes.count && bytes[index] == 0xA0:
        index += 1
        return blank
      case 0xE2 where index + 1 < bytes.count && bytes[index] == 0x80 && bytes[index + 1] == 0xAF:
        index += 2
        return blank
      default: return nil
      }
    }

    private mutating func add(_ found: UInt8, after group: Int) -> Bool {
      if count == 0 {
        firstCount = group
        mark = found
        count = 1
        return true
      }
      if other != 0 { return false }
      if group != 3 { middlesAreThree = false }
      if found == mark { count += 1 } else { other = found }
      return true
    }

    /// What the marks mean; nil where they mean nothing.
    func meaning(
      style: NumberStyle?, isWhole: Bool
    ) -> (isDecimal: Bool, isAmbiguous: Bool, evidence: NumberStyle?)? {
      let grouped = (1...3).contains(firstCount) && middlesAreThree
      if count == 0 { return (false, false, nil) }
      if other != 0 {
        guard grouped, other != Self.blank else { return nil }
        let evidence: NumberStyle = other == UInt8(ascii: ",") ? .indonesian : .english
        return (true, false, evidence)
      }
      if count > 1 || mark == Self.blank {
        guard grouped, lastCount == 3 else { return nil }
        return (false, false, mark == Self.blank ? nil : mark == UInt8(ascii: ".") ? .indonesian : .english)
      }
      guard lastCount == 3, grouped, !startsWithZero else {
        if lastCount == 0 { return (true, false, nil) }
        return (true, false, mark == UInt8(ascii: ",") ? .indonesian : .english)
      }
      let decimal: Bool
      switch style {
      case .indonesian: decimal = mark == UInt8(ascii: ",")
      case .english: decimal = mark == UInt8(ascii: ".")
      case nil: decimal = !isWhole
      }
      return (decimal, true, nil)
    }
  }
}
