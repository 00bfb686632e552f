import Diagnostics
import Domain
import Foundation
import PluginKit
import Registry
import Testing
import YAML

/// The configuration of architecture §4 over the plugins of this checkout.
@Suite struct ShippedConfigurationTests {
  static let checkout = URL(filePath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  static let text = """
    version: 1
    store: sinergi.sqlite            # relative to this file; --store, then SINERGI_STORE win over it
    language: id                     # id | en
    time_zone: Asia/Makassar
    search: [plugins]                # folders with plugins of one's own
    indicators: [{id: idm}, {id: anggaran_desa}]  # each list: {id, enabled: true, options: {…}}
    importers:  [{id: region_register}, {id: bps_crosswalk}, {id: idm_status}, {id: idm_scores}, {id: target_list}, {id: code_list}]
    reports:    [{id: idm_status}, {id: targets}]
    regions:    [{id: kalimantan_timur}, {id: gunung_mas}]
    """

  static func load(in folder: TemporaryFolder) throws -> Registry {
    try folder.write(text, to: "plugins.yaml")
    return Registry.load(
      ConfigurationSource(
        file: "plugins.yaml", currentDirectory: folder.path, executable: checkout + "/.build/debug/sinergi-admin",
        engines: EngineCatalog(
          importers: [
            "apbdes_buku", "bps_crosswalk", "code_list", "pembayaran_desa", "region_event", "region_register",
            "siskeudes",
            "target_list",
          ],
          reports: [
            "actions", "actions_consolidated", "activity_results", "activity_verdict", "agenda", "agreements",
            "apbdes_review",
            "aspirations", "attendance",
            "attendance_sheet",
            "basic_services", "berita_acara", "calendar", "compare", "completeness", "facilitator_coverage",
            "idm_status",
            "indeks_desa_status", "issues", "kecamatan_dashboard", "levers", "meeting_effect", "meeting_pack",
            "meeting_report", "minutes",
            "mission_aide_memoire", "planning_stages", "ranking", "rumah_bersama", "sdgs_scorecard", "status_minutes",
            "supervision",
            "target_candidates", "targets", "training_coverage", "transition", "trend", "village_income",
            "village_profile",
          ])))
  }

  @Test func itIsValidAndComplete() throws {
    let registry = try Self.load(in: TemporaryFolder())
    let lines = registry.diagnostics.map { $0.line(in: .english) }
    #expect(lines == [])
    #expect(registry.plugins.count == 12)
    #expect(registry.configuration?.store == "sinergi.sqlite")
    #expect(registry.plugin(.importer, "region_register")?.options == ["coverage": "complete", "shrink": "refuse"])
  }

  @Test func itsDeclarationsBecomeValues() throws {
    let registry = try Self.load(in: TemporaryFolder())
    let idm = try #require(registry.dataset("idm"))
    #expect(idm.fields.count == 55)
    #expect(idm.appliesTo == [.desa, .desaAdat])
    #expect(idm.frequency == .yearly)
    #expect(idm.summary == ["status", "idm"])
    #expect(idm.field("status")?.classes?.classes.map(\.above) == [nil, 0.4907, 0.5989, 0.7072, 0.8155])
    #expect(idm.field("iks07")?.maximum == 5)
    #expect(idm.field("iks")?.formula == "sum(iks01..iks35) / 175")

    let (target, plugin) = try #require(registry.target("kaltim_naik_status_2019_2023"))
    #expect(target.plan.map(\.cumulative) == [15, 40, 70, 105, 150])
    #expect(target.plan[2].effective == 36)
    #expect(plugin.scope == RegionCode("64"))
    let berau = try #require(RegionCode("64.03.01.2001"))
    #expect(Vocabulary(registry.regions).village(in: berau).id == "Kampung")

    let importer = try #require(registry.importers.first { $0.header.id == "idm_scores" })
    guard case .table(let mapping) = importer.engine else {
      Issue.record("idm_scores is a table importer")
      return
    }
    #expect(mapping.long?.field.first == "indikator")
    #expect(mapping.fields.map(\.field) == ["idm", "status"])
    #expect(mapping.requires == ["iks01", "ike01", "ikl01"])
  }

  @Test func itSatisfiesTheSchemaThatIsPublished() throws {
    let root = try #require(YAMLDocument.parse(bytes: Array(Self.text.utf8), file: "plugins.yaml").root)
    let schema = JSONSchema(language: .english, allowsVariables: true)
      .document(title: "plugins.yaml", Configuration.shape.description)
    #expect(SchemaCheck.problems(root.json, schema) == [])
    #expect(!SchemaCheck.problems(.object([]), schema).isEmpty)
  }

  @Test func everyShippedDeclarationSatisfiesTheSchemaOfItsKind() throws {
    let schema = JSONSchema(language: .english).document(title: "plugin.yaml", PluginDeclaration.shape.description)
    let registry = try Self.load(in: TemporaryFolder())
    #expect(registry.plugins.count == 12)
    for plugin in registry.plugins {
      let bytes = try Data(contentsOf: URL(filePath: plugin.location.folder + "/plugin.yaml"))
      let root = try #require(YAMLDocument.parse(bytes: Array(bytes), file: plugin.location.file).root)
      #expect(SchemaCheck.problems(root.json, schema) == [], "\(plugin.location.address)")
    }
  }
}
