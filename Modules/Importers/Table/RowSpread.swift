import Diagnostics
import Domain
import Storage

/// The kecamatan in which the rows of one table lie.
struct RowSpread {
  /// Of each kecamatan its number of rows and its first village.
  private(set) var districts: [Int64: (rows: Int, first: Int64)] = [:]
  private let divisor: Int64

  /// Kecamatan beyond these are no table that somebody named after one of them.
  private static let mostDistricts = 100

  init(_ level: RegionLevel) { divisor = level == .village ? RegionLevel.district.villageDivisor : 0 }

  mutating func add(_ records: RecordBlock) {
    guard divisor > 0, districts.count <= Self.mostDistricts else { return }
    var index = 0
    while index < records.count {
      let start = index
      let district = records.regions[start] / divisor
      while index < records.count, records.regions[index] / divisor == district { index += 1 }
      let entry = districts[district] ?? (0, records.regions[start])
      districts[district] = (entry.rows + index - start, entry.first)
    }
  }

  /// Warns where the file or sheet is named after one kecamatan and rows are of another.
  ///
  /// The kecamatan of the kabupaten that the rows name are looked for. A name that the kabupaten bears too means the
  /// kecamatan only where the word stands before it.
  func misnamed(_ source: TableSource, in store: any Store, at date: CalendarDate) throws -> [Diagnostic] {
    guard !districts.isEmpty, districts.count <= Self.mostDistricts else { return [] }
    let surroundings = Surroundings(path: source.member ?? source.file, sheet: source.sheet)
    let regencies = Set(districts.keys.compactMap { RegionCode($0)?.parent })
    guard regencies.count == 1, let regency = regencies.first else { return [] }
    let units = try store.units(.district, in: regency, at: date)
    let above = [regency, regency.parent].compactMap { $0 }.compactMap { try? store.unit($0, at: date)?.name }
    guard
      let named = Self.named(surroundings.names.map(Self.words), units, above: above.map(Self.words)),
      let unit = units.first(where: { $0.code == named })
    else { return [] }
    let others = districts.filter { $0.key != named.number }.sorted { $0.key < $1.key }
    guard !others.isEmpty else { return [] }
    let names = try others.prefix(3).map { key, entry in
      let district = RegionCode(key).flatMap { code in units.first { $0.code == code }?.name } ?? "\(key)"
      let village = try RegionCode(entry.first).flatMap { try store.unit($0, at: date) }
      return "\(village.map { "\($0.name) (\($0.code))" } ?? "\(entry.first)"), \(district)"
    }
    let rows = others.reduce(0) { $0 + $1.value.rows }
    let more = others.count > 3 ? "; …" : ""
    return [
      Diagnostic(
        code: "file-named-otherwise", severity: .warning,
        message: LocalizedText(
          id: "namanya menyebut Kecamatan \(unit.name), tetapi \(rows) baris dari kecamatan lain: "
            + names.joined(separator: "; ") + more,
          en: "it is named after Kecamatan \(unit.name), but \(rows) rows are of other kecamatan: "
            + names.joined(separator: "; ") + more),
        place: source.place, value: unit.name,
        hint: LocalizedText(
          id: "periksa apakah berkas atau kode desanya tertukar",
          en: "check whether the file or its codes were mixed up"
        ))
    ]
  }

  /// The one kecamatan that the names speak of; the longest name counts.
  private static func named(_ names: [[String]], _ units: [RegionUnit], above: [[String]]) -> RegionCode? {
    var best: (length: Int, codes: Set<RegionCode>) = (0, [])
    for unit in units {
      let wanted = words(unit.name)
      guard !wanted.isEmpty, wanted.joined().count >= 3, wanted.count >= best.length else { continue }
      let isShared = above.contains { holds($0, wanted) != nil }
      let isNamed = names.contains { name in
        guard let at = holds(name, wanted) else { return false }
        return !isShared || at > 0 && ["kecamatan", "kec", "distrik"].contains(name[at - 1])
      }
      guard isNamed else { continue }
      if wanted.count > best.length { best = (wanted.count, []) }
      best.codes.insert(unit.code)
    }
    return best.codes.count == 1 ? best.codes.first : nil
  }

  /// Where some words stand next to one another among others.
  private static func holds(_ words: [String], _ wanted: [String]) -> Int? {
    guard words.count >= wanted.count else { return nil }
    return (0...(words.count - wanted.count)).first { Array(words[$0..<($0 + wanted.count)]) == wanted }
  }

  private static func words(_ text: String) -> [String] {
    text.lowercased().split { !($0.isLetter || $0.isNumber) }.map(String.init)
  }
}
