import Diagnostics
import Testing
import YAML

@Suite struct YAMLLimitTests {
  @Test func anAliasBombIsRefusedAtOnce() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...30 {
      let aliases = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(aliases)]\n"
    }
    let document = parse(text)
    #expect(document.root == nil)
    #expect(document.diagnostics.map(\.code) == ["yaml-alias-limit"])
    #expect(document.diagnostics.first?.place?.line == 4)
  }

  @Test func aliasesAreCountedExpanded() {
    let text = "a: &a [1, 2, 3]\nb: [*a, *a]\n"
    #expect(parse(text, limits: YAMLLimits(aliasedNodes: 8)).diagnostics.isEmpty)
    #expect(parse(text, limits: YAMLLimits(aliasedNodes: 7)).diagnostics.map(\.code) == ["yaml-alias-limit"])
  }

  @Test func nestingIsBounded() {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    #expect(parse(nested(64)).diagnostics.isEmpty)
    #expect(problems(nested(65)) == ["yaml-depth f.yaml:1:65: error: nested deeper than 64 levels"])
    #expect(parse(String(repeating: "{a: ", count: 200_000)).diagnostics.map(\.code) == ["yaml-depth"])
    #expect(parse(String(repeating: "- ", count: 200_000)).diagnostics.map(\.code) == ["yaml-depth"])
  }

  @Test func depthCountsWhatAliasesBring() {
    let text = "a: &a [[1]]\nb: [[*a]]\n"
    #expect(parse(text, limits: YAMLLimits(depth: 5)).diagnostics.isEmpty)
    #expect(
      problems(text, limits: YAMLLimits(depth: 4)) == ["yaml-depth f.yaml:2:6: error: nested deeper than 4 levels"])
  }
}
