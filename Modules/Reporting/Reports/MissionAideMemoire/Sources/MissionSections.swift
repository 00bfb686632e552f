import Diagnostics
import Domain
import PluginKit
import Storage

/// The sections of a mission's aide-memoire.
struct MissionSections {
  let desk: PaperDesk
  let programme: ProgrammeDeclaration?
  /// What the sections written so far found lacking.
  private(set) var flags: [LocalizedText] = []
  private(set) var hasExamples = false
  private let series: MeetingSeries
  private var shownIssues: Set<Int> = []

  private var context: ReportContext { desk.context }
  private var mission: Meeting { desk.meeting }

  init(_ desk: PaperDesk) throws {
    self.desk = desk
    programme = desk.meeting["program"].flatMap { desk.context.coordination.programme(named: $0) }
    series = try MeetingSeries(desk.context, around: desk.meeting)
  }

  /// The tables of a section; none of one for which nothing is recorded and nothing is asked.
  mutating func tables(_ section: ProgrammeDeclaration.Section, number: Int) throws -> [ReportTable] {
    let title = section.title ?? Self.title(section.content)
    let heading = LocalizedText(id: "\(number). \(title.id)", en: "\(number). \(title.en)")
    switch section.content {
    case .introduction: return introduction(heading)
    case .messages: return [messages(heading)]
    case .project: return try MissionProject(desk, programme, series).tables(heading)
    case .ratings: return [try ratings(heading)]
    case .progress:
      let progress = try MissionProgress(desk, programme)
      flags += progress.flags
      hasExamples = hasExamples || progress.hasExamples
      return [progress.table(heading)]
    case .results: return [try results(heading)]
    case .previousActions: return [try previous(heading)]
    case .agreedActions: return [try agreed(heading)]
    case .additions:
      return try AdditionalActivities(context, of: series.before.map(\.id) + [mission.id]).table(title: heading).map {
        [$0]
      } ?? [
        none("additions", heading, LocalizedText(id: "Tidak ada usul kegiatan tambahan.", en: "None was proposed."))
      ]
    case .issues: return [try issues(heading, section)]
    case .annexes: return [annexes(heading)]
    case .nextMission: return [next(heading)]
    }
  }

  private static func title(_ content: ProgrammeDeclaration.Section.Content) -> LocalizedText {
    switch content {
    case .introduction: LocalizedText(id: "Pendahuluan", en: "Introduction")
    case .messages: LocalizedText(id: "Pesan kunci", en: "Key messages")
    case .project: LocalizedText(id: "Data proyek", en: "Project data")
    case .ratings: LocalizedText(id: "Peringkat", en: "Ratings")
    case .progress: LocalizedText(id: "Kemajuan menurut komponen", en: "Progress by component")
    case .results: LocalizedText(id: "Kerangka hasil", en: "Results framework")
    case .previousActions:
      LocalizedText(id: "Status kesepakatan misi sebelumnya", en: "Status of previous agreed actions")
    case .agreedActions: LocalizedText(id: "Tindak lanjut yang disepakati", en: "Agreed actions")
    case .additions: LocalizedText(id: "Kegiatan tambahan", en: "Additional activities")
    case .issues: LocalizedText(id: "Isu lain", en: "Other issues")
    case .annexes: LocalizedText(id: "Lampiran: yang ditemui", en: "Annex: people met")
    case .nextMission: LocalizedText(id: "Misi berikutnya", en: "Next mission")
    }
  }

  private func column(_ id: String, _ label: LocalizedText, _ type: ReportColumn.Kind = .text) -> ReportColumn {
    ReportColumn(id: id, label: label, type: type)
  }

  /// A section that is asked for and has nothing says so.
  private func none(_ id: String, _ heading: LocalizedText, _ text: LocalizedText) -> ReportTable {
    PaperWords.passages(id, heading, [(heading, text)])
  }

  // MARK: Introduction, messages, the next mission

  private func introduction(_ heading: LocalizedText) -> [ReportTable] {
    let details = desk.details
    let days = mission.day.map { PaperWords.days($0, mission.end) } ?? LocalizedText(PaperWords.dots)
    let place = mission["tempat"].map { LocalizedText(id: " di \($0)", en: " at \($0)") }
    var text = LocalizedText(
      id: "\(mission.title) dilaksanakan pada \(days.id)\(place?.id ?? "").",
      en: "\(mission.title) took place on \(days.en)\(place?.en ?? "").")
    if let programme {
      text = LocalizedText(
        id: "\(text.id) Program: \(programme.title.id).", en: "\(text.en) Programme: \(programme.title.en).")
    }
    return [
      PaperWords.passages("introduction", heading, [(heading, text)]),
      ReportTable(
        id: "agencies", title: LocalizedText(id: "Lembaga yang hadir", en: "Agencies"),
        columns: [
          column("no", LocalizedText("No"), .integer), column("agency", LocalizedText(id: "Lembaga", en: "Agency")),
          column("head", LocalizedText(id: "Diwakili oleh", en: "Represented by")),
        ],
        rows: details.delegations.map {
          [.integer($0.number), .text($0.name), ReportValue(words: desk.post($0.signatory))]
        }),
    ]
  }

