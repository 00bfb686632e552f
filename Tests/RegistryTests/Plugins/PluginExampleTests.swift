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

  @Test func aTableIsAnExpectationToo() throws {
    let (example, _) = try example(csv: "a,b\n1,2\n")
    #expect(example.expectedTable == "a,b\n1,2\n")
    #expect(example.expected == nil)
    #expect(example.diagnostics.isEmpty)
  }

  @Test func anExampleWithoutAnExpectationIsIncomplete() throws {
    let (example, _) = try example()
    #expect(example.diagnostics.map(\.code) == ["example-incomplete"])
  }
}
