import Diagnostics
import Domain
import PluginKit
import Storage

/// The papers of one meeting.
///
/// Serves `attendance`, `berita_acara`, `minutes` and `meeting_pack`; the option `meeting` names it, else it is the latest one
/// of the region.
public struct MeetingReport: Report {
  private enum Paper { case attendance, agreement, minutes, pack }

  private let paper: Paper

  private init(_ paper: Paper) { self.paper = paper }

  public static let attendance = MeetingReport(.attendance)
  public static let agreement = MeetingReport(.agreement)
  public static let minutes = MeetingReport(.minutes)
  public static let pack = MeetingReport(.pack)

  public func document(_ context: ReportContext) throws -> ReportDocument {
    guard let register = try context.store.registerDate(for: context.asOf) else {
      return context.nothing(ReportContext.noRegister).document
    }
    let region = try context.reportRegion(at: register.date)
    guard let meeting = try context.meeting() else {
      return context.nothing(
        LocalizedText(
          id: "Belum ada rapat yang tercatat untuk \(region.name.id).",
          en: "No meeting of \(region.name.en) is recorded yet."), region
      ).document
    }
    let own = try meeting.region.map { code in
      ReportRegion(
        code: code.description, name: LocalizedText(try context.placeNames([code])[code] ?? code.description))
    }
    var document = ReportDocument(
      report: context.header.id, title: context.header.title, region: own ?? region, period: "\(meeting.year)",
      keyFigures: meeting.heading)
    let details = try MeetingDetails(context, meeting.id)
    switch paper {
    case .attendance: attendance(details, &document)
    case .agreement: try agreement(meeting, details, context, &document)
    case .minutes: try minutes(meeting, details, context, &document)
    case .pack: try pack(meeting, details, context, &document)
    }
    if meeting.isExample || details.quotas.contains(where: \.isExample)
      || details.agreements.contains(where: \.isExample)
    {
      document.notes.append(
        LocalizedText(
          id: "Sebagian angka bertanda contoh dan bukan data sebenarnya.",
          en: "Some figures are marked as examples and are no real data."))
    }
    document.sources.append(
      ReportSource(
        id: Meeting.dataset, dataset: Meeting.dataset, title: LocalizedText(id: "Rapat", en: "Meetings"),
        period: "\(meeting.year)"))
    return document
  }

  // MARK: Attendance

  private func attendance(_ details: MeetingDetails, _ document: inout ReportDocument) {
    document.tables = [details.attendanceTable()]
    if let excess = Self.excess(details) { document.notes.append(excess) }
    let people = details.attendance.filter { $0.name != nil || $0.post != nil }
    guard !people.isEmpty else { return }
    document.tables.append(
      ReportTable(
        id: "people", title: LocalizedText(id: "Daftar hadir", en: "Attendance list"),
        columns: [
          ReportColumn(id: "no", label: LocalizedText("No"), type: .integer),
          ReportColumn(id: "day", label: LocalizedText(id: "Hari", en: "Day"), type: .date),
          ReportColumn(id: "name", label: LocalizedText(id: "Nama", en: "Name"), type: .text),
          ReportColumn(id: "sex", label: LocalizedText(id: "L/P", en: "M/F"), type: .text),
          ReportColumn(id: "post", label: LocalizedText(id: "Jabatan", en: "Post"), type: .text),
          ReportColumn(id: "unit", label: LocalizedText(id: "Instansi", en: "Agency"), type: .text),
          ReportColumn(id: "for", label: LocalizedText(id: "Mewakili", en: "For"), type: .text),
          ReportColumn(id: "signature", label: LocalizedText(id: "Tanda tangan", en: "Signature"), type: .text),
        ],
        rows: people.enumerated().map { index, person in
          // Signatures stand left and right in turn, as on office lists.
          let place = "\(index + 1). ........"
          return [
            .integer(index + 1), person.day.map { .date($0.description) } ?? .missing, Self.text(person.name),
            person.sex.map { .text($0 == 1 ? LocalizedText(id: "L", en: "M") : LocalizedText(id: "P", en: "F")) }
              ?? .missing, Self.text(person.post), Self.text(person.unit), Self.text(person.standsFor),
            .text(index % 2 == 0 ? place : "            " + place),
          ]
        }, keyColumns: 1))
  }

