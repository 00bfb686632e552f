import Domain
import Storage

/// The units of all levels on one day, with the names of each parent's children ready to be matched.
struct RegionBook: Sendable {
  let codes: [Int64]
  let names: [String]
  private let aliases: [RegionAlias]
  private var pools: [Int64: NameIndex] = [:]

  init(codes: [Int64], names: [String], aliases: [RegionAlias] = []) {
    self.codes = codes
    self.names = names
    self.aliases = aliases
  }

  /// The units in force on a day.
  init(_ table: RegionVersionTable, at date: CalendarDate, aliases: [RegionAlias]) {
    var codes: [Int64] = []
    var names: [String] = []
    for row in table.codes.indices where table.validFrom[row] <= date {
      if let end = table.validTo[row], end <= date { continue }
      codes.append(table.codes[row])
      names.append(table.names[row])
    }
    self.init(codes: codes, names: names, aliases: aliases)
  }

  /// Where a code stands, or would stand.
  private func position(_ code: Int64) -> Int {
    var low = 0
    var high = codes.count
    while low < high {
      let middle = (low + high) / 2
      if codes[middle] < code { low = middle + 1 } else { high = middle }
    }
    return low
  }

  func name(_ code: Int64) -> String? {
    let row = position(code)
    return row < codes.count && codes[row] == code ? names[row] : nil
  }

  func contains(_ code: Int64) -> Bool { name(code) != nil }

  /// The units of a level inside a region.
  func units(_ level: RegionLevel, in parent: RegionCode) -> [(code: RegionCode, name: String)] {
    let range = parent.range(of: level)
    var row = position(range.lowerBound)
    var units: [(code: RegionCode, name: String)] = []
    while row < codes.count, codes[row] <= range.upperBound {
      if let code = RegionCode(codes[row]) { units.append((code, names[row])) }
      row += 1
    }
    return units
  }

  /// The names of a level inside a region, with the aliases that apply there.
  mutating func pool(_ level: RegionLevel, in parent: RegionCode) -> NameIndex {
    let key = parent.number * 8 + Int64(level.depth)
    if let known = pools[key] { return known }
    let local = aliases.filter {
      $0.code.level == level && parent.contains($0.code) && ($0.within.contains(parent) || parent.contains($0.within))
    }
    let pool = NameIndex(units(level, in: parent), aliases: local.map { ($0.name, $0.code) })
    pools[key] = pool
    return pool
  }

  /// `64.02.11.2009 Sedulang (Kec. Muara Kaman, Kabupaten Kutai Kartanegara)`.
  func described(_ code: RegionCode) -> String {
    var text = "\(code)" + (name(code.number).map { " \($0)" } ?? "")
    var parents: [String] = []
    if code.level == .village, let name = code.ancestor(.district).flatMap({ self.name($0.number) }) {
      parents.append("Kec. \(name)")
    }
    if code.level > .regency, let name = code.ancestor(.regency).flatMap({ self.name($0.number) }) {
      parents.append(name)
    }
    if !parents.isEmpty { text += " (\(parents.joined(separator: ", ")))" }
    return text
  }
}
