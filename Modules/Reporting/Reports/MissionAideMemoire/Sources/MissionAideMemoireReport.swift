import Diagnostics
import Domain
import PluginKit
import Storage

/// The aide-memoire of an implementation support mission, by component and agency.
///
/// Serves `mission_aide_memoire`. Sections in the order of the template (`ism_aide_memoire_template`): introduction, key
/// messages, ratings with the previous ones beside, progress by component, results framework, status of the actions agreed
/// before, actions agreed now, fiduciary and environmental and social matters, the next mission. Components without
/// sustainability, agencies that did not report and targets without baseline are flagged.
public struct MissionAideMemoireReport: Report {
  public init() {}

  public func document(_ context: ReportContext) throws -> ReportDocument {
    guard let register = try context.store.registerDate(for: context.asOf) else {
      return context.nothing(ReportContext.noRegister).document
    }
    let region = try context.reportRegion(at: register.date)
    guard let mission = try context.meeting() else {
      return context.nothing(
        LocalizedText(id: "Belum ada misi yang tercatat.", en: "No mission is recorded yet."), region
      ).document
    }
    let series = try MeetingSeries(context, around: mission)
    let last = series.before.last
    let details = try MeetingDetails(context, mission.id)
    var document = ReportDocument(
      report: context.header.id, title: context.header.title, region: region, period: "\(mission.year)",
      keyFigures: mission.heading)
    let (progress, flags) = try components(mission, details, context)
    let (results, lacking) = try results(mission, context)
    document.tables = [introduction(mission, details)]
    if let messages = mission["kesimpulan"] {
      document.tables.append(
        PaperWords.passages(
          "messages", LocalizedText(id: "2. Pesan kunci", en: "2. Key messages"),
          [(LocalizedText(id: "Pesan kunci", en: "Key messages"), LocalizedText(messages))]))
    }
    document.tables += [try ratings(mission, last, context), progress, results]
    let earlier = try context.actions(of: series.before.map(\.id), on: mission.end ?? context.today)
    let carried = earlier.filter { action in
      action.standing.status.isOpen || last.map { $0.id == action.meeting } ?? false
    }
    let tables = try ActionTables(context, carried, meetings: series.before)
    document.tables.append(
      tables.matrix(
        carried, id: "previous_actions",
        title: LocalizedText(id: "7. Status kesepakatan misi sebelumnya", en: "7. Status of actions agreed before")))
    let agreed = try context.actions(of: [mission.id])
    document.tables.append(
      try ActionTables(context, agreed, meetings: [mission]).matrix(
        agreed, id: "agreed_actions",
        title: LocalizedText(id: "8. Tindak lanjut yang disepakati", en: "8. Agreed actions")))
    document.tables += try matters(mission, context)
    let next = series.after.first
    document.notes =
      flags + lacking + ActionsReport.notes(agreed, of: []) + [
        next?.day.map { day in
          LocalizedText(
            id: "Misi berikutnya: \(PaperWords.long(day, .indonesian)).",
            en: "Next mission: \(PaperWords.long(day, .english)).")
        }
          ?? LocalizedText(
            id: "Tanggal misi berikutnya belum ditetapkan.", en: "The date of the next mission is not set.")
      ]
    document.sources = [
      ReportSource(
        id: Meeting.dataset, dataset: Meeting.dataset, title: LocalizedText(id: "Rapat", en: "Meetings"),
        period: "\(mission.year)")
    ]
    return document
  }

  private func column(_ id: String, _ label: LocalizedText, _ type: ReportColumn.Kind = .text) -> ReportColumn {
    ReportColumn(id: id, label: label, type: type)
  }

