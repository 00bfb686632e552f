/// A day on which offices are closed: `MM-DD` every year, or `YYYY-MM-DD` once.
public struct HolidayDate: Hashable, Sendable, CustomStringConvertible {
  /// Nil for a day of every year.
  public let year: Int?
  public let month: Int
  public let day: Int

  public init?(_ text: String) {
    if let date = CalendarDate(text) {
      (year, month, day) = (date.year, date.month, date.day)
    } else if text.utf8.count == 5, let date = CalendarDate("2000-" + text) {
      (year, month, day) = (nil, date.month, date.day)
    } else {
      return nil
    }
  }

  /// The day of a year; nil where it falls into another, or on 29 February of a year without one.
  public func date(in year: Int) -> CalendarDate? {
    self.year == nil || self.year == year ? CalendarDate(year: year, month: month, day: day) : nil
  }

  public var description: String {
    let yearly = "\(CalendarDate.padded(month, 2))-\(CalendarDate.padded(day, 2))"
    return year.map { "\(CalendarDate.padded($0, 4))-\(yearly)" } ?? yearly
  }
}