  private static func text(_ text: String?) -> ReportValue { text.map { .text($0) } ?? .missing }

  private static func excess(_ details: MeetingDetails) -> LocalizedText? {
    let quota = details.quotas.reduce(0) { $0 + $1.people }
    let days = Dictionary(grouping: details.attendance, by: \.day).values.map { $0.reduce(0) { $0 + $1.people } }
    guard quota > 0, let most = days.max(), most > quota else { return nil }
    return LocalizedText(
      id: "Yang hadir \(most) orang, melebihi kuota \(quota).",
      en: "\(most) people came, more than the \(quota) expected.")
  }

  // MARK: Berita acara

  private func agreement(
    _ meeting: Meeting, _ details: MeetingDetails, _ context: ReportContext, _ document: inout ReportDocument
  ) throws {
    let place = meeting["tempat"] ?? "........................"
    let number = meeting["nomor_ba"] ?? "........................"
    let opening = PaperWords.opening(meeting.start)
    let held = LocalizedText(
      id: "\(opening.id), bertempat di \(place), telah dilaksanakan \(meeting.title), dengan hasil kesepakatan "
        + "sebagai berikut:",
      en: "\(opening.en), at \(place), \(meeting.title) was held, and it was agreed:")
    document.tables = [
      PaperWords.passages(
        "opening", LocalizedText(id: "Pembukaan", en: "Opening"),
        [(LocalizedText(id: "Nomor: \(number)", en: "Number: \(number)"), held)]),
      details.agreementTable(),
      PaperWords.passages(
        "closing", LocalizedText(id: "Penutup", en: "Closing"),
        [
          (
            LocalizedText(id: "Penutup", en: "Closing"),
            LocalizedText(
              id: "Demikian berita acara ini dibuat dengan sebenarnya untuk dilaksanakan bersama.",
              en: "These minutes were drawn up to be carried out together.")
          )
        ]), details.delegationTable(),
      signatures([
        (LocalizedText(id: "Mengetahui", en: "Seen by"), meeting["pembuka"] ?? meeting["pimpinan"]),
        (LocalizedText(id: "Pimpinan rapat", en: "Chair"), meeting["pimpinan"]),
        (LocalizedText(id: "Notulis", en: "Secretary"), meeting["notulis"]),
      ]),
    ]
    let actions = try context.actions(of: [meeting.id], on: meeting.end ?? meeting.start)
    if !actions.isEmpty {
      document.tables.append(
        try ActionTables(context, actions, meetings: [meeting]).matrix(
          actions, title: LocalizedText(id: "Lampiran: Rencana Kerja Tindak Lanjut", en: "Annex: follow-up actions")))
    }
    if details.unsigned > 0 {
      document.notes.append(
        LocalizedText(
          id: "\(details.unsigned) dari \(details.delegations.count) delegasi belum menandatangani.",
          en: "\(details.unsigned) of \(details.delegations.count) delegations have not signed."))
    }
  }

  private func signatures(_ roles: [(LocalizedText, String?)]) -> ReportTable {
    var table = ReportTable(
      id: "signatures", title: LocalizedText(id: "Tanda tangan", en: "Signatures"),
      columns: [
        ReportColumn(id: "role", label: LocalizedText(id: "Sebagai", en: "As"), type: .text),
        ReportColumn(id: "post", label: LocalizedText(id: "Jabatan", en: "Post"), type: .text),
        ReportColumn(id: "name", label: LocalizedText(id: "Nama dan NIP", en: "Name and number"), type: .text),
        ReportColumn(id: "signature", label: LocalizedText(id: "Tanda tangan", en: "Signature"), type: .text),
      ],
      rows: roles.map { role, post in
        [.text(role), Self.text(post), .text(PaperWords.dots), .text(PaperWords.dots)]
      })
    table.isSigned = true
    return table
  }

