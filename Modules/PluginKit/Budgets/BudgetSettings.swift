public import Domain

/// What the enabled region plugins say about village budgets, the nearest scope first.
public struct BudgetSettings: Sendable {
  private let plugins: [RegionPluginDeclaration]

  /// - Parameter plugins: in the order of `plugins.yaml`.
  public init(_ plugins: [RegionPluginDeclaration]) { self.plugins = plugins }

  /// What holds in a region, put together from the scopes that it lies in.
  public func declaration(in region: RegionCode) -> BudgetDeclaration {
    let all = plugins.speaking(for: region).compactMap(\.budget)
    var merged = BudgetDeclaration()
    // The widest first, so that its order stands and nearer ones take the place of what they redefine.
    for own in all.reversed() {
      merged.services = Self.merge(merged.services, own.services, by: \.id)
      merged.typologies = Self.merge(merged.typologies, own.typologies, by: \.id)
      merged.rules = Self.merge(merged.rules, own.rules, by: \.id)
      merged.potentials = Self.merge(merged.potentials, own.potentials) { "\($0.account) \($0.year)" }
      merged.localActivities = Self.merge(merged.localActivities, own.localActivities, by: \.code)
      merged.holidays = Self.merge(merged.holidays, own.holidays, by: \.date)
      merged.countsSupporting = own.countsSupporting ?? merged.countsSupporting
      if !own.cashAssistance.isEmpty { merged.cashAssistance = own.cashAssistance }
    }
    return merged
  }

  private static func merge<Entry, ID: Equatable>(_ wide: [Entry], _ near: [Entry], by id: (Entry) -> ID) -> [Entry] {
    var merged = wide
    for own in near {
      if let place = merged.firstIndex(where: { id($0) == id(own) }) { merged[place] = own } else { merged.append(own) }
    }
    return merged
  }
}
