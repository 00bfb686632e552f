import Diagnostics
import Domain
import PluginKit
import Storage

/// What could be done about what villages lack.
struct AgendaProposals {
  struct Proposal {
    let village: RegionUnit
    let service: BasicService
    let indicator: FieldDeclaration
    let problem: LocalizedText
    let action: LocalizedText
    let output: String
    let lead: LocalizedText
    let involved: LocalizedText
    let level: LocalizedText
    let fund: LocalizedText
    /// 1 where the village spends nothing on the service, 2 where it spends something.
    let priority: Int
  }

  let all: [Proposal]
  /// Gaps that open actions take up already, or any action of the meeting: what it did or dropped is settled there.
  let known: Int
  private let context: ReportContext
  private let due: CalendarDate?
  /// The number that the meeting's next action gets.
  private let next: Int

  /// - Throws: `ReportFailure` (`option-invalid`) for a due date that is none.
  init(_ context: ReportContext, _ data: DashboardData, _ achievement: ServiceAchievement, _ meeting: Meeting?) throws {
    self.context = context
    if let text = context.options["due"] {
      guard let day = CalendarDate(text) else {
        throw ReportFailure(
          Diagnostic(
            code: "option-invalid",
            message: LocalizedText(
              id: "`due` harus tanggal seperti 2026-12-31", en: "`due` has to be a date such as 2026-12-31"),
            value: text))
      }
      due = day
    } else {
      due = Self.due(context, data, meeting)
    }
    let worksheet = try context.worksheet(achievement.dataset.id)
    let most = context.options["per_village"].flatMap { Int($0) } ?? 1
    let settled = try meeting.map { try context.actions(of: [$0.id]) } ?? []
    next = (settled.map(\.number).max() ?? 0) + 1
    let open = Set(
      (data.actions + settled).compactMap { action in
        action.place.flatMap { place in action["indikator"].map { "\(place.number) \($0)" } }
      })
    var found: [Proposal] = []
    var known = 0
    for (place, service) in data.map.services.enumerated() {
      for unit in data.villages {
        var count = 0
        for lack in achievement.lacks(service, unit.code) where count < most {
          count += 1
          if open.contains("\(unit.code.number) \(lack.field.id)") {
            known += 1
            continue
          }
          let spends = (data.spending[unit.code]?.services[place].planned ?? 0) > 0
          found.append(
            Self.proposal(
              unit, service, lack.field, Int(lack.score), worksheet?.entries[lack.field.id], spends: spends, context))
        }
      }
    }
    all = found.sorted { a, b in
      (a.priority, a.village.code, a.indicator.id) < (b.priority, b.village.code, b.indicator.id)
    }
    self.known = known
  }

  /// The end of the year that the meeting is about; without one that of the report's year, or of this year once it is over.
  private static func due(_ context: ReportContext, _ data: DashboardData, _ meeting: Meeting?) -> CalendarDate? {
    let today = (context.asOf ?? context.today)?.year
    let year = meeting.map { $0.fiscalYear ?? $0.year } ?? max(data.year, today ?? data.year)
    return CalendarDate(year: year, month: 12, day: 31)
  }

  private static func proposal(
    _ unit: RegionUnit, _ service: BasicService, _ field: FieldDeclaration, _ score: Int, _ entry: Worksheet.Entry?,
    spends: Bool, _ context: ReportContext
  ) -> Proposal {
    let words = AgendaWords(field: field, score: score, entry: entry)
    let head = context.vocabulary.villageHead(in: unit.code)
    let village = LocalizedText(id: "\(head.id) \(unit.name)", en: "\(head.en) \(unit.name)")
    let lead = context.options["party"].map { LocalizedText($0) } ?? service.lead ?? village
    return Proposal(
      village: unit, service: service, indicator: field, problem: words.problem, action: words.action,
      output: words.output, lead: lead, involved: words.parties(village, without: lead), level: words.actor.title,
      fund: words.fund, priority: spends ? 2 : 1)
  }

