import Diagnostics
import Domain
import Storage

/// Activities proposed in addition to a plan, with each decision on them: proposed, accepted, rejected.
struct AdditionalActivities {
  private struct Entry {
    let meeting: String
    let number: Int
    /// 1 proposed, 2 accepted, 3 rejected.
    let decision: Int
    let text: String?
    let component: String?
    let by: String?
    let cost: Int64?
    let date: CalendarDate?
    let reason: String?
  }

  private static let titles = [
    LocalizedText(id: "diusulkan", en: "proposed"), LocalizedText(id: "diterima", en: "accepted"),
    LocalizedText(id: "ditolak", en: "rejected"),
  ]

  private let entries: [Entry]

  init(_ context: ReportContext, of meetings: [String]) throws {
    guard !meetings.isEmpty else {
      entries = []
      return
    }
    let table = try context.store.records(
      RecordQuery(
        dataset: "kegiatan_tambahan",
        fields: [
          "kt_rapat", "kt_nomor", "kt_keputusan", "kt_uraian", "kt_komponen", "kt_pengusul", "kt_biaya", "kt_tanggal",
          "kt_alasan",
        ], filters: [.texts(field: "kt_rapat", meetings)]))
    entries = (0..<table.count).map { row in
      Entry(
        meeting: table.text("kt_rapat", row) ?? "", number: Int(table.integer("kt_nomor", row) ?? 0),
        decision: Int(table.integer("kt_keputusan", row) ?? 1), text: table.text("kt_uraian", row),
        component: table.text("kt_komponen", row), by: table.text("kt_pengusul", row),
        cost: table.integer("kt_biaya", row), date: table.day("kt_tanggal", row), reason: table.text("kt_alasan", row))
    }
  }

  /// One row an activity: what was decided last, and the whole course of it; nil where there are none.
  func table(title: LocalizedText) -> ReportTable? {
    guard !entries.isEmpty else { return nil }
    let groups = Dictionary(grouping: entries) { "\($0.meeting) \($0.number)" }.values.sorted {
      ($0[0].meeting, $0[0].number) < ($1[0].meeting, $1[0].number)
    }
    return ReportTable(
      id: "additions", title: title,
      columns: [
        ReportColumn(id: "meeting", label: LocalizedText(id: "Rapat", en: "Meeting"), type: .text),
        ReportColumn(id: "no", label: LocalizedText("No"), type: .integer),
        ReportColumn(id: "activity", label: LocalizedText(id: "Kegiatan tambahan", en: "Activity"), type: .text),
        ReportColumn(id: "component", label: LocalizedText(id: "Komponen", en: "Component"), type: .text),
        ReportColumn(id: "by", label: LocalizedText(id: "Pengusul", en: "Proposed by"), type: .text),
        ReportColumn(id: "cost", label: LocalizedText(id: "Biaya (Rp)", en: "Cost (Rp)"), type: .integer),
        ReportColumn(id: "decision", label: LocalizedText(id: "Keputusan", en: "Decision"), type: .text),
        ReportColumn(id: "course", label: LocalizedText(id: "Catatan keputusan", en: "Record"), type: .text),
      ], rows: groups.map(row), keyColumns: 2)
  }

  private func row(_ own: [Entry]) -> [ReportValue] {
    let course = own.sorted { ($0.date?.number ?? 0, $0.decision) < ($1.date?.number ?? 0, $1.decision) }
    func last<T>(_ path: (Entry) -> T?) -> T? { course.reversed().lazy.compactMap(path).first }
    let steps = course.map { entry -> LocalizedText in
      let title = Self.titles[min(max(entry.decision - 1, 0), 2)]
      let reason = entry.reason.map { ": \($0)" } ?? ""
      return LocalizedText(
        id: title.id + (entry.date.map { " \(PaperWords.short($0, .indonesian))" } ?? "") + reason,
        en: title.en + (entry.date.map { " \(PaperWords.short($0, .english))" } ?? "") + reason)
    }
    let decided = Self.titles[min(max((course.last?.decision ?? 1) - 1, 0), 2)]
    return [
      .text(own[0].meeting), .integer(own[0].number), ReportValue(words: last(\.text)),
      ReportValue(words: last(\.component)), ReportValue(words: course.lazy.compactMap(\.by).first),
      last(\.cost).map { .integer($0) } ?? .missing, .text(decided),
      .text(
        LocalizedText(
          id: steps.map(\.id).joined(separator: "; "), en: steps.map(\.en).joined(separator: "; "))),
    ]
  }
}
