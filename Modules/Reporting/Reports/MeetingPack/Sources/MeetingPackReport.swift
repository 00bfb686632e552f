import Diagnostics
import Domain
import Storage

/// What a meeting needs before it begins, and what it came to: actions carried over, late ones, issues without action, what
/// the indicators did since; then attendance, agreements and its own actions.
///
/// Serves `meeting_pack`. With the option `delegation` only what concerns one of its delegations, or a table for each.
public struct MeetingPackReport: Report, MeetingPaper {
  public init() {}

  public func document(_ context: ReportContext) throws -> ReportDocument { try paper(context) }

  /// Days after which an issue without action is listed.
  private static let patience = 14

  func write(_ desk: PaperDesk, _ document: inout ReportDocument) throws {
    let (context, meeting, details) = (desk.context, desk.meeting, desk.details)
    document.frame = nil
    let series = try MeetingSeries(context, around: meeting)
    let today = context.asOf ?? context.today ?? meeting.day
    let earlier = series.before.map(\.id)
    let actions = try context.actions(of: earlier, on: today)
    var open = actions.filter { $0.standing.status.isOpen }.sorted {
      ($1.standing.daysLate, $0.meeting, $0.number) < ($0.standing.daysLate, $1.meeting, $1.number)
    }
    let delegations = try Self.delegations(context, details)
    if let delegations, delegations.count == 1 { open = open.filter { Self.concerns($0, delegations[0]) } }
    document.keyFigures += [
      ActionsReport.figure(
        "carried_over", LocalizedText(id: "Tindak lanjut terbawa", en: "Actions carried over"), open.count),
      ActionsReport.figure(
        "late", LocalizedText(id: "Terlambat", en: "Late"), open.count { $0.standing.daysLate > 0 }),
    ]
    let tables = try ActionTables(context, open)
    let title = LocalizedText(id: "Tindak lanjut yang belum selesai", en: "Actions still open")
    if let delegations, delegations.count > 1 {
      document.tables = delegations.map { delegation in
        tables.matrix(
          open.filter { Self.concerns($0, delegation) }, id: "delegation\(delegation.number)",
          title: LocalizedText(id: "\(title.id): \(delegation.name)", en: "\(title.en): \(delegation.name)"))
      }
    } else {
      document.tables = [tables.matrix(open, title: title)]
      if let only = delegations?.first { document.tables[0].title = LocalizedText("\(title.id): \(only.name)") }
    }
    if let last = series.before.last {
      let before = try MeetingDetails(context, last.id)
      var agreed = before.agreementTable()
      agreed.title = LocalizedText(
        id: "Kesepakatan rapat sebelumnya: \(last.title)", en: "Agreements of the last meeting: \(last.title)")
      if !before.agreements.isEmpty { document.tables.append(agreed) }
      if meeting.start != nil { document.tables.append(try comparison(desk, last, before)) }
    } else {
      document.notes.append(
        LocalizedText(
          id: "Belum ada rapat sebelumnya dalam seri ini.", en: "There is no earlier meeting of this series."))
    }
    document.tables.append(parties(open))
    let issues = try MeetingDetails.issues(context, of: earlier + [meeting.id])
    document.tables.append(idle(issues, actions, on: today))
    if let last = series.before.last,
      let figures = try IndicatorMoves.figures(context, in: meeting.region ?? .nation, since: last.day)
    {
      document.tables.append(figures)
    }
    let days = Dictionary(series.before.map { ($0.id, $0.day) }, uniquingKeysWith: { first, _ in first })
    let own = try desk.actions(on: today)
    let linked = actions + own
    if let moves = try IndicatorMoves(context, linked).table(
      linked, agreed: { id in id == meeting.id ? meeting.day : days[id] ?? nil })
    {
      document.tables.append(moves)
    }
    if let checklist = try Preparation(desk).table { document.tables.append(checklist) }
    if let additions = try AdditionalActivities(context, of: earlier + [meeting.id]).table(
      title: LocalizedText(id: "Kegiatan tambahan", en: "Additional activities"))
    {
      document.tables.append(additions)
    }
    if !details.quotas.isEmpty || !details.attendance.isEmpty { document.tables.append(details.attendanceTable()) }
    if !details.agreements.isEmpty { document.tables.append(details.agreementTable()) }
    if !own.isEmpty {
      document.tables.append(
        try ActionTables(context, own).matrix(
          own, id: "new_actions", title: LocalizedText(id: "Tindak lanjut rapat ini", en: "Actions of this meeting")))
    }
    document.notes += [AttendanceTables(details).basis].compactMap { $0 }
  }

  // MARK: Delegations

  /// The delegations asked for by number or name, all of them for `semua`; nil where the option is not given.
  ///
  /// - Throws: `ReportFailure` (`delegation-unknown`) with those there are.
  private static func delegations(
    _ context: ReportContext, _ details: MeetingDetails
  ) throws -> [MeetingDetails.Delegation]? {
    guard let wanted = context.options["delegation"] else { return nil }
    let all = details.delegations
    if ["semua", "all"].contains(wanted.lowercased()), !all.isEmpty { return all }
    let found = all.filter {
      "\($0.number)" == wanted || $0.name.lowercased() == wanted.lowercased() || $0.region?.description == wanted
    }
    if !found.isEmpty { return found }
    let names = all.map(\.name)
    throw ReportFailure(
      Diagnostic(
        code: "delegation-unknown",
        message: LocalizedText(
          id: "delegasi `\(wanted)` tidak ada", en: "there is no delegation `\(wanted)`"), value: wanted,
        hint: Suggestion.nearest(to: wanted, among: names).map {
          LocalizedText(id: "mungkin maksudnya `\($0)`?", en: "did you mean `\($0)`?")
        }
          ?? LocalizedText(
            id: names.isEmpty
              ? "impor dulu dataset `delegasi`" : "yang ada: \(names.joined(separator: ", ")); semua: `semua`",
            en: names.isEmpty
              ? "import the dataset `delegasi` first" : "there are: \(names.joined(separator: ", ")); all: `semua`")))
  }

