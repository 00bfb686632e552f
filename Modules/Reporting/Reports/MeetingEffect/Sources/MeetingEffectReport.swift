import Diagnostics
import Domain
import PluginKit
import Storage

/// Whether meetings are more than ceremonies: of the actions agreed at each meeting of a series, how many were closed before
/// the next one.
///
/// Serves `meeting_effect`. Table `effect`: `meeting,title,day,agreed,closed,share,open_now`.
public struct MeetingEffectReport: Report {
  public init() {}

  public func document(_ context: ReportContext) throws -> ReportDocument {
    guard let register = try context.store.registerDate(for: context.asOf) else {
      return context.nothing(ReportContext.noRegister).document
    }
    let region = try context.reportRegion(at: register.date)
    let all = try context.meetings().filter { meeting in
      if let series = context.options["series"] { return meeting.series == series }
      return context.region == .nation || meeting.region.map { context.region.contains($0) } ?? false
    }
    let series = Dictionary(grouping: all) { $0.series ?? "\($0.kind?.id ?? "") \($0.region?.description ?? "")" }
    // The day before the next meeting decides; for the last one, today does.
    var ends: [String: CalendarDate] = [:]
    for meetings in series.values {
      for (meeting, next) in zip(meetings, meetings.dropFirst()) {
        ends[meeting.id] = next.day.flatMap { CalendarDate(dayNumber: $0.dayNumber - 1) }
      }
    }
    // For all meetings, none need be told apart while reading.
    let isAll = context.region == .nation && context.options["series"] == nil
    let actions = try context.actions(of: isAll ? nil : all.map(\.id), fields: []) { ends[$0] ?? context.today }
    var counts: [String: Count] = [:]
    // Those of one meeting stand together.
    var run = (meeting: "", count: Count())
    for action in actions {
      if action.meeting != run.meeting {
        counts[run.meeting, default: Count()].add(run.count)
        run = (action.meeting, Count())
      }
      run.count.add(action.standing.status)
    }
    counts[run.meeting, default: Count()].add(run.count)
    var met: [(meeting: Meeting, count: Count)] = []
    var (agreed, closed) = (0, 0)
    for (_, meetings) in series.sorted(by: {
      ($0.value[0].day?.number ?? 0, $0.key) < ($1.value[0].day?.number ?? 0, $1.key)
    }) {
      for meeting in meetings {
        guard let count = counts[meeting.id], count.actions > 0 else { continue }
        agreed += count.agreed
        closed += count.closed
        met.append((meeting, count))
      }
    }
    var document = ReportDocument(
      report: context.header.id, title: context.header.title, region: region,
      keyFigures: [
        ActionsReport.figure("agreed", LocalizedText(id: "Disepakati", en: "Agreed"), agreed),
        ActionsReport.figure("closed", LocalizedText(id: "Selesai pada waktunya", en: "Closed in time"), closed),
      ])
    let effect = ReportTable(
      id: "effect",
      title: LocalizedText(id: "Selesai sebelum rapat berikutnya", en: "Closed before the next meeting"),
      columns: [
        ReportColumn(id: "meeting", label: LocalizedText(id: "Rapat", en: "Meeting"), type: .text),
        ReportColumn(id: "title", label: LocalizedText(id: "Judul", en: "Title"), type: .text),
        ReportColumn(id: "day", label: LocalizedText(id: "Hari", en: "Day"), type: .date),
        ReportColumn(id: "agreed", label: LocalizedText(id: "Disepakati", en: "Agreed"), type: .integer),
        ReportColumn(id: "closed", label: LocalizedText(id: "Selesai", en: "Closed"), type: .integer),
        ReportColumn(id: "share", label: LocalizedText(id: "Bagian", en: "Share"), type: .percent),
        ReportColumn(id: "until", label: LocalizedText(id: "Dihitung", en: "Counted"), type: .text),
      ])
    document.tables = [
      try context.long(effect, first: true, met) { meeting, count in
        [
          .text(meeting.id), .text(meeting.title), meeting.day.map { .date($0.description) } ?? .missing,
          .integer(count.agreed), .integer(count.closed),
          count.agreed == 0 ? .missing : .percent(100 * Double(count.closed) / Double(count.agreed), decimals: 0),
          .text(
            ends[meeting.id] == nil
              ? LocalizedText(id: "sampai sekarang", en: "until now")
              : LocalizedText(id: "sampai rapat berikutnya", en: "until the next")),
        ]
      }
    ]
    return document
  }

  /// The actions of a meeting: those agreed are all but what was dropped.
  private struct Count {
    private(set) var actions = 0
    private(set) var agreed = 0
    private(set) var closed = 0

    mutating func add(_ status: ActionStatus) {
      actions += 1
      if status != .dropped { agreed += 1 }
      if status == .done { closed += 1 }
    }

    mutating func add(_ other: Count) {
      actions += other.actions
      agreed += other.agreed
      closed += other.closed
    }
  }
}
