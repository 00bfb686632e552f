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
  /// The row that was read: all of it for the meeting a report is about, else `Meeting.short`.
  fileprivate let table: RecordTable
  fileprivate let row: Int

  /// What decides its place in a series: the day it was held, or is planned for.
  var day: CalendarDate? { start ?? planned }

  /// Days it lasts, both ends included; nil where a day is not known.
  var days: Int? { start.flatMap { start in end.map { $0.dayNumber - start.dayNumber + 1 } } }

  static let dataset = "rapat"

  /// The part of the store that it came with: whose batch it is.
  var part: Int64 { table.parts[row] }

  var isExample: Bool {
    assert(table.columns["rapat_contoh"] != nil, "the meeting was not read whole")
    return table.flag("rapat_contoh", row)
  }

  /// A text: place, time, chair and so on.
  subscript(field: String) -> String? {
    assert(table.columns["rapat_" + field] != nil, "the meeting was not read whole")
    return table.text("rapat_" + field, row)
  }

  /// What is read of every meeting; what was discussed there is long.
  fileprivate static let short = [
    "rapat_id", "rapat_judul", "rapat_seri", "rapat_tempat", "rapat_jenis", "rapat_ke", "rapat_wilayah",
    "rapat_rencana_mulai", "rapat_mulai", "rapat_selesai", "rapat_tahun_anggaran", "rapat_mode",
  ]
}

extension RecordTable {
  func day(_ field: String, _ row: Int) -> CalendarDate? {
    integer(field, row).flatMap { CalendarDate(number: Int($0)) }
  }

  func flag(_ field: String, _ row: Int) -> Bool { integer(field, row) == 1 }
}

extension ReportContext {
  /// Meetings, of all years or one, by day and id; without their longer texts.
  func meetings(year: Int? = nil) throws -> [Meeting] {
    let dataset = try declaration(of: Meeting.dataset)
    return try meetings(
      dataset, RecordQuery(dataset: dataset.id, fields: Meeting.short, periods: year.map { $0...$0 }))
  }

  /// A meeting with all that is recorded of it; nil where there is none of that id.
  func meeting(_ id: String) throws -> Meeting? {
    let dataset = try declaration(of: Meeting.dataset)
    return try meetings(
      dataset,
      RecordQuery(
        dataset: dataset.id, fields: dataset.fields.map(\.id), filters: [.texts(field: "rapat_id", [id])])
    ).first
  }

  private func meetings(_ dataset: DatasetDeclaration, _ query: RecordQuery) throws -> [Meeting] {
    let table = try store.records(query)
    func title(_ field: String, _ row: Int) -> LocalizedText? {
      guard let place = table.integer(field, row), let all = dataset.field(field)?.categories,
        all.indices.contains(Int(place) - 1)
      else { return nil }
      return all[Int(place) - 1].title
    }
    let meetings = (0..<table.count).map { row -> Meeting in
      let id = table.text("rapat_id", row) ?? ""
      return Meeting(
        id: id, year: Int(table.periods[row]), kind: title("rapat_jenis", row),
        title: table.text("rapat_judul", row) ?? id, series: table.text("rapat_seri", row),
        number: table.integer("rapat_ke", row).map { Int($0) },
        region: table.integer("rapat_wilayah", row).flatMap { RegionCode($0) },
        planned: table.day("rapat_rencana_mulai", row), start: table.day("rapat_mulai", row),
        end: table.day("rapat_selesai", row) ?? table.day("rapat_mulai", row),
        fiscalYear: table.integer("rapat_tahun_anggaran", row).map { Int($0) }, mode: title("rapat_mode", row),
        table: table,
        row: row)
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
    if let wanted = options["meeting"], let found = try meeting(wanted) { return found }
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
      let latest = own.last { $0.start != nil } ?? own.last
      return try latest.flatMap { try meeting($0.id) }
    }
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

  /// Up to so many places are looked up one by one.
  private var fewPlaces: Int { region == .nation ? 400 : 40 }

  /// Names of regions by code, as the latest register has them.
  func placeNames(_ codes: some Sequence<RegionCode>) throws -> [RegionCode: String] {
    guard let date = try store.registerDate(for: asOf)?.date else { return [:] }
    var names: [RegionCode: String] = [:]
    let wanted = Set(codes)
    // Many are read together.
    if wanted.count > fewPlaces {
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
