import Domain
import Testing

struct BudgetCodeTests {
  @Test func zerosAndPointsMakeNoDifference() {
    #expect(BudgetCode("02.02.04.") == BudgetCode("2.2.4"))
    #expect(BudgetCode("2.2.04")?.groups == [2, 2, 4])
    for text in ["", ".", "2.x", "2.-1", "1.2.3.4.5.6.7", "12345678"] { #expect(BudgetCode(text) == nil, "\(text)") }
  }

  @Test func aSelectionHoldsWhatStandsBelowItsCodes() throws {
    let education = CodeSelection(["2.1.01-08", "2.1.10"])
    func holds(_ text: String) throws -> Bool { education.contains(try #require(BudgetCode(text))) }
    #expect(try holds("2.1.01") && holds("02.01.08.") && holds("2.1.10") && holds("2.1.03.01"))
    #expect(try !holds("2.1.09") && !holds("2.1") && !holds("2.2.01") && !holds("2.1.100"))
    func holdsPart(_ text: String) throws -> Bool { education.containsPart(of: try #require(BudgetCode(text))) }
    #expect(try holdsPart("2") && holdsPart("2.1") && !holdsPart("2.2") && !holdsPart("2.1.01") && !holdsPart("2.1.09"))
    #expect(CodeSelection(["5.3"]).contains(try #require(BudgetCode("5.3.00"))))
    for text in ["2.1.08-01", "a", "2.1.01-", "2.1.01-02-03"] { #expect(!CodeSelection.isValid(text), "\(text)") }
  }

  @Test func accountsHaveFourSides() {
    func side(_ text: String) -> BudgetSide? { BudgetCode(text).flatMap { BudgetSide(account: $0) } }
    #expect(side("4.2.1.01") == .income && side("5.1.3") == .spending)
    #expect(side("6.1.1.01") == .receipts && side("6.2.2") == .payments)
    #expect(side("6") == nil && side("7.1") == nil)
  }
}

struct WorkingDaysTests {
  private func day(_ text: String) throws -> CalendarDate { try #require(CalendarDate(text)) }

  @Test func weekendsAndHolidaysDoNotCount() throws {
    // 20 October 2023 was a Friday.
    let plain = WorkingDays()
    #expect(try plain.isWorking(day("2023-10-20")) && !plain.isWorking(day("2023-10-21")))
    #expect(try plain.day(20, after: day("2023-10-23")) == day("2023-11-20"))
    #expect(try plain.count(after: day("2023-10-20"), through: day("2023-10-23")) == 1)
    #expect(try plain.count(after: day("2023-10-23"), through: day("2023-10-20")) == 0)
    let off = try WorkingDays(holidays: [day("2023-10-24"), day("2023-10-28")])
    #expect(try off.count(after: day("2023-10-23"), through: day("2023-10-30")) == 4)
    #expect(try off.day(1, after: day("2023-10-23")) == day("2023-10-25"))
  }

  @Test func aHolidayIsOnceOrEveryYear() throws {
    let yearly = try #require(HolidayDate("08-17"))
    #expect(try yearly.date(in: 2026) == day("2026-08-17") && yearly.year == nil && yearly.description == "08-17")
    let once = try #require(HolidayDate("2025-03-31"))
    #expect(try once.date(in: 2025) == day("2025-03-31") && once.date(in: 2026) == nil)
    #expect(once.description == "2025-03-31")
    let leap = try #require(HolidayDate("02-29"))
    #expect(try leap.date(in: 2024) == day("2024-02-29") && leap.date(in: 2025) == nil)
    for text in ["", "2-30", "02-30", "13-01", "2025-02-29", "17-08-2025", "0-1-01"] {
      #expect(HolidayDate(text) == nil, "\(text)")
    }
  }

  @Test func countingAgreesWithWalking() throws {
    let calendar = try WorkingDays(holidays: [day("2024-01-01"), day("2024-03-11")])
    let start = try day("2023-12-27")
    for length in 0..<120 {
      let end = try #require(start.adding(days: length))
      let walked = (0..<length).count { start.adding(days: $0 + 1).map(calendar.isWorking) ?? false }
      #expect(calendar.count(after: start, through: end) == walked, "\(length)")
    }
  }

  @Test func anEvaluationIsDueTwentyWorkingDaysAfterTheDraftCame() throws {
    let stage = try #require(PlanningCycle.stages.first { $0.id == "evaluasi_apbdes" })
    let received = try day("2023-10-23")
    #expect(stage.day(fiscalYear: 2024) == nil)
    #expect(
      try stage.day(fiscalYear: 2024, received: { $0 == "rancangan_apbdes" ? received : nil }, WorkingDays())
        == day("2023-11-20"))
    #expect(DocumentChecklist.items(fiscalYear: 2025).map(\.number) == Array(1...7))
  }
}
