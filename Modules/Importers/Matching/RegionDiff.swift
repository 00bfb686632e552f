public import Domain
public import Storage

/// What became of the units of one edition of the register in another: from codes and names alone.
///
/// Units are followed from the province down: the same code with an agreeing name; else the only unit of that name below
/// what has become of its parents. What is left on both sides below one parent is compared once more by likeness: a pair
/// that fits nobody else is proposed as well, marked for a look.
public struct RegionDiff: Sendable {
  /// A unit that has another code.
  public struct Moved: Sendable {
    public var link: RegionLink
    public var oldName: String
    public var newName: String
    /// Found by likeness of the names only.
    public var isDoubtful: Bool
  }

  /// A unit that kept its code and changed its name.
  public struct Renamed: Sendable {
    public var code: RegionCode
    public var oldName: String
    public var newName: String
  }

  public struct Unit: Sendable {
    public var code: RegionCode
    public var name: String
  }

  public private(set) var moved: [Moved] = []
  public private(set) var renamed: [Renamed] = []
  /// Units of the older edition that no unit of the newer one continues.
  public private(set) var gone: [Unit] = []
  /// Units of the newer edition that continue none of the older one.
  public private(set) var new: [Unit] = []
  /// Villages that both editions hold under the same code and name.
  public private(set) var unchanged = 0

  private let date: CalendarDate
  private var archive: RegionArchive
  private let old: RegionBook
  private let today: RegionBook

  /// - Parameters:
  ///   - from: the day whose register is the older one.
  ///   - to: the day from which the codes hold; the links bear it.
  public init(_ store: any Store, from: CalendarDate, to: CalendarDate, in region: RegionCode) throws {
    date = to
    archive = RegionArchive(dates: [from, to], aliases: try store.aliases(in: store.principal.scope))
    archive.versions = try store.versionTable(in: store.principal.scope)
    old = archive.book(0)
    today = archive.book(1)
    for level in [RegionLevel.province, .regency, .district, .village] { compare(level) }
    guard region != .nation else { return }
    moved = moved.filter { region.contains($0.link.old) || region.contains($0.link.new) }
    renamed = renamed.filter { region.contains($0.code) }
    gone = gone.filter { region.contains($0.code) }
    new = new.filter { region.contains($0.code) }
  }

  private mutating func compare(_ level: RegionLevel) {
    let before = old.units(level, in: .nation)
    let after = today.units(level, in: .nation)
    var targets: [RegionCode: [RegionCode]] = [:]
    var open: [Unit] = []
    for unit in before {
      if let now = swapped(unit.code, unit.name) ?? archive.carry(unit.code, from: .edition(0), to: 1),
        today.contains(now.number)
      {
        targets[now, default: []].append(unit.code)
      } else {
        open.append(Unit(code: unit.code, name: unit.name))
      }
    }
    var pairs: [(old: RegionCode, new: RegionCode, isDoubtful: Bool)] = []
    for (now, sources) in targets {
      // Two units cannot be the same one: whoever has its code keeps it, else nobody does.
      let source = sources.count == 1 ? sources[0] : sources.first { $0 == now }
      if let source { pairs.append((source, now, false)) }
      for other in sources where other != source {
        open.append(Unit(code: other, name: old.name(other.number) ?? ""))
      }
    }
    let taken = Set(pairs.map(\.new))
    var free = after.filter { !taken.contains($0.code) }.map { Unit(code: $0.code, name: $0.name) }
    let likely = alike(&open, &free, level)
    pairs += likely
    note(pairs, level)
    gone += open.sorted { $0.code < $1.code }
    new += free.sorted { $0.code < $1.code }
  }

  /// The code that has a village's very name now, where its own code has the very name that one had: two villages that
  /// swapped codes, however alike their names are (32.14.04.2004 Linggasari and 32.14.06.2006 Linggarsari).
  private mutating func swapped(_ code: RegionCode, _ name: String) -> RegionCode? {
    guard code.level == .village, let regency = code.ancestor(.regency), let now = today.name(code.number),
      !NameForm.isSameSpelling(now, name),
      case .exact(let other) = archive.with(
        .edition(1), { $0.pool(.village, in: regency).matchWritten(NameForm(name)) }),
      other != code, let before = old.name(other.number), NameForm.isSameSpelling(before, now),
      NameForm.isSameSpelling(today.name(other.number) ?? "", name)
    else { return nil }
    return other
  }

  /// Pairs of what is left below one parent, each the only likeness of the other.
  private mutating func alike(
    _ open: inout [Unit], _ free: inout [Unit], _ level: RegionLevel
  ) -> [(old: RegionCode, new: RegionCode, isDoubtful: Bool)] {
    var pairs: [(old: RegionCode, new: RegionCode, isDoubtful: Bool)] = []
    let byParent = Dictionary(grouping: free) { $0.code.parent ?? .nation }
    for (parent, units) in Dictionary(grouping: open, by: { $0.code.parent ?? .nation }) {
      let now = archive.carry(parent, from: .edition(0), to: 1) ?? parent
      let candidates = byParent[now] ?? []
      guard !candidates.isEmpty else { continue }
      let names = units.map { NameForm($0.name) }
      let others = candidates.map { NameForm($0.name) }
      for (row, unit) in units.enumerated() {
        let fits = others.indices.filter { Self.fits(names[row], others[$0]) || unit.code == candidates[$0].code }
        guard fits.count == 1, let only = fits.first,
          names.indices.filter({ Self.fits(names[$0], others[only]) || units[$0].code == candidates[only].code }).count
            == 1
        else { continue }
        pairs.append((unit.code, candidates[only].code, true))
      }
    }
    let (olds, news) = (Set(pairs.map(\.old)), Set(pairs.map(\.new)))
    open.removeAll { olds.contains($0.code) }
    free.removeAll { news.contains($0.code) }
    return pairs
  }

  private static func fits(_ a: NameForm, _ b: NameForm) -> Bool {
    NameAgreement(a, b) != .different || NameAgreement.isRemote(a, b)
  }

  private mutating func note(_ pairs: [(old: RegionCode, new: RegionCode, isDoubtful: Bool)], _ level: RegionLevel) {
    for pair in pairs.sorted(by: { $0.old < $1.old }) {
      let names = (old.name(pair.old.number) ?? "", today.name(pair.new.number) ?? "")
      guard pair.old != pair.new else {
        if names.0 == names.1 || RegionName.normalised(names.0) == RegionName.normalised(names.1) {
          if level == .village { unchanged += 1 }
        } else {
          renamed.append(Renamed(code: pair.old, oldName: names.0, newName: names.1))
        }
        continue
      }
      moved.append(
        Moved(
          link: RegionLink(date: date, kind: kind(pair.old, pair.new), old: pair.old, new: pair.new),
          oldName: names.0, newName: names.1, isDoubtful: pair.isDoubtful))
    }
  }

  private mutating func kind(_ old: RegionCode, _ new: RegionCode) -> RegionLink.Kind {
    if today.contains(old.number) { return .reassign }
    guard let parent = old.parent, let now = new.parent, parent != .nation else { return .recode }
    return archive.carry(parent, from: .edition(0), to: 1) == now ? .recode : .move
  }
}
