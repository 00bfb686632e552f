public import Diagnostics
public import Domain
public import PluginKit

/// The enabled region plugins together: nested scopes merge, and where several speak of one region the nearest wins.
public struct RegionPlugins: Sendable {
  private let plugins: [RegionPluginDeclaration]

  /// The local words of all scopes.
  public let vocabulary: Vocabulary

  /// Meetings, papers, programmes and teams.
  public let coordination: Coordination

  /// Village budgets: basic services, rules, potentials.
  public let budgets: BudgetSettings

  /// - Parameter plugins: in the order of `plugins.yaml`; of two with one scope the later wins.
  public init(_ plugins: [RegionPluginDeclaration]) {
    self.plugins = plugins
    vocabulary = Vocabulary(plugins)
    coordination = Coordination(plugins)
    budgets = BudgetSettings(plugins)
  }

  /// The plugins whose scope holds `region`, the nearest first.
  public func plugins(for region: RegionCode) -> [RegionPluginDeclaration] {
    plugins.speaking(for: region)
  }

  /// The office that runs village affairs in `region`: the nearest plugin's that names one.
  public func agency(for region: RegionCode) -> LocalizedText? {
    coordination.agency(in: region)
  }

  /// Every target by its id.
  public var targets: [String: ScopedTarget] {
    var targets: [String: ScopedTarget] = [:]
    for plugin in plugins {
      for target in plugin.targets { targets[target.id] = ScopedTarget(declaration: target, scope: plugin.scope) }
    }
    return targets
  }
}
