/// A Kemendagri region code: `0` the nation, `64` a province, `64.02` a kabupaten or kota, `64.02.01` a kecamatan,
/// `64.02.01.2001` a village; held as the integer of its digits.
///
/// The level is the number of digits, a parent is a division, and everything of one level below a region is one range.
/// A code identifies a unit only together with a date: codes have been reassigned between editions of the register.
public struct RegionCode: Hashable, Sendable, Comparable, Codable {
  /// The digits as a number: 0, 64, 6402, 640201 or 6402012001.
  public let number: Int64

  /// The whole country.
  public static let nation = RegionCode(unchecked: 0)

  private init(unchecked number: Int64) { self.number = number }

  /// A code from its number, nil where the number of digits belongs to no level.
  public init?(_ number: Int64) {
    guard Self.level(of: number) != nil else { return nil }
    self.number = number
  }

  /// A code from dotted or plain digits (`64.02.01.2001`, `6402012001`), nil for anything else.
  public init?(_ text: some StringProtocol) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } }) else { return nil }
    if parts.count > 1 {
      guard parts.count <= 4, zip(parts, [2, 2, 2, 4]).allSatisfy({ $0.count == $1 }) else { return nil }
    } else if parts.first?.first == "0" {
      guard text == "0" else { return nil }
    }
    guard let number = Int64(parts.joined()), let level = Self.level(of: number) else { return nil }
    guard level == .nation || parts.joined().count == level.digits else { return nil }
    self.number = number
  }

  /// The level a number belongs to by its digits, nil where it belongs to none.
  public static func level(of number: Int64) -> RegionLevel? {
    switch number {
    case 0: .nation
    case 10...99: .province
    case 1000...9999: .regency
    case 100_000...999_999: .district
    case 1_000_000_000...9_999_999_999: .village
    default: nil
    }
  }

  public var level: RegionLevel { Self.level(of: number) ?? .nation }

  /// The region that contains this one; nil for the nation.
  public var parent: RegionCode? { level.above.flatMap { ancestor($0) } }

  /// The region of `level` that contains this one (itself for its own level), nil below it.
  public func ancestor(_ level: RegionLevel) -> RegionCode? {
    guard level <= self.level else { return nil }
    if level == .nation { return .nation }
    return RegionCode(unchecked: number / (level.villageDivisor / self.level.villageDivisor))
  }

  /// The numbers of the codes of `level` inside this region; empty above its own level.
  public func range(of level: RegionLevel) -> ClosedRange<Int64> {
    if self.level == .nation { return level == .nation ? 0...0 : Self.wholeRange(of: level) }
    guard level >= self.level else { return number...number }
    let factor = self.level.villageDivisor / level.villageDivisor
    return (number * factor)...(number * factor + factor - 1)
  }

  private static func wholeRange(of level: RegionLevel) -> ClosedRange<Int64> {
    var low: Int64 = 1
    for _ in 1..<max(level.digits, 1) { low *= 10 }
    return low...(low * 10 - 1)
  }

  /// Whether `other` is this region or lies inside it.
  public func contains(_ other: RegionCode) -> Bool { other.ancestor(level) == self }

  /// The kind of a village unit; nil for other levels and for fourth groups that no edition uses.
  public var villageKind: VillageKind? {
    level == .village ? VillageKind(leadingDigit: Int(number % 10_000 / 1000)) : nil
  }

  public static func < (a: RegionCode, b: RegionCode) -> Bool { a.number < b.number }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let code = RegionCode(text) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a region code: \(text)")
    }
    self = code
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

extension RegionCode: CustomStringConvertible {
  /// The dotted form; `0` for the nation.
  public var description: String {
    let digits = String(number)
    guard level != .nation else { return digits }
    var parts: [Substring] = []
    var rest = digits[...]
    for size in [2, 2, 2, 4] where !rest.isEmpty {
      parts.append(rest.prefix(size))
      rest = rest.dropFirst(size)
    }
    return parts.joined(separator: ".")
  }
}
