import Diagnostics
import Domain
import Storage

/// The kecamatan in which the rows of one table lie.
struct RowSpread {
  /// Of each kecamatan its number of rows, its first village and the row of it.
  private(set) var districts: [Int64: (rows: Int, first: Int64, row: Int32)] = [:]
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
      let entry = districts[district] ?? (0, records.regions[start], records.sourceRows[start])
      districts[district] = (entry.rows + index - start, entry.first, entry.row)
    }
  }

  /// Warns where the title, the sheet or the file names one kecamatan and rows are of another.
  ///
  /// The kecamatan of the kabupaten that most rows name are looked for. A name that the kabupaten bears too means the
  /// kecamatan only where the word stands before it; so it is with names in titles, and where rows are of several kabupaten.
  func misnamed(_ source: TableSource, titles: [String], in store: any Store, at date: CalendarDate) throws
    -> Diagnostic?
  {
    guard !districts.isEmpty, districts.count <= Self.mostDistricts, let regency = mainRegency else { return nil }
    let surroundings = Surroundings(path: source.member ?? source.file, sheet: source.sheet)
    let units = try store.units(.district, in: regency, at: date)
    let above = [regency, regency.parent].compactMap { $0 }.compactMap { try? store.unit($0, at: date)?.name }
    guard
      let named = Self.named(
        surroundings.names.map(Self.words), titles: titles.map(Self.words), units, above: above.map(Self.words),
        isOfSeveral: Set(districts.keys.compactMap { RegionCode($0)?.parent }).count > 1),
      let unit = units.first(where: { $0.code == named })
    else { return nil }
    let others = districts.filter { $0.key != named.number }.sorted { $0.key < $1.key }
    guard let first = others.min(by: { $0.value.row < $1.value.row }) else { return nil }
    let names = try others.prefix(3).map { key, entry in
      let district = try RegionCode(key).flatMap { try store.unit($0, at: date)?.name } ?? "\(key)"
      let village = try RegionCode(entry.first).flatMap { try store.unit($0, at: date) }
      return "\(village.map { "\($0.name) (\($0.code))" } ?? "\(entry.first)"), \(district)"
    }
    let rows = others.reduce(0) { $0 + $1.value.rows }
    let more = others.count > 3 ? "; …" : ""
    return Diagnostic(
      code: "file-named-otherwise", severity: .warning,
      message: LocalizedText(
        id: "judul atau namanya menyebut Kecamatan \(unit.name), tetapi \(rows) baris dari kecamatan lain: "
          + names.joined(separator: "; ") + more,
        en: "its title or name says Kecamatan \(unit.name), but \(rows) rows are of other kecamatan: "
          + names.joined(separator: "; ") + more),
      place: source.hasManyDocuments ? source.place : source.place(line: Int(first.value.row)), value: unit.name,
      hint: LocalizedText(
        id: "periksa apakah berkas atau kode desanya tertukar",
        en: "check whether the file or its codes were mixed up"
      ))
  }

  /// The kabupaten of most rows.
  private var mainRegency: RegionCode? {
    var rows: [RegionCode: Int] = [:]
    for (key, entry) in districts {
      if let regency = RegionCode(key)?.parent { rows[regency, default: 0] += entry.rows }
    }
    return rows.max { ($0.value, $1.key.number) < ($1.value, $0.key.number) }?.key
  }

  /// The one kecamatan that the names speak of; the longest name counts.
  private static func named(
    _ names: [[String]], titles: [[String]], _ units: [RegionUnit], above: [[String]], isOfSeveral: Bool
  ) -> RegionCode? {
    var best: (length: Int, codes: Set<RegionCode>) = (0, [])
    for unit in units {
      let wanted = words(unit.name)
      guard !wanted.isEmpty, wanted.joined().count >= 3, wanted.count >= best.length else { continue }
      let isShared = isOfSeveral || above.contains { holds($0, wanted, asDistrict: false) }
      let isNamed =
        names.contains { holds($0, wanted, asDistrict: isShared) }
        || titles.contains { holds($0, wanted, asDistrict: true) }
      guard isNamed else { continue }
      if wanted.count > best.length { best = (wanted.count, []) }
      best.codes.insert(unit.code)
    }
    return best.codes.count == 1 ? best.codes.first : nil
  }

  /// Whether some words stand next to one another among others, with the word for a kecamatan before them if wanted.
  private static func holds(_ words: [String], _ wanted: [String], asDistrict: Bool) -> Bool {
    guard words.count >= wanted.count else { return false }
    return (0...(words.count - wanted.count)).contains { at in
      words[at..<(at + wanted.count)].elementsEqual(wanted)
        && (!asDistrict || at > 0 && ["kecamatan", "kec", "distrik"].contains(words[at - 1]))
    }
  }

  private static func words(_ text: String) -> [String] {
    text.lowercased().split { !($0.isLetter || $0.isNumber) }.map(String.init)
  }
}
