import Diagnostics
import Foundation
import PluginKit
import Registry
import Testing

/// Random damage to real declarations: loading answers with problems that have places, never with a trap.
@Suite struct RegistryFuzzTests {
  /// A fixed sequence (SplitMix64), so that a failure can be run again.
  private struct Seeded: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }

  private static let words = [
    "", "null", "0", "-1", "1e400", "99999999999999999999", "62.10", "true", "[]", "{}", "[1, [2]]", "{a: {b: c}}",
    "''",
    "\"64\"", "id", "region", "sum(", "mean(air, jalan)", "a..b", "${NAME}", "${", "*x", "&x 1", "../..", "/etc",
    "2024",
  ]
  private static let shared = [
    "indicators/skor", "importers/skor_tabel", "importers/daftar", "reports/rekap", "regions/kaltim",
  ]

  static var rounds: Int {
    50 * (ProcessInfo.processInfo.environment["SINERGI_FUZZ"].flatMap { Int($0) } ?? 1)
  }

  @Test func damagedConfigurationsNeverTrap() throws {
    let fixtures = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")
    let folder = try TemporaryFolder()
    try FileManager.default.copyItem(atPath: fixtures.appending(path: "shared").path, toPath: folder.path + "/shared")
    let files = Self.shared.map { "shared/\($0)/plugin.yaml" } + ["plugins.yaml"]
    let good = try String(contentsOf: fixtures.appending(path: "good_all/plugins.yaml"), encoding: .utf8)
    try folder.write(good, to: "plugins.yaml")
    let originals = try files.map { try folder.read($0) }
    var random = Seeded(state: 17)
    var invalid = 0
    for round in 0..<Self.rounds {
      for (file, original) in zip(files, originals) {
        try folder.write(damage(original, &random), to: file)
      }
      let registry = Registry.load(.fixture(in: folder.path))
      if !registry.isValid { invalid += 1 }
      for diagnostic in registry.diagnostics {
        try #require(diagnostic.place != nil && !diagnostic.message.en.isEmpty, "round \(round): \(diagnostic)")
      }
      _ = registry.values()
      for details in registry.details(engines: EngineCatalog(importers: [], reports: [])) {
        _ = PluginFolderCheck.problems(of: details)
      }
      for id in ["rekap", "baru"] {
        _ = try? PluginSwitch.set(.report, id, enabled: round.isMultiple(of: 2), in: .fixture(in: folder.path))
      }
    }
    #expect(invalid > Self.rounds / 2)
  }

  /// Replaces a value, drops, doubles or indents a line, a few times.
  private func damage(_ text: String, _ random: inout Seeded) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    for _ in 0..<Int.random(in: 0...3, using: &random) {
      let at = Int.random(in: 0..<lines.count, using: &random)
      switch Int.random(in: 0..<5, using: &random) {
      case 0: lines[at] = ""
      case 1: lines.insert(lines[at], at: at)
      case 2: lines[at] = "  " + lines[at]
      default:
        let separators = lines[at].ranges(of: ": ")
        guard let separator = separators.randomElement(using: &random) else { continue }
        let rest = lines[at][separator.upperBound...]
        let end = rest.firstIndex { ",]}".contains($0) } ?? rest.endIndex
        lines[at].replaceSubrange(
          separator.upperBound..<end, with: Self.words.randomElement(using: &random) ?? "")
      }
    }
    return lines.joined(separator: "\n")
  }
}
