import Diagnostics
import Domain
import Storage

/// Who is accountable is known to the registers of agencies and posts on the day that it is about; where nothing is
/// registered for the region of the meeting, nothing is said.
final class PartyRule: RowRule {
  private let records: MeetingRecords
  private var known: KnownParties?

  init(_ records: MeetingRecords) { self.records = records }

  func judge(_ rows: inout RuledRows, in store: any Store) throws -> [RowFinding] {
    let (field, meeting) =
      rows.has("tl_penanggung_jawab") ? ("tl_penanggung_jawab", "tl_rapat") : ("isu_pemilik", "isu_rapat")
    guard rows.has(field) else { return [] }
    let parties = try known ?? KnownParties(store)
    known = parties
    guard !parties.isEmpty else { return [] }
    try records.loadRegions(of: rows.names(meeting), rows.periods, in: store)
    return (0..<rows.count).compactMap { row in
      guard let party = rows.text(field, row) else { return nil }
      let date = rows.date("tl_mulai", row) ?? rows.date("tl_selesai", row) ?? rows.date("isu_tanggal", row)
      // A camat without a name is that of the place.
      let isLocal = rows.region("tl_lokasi", row).map { $0.level >= .district } ?? false
      switch parties.standing(of: party, on: date, isLocal: isLocal) {
      case .known: return nil
      case .outOfTerm(let from, let until):
        return RowFinding(
          row: row, told: Self.outOfTerm(party, date, from, until, at: rows.place(row, field), field))
      case .unknown(let nearest):
        let region = rows.text(meeting, row).flatMap { records.regions[$0] ?? nil }
        guard parties.cover(region) else { return nil }
        return RowFinding(row: row, told: Self.unknown(party, nearest, at: rows.place(row, field), field))
      }
    }
  }

  private static func unknown(_ party: String, _ nearest: String?, at place: Place, _ field: String) -> Diagnostic {
    Diagnostic(
      code: "party-unknown", severity: .warning,
      message: LocalizedText(
        id: "\(field): `\(party)` tidak ada di antara instansi dan pejabat yang tercatat",
        en: "\(field): `\(party)` is not among the agencies and posts on record"),
      place: place, value: party,
      hint: nearest.map { LocalizedText(id: "mungkin maksudnya `\($0)`?", en: "did you mean `\($0)`?") }
        ?? LocalizedText(
          id: "catat dengan importir `instansi` atau `pejabat`, atau biarkan bila memang di luar keduanya",
          en: "record it with the importer `instansi` or `pejabat`, or leave it where it is neither"))
  }

  private static func outOfTerm(
    _ party: String, _ date: CalendarDate?, _ from: CalendarDate, _ until: CalendarDate?, at place: Place,
    _ field: String
  ) -> Diagnostic {
    let day = date?.description ?? ""
    return Diagnostic(
      code: "party-out-of-term", severity: .warning,
      message: LocalizedText(
        id:
          "\(field): `\(party)` tidak menjabat pada \(day): masa jabatannya \(from) s.d. \(until?.description ?? "sekarang")",
        en: "\(field): `\(party)` is not in office on \(day): the term is \(from) to \(until?.description ?? "now")"),
      place: place, value: party,
      hint: LocalizedText(
        id: "catat pejabat berikutnya dengan importir `pejabat`, atau perbaiki penanggung jawabnya",
        en: "record who follows with the importer `pejabat`, or correct the accountable party"))
  }
}

/// Agencies and posts by the names that people give them.
struct KnownParties {
  enum Standing {
    case known
    /// A post, and the term nearest to the day.
    case outOfTerm(from: CalendarDate, until: CalendarDate?)
    case unknown(nearest: String?)
  }

  private typealias Term = (from: CalendarDate, until: CalendarDate?)

  private var agencies: Set<String> = []
  private var terms: [String: [Term]] = [:]
  /// The regions whose agencies are registered.
  private var regions: Set<RegionCode> = []
  private var coversNation = false
  /// Agencies of some kabupaten or kecamatan that is not told: a register of one office.
  private var coversAll = false
  /// As they are registered, by the key that they are found under.
  private var names: [String: String] = [:]

