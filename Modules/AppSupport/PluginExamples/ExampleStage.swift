import Diagnostics
import Domain
import Foundation
import Importers
import PluginKit
import Regions
import Registry
import Storage
import StorageSQLite

/// A temporary folder with an empty store, in which one example runs.
struct ExampleStage {
  let folder: String
  let store: any Store
  let datasets: [DatasetDeclaration]
  let sets: [IndicatorSetDeclaration]
  let regions: [RegionPluginDeclaration]

  /// 1 January 2025: results must not follow the day of the run.
  private static let now = 1_735_689_600.0
  static let today = CalendarDate(year: 2025, month: 1, day: 1)
  /// The day from which a `register.csv` is in force: before any period of an example.
  private static let effective = "2000-01-01"

  /// Runs `body` on a stage with the datasets and targets of the registry and of the plugin under test.
  static func withStage<Result>(
    _ declaration: PluginDeclaration, _ registry: Registry, _ body: (ExampleStage) throws -> Result
  ) throws -> Result {
    let manager = FileManager.default
    let folder = manager.temporaryDirectory.appending(path: "sinergi-example-\(UUID().uuidString)").path
    try manager.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? manager.removeItem(atPath: folder) }
    return try body(ExampleStage(folder, declaration, registry))
  }

  private init(_ folder: String, _ declaration: PluginDeclaration, _ registry: Registry) throws {
    self.folder = folder
    var datasets = registry.datasets
    var sets = registry.indicators
    var regions = registry.regions
    switch declaration {
    case .indicators(let set):
      let own = Set(set.datasets.map(\.id))
      datasets = datasets.filter { !own.contains($0.id) } + set.datasets
      sets = sets.filter { $0.header.id != set.header.id } + [set]
    case .region(let region): regions = regions.filter { $0.header.id != region.header.id } + [region]
    case .importer, .report: break
    }
    self.datasets = datasets
    self.sets = sets
    self.regions = regions
    store = try SQLiteStore.create(
      folder + "/store.sqlite", principal: Principal(name: "examples"),
      options: SQLiteStore.Options(wait: 0, onWait: {}, clock: { Self.now }))
    try store.apply(datasets, allowDrop: false)
  }

  // MARK: What plugins are given

  var datasetsByID: [String: DatasetDeclaration] {
    Dictionary(datasets.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  func importContext(_ header: PluginHeader, _ options: [String: String]) -> ImportContext {
    return ImportContext(
      store: store, importer: header, options: options, datasets: datasetsByID,
      targets: RegionPlugins(regions).targets, now: Self.now)
  }

  // MARK: Setting up

  /// Loads the case's `register.csv`, if there is one.
  func loadRegister(_ example: PluginExample) throws {
    let path = example.folder + "/register.csv"
    if FileManager.default.fileExists(atPath: path) { try loadRegister(at: path) }
  }

  /// Loads a register of just these villages and what they lie in, for cases that need no names.
  func loadRegister(of villages: [RegionCode]) throws {
    let codes = Set(villages.flatMap { code in [code] + RegionLevel.allCases.compactMap { code.ancestor($0) } })
    let lines = codes.filter { $0 != .nation }.sorted().map { "\($0),\($0)\n" }
    // Rows of the nation name no region; a register has to be there all the same.
    let text = "code,name\n" + (lines.isEmpty ? "11,11\n" : lines.joined())
    let path = folder + "/register.csv"
    try Data(text.utf8).write(to: URL(filePath: path))
    try loadRegister(at: path)
  }

  private func loadRegister(at path: String) throws {
    let header = PluginHeader(kind: .importer, id: "region_register", title: "", description: "", folder: "")
    try setUp(RegionRegisterImporter(), path, importContext(header, ["effective": Self.effective]))
  }

  /// Imports a file of the case that only prepares it: all of its rows have to be right.
  func setUp(_ importer: any Importer, _ path: String, _ context: ImportContext) throws {
    let report = try importer.run(ImportFile(path), context)
    let errors = report.diagnostics.filter { $0.severity == .error }
    if !errors.isEmpty { throw ImportFailure(.data, errors) }
  }

  /// The dataset whose fields a table has columns for, and the importer that reads it by field ids.
  func importer(of table: WholeTable, among datasets: [DatasetDeclaration]) throws -> (
    dataset: DatasetDeclaration, importer: TableImporter
  ) {
    let headers = Set(table.headers)
    guard let dataset = datasets.first(where: { !headers.isDisjoint(with: $0.fields.map(\.id)) }) else {
      throw ImportFailure(
        .data,
        [
          Diagnostic(
            code: "column-missing",
            message: LocalizedText(
              id: "tidak ada kolom yang bernama seperti kolom sebuah dataset", en: "no column is a field of a dataset"),
            place: Place(file: table.path, line: 1))
        ])
    }
    // Records of the nation name no region of their own.
    let names = dataset.level == .nation ? [] : ["kode_desa", "code"]
    let mapping = TableMapping(
      dataset: dataset.id, region: names, regionName: names.isEmpty ? [] : ["nama_desa", "name"],
      period: ["tahun", "period"], requires: dataset.fields.filter { $0.required == true }.map(\.id))
    return (dataset, TableImporter(mapping))
  }
}
