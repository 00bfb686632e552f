import Diagnostics
import Foundation
import Importers
import PluginKit
import Registry
import Storage

extension ExampleStage {
  /// Imports the case's `input.*` into a store that holds its `register.csv`, and its `data.csv` or `data-….csv`.
  func outcome(of declaration: ImporterDeclaration, _ example: PluginExample) throws -> ExampleOutcome {
    try loadRegister(example)
    try loadData(example)
    guard let importer = Engines.importer(declaration) else { throw Self.noEngine(declaration.header) }
    let options = try Session.merged(declaration.header, Self.defaults(declaration.header), example.options)
    let report = try importer.run(try ImportFile(input(example)), importContext(declaration.header, options))
    let counts = report.counts
    func number(_ value: Int) -> ExampleValue { .number(Double(value)) }
    return ExampleOutcome(
      status: counts.rejected > 0 ? .data : .done, diagnostics: report.diagnostics,
      rows: .object([
        "read": number(counts.read), "new": number(counts.new), "changed": number(counts.changed),
        "unchanged": number(counts.unchanged), "removed": number(counts.removed), "rejected": number(counts.rejected),
      ]))
  }

  /// The one file `input` with whatever ending.
  func input(_ example: PluginExample) throws -> String {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: example.folder)) ?? []
    let inputs = names.filter { $0.hasPrefix("input.") }.sorted()
    guard inputs.count == 1 else {
      throw CommandFailure(
        .noInput, "example-incomplete",
        LocalizedText(id: "harus ada tepat satu berkas `input.*`", en: "there has to be exactly one file `input.*`"))
    }
    return example.folder + "/" + inputs[0]
  }

  /// The declared defaults: what `plugins.yaml` says does not reach examples.
  static func defaults(_ header: PluginHeader) -> [String: String] {
    Dictionary(
      header.options.compactMap { option in option.defaultValue.map { (option.name, $0) } },
      uniquingKeysWith: { first, _ in first })
  }

  static func noEngine(_ header: PluginHeader) -> CommandFailure {
    CommandFailure(
      .configuration, "engine-unknown",
      LocalizedText(
        id: "program ini tidak memuat mesin `\(header.address)`",
        en: "this program has no engine for `\(header.address)`"))
  }
}