  // MARK: Notula

  private func minutes(
    _ meeting: Meeting, _ details: MeetingDetails, _ context: ReportContext, _ document: inout ReportDocument
  ) throws {
    func lines(_ text: String?) -> LocalizedText? {
      text.map { text in
        LocalizedText(text.split(separator: ";").map { $0.drop { $0 == " " } }.joined(separator: "\n"))
      }
    }
    let present = details.attendance.reduce(0) { $0 + $1.people }
    let parts: [(LocalizedText, LocalizedText?)] = [
      (LocalizedText(id: "Acara", en: "Agenda"), lines(meeting["acara"])),
      (LocalizedText(id: "Pimpinan rapat", en: "Chair"), lines(meeting["pimpinan"])),
      (LocalizedText(id: "Dibuka oleh", en: "Opened by"), lines(meeting["pembuka"])),
      (LocalizedText(id: "Narasumber", en: "Resource persons"), lines(meeting["narasumber"])),
      (LocalizedText(id: "Notulis", en: "Secretary"), lines(meeting["notulis"])),
      (
        LocalizedText(id: "Peserta", en: "Participants"),
        present > 0
          ? LocalizedText(id: "\(present) orang, menurut daftar hadir", en: "\(present), by the attendance list") : nil
      ),
      (LocalizedText(id: "Pembahasan", en: "Discussion"), lines(meeting["pembahasan"])),
      (LocalizedText(id: "Kesimpulan", en: "Conclusions"), lines(meeting["kesimpulan"])),
    ]
    document.tables = [
      PaperWords.passages(
        "minutes", LocalizedText(id: "Notula", en: "Minutes"),
        parts.compactMap { heading, text in text.map { (heading, $0) } })
    ]
    if !details.agreements.isEmpty { document.tables.append(details.agreementTable()) }
    let actions = try context.actions(of: [meeting.id], on: meeting.end ?? meeting.start)
    if !actions.isEmpty {
      document.tables.append(
        try ActionTables(context, actions, meetings: [meeting]).matrix(
          actions, title: LocalizedText(id: "Rencana Kerja Tindak Lanjut", en: "Follow-up actions")))
    }
    document.tables.append(
      signatures([
        (LocalizedText(id: "Pimpinan rapat", en: "Chair"), meeting["pimpinan"]),
        (LocalizedText(id: "Notulis", en: "Secretary"), meeting["notulis"]),
      ]))
  }

  // MARK: Meeting pack

  /// Before a meeting: what was agreed at the last one of its series, what is open and late, issues without action.
  private func pack(
    _ meeting: Meeting, _ details: MeetingDetails, _ context: ReportContext, _ document: inout ReportDocument
  ) throws {
    let series = try MeetingSeries(context, around: meeting)
    let today = context.asOf ?? context.today ?? meeting.day
    let earlier = series.before.map(\.id)
    let actions = try context.actions(of: earlier, on: today)
    let open = actions.filter { $0.standing.status.isOpen }
    let late = open.filter { $0.standing.daysLate > 0 }
      .sorted { ($1.standing.daysLate, $0.meeting, $0.number) < ($0.standing.daysLate, $1.meeting, $1.number) }
    document.keyFigures += [
      ActionsReport.figure(
        "carried_over", LocalizedText(id: "Tindak lanjut terbawa", en: "Actions carried over"), open.count),
      ActionsReport.figure("late", LocalizedText(id: "Terlambat", en: "Late"), late.count),
    ]
    if let last = series.before.last {
      let before = try MeetingDetails(context, last.id)
      var agreed = before.agreementTable()
      agreed.title = LocalizedText(
        id: "Kesepakatan rapat sebelumnya: \(last.title)", en: "Agreements of the last meeting: \(last.title)")
      if !before.agreements.isEmpty { document.tables.append(agreed) }
    }
    let tables = try ActionTables(context, open, meetings: series.before)
    document.tables.insert(
      tables.matrix(
        late + open.filter { $0.standing.daysLate == 0 },
        title: LocalizedText(id: "Tindak lanjut yang belum selesai", en: "Actions still open")), at: 0)
    document.tables.append(parties(open))
    let issues = try MeetingDetails.issues(context, of: earlier + [meeting.id])
    document.tables.append(idle(issues, actions, on: today))
    if !details.quotas.isEmpty || !details.attendance.isEmpty { document.tables.append(details.attendanceTable()) }
    if !details.agreements.isEmpty { document.tables.append(details.agreementTable()) }
    let own = try context.actions(of: [meeting.id])
    if !own.isEmpty {
      document.tables.append(
        try ActionTables(context, own, meetings: [meeting]).matrix(
          own, id: "new_actions", title: LocalizedText(id: "Tindak lanjut rapat ini", en: "Actions of this meeting")))
    }
    if series.before.isEmpty {
      document.notes.append(
        LocalizedText(
          id: "Belum ada rapat sebelumnya dalam seri ini.", en: "There is no earlier meeting of this series."))
    }
  }

