import Domain
import Tabular

/// The columns of a plan that are months, or weeks of months, and are marked where something is planned: the P3MD form.
///
/// A heading names the month and, below it, the week: `Juli 2021 / I`, `Waktu / Juli / Minggu 2`, `Juli / M3`. Week I is the
/// 1st to the 7th, II the 8th to the 14th, III the 15th to the 21st, IV the 22nd to the month's end.
struct CalendarColumns: Hashable, Sendable {
  struct Slice: Hashable, Sendable {
    let column: Int
    let month: Int
    /// From 1 to 4; nil where the column is the whole month.
    let week: Int?
    /// The year that the headings name.
    let year: Int?
    /// Years after that of the first month, where the months run on into the next year.
    var yearsOn = 0
  }

  private(set) var slices: [Slice] = []

  /// - Parameter used: columns that mean something else.
  init(_ titles: [String], used: Set<Int>) {
    var found = titles.indices.filter { !used.contains($0) }.compactMap { Self.slice(titles[$0], $0) }
    // A row of figures below months is no row of weeks: those come as I, II, III.
    let weeks = found.filter { $0.week != nil }
    let areWeeks = weeks.indices.contains { index in
      index + 2 < weeks.count && (0...2).allSatisfy { weeks[index + $0].week == $0 + 1 }
        && weeks[index].month == weeks[index + 2].month
    }
    found.removeAll { ($0.week != nil) != areWeeks }
    var before: Slice?
    var year: Int?
    for slice in found {
      var next = Slice(column: slice.column, month: slice.month, week: slice.week, year: slice.year ?? year)
      next.yearsOn = before?.yearsOn ?? 0
      if let before, slice.month < before.month, slice.year == nil || slice.year == before.year { next.yearsOn += 1 }
      if let own = slice.year, own != year { (year, next.yearsOn) = (own, 0) }
      before = next
      slices.append(next)
    }
  }

  /// Columns with weeks count double, so that the row that names them belongs to the header.
  var score: Int { slices.reduce(0) { $0 + ($1.week == nil ? 1 : 2) } }

  private static func slice(_ title: String, _ column: Int) -> Slice? {
    let parts = title.split(separator: "/").map { HeaderColumns.tidy(String($0)) }.filter { !$0.isEmpty }
    guard let last = parts.last else { return nil }
    let named = parts.indices.last { index in
      if case .month? = WrittenPeriod(parts[index])?.part { true } else { false }
    }
    guard let named, let period = WrittenPeriod(parts[named]), case .month(let month)? = period.part else { return nil }
    let year = period.year ?? parts[..<named].lazy.compactMap { WrittenPeriod.mentioned(in: $0)?.year }.last
    if named == parts.count - 1 { return Slice(column: column, month: month, week: nil, year: year) }
    return Self.week(last).map { Slice(column: column, month: month, week: $0, year: year) }
  }

  /// `I`, `2`, `M3`, `Minggu ke-4`; what is beyond the fourth belongs to it.
  private static func week(_ text: String) -> Int? {
    var words = text.lowercased().split { !($0.isLetter || $0.isNumber) }.map(String.init)
    if let first = words.first, words.count > 1, ["minggu", "mg", "m", "w", "week", "pekan"].contains(first) {
      words.removeFirst()
    }
    if words.first == "ke", words.count > 1 { words.removeFirst() }
    guard words.count == 1, var word = words.first else { return nil }
    for prefix in ["minggu", "mg", "m", "w"] where word.hasPrefix(prefix) && word.count > prefix.count {
      word.removeFirst(prefix.count)
      break
    }
    let weeks = ["i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 4, "1": 1, "2": 2, "3": 3, "4": 4, "5": 4]
    return weeks[word]
  }
}

extension CalendarColumns.Slice {
  /// The first and last day of it in a year; `base` is the year where the headings name none.
  func days(_ base: Int) -> (first: CalendarDate, last: CalendarDate)? {
    let year = (self.year ?? base) + yearsOn
    let starts = [1, 8, 15, 22]
    let first = week.map { starts[$0 - 1] } ?? 1
    let end = (28...31).last { CalendarDate(year: year, month: month, day: $0) != nil } ?? 28
    let last = week.flatMap { $0 < 4 ? starts[$0] - 1 : nil } ?? end
    guard let from = CalendarDate(year: year, month: month, day: first),
      let until = CalendarDate(year: year, month: month, day: last)
    else { return nil }
    return (from, until)
  }
}
