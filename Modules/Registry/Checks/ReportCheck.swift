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
    var scope: ExpressionScope?
    if let dataset { scope = check(layout.derived, of: dataset, at: path, &findings) }
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
      guard let dataset, let scope else { continue }
      switch column.content {
      case .aggregate(let aggregate, let field): check(aggregate, of: field, dataset, at: path, &findings)
      case .formula(let text):
        do throws(FormulaError) { _ = try scope.regions(text) } catch {
          add(error, text, scope, at: path.key("formula"), &findings)
        }
      }
    }
    if let scope, let listing = layout.listing {
      check(listing, scope, at: path.key("villages"), &findings)
    }
  }

  private func check(
    _ aggregate: DatasetReportLayout.Aggregate, of id: String, _ dataset: DatasetDeclaration, at path: NodePath,
    _ findings: inout Findings
  ) {
    findings.addUnknownField(id, of: dataset, known: dataset.fields.map(\.id), at: path.key("field"))
    guard let field = dataset.field(id), aggregate != .count else { return }
    if field.type != .integer, field.type != .real, field.type != .money, field.type != .boolean {
      findings.add(
        "config-not-a-number", at: path.key("aggregate"), value: aggregate.rawValue,
        hint: LocalizedText(id: "pakai `count`", en: "use `count`"),
        LocalizedText(
          id: "`\(field.id)` bukan angka (`type: \(field.type.rawValue)`)",
          en: "`\(field.id)` is not a number (`type: \(field.type.rawValue)`)"))
    }
  }

  /// Checks the derived fields and returns what the other formulas may name.
  private func check(
    _ fields: [DatasetReportLayout.Derived], of dataset: DatasetDeclaration, at path: NodePath,
    _ findings: inout Findings
  ) -> ExpressionScope {
    var seen: [String: Place] = [:]
    for (index, derived) in fields.enumerated() {
      let path = path.key("derived").index(index).key("id")
      _ = findings.addUnlessFirst(
        derived.id, at: path, in: &seen, LocalizedText(id: "angka turunan", en: "derived figure"))
      if dataset.field(derived.id) != nil {
        findings.add(
          "config-duplicate-id", at: path, value: derived.id,
          LocalizedText(
            id: "dataset `\(dataset.id)` sudah punya kolom data `\(derived.id)`",
            en: "the dataset `\(dataset.id)` already has a field `\(derived.id)`"))
      }
    }
    let scope = ExpressionScope(
      dataset: dataset, others: catalog.datasets,
      derived: fields.map { ExpressionScope.Derived(id: $0.id, formula: $0.formula) })
    for (index, derived) in fields.enumerated() {
      guard let error = scope.errors[derived.id] else { continue }
      add(error, derived.formula, scope, at: path.key("derived").index(index).key("formula"), &findings)
    }
    return scope
  }

  private func check(
    _ listing: DatasetReportLayout.Listing, _ scope: ExpressionScope, at path: NodePath, _ findings: inout Findings
  ) {
    do throws(FormulaError) { _ = try scope.condition(listing.condition) } catch {
      add(error, listing.condition, scope, at: path.key("where"), &findings)
    }
    for (index, id) in listing.columns.enumerated() {
      findings.addUnknownField(id, of: scope.dataset, known: scope.names, at: path.key("columns").index(index))
    }
  }

  private func add(
    _ error: FormulaError, _ text: String, _ scope: ExpressionScope, at path: NodePath, _ findings: inout Findings
  ) {
    switch error.reason {
    // Said where that field is declared.
    case .faultyDerived: return
    case .unknownDataset where !catalog.knowsEveryDataset: return
    default:
      findings.addFormula(error, text, names: scope.names, datasets: scope.datasetNames, at: path)
    }
  }
}
