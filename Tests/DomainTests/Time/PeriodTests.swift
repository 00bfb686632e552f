import Diagnostics
import Domain
import Foundation
import Testing

@Suite struct PeriodTests {
  @Test(arguments: [
    ("2024", 2024, Frequency.yearly, "2024-12-31"), ("2024-02", 202_402, .monthly, "2024-02-29"),
    ("2023-02", 202_302, .monthly, "2023-02-28"), ("2024-12", 202_412, .monthly, "2024-12-31"),
    ("2024-Q1", 202_421, .quarterly, "2024-03-31"), ("2024-Q3", 202_423, .quarterly, "2024-09-30"),
    ("2024-S1", 202_431, .semesterly, "2024-06-30"), ("2024-S2", 202_432, .semesterly, "2024-12-31"),
    ("1945", 1945, .yearly, "1945-12-31"), ("2200", 2200, .yearly, "2200-12-31"),
  ])
  func formsAreReadPrintedAndEnd(text: String, number: Int, frequency: Frequency, lastDay: String) throws {
    let period = try #require(Period(text))
    #expect(period.number == number)
    #expect(period.frequency == frequency)
    #expect(period.description == text)
    #expect(period.lastDay == CalendarDate(lastDay))
    #expect(period.year == Int(text.prefix(4)))
    #expect(Period(number: number) == period)
    let json = try JSONEncoder().encode([period])
    #expect(String(decoding: json, as: UTF8.self) == "[\"\(text)\"]")
    #expect(try JSONDecoder().decode([Period].self, from: json) == [period])
  }

  @Test func lowerCaseLettersAreAccepted() {
    #expect(Period("2024-q3") == Period("2024-Q3"))
    #expect(Period("2024-s2") == Period("2024-S2"))
  }

  @Test(arguments: [
    "", "24", "02024", "1944", "2201", "2024-", "2024-0", "2024-00", "2024-13", "2024-7", "2024-007", "2024-Q0",
    "2024-Q5",
    "2024-Q", "2024-Q11", "2024-S0", "2024-S3", "2024-T1", "2024-21", "2024-31", "2024-07-01", "2024/07", "202407",
    "２０２４", "2024-०७", "-2024", "2024..2025", " 2024", "2024 ", "2024-ß", "2024-QQ", "2024--1",
  ])
  func otherTextsAreNoPeriods(text: String) {
    #expect(Period(text) == nil)
  }

  @Test(arguments: [
    0, -2024, 1944, 2201, 202_400, 202_413, 202_420, 202_425, 202_430, 202_433, 202_499, 194_401, 20_240_101,
  ])
  func otherNumbersAreNoPeriods(number: Int) {
    #expect(Period(number: number) == nil)
  }

  @Test func everyNumberThatIsAPeriodSurvivesItsText() {
    var found = 0
    for number in 0...230_000 {
      guard let period = Period(number: number) else { continue }
      found += 1
      if Period(period.description) != period { Issue.record("\(number) is printed as \(period)") }
    }
    // 256 years, each with one year, twelve months, four quarters and two halves.
    #expect(found == 256 * 19)
  }

  @Test func periodsSortByTheirEnd() {
    let sorted = ["2025", "2024-S2", "2024-06", "2024", "2024-Q2", "2023", "2024-07", "2024-S1"]
      .compactMap { Period($0) }.sorted().map(\.description)
    #expect(sorted == ["2023", "2024-06", "2024-Q2", "2024-S1", "2024-07", "2024", "2024-S2", "2025"])
  }

  @Test func stagesKeepTheWordsOfTheOffices() {
    #expect(Stage.allCases.map(\.rawValue) == ["sementara", "terverifikasi", "ditetapkan"])
    #expect(Stage.allCases.allSatisfy { $0.title.id == $0.rawValue })
  }
}
