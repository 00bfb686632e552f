public import Diagnostics
public import Domain
public import PluginKit
import YAML

/// A plugin that is switched on, with the options it was given.
public struct RegisteredPlugin: Sendable {
  public var declaration: PluginDeclaration
  public var location: PluginLocation
  /// Options by name in their text form: what `plugins.yaml` gives, else the declared defaults.
  public var options: [String: String]
}

/// The configuration with every plugin it switches on, checked.
///
/// A registry exists even where something is wrong, so that commands which need little can go on; `isValid` tells.
public struct Registry: Sendable {
  /// Nil where `plugins.yaml` could not be read at all.
  public let configuration: Configuration?
  /// The plugins switched on, in the order of `plugins.yaml`.
  public let plugins: [RegisteredPlugin]
  /// Every plugin folder found by the search, whether switched on or not; the first of each kind and id.
  public let available: [PluginLocation]
  /// Every problem of the whole configuration: those of `plugins.yaml`, then those of each plugin.
  public let diagnostics: [Diagnostic]
  /// `plugins.yaml` with variables put in; nil where it could not be read.
  let tree: YAMLNode?
  let overrides: [ConfigurationSource.Override]

  /// Whether there are no errors.
  public var isValid: Bool { !diagnostics.contains { $0.severity == .error } }

  /// The datasets of all indicator sets, in order.
  public var datasets: [DatasetDeclaration] { indicators.flatMap(\.datasets) }

  /// The dataset with that id, or nil.
  public func dataset(_ id: String) -> DatasetDeclaration? { datasets.first { $0.id == id } }

  public var indicators: [IndicatorSetDeclaration] {
    plugins.compactMap { if case .indicators(let declaration) = $0.declaration { declaration } else { nil } }
  }

  public var importers: [ImporterDeclaration] {
    plugins.compactMap { if case .importer(let declaration) = $0.declaration { declaration } else { nil } }
  }

  public var reports: [ReportDeclaration] {
    plugins.compactMap { if case .report(let declaration) = $0.declaration { declaration } else { nil } }
  }

  public var regions: [RegionPluginDeclaration] {
    plugins.compactMap { if case .region(let declaration) = $0.declaration { declaration } else { nil } }
  }

  /// The plugin of that kind and id that is switched on, or nil.
  public func plugin(_ kind: PluginKind, _ id: String) -> RegisteredPlugin? {
    plugins.first { $0.location.kind == kind && $0.location.id == id }
  }

  /// The target with that id and the region plugin that declares it, or nil.
  public func target(_ id: String) -> (target: TargetDeclaration, plugin: RegionPluginDeclaration)? {
    for plugin in regions {
      if let target = plugin.targets.first(where: { $0.id == id }) { return (target, plugin) }
    }
    return nil
  }
}
