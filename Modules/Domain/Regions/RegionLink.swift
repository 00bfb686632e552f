/// What became of a unit's code: from `date` on, `old` is `new`.
///
/// Several links with one `old` are a split, several with one `new` a merger. Renamed units keep their code and need none.
public struct RegionLink: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// Parts of it became units of their own (pemekaran).
    case split
    /// It became part of another (penggabungan).
    case merge
    /// It went to another parent (pindah induk).
    case move
    /// It has another code, all else being the same.
    case recode
    /// It has another code, and its old one means another unit now.
    case reassign
  }

  public var date: CalendarDate
  public var kind: Kind
  public var old: RegionCode
  public var new: RegionCode
  /// The part of the old unit's sums that the new one has, 0 to 1; nil where nobody says.
  public var share: Double?
  public var note: String?

  public init(
    date: CalendarDate, kind: Kind, old: RegionCode, new: RegionCode, share: Double? = nil, note: String? = nil
  ) {
    self.date = date
    self.kind = kind
    self.old = old
    self.new = new
    self.share = share
    self.note = note
  }
}

/// What codes of one day are on another, as far as links say; codes that none speaks of stay as they are.
public struct RegionPath: Hashable, Sendable {
  /// A unit that an old one is, wholly or in part.
  public struct Part: Hashable, Sendable {
    public var code: Int64
    /// Of the old unit's sums; nil where nobody says.
    public var share: Double?
  }

  /// By old code; only those that are not what they were.
  private var parts: [Int64: [Part]] = [:]
  /// Codes that came and went on the way: what a source that used them early means. They are no units of the first day.
  private var passing: [Int64: [Part]] = [:]
  /// New codes that several old units make up.
  private var merged: Set<Int64> = []
  /// Codes that stayed while others joined them.
  private var joined: Set<Int64> = []

  /// - Parameters:
  ///   - from: the day whose codes are given.
  ///   - to: the day whose codes are wanted; an earlier one is gone back to.
  public init(_ links: [RegionLink], from: CalendarDate, to: CalendarDate) {
    let forward = from <= to
    let (first, last) = forward ? (from, to) : (to, from)
    let steps = Dictionary(grouping: links.filter { first < $0.date && $0.date <= last }, by: \.date)
    for day in forward ? steps.keys.sorted() : steps.keys.sorted().reversed() {
      var step: [Int64: [Part]] = [:]
      for link in steps[day].map(Self.completed) ?? [] {
        let (source, target) = forward ? (link.old, link.new) : (link.new, link.old)
        // Going back, a share of the old unit says nothing of the new one's part in it.
        step[source.number, default: []].append(Part(code: target.number, share: forward ? link.share : nil))
      }
      take(step)
    }
    var sources: [Int64: Int] = [:]
    for targets in parts.values { for part in targets { sources[part.code, default: 0] += 1 } }
    merged = Set(sources.filter { $0.value > 1 }.keys)
    joined = Set(parts.filter { $0.value.map(\.code) == [$0.key] && merged.contains($0.key) }.keys)
    parts = parts.filter { $0.value.map(\.code) != [$0.key] }
  }

  /// The links of a day with those that go without saying: a unit that others join stays, and so does one that others
  /// are split off from, unless they are all of it.
  private static func completed(_ links: [RegionLink]) -> [RegionLink] {
    var links = links
    let old = Set(links.map(\.old))
    for unit in Set(links.filter { $0.kind == .merge }.map(\.new)) where !old.contains(unit) {
      // Two or more that make up a new one leave nothing of its code before.
      guard links.filter({ $0.new == unit }).count == 1, let date = links.first?.date else { continue }
      links.append(RegionLink(date: date, kind: .merge, old: unit, new: unit))
    }
    for (unit, split) in Dictionary(grouping: links.filter { $0.kind == .split }, by: \.old) {
      let shares = split.compactMap(\.share)
      let given = shares.count == split.count ? shares.reduce(0, +) : nil
      guard !split.contains(where: { $0.new == unit }), given.map({ $0 < 1 - 1e-9 }) ?? true else { continue }
      links.append(
        RegionLink(date: split[0].date, kind: .split, old: unit, new: unit, share: given.map { 1 - $0 }))
    }
    return links
  }

  private mutating func take(_ step: [Int64: [Part]]) {
    let reached = Set(parts.values.joined().map(\.code))
    Self.follow(step, &parts)
    Self.follow(step, &passing)
    for (source, targets) in step where parts[source] == nil {
      if reached.contains(source) { passing[source] = targets } else { parts[source] = targets }
    }
  }

  /// Takes what codes have become one step further.
  private static func follow(_ step: [Int64: [Part]], _ known: inout [Int64: [Part]]) {
    for (source, targets) in known {
      known[source] = targets.flatMap { part -> [Part] in
        guard let next = step[part.code] else { return [part] }
        guard next.count > 1 || part.share != nil else { return next }
        return next.map {
          Part(code: $0.code, share: product(part.share, $0.share, of: targets.count, next.count))
        }
      }
    }
  }

  private static func product(_ a: Double?, _ b: Double?, of first: Int, _ second: Int) -> Double? {
    guard let a = a ?? (first == 1 ? 1 : nil), let b = b ?? (second == 1 ? 1 : nil) else { return nil }
    return a * b
  }

  public var isEmpty: Bool { parts.isEmpty }

  /// What an old code is now; itself, where no link speaks of it.
  public func parts(of code: Int64) -> [Part] { parts[code] ?? passing[code] ?? [Part(code: code, share: nil)] }

  /// The one unit that is all of the old one and nothing else: what its figures can be compared with. Nil after a split
  /// or a merger.
  public func whole(_ code: Int64) -> Int64? {
    let targets = parts(of: code)
    return targets.count == 1 && !merged.contains(targets[0].code) ? targets[0].code : nil
  }

  /// Old codes that are in a region now without having been there.
  public func comers(to region: RegionCode) -> Set<Int64> {
    Set(
      parts.filter { old, targets in
        !(RegionCode(old).map { region.contains($0) } ?? true)
          && targets.contains { RegionCode($0.code).map { region.contains($0) } ?? false }
      }.keys)
  }

  /// Old codes in a region that have no single unit to be compared with.
  public func incomparable(in region: RegionCode, level: RegionLevel) -> Set<Int64> {
    let stayed = joined.filter { RegionCode($0).map { $0.level == level && region.contains($0) } ?? false }
    return stayed.union(
      parts.filter { old, targets in
        guard let code = RegionCode(old), code.level == level, whole(old) == nil else { return false }
        return region.contains(code) || targets.contains { RegionCode($0.code).map { region.contains($0) } ?? false }
      }.keys)
  }
}
