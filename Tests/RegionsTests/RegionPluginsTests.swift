import Diagnostics
import Domain
import PluginKit
import Regions
import Testing

@Suite struct RegionPluginsTests {
  private func plugin(
    _ id: String, scope: String, agency: String? = nil, village: String? = nil, targets: [String] = []
  ) throws -> RegionPluginDeclaration {
    RegionPluginDeclaration(
      header: PluginHeader(kind: .region, id: id, title: "", description: "", folder: ""),
      scope: try #require(RegionCode(scope)), agency: agency.map { LocalizedText($0) },
      terms: village.map { [TermOverride(village: LocalizedText($0))] } ?? [],
      targets: targets.map {
        TargetDeclaration(
          id: $0, title: "", kind: .flow, dataset: "idm", field: "status", from: [], to: "berkembang", source: "",
          years: [])
      })
  }

  @Test func theNearestScopeWinsAndWiderOnesFillWhatItLeavesOpen() throws {
    let plugins = RegionPlugins([
      try plugin("kabupaten", scope: "64.03", village: "Kampung"),
      try plugin("provinsi", scope: "64", agency: "DPMPD", village: "Desa"),
    ])
    let village = try #require(RegionCode("64.03.01.2001"))
    #expect(plugins.plugins(for: village).map(\.header.id) == ["kabupaten", "provinsi"])
    #expect(plugins.vocabulary.village(in: village).id == "Kampung")
    #expect(plugins.agency(for: village)?.id == "DPMPD")
    #expect(plugins.agency(for: try #require(RegionCode("62.10"))) == nil)
  }

  @Test func ofTwoPluginsForOneScopeTheLaterWins() throws {
    let plugins = RegionPlugins([
      try plugin("lama", scope: "64", agency: "Lama"), try plugin("baru", scope: "64", agency: "Baru"),
    ])
    #expect(plugins.agency(for: try #require(RegionCode("64.02")))?.id == "Baru")
  }

  @Test func targetsComeWithTheScopeOfTheirPlugin() throws {
    let plugins = RegionPlugins([
      try plugin("a", scope: "64", targets: ["satu"]), try plugin("b", scope: "62.10", targets: ["dua"]),
    ])
    #expect(plugins.targets.mapValues { $0.scope.description } == ["satu": "64", "dua": "62.10"])
  }
}
