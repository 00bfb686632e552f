public import Diagnostics
import Domain
import Foundation
import PluginKit

/// What is known of one plugin folder, for `plugins list` and `plugins show`.
public struct PluginDetails: Sendable {
  public var location: PluginLocation
  public var isEnabled: Bool
  /// Nil where its `plugin.yaml` is no declaration.
  public var declaration: PluginDeclaration?
  /// What is wrong with the declaration, against the datasets and importers that are switched on.
  public var diagnostics: [Diagnostic]
  /// The options in force, by name: given, else the declared defaults.
  public var options: [String: String]
  /// The names of its examples.
  public var examples: [String]
}

extension Registry {
  /// Every plugin found, in the order of kinds and ids.
  public func details(engines: EngineCatalog) -> [PluginDetails] {
    PluginKind.allCases.flatMap { kind in
      available.filter { $0.kind == kind }.sorted { $0.id < $1.id }.map { details(of: $0, engines: engines) }
    }
  }

  /// One plugin, whether it is switched on or not.
  public func details(of location: PluginLocation, engines: EngineCatalog) -> PluginDetails {
    let file = PluginFile(location)
    let findings = file.findings(engines: engines, catalog: catalog)
    let registered = plugin(location.kind, location.id)
    let defaults = (file.declaration?.header.options ?? []).compactMap { option in
      option.defaultValue.map { (option.name, $0) }
    }
    return PluginDetails(
      location: location, isEnabled: registered != nil, declaration: file.declaration,
      diagnostics: findings?.diagnostics ?? file.structural,
      options: registered?.options ?? Dictionary(defaults, uniquingKeysWith: { first, _ in first }),
      examples: PluginExample.names(in: location.folder))
  }

  /// What the plugins that are switched on offer to others.
  var catalog: Catalog {
    var catalog = Catalog()
    for dataset in datasets { catalog.datasets[dataset.id] = dataset }
    for importer in importers { catalog.importers[importer.header.id] = importer.header }
    if isValid { catalog.reports = Set(reports.map(\.header.id)) }
    catalog.knowsEveryDataset = isValid
    catalog.knowsEveryImporter = isValid
    return catalog
  }
}
