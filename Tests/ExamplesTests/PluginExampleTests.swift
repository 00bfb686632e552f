import AppSupport
import Diagnostics
import Foundation
import PluginKit
import Registry
import Testing

/// Every example of every plugin folder of this checkout, run against a store of its own.
@Suite struct PluginExampleTests {
  static let checkout = URL(filePath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  /// The shipped configuration; plugins that it does not switch on are found all the same.
  static let registry = Registry.load(
    ConfigurationSource(
      file: "plugins.yaml", currentDirectory: checkout, executable: checkout + "/.build/debug/sinergi-admin",
      engines: Engines.catalog))

  static let plugins = registry.details(engines: Engines.catalog).filter { $0.location.folder.hasPrefix(checkout) }

  @Test func theConfigurationIsValidAndHoldsEveryKindOfPlugin() {
    #expect(Self.registry.diagnostics.map { $0.line(in: .english) } == [])
    #expect(Set(Self.plugins.map(\.location.kind)) == Set(PluginKind.allCases))
    #expect(Self.plugins.count >= 9)
  }

  @Test("Examples give what they say", arguments: plugins.map(\.location.address))
  func examplesGiveWhatTheySay(address: String) throws {
    let plugin = try #require(Self.plugins.first { $0.location.address == address })
    let problems = PluginFolderCheck.problems(of: plugin)
    #expect(problems.map { $0.line(in: .english) } == [])
    let declaration = try #require(plugin.declaration)
    let results = ExampleRunner.run(declaration, at: plugin.location, registry: Self.registry)
    #expect(results.map(\.name) == plugin.examples)
    for result in results {
      #expect(result.differences.map(\.en) == [], "\(address): \(result.name)")
    }
  }
}
