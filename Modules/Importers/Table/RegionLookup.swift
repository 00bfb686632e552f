import Domain
import Storage

/// Finds what a cell calls a region, of any level: by code, or by name with or without the word for what it is and the
/// parents that it lies in (`Kec. Kurun`, `Kurun, Gunung Mas`, `Desa Petak Bahandang`).
///
/// A name that several regions have means the one of the highest level, if that is one.
struct RegionLookup: Sendable {
  enum Answer: Hashable, Sendable {
    case none
    case one(Int64)
    case several
  }

  private var codes: Set<Int64> = []
  /// By squeezed name.
  private var named: [String: [Int64]] = [:]

  init() {}

  /// The regions in `within`, and those that it lies in.
  init(_ store: any Store, within: RegionCode, at date: CalendarDate) throws {
    for level in RegionLevel.allCases where level != .nation {
      let units =
        level > within.level
        ? try store.units(level, in: within, at: date)
        : try within.ancestor(level).flatMap { try store.unit($0, at: date) }.map { [$0] } ?? []
      for unit in units {
        codes.insert(unit.code.number)
        named[Self.key(unit.name), default: []].append(unit.code.number)
      }
    }
  }

  func find(_ text: String) -> Answer {
    let lowered = text.lowercased()
    if ["nasional", "indonesia", "pusat", "0"].contains(lowered) { return .one(0) }
    if let code = RegionCode(text) { return codes.contains(code.number) ? .one(code.number) : .none }
    let parts = text.split(separator: ",").map { $0.drop { $0 == " " } }
    guard let own = parts.first else { return .none }
    var found = candidates(own)
    for parent in parts.dropFirst() {
      let above = candidates(parent)
      let inside = found.filter { code in above.contains { $0 != code && Self.lies(code, in: $0) } }
      if !inside.isEmpty { found = inside }
    }
    guard let highest = found.map(Self.level).min() else { return .none }
    found = found.filter { Self.level($0) == highest }
    return found.count == 1 ? .one(found[0]) : .several
  }

  /// The regions of that name, of the level that its first word names.
  private func candidates(_ text: some StringProtocol) -> [Int64] {
    let all = named[Self.key(text)] ?? []
    let first = text.lowercased().split { !$0.isLetter }.first.map(String.init) ?? ""
    guard let level = Self.words[first] else { return all }
    let fitting = all.filter { Self.level($0) == level }
    return fitting.isEmpty ? all : fitting
  }

  private static let words: [String: RegionLevel] = [
    "provinsi": .province, "prov": .province, "kabupaten": .regency, "kab": .regency, "kota": .regency,
    "kecamatan": .district, "kec": .district, "distrik": .district, "desa": .village, "kelurahan": .village,
    "kel": .village, "kampung": .village, "gampong": .village, "nagari": .village,
  ]

  private static func key(_ text: some StringProtocol) -> String { RegionName.squeezed(RegionName.normalised(text)) }

  private static func level(_ code: Int64) -> RegionLevel { RegionCode.level(of: code) ?? .village }

  private static func lies(_ code: Int64, in other: Int64) -> Bool {
    guard let a = RegionCode(code), let b = RegionCode(other) else { return false }
    return b.contains(a)
  }
}
