import AppSupport
import Diagnostics
import Foundation
import PluginKit
import Registry
import Testing

/// An example that is wrong is found to be wrong: otherwise the runner would say nothing.
@Suite struct ExampleFailureTests {
  /// A copy of a shipped plugin whose example is changed by `change`.
  private func differences(
    _ folder: String, _ example: String, _ file: String, replacing text: String, with other: String
  ) throws -> [String] {
    let manager = FileManager.default
    let copy = manager.temporaryDirectory.appending(path: "sinergi-example-test-\(UUID().uuidString)").path
    defer { try? manager.removeItem(atPath: copy) }
    try manager.copyItem(atPath: PluginExampleTests.checkout + "/" + folder, toPath: copy)
    let path = "\(copy)/Examples/\(example)/\(file)"
    let before = try String(contentsOfFile: path, encoding: .utf8)
    try #require(before.contains(text))
    let changed = before.replacingOccurrences(of: text, with: other)
    try manager.removeItem(atPath: path)
    try changed.write(toFile: path, atomically: true, encoding: .utf8)
    let original = try #require(
      PluginExampleTests.plugins.first { $0.location.folder == PluginExampleTests.checkout + "/" + folder })
    var location = original.location
    location.folder = copy
    let results = ExampleRunner.run(
      try #require(original.declaration), at: location, registry: PluginExampleTests.registry)
    for result in results where result.name != example { #expect(result.passed, "\(result.name)") }
    return try #require(results.first { $0.name == example }).differences.map(\.en)
  }

  @Test func aWrongCountIsTold() throws {
    let found = try differences(
      "Modules/Importers/IdmStatus", "good-indices", "expected.json", replacing: "\"new\": 4", with: "\"new\": 5")
    #expect(found == ["rows.new: got 4, expected 5"])
  }

  @Test func aDiagnosticThatIsMissingAndOneTooManyAreTold() throws {
    let found = try differences(
      "Modules/Importers/RegionRegister", "bad-codes", "expected.json",
      replacing: "\"register-orphan\", \"row\": 6", with: "\"register-orphan\", \"row\": 7")
    #expect(found.count == 2)
    #expect(found.first == "a diagnostic is missing: {\"code\": \"register-orphan\", \"row\": 7}")
    #expect(found.last?.hasPrefix("an unexpected diagnostic: {") == true)
    #expect(found.last?.contains("\"row\": 6") == true)
  }

  @Test func aWrongCellOfATableIsTold() throws {
    let found = try differences(
      "Modules/Reporting/Reports/IdmStatus", "good-kecamatan", "expected.csv",
      replacing: "62.10.03,Tewah,4", with: "62.10.03,Tewah,5")
    #expect(found == ["expected.csv:4: got `62.10.03,Tewah,4,1,1,1,0,0,1`, expected `62.10.03,Tewah,5,1,1,1,0,0,1`"])
  }

  @Test func aWrongRecomputedFigureIsTold() throws {
    let found = try differences(
      "Modules/Indicators/Idm", "good-scores-only", "expected.json", replacing: "0.68619", with: "0.678571")
    #expect(found == ["rows[2].recomputed.idm: got 0.68619, expected 0.678571"])
  }

  @Test func aWrongWordIsTold() throws {
    let found = try differences(
      "Modules/Regions/GunungMas", "good-words", "expected.json", replacing: "\"Kelurahan\"", with: "\"Desa\"")
    #expect(found == ["rows[3].word.id: got \"Kelurahan\", expected \"Desa\""])
  }

  @Test func aReportThatSucceedsWhereItShouldNotIsTold() throws {
    let found = try differences(
      "Modules/Reporting/Reports/IdmStatus", "bad-unknown-region", "options.yaml", replacing: "62.99", with: "62.10")
    #expect(found.contains("exit code 0, expected 64"))
    #expect(found.contains("a diagnostic is missing: {\"code\": \"region-unknown\", \"row\": null}"))
  }

  @Test func dataThatCannotBeLoadedFailTheExample() throws {
    let found = try differences(
      "Modules/Reporting/Reports/IdmStatus", "good-kecamatan", "data.csv", replacing: "62.10.02.2002",
      with: "62.10.02.2999")
    #expect(found.contains { $0.contains("region-unknown") })
  }

  @Test func aMisspeltKeyIsTold() throws {
    let found = try differences(
      "Modules/Importers/IdmStatus", "good-indices", "expected.json", replacing: "\"diagnostics\"",
      with: "\"diagnostic\"")
    #expect(found == ["expected.json: unknown key `diagnostic`"])
  }
}
