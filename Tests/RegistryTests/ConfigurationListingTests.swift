import Diagnostics
import Foundation
import Registry
import Testing

@Suite struct ConfigurationListingTests {
  @Test func everyValueIsListedWithItsOriginAndSecretsAreMasked() throws {
    let folder = try TemporaryFolder()
    let fixtures = URL(filePath: #filePath).deletingLastPathComponent()
    try FileManager.default.copyItem(
      atPath: fixtures.appending(path: "Fixtures/shared").path, toPath: folder.path + "/shared")
    try folder.write(
      """
      version: 1
      store: a.sqlite
      time_zone: ${ZONE}
      search: [plugins, "${DB_PASSWORD}"]
      importers:
        - id: daftar
          options: {limit: 5, api_token: hunter2}
        - {id: skor_tabel, enabled: false}
      """, to: "plugins.yaml")
    var source = ConfigurationSource.fixture(
      in: folder.path, environment: ["ZONE": "Asia/Jakarta", "DB_PASSWORD": "hunter2"])
    source.overrides = [.init(key: "store", value: "b.sqlite", origin: "--store")]
    let registry = Registry.load(source)
    let values = registry.values()
    #expect(
      values.map { "\($0.path) = \($0.value) (\($0.origin.text.en))" } == [
        "version = 1 (plugins.yaml:1:10)",
        "store = b.sqlite (--store)",
        "language = id (default)",
        "time_zone = Asia/Jakarta (${ZONE} plugins.yaml:3:12)",
        "search[0] = plugins (plugins.yaml:4:10)",
        "search[1] = •••••• (${DB_PASSWORD} plugins.yaml:4:19)",
        "indicators = [] (default)",
        "importers[0].id = daftar (plugins.yaml:6:9)",
        "importers[0].enabled = true (default)",
        "importers[0].options.limit = 5 (plugins.yaml:7:22)",
        "importers[0].options.api_token = •••••• (plugins.yaml:7:36)",
        "importers[0].options.coverage = complete (default of shared/importers/daftar/plugin.yaml)",
        "importers[1].id = skor_tabel (plugins.yaml:8:10)",
        "importers[1].enabled = false (plugins.yaml:8:31)",
        "reports = [] (default)",
        "regions = [] (default)",
      ])
    #expect(!values.contains { $0.value.contains("hunter2") })
    #expect(!registry.diagnostics.contains { $0.line(in: .english).contains("hunter2") })
    #expect(registry.configuration?.store == "b.sqlite")
  }

  @Test func nothingIsListedForAFileThatCannotBeRead() throws {
    let folder = try TemporaryFolder()
    #expect(Registry.load(.fixture(in: folder.path)).values().isEmpty)
  }
}
