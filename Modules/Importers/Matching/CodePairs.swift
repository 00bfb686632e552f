public import Domain
public import Storage

/// The codes of another scheme beside those of the register of a day.
///
/// A crosswalk may be older than the register: each of its codes is followed to the register's day as in an import
/// (`RegionResolver`), by recorded changes and by name below what has become of its parents. Where two foreign codes lead
/// to one region, the more certain stands for it, then the lower.
public struct CodePairs: Sendable {
  /// How sure it is that both codes mean the same region.
  public enum Confidence: String, Hashable, Sendable, CaseIterable, Comparable {
    /// The crosswalk's own pair; both schemes call the region the same.
    case certain
    /// The names differ as spellings do, or the code was followed through changes of the register.
    case likely
    /// The names differ.
    case doubtful

    public static func < (a: Confidence, b: Confidence) -> Bool { a.rank < b.rank }
    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
  }

  public struct Pair: Hashable, Sendable {
    /// As it is written: 2, 4, 7 or 10 digits for BPS.
    public var foreign: String
    public var foreignName: String
    public var code: RegionCode
    public var name: String
    public var confidence: Confidence
  }

  /// By region, and certainty.
  public private(set) var pairs: [Pair] = []
  /// Foreign codes that lead to no region of the register.
  public private(set) var lost: [(foreign: String, name: String)] = []
  /// Regions of the register without a foreign code.
  public private(set) var without: [RegionUnit] = []
  private var first: [RegionCode: Int] = [:]

  /// Pairs the codes of the regions in `region`, itself included, on some levels.
  ///
  /// - Throws: `ImportFailure` where no register or no crosswalk is loaded.
  public init(
    _ store: any Store, _ scheme: RegionScheme = .bps, in region: RegionCode, at date: CalendarDate,
    levels: [RegionLevel]
  ) throws {
    let registers = try Registers(store)
    let edition = registers.dates.lastIndex { $0 <= date } ?? 0
    let table = try store.crosswalk(scheme, in: store.principal.scope, at: date)
    guard !table.foreign.isEmpty else { throw ImportFailure(.data, [RegionSurvey.crosswalkMissing]) }
    for level in levels where level != .nation {
      var units: [Int64: RegionUnit] = [:]
      let own = region.level == level ? try store.unit(region, at: date).map { [$0] } ?? [] : []
      for unit in region.level < level ? try store.units(level, in: region, at: date) : own {
        units[unit.code.number] = unit
      }
      guard !units.isEmpty else { continue }
      var resolver = try RegionResolver(
        store, registers, RegionOptions(level: level, scheme: scheme), usesNames: false)
      for row in table.foreign.indices where RegionCode.level(of: table.codes[row]) == level {
        let text = String(table.foreign[row])
        let answer = RegionCells.with(code: [text]) { resolver.resolve($0, edition: edition) }
        guard let code = answer.code else {
          if region == .nation || RegionCode(table.codes[row]).map({ region.contains($0) }) ?? false {
            lost.append((text, table.foreignNames[row]))
          }
          continue
        }
        guard let unit = units[code] else { continue }
        pairs.append(
          Pair(
            foreign: text, foreignName: table.foreignNames[row], code: unit.code, name: unit.name,
            confidence: Self.confidence(table.foreignNames[row], unit.name, answer.how)))
      }
      let found = Set(pairs.map(\.code.number))
      without += units.values.filter { !found.contains($0.code.number) }
    }
    pairs.sort { ($0.code, $0.confidence, $0.foreign) < ($1.code, $1.confidence, $1.foreign) }
    without.sort { $0.code < $1.code }
    for (index, pair) in pairs.enumerated() where first[pair.code] == nil { first[pair.code] = index }
  }

  /// The pair that stands for a region.
  public func pair(of code: RegionCode) -> Pair? { first[code].map { pairs[$0] } }

  private static func confidence(_ foreign: String, _ name: String, _ how: RegionAnswer.How) -> Confidence {
    switch NameAgreement(NameForm(foreign), NameForm(name)) {
    case .same: how == .crosswalk ? .certain : .likely
    case .similar: .likely
    case .different: .doubtful
    }
  }
}
