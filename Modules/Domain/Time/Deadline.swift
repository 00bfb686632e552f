/// When the figures of a period have to be in: `MM-DD`, a day of the year, or `+N`, so many days after the period's end.
///
/// A day of the year lies in the year of a yearly period (village indices of 2024: 30 June 2024); of shorter periods it
/// is the first such day after their end.
public enum Deadline: Hashable, Sendable {
  case day(month: Int, day: Int)
  case afterEnd(days: Int)

  public init?(_ text: some StringProtocol) {
    if text.hasPrefix("+") {
      let digits = text.dropFirst()
      guard (1...3).contains(digits.utf8.count), digits.utf8.allSatisfy({ (48...57).contains($0) }),
        let days = Int(digits)
      else { return nil }
      self = .afterEnd(days: days)
      return
    }
    // 2024 is a leap year: 29 February is a day of some years.
    guard let date = CalendarDate("2024-\(text)") else { return nil }
    self = .day(month: date.month, day: date.day)
  }

  /// The last day on which the figures of `period` are in time.
  public func date(for period: Period) -> CalendarDate? {
    guard let end = period.lastDay else { return nil }
    switch self {
    case .afterEnd(let days): return end.adding(days: days)
    case .day(let month, let day):
      let inYear = Self.day(month, day, of: end.year)
      if period.frequency == .yearly { return inYear }
      if let inYear, inYear > end { return inYear }
      return Self.day(month, day, of: end.year + 1)
    }
  }

  /// 28 February stands in for the 29th where there is none.
  private static func day(_ month: Int, _ day: Int, of year: Int) -> CalendarDate? {
    CalendarDate(year: year, month: month, day: day) ?? CalendarDate(year: year, month: month, day: day - 1)
  }
}

extension DatasetDeclaration {
  /// The day by which the figures of `period` are due; nil where the dataset names none.
  public func deadline(for period: Period) -> CalendarDate? {
    due.flatMap { Deadline($0) }?.date(for: period)
  }
}

extension CalendarDate {
  /// Days since 1 January 1970 in the Gregorian calendar (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms").
  public var dayNumber: Int {
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// The day with that number; nil outside the years 1 to 9999.
  public init?(dayNumber: Int) {
    let z = dayNumber + 719_468
    let era = (z >= 0 ? z : z - 146_096) / 146_097
    let dayOfEra = z - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let m = (5 * dayOfYear + 2) / 153
    let month = m < 10 ? m + 3 : m - 9
    self.init(
      year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month, day: dayOfYear - (153 * m + 2) / 5 + 1)
  }

  public func adding(days: Int) -> CalendarDate? { CalendarDate(dayNumber: dayNumber + days) }
}