  private func messages(_ heading: LocalizedText) -> ReportTable {
    let text = mission["kesimpulan"].map { kesimpulan in
      kesimpulan.split(separator: ";").map { $0.drop { $0 == " " } }.joined(separator: "\n")
    }
    return PaperWords.passages("messages", heading, [(heading, LocalizedText(text ?? PaperWords.dots))])
  }

  private func next(_ heading: LocalizedText) -> ReportTable {
    let day = series.after.first?.day
    return PaperWords.passages(
      "next_mission", heading,
      [
        (
          heading,
          day.map { day in
            LocalizedText(
              id: "Misi berikutnya: \(PaperWords.long(day, .indonesian)).",
              en: "Next mission: \(PaperWords.long(day, .english)).")
          }
            ?? LocalizedText(
              id: "Tanggal misi berikutnya belum ditetapkan.", en: "The date of the next mission is not set.")
        )
      ])
  }

  private func annexes(_ heading: LocalizedText) -> ReportTable {
    guard !desk.details.attendance.isEmpty else {
      return none("attendance", heading, LocalizedText(id: "Belum dicatat.", en: "Not recorded yet."))
    }
    var table = desk.details.attendanceTable()
    table.title = heading
    return table
  }

  // MARK: Ratings and results

  private func ratings(_ heading: LocalizedText) throws -> ReportTable {
    let dataset = try context.declaration(of: "peringkat_misi")
    let scale = dataset.field("pm_nilai")?.categories ?? []
    func read(_ meeting: String?) throws -> [(subject: String, rating: Int)] {
      guard let meeting else { return [] }
      let table = try context.store.records(
        RecordQuery(
          dataset: dataset.id, fields: ["pm_hal", "pm_nilai"], filters: [.texts(field: "pm_rapat", [meeting])]))
      return (0..<table.count).compactMap { row in
        table.integer("pm_nilai", row).map { (table.text("pm_hal", row) ?? "", Int($0)) }
      }
    }
    let before = Dictionary(
      try read(series.before.last?.id).map { ($0.subject.lowercased(), $0.rating) }, uniquingKeysWith: { $1 })
    func cell(_ place: Int?) -> ReportValue {
      guard let place, scale.indices.contains(place - 1) else { return .missing }
      return .category(id: scale[place - 1].id, label: scale[place - 1].title)
    }
    return ReportTable(
      id: "ratings", title: heading,
      columns: [
        column("subject", LocalizedText(id: "Hal", en: "Subject")),
        column("previous", LocalizedText(id: "Misi sebelumnya", en: "Previous mission"), .category),
        column("current", LocalizedText(id: "Misi ini", en: "This mission"), .category),
        column("change", LocalizedText(id: "Perubahan", en: "Change"), .integer),
      ],
      rows: try read(mission.id).map { subject, rating in
        let old = before[subject.lowercased()]
        return [.text(subject), cell(old), cell(rating), .integer(old.map { rating - $0 })]
      })
  }

