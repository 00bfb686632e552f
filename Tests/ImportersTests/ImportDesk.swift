import Diagnostics
import Domain
import Foundation
import PluginKit
import PluginTesting
import Regions
import Registry
import Storage
import StorageSQLite

@testable import Importers

/// A store of a test's own with the shipped configuration's datasets, mappings and targets, to import into.
final class ImportDesk {
  let folder: ScratchFolder
  let store: any Store
  private let registry: Registry

  static let register = """
    code,name
    64,Kalimantan Timur
    64.01,Kabupaten Paser
    64.01.01,Batu Sopang
    64.01.01.1001,Kota
    64.01.01.2001,Satu
    64.01.01.2002,Dua
    64.01.01.2003,Tiga
    64.01.01.2004,Empat
    64.01.02,Tanjung
    64.01.02.2001,Lima
    64.02,Kabupaten Kutai
    64.02.01,Muara
    64.02.01.2001,Enam
    """

  init(register: String? = ImportDesk.register) throws {
    folder = try ScratchFolder()
    registry = try Self.shipped(folder)
    store = try SQLiteStore.create(
      folder("uji.sqlite"), principal: Principal(name: "penguji"),
      options: SQLiteStore.Options(wait: 1, onWait: {}, clock: { 1_700_000_000 }))
    try store.apply(registry.datasets, allowDrop: false)
    if let register {
      _ = try run("region_register", register, ["effective": "2020-01-01"], file: "wilayah.csv")
    }
  }

  private static func shipped(_ folder: ScratchFolder) throws -> Registry {
    // With the mappings that a plain installation leaves off.
    let off = ["idm_peta", "kec_kematian", "kec_imunisasi", "kec_epidemi", "kec_sanitasi", "kec_pendidikan"]
    let more = (off + ["kec_putus_sekolah", "kec_paud", "kec_sarana"]).map { ", {id: \($0)}" }.joined()
    let text = try String(contentsOf: Checkout.root.appending(path: "plugins.yaml"), encoding: .utf8)
      .replacing("{id: code_list}", with: "{id: code_list}\(more)")
    try folder.write(text, to: "plugins.yaml")
    let registry = Registry.load(
      ConfigurationSource(
        file: "plugins.yaml", currentDirectory: folder.path,
        executable: Checkout.root.appending(path: ".build/debug/sinergi-import").path,
        engines: EngineCatalog(
          importers: [
            "region_register", "region_event", "apbdes_buku", "bps_crosswalk", "pembayaran_desa", "siskeudes",
            "target_list",
            "code_list",
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
    guard registry.isValid else { throw DiagnosticError(registry.diagnostics) }
    return registry
  }

  var dataset: DatasetDeclaration {
    get throws {
      guard let dataset = registry.dataset("idm") else { throw CocoaError(.fileNoSuchFile) }
      return dataset
    }
  }

  func mapping(_ id: String) throws -> TableMapping {
    guard let declaration = registry.importers.first(where: { $0.header.id == id }),
      case .table(let mapping) = declaration.engine
    else { throw CocoaError(.fileNoSuchFile) }
    return mapping
  }

  /// Imports text as a file.
  @discardableResult
  func run(
    _ id: String, _ text: String, _ options: [String: String] = [:], file: String = "masuk.csv",
    window: Int = LongRows.usualWindow, dryRun: Bool = false, strict: Bool = false
  ) throws -> ImportReport {
    try run(id, Data(text.utf8), options, file: file, window: window, dryRun: dryRun, strict: strict)
  }

  @discardableResult
  func run(
    _ id: String, _ data: Data, _ options: [String: String] = [:], file: String = "masuk.csv",
    window: Int = LongRows.usualWindow, dryRun: Bool = false, strict: Bool = false
  ) throws -> ImportReport {
    try run(id, path: try folder.write(data, to: file), options, window: window, dryRun: dryRun, strict: strict)
  }

  @discardableResult
  func run(
    _ id: String, path: String, _ options: [String: String] = [:], window: Int = LongRows.usualWindow,
    dryRun: Bool = false, strict: Bool = false
  ) throws -> ImportReport {
    let importer: any Importer
    switch id {
    case "region_register": importer = RegionRegisterImporter()
    case "target_list": importer = TargetListImporter()
    case "alias": importer = AliasListImporter()
    case "region_event": importer = RegionEventImporter()
    case "bps_crosswalk": importer = BpsCrosswalkImporter()
    case "code_list": importer = CodeListImporter()
    default:
      var table = TableImporter(try mapping(id))
      table.longWindow = window
      importer = table
    }
    let header = PluginHeader(kind: .importer, id: id, title: "", description: "", folder: "")
    let context = ImportContext(
      store: store, importer: header, options: options,
      datasets: Dictionary(uniqueKeysWithValues: registry.datasets.map { ($0.id, $0) }),
      targets: RegionPlugins(registry.regions).targets, dryRun: dryRun, strict: strict, now: 1_700_000_000)
    return try importer.run(ImportFile(path), context)
  }

  /// The stored row of a village.
  func row(_ code: String, _ year: Int = 2024) throws -> DatasetRow? {
    guard let region = RegionCode(code), let period = Period(number: year) else { return nil }
    return try store.rows(of: "idm", period: period, regions: [region]).first
  }

  /// The published values of every village of a year that has any, without what is missing.
  func values(_ year: Int = 2024) throws -> [String: [String: DatasetRow.Value]] {
    guard let period = Period(number: year), let day = CalendarDate(year: 2024, month: 1, day: 1) else { return [:] }
    let regions = try store.villageCodes(in: .nation, at: day).compactMap { RegionCode($0) }
    var values: [String: [String: DatasetRow.Value]] = [:]
    for row in try store.rows(of: "idm", period: period, regions: regions) {
      values[row.region.description] = row.values.filter { $0.value != .missing }
    }
    return values
  }
}

extension RowCounts {
  /// New, changed, unchanged, removed and rejected rows.
  var kinds: String { "\(new) \(changed) \(unchanged) \(removed) \(rejected)" }
}

extension ImportReport {
  /// `code` or `code row` or `code row:column` of each diagnostic kept.
  var summary: [String] {
    diagnostics.map { diagnostic in
      var text = diagnostic.code
      if let line = diagnostic.place?.line { text += " \(line)" }
      if let column = diagnostic.place?.column { text += ":\(column)" }
      return text
    }
  }
}
