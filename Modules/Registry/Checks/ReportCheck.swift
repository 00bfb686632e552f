import Diagnostics
import Domain
import PluginKit

/// Checks what a report refers to: its engine, the dataset and the fields of its columns.
struct ReportCheck {
  let declaration: ReportDeclaration
  let engines: EngineCatalog
  let catalog: Catalog

  /// The columns that a dataset report puts before those of its layout.
  private static let ownColumns: Set<String> = ["code", "name", "villages"]

  func run(_ findings: inout Findings) {
    switch declaration.engine {
    case .type(let name):
      findings.addUnknownEngine(name, known: engines.reports + [ReportDeclaration.datasetEngine])
    case .dataset(let layout):
      check(layout, at: NodePath.root.key(ReportDeclaration.datasetEngine), &findings)
    }
  }

  private func check(_ layout: DatasetReportLayout, at path: NodePath, _ findings: inout Findings) {
    let dataset = catalog.dataset(layout.dataset, at: path.key("dataset"), &findings)
    var seen: [String: Place] = [:]
    for (index, column) in layout.columns.enumerated() {
      let path = path.key("columns").index(index)
      _ = findings.addUnlessFirst(
        column.id, at: path.key("id"), in: &seen, LocalizedText(id: "kolom", en: "column"))
      if Self.ownColumns.contains(column.id) {
        findings.add(
          "config-reserved-id", at: path.key("id"), value: column.id,
          LocalizedText(
            id: "kolom `\(column.id)` selalu ada dalam laporan",
            en: "every report has a column `\(column.id)` of its own"))
      }
      guard let dataset else { continue }
      findings.addUnknownField(column.field, of: dataset, known: dataset.fields.map(\.id), at: path.key("field"))
      guard let field = dataset.field(column.field), column.aggregate != .count else { continue }
      if field.type != .integer, field.type != .real, field.type != .money, field.type != .boolean {
        findings.add(
          "config-not-a-number", at: path.key("aggregate"), value: column.aggregate.rawValue,
          hint: LocalizedText(id: "pakai `count`", en: "use `count`"),
          LocalizedText(
            id: "`\(field.id)` bukan angka (`type: \(field.type.rawValue)`)",
            en: "`\(field.id)` is not a number (`type: \(field.type.rawValue)`)"))
      }
    }
  }
}
