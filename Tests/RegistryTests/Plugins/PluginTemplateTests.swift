import Diagnostics
import Domain
import Foundation
import PluginKit
import Registry
import Testing

@Suite struct PluginTemplateTests {
  /// A configuration with the shared plugins and a new one of `kind` in its own folder.
  private func configuration(with kind: PluginKind, in folder: TemporaryFolder) throws -> ConfigurationSource {
    let fixtures = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    try FileManager.default.copyItem(
      atPath: fixtures.appending(path: "Fixtures/shared").path, toPath: folder.path + "/shared")
    let before = "version: 1\nsearch: [mine]\nindicators: [{id: skor}]\n"
    try folder.write(before, to: "plugins.yaml")
    let source = ConfigurationSource.fixture(in: folder.path)
    let template = try PluginTemplate(kind, id: "desa_digital", datasets: Registry.load(source).datasets)
    #expect(try template.write(in: folder.path + "/mine") == folder.path + "/mine/DesaDigital")
    #expect(try PluginSwitch.set(kind, "desa_digital", enabled: true, in: source))
    return source
  }

  @Test(arguments: PluginKind.allCases)
  func aNewPluginPassesEveryCheck(kind: PluginKind) throws {
    let folder = try TemporaryFolder()
    let source = try configuration(with: kind, in: folder)
    let registry = Registry.load(source)
    #expect(registry.diagnostics.map { $0.line(in: .english) } == [])
    let plugin = try #require(registry.plugin(kind, "desa_digital"))
    let details = registry.details(of: plugin.location, engines: source.engines)
    #expect(details.isEnabled)
    #expect(details.examples == ["bad-sample", "good-sample"])
    #expect(PluginFolderCheck.problems(of: details).map { $0.line(in: .english) } == [])
  }

  @Test func whatIsMissingFromAFolderIsNamed() throws {
    let folder = try TemporaryFolder()
    let source = try configuration(with: .region, in: folder)
    let plugin = folder.path + "/mine/DesaDigital"
    try FileManager.default.removeItem(atPath: plugin + "/Examples/good-sample")
    try FileManager.default.removeItem(atPath: plugin + "/Examples/bad-sample/expected.json")
    try folder.write("# x\n## Purpose\n## Input\n## Options\n## Output\n## Limits\n", to: "mine/DesaDigital/README.md")
    try folder.write("x: [1]\n", to: "mine/DesaDigital/Examples/other/options.yaml")
    let registry = Registry.load(source)
    let location = try #require(registry.plugin(.region, "desa_digital")).location
    let problems = PluginFolderCheck.problems(of: registry.details(of: location, engines: source.engines))
    #expect(
      problems.map { "\($0.code) \($0.line(in: .english))" } == [
        "plugin-incomplete mine/DesaDigital/README.md: error: there is no section `## Example`",
        "example-incomplete mine/DesaDigital/Examples/bad-sample: error: there is no `expected.json` or `expected.csv`",
        "example-name mine/DesaDigital/Examples/other: error: an example's name starts with `good` or `bad`",
        "config-wrong-type mine/DesaDigital/Examples/other/options.yaml:1:4: error: x: expected a text, found a list",
        "plugin-incomplete mine/DesaDigital/Examples: error: there is no example `good…`",
      ])
  }

  @Test func aTemplateIsRefusedWhereItCannotWork() throws {
    #expect(throws: DiagnosticError.self) { try PluginTemplate(.region, id: "Desa-1", datasets: []) }
    #expect(throws: DiagnosticError.self) { try PluginTemplate(.report, id: "rekap_baru", datasets: []) }
    let folder = try TemporaryFolder()
    let template = try PluginTemplate(.region, id: "daerah", datasets: [])
    _ = try template.write(in: folder.path)
    let error = #expect(throws: DiagnosticError.self) { try template.write(in: folder.path) }
    #expect(error?.diagnostics.map(\.code) == ["plugin-exists"])
  }
}
