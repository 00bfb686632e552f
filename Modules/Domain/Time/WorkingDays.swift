/// Working days: Monday to Friday. Public holidays differ from year to year and are given where they are known.
public struct WorkingDays: Hashable, Sendable {
  private let holidays: Set<CalendarDate>

  public init(holidays: Set<CalendarDate> = []) { self.holidays = holidays }

  /// Whether offices work on a day.
  public func isWorking(_ day: CalendarDate) -> Bool {
    // 1 January 1970 was a Thursday; Monday is 0.
    let weekday = ((day.dayNumber + 3) % 7 + 7) % 7
    return weekday < 5 && !holidays.contains(day)
  }

  /// The day that lies so many working days after another, which does not count itself; nil outside the calendar.
  public func day(_ count: Int, after start: CalendarDate) -> CalendarDate? {
    var day = start
    var left = count
    while left > 0 {
      guard let next = day.adding(days: 1) else { return nil }
      day = next
      if isWorking(day) { left -= 1 }
    }
    return day
  }

  /// Working days after `start` up to `end`, which counts; 0 where it is not later.
  public func count(after start: CalendarDate, through end: CalendarDate) -> Int {
    guard end > start else { return 0 }
    // Whole weeks have five; only the rest is looked at day by day.
    let days = end.dayNumber - start.dayNumber
    var count = days / 7 * 5
    var day = start.adding(days: days / 7 * 7) ?? end
    while day < end, let next = day.adding(days: 1) {
      day = next
      if ((day.dayNumber + 3) % 7 + 7) % 7 < 5 { count += 1 }
    }
    return count - holidays.count { $0 > start && $0 <= end && ((($0.dayNumber + 3) % 7 + 7) % 7) < 5 }
  }
}
