import Diagnostics
import Domain
import Storage

/// A meeting as recorded.
struct Meeting {
  let id: String
  let year: Int
  let kind: LocalizedText?
  let title: String
  let series: String?
  let number: Int?
  let region: RegionCode?
  let planned: CalendarDate?
  let start: CalendarDate?
  let end: CalendarDate?
  let fiscalYear: Int?
  let mode: LocalizedText?
  let isExample: Bool
  /// The part of the store that it came with: whose batch it is.
  let part: Int64
  /// Texts by field: place, time, chair and so on.
  let texts: [String: String]

  /// What decides its place in a series: the day it was held, or is planned for.
  var day: CalendarDate? { start ?? planned }

  /// Days it lasts, both ends included; nil where a day is not known.
  var days: Int? { start.flatMap { start in end.map { $0.dayNumber - start.dayNumber + 1 } } }

  static let dataset = "rapat"

  subscript(field: String) -> String? { texts["rapat_" + field] }
}

/// A follow-up action with where it stands.
struct MeetingAction {
  let meeting: String
  let number: Int
  let place: RegionCode?
  let start: CalendarDate?
  let due: CalendarDate?
  let volume: Double?
  let cost: Int64?
  let priority: Int?
  let issue: Int?
  let standing: ActionStanding
  let part: Int64
  let isExample: Bool
  /// By the place of their field among `words`.
  private let texts: [String?]

  subscript(field: String) -> String? { Self.places["tl_" + field].flatMap { texts[$0] } }

  fileprivate init(
    _ table: RecordTable, _ row: Int, log: [ActionProgress], expected: (RegionCode?, String) -> Int?,
    today: CalendarDate?
  ) {
    meeting = table.text("tl_rapat", row) ?? ""
    number = Int(table.integer("tl_nomor", row) ?? 0)
    place = table.integer("tl_lokasi", row).flatMap { RegionCode($0) }
    start = table.day("tl_mulai", row)
    due = table.day("tl_selesai", row)
    volume = table.real("tl_volume", row)
    cost = table.integer("tl_biaya", row)
    priority = table.integer("tl_prioritas", row).map { Int($0) }
    issue = table.integer("tl_isu", row).map { Int($0) }
    isExample = table.integer("tl_contoh", row) == 1
    part = table.parts[row]
    texts = Self.words.map { table.text($0, row) }
    let party = table.text("tl_penanggung_jawab", row) ?? ""
    standing = ActionStanding(
      recorded: table.integer("tl_status", row).flatMap { ActionStatus(rawValue: Int($0)) } ?? .planned,
      evidence: table.text("tl_bukti", row), log: log, expected: expected(place, party), due: due, today: today)
  }

  static let dataset = "tindak_lanjut"
  private static let words = [
    "tl_masalah", "tl_kegiatan", "tl_keluaran", "tl_sasaran", "tl_satuan", "tl_penanggung_jawab", "tl_pihak_terkait",
    "tl_sumber_dana", "tl_indikator", "tl_komponen", "tl_bukti", "tl_keterangan",
  ]
  private static let places = Dictionary(
    words.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
  fileprivate static let fields =
    [
      "tl_rapat", "tl_nomor", "tl_lokasi", "tl_mulai", "tl_selesai", "tl_volume", "tl_biaya", "tl_prioritas", "tl_isu",
      "tl_status", "tl_contoh",
    ] + words
}

extension RecordTable {
  func day(_ field: String, _ row: Int) -> CalendarDate? {
    integer(field, row).flatMap { CalendarDate(number: Int($0)) }
  }

