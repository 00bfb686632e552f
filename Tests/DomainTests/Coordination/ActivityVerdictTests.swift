import Domain
import Testing

/// On target, on time, of benefit: yes, no, and what cannot be judged yet.
@Suite struct ActivityVerdictTests {
  private static func day(_ month: Int, _ day: Int) -> CalendarDate? {
    CalendarDate(year: 2021, month: month, day: day)
  }

  private func verdict(
    _ status: ActionStatus, closed: CalendarDate? = day(9, 1), due: CalendarDate? = day(9, 30), isInUse: Bool? = true,
    isVillage: Bool = true, isListed: Bool? = true
  ) throws -> ActivityVerdict {
    var log: [ActionProgress] = []
    if let closed { log.append(ActionProgress(date: closed, status: status)) }
    if let isInUse { log.append(ActionProgress(date: try #require(Self.day(10, 5)), status: nil, isInUse: isInUse)) }
    let standing = ActionStanding(
      recorded: status, evidence: nil, log: log, expected: nil, due: due, today: Self.day(10, 10))
    return ActivityVerdict(standing, due: due, isVillage: isVillage, isListed: isListed)
  }

  @Test func whatIsListedDoneInTimeAndInUseIsRight() throws {
    let found = try verdict(.done)
    #expect(found.answers == [.yes, .yes, .yes] && found.isRight == true && found.reasons == [])
  }

  @Test func oneNoIsEnough() throws {
    #expect(try verdict(.done, isListed: false).onTarget == .no(.placeNotListed))
    #expect(try verdict(.done, closed: Self.day(10, 1)).onTime == .no(.late))
    #expect(try verdict(.done, closed: Self.day(9, 30)).onTime == .yes, "the due day itself is in time")
    #expect(try verdict(.done, isInUse: false).ofBenefit == .no(.notInUse))
    #expect(try verdict(.running).onTime == .no(.late))
    #expect(try verdict(.dropped).reasons == [.dropped])
    for right in [
      try verdict(.done, isListed: false), try verdict(.done, isInUse: false), try verdict(.running),
      try verdict(.dropped),
    ] { #expect(right.isRight == false) }
  }

  @Test func whatTheRecordsDoNotShowCannotBeJudged() throws {
    #expect(try verdict(.done, isListed: nil).onTarget == .open(.noList))
    #expect(try verdict(.done, isVillage: false, isListed: nil).onTarget == .open(.noVillage))
    #expect(try verdict(.done, closed: nil).onTime == .open(.noDayOfClosing))
    #expect(try verdict(.done, due: nil).onTime == .open(.noDueDate))
    #expect(try verdict(.planned, closed: nil, due: Self.day(12, 1)).onTime == .open(.notDone))
    #expect(try verdict(.done, isInUse: nil).ofBenefit == .open(.notVisited))
    #expect(try verdict(.running, isInUse: nil).ofBenefit == .open(.notDone))
    #expect(try verdict(.done, isInUse: nil).isRight == nil)
    #expect(try verdict(.done, isInUse: nil, isListed: false).isRight == false, "a no outweighs what is open")
  }
}
