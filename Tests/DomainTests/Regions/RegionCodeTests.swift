import Domain
import Foundation
import Testing

@Suite struct RegionCodeTests {
  @Test(arguments: [
    ("0", 0, RegionLevel.nation), ("64", 64, .province), ("64.02", 6402, .regency), ("64.02.01", 640_201, .district),
    ("64.02.01.2001", 6_402_012_001, .village),
  ])
  func dottedAndPlainCodesAreReadAndDottedOnesPrinted(text: String, number: Int64, level: RegionLevel) throws {
    let code = try #require(RegionCode(text))
    #expect(code.number == number)
    #expect(code.level == level)
    #expect(code.description == text)
    #expect(RegionCode(text.replacing(".", with: "")) == code)
    #expect(RegionCode(number) == code)
  }

  @Test(arguments: [
    "", " ", ".", "00", "06", "6", "640", "64020", "6402012", "64020120", "640201200", "64020120011", "64.", ".64",
    "64.2",
    "64.002", "64.02.1", "64.02.2001", "64.02.01.201", "64.02.01.20011", "64.02.01.2001.1", "64..02", "6402.01",
    "64 02",
    "64.0A", "64,02", "+64", "-64", " 64", "64 ", "٦٤", "６４", "0.0", "0.02", "06.02", "00.02.01.2001",
    "99999999999999999999999", "64.02.01.2001\n",
  ])
  func malformedCodesAreNoCodes(text: String) {
    #expect(RegionCode(text) == nil)
  }

  @Test(arguments: [-1, -64, 1, 9, 100, 999, 10_000, 99_999, 1_000_000, 999_999_999, 10_000_000_000, .max, .min])
  func numbersOfOtherLengthsAreNoCodes(number: Int64) {
    #expect(RegionCode(number) == nil)
    #expect(RegionCode.level(of: number) == nil)
  }

  /// 1,200 random codes: every one survives text, number and JSON, and its ancestors form an unbroken line.
  @Test func everyCodeSurvivesTextNumberAndJSON() throws {
    var random = SeededGenerator(seed: 2)
    for level in RegionLevel.allCases.dropFirst() {
      for number in Self.numbers(of: level, count: 300, using: &random) {
        let code = try #require(RegionCode(number))
        #expect(code.level == level)
        #expect(RegionCode(code.description) == code)
        #expect(RegionCode(String(number)) == code)
        #expect(code.description.split(separator: ".").count == level.depth)
        let json = try JSONEncoder().encode([code])
        #expect(String(decoding: json, as: UTF8.self) == "[\"\(code.description)\"]")
        #expect(try JSONDecoder().decode([RegionCode].self, from: json) == [code])
        var above = code
        for expected in (0..<level.depth).reversed() {
          above = try #require(above.parent)
          #expect(above.level.depth == expected)
          #expect(code.ancestor(above.level) == above)
          #expect(above.contains(code))
          #expect(!code.contains(above))
          #expect(above.range(of: level).contains(number))
        }
        #expect(above == .nation)
      }
    }
  }

  @Test func theNationHasNoParentAndContainsEverything() throws {
    #expect(RegionCode.nation.parent == nil)
    #expect(RegionCode.nation.ancestor(.nation) == .nation)
    #expect(RegionCode.nation.ancestor(.province) == nil)
    #expect(RegionCode.nation.contains(try #require(RegionCode("64.02.01.2001"))))
    #expect(RegionCode.nation.range(of: .nation) == 0...0)
    #expect(RegionCode.nation.range(of: .province) == 10...99)
    #expect(RegionCode.nation.range(of: .village) == 1_000_000_000...9_999_999_999)
  }

  @Test func theCodesOfOneLevelInsideARegionAreOneRange() throws {
    let kukar = try #require(RegionCode("64.02"))
    #expect(kukar.range(of: .regency) == 6402...6402)
    #expect(kukar.range(of: .district) == 640_200...640_299)
    #expect(kukar.range(of: .village) == 6_402_000_000...6_402_999_999)
    #expect(!kukar.range(of: .province).contains(64))
  }

  /// A region's range holds exactly the codes that it contains: both sides of both ends are tried.
  @Test func aRangeHoldsExactlyWhatTheRegionContains() throws {
    var random = SeededGenerator(seed: 3)
    for level in RegionLevel.allCases.dropFirst().dropLast() {
      for number in Self.numbers(of: level, count: 200, using: &random) {
        let code = try #require(RegionCode(number))
        for below in RegionLevel.allCases where below > level {
          let range = code.range(of: below)
          for edge in [range.lowerBound - 1, range.lowerBound, range.upperBound, range.upperBound + 1] {
            guard let other = RegionCode(edge), other.level == below else { continue }
            #expect(code.contains(other) == range.contains(edge))
          }
        }
      }
    }
  }

  @Test func neighboursAndCousinsAreNotContained() throws {
    let district = try #require(RegionCode("64.02.01"))
    #expect(!district.contains(try #require(RegionCode("64.02.02.2001"))))
    #expect(!district.contains(try #require(RegionCode("64.03.01.2001"))))
    #expect(district.contains(district))
    #expect(district.ancestor(.village) == nil)
  }

  @Test(arguments: [
    ("64.02.01.1001", VillageKind.kelurahan), ("64.02.01.2001", .desa), ("94.01.01.3001", .desaAdat),
    ("64.02.01.0001", nil), ("64.02.01.4001", nil), ("64.02.01.9999", nil), ("64.02.01", nil), ("0", nil),
  ])
  func theFourthGroupTellsTheKind(text: String, kind: VillageKind?) throws {
    #expect(try #require(RegionCode(text)).villageKind == kind)
  }

  @Test func codesOfOneLevelSortAsTheyArePrinted() throws {
    let texts = ["64.02.01.2010", "62.10.01.2001", "64.02.01.2002", "64.01.19.2001"]
    let sorted = texts.compactMap { RegionCode($0) }.sorted().map(\.description)
    #expect(sorted == texts.sorted())
  }

  @Test func aWrongCodeInJSONIsNamed() {
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode([RegionCode].self, from: Data("[\"64.2\"]".utf8))
    }
  }

  @Test func levelsKnowTheirNeighboursAndDigits() {
    #expect(RegionLevel.allCases.map(\.digits) == [0, 2, 4, 6, 10])
    #expect(RegionLevel.allCases.map(\.below) == [.province, .regency, .district, .village, nil])
    #expect(RegionLevel.allCases.map(\.above) == [nil, .nation, .province, .regency, .district])
    #expect(RegionLevel.nation < .province && RegionLevel.district < .village)
    #expect(VillageKind.allCases.allSatisfy { VillageKind(leadingDigit: $0.leadingDigit) == $0 })
    #expect(VillageKind(leadingDigit: 0) == nil)
  }

  private static func numbers(of level: RegionLevel, count: Int, using random: inout SeededGenerator) -> [Int64] {
    let range = RegionCode.nation.range(of: level)
    return [range.lowerBound, range.upperBound]
      + (0..<count - 2).map { _ in Int64.random(in: range, using: &random) }
  }
}