  /// Whether an action is a delegation's: placed in its region, or its to do or to help with.
  private static func concerns(_ action: MeetingAction, _ delegation: MeetingDetails.Delegation) -> Bool {
    if let region = delegation.region, let place = action.place,
      region.contains(place) || (place.contains(region) && action.standing.parts != nil)
    {
      return true
    }
    let name = delegation.name.lowercased()
    return [action["penanggung_jawab"], action["pihak_terkait"]].compactMap { $0?.lowercased() }.contains {
      $0.contains(name)
    }
  }

  // MARK: Tables

  /// This meeting beside the last one of the series.
  private func comparison(_ desk: PaperDesk, _ last: Meeting, _ before: MeetingDetails) throws -> ReportTable {
    let then = try desk.context.actions(of: [last.id], on: desk.meeting.day)
    let now = try desk.actions()
    func row(_ label: LocalizedText, _ old: Int, _ new: Int) -> [ReportValue] {
      [.text(label), .integer(old), .integer(new), .integer(new - old)]
    }
    return ReportTable(
      id: "comparison", title: LocalizedText(id: "Dibanding rapat sebelumnya", en: "Against the last meeting"),
      columns: [
        ReportColumn(id: "what", label: LocalizedText(id: "Hal", en: "What"), type: .text),
        ReportColumn(id: "previous", label: LocalizedText(id: "Sebelumnya", en: "Last"), type: .integer),
        ReportColumn(id: "current", label: LocalizedText(id: "Rapat ini", en: "This one"), type: .integer),
        ReportColumn(id: "change", label: LocalizedText(id: "Perubahan", en: "Change"), type: .integer),
      ],
      rows: [
        row(LocalizedText(id: "Peserta", en: "Participants"), before.present, desk.details.present),
        row(
          LocalizedText(id: "Kesepakatan", en: "Agreements"), before.agreements.count, desk.details.agreements.count),
        row(LocalizedText(id: "Tindak lanjut", en: "Actions"), then.count, now.count),
        row(
          LocalizedText(id: "Selesai", en: "Done"), then.count { $0.standing.status == .done },
          now.count { $0.standing.status == .done }),
        row(
          LocalizedText(id: "Terlambat", en: "Late"), then.count { $0.standing.daysLate > 0 },
          now.count { $0.standing.daysLate > 0 }),
      ])
  }

  private func parties(_ open: [MeetingAction]) -> ReportTable {
    let groups = Dictionary(grouping: open) { $0["penanggung_jawab"] ?? "–" }
    let rows = groups.map { party, own in
      (party, own.count, own.count { $0.standing.daysLate > 0 }, own.map(\.standing.daysLate).max() ?? 0)
    }.sorted { ($1.2, $1.1, $0.0) < ($0.2, $0.1, $1.0) }
    return ReportTable(
      id: "parties", title: LocalizedText(id: "Menurut penanggung jawab", en: "By accountable party"),
      columns: [
        ReportColumn(id: "party", label: LocalizedText(id: "Penanggung jawab", en: "Accountable"), type: .text),
        ReportColumn(id: "open", label: LocalizedText(id: "Belum selesai", en: "Open"), type: .integer),
        ReportColumn(id: "late", label: LocalizedText(id: "Terlambat", en: "Late"), type: .integer),
        ReportColumn(id: "days", label: LocalizedText(id: "Paling lama (hari)", en: "Most days late"), type: .integer),
      ], rows: rows.map { [.text($0.0), .integer($0.1), .integer($0.2), .integer($0.3)] })
  }

  /// Issues that no action names for longer than an issue may wait.
  private func idle(_ issues: [MeetingDetails.Issue], _ actions: [MeetingAction], on today: CalendarDate?)
    -> ReportTable
  {
    let taken = Set(actions.compactMap { action in action.issue.map { "\(action.meeting)#\($0)" } })
    let idle = issues.compactMap { issue -> (MeetingDetails.Issue, Int)? in
      guard !taken.contains("\(issue.meeting)#\(issue.number)"), let date = issue.date, let today else { return nil }
      let age = today.dayNumber - date.dayNumber
      return age > Self.patience ? (issue, age) : nil
    }.sorted { ($1.1, $0.0.meeting, $0.0.number) < ($0.1, $1.0.meeting, $1.0.number) }
    return ReportTable(
      id: "issues",
      title: LocalizedText(
        id: "Isu tanpa tindak lanjut lebih dari \(Self.patience) hari",
        en: "Issues without action for over \(Self.patience) days"),
      columns: [
        ReportColumn(id: "meeting", label: LocalizedText(id: "Rapat", en: "Meeting"), type: .text),
        ReportColumn(id: "no", label: LocalizedText("No"), type: .integer),
        ReportColumn(id: "issue", label: LocalizedText(id: "Isu", en: "Issue"), type: .text),
        ReportColumn(id: "owner", label: LocalizedText(id: "Penanggung jawab", en: "Owner"), type: .text),
        ReportColumn(id: "days", label: LocalizedText(id: "Umur (hari)", en: "Age (days)"), type: .integer),
      ],
      rows: idle.map { issue, age in
        [
          .text(issue.meeting), .integer(issue.number), .text(issue.text), ReportValue(words: issue.owner),
          .integer(age),
        ]
      }, keyColumns: 2)
  }
}