  private mutating func results(_ heading: LocalizedText) throws -> ReportTable {
    let table = try context.store.records(
      RecordQuery(
        dataset: "hasil_program",
        fields: ["hp_indikator", "hp_satuan", "hp_awal", "hp_target", "hp_capaian", "hp_tanggal", "hp_terobosan"],
        filters: [.texts(field: "hp_rapat", [mission.id])]))
    func real(_ field: String, _ row: Int) -> ReportValue {
      table.real(field, row).map { .real($0, decimals: 2) } ?? .missing
    }
    let bare = (0..<table.count).filter { table.real("hp_target", $0) != nil && table.real("hp_awal", $0) == nil }
      .compactMap { table.text("hp_indikator", $0) }.joined(separator: ", ")
    if !bare.isEmpty {
      flags.append(
        LocalizedText(id: "Target tanpa data dasar: \(bare).", en: "Targets without baseline: \(bare)."))
    }
    /// Achieved, on the way or below the baseline; the way from baseline to target may lead down.
    func standing(_ row: Int) -> ReportValue {
      guard let target = table.real("hp_target", row), let actual = table.real("hp_capaian", row) else {
        return .text(LocalizedText(id: "belum dapat dinilai", en: "cannot be judged yet"))
      }
      let base = table.real("hp_awal", row) ?? 0
      let isReached = target >= base ? actual >= target : actual <= target
      if isReached { return .text(LocalizedText(id: "tercapai", en: "reached")) }
      return .text(LocalizedText(id: "belum tercapai", en: "not reached"))
    }
    return ReportTable(
      id: "results", title: heading,
      columns: [
        column("indicator", LocalizedText(id: "Indikator", en: "Indicator")),
        column("unit", LocalizedText(id: "Satuan", en: "Unit")),
        column("baseline", LocalizedText(id: "Data dasar", en: "Baseline"), .real),
        column("target", LocalizedText(id: "Target", en: "Target"), .real),
        column("actual", LocalizedText(id: "Capaian", en: "Actual"), .real),
        column("date", LocalizedText(id: "Per", en: "As of"), .date),
        column("status", LocalizedText("Status")),
        column("breakthrough", LocalizedText(id: "Terobosan", en: "Breakthrough")),
      ],
      rows: (0..<table.count).map { row in
        [
          ReportValue(words: table.text("hp_indikator", row)), ReportValue(words: table.text("hp_satuan", row)),
          real("hp_awal", row), real("hp_target", row), real("hp_capaian", row),
          table.day("hp_tanggal", row).map { .date($0.description) } ?? .missing, standing(row),
          table.flag("hp_terobosan", row) ? .text(LocalizedText(id: "ya", en: "yes")) : .missing,
        ]
      })
  }

  // MARK: Actions and issues

  /// Every action of earlier missions that is still open, and what became of those of the last one.
  private func previous(_ heading: LocalizedText) throws -> ReportTable {
    let last = series.before.last?.id
    let earlier = try context.actions(of: series.before.map(\.id), on: mission.end ?? mission.day ?? context.today)
    let carried = earlier.filter { $0.standing.status.isOpen || $0.meeting == last }
    return try ActionTables(context, carried).matrix(
      carried, id: "previous_actions", title: heading)
  }

  private mutating func agreed(_ heading: LocalizedText) throws -> ReportTable {
    let actions = try desk.actions(on: mission.end ?? mission.day)
    hasExamples = hasExamples || actions.contains(where: \.isExample)
    flags += ActionsReport.notes(actions.filter { !$0.isExample }, of: [mission])
    let stray = actions.filter { action in
      guard let component = action["komponen"] else { return true }
      return programme.map { !$0.components.isEmpty && $0.component(component) == nil } ?? false
    }
    if !stray.isEmpty {
      let list = stray.map { "\($0.number)" }.joined(separator: ", ")
      flags.append(
        LocalizedText(
          id: "Tindak lanjut tanpa komponen program: nomor \(list).",
          en: "Actions without a component of the programme: number \(list)."))
    }
    return try ActionTables(context, actions).matrix(
      actions, id: "agreed_actions", title: heading)
  }

  private mutating func issues(
    _ heading: LocalizedText, _ section: ProgrammeDeclaration.Section
  ) throws -> ReportTable {
    let wanted = section.categories.map { $0.lowercased() }
    let all = try MeetingDetails.issues(context, of: [mission.id])
    let own = all.filter { issue in
      guard !shownIssues.contains(issue.number) else { return false }
      let category = issue.category?.lowercased() ?? ""
      return wanted.isEmpty || wanted.contains { category.contains($0) }
    }
    shownIssues.formUnion(own.map(\.number))
    let id = wanted.isEmpty ? "issues" : "issues_\(wanted[0])"
    guard !own.isEmpty else {
      return none(id, heading, LocalizedText(id: "Tidak ada isu yang tercatat.", en: "No issue is recorded."))
    }
    return ReportTable(
      id: id, title: heading,
      columns: [
        column("category", LocalizedText(id: "Kategori", en: "Category")),
        column("component", LocalizedText(id: "Komponen", en: "Component")),
        column("issue", LocalizedText(id: "Isu", en: "Issue")),
        column("cause", LocalizedText(id: "Sebab", en: "Cause")),
        column("owner", LocalizedText(id: "Penanggung jawab", en: "Owner")),
      ],
      rows: own.map { issue in
        [
          ReportValue(words: issue.category), ReportValue(words: issue.component), .text(issue.text),
          ReportValue(words: issue.cause), ReportValue(words: issue.owner),
        ]
      })
  }
}
