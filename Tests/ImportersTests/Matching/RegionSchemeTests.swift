import Diagnostics
import Domain
import Testing

@testable import Importers

@Suite struct RegionSchemeTests {
  static let register = [
    "35,Jawa Timur", "35.79,Kota Batu", "35.79.01,Batu", "35.79.01.2001,Oro-Oro Ombo", "35.79.01.2002,Pesanggrahan",
    "35.79.01.2003,Sidomulyo", "35.79.02,Bumiaji", "35.79.02.2001,Punten", "35.79.01.1004,Sisir",
  ]
  /// BPS 3579011004 is another village than Kemendagri 35.79.01.1004.
  static let crosswalk = [
    "35,JAWA TIMUR,35,JAWA TIMUR,0", "3579,BATU,35.79,KOTA BATU,35", "3579010,BATU,35.79.01,BATU,3579",
    "3579011,BUMIAJI,35.79.02,BUMIAJI,3579", "3579010001,ORO ORO OMBO,35.79.01.2001,ORO-ORO OMBO,3579010",
    "3579010002,PESANGGRAHAN,35.79.01.2002,PESANGGRAHAN,3579010",
    "3579010003,SIDOMULYO,35.79.01.2003,SIDOMULYO,3579010", "3579011004,PUNTEN,35.79.02.2001,PUNTEN,3579011",
  ]

  private func desk(crosswalk: [String] = RegionSchemeTests.crosswalk) -> MatchingDesk {
    MatchingDesk([(20_250_101, Self.register)], crosswalk: crosswalk)
  }

  private func decide(
    _ codes: [String], _ names: [String] = [], crosswalk: [String] = RegionSchemeTests.crosswalk
  ) throws -> (RegionResolver, [String]) {
    var resolver = try desk(crosswalk: crosswalk).resolver(RegionOptions(level: .village))
    var survey = try #require(resolver.survey)
    for (index, code) in codes.enumerated() {
      RegionCells.with(code: [code], village: index < names.count ? names[index] : "") { survey.add($0) }
    }
    let notes = try resolver.decide(survey, file: "f")
    return (resolver, notes.map { "\($0.code) \($0.value ?? "")" })
  }

  @Test func aFileOfBpsCodesIsReadAsSuchAsAWhole() throws {
    var (resolver, notes) = try decide(["3579010001", "3579010002.0", "3579011004"])
    #expect(notes == ["scheme-detected bps"])
    #expect(resolver.say(["3579010001"]) == "35.79.01.2001 crosswalk")
    // A valid Kemendagri code, but not in this file.
    #expect(resolver.say(["3579011004"]) == "35.79.02.2001 crosswalk")
    #expect(resolver.say(["3579012001"]) == "region-unknown")
    // Dotted groups are no BPS codes.
    #expect(resolver.say(["35.79.01.2003"]) == "35.79.01.2003 code")
  }

  @Test func aFileOfKemendagriCodesIsReadAsSuchAsAWhole() throws {
    var (resolver, notes) = try decide(["3579012001", "3579012002", "3579011004"])
    #expect(notes == ["scheme-detected kemendagri"])
    #expect(resolver.say(["3579011004"]) == "35.79.01.1004 code")
    #expect(resolver.say(["3579010001"]) == "region-unknown")
  }

  @Test func namesDecideWhereCodesAreOfBoth() throws {
    #expect(try decide(["3579011004"], ["SISIR"]).1 == ["scheme-detected kemendagri"])
    #expect(try decide(["3579011004"], ["PUNTEN"]).1 == ["scheme-detected bps"])
  }

  @Test func whatCannotBeDecidedHasToBeDeclared() throws {
    for codes in [["3579011004"], ["3579010001", "3579012001", "3579010002", "3579012002"]] {
      let failure = #expect(throws: ImportFailure.self) { try decide(codes) }
      #expect(failure?.diagnostics.map(\.code) == ["scheme-undecided"])
    }
    var declared = try desk().resolver(RegionOptions(level: .village, scheme: .bps))
    #expect(declared.survey == nil)
    #expect(declared.say(["3579011004"]) == "35.79.02.2001 crosswalk")
  }

  @Test func withoutACrosswalkBpsCodesAreRefusedAsAWhole() throws {
    let failure = #expect(throws: ImportFailure.self) { try decide(["3579010001", "3579010002"], crosswalk: []) }
    #expect(failure?.diagnostics.map(\.code) == ["crosswalk-missing"])
    #expect(try decide(["3579012001", "3579019999"], crosswalk: []).1 == [])
    #expect(throws: ImportFailure.self) {
      try desk(crosswalk: []).resolver(RegionOptions(level: .village, scheme: .bps))
    }
  }

  @Test func codesInPartsAndOfOtherLevelsAreTakenToo() throws {
    var villages = try desk().resolver(RegionOptions(level: .village, scheme: .bps))
    #expect(villages.say(["35", "79", "10", "1"]) == "35.79.01.2001 crosswalk")
    #expect(villages.say(["3579010", "1"]) == "35.79.01.2001 crosswalk")
    #expect(villages.say(["3579010001"], ["JAWA TIMUR", "BATU", "BATU", "ORO ORO OMBO"]) == "35.79.01.2001 crosswalk")
    #expect(villages.say(["3579010001"], ["JAWA TIMUR", "BATU", "BUMIAJI", "PUNTEN"]) == "region-contradicts")
    var districts = try desk().resolver(RegionOptions(level: .district, scheme: .bps))
    #expect(districts.say(["3579011"]) == "35.79.02 crosswalk")
    #expect(districts.say(["3579011.0"]) == "35.79.02 crosswalk")
  }

  @Test func codesThatMovedSinceAreFollowedByName() throws {
    let today = [
      "35,Jawa Timur", "35.80,Kota Batu", "35.80.01,Batu", "35.80.01.2009,Oro-Oro Ombo", "35.80.01.2010,Sidomulya",
      "35.80.01.1002,Sidomulyo", "35.80.02,Baru", "35.80.02.2002,Pesanggrahan",
    ]
    var resolver = try MatchingDesk([(20_250_101, today)], crosswalk: Self.crosswalk).resolver(
      RegionOptions(level: .village, scheme: .bps))
    #expect(resolver.say(["3579010001"]) == "35.80.01.2009 moved region-moved")
    #expect(resolver.say(["3579010002"]) == "35.80.02.2002 moved region-moved")
    #expect(resolver.say(["3579010003"]) == "35.80.01.1002 moved region-moved")
    #expect(resolver.say(["3579011004"]) == "region-unknown")
  }
}
