public import Diagnostics
public import Domain

/// The local word for a kind of region or office, from the enabled region plugins: the nearest scope wins.
public struct Vocabulary: Sendable {
  private struct Rule: Sendable {
    let scope: RegionCode
    let term: TermOverride
  }

  private let rules: [Rule]

  public init(_ plugins: [RegionPluginDeclaration]) {
    var rules: [Rule] = []
    for plugin in plugins {
      for term in plugin.terms {
        let scopes = term.regions.isEmpty ? [plugin.scope] : term.regions
        for scope in scopes { rules.append(Rule(scope: scope, term: term)) }
      }
    }
    // A narrower scope comes first; among equals the plugin listed last in plugins.yaml.
    self.rules = rules.reversed().enumerated()
      .sorted { ($1.element.scope.level, $0.offset) < ($0.element.scope.level, $1.offset) }
      .map(\.element)
  }

  /// The word for a village of the kind `desa` in `region`.
  public func village(in region: RegionCode) -> LocalizedText {
    word(in: region, \.village) ?? VillageKind.desa.title
  }

  /// The word for a kecamatan in `region`.
  public func district(in region: RegionCode) -> LocalizedText {
    word(in: region, \.district) ?? RegionLevel.district.title
  }

  /// The title of the village head in `region`.
  public func villageHead(in region: RegionCode) -> LocalizedText {
    word(in: region, \.villageHead) ?? LocalizedText(id: "Kepala desa", en: "Village head")
  }

  /// The word for a unit of the register, by its level and, for villages, its kind.
  public func word(for region: RegionCode) -> LocalizedText {
    switch region.level {
    case .village:
      region.villageKind == .desa ? village(in: region) : (region.villageKind?.title ?? RegionLevel.village.title)
    case .district: district(in: region)
    case .regency:
      region.number % 100 >= 71
        ? LocalizedText(id: "Kota", en: "City") : LocalizedText(id: "Kabupaten", en: "Regency")
    case .province, .nation: region.level.title
    }
  }

  private func word(in region: RegionCode, _ path: KeyPath<TermOverride, LocalizedText?>) -> LocalizedText? {
    for rule in rules where rule.scope.contains(region) {
      if let word = rule.term[keyPath: path] { return word }
    }
    return nil
  }
}
