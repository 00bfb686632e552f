import Diagnostics
import Registry
import Testing

@Suite struct PluginExampleTests {
  private func example(json: String? = nil, csv: String? = nil) throws -> (PluginExample, TemporaryFolder) {
    let folder = try TemporaryFolder()
    if let json { try folder.write(json, to: "Examples/good-x/expected.json") }
    if let csv { try folder.write(csv, to: "Examples/good-x/expected.csv") }
    try folder.write("period: 2024\nregion: \"62.10\"\n", to: "Examples/good-x/options.yaml")
    return (try #require(PluginExample.all(in: folder.path, shownAs: "p").first), folder)
  }

  @Test func anExampleHasItsOptionsAsText() throws {
    let (example, _) = try example(json: "{}")
    #expect(example.options == ["period": "2024", "region": "62.10"])
    #expect(example.diagnostics.isEmpty)
    #expect(example.isGood && !example.isBad)
  }

  @Test func factsAreComparedAsFarAsTheExampleTellsThem() throws {
    let (example, _) = try example(
      json: """
        {
          "rows": {"read": 2, "mean": 0.5, "none": null, "ok": true},
          "diagnostics": [{"code": "a", "row": 3}]
        }
        """)
    let agreed = JSONValue.members([
      "rows": .members([
        "read": .integer(2), "mean": .number(0.5000000001), "ok": .boolean(true), "more": .text("not told"),
      ]),
      "diagnostics": .array([.members(["code": .text("a"), "row": .integer(3)])]),
    ])
    #expect(example.differences(from: ExampleOutcome(facts: agreed)) == [])

    let other = JSONValue.members([
      "rows": .members(["read": .text("2"), "mean": .number(0.51), "none": .integer(0), "ok": .boolean(true)]),
      "diagnostics": .array([]),
    ])
    #expect(
      example.differences(from: ExampleOutcome(facts: other)).map { $0.line(in: .english) } == [
        "p/Examples/good-x/expected.json:2:20: error: rows.read: expected 2, found \"2\"",
        "p/Examples/good-x/expected.json:2:31: error: rows.mean: expected 0.5, found 0.51",
        "p/Examples/good-x/expected.json:2:44: error: rows.none: expected null, found 0",
        "p/Examples/good-x/expected.json:3:18: error: diagnostics: expected 1 item, found 0 items",
      ])
  }

  @Test func tablesAreComparedLineByLine() throws {
    let (example, _) = try example(csv: "a,b\n1,2\n3,4\n")
    #expect(example.differences(from: ExampleOutcome(table: "a,b\r\n1,2\r\n3,4\r\n")) == [])
    #expect(
      example.differences(from: ExampleOutcome(table: "a,b\n1,5\n")).map { $0.line(in: .english) } == [
        "p/Examples/good-x/expected.csv:2: error: expected 1,2, found 1,5",
        "p/Examples/good-x/expected.csv:3: error: expected 3,4, found no line",
      ])
    #expect(example.differences(from: ExampleOutcome()).count == 3)
  }
}
