import Diagnostics
import Domain
import Storage

/// An aspiration as recorded at a visit: a row of the table that was read, decoded where it is looked at.
struct Aspiration {
  private let rows: AspirationRows
  private let row: Int

  fileprivate init(_ rows: AspirationRows, _ row: Int) {
    self.rows = rows
    self.row = row
  }

  var year: Int { Int(rows.table.periods[row]) }
  var visit: String { rows.visits.texts[Int(rows.visits.codes[row])] }
  var number: Int { Int(rows.table.integer("asp_nomor", row) ?? 0) }
  var place: RegionCode? { RegionCode(rows.places[row]) }
  var theme: String { rows.themeNames[Int(themeCode)] }
  /// Stands for the theme among those that were read together.
  var themeCode: Int32 { rows.themeCodes[row] }
  var text: String { rows.table.text("asp_isi", row) ?? "" }
  var proposal: String? { rows.table.text("asp_usulan", row) }
  var plan: String? { rows.table.text("asp_rencana", row) }
  var budget: String? { rows.table.text("asp_anggaran", row) }
  var isDone: Bool { stage == 4 }
  var answer: String? { rows.table.text("asp_jawaban", row) }
  var isAnswered: Bool { rows.isAnswered[row] }
  /// The day of the visit, where its record says it.
  var voiced: CalendarDate? { rows.days[Int(rows.visits.codes[row])] }

  /// 0 voiced, 1 proposed, 2 in a plan, 3 in a budget, 4 done.
  var stage: Int { Int(rows.stages[row]) }
  /// What stands in a plan or went beyond it.
  var isTakenUp: Bool { stage >= 2 }
  /// What tells it apart among those that were read together.
  var id: Int { row }

  static let stages = [
    LocalizedText(id: "disampaikan", en: "voiced"), LocalizedText(id: "diusulkan", en: "proposed"),
    LocalizedText(id: "dalam rencana", en: "in a plan"), LocalizedText(id: "dalam anggaran", en: "in a budget"),
    LocalizedText(id: "terlaksana", en: "done"),
  ]

  static let dataset = "aspirasi"

  /// Those of the region asked for, of all years, by visit and number, without those that repeat another.
  static func all(_ context: ReportContext) throws -> [Aspiration] {
    let fields = [
      "asp_rapat", "asp_nomor", "asp_desa", "asp_tema", "asp_isi", "asp_usulan", "asp_rencana", "asp_anggaran",
      "asp_terlaksana", "asp_jawaban", "asp_sama_dengan",
    ]
    let filters: [RecordQuery.Filter] =
      context.region == .nation ? [] : [.within(field: "asp_desa", context.region)]
    let table = try context.store.records(RecordQuery(dataset: dataset, fields: fields, filters: filters))
    let rows = AspirationRows(table, try visits(context))
    return (0..<table.count).filter { table.integer("asp_sama_dengan", $0) == nil }.map { Aspiration(rows, $0) }
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

/// Aspirations as they were read, column by column.
private final class AspirationRows {
  struct Visits {
    let texts: [String]
    let codes: [Int32]
  }

  let table: RecordTable
  let visits: Visits
  let days: [CalendarDate?]
  let places: [Int64]
  let themeNames: [String]
  let themeCodes: [Int32]
  let stages: [UInt8]
  let isAnswered: [Bool]

  init(_ table: RecordTable, _ days: [String: CalendarDate]) {
    func codes(_ field: String) -> TextCodes { TextCodes(table.texts(field) ?? TextColumn()) }
    self.table = table
    // The key rules out rows without a visit.
    let visits = codes("asp_rapat")
    self.visits = Visits(texts: visits.texts, codes: visits.codes)
    self.days = visits.texts.map { days[$0] }
    places = table.integers("asp_desa") ?? []
    let themes = codes("asp_tema")
    // One more name, for those without a theme.
    themeNames = themes.texts + [""]
    let none = Int32(themes.count)
    themeCodes = themes.codes.map { $0 < 0 ? none : $0 }
    func isThere(_ field: String) -> [Bool] {
      table.texts(field).map { texts in (0..<texts.count).map { texts.hasText($0) } } ?? []
    }
    let (proposed, planned, budgeted) = (isThere("asp_usulan"), isThere("asp_rencana"), isThere("asp_anggaran"))
    stages = (0..<table.count).map { row in
      table.flag("asp_terlaksana", row) ? 4 : budgeted[row] ? 3 : planned[row] ? 2 : proposed[row] ? 1 : 0
    }
    isAnswered = isThere("asp_jawaban")
  }
}
