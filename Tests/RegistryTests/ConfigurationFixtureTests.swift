import Diagnostics
import Foundation
import Registry
import Testing

/// Every folder of `Fixtures` is one configuration with exactly the diagnostics of its `expected.txt`.
///
/// After a deliberate change of wording, `SINERGI_RECORD=1 swift test --filter ConfigurationFixtureTests` writes the
/// expected files anew; read the difference before committing it.
@Suite struct ConfigurationFixtureTests {
  private static let fixtures = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")

  static var cases: [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: fixtures.path)) ?? []
    return names.filter { $0 != "shared" && !$0.hasPrefix(".") }.sorted()
  }

  @Test(arguments: cases)
  func aConfigurationHasExactlyTheExpectedDiagnostics(name: String) throws {
    let folder = try TemporaryFolder()
    let place = folder.path + "/configuration"
    try FileManager.default.copyItem(atPath: Self.fixtures.appending(path: name).path, toPath: place)
    try FileManager.default.copyItem(
      atPath: Self.fixtures.appending(path: "shared").path, toPath: place + "/shared")
    let registry = Registry.load(.fixture(in: place))
    let lines = registry.diagnostics.map { "\($0.code) \($0.line(in: .english))\n" }.joined()

    let expected = Self.fixtures.appending(path: name).appending(path: "expected.txt")
    if ProcessInfo.processInfo.environment["SINERGI_RECORD"] != nil {
      try lines.write(to: expected, atomically: true, encoding: .utf8)
    }
    #expect(try lines == String(contentsOf: expected, encoding: .utf8))
    #expect(registry.isValid == !lines.contains(": error: "))
    for diagnostic in registry.diagnostics {
      #expect(diagnostic.place != nil, "every problem has a place")
      #expect(diagnostic.message.id != diagnostic.message.en, "every message is translated: \(diagnostic.message.en)")
    }
  }

  @Test func thereAreAtLeastFortyBadConfigurations() {
    #expect(Self.cases.count { !$0.hasPrefix("good_") } >= 40)
  }
}
