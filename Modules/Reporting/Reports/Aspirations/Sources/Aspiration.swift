import Diagnostics
import Domain
import Storage

/// An aspiration as recorded at a visit.
struct Aspiration {
  let year: Int
  let visit: String
  let number: Int
  let place: RegionCode?
  let theme: String
  let text: String
  let proposal: String?
  let plan: String?
  let budget: String?
  let isDone: Bool
  let answer: String?
  /// The number of the same visit that it repeats.
  let sameAs: Int?
  /// The day of the visit, where its record says it.
  let voiced: CalendarDate?

  /// 0 voiced, 1 proposed, 2 in a plan, 3 in a budget, 4 done.
  var stage: Int { isDone ? 4 : budget != nil ? 3 : plan != nil ? 2 : proposal != nil ? 1 : 0 }
  /// What stands in a plan or went beyond it.
  var isTakenUp: Bool { stage >= 2 }
  var reference: String { "\(visit)#\(number)" }

  static let stages = [
    LocalizedText(id: "disampaikan", en: "voiced"), LocalizedText(id: "diusulkan", en: "proposed"),
    LocalizedText(id: "dalam rencana", en: "in a plan"), LocalizedText(id: "dalam anggaran", en: "in a budget"),
    LocalizedText(id: "terlaksana", en: "done"),
  ]

  static let dataset = "aspirasi"

  /// Those of the region asked for, of all years, by visit and number.
  static func all(_ context: ReportContext) throws -> [Aspiration] {
    let fields = [
      "asp_rapat", "asp_nomor", "asp_desa", "asp_tema", "asp_isi", "asp_usulan", "asp_rencana", "asp_anggaran",
      "asp_terlaksana", "asp_jawaban", "asp_sama_dengan",
    ]
    let filters: [RecordQuery.Filter] =
      context.region == .nation ? [] : [.within(field: "asp_desa", context.region)]
    let table = try context.store.records(RecordQuery(dataset: dataset, fields: fields, filters: filters))
    let days = try visits(context)
    return (0..<table.count).map { row in
      let visit = table.text("asp_rapat", row) ?? ""
      return Aspiration(
        year: Int(table.periods[row]), visit: visit, number: Int(table.integer("asp_nomor", row) ?? 0),
        place: table.integer("asp_desa", row).flatMap { RegionCode($0) }, theme: table.text("asp_tema", row) ?? "",
        text: table.text("asp_isi", row) ?? "", proposal: table.text("asp_usulan", row),
        plan: table.text("asp_rencana", row), budget: table.text("asp_anggaran", row),
        isDone: table.flag("asp_terlaksana", row), answer: table.text("asp_jawaban", row),
        sameAs: table.integer("asp_sama_dengan", row).map { Int($0) }, voiced: days[visit])
    }
  }

  /// The days of meetings by id.
  private static func visits(_ context: ReportContext) throws -> [String: CalendarDate] {
    let table = try context.store.records(
      RecordQuery(dataset: Meeting.dataset, fields: ["rapat_id", "rapat_mulai", "rapat_rencana_mulai"]))
    var days: [String: CalendarDate] = [:]
    for row in 0..<table.count {
      guard let id = table.text("rapat_id", row) else { continue }
      days[id] = table.day("rapat_mulai", row) ?? table.day("rapat_rencana_mulai", row)
    }
    return days
  }
}
