import Diagnostics
import Domain
import PluginKit
import Storage

/// The papers of one meeting.
///
/// Serves `attendance`, `attendance_sheet`, `berita_acara`, `minutes`, `meeting_report` and `meeting_pack`; the option `meeting` names it, else it is the latest one
/// of the region.
public struct MeetingReport: Report {
  private enum Paper { case attendance, sheet, agreement, minutes, summary, pack }

  private let paper: Paper

  private init(_ paper: Paper) { self.paper = paper }

  public static let attendance = MeetingReport(.attendance)
  public static let sheet = MeetingReport(.sheet)
  public static let agreement = MeetingReport(.agreement)
  public static let minutes = MeetingReport(.minutes)
  public static let summary = MeetingReport(.summary)
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
    case .sheet: sheet(meeting, details, &document)
    case .agreement: try agreement(meeting, details, context, &document)
    case .minutes: try minutes(meeting, details, context, &document)
    case .summary: try summary(meeting, details, context, &document)
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
    document.tables.append(list(people, id: "people", title: LocalizedText(id: "Daftar hadir", en: "Attendance list")))
  }

  /// The sheet to be signed on each day: with those recorded for it, else with as many lines as the quotas have.
  private func sheet(_ meeting: Meeting, _ details: MeetingDetails, _ document: inout ReportDocument) {
    let first = meeting.start ?? meeting.planned
    let count = min(max(1, meeting.days ?? 1), Self.mostDays)
    let quota = details.quotas.reduce(0) { $0 + $1.people }
    for offset in 0..<count {
      let day = first.flatMap { $0.adding(days: offset) }
      let known = details.attendance.filter { $0.day == day && ($0.name != nil || $0.post != nil) }
      let title = day.map { PaperWords.days($0, nil) } ?? LocalizedText(id: "Daftar hadir", en: "Attendance list")
      var table =
        known.isEmpty
        ? blank(min(max(quota, Self.fewestLines), Self.mostLines), details, id: "day\(offset + 1)", title: title)
        : list(known, id: "day\(offset + 1)", title: title)
      table.isSigned = true
      document.tables.append(table)
    }
  }

  private static let (mostDays, fewestLines, mostLines) = (14, 20, 500)

  private static let listColumns = [
    ReportColumn(id: "no", label: LocalizedText("No"), type: .integer),
    ReportColumn(id: "day", label: LocalizedText(id: "Hari", en: "Day"), type: .date),
    ReportColumn(id: "name", label: LocalizedText(id: "Nama", en: "Name"), type: .text).ofPeople,
    ReportColumn(id: "sex", label: LocalizedText(id: "L/P", en: "M/F"), type: .text),
    ReportColumn(id: "post", label: LocalizedText(id: "Jabatan", en: "Post"), type: .text),
    ReportColumn(id: "unit", label: LocalizedText(id: "Instansi", en: "Agency"), type: .text),
    ReportColumn(id: "for", label: LocalizedText(id: "Mewakili", en: "For"), type: .text),
    ReportColumn(id: "signature", label: LocalizedText(id: "Tanda tangan", en: "Signature"), type: .text),
  ]

  /// Signatures stand left and right in turn, as on office lists.
  private static func signature(_ index: Int) -> ReportValue {
    let place = "\(index + 1). ........"
    return .text(index % 2 == 0 ? place : String(repeating: "\u{A0}", count: 12) + place)
  }

  private func list(_ people: [MeetingDetails.Attendance], id: String, title: LocalizedText) -> ReportTable {
    ReportTable(
      id: id, title: title, columns: Self.listColumns,
      rows: people.enumerated().map { index, person in
        [
          .integer(index + 1), person.day.map { .date($0.description) } ?? .missing, Self.text(person.name),
          person.sex.map { .text($0 == 1 ? LocalizedText(id: "L", en: "M") : LocalizedText(id: "P", en: "F")) }
            ?? .missing, Self.text(person.post), Self.text(person.unit), Self.text(person.standsFor),
          Self.signature(index),
        ]
      }, keyColumns: 1)
  }

  /// Lines to be filled in by hand: those whom the quotas expect, in their order, then as many as are missing.
  private func blank(_ lines: Int, _ details: MeetingDetails, id: String, title: LocalizedText) -> ReportTable {
    let roles = details.quotas.flatMap { quota in Array(repeating: quota, count: min(quota.people, Self.mostLines)) }
    var table = ReportTable(
      id: id, title: title, columns: Self.listColumns,
      rows: (0..<lines).map { index in
        let expected = roles.indices.contains(index) ? roles[index] : nil
        return [
          .integer(index + 1), .missing, .text(" "), .text(" "), expected.map { .text($0.role) } ?? .text(" "),
          expected.flatMap { $0.unit == "semua" ? nil : .text($0.unit) } ?? .text(" "), .text(" "),
          Self.signature(index),
        ]
      }, keyColumns: 1)
    for row in table.rows.indices { table.rows[row].remove(at: 1) }
    table.columns.remove(at: 1)
    return table
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

  // MARK: Laporan

  /// The report to those who were not there: *Pendahuluan, Kegiatan, Hasil, Kesimpulan dan Saran, Penutup*.
  private func summary(
    _ meeting: Meeting, _ details: MeetingDetails, _ context: ReportContext, _ document: inout ReportDocument
  ) throws {
    let actions = try context.actions(of: [meeting.id], on: meeting.end ?? meeting.start)
    let dots = PaperWords.dots
    let days = meeting.start.map { PaperWords.days($0, meeting.end) } ?? LocalizedText(dots)
    let venue = meeting["tempat"] ?? dots
    let agenda = meeting["acara"].map { LocalizedText(id: " dengan acara \($0)", en: ", on \($0)") }
    let people = details.attendanceTable().rows.last.flatMap { $0.count > 2 ? $0[2] : nil }
    let present = people.flatMap { if case .integer(let count) = $0 { Int(count) } else { nil } } ?? 0
    let quota = details.quotas.reduce(0) { $0 + $1.people }
    func named(_ id: String, _ en: String, _ field: String) -> LocalizedText? {
      meeting[field].map { LocalizedText(id: "\(id) \($0).", en: "\(en) \($0).") }
    }
    let held = [
      named("Rapat dibuka oleh", "The meeting was opened by", "pembuka"),
      named("Rapat dipimpin oleh", "It was chaired by", "pimpinan"),
      named("Narasumber:", "Resource persons:", "narasumber"),
      present == 0
        ? nil
        : LocalizedText(
          id: "Hadir \(present) orang" + (quota > 0 ? " dari \(quota) yang diundang." : "."),
          en: "\(present) people came" + (quota > 0 ? " of \(quota) expected." : ".")),
      meeting["pembahasan"].map { LocalizedText($0) },
    ].compactMap { $0 }
    func joined(_ texts: [LocalizedText]) -> LocalizedText {
      texts.isEmpty
        ? LocalizedText(dots)
        : LocalizedText(id: texts.map(\.id).joined(separator: "\n"), en: texts.map(\.en).joined(separator: "\n"))
    }
    let agreed = details.agreements.count
    let passages: [(LocalizedText, LocalizedText)] = [
      (
        LocalizedText(id: "A. Pendahuluan", en: "A. Introduction"),
        LocalizedText(
          id: "\(meeting.title) dilaksanakan pada \(days.id) di \(venue)\(agenda?.id ?? "").",
          en: "\(meeting.title) was held on \(days.en) at \(venue)\(agenda?.en ?? "").")
      ),
      (LocalizedText(id: "B. Kegiatan", en: "B. Proceedings"), joined(held)),
      (
        LocalizedText(id: "C. Hasil", en: "C. Results"),
        LocalizedText(
          id: "Rapat menghasilkan \(agreed) kesepakatan dan \(actions.count) tindak lanjut, terlampir.",
          en: "The meeting came to \(agreed) agreements and \(actions.count) actions, annexed.")
      ),
      (
        LocalizedText(id: "D. Kesimpulan dan Saran", en: "D. Conclusions and recommendations"),
        meeting["kesimpulan"].map { LocalizedText($0) } ?? LocalizedText(dots)
      ),
      (
        LocalizedText(id: "E. Penutup", en: "E. Closing"),
        LocalizedText(
          id: "Demikian laporan ini dibuat sebagai bahan selanjutnya.",
          en: "This report is submitted for further use.")
      ),
    ]
    document.tables = [
      PaperWords.passages("report", LocalizedText(id: "Laporan", en: "Report"), passages),
      signatures([(LocalizedText(id: "Yang melaporkan", en: "Reported by"), meeting["notulis"])]),
    ]
    if agreed > 0 { document.tables.append(details.agreementTable()) }
    if !actions.isEmpty {
      document.tables.append(
        try ActionTables(context, actions, meetings: [meeting]).matrix(
          actions, title: LocalizedText(id: "Lampiran: Rencana Kerja Tindak Lanjut", en: "Annex: follow-up actions")))
    }
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
