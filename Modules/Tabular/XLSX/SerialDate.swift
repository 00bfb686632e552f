/// Dates as spreadsheets count them: days since an epoch, the time as the fraction of a day.
struct SerialDate {
  /// The two ways of counting.
  enum Epoch: Hashable, Sendable {
    /// 1 is 1 January 1900, and a 29 February 1900 that never was is counted as 60 (as Lotus 1-2-3 did).
    case from1900
    /// 0 is 1 January 1904.
    case from1904
  }

  /// The ISO text of a serial number in this format, with whether it is a date (a time or a duration is no date); nil
  /// where there is no such day: negative numbers, 0 and 60 when counting from 1900, and beyond the year 9999.
  ///
  /// Times are rounded to the second; a date at midnight has no time.
  static func text(_ serial: Double, format: NumberFormat, epoch: Epoch) -> (text: String, isDate: Bool)? {
    guard serial.isFinite, serial >= 0, serial < 2_958_466 else { return nil }
    let total = Int((serial * 86_400).rounded())
    var (days, seconds) = (total / 86_400, total % 86_400)
    switch format {
    case .number: return nil
    case .duration:
      return ("\(total / 3600):\(two(total / 60 % 60)):\(two(total % 60))", false)
    case .time where serial < 1:
      return (time(seconds), false)
    case .time, .date: break
    }
    if epoch == .from1904 {
      days += 1462
    } else if days == 0 || days == 60 {
      return nil
    }
    guard days < 2_958_466 else { return nil }
    // Day 1 is 1 January 1900, 25,567 days before 1970; past the day that never was one less.
    let (year, month, day) = civil(days - (days > 60 ? 25_569 : 25_568))
    let date = "\(year)-\(two(month))-\(two(day))"
    return (seconds == 0 ? date : date + "T" + time(seconds), true)
  }

  private static func time(_ seconds: Int) -> String {
    "\(two(seconds / 3600)):\(two(seconds / 60 % 60)):\(two(seconds % 60))"
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  /// The date of a day counted from 1 January 1970 (Howard Hinnant, "chrono-compatible low-level date algorithms").
  private static func civil(_ days: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = days + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let part = (5 * dayOfYear + 2) / 153
    let month = part < 10 ? part + 3 : part - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * part + 2) / 5 + 1)
  }
}
