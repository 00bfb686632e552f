import Diagnostics
import PluginKit
import Registry
import Testing

@Suite struct PluginAddressTests {
  private let plugins = [
    PluginLocation(kind: .importer, id: "idm_status", folder: "/a", file: "a"),
    PluginLocation(kind: .report, id: "idm_status", folder: "/b", file: "b"),
    PluginLocation(kind: .report, id: "targets", folder: "/c", file: "c"),
  ]

  @Test func aPluginIsNamedByKindAndIdOrByAnIdThatIsTheOnlyOne() throws {
    #expect(try PluginAddress.find("report/idm_status", among: plugins).get().folder == "/b")
    #expect(try PluginAddress.find("targets", among: plugins).get().folder == "/c")
  }

  @Test(arguments: [
    ("idm_status", "plugin-ambiguous", "name one: `importer/idm_status`, `report/idm_status`"),
    ("target", "plugin-unknown", "did you mean `targets`?"),
    ("report/target", "plugin-unknown", "did you mean `report/targets`?"),
    ("xyz", "plugin-unknown", "list them with `sinergi-admin plugins list`"),
  ])
  func anUnknownOrAmbiguousNameSaysWhatToWrite(text: String, code: String, hint: String) {
    guard case .failure(let problem) = PluginAddress.find(text, among: plugins) else {
      Issue.record("\(text) names no plugin")
      return
    }
    #expect(problem.code == code)
    #expect(problem.hint?.en == hint)
  }

  @Test func anAddressHasAKindAndAnId() {
    #expect(PluginAddress.parse("region/berau")?.kind == .region)
    #expect(PluginAddress.parse("region/berau")?.id == "berau")
    for wrong in ["berau", "regions/berau", "region/", "region/a/b", ""] { #expect(PluginAddress.parse(wrong) == nil) }
  }
}