  init(_ store: any Store) throws {
    let agencies = try store.recorded("instansi", ["ins_id", "ins_nama", "ins_tingkat", "ins_wilayah"], nil)
    var full: [String: String] = [:]
    for row in 0..<agencies.count {
      let id = agencies.text("ins_id", row)
      for name in [id, agencies.text("ins_nama", row)].compactMap({ $0 }) {
        self.agencies.insert(Self.key(name))
        names[Self.key(name)] = name
      }
      if let region = agencies.integer("ins_wilayah", row).flatMap({ RegionCode($0) }), region != .nation {
        regions.insert(region)
      } else if agencies.integer("ins_tingkat", row).map(Self.national.contains) ?? false {
        coversNation = true
      } else {
        coversAll = true
      }
      if let id { full[Self.key(id)] = agencies.text("ins_nama", row) }
    }
    if agencies.count == 0 { coversAll = true }
    let posts = try store.recorded("pejabat", ["pj_instansi", "pj_jabatan", "pj_mulai", "pj_selesai"], nil)
    for row in 0..<posts.count {
      guard let post = posts.text("pj_jabatan", row), let from = posts.day("pj_mulai", row) else { continue }
      let agency = posts.text("pj_instansi", row)
      let ways = [post] + [agency, agency.flatMap { full[Self.key($0)] }].compactMap { $0.map { "\(post) \($0)" } }
      for name in ways {
        terms[Self.key(name), default: []].append((from, posts.day("pj_selesai", row)))
        names[Self.key(name)] = name
      }
    }
  }

  var isEmpty: Bool { names.isEmpty }

  /// Ministries and partners, by their place among the categories of `ins_tingkat`.
  private static let national: Set<Int64> = [1, 6]

  /// Whether the register is to know the parties of a meeting of `region`; nil is one of the nation.
  func cover(_ region: RegionCode?) -> Bool {
    guard !coversAll else { return true }
    guard let region, region != .nation else { return coversNation }
    return regions.contains { $0.contains(region) || region.contains($0) }
  }

  /// - Parameter isLocal: whether what it is about lies in one kecamatan, so that its camat needs no name.
  func standing(of party: String, on date: CalendarDate?, isLocal: Bool) -> Standing {
    let key = Self.key(party)
    let held = terms[key] ?? []
    guard held.isEmpty else {
      guard let date else { return .known }
      if held.contains(where: { $0.from <= date && $0.until.map { date <= $0 } ?? true }) { return .known }
      let nearest = held.filter { $0.from <= date }.max { $0.from < $1.from } ?? held.min { $0.from < $1.from }
      return nearest.map { .outOfTerm(from: $0.from, until: $0.until) } ?? .known
    }
    if agencies.contains(key) || isAgencyOfPlace(key) || CollectiveParty(party) != nil || Self.isRole(key, isLocal) {
      return .known
    }
    return .unknown(nearest: Suggestion.nearest(to: key, among: names.keys.sorted()).flatMap { names[$0] })
  }

  /// An agency, then the region whose agency it is: `DPMD Kabupaten Gunung Mas`.
  private func isAgencyOfPlace(_ key: String) -> Bool {
    let words = key.split(separator: " ")
    return words.indices.dropFirst().contains { index in
      Self.levels.contains(String(words[index])) && agencies.contains(words[..<index].joined(separator: " "))
    }
  }

  private static let levels: Set<String> = ["kab", "kabupaten", "kota", "prov", "provinsi", "kec", "kecamatan"]

  /// Roles that every region has: they name their place, or are the facilitators of it.
  private static func isRole(_ key: String, _ isLocal: Bool) -> Bool {
    func begins(_ role: String) -> Bool { key == role || key.hasPrefix(role + " ") }
    if facilitators.contains(where: begins) { return true }
    return officers.contains { begins($0) && (isLocal || key != $0) }
  }

  private static let facilitators = ["pld", "pd", "pdti", "tapm", "ptpd"]
  private static let officers = [
    "camat", "lurah", "kepala desa", "kades", "kepala kampung", "wali nagari", "keuchik", "bpd", "kasi pmd",
    "pemerintah desa", "pemdes",
  ]

  /// Words in lower case, without marks and without what says that somebody acts for another.
  private static func key(_ text: String) -> String {
    var words = PlainWords.list(text)
    while let first = words.first, words.count > 1, ["plt", "plh", "pj", "pjs"].contains(first) { words.removeFirst() }
    return words.joined(separator: " ")
  }
}

extension RecordTable {
  fileprivate func day(_ field: String, _ row: Int) -> CalendarDate? {
    integer(field, row).flatMap { CalendarDate(number: Int($0)) }
  }
}