  /// As the field `tl_prioritas` has it.
  private static func priority(_ proposal: Proposal) -> ReportValue {
    proposal.priority == 1
      ? .category(id: "tinggi", label: LocalizedText(id: "Tinggi", en: "High"))
      : .category(id: "sedang", label: LocalizedText(id: "Sedang", en: "Middle"))
  }

  private func column(_ id: String, _ indonesian: String, _ english: String, _ type: ReportColumn.Kind = .text)
    -> ReportColumn
  {
    ReportColumn(id: id, label: LocalizedText(id: indonesian, en: english), type: type)
  }

  func agenda() -> ReportTable {
    ReportTable(
      id: "agenda", title: LocalizedText(id: "Usulan agenda terpadu", en: "Proposed joint agenda"),
      columns: [
        column("code", "Kode", "Code", .code),
        ReportColumn(id: "name", label: context.vocabulary.village(in: context.region), type: .text),
        column("service", "Layanan", "Service"), column("problem", "Permasalahan", "Problem"),
        column("action", "Kegiatan", "Action"), column("lead", "Penanggung jawab", "Lead"),
        column("involved", "Pihak terkait", "Involved"), column("level", "Tingkat", "Level"),
        column("fund", "Sumber dana", "Fund"), column("due", "Batas", "Due", .date),
        column("indicator", "Indikator", "Indicator", .code), column("priority", "Prioritas", "Priority", .category),
      ],
      rows: all.map { own in
        [
          .code(own.village.code.description), .text(own.village.name), .text(own.service.title), .text(own.problem),
          .text(own.action), .text(own.lead), own.involved.id.isEmpty ? .missing : .text(own.involved),
          .text(own.level), .text(own.fund),
          due.map { .date($0.description) } ?? .missing, .code(own.indicator.id), Self.priority(own),
        ]
      })
  }

  /// Under the headings of the importer `tindak_lanjut`, numbered after the actions that the meeting has.
  func actions(of meeting: Meeting) -> ReportTable {
    var table = ReportTable(
      id: "actions",
      title: LocalizedText(
        id: "Usulan tindak lanjut untuk \(meeting.id)", en: "Actions proposed to \(meeting.id)"),
      columns: [
        column("tl_rapat", "ID rapat", "Meeting"), column("tl_nomor", "No", "No", .integer),
        column("tl_masalah", "Permasalahan", "Problem"), column("tl_kegiatan", "Rencana tindak lanjut", "Action"),
        column("tl_keluaran", "Keluaran", "Output"), column("tl_lokasi", "Lokasi", "Place", .code),
        column("tl_selesai", "Batas waktu", "Due", .date),
        column("tl_penanggung_jawab", "Penanggung jawab", "Accountable"),
        column("tl_pihak_terkait", "Pihak terkait", "Involved"), column("tl_sumber_dana", "Sumber dana", "Fund"),
        column("tl_prioritas", "Prioritas", "Priority", .category), column("tl_indikator", "Indikator", "Indicator"),
        column("tl_keterangan", "Keterangan", "Remarks"),
      ],
      rows: all.enumerated().map { index, own in
        [
          .text(meeting.id), .integer(next + index), .text(own.problem.id), .text(own.action.id), .text(own.output),
          .code(own.village.code.description), due.map { .date($0.description) } ?? .missing, .text(own.lead.id),
          own.involved.id.isEmpty ? .missing : .text(own.involved.id), .text(own.fund.id), Self.priority(own),
          .text(own.indicator.id), .text("usulan agenda terpadu: \(own.service.title.id)"),
        ]
      }, keyColumns: 2)
    if all.isEmpty { table.note = nothingNew }
    return table
  }

  private var nothingNew: LocalizedText {
    known > 0
      ? LocalizedText(
        id: "\(known) sudah menjadi tindak lanjut; tidak ada yang baru.",
        en: "\(known) are actions already; there is nothing new.")
      : LocalizedText(
        id: "Tidak ada desa yang kekurangan layanan; tidak ada yang diusulkan.",
        en: "No village lacks a service; there is nothing to propose.")
  }
}