  func flag(_ field: String, _ row: Int) -> Bool { integer(field, row) == 1 }
}

extension ReportContext {
  /// Meetings, of all years or one, by day and id.
  func meetings(year: Int? = nil) throws -> [Meeting] {
    let dataset = try declaration(of: Meeting.dataset)
    let words = dataset.fields.filter { $0.type == .text }.map(\.id)
    let others = [
      "rapat_jenis", "rapat_ke", "rapat_wilayah", "rapat_rencana_mulai", "rapat_mulai", "rapat_selesai",
      "rapat_tahun_anggaran", "rapat_mode", "rapat_contoh",
    ]
    let table = try store.records(
      RecordQuery(dataset: Meeting.dataset, fields: words + others, periods: year.map { $0...$0 }))
    func title(_ field: String, _ row: Int) -> LocalizedText? {
      guard let place = table.integer(field, row), let all = dataset.field(field)?.categories,
        all.indices.contains(Int(place) - 1)
      else { return nil }
      return all[Int(place) - 1].title
    }
    let meetings = (0..<table.count).map { row -> Meeting in
      var texts: [String: String] = [:]
      for field in words { texts[field] = table.text(field, row) }
      return Meeting(
        id: texts["rapat_id"] ?? "", year: Int(table.periods[row]), kind: title("rapat_jenis", row),
        title: texts["rapat_judul"] ?? texts["rapat_id"] ?? "", series: texts["rapat_seri"],
        number: table.integer("rapat_ke", row).map { Int($0) },
        region: table.integer("rapat_wilayah", row).flatMap { RegionCode($0) },
        planned: table.day("rapat_rencana_mulai", row), start: table.day("rapat_mulai", row),
        end: table.day("rapat_selesai", row) ?? table.day("rapat_mulai", row),
        fiscalYear: table.integer("rapat_tahun_anggaran", row).map { Int($0) }, mode: title("rapat_mode", row),
        isExample: table.flag("rapat_contoh", row), part: table.parts[row], texts: texts)
    }
    return meetings.sorted { a, b in
      (a.day?.number ?? a.year * 10_000, a.id) < (b.day?.number ?? b.year * 10_000, b.id)
    }
  }

  /// The meeting asked for by the option `meeting`, or the latest in the region; nil where there is none.
  ///
  /// - Parameter kind: the id of the kind that is taken before others where no meeting is named.
  /// - Throws: `ReportFailure` (`meeting-unknown`) with the nearest id.
  func meeting(preferring kind: String? = nil) throws -> Meeting? {
    let all = try meetings()
    guard let wanted = options["meeting"] else {
      var own = all.filter { meeting in
        (period.map { $0.year == meeting.year } ?? true)
          && (region == .nation || meeting.region.map { region.contains($0) || $0.contains(region) } ?? false)
      }
      let title = try kind.flatMap { kind in
        try declaration(of: Meeting.dataset).field("rapat_jenis")?.categories?.first { $0.id == kind }?.title
      }
      if let title, own.contains(where: { $0.kind == title }) { own = own.filter { $0.kind == title } }
      return own.last { $0.start != nil } ?? own.last
    }
    if let found = all.first(where: { $0.id == wanted }) { return found }
    let known = all.map(\.id)
    throw ReportFailure(
      Diagnostic(
        code: "meeting-unknown",
        message: LocalizedText(id: "rapat `\(wanted)` tidak ada", en: "there is no meeting `\(wanted)`"), value: wanted,
        hint: Suggestion.nearest(to: wanted, among: known).map {
          LocalizedText(id: "mungkin maksudnya `\($0)`?", en: "did you mean `\($0)`?")
        }
          ?? LocalizedText(
            id: "yang ada: \(known.suffix(10).joined(separator: ", "))",
            en: "there are: \(known.suffix(10).joined(separator: ", "))")))
  }

  /// Actions with where they stand today, by meeting and number.
  ///
  /// - Parameters:
  ///   - meetings: only those of these meetings; nil takes all.
  ///   - within: only those whose place lies inside; those without a place are left out then.
  func actions(
    of meetings: [String]? = nil, within: RegionCode? = nil, on day: CalendarDate? = nil,
    where more: [RecordQuery.Filter] = []
  ) throws -> [MeetingAction] {
    try actions(of: meetings, within: within, where: more) { _ in day }
  }

