import Domain
import Foundation
import Testing

@Suite struct CalendarDateTests {
  @Test(arguments: [
    ("2025-04-25", 20_250_425), ("2024-02-29", 20_240_229), ("0001-01-01", 10101), ("9999-12-31", 99_991_231),
  ])
  func datesSurviveTextNumberAndJSON(text: String, number: Int) throws {
    let date = try #require(CalendarDate(text))
    #expect(date.number == number)
    #expect(date.description == text)
    #expect(CalendarDate(number: number) == date)
    let json = try JSONEncoder().encode([date])
    #expect(String(decoding: json, as: UTF8.self) == "[\"\(text)\"]")
    #expect(try JSONDecoder().decode([CalendarDate].self, from: json) == [date])
  }

  @Test(arguments: [
    "", "2025", "2025-04", "2025-4-25", "25-04-2025", "2025/04/25", "2025-04-25T00:00", "2025-04-31", "2025-02-29",
    "1900-02-29", "2025-00-10", "2025-13-10", "2025-04-00", "0000-01-01", "+025-01-01", "-025-01-01", " 2025-01-01",
    "2025-01-01 ", "２０２５-01-01", "2025--1-01",
  ])
  func otherTextsAreNoDates(text: String) {
    #expect(CalendarDate(text) == nil)
  }

  @Test(arguments: [0, -20_250_425, 20_250_400, 20_251_301, 20_250_229, 2025, 999_990_101])
  func otherNumbersAreNoDates(number: Int) {
    #expect(CalendarDate(number: number) == nil)
  }

  @Test func everyDayOfFourYearsIsADateAndTheyAreInOrder() {
    var days: [CalendarDate] = []
    for number in 19_990_101...20_021_231 {
      if let day = CalendarDate(number: number) { days.append(day) }
    }
    #expect(days.count == 365 * 3 + 366)
    #expect(days == days.sorted())
    #expect(days.allSatisfy { CalendarDate($0.description) == $0 })
  }
}
