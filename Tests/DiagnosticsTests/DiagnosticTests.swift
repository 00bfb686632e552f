import Diagnostics
import Testing

@Suite struct DiagnosticTests {
  @Test func aLineNamesPlacePathMessageAndHint() {
    let diagnostic = Diagnostic(
      code: "unknown-key", message: LocalizedText(id: "kunci tidak dikenal", en: "unknown key"),
      place: Place(file: "plugins.yaml", line: 3, column: 5), path: "regions[0].scop",
      hint: LocalizedText(id: "mungkin maksudnya `scope`?", en: "did you mean `scope`?"))
    #expect(
      diagnostic.line(in: .english)
        == "plugins.yaml:3:5: error: regions[0].scop: unknown key; did you mean `scope`?")
    #expect(
      diagnostic.line(in: .indonesian)
        == "plugins.yaml:3:5: galat: regions[0].scop: kunci tidak dikenal; mungkin maksudnya `scope`?")
  }

  @Test func aBagKeepsTheFirstOfEachCodeAndCountsAll() {
    var bag = DiagnosticBag(keptPerCode: 2)
    for n in 1...5 { bag.add(Diagnostic(code: "a", severity: .warning, message: "\(n)")) }
    bag.add(Diagnostic(code: "b", severity: .note, message: "x"))
    #expect(bag.counts == ["a": 5, "b": 1])
    #expect(bag.kept.map(\.message.id) == ["1", "2", "x"])
    #expect(bag.worst == .warning)
    #expect(!bag.hasErrors)
  }

  @Test func theNearestKnownWordIsSuggestedOnlyWhenClose() {
    #expect(Suggestion.nearest(to: "regoin", among: ["region", "reports"]) == "region")
    #expect(Suggestion.nearest(to: "xyz", among: ["region", "reports"]) == nil)
  }

  @Test(arguments: [("kitten", "sitting", 3), ("ab", "ba", 1), ("", "abc", 3), ("sama", "sama", 0)])
  func editDistancesAreThoseOfTheTextbook(a: String, b: String, distance: Int) {
    #expect(Suggestion.editDistance(Array(a), Array(b), limit: 9) == distance)
    if distance > 0 { #expect(Suggestion.editDistance(Array(a), Array(b), limit: distance - 1) == nil) }
  }
}
