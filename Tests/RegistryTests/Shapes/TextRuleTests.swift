import Registry
import Testing

@Suite struct TextRuleTests {
  private static let samples = [
    "", "a", "a1_b", "1a", "A", "a-b", String(repeating: "x", count: 58), String(repeating: "x", count: 59), "é",
    "0", "00", "6", "64", "6402", "64.02", "64.2", "64.02.01", "640201", "64.02.01.2001", "6402012001", "64.02.01.201",
    "64..02", ".64", "04", "64.02.01.2001.1", "62.10", "640", "2024", "2024-07", "2024-13", "2024-Q3", "2024-Q5",
    "2024-S1", "2024-S3", "24", "2024-1", "2024-01-31", "2024-1-1", "01-31", "06-30", "6-30", "x y", "+10", "+",
    "+1000", "+1a",
  ]

  /// The schema's pattern may be looser than the check (it knows no calendar), never stricter.
  @Test(arguments: [
    ("identifier", TextRule.identifier, true), ("region", .regionCode, true), ("period", .period, false),
    ("date", .date, false), ("deadline", .deadline, false),
  ])
  func thePatternInTheSchemaAgreesWithTheCheck(name: String, rule: TextRule, isExact: Bool) throws {
    let regex = try Regex(try #require(rule.pattern))
    for sample in Self.samples {
      let matches = sample.wholeMatch(of: regex) != nil
      if isExact { #expect(matches == rule.isValid(sample), "\(name): \(sample)") }
      if rule.isValid(sample) { #expect(matches, "\(name): \(sample)") }
    }
    #expect(Self.samples.contains { rule.isValid($0) })
  }
}
