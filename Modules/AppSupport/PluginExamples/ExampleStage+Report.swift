import Diagnostics
import Domain
import Foundation
import Importers
import PluginKit
import Regions
import Registry
import Reporting
import Storage
import Workbooks

extension ExampleStage {
  /// Runs the report on a store that holds the case's `register.csv`, its `data.csv` or several files
  /// `data-….csv` in the order of their names, and `targets.csv`.
  ///
  /// The options `region`, `period` and `table` of `options.yaml` are those of the command line.
  func outcome(of declaration: ReportDeclaration, _ example: PluginExample) throws -> ExampleOutcome {
    try loadRegister(example)
    try loadData(example)
    try loadTargets(example)
    guard let report = Engines.report(declaration) else { throw Self.noEngine(declaration.header) }
    var given = example.options
    let region = try given.removeValue(forKey: "region").map { try Session.region($0) } ?? .nation
    let period = try given.removeValue(forKey: "period").map { try Session.period($0) }
    let table = given.removeValue(forKey: "table")
    let options = try Session.merged(declaration.header, Self.defaults(declaration.header), given)
    let plugins = RegionPlugins(regions)
    var document = try report.document(
      ReportContext(
        store: store, header: declaration.header, region: region, period: period, options: options,
        datasets: datasetsByID, targets: plugins.targets, vocabulary: plugins.vocabulary,
        today: Self.today, coordination: plugins.coordination, budgets: plugins.budgets,
        worksheet: { [sets] in try WorksheetFiles.read(for: $0, among: sets) }))
    if let table { document = try document.selecting(table: table) }
    let sink = MemorySink()
    try CSVRenderer(language: .indonesian).render(document, to: sink)
    return ExampleOutcome(table: sink.text)
  }

  /// Loads what the store holds beforehand: each `data….csv` by the columns that it has.
  func loadData(_ example: PluginExample) throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: example.folder).sorted()
    for file in files where file.hasPrefix("data") && file.hasSuffix(".csv") {
      let path = example.folder + "/" + file
      let (dataset, importer) = try importer(of: WholeTable(path), among: datasets)
      let header = PluginHeader(kind: .importer, id: dataset.id, title: "", description: "", folder: "")
      try setUp(importer, path, importContext(header, [:]))
    }
  }

  /// Brings in a list of target villages, for the target of the options or else the only one there is.
  private func loadTargets(_ example: PluginExample) throws {
    let path = example.folder + "/targets.csv"
    guard FileManager.default.fileExists(atPath: path) else { return }
    let declared = regions.flatMap(\.targets).map(\.id)
    let wanted = example.options["target"] ?? (declared.count == 1 ? declared.first : nil)
    guard let target = wanted, declared.contains(target) else {
      throw CommandFailure(
        .data, "example-incomplete",
        LocalizedText(
          id: "targets.csv: `target` tidak menyebut target sebuah plugin daerah",
          en: "targets.csv: `target` names no target of a region plugin"))
    }
    let header = PluginHeader(kind: .importer, id: "target_list", title: "", description: "", folder: "")
    try setUp(TargetListImporter(), path, importContext(header, ["target": target]))
  }
}
