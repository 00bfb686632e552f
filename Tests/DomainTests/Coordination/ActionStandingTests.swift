import Domain
import Testing

/// Where an action stands, from what it was recorded with and from its log.
@Suite struct ActionStandingTests {
  private static func day(_ month: Int, _ day: Int) -> CalendarDate? {
    CalendarDate(year: 2021, month: month, day: day)
  }

  private func entry(
    _ month: Int, _ day: Int, _ status: ActionStatus?, party: String? = nil, text: String? = nil,
    evidence: String? = nil
  ) throws -> ActionProgress {
    ActionProgress(
      date: try #require(Self.day(month, day)), party: party, status: status, text: text, evidence: evidence)
  }

  private func standing(
    _ recorded: ActionStatus = .planned, _ log: [ActionProgress] = [], expected: Int? = nil,
    due: CalendarDate? = day(9, 30), today: CalendarDate? = day(10, 10)
  ) -> ActionStanding {
    ActionStanding(recorded: recorded, evidence: nil, log: log, expected: expected, due: due, today: today)
  }

  @Test(arguments: [
    (ActionStatus.planned, 10), (.running, 10), (.done, 0), (.dropped, 0),
  ])
  func onlyWhatIsStillToBeDoneIsLate(status: ActionStatus, days: Int) {
    #expect(standing(status).daysLate == days)
    #expect(standing(status, today: Self.day(9, 30)).daysLate == 0, "the due day itself is in time")
    #expect(standing(status, due: nil).daysLate == 0)
    #expect(standing(status, today: nil).daysLate == 0)
  }

  @Test func theLatestEntryUpToTheDayDecides() throws {
    let log = [
      try entry(11, 1, .done, text: "laporan diterima", evidence: "BA 7"), try entry(7, 1, .running, text: "mulai"),
    ]
    let before = standing(.planned, log)
    #expect(before.status == .running && before.since == Self.day(7, 1) && before.remark == "mulai")
    #expect(!before.hasEvidence && before.daysLate == 10)
    let after = standing(.planned, log, today: Self.day(11, 1))
    #expect(after.status == .done && after.since == Self.day(11, 1) && after.hasEvidence && after.daysLate == 0)
  }

  @Test func anEntryWithoutAStatusRemarksOnly() throws {
    let found = standing(.running, [try entry(8, 1, nil, text: "menunggu anggaran")])
    #expect(found.status == .running && found.since == nil && found.remark == "menunggu anggaran")
  }

  @Test func aCollectivePartyIsDoneWhenAllOfItsPartsAre() throws {
    var log = [try entry(7, 1, .done, party: "Kurun"), try entry(7, 2, .planned, party: "Rungan")]
    var found = standing(.planned, log, expected: 3)
    #expect(found.status == .running && found.parts?.done == 1 && found.parts?.all == 3)
    log += [try entry(8, 1, .done, party: "Rungan"), try entry(8, 2, .done, party: "Manuhing")]
    found = standing(.planned, log, expected: 3)
    #expect(found.status == .done && found.parts?.done == 3 && found.since == Self.day(8, 2) && found.daysLate == 0)
  }

  @Test func aPartThatGoesBackIsNoLongerDone() throws {
    let log = [try entry(7, 1, .done, party: "Kurun"), try entry(8, 1, .running, party: "Kurun")]
    let found = standing(.planned, log, expected: 2)
    #expect(found.status == .running && found.parts?.done == 0)
  }

  @Test func partsThatPlanOnlyLeaveTheActionToBeDone() throws {
    #expect(standing(.planned, [try entry(7, 1, .planned, party: "Kurun")], expected: 2).status == .planned)
  }

  @Test func aStatusSaidAgainHoldsFromTheFirstDay() throws {
    let log = [
      try entry(7, 1, .done), try entry(8, 1, .done), try entry(8, 2, .running), try entry(8, 3, .done),
      try entry(9, 1, .done),
    ]
    #expect(standing(.planned, Array(log.prefix(2))).since == Self.day(7, 1))
    #expect(standing(.planned, log).since == Self.day(8, 3))
    #expect(standing(.planned, log).wasReopened && !standing(.planned, Array(log.prefix(2))).wasReopened)
    #expect(standing(.done, Array(log.prefix(2))).since == Self.day(7, 1))
  }

  private func recorded(
    _ status: ActionStatus, on day: CalendarDate?, _ log: [ActionProgress] = [], today: CalendarDate? = day(10, 10)
  ) -> ActionStanding {
    ActionStanding(
      recorded: status, recordedOn: day, evidence: "BA 7", log: log, expected: nil, due: Self.day(9, 30), today: today)
  }

  @Test func aStatusRecordedWithItsDayHoldsFromThatDay() {
    let found = recorded(.done, on: Self.day(9, 1))
    #expect(found.status == .done && found.since == Self.day(9, 1) && found.hasEvidence)
    #expect(recorded(.done, on: Self.day(9, 1), today: Self.day(9, 1)).status == .done, "the day itself counts")
    let before = recorded(.done, on: Self.day(10, 5), today: Self.day(10, 4))
    #expect(before.status == .planned && before.since == nil && before.daysLate == 4 && !before.hasEvidence)
    #expect(recorded(.done, on: Self.day(9, 1), today: nil).since == Self.day(9, 1))
    #expect(recorded(.running, on: nil).since == nil)
  }

  @Test func aDatedStatusStandsAmongTheEntriesOfTheLog() throws {
    let early = try entry(7, 1, .running)
    let found = recorded(.done, on: Self.day(8, 1), [early])
    #expect(found.status == .done && found.since == Self.day(8, 1), "said later than the log")
    let overtaken = recorded(.running, on: Self.day(8, 1), [early, try entry(9, 1, .done)])
    #expect(overtaken.status == .done && overtaken.since == Self.day(9, 1) && !overtaken.wasReopened)
    let reopened = recorded(.done, on: Self.day(8, 1), [try entry(8, 1, .running)])
    #expect(reopened.status == .running && reopened.wasReopened, "of one day, the log is the later word")
    let again = recorded(.running, on: Self.day(8, 1), [early])
    #expect(again.since == Self.day(7, 1), "said again, it holds from the first day")
  }

  @Test func entriesInAnyOrderSayTheSame() throws {
    let log = [
      try entry(7, 1, .running, text: "a"), try entry(8, 1, .done, text: "b"), try entry(9, 1, nil, text: "c"),
    ]
    for order in [[0, 1, 2], [2, 1, 0], [1, 0, 2]] {
      let found = standing(.planned, order.map { log[$0] })
      #expect(found.status == .done && found.since == Self.day(8, 1) && found.remark == "c")
    }
  }
}
