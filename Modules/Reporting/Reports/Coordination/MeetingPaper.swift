import Diagnostics
import Domain
import PluginKit
import Storage

/// A paper about one meeting: the option `meeting` names it, else it is the latest of the region.
protocol MeetingPaper {
  func write(_ desk: PaperDesk, _ document: inout ReportDocument) throws
}

extension MeetingPaper {
  func paper(_ context: ReportContext) throws -> ReportDocument {
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
    let desk = try PaperDesk(context, meeting)
    var document = try desk.document(region)
    try write(desk, &document)
    if meeting.isExample || desk.details.hasExamples {
      document.notes.append(
        LocalizedText(
          id: "Sebagian angka bertanda contoh dan bukan data sebenarnya.",
          en: "Some figures are marked as examples and are no real data."))
    }
    return document
  }
}

/// What the papers of a meeting are written with: its records, the office's forms, who holds which post on its day.
struct PaperDesk {
  let context: ReportContext
  let meeting: Meeting
  let details: MeetingDetails
  let series: SeriesDeclaration?
  let papers: PaperDeclaration
  let officials: Officials

  init(_ context: ReportContext, _ meeting: Meeting) throws {
    self.context = context
    self.meeting = meeting
    series = meeting.series.flatMap { context.coordination.series($0) }
    details = try MeetingDetails(context, meeting.id, series)
    papers = context.coordination.papers(in: meeting.region ?? context.region)
    officials = try Officials(context)
  }

  /// The day whose officials sign.
  var day: CalendarDate? { meeting.end ?? meeting.day }

  /// The document under the office's letterhead, headed with the meeting and its region.
  func document(_ asked: ReportRegion) throws -> ReportDocument {
    let own = try meeting.region.map { code in
      ReportRegion(
        code: code.description, name: LocalizedText(try context.placeNames([code])[code] ?? code.description))
    }
    var document = ReportDocument(
      report: context.header.id, title: context.header.title, region: own ?? asked, period: "\(meeting.year)",
      keyFigures: meeting.heading(time: time))
    document.frame = PaperFrame(letterhead: papers.letterhead, address: papers.address)
    let batches = try context.store.origins(ofParts: [meeting.part]).map(\.batch)
    document.sources = [
      ReportSource(
        id: Meeting.dataset, dataset: Meeting.dataset, title: LocalizedText(id: "Rapat", en: "Meetings"),
        period: "\(meeting.year)", batches: batches)
    ]
    return document
  }

  /// `09.00 WIB`: with the local time's name, where the words do not have one.
  private var time: String? {
    guard let time = meeting["waktu"] else { return nil }
    guard let zone = papers.timeZone, !["WIB", "WITA", "WIT"].contains(where: time.uppercased().contains) else {
      return time
    }
    return "\(time) \(zone)"
  }

  /// A post as it is held on the day of the meeting.
  func post(_ text: String?) -> String? { text.map { officials.title($0, on: day) } }

  /// The number of the paper: as recorded, or by the office's pattern where only its running number is.
  var number: String {
    guard let number = meeting["nomor_ba"] else { return papers.number.map { numbered($0, "....") } ?? PaperWords.dots }
    guard let pattern = papers.number, number.allSatisfy(\.isNumber) else { return number }
    return numbered(pattern, number)
  }

  private func numbered(_ pattern: String, _ number: String) -> String {
    pattern.replacing("{no}", with: number)
      .replacing("{bulan}", with: day.map { PaperWords.roman($0.month) } ?? "....")
      .replacing("{tahun}", with: day.map { "\($0.year)" } ?? "....")
  }

  func actions(on day: CalendarDate? = nil) throws -> [MeetingAction] {
    try context.actions(of: [meeting.id], on: day)
  }

  /// The matrix of the meeting's actions, as they stood when it ended.
  func annex(_ title: LocalizedText) throws -> ReportTable? {
    let actions = try actions(on: meeting.end ?? meeting.start)
    guard !actions.isEmpty else { return nil }
    return try ActionTables(context, actions).matrix(actions, title: title)
  }

  // MARK: Signatures

  /// Those who sign: the office's own signatories of this paper first, then those of the meeting.
  func signatures(_ roles: [(LocalizedText, String?)]) -> ReportTable {
    let own = papers.signatories.filter { $0.papers.isEmpty || $0.papers.contains(context.header.id) }
    let all =
      own.map { ($0.label, $0.post as String?, $0.onBehalfOf) }
      + roles.filter { role in !own.contains { $0.label.id == role.0.id } }.map { ($0.0, $0.1, nil) }
    var table = ReportTable(
      id: "signatures", title: LocalizedText(id: "Tanda tangan", en: "Signatures"),
      columns: [
        ReportColumn(id: "role", label: LocalizedText(id: "Sebagai", en: "As"), type: .text),
        ReportColumn(id: "post", label: LocalizedText(id: "Jabatan", en: "Post"), type: .text),
        ReportColumn(id: "name", label: LocalizedText(id: "Nama", en: "Name"), type: .text).ofPeople,
        ReportColumn(id: "rank", label: LocalizedText(id: "Pangkat dan NIP", en: "Rank and number"), type: .text),
      ],
      rows: all.map { label, post, behalf in
        let holder = post.flatMap { officials.holder(of: $0, on: day) }
        let title = [behalf.map { "a.n. \($0)" }, self.post(post)].compactMap { $0 }.joined(separator: "\n")
        let below =
          (holder?.name == nil ? ["(\(PaperWords.dots))"] : []) + [holder?.rank].compactMap { $0 }
          + ["NIP \(PaperWords.dots)"]
        return [
          .text(label), title.isEmpty ? .missing : .text(title), holder?.name.map { .text($0) } ?? .missing,
          .text(below.joined(separator: "\n")),
        ]
      })
    table.layout = .signatures
    if let city = papers.city {
      let day = day.map { LocalizedText(id: PaperWords.long($0, .indonesian), en: PaperWords.long($0, .english)) }
      table.note = LocalizedText(
        id: "\(city), \(day?.id ?? PaperWords.dots)", en: "\(city), \(day?.en ?? PaperWords.dots)")
    }
    return table
  }
}

extension LocalizedText {
  /// The texts below one another.
  static func lines(_ texts: [LocalizedText]) -> LocalizedText {
    LocalizedText(id: texts.map(\.id).joined(separator: "\n"), en: texts.map(\.en).joined(separator: "\n"))
  }
}
