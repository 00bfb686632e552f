/// A day as people write it.
///
/// `2022-11-18`, also with a time; `18-11-2022`, `18/11/22`, `18.11.2022` (the day always first, two digits of a year mean
/// 2000 to 2099); `18 November 2022`, `18 Nov 2022`, `November 18, 2022`, names of months in Indonesian and English; a name of
/// the weekday and parentheses are passed over (`Jum'at (18/11/22)`); of several days (`16 dan 17 Juni 2021`,
/// `31 Januari - 3 Februari 2024`) the first, with `lastDay`. A number from 20000 to 80000 is a spreadsheet's serial
/// day (1954 to 2119). Whether the calendar has the day is not checked but for the bounds of month and day.
public struct WrittenDate: Hashable, Sendable {
  public let year: Int
  public let month: Int
  public let day: Int
  /// The last of several days; nil where one day stands alone.
  public let lastDay: Day?

  public var isFirstOfSeveral: Bool { lastDay != nil }

  public struct Day: Hashable, Sendable {
    public let year: Int
    public let month: Int
    public let day: Int
  }

  public init?(_ text: some StringProtocol) {
    guard text.utf8.count <= 120 else { return nil }
    var tokens = WrittenWords(text).tokens.filter { token in
      switch token {
      case .word(let word): !WrittenWords.isWeekday(word)
      case .mark(let mark): !"(),".contains(mark)
      case .number: true
      }
    }
    Self.dropTime(&tokens)
    if let found = Self.serial(tokens) ?? Self.numeric(tokens) ?? Self.worded(tokens) {
      self = found
    } else {
      return nil
    }
  }

  private init?(_ year: Int, _ month: Int, _ day: Int, until last: Day? = nil) {
    guard (1...12).contains(month), (1...31).contains(day), (1900...2200).contains(year) else { return nil }
    if let last, !(1...31).contains(last.day) { return nil }
    self.year = year
    self.month = month
    self.day = day
    lastDay = last
  }

  /// Drops `T00:00:00`, `08:30` and the like at the end, where a date stands before.
  private static func dropTime(_ tokens: inout [WrittenWords.Token]) {
    guard let colon = tokens.firstIndex(of: .mark(":")), colon >= 4 else { return }
    var end = colon - 1
    if end > 0, tokens[end - 1] == .word("t") || tokens[end - 1] == .word("pukul") || tokens[end - 1] == .word("jam") {
      end -= 1
    }
    tokens.removeSubrange(end...)
  }

  private static func serial(_ tokens: [WrittenWords.Token]) -> WrittenDate? {
    guard case .number(let number, digits: 5)? = tokens.first, (20_000...80_000).contains(number) else { return nil }
    if tokens.count > 1 {
      guard tokens.count == 3, tokens[1] == .mark("."), case .number = tokens[2] else { return nil }
    }
    return WrittenDate(serial: number)
  }

  /// The day of a spreadsheet's serial number, counted from 30 December 1899.
  public init?(serial number: Int) {
    // Days since 1 March of the year 0 (Howard Hinnant's civil_from_days).
    let shifted = number - 25_569 + 719_468
    guard shifted >= 0 else { return nil }
    let era = shifted / 146_097
    let ofEra = shifted % 146_097
    let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
    let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * ofYear + 2) / 153
    self.init(
      yearOfEra + era * 400 + (month >= 10 ? 1 : 0), month < 10 ? month + 3 : month - 9,
      ofYear - (153 * month + 2) / 5 + 1)
  }

  private static func numeric(_ tokens: [WrittenWords.Token]) -> WrittenDate? {
    guard tokens.count == 5, case .number(let a, let aDigits) = tokens[0], case .number(let b, let bDigits) = tokens[2],
      case .number(let c, let cDigits) = tokens[4], tokens[1] == tokens[3], case .mark(let mark) = tokens[1],
      "-/.".contains(mark), bDigits <= 2
    else { return nil }
    if aDigits == 4, cDigits <= 2 { return WrittenDate(a, b, c) }
    guard aDigits <= 2 else { return nil }
    switch cDigits {
    case 4: return WrittenDate(c, b, a)
    case 2: return WrittenDate(2000 + c, b, a)
    default: return nil
    }
  }

  private static func worded(_ tokens: [WrittenWords.Token]) -> WrittenDate? {
    var days: [Int] = []
    var month: Int?
    var year: Int?
    var (lastMonth, lastYear): (Int?, Int?)
    for token in tokens {
      switch token {
      case .number(let number, digits: 4):
        if year == nil { year = number } else if lastMonth == nil { return nil } else { lastYear = number }
      case .number(let number, let digits) where digits <= 2:
        if month != nil, days.isEmpty {
          days.append(number)
        } else if month == nil {
          days.append(number)
        } else if year == nil, lastMonth == nil, digits == 2, tokens.last == token {
          year = 2000 + number
        } else {
          days.append(number)
        }
      case .number: return nil
      case .word(let word):
        if let found = WrittenWords.month(word) {
          if month == nil {
            month = found
          } else if lastMonth == nil {
            lastMonth = found
          } else {
            return nil
          }
        } else if !["dan", "s", "d", "sd", "sampai", "hingga", "to", "and", "st", "nd", "rd", "th"].contains(word) {
          return nil
        }
      case .mark(let mark):
        guard "-/.&\u{2013}".contains(mark) else { return nil }
      }
    }
    guard let month, let year, let day = days.first, days.count <= 7 else { return nil }
    guard let last = days.last, days.count > 1 else { return WrittenDate(year, month, day) }
    let end = Day(year: lastYear ?? year, month: lastMonth ?? month, day: last)
    // `29 Desember - 2 Januari 2024` begins in the year before the only one named.
    let isOver = lastYear == nil && end.month < month
    return WrittenDate(isOver ? year - 1 : year, month, day, until: end)
  }
}
