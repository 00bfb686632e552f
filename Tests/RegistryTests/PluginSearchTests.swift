import Diagnostics
import PluginKit
import Registry
import Testing

@Suite struct PluginSearchTests {
  private func plugin(_ id: String, _ title: String) -> String {
    "kind: report\nid: \(id)\ntitle: \(title)\ndescription: \(title).\nuses: idm_status\n"
  }

  private func title(_ folder: TemporaryFolder, environment: [String: String] = [:]) throws -> String? {
    let source = ConfigurationSource(
      file: "conf/plugins.yaml", currentDirectory: folder.path, executable: "usr/bin/sinergi-admin",
      environment: environment, engines: EngineCatalog(importers: [], reports: ["idm_status"]))
    return Registry.load(source).plugins.first?.declaration.header.title.id
  }

  @Test func foldersAreSearchedInTheDocumentedOrder() throws {
    let folder = try TemporaryFolder()
    try folder.write("version: 1\nsearch: [own]\nreports: [{id: uji}]\n", to: "conf/plugins.yaml")
    #expect(try title(folder) == nil)
    try folder.write("", to: "src/Package.swift")
    try folder.write(plugin("uji", "checkout"), to: "src/Modules/Reporting/Reports/Uji/plugin.yaml")
    try folder.write("", to: "Package.swift")
    try folder.write(plugin("uji", "checkout"), to: "Modules/Reporting/Reports/Uji/plugin.yaml")
    #expect(try title(folder) == "checkout")
    try folder.write(plugin("uji", "installed"), to: "usr/share/sinergi/plugins/reports/Uji/plugin.yaml")
    #expect(try title(folder) == "installed")
    try folder.write(plugin("uji", "environment"), to: "extra/deep/er/uji/plugin.yaml")
    #expect(try title(folder, environment: ["SINERGI_PLUGINS": "nowhere:extra"]) == "environment")
    try folder.write(plugin("uji", "own"), to: "conf/own/uji/plugin.yaml")
    #expect(try title(folder, environment: ["SINERGI_PLUGINS": "nowhere:extra"]) == "own")
  }

  @Test func aNewFolderNeedsNothingButItsEntry() throws {
    let folder = try TemporaryFolder()
    try folder.write("version: 1\nsearch: [.]\nregions: [{id: papua_barat}]\n", to: "plugins.yaml")
    try folder.write(
      """
      kind: region
      id: papua_barat
      title: Papua Barat
      description: Kosakata Papua Barat.
      scope: "92"
      terms:
        - {regions: ["92.02", "92.03"], village: Kampung, district: Distrik}
      """, to: "daerah/papua_barat/plugin.yaml")
    let registry = Registry.load(.fixture(in: folder.path))
    #expect(registry.diagnostics.isEmpty)
    #expect(registry.regions.map(\.terms.count) == [1])
  }

  @Test func examplesSamplesAndHiddenFoldersAreNoPlugins() throws {
    let folder = try TemporaryFolder()
    try folder.write("version: 1\nsearch: [p]\n", to: "plugins.yaml")
    for name in ["p/.git/uji", "p/Examples/uji", "p/Sample/uji", "p/a/b/c/d/e/uji"] {
      try folder.write(plugin("uji", name), to: name + "/plugin.yaml")
    }
    #expect(Registry.load(.fixture(in: folder.path)).available.isEmpty)
  }
}
