import Diagnostics
import Domain
import PluginKit
import Storage

/// The meetings of a year and the days on which open actions fall due.
///
/// Serves `calendar`. Tables: `events` (`start,end,kind,title,place_code,place,venue,reference`), which is also what
/// `--format ics` writes; `months` with the counts by month.
public struct CalendarReport: Report {
  public init() {}

  private struct Event {
    let start: CalendarDate
    let end: CalendarDate
    let isMeeting: Bool
    let kind: LocalizedText
    let title: String
    let place: RegionCode?
    let venue: String?
    let reference: String
  }

  public func document(_ context: ReportContext) throws -> ReportDocument {
    let dataset = try context.declaration(of: Meeting.dataset)
    guard let register = try context.store.registerDate(for: context.asOf) else {
      return context.nothing(ReportContext.noRegister).document
    }
    let region = try context.reportRegion(at: register.date)
    let year = context.period?.year ?? (context.asOf ?? context.today)?.year
    let shown = context.options["show"] ?? "all"
    var events: [Event] = []
    if shown != "deadlines" { events += try meetings(context, year) }
    if shown != "meetings" { events += try deadlines(context, year) }
    events.sort { ($0.start, $0.end, $0.reference) < ($1.start, $1.end, $1.reference) }
    var document = ReportDocument(
      report: context.header.id, title: context.header.title, region: region, period: year.map { "\($0)" })
    guard !events.isEmpty else {
      document.notes = [
        LocalizedText(id: "Tidak ada rapat atau tenggat pada tahun itu.", en: "No meetings or deadlines in that year.")
      ]
      return document
    }
    document.keyFigures = [
      KeyFigure(
        id: "meetings", label: LocalizedText(id: "Rapat", en: "Meetings"),
        value: .integer(events.count { $0.isMeeting })),
      KeyFigure(
        id: "deadlines", label: LocalizedText(id: "Tenggat tindak lanjut", en: "Actions due"),
        value: .integer(events.count { !$0.isMeeting })),
    ]
    document.sources = [ReportSource(id: Meeting.dataset, dataset: dataset.id, title: dataset.title)]
    document.tables = [try table(events, context), months(events)]
    return document
  }

  private func meetings(_ context: ReportContext, _ year: Int?) throws -> [Event] {
    try context.meetings().compactMap { meeting in
      guard let start = meeting.start ?? meeting.planned, year == nil || start.year == year,
        context.region == .nation
          || meeting.region.map({ context.region.contains($0) || $0.contains(context.region) }) ?? false
      else { return nil }
      let kind = meeting.kind ?? LocalizedText(id: "Rapat", en: "Meeting")
      return Event(
        start: start, end: max(start, meeting.end ?? start), isMeeting: true,
        kind: meeting.start == nil ? LocalizedText(id: "\(kind.id), rencana", en: "\(kind.en), planned") : kind,
        title: meeting.title, place: meeting.region, venue: meeting["tempat"], reference: meeting.id)
    }
  }

  private func deadlines(_ context: ReportContext, _ year: Int?) throws -> [Event] {
    let days = year.map { Int64($0) * 10_000...Int64($0) * 10_000 + 9_999 }
    let due = days.map { [RecordQuery.Filter.numbers(field: "tl_selesai", $0)] } ?? []
    return try context.actions(within: context.region, where: due, fields: ["tl_kegiatan"]).compactMap { action in
      guard let due = action.due, year == nil || due.year == year, action.standing.status.isOpen else { return nil }
      let party = action["penanggung_jawab"].map { " (\($0))" } ?? ""
      return Event(
        start: due, end: due, isMeeting: false, kind: LocalizedText(id: "Tenggat tindak lanjut", en: "Action due"),
        title: (action["kegiatan"] ?? "") + party, place: action.place, venue: nil,
        reference: "\(action.meeting)#\(action.number)")
    }
  }

  private func table(_ events: [Event], _ context: ReportContext) throws -> ReportTable {
    let names = try context.placeNames(Set(events.prefix(try context.rowLimit()).compactMap(\.place)))
    func column(_ id: String, _ label: LocalizedText, _ type: ReportColumn.Kind = .text) -> ReportColumn {
      ReportColumn(id: id, label: label, type: type)
    }
    let table = ReportTable(
      id: "events", title: LocalizedText(id: "Kalender", en: "Calendar"),
      columns: [
        column("start", LocalizedText(id: "Mulai", en: "Start"), .date),
        column("end", LocalizedText(id: "Selesai", en: "End"), .date),
        column("kind", LocalizedText(id: "Jenis", en: "Kind")),
        column("title", LocalizedText(id: "Acara", en: "Event")),
        column("place_code", LocalizedText(id: "Kode", en: "Code"), .code),
        column("place", LocalizedText(id: "Wilayah", en: "Region")),
        column("venue", LocalizedText(id: "Tempat", en: "Venue")),
        column("reference", LocalizedText(id: "Rujukan", en: "Reference")),
      ])
    return try context.long(table, first: true, events) { event in
      [
        .date(event.start.description), .date(event.end.description), .text(event.kind), .text(event.title),
        event.place.map { .code($0.description) } ?? .missing,
        event.place.flatMap { names[$0] }.map { .text($0) } ?? .missing, event.venue.map { .text($0) } ?? .missing,
        .text(event.reference),
      ]
    }
  }

  private func months(_ events: [Event]) -> ReportTable {
    let counts = Dictionary(grouping: events) { $0.start.year * 100 + $0.start.month }
    return ReportTable(
      id: "months", title: LocalizedText(id: "Menurut bulan", en: "By month"),
      columns: [
        ReportColumn(id: "month", label: LocalizedText(id: "Bulan", en: "Month"), type: .period),
        ReportColumn(id: "meetings", label: LocalizedText(id: "Rapat", en: "Meetings"), type: .integer),
        ReportColumn(id: "deadlines", label: LocalizedText(id: "Tenggat", en: "Actions due"), type: .integer),
      ],
      rows: counts.sorted { $0.key < $1.key }.map { key, own in
        let month = key % 100
        return [
          .period("\(key / 100)-\(month < 10 ? "0" : "")\(month)"), .integer(own.count { $0.isMeeting }),
          .integer(own.count { !$0.isMeeting }),
        ]
      })
  }
}