  /// The same, each action as it stood on the day of its meeting that `day` gives.
  func actions(
    of meetings: [String]?, within: RegionCode? = nil, where more: [RecordQuery.Filter] = [],
    on day: (String) -> CalendarDate?
  ) throws -> [MeetingAction] {
    if meetings?.isEmpty == true { return [] }
    var filters = more
    if let meetings { filters.append(.texts(field: "tl_rapat", meetings)) }
    if let within, within != .nation { filters.append(.within(field: "tl_lokasi", within)) }
    let table = try store.records(
      RecordQuery(dataset: MeetingAction.dataset, fields: MeetingAction.fields, filters: filters))
    let logs = try progress(of: meetings)
    let parts = try PartCounts(store)
    return (0..<table.count).map { row in
      let meeting = table.text("tl_rapat", row) ?? ""
      let key = "\(meeting)#\(table.integer("tl_nomor", row) ?? 0)"
      return MeetingAction(
        table, row, log: logs[key] ?? [], expected: { parts.expected($0, $1) }, today: day(meeting) ?? asOf ?? today)
    }
  }

  /// The progress log by action, `meeting#number`.
  private func progress(of meetings: [String]?) throws -> [String: [ActionProgress]] {
    let fields = [
      "kem_rapat", "kem_nomor", "kem_tanggal", "kem_pihak", "kem_status", "kem_persen", "kem_uraian", "kem_bukti",
      "kem_dimanfaatkan",
    ]
    let table = try store.records(
      RecordQuery(
        dataset: "tindak_lanjut_kemajuan", fields: fields,
        filters: meetings.map { [.texts(field: "kem_rapat", $0)] } ?? []))
    var logs: [String: [ActionProgress]] = [:]
    for row in 0..<table.count {
      guard let date = table.day("kem_tanggal", row) else { continue }
      let party = table.text("kem_pihak", row)
      let key = "\(table.text("kem_rapat", row) ?? "")#\(table.integer("kem_nomor", row) ?? 0)"
      logs[key, default: []].append(
        ActionProgress(
          date: date, party: party == "semua" ? nil : party,
          status: table.integer("kem_status", row).flatMap { ActionStatus(rawValue: Int($0)) },
          percent: table.real("kem_persen", row), text: table.text("kem_uraian", row),
          evidence: table.text("kem_bukti", row),
          isInUse: table.integer("kem_dimanfaatkan", row).map { $0 == 1 }))
    }
    return logs
  }

  private static var fewPlaces: Int { 40 }

  /// Names of regions by code, as the latest register has them.
  func placeNames(_ codes: some Sequence<RegionCode>) throws -> [RegionCode: String] {
    guard let date = try store.registerDate(for: asOf)?.date else { return [:] }
    var names: [RegionCode: String] = [:]
    let wanted = Set(codes)
    // Many are read together.
    if wanted.count > Self.fewPlaces {
      for level in Set(wanted.map(\.level)) where level != .nation {
        for unit in try store.units(level, in: region, at: date) where wanted.contains(unit.code) {
          names[unit.code] = unit.name
        }
      }
    }
    for code in wanted where names[code] == nil {
      names[code] = code == .nation ? "Indonesia" : try store.unit(code, at: date)?.name
    }
    return names
  }
}

/// How many parts a collective party has: one a kecamatan for *Camat se-Kabupaten*, one a village for *Kepala Desa
/// se-Kecamatan*.
private final class PartCounts {
  private let store: any Store
  private let date: CalendarDate?
  private var counts: [String: Int] = [:]

  init(_ store: any Store) throws {
    self.store = store
    date = try store.registerDate(for: nil)?.date
  }

  func expected(_ place: RegionCode?, _ party: String) -> Int? {
    let words = party.lowercased()
    guard words.contains("se-") || words.contains("seluruh"), let date, let place else { return nil }
    let level: RegionLevel =
      words.contains("camat")
      ? .district : words.contains("bupati") || words.contains("kabupaten/kota") ? .regency : .village
    guard place.level < level else { return nil }
    let key = "\(place) \(level)"
    if let known = counts[key] { return known }
    let count = (try? store.units(level, in: place, at: date).count) ?? 0
    counts[key] = count
    return count
  }
}
