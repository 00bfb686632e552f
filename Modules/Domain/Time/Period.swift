public import Diagnostics

/// How often a dataset is filled; a dataset has one frequency.
public enum Frequency: String, Hashable, Sendable, Codable, CaseIterable {
  case yearly
  case semesterly
  case quarterly
  case monthly

  public var title: LocalizedText {
    switch self {
    case .yearly: LocalizedText(id: "tahunan", en: "yearly")
    case .semesterly: LocalizedText(id: "semesteran", en: "half-yearly")
    case .quarterly: LocalizedText(id: "triwulanan", en: "quarterly")
    case .monthly: LocalizedText(id: "bulanan", en: "monthly")
    }
  }
}

/// A reporting period: `2024`, `2024-07`, `2024-Q3`, `2024-S1`.
///
/// Stored as an integer: the year, or `YYYY*100 + n` with months 01–12, quarters 21–24, semesters 31–32.
public struct Period: Hashable, Sendable, Comparable, Codable, CustomStringConvertible {
  /// The stored form.
  public let number: Int
  public let frequency: Frequency

  public static let years = 1945...2200

  /// A period from its stored number, nil where the number is none.
  public init?(number: Int) {
    if Self.years.contains(number) {
      self.number = number
      frequency = .yearly
      return
    }
    guard Self.years.contains(number / 100) else { return nil }
    switch number % 100 {
    case 1...12: frequency = .monthly
    case 21...24: frequency = .quarterly
    case 31...32: frequency = .semesterly
    default: return nil
    }
    self.number = number
  }

  /// A period from its text form.
  public init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard let head = parts.first, head.count == 4, head.utf8.allSatisfy({ (48...57).contains($0) }),
      let year = Int(head)
    else { return nil }
    if parts.count == 1 {
      self.init(number: year)
      return
    }
    guard parts.count == 2, parts[1].utf8.count == 2 else { return nil }
    let tail = parts[1].uppercased()
    let offset: Int
    switch tail.first {
    case "Q": offset = 20
    case "S": offset = 30
    default: offset = 0
    }
    let digits = offset == 0 ? Substring(tail) : tail.dropFirst()
    guard digits.utf8.allSatisfy({ (48...57).contains($0) }), let n = Int(digits), n >= 1 else { return nil }
    let largest = offset == 0 ? 12 : offset == 20 ? 4 : 2
    guard n <= largest else { return nil }
    self.init(number: year * 100 + offset + n)
  }

  public var year: Int { frequency == .yearly ? number : number / 100 }

  /// The last day of the period: the register in force on that day applies to it.
  public var lastDay: CalendarDate? {
    let month: Int
    switch frequency {
    case .yearly: month = 12
    case .semesterly: month = (number % 100 - 30) * 6
    case .quarterly: month = (number % 100 - 20) * 3
    case .monthly: month = number % 100
    }
    return CalendarDate(year: year, month: month, day: CalendarDate.days(in: month, of: year))
  }

  public var description: String {
    switch frequency {
    case .yearly: CalendarDate.padded(number, 4)
    case .monthly: "\(CalendarDate.padded(year, 4))-\(CalendarDate.padded(number % 100, 2))"
    case .quarterly: "\(CalendarDate.padded(year, 4))-Q\(number % 100 - 20)"
    case .semesterly: "\(CalendarDate.padded(year, 4))-S\(number % 100 - 30)"
    }
  }

  public static func < (a: Period, b: Period) -> Bool {
    (a.lastDay?.number ?? 0, a.number) < (b.lastDay?.number ?? 0, b.number)
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let period = Period(text) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a period: \(text)")
    }
    self = period
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

/// How final figures are: what a batch states about the rows it brings.
public enum Stage: String, Hashable, Sendable, Codable, CaseIterable {
  /// Provisional.
  case provisional = "sementara"
  /// Checked by the office in charge.
  case verified = "terverifikasi"
  /// Decided, by decree where there is one.
  case decided = "ditetapkan"

  public var title: LocalizedText {
    switch self {
    case .provisional: LocalizedText(id: "sementara", en: "provisional")
    case .verified: LocalizedText(id: "terverifikasi", en: "verified")
    case .decided: LocalizedText(id: "ditetapkan", en: "decided")
    }
  }
}
