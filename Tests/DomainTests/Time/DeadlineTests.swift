import Domain
import Testing

@Suite struct DeadlineTests {
  @Test(arguments: [
    ("06-30", "2024", "2024-06-30"), ("02-29", "2023", "2023-02-28"), ("02-29", "2024", "2024-02-29"),
    ("07-10", "2024-Q2", "2024-07-10"), ("01-10", "2024-Q4", "2025-01-10"), ("06-30", "2024-S1", "2025-06-30"),
    ("+10", "2024-01", "2024-02-10"), ("+0", "2024", "2024-12-31"), ("+60", "2023", "2024-02-29"),
    ("+15", "2024-S1", "2024-07-15"),
  ])
  func aDeadlineIsADayOfTheYearOrDaysAfterThePeriod(due: String, period: String, expected: String) throws {
    let deadline = try #require(Deadline(due))
    #expect(deadline.date(for: try #require(Period(period)))?.description == expected)
  }

  @Test(arguments: ["", "6-30", "13-01", "02-30", "+", "+1000", "+-1", "+1a", "2024-06-30"])
  func anythingElseIsNoDeadline(due: String) {
    #expect(Deadline(due) == nil)
  }

  @Test func daysAreNumberedWithoutGaps() throws {
    var date = try #require(CalendarDate(year: 1899, month: 12, day: 31))
    for _ in 0..<80_000 {
      let next = try #require(date.adding(days: 1))
      #expect(next > date && next.dayNumber == date.dayNumber + 1)
      date = next
    }
    #expect(CalendarDate(year: 1970, month: 1, day: 1)?.dayNumber == 0)
    #expect(date.description == "2119-01-12")
  }
}
