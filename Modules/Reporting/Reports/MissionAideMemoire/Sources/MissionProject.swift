import Diagnostics
import Domain
import PluginKit
import Storage

/// Project data of a mission's programme: its facts, how much of its time has passed, how much was disbursed.
struct MissionProject {
  private let desk: PaperDesk
  private let programme: ProgrammeDeclaration?
  private let series: MeetingSeries

  init(_ desk: PaperDesk, _ programme: ProgrammeDeclaration?, _ series: MeetingSeries) {
    self.desk = desk
    self.programme = programme
    self.series = series
  }

  func tables(_ heading: LocalizedText) throws -> [ReportTable] {
    let facts = programme.map { $0.facts.map { ($0.title, $0.value) } } ?? []
    let rows = (facts + [elapsed].compactMap { $0 }).map { title, value in [ReportValue.text(title), .text(value)] }
    var tables: [ReportTable] = []
    if rows.isEmpty {
      tables.append(
        PaperWords.passages(
          "project", heading,
          [
            (
              heading,
              LocalizedText(
                id: "Program misi ini belum dikonfigurasi (kunci `programmes` plugin daerah).",
                en: "The programme of this mission is not configured (key `programmes` of region plugins).")
            )
          ]))
    } else {
      tables.append(
        ReportTable(
          id: "project", title: heading,
          columns: [
            ReportColumn(id: "fact", label: LocalizedText(id: "Hal", en: "Fact"), type: .text),
            ReportColumn(id: "value", label: LocalizedText(id: "Isi", en: "Value"), type: .text),
          ], rows: rows))
    }
    if let disbursed = try disbursement() { tables.append(disbursed) }
    return tables
  }

  /// How much of the programme's time has passed on the mission's last day.
  private var elapsed: (LocalizedText, LocalizedText)? {
    guard let begins = programme?.begins, let ends = programme?.ends, let day = desk.day, ends > begins else {
      return nil
    }
    let whole = ends.dayNumber - begins.dayNumber
    let share = min(max(100 * (day.dayNumber - begins.dayNumber) / whole, 0), 100)
    return (LocalizedText(id: "Waktu terpakai", en: "Time elapsed"), LocalizedText("\(share) %"))
  }

  /// Amounts as they were recorded for the mission; of different currencies nothing is added up.
  private func disbursement() throws -> ReportTable? {
    let table = try desk.context.store.records(
      RecordQuery(
        dataset: "pencairan_program", fields: ["pc_bagian", "pc_mata_uang", "pc_pagu", "pc_cair", "pc_tanggal"],
        filters: [.texts(field: "pc_rapat", [desk.meeting.id])]))
    guard table.count > 0 else { return nil }
    func amount(_ field: String, _ row: Int) -> ReportValue {
      table.real(field, row).map { .real($0, decimals: 2) } ?? .missing
    }
    return ReportTable(
      id: "disbursement", title: LocalizedText(id: "Pencairan", en: "Disbursement"),
      columns: [
        ReportColumn(
          id: "part", label: LocalizedText(id: "Komponen atau sumber", en: "Component or source"), type: .text),
        ReportColumn(id: "currency", label: LocalizedText(id: "Mata uang", en: "Currency"), type: .text),
        ReportColumn(id: "allocated", label: LocalizedText(id: "Pagu", en: "Allocated"), type: .real),
        ReportColumn(id: "disbursed", label: LocalizedText(id: "Dicairkan", en: "Disbursed"), type: .real),
        ReportColumn(id: "share", label: LocalizedText(id: "Bagian", en: "Share"), type: .percent),
        ReportColumn(id: "date", label: LocalizedText(id: "Per", en: "As of"), type: .date),
      ],
      rows: (0..<table.count).map { row in
        let share = table.real("pc_pagu", row).flatMap { all in
          all > 0 ? table.real("pc_cair", row).map { 100 * $0 / all } : nil
        }
        return [
          ReportValue(words: table.text("pc_bagian", row)), ReportValue(words: table.text("pc_mata_uang", row)),
          amount("pc_pagu", row), amount("pc_cair", row), share.map { .percent($0, decimals: 1) } ?? .missing,
          table.day("pc_tanggal", row).map { .date($0.description) } ?? .missing,
        ]
      })
  }
}
