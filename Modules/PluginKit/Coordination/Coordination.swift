public import Diagnostics
public import Domain

/// What the enabled region plugins say about meetings, their papers, programmes and teams.
public struct Coordination: Sendable {
  private let plugins: [RegionPluginDeclaration]

  /// - Parameter plugins: in the order of `plugins.yaml`.
  public init(_ plugins: [RegionPluginDeclaration]) { self.plugins = plugins }

  /// The office that runs village affairs in `region`: the nearest plugin's that names one.
  public func agency(in region: RegionCode) -> LocalizedText? {
    plugins.speaking(for: region).lazy.compactMap(\.agency).first
  }

  /// How papers of a region look: each part from the nearest scope that has it.
  ///
  /// - Parameter level: the widest scope whose papers these may be: a camat does not write under a province's letterhead.
  public func papers(in region: RegionCode, from level: RegionLevel = .nation) -> PaperDeclaration {
    var found = PaperDeclaration()
    for papers in plugins.speaking(for: region).filter({ $0.scope.level >= level }).compactMap(\.papers) {
      if found.letterhead.isEmpty {
        found.letterhead = papers.letterhead
        found.address = papers.address
      }
      found.city = found.city ?? papers.city
      found.timeZone = found.timeZone ?? papers.timeZone
      found.number = found.number ?? papers.number
      if found.signatories.isEmpty { found.signatories = papers.signatories }
      if found.copies.isEmpty { found.copies = papers.copies }
    }
    return found
  }

  public func series(_ id: String) -> SeriesDeclaration? {
    plugins.lazy.flatMap(\.series).first { Self.same($0.id, id) || Self.same($0.title.id, id) }
  }

  public func programme(named text: String) -> ProgrammeDeclaration? {
    plugins.lazy.flatMap(\.programmes).first { $0.isNamed(text) }
  }

  /// Whom each kecamatan team of a region is to have.
  public func team(in region: RegionCode) -> [TeamMember] {
    plugins.speaking(for: region).first { !$0.team.isEmpty }?.team ?? []
  }

  /// Whether two texts are the same but for case and spaces.
  static func same(_ a: String, _ b: String) -> Bool {
    a.lowercased().split(whereSeparator: \.isWhitespace) == b.lowercased().split(whereSeparator: \.isWhitespace)
  }
}

extension [RegionPluginDeclaration] {
  /// The plugins whose scope holds `region`, the nearest first; of two with one scope the later of `plugins.yaml`.
  public func speaking(for region: RegionCode) -> [RegionPluginDeclaration] {
    reversed().enumerated().filter { $0.element.scope.contains(region) }
      .sorted { ($1.element.scope.level, $0.offset) < ($0.element.scope.level, $1.offset) }
      .map(\.element)
  }
}
