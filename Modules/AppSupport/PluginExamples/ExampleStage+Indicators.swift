import Diagnostics
import Domain
import Importers
import PluginKit
import Registry
import Storage

extension ExampleStage {
  /// Stores the case's `input.csv` and gives back what was recomputed of each row.
  ///
  /// Without a `register.csv` every village of the input is taken to exist.
  func outcome(of set: IndicatorSetDeclaration, _ example: PluginExample) throws -> ExampleOutcome {
    let path = try input(example)
    let table = try WholeTable(path)
    try loadRegister(example)
    if try store.editions().isEmpty {
      try loadRegister(
        of: table.column(["kode_desa", "code"]).compactMap { RegionCode($0.text) }.filter { $0.level == .village })
    }
    let (dataset, importer) = try importer(of: table, among: set.datasets)
    let report = try importer.run(ImportFile(path), importContext(set.header, example.options))
    let rules = try DatasetRules(dataset)
    let rows = try storedRows(dataset).map { Self.value(of: $0, rules) }
    // That earlier periods read the register made here says nothing of the plugin.
    let diagnostics = report.diagnostics.filter { $0.severity > .note || $0.place?.line != nil }
    return ExampleOutcome(
      status: report.counts.rejected > 0 ? .data : .done, diagnostics: diagnostics, rows: .list(rows))
  }

  /// Every row of the dataset, in the order of the file.
  private func storedRows(_ dataset: DatasetDeclaration) throws -> [DatasetRow] {
    guard let register = try store.registerDate(for: nil) else { return [] }
    let villages = try store.villageCodes(in: .nation, at: register.date).compactMap { RegionCode($0) }
    let regions = dataset.level == .nation ? [.nation] : villages
    return try store.periods(of: dataset.id, in: .nation)
      .flatMap { try store.rows(of: dataset.id, period: $0, regions: regions) }
      .sorted { $0.sourceRow < $1.sourceRow }
  }

  private static func value(of row: DatasetRow, _ rules: DatasetRules) -> ExampleValue {
    var recomputed: [String: ExampleValue] = [:]
    var differs: [ExampleValue] = []
    for index in rules.computed {
      let field = rules.declaration.fields[index]
      let figure = row.recomputed[field.id] ?? .missing
      recomputed[field.id] = value(of: figure, field)
      if let published = cell(row.values[field.id] ?? .missing), let cell = cell(figure),
        rules.differs(field: index, published: published, recomputed: cell)
      {
        differs.append(.text(field.id))
      }
    }
    return .object([
      "code": .text(row.region.description), "period": .text(row.period.description),
      "recomputed": .object(recomputed), "differs": .list(differs),
    ])
  }

  private static func value(of value: DatasetRow.Value, _ field: FieldDeclaration) -> ExampleValue {
    switch value {
    case .missing: .null
    case .text(let text): .text(text)
    case .integer(let number):
      field.classes.flatMap { $0[Int(number)] }.map { .text($0.id) } ?? .number(Double(number))
    case .real(let number): .number((number * 1e6).rounded() / 1e6)
    }
  }

  private static func cell(_ value: DatasetRow.Value) -> Int64? {
    switch value {
    case .missing, .text: nil
    case .integer(let number): number
    case .real(let number): Cell.real(number)
    }
  }
}
