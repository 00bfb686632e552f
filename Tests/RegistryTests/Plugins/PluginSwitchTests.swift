import Diagnostics
import Foundation
import PluginKit
import Registry
import Testing

@Suite struct PluginSwitchTests {
  private func edit(_ text: String, _ id: String, enabled: Bool) throws -> String {
    let bytes = try PluginSwitch.edit(Array(text.utf8), .report, id, enabled: enabled, file: "plugins.yaml")
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test(arguments: [
    // Flow style.
    ("reports: [{id: a}]  # c\n", "b", true, "reports: [{id: a}, {id: b}]  # c\n"),
    ("reports: [{id: a}, ]\n", "b", true, "reports: [{id: a}, {id: b}, ]\n"),
    ("reports: []\n", "b", true, "reports: [{id: b}]\n"),
    ("reports: [ ] # none\n", "b", true, "reports: [{id: b} ] # none\n"),
    ("reports: [{id: a}]\n", "a", false, "reports: [{id: a, enabled: false}]\n"),
    (
      "reports: [{id: \"a\", options: {x: 1}}]\n", "a", false,
      "reports: [{id: \"a\", enabled: false, options: {x: 1}}]\n"
    ),
    ("reports: [{id: a, enabled: false}]\n", "a", true, "reports: [{id: a, enabled: true}]\n"),
    ("reports: [{enabled: TRUE  , id: a}]\n", "a", false, "reports: [{enabled: false  , id: a}]\n"),
    (
      "reports: [\n  {id: a}, # first\n  {id: b}  # second\n]\nregions: []\n", "c", true,
      "reports: [\n  {id: a}, # first\n  {id: b},  # second\n  {id: c}\n]\nregions: []\n"
    ),
    (
      "reports: [\n  {id: a},\n  {id: b},\n]\n", "c", true, "reports: [\n  {id: a},\n  {id: b},\n  {id: c},\n]\n"
    ),
    ("{reports: [{id: a}], x: 1}\n", "b", true, "{reports: [{id: a}, {id: b}], x: 1}\n"),
    ("{x: 1}\n", "b", true, "{x: 1, reports: [{id: b}]}\n"),
    // Block style.
    (
      "reports:\n  - id: a   # first\n    options:\n      x: 1\n\n# regions\nregions: []\n", "b", true,
      "reports:\n  - id: a   # first\n    options:\n      x: 1\n  - id: b\n\n# regions\nregions: []\n"
    ),
    (
      "reports:\n- {id: a} # c\n- {id: b}\n# end\n", "c", true, "reports:\n- {id: a} # c\n- {id: b}\n- {id: c}\n# end\n"
    ),
    (
      "reports:\n  - id: a   # first\n    options: {x: 1}\n", "a", false,
      "reports:\n  - id: a   # first\n    enabled: false\n    options: {x: 1}\n"
    ),
    ("reports:\n  - id: a\n    enabled: false # off\n", "a", true, "reports:\n  - id: a\n    enabled: true # off\n"),
    (
      "reports:\n  - options: {x: 1}\n    id: a", "a", false,
      "reports:\n  - options: {x: 1}\n    id: a\n    enabled: false"
    ),
    ("reports:\n  - id: a", "b", true, "reports:\n  - id: a\n  - id: b"),
    // No list yet.
    ("version: 1\n", "b", true, "version: 1\nreports: [{id: b}]\n"),
    ("version: 1", "b", true, "version: 1\nreports: [{id: b}]"),
    ("version: 1\n\n# end\n", "b", true, "version: 1\n\n# end\nreports: [{id: b}]\n"),
    ("version: 1\nreports:\nregions: []\n", "b", true, "version: 1\nreports: [{id: b}]\nregions: []\n"),
    ("reports: # none yet\n", "b", true, "reports: [{id: b}] # none yet\n"),
    // Line ends, marks and letters that take several bytes.
    ("reports:\r\n  - id: a\r\nx: 1\r\n", "a", false, "reports:\r\n  - id: a\r\n    enabled: false\r\nx: 1\r\n"),
    ("\u{FEFF}é: \"ü\" # 😀\nreports: [{id: a}]\n", "b", true, "\u{FEFF}é: \"ü\" # 😀\nreports: [{id: a}, {id: b}]\n"),
    // Nothing to do.
    ("reports: [{id: a}]\n", "a", true, "reports: [{id: a}]\n"),
    ("reports: [{id: a, enabled: false}]\n", "a", false, "reports: [{id: a, enabled: false}]\n"),
    ("reports: [{id: a}]\n", "b", false, "reports: [{id: a}]\n"),
    ("version: 1\n", "b", false, "version: 1\n"),
  ])
  func onlyTheEntryIsTouched(text: String, id: String, enabled: Bool, expected: String) throws {
    let edited = try edit(text, id, enabled: enabled)
    #expect(edited == expected)
    #expect(try edit(edited, id, enabled: enabled) == edited, "a second time changes nothing")
  }

  @Test(arguments: [
    ("reports: {id: a}\n", "config-edit"), ("reports: [{id: b}\n", "yaml-syntax"),
    ("a: 1\na: 2\n", "yaml-duplicate-key"),
    ("version: 1\n...\n", "config-edit"),
  ])
  func whatCannotBeChangedSafelyIsLeftAlone(text: String, code: String) {
    let error = #expect(throws: DiagnosticError.self) { try edit(text, "b", enabled: true) }
    #expect(error?.diagnostics.map(\.code) == [code])
  }

  @Test func switchingOnAndOffAgainKeepsEveryOtherByteOfTheShippedFile() throws {
    let text = ShippedConfigurationTests.text + "\n"
    let off = try edit(text, "targets", enabled: false)
    #expect(off == text.replacing("{id: targets}", with: "{id: targets, enabled: false}"))
    #expect(
      try edit(off, "targets", enabled: true) == text.replacing("{id: targets}", with: "{id: targets, enabled: true}"))
  }

  @Test func theFileIsReplacedAtOnceAndKeepsItsPermissions() throws {
    let folder = try TemporaryFolder()
    try folder.write("version: 1 # one\n", to: "plugins.yaml")
    let path = folder.path + "/plugins.yaml"
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
    #expect(try PluginSwitch.set(.report, "rekap", enabled: true, in: .fixture(in: folder.path)))
    #expect(try folder.read("plugins.yaml") == "version: 1 # one\nreports: [{id: rekap}]\n")
    #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o640)
    #expect(try !PluginSwitch.set(.report, "rekap", enabled: true, in: .fixture(in: folder.path)))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["plugins.yaml"])
  }

  @Test func aMissingFileIsAProblem() throws {
    let folder = try TemporaryFolder()
    let error = #expect(throws: DiagnosticError.self) {
      try PluginSwitch.set(.report, "rekap", enabled: true, in: .fixture(in: folder.path))
    }
    #expect(error?.diagnostics.map(\.code) == ["config-missing"])
  }
}