  private func introduction(_ mission: Meeting, _ details: MeetingDetails) -> ReportTable {
    ReportTable(
      id: "agencies", title: LocalizedText(id: "1. Pendahuluan: lembaga yang hadir", en: "1. Introduction: agencies"),
      columns: [
        column("no", LocalizedText("No"), .integer), column("agency", LocalizedText(id: "Lembaga", en: "Agency")),
        column("head", LocalizedText(id: "Diwakili oleh", en: "Represented by")),
      ],
      rows: details.delegations.map {
        [.integer($0.number), .text($0.name), $0.signatory.map { .text($0) } ?? .missing]
      })
  }

  private func ratings(_ mission: Meeting, _ last: Meeting?, _ context: ReportContext) throws -> ReportTable {
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
    let before = Dictionary(try read(last?.id).map { ($0.subject.lowercased(), $0.rating) }, uniquingKeysWith: { $1 })
    func cell(_ place: Int?) -> ReportValue {
      guard let place, scale.indices.contains(place - 1) else { return .missing }
      return .category(id: scale[place - 1].id, label: scale[place - 1].title)
    }
    return ReportTable(
      id: "ratings", title: LocalizedText(id: "4. Peringkat", en: "4. Ratings"),
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

  private func components(
    _ mission: Meeting, _ details: MeetingDetails, _ context: ReportContext
  ) throws -> (ReportTable, [LocalizedText]) {
    let table = try context.store.records(
      RecordQuery(
        dataset: "kemajuan_komponen",
        fields: [
          "kk_komponen", "kk_instansi", "kk_rencana_fisik", "kk_realisasi_fisik", "kk_rencana_keuangan",
          "kk_realisasi_keuangan", "kk_dicapai", "kk_kendala", "kk_akselerasi", "kk_tambahan", "kk_keberlanjutan",
        ], filters: [.texts(field: "kk_rapat", [mission.id])]))
    func words(_ field: String, _ row: Int) -> ReportValue { table.text(field, row).map { .text($0) } ?? .missing }
    func share(_ field: String, _ row: Int) -> ReportValue {
      table.real(field, row).map { .percent($0, decimals: 1) } ?? .missing
    }
    var flags: [LocalizedText] = []
    let bare = (0..<table.count).filter { table.text("kk_keberlanjutan", $0) == nil }.compactMap {
      table.text("kk_komponen", $0)
    }
    if !bare.isEmpty {
      let list = bare.joined(separator: ", ")
      flags.append(
        LocalizedText(id: "Tanpa strategi keberlanjutan: \(list).", en: "Without a sustainability strategy: \(list)."))
    }
    let reported = Set((0..<table.count).compactMap { table.text("kk_instansi", $0)?.lowercased() })
    let silent = details.delegations.filter { !reported.contains($0.name.lowercased()) }.map(\.name)
    if table.count > 0, !silent.isEmpty {
      let list = silent.joined(separator: ", ")
      flags.append(LocalizedText(id: "Belum melapor: \(list).", en: "Did not report: \(list)."))
    }
    return (
      ReportTable(
        id: "components", title: LocalizedText(id: "5. Kemajuan menurut komponen", en: "5. Progress by component"),
        columns: [
          column("component", LocalizedText(id: "Komponen", en: "Component")),
          column("agency", LocalizedText(id: "Instansi", en: "Agency")),
          column("physical_planned", LocalizedText(id: "Rencana fisik", en: "Planned physical"), .percent),
          column("physical", LocalizedText(id: "Realisasi fisik", en: "Actual physical"), .percent),
          column("financial_planned", LocalizedText(id: "Rencana keuangan", en: "Planned financial"), .percent),
          column("financial", LocalizedText(id: "Realisasi keuangan", en: "Actual financial"), .percent),
          column("achieved", LocalizedText(id: "Dicapai", en: "Achieved")),
          column("constraints", LocalizedText(id: "Kendala", en: "Constraints")),
          column("accelerate", LocalizedText(id: "Diakselerasi", en: "To be accelerated")),
          column("add", LocalizedText(id: "Ditambahkan", en: "To be added")),
          column("sustainability", LocalizedText(id: "Keberlanjutan", en: "Sustainability")),
        ],
        rows: (0..<table.count).map { row in
          [
            words("kk_komponen", row), words("kk_instansi", row), share("kk_rencana_fisik", row),
            share("kk_realisasi_fisik", row), share("kk_rencana_keuangan", row), share("kk_realisasi_keuangan", row),
            words("kk_dicapai", row), words("kk_kendala", row), words("kk_akselerasi", row), words("kk_tambahan", row),
            words("kk_keberlanjutan", row),
          ]
        }, keyColumns: 2), flags
    )
  }

  private func results(_ mission: Meeting, _ context: ReportContext) throws -> (ReportTable, [LocalizedText]) {
    let table = try context.store.records(
      RecordQuery(
        dataset: "hasil_program",
        fields: ["hp_indikator", "hp_satuan", "hp_awal", "hp_target", "hp_capaian", "hp_tanggal", "hp_terobosan"],
        filters: [.texts(field: "hp_rapat", [mission.id])]))
    func real(_ field: String, _ row: Int) -> ReportValue {
      table.real(field, row).map { .real($0, decimals: 2) } ?? .missing
    }
    let bare = (0..<table.count).filter { table.real("hp_target", $0) != nil && table.real("hp_awal", $0) == nil }
      .compactMap { table.text("hp_indikator", $0) }
    let list = bare.joined(separator: ", ")
    return (
      ReportTable(
        id: "results", title: LocalizedText(id: "6. Kerangka hasil", en: "6. Results framework"),
        columns: [
          column("indicator", LocalizedText(id: "Indikator", en: "Indicator")),
          column("unit", LocalizedText(id: "Satuan", en: "Unit")),
          column("baseline", LocalizedText(id: "Data dasar", en: "Baseline"), .real),
          column("target", LocalizedText(id: "Target", en: "Target"), .real),
          column("actual", LocalizedText(id: "Capaian", en: "Actual"), .real),
          column("date", LocalizedText(id: "Per", en: "As of"), .date),
          column("breakthrough", LocalizedText(id: "Terobosan", en: "Breakthrough")),
        ],
        rows: (0..<table.count).map { row in
          [
            table.text("hp_indikator", row).map { .text($0) } ?? .missing,
            table.text("hp_satuan", row).map { .text($0) } ?? .missing,
            real("hp_awal", row), real("hp_target", row), real("hp_capaian", row),
            table.day("hp_tanggal", row).map { .date($0.description) } ?? .missing,
            table.flag("hp_terobosan", row) ? .text(LocalizedText(id: "ya", en: "yes")) : .missing,
          ]
        }),
      bare.isEmpty
        ? [] : [LocalizedText(id: "Target tanpa data dasar: \(list).", en: "Targets without baseline: \(list).")]
    )
  }

  /// Issues of the mission that belong to sections of their own, by category.
  private func matters(_ mission: Meeting, _ context: ReportContext) throws -> [ReportTable] {
    let issues = try MeetingDetails.issues(context, of: [mission.id])
    guard !issues.isEmpty else { return [] }
    return [
      ReportTable(
        id: "matters",
        title: LocalizedText(
          id: "9. Isu, fidusia, lingkungan dan sosial", en: "9. Issues, fiduciary, environmental and social"),
        columns: [
          column("category", LocalizedText(id: "Kategori", en: "Category")),
          column("component", LocalizedText(id: "Komponen", en: "Component")),
          column("issue", LocalizedText(id: "Isu", en: "Issue")),
          column("owner", LocalizedText(id: "Penanggung jawab", en: "Owner")),
        ],
        rows: issues.map { issue in
          [
            issue.category.map { .text($0) } ?? .missing, issue.component.map { .text($0) } ?? .missing,
            .text(issue.text),
            issue.owner.map { .text($0) } ?? .missing,
          ]
        })
    ]
  }
}
