import Diagnostics
import Domain
import Testing

@testable import Importers

@Suite struct RegionCodeTests {
  static let register = [
    "32,Jawa Barat", "32.01,Kabupaten Bogor", "32.01.18,Cigudeg", "32.01.18.2013,Leuwinutug", "32.01.19,Citeureup",
    "32.01.19.1001,Puspanegara", "32.01.19.2006,Wanaherang", "32.01.19.2007,Bojong Nangka", "32.16,Kabupaten Bekasi",
    "32.16.18,Setu", "32.16.18.2006,Wanaherang",
  ]

  private func resolver(_ options: RegionOptions = RegionOptions(level: .village, scheme: .kemendagri)) throws
    -> RegionResolver
  {
    try MatchingDesk([(20_250_101, Self.register)]).resolver(options)
  }

  @Test(arguments: ["3201192006", "32.01.19.2006", " 3201192006 "])
  func aCodeAsItShouldBe(text: String) throws {
    var resolver = try resolver()
    #expect(resolver.say([text]) == "32.01.19.2006 code")
    #expect(resolver.summary(file: "f").isEmpty)
  }

  @Test(arguments: [
    ["3201192006.0"], ["3.201192006E9"], ["3,201192006E+09"], ["'3201192006"], ["3,201,192,006"], ["3.201.192.006"],
    ["32 01 19 2006"], ["32.1.19.2006"], ["32.01.19.2006."], ["32-01-19-2006"], ["32", "1", "19", "2006"],
    ["32.0", "1.0", "19.0", "2006.0"], ["320119", "2006"], ["32.01.19", "2006"], ["\u{A0}3201192006"],
  ])
  func whatASpreadsheetSpoiltIsRepairedAndSaid(cells: [String]) throws {
    var resolver = try resolver()
    let expected =
      cells == ["\u{A0}3201192006"] || cells == ["'3201192006"]
      ? "32.01.19.2006 code" : "32.01.19.2006 repaired region-code-repaired"
    #expect(resolver.say(cells) == expected)
  }

  @Test(arguments: [
    "3212.2001", "321.10.2001", "32.101.2001", "320119200", "32011920061", "3.2012E+09", "18.201", "32011920",
  ])
  func whatLostDigitsIsRefused(text: String) throws {
    var resolver = try resolver()
    #expect(resolver.say([text]) == "region-code-damaged")
  }

  @Test(arguments: ["abc", "0201192006", "2006", "32 kode"])
  func whatIsNoVillageCodeIsRefused(text: String) throws {
    var resolver = try resolver()
    #expect(["region-code-malformed", "region-level-wrong"].contains(resolver.say([text])))
  }

  @Test func aCodeRelativeToAKabupatenNeedsOne() throws {
    var open = try resolver()
    #expect(open.say(["18.2013."]) == "region-code-relative")
    #expect(open.say(["18.2013"], ["", "KAB. BOGOR", "", ""]) == "32.01.18.2013 relative region-code-repaired")
    var options = RegionOptions(level: .village, scheme: .kemendagri)
    options.within = try #require(RegionCode("32.01"))
    var bogor = try resolver(options)
    #expect(bogor.say(["18.2013."]) == "32.01.18.2013 relative region-code-repaired")
    #expect(bogor.say(["18", "2013"]) == "32.01.18.2013 relative region-code-repaired")
    #expect(bogor.say(["32.16.18.2006"]) == "region-outside")
    #expect(bogor.say(["19.2999"]) == "region-unknown")
  }

  @Test func anUnknownCodeNamesWhatItsNamesMean() throws {
    var resolver = try resolver()
    let answer = resolver.answer(["32.01.19.2999"], ["JAWA BARAT", "BOGOR", "CITEUREUP", "WANAHERANG"])
    #expect(answer.code == nil)
    #expect(answer.remarks.map(\.diagnostic.code) == ["region-unknown"])
    #expect(answer.remarks.first?.candidates.map(\.description) == ["32.01.19.2006"])
  }

  @Test func otherLevelsHaveCodesOfTheirOwn() throws {
    var districts = try resolver(RegionOptions(level: .district, scheme: .kemendagri))
    #expect(districts.say(["32.01.19"]) == "32.01.19 code")
    #expect(districts.say(["320119"]) == "32.01.19 code")
    #expect(districts.say(["320119.0"]) == "32.01.19 repaired region-code-repaired")
    #expect(districts.say(["32", "1", "19"]) == "32.01.19 repaired region-code-repaired")
    #expect(districts.say(["3201192006"]) == "region-level-wrong")
    #expect(districts.say([], ["", "BOGOR", "CIGUDEG", ""]) == "32.01.18 exact")
    var regencies = try resolver(RegionOptions(level: .regency, scheme: .kemendagri))
    #expect(regencies.say(["32.01"]) == "32.01 code")
    #expect(regencies.say(["32.1"]) == "region-code-damaged")
    #expect(regencies.say([], ["Jawa Barat", "KAB. BEKASI", "", ""]) == "32.16 normalised")
  }

  // MARK: Codes and names

  @Test(arguments: [
    ["JAWA BARAT", "BOGOR", "CITEUREUP", "WANAHERANG"], ["", "KAB. BOGOR", "Kec. Citeureup", "Desa Wana Herang"],
    ["", "", "", "WANAHERAN"], ["Jabar", "BOGOR", "CITEREUP", "WANAHERANG"],
  ])
  func variantsOfSpellingAgreeWithTheirCode(names: [String]) throws {
    var resolver = try resolver()
    #expect(resolver.say(["3201192006"], names).hasPrefix("32.01.19.2006 code"))
  }

  @Test func aCodeAndANameThatContradictEachOtherAreRejectedWithBoth() throws {
    var resolver = try resolver()
    let otherVillage = resolver.answer(["3201192006"], ["", "BOGOR", "CITEUREUP", "BOJONG NANGKA"])
    #expect(otherVillage.remarks.map(\.diagnostic.code) == ["region-contradicts"])
    #expect(otherVillage.remarks.first?.candidates.map(\.description) == ["32.01.19.2006", "32.01.19.2007"])
    let sameNameElsewhere = resolver.answer(["3201192006"], ["JAWA BARAT", "BEKASI", "SETU", "WANAHERANG"])
    #expect(sameNameElsewhere.remarks.map(\.diagnostic.code) == ["region-contradicts"])
    #expect(sameNameElsewhere.remarks.first?.candidates.last?.description == "32.16.18.2006")
    #expect(resolver.say(["3201192006"], ["", "", "", "NEGLASARI"]) == "region-contradicts")
    #expect(resolver.say(["3201192006"], ["", "BEKASI", "", "WANAHERANG"]) == "region-contradicts")
  }

  @Test func aBadlyMisspeltNameBesideACodeIsTakenWithAWarning() throws {
    var resolver = try resolver()
    let said = resolver.say(["3201192006"], ["JAWA BARAT", "BOGOR", "CITEUREUP", "WARNAHERANGG"])
    #expect(said.hasPrefix("32.01.19.2006 code"))
  }
}