  private func parties(_ open: [MeetingAction]) -> ReportTable {
    let groups = Dictionary(grouping: open) { $0["penanggung_jawab"] ?? "–" }
    let rows = groups.map { party, own in
      (party, own.count, own.filter { $0.standing.daysLate > 0 }.count, own.map(\.standing.daysLate).max() ?? 0)
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

  /// Issues that for more than 14 days no action names.
  private func idle(_ issues: [MeetingDetails.Issue], _ actions: [MeetingAction], on today: CalendarDate?)
    -> ReportTable
  {
    let taken = Set(actions.compactMap { action in action.issue.map { "\(action.meeting)#\($0)" } })
    let idle = issues.compactMap { issue -> (MeetingDetails.Issue, Int)? in
      guard !taken.contains("\(issue.meeting)#\(issue.number)"), let date = issue.date, let today else { return nil }
      let age = today.dayNumber - date.dayNumber
      return age > 14 ? (issue, age) : nil
    }.sorted { ($1.1, $0.0.meeting, $0.0.number) < ($0.1, $1.0.meeting, $1.0.number) }
    return ReportTable(
      id: "issues",
      title: LocalizedText(
        id: "Isu tanpa tindak lanjut lebih dari 14 hari", en: "Issues without action for over 14 days"),
      columns: [
        ReportColumn(id: "meeting", label: LocalizedText(id: "Rapat", en: "Meeting"), type: .text),
        ReportColumn(id: "no", label: LocalizedText("No"), type: .integer),
        ReportColumn(id: "issue", label: LocalizedText(id: "Isu", en: "Issue"), type: .text),
        ReportColumn(id: "owner", label: LocalizedText(id: "Penanggung jawab", en: "Owner"), type: .text),
        ReportColumn(id: "days", label: LocalizedText(id: "Umur (hari)", en: "Age (days)"), type: .integer),
      ],
      rows: idle.map { issue, age in
        [.text(issue.meeting), .integer(issue.number), .text(issue.text), Self.text(issue.owner), .integer(age)]
      }, keyColumns: 2)
  }
}

/// The meetings of a series before and after one: those of its `seri`, or of its kind and region where it has none.
struct MeetingSeries {
  let before: [Meeting]
  let after: [Meeting]

  init(_ context: ReportContext, around meeting: Meeting) throws {
    let all = try context.meetings().filter { other in
      guard other.id != meeting.id else { return true }
      if let series = meeting.series { return other.series == series }
      return other.series == nil && other.kind == meeting.kind && other.region == meeting.region
    }
    let place = all.firstIndex { $0.id == meeting.id } ?? all.count
    before = Array(all[..<place])
    after = Array(all[min(place + 1, all.count)...])
  }
}
