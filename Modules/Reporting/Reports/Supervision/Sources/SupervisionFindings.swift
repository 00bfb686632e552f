import Diagnostics
import Domain
import Storage

/// A finding of a visit: an action with what only findings have.
struct SupervisionFinding {
  let action: MeetingAction
  /// The place of its service among the categories of `tl_layanan`.
  let service: Int?
  let point: String?
  let severity: Int?
  let recheck: CalendarDate?
  let result: String?

  var isOpen: Bool { action.standing.status.isOpen }
  /// Nobody said when it is looked at again, and nobody has looked.
  var lacksRecheck: Bool { recheck == nil && result == nil && action.standing.status != .dropped }

  /// The findings of visits, by visit and number.
  static func all(_ context: ReportContext, of visits: [String]) throws -> [SupervisionFinding] {
    let actions = try context.actions(of: visits)
    guard !actions.isEmpty else { return [] }
    let table = try context.store.records(
      RecordQuery(
        dataset: MeetingAction.dataset,
        fields: [
          "tl_rapat", "tl_nomor", "tl_layanan", "tl_titik_layanan", "tl_berat", "tl_periksa_ulang", "tl_hasil_periksa",
        ], filters: [.texts(field: "tl_rapat", visits)]))
    var rows: [String: Int] = [:]
    for row in 0..<table.count {
      rows["\(table.text("tl_rapat", row) ?? "")#\(table.integer("tl_nomor", row) ?? 0)"] = row
    }
    return actions.map { action in
      let row = rows["\(action.meeting)#\(action.number)"]
      func number(_ field: String) -> Int? { row.flatMap { table.integer(field, $0) }.map { Int($0) } }
      return SupervisionFinding(
        action: action, service: number("tl_layanan"), point: row.flatMap { table.text("tl_titik_layanan", $0) },
        severity: number("tl_berat"), recheck: row.flatMap { table.day("tl_periksa_ulang", $0) },
        result: row.flatMap { table.text("tl_hasil_periksa", $0) })
    }
  }
}

/// The answer to one item of a visit's checklist.
struct ChecklistAnswer {
  /// In the order of the dataset's categories.
  enum Answer: Int {
    case yes = 1
    case partly
    case no
    case inapplicable
  }

  let visit: String
  let number: Int
  let item: String
  let service: Int?
  let point: String?
  let place: RegionCode?
  let answer: Answer?
  let due: CalendarDate?
  let note: String?

  /// Whether its document should have been there on a day, and was not.
  func isLate(on day: CalendarDate?) -> Bool {
    guard let due, let day, let answer, answer == .no || answer == .partly else { return false }
    return due < day
  }

  static let dataset = "binwas_periksa"

  /// The answers of visits, by visit and number.
  static func all(_ context: ReportContext, of visits: [String]) throws -> [ChecklistAnswer] {
    guard !visits.isEmpty else { return [] }
    let fields = [
      "bp_rapat", "bp_nomor", "bp_butir", "bp_layanan", "bp_titik_layanan", "bp_wilayah", "bp_jawaban", "bp_batas",
      "bp_catatan",
    ]
    let table = try context.store.records(
      RecordQuery(dataset: dataset, fields: fields, filters: [.texts(field: "bp_rapat", visits)]))
    return (0..<table.count).map { row in
      ChecklistAnswer(
        visit: table.text("bp_rapat", row) ?? "", number: Int(table.integer("bp_nomor", row) ?? 0),
        item: table.text("bp_butir", row) ?? "", service: table.integer("bp_layanan", row).map { Int($0) },
        point: table.text("bp_titik_layanan", row),
        place: table.integer("bp_wilayah", row).flatMap { RegionCode($0) },
        answer: table.integer("bp_jawaban", row).flatMap { Answer(rawValue: Int($0)) }, due: table.day("bp_batas", row),
        note: table.text("bp_catatan", row))
    }
  }
}
