import Diagnostics
import Domain
import PluginKit
import Storage

/// The tables of `planning_stages`.
struct PlanningStagesTables {
  let context: ReportContext
  let documents: VillageDocuments
  let source: String

  private typealias Entry = (village: VillageDocuments.Village, document: VillageDocuments.Document)

  private func column(_ id: String, _ indonesian: String, _ english: String, _ type: ReportColumn.Kind)
    -> ReportColumn
  {
    ReportColumn(id: id, label: LocalizedText(id: indonesian, en: english), type: type, source: source)
  }

  /// The villages of which anything is recorded; that documents of the others are late, nobody knows.
  private var reporting: [VillageDocuments.Village] { documents.villages.filter(\.isRecorded) }

  private var all: [Entry] {
    reporting.flatMap { village in village.documents.map { (village, $0) } }
  }

  private static func isOverdue(_ document: VillageDocuments.Document) -> Bool {
    if case .overdue = document.state { true } else { false }
  }

  private static func isLate(_ document: VillageDocuments.Document) -> Bool {
    if case .late = document.state { true } else { false }
  }

  var keyFigures: [KeyFigure] {
    func figure(_ id: String, _ label: LocalizedText, _ value: Int) -> KeyFigure {
      KeyFigure(id: id, label: label, value: .integer(value), source: source)
    }
    let (all, reporting) = (self.all, self.reporting)
    return [
      figure("villages", LocalizedText(id: "Desa", en: "Villages"), documents.villages.count),
      figure(
        "unreported", LocalizedText(id: "Desa belum ada data", en: "Villages without data"),
        documents.villages.count - reporting.count),
      figure(
        "overdue_villages", LocalizedText(id: "Desa yang terlambat", en: "Villages that are late"),
        reporting.count { $0.documents.contains(where: Self.isOverdue) }),
      figure(
        "overdue", LocalizedText(id: "Dokumen yang terlambat", en: "Documents overdue"),
        all.count { Self.isOverdue($0.document) }),
    ]
  }

  func stages() -> ReportTable {
    let (count, reporting) = (documents.villages.count, self.reporting)
    let rows = PlanningCycle.stages.enumerated().map { place, stage -> [ReportValue] in
      let own = reporting.map { $0.documents[place] }
      let due = stage.day(fiscalYear: documents.year)
      return [
        .text(stage.title), due.map { .date($0.description) } ?? .missing, .integer(count),
        .integer(own.count { $0.state == .inTime }), .integer(own.count(where: Self.isLate)),
        .integer(own.count(where: Self.isOverdue)), .integer(own.count { $0.state == .open }),
        .integer(count - own.count), .text(stage.basis),
      ]
    }
    return ReportTable(
      id: "stages", title: LocalizedText(id: "Tahapan \(documents.year)", en: "Stages of \(documents.year)"),
      columns: [
        column("stage", "Tahapan", "Stage", .text), column("due", "Batas", "Due", .date),
        column("villages", "Desa", "Villages", .integer), column("in_time", "Tepat waktu", "In time", .integer),
        column("late", "Selesai terlambat", "Done late", .integer), column("overdue", "Terlambat", "Overdue", .integer),
        column("open", "Belum jatuh tempo", "Not due", .integer),
        column("unreported", "Belum ada data", "No data", .integer),
        column("basis", "Dasar hukum", "Legal basis", .text),
      ], rows: rows)
  }

  func late() throws -> ReportTable {
    func days(_ entry: Entry) -> (isOverdue: Bool, days: Int)? {
      switch entry.document.state {
      case .overdue(let days): (true, days)
      case .late(let days): (false, days)
      case .inTime, .open: nil
      }
    }
    let found = all.compactMap { entry in days(entry).map { (entry: entry, late: $0) } }.sorted { a, b in
      if a.late.isOverdue != b.late.isOverdue { return a.late.isOverdue }
      if a.late.days != b.late.days { return a.late.days > b.late.days }
      return a.entry.village.unit.code < b.entry.village.unit.code
    }
    let districts = try context.placeNames(documents.villages.compactMap { $0.unit.code.ancestor(.district) })
    let table = ReportTable(
      id: "late", title: LocalizedText(id: "Yang terlambat", en: "What is late"),
      columns: [
        column("code", "Kode", "Code", .code),
        ReportColumn(id: "name", label: context.vocabulary.village(in: context.region), type: .text),
        column("district", "Kecamatan", "Kecamatan", .text), column("stage", "Tahapan", "Stage", .text),
        column("due", "Batas", "Due", .date), column("done", "Selesai", "Done", .date),
        column("working_days", "Hari kerja", "Working days", .integer),
        column("facilitator", "Pendamping", "Facilitator", .text).ofPeople,
      ])
    return try context.long(table, found) { entry, late in
      [
        .code(entry.village.unit.code.description), .text(entry.village.unit.name),
        entry.village.unit.code.ancestor(.district).flatMap { districts[$0] }.map { .text($0) } ?? .missing,
        .text(entry.document.stage.title), entry.document.due.map { .date($0.description) } ?? .missing,
        entry.document.done.map { .date($0.description) } ?? .missing, .integer(late.days),
        entry.document.facilitator.map { .text($0) } ?? .missing,
      ]
    }
  }

  /// The villages of which nothing is recorded, by kecamatan.
  func unreported() throws -> ReportTable {
    let groups = Dictionary(grouping: documents.villages.filter { !$0.isRecorded }) {
      $0.unit.code.ancestor(.district) ?? $0.unit.code
    }
    let names = try context.placeNames(Array(groups.keys))
    let table = ReportTable(
      id: "unreported", title: LocalizedText(id: "Yang belum melapor", en: "Who has not reported"),
      columns: [
        column("code", "Kode", "Code", .code), column("district", "Kecamatan", "Kecamatan", .text),
        column("villages", "Desa", "Villages", .integer), column("names", "Nama desa", "Names", .text),
      ])
    return try context.long(table, groups.sorted { $0.key < $1.key }) { code, villages in
      [
        .code(code.description), names[code].map { .text($0) } ?? .missing, .integer(villages.count),
        .text(villages.map(\.unit.name).joined(separator: ", ")),
      ]
    }
  }

  /// A row a village with the day of each document; of wider regions only the villages that lack some.
  func villages() throws -> ReportTable {
    let table = ReportTable(
      id: "villages", title: LocalizedText(id: "Menurut desa", en: "By village"),
      columns: [
        column("code", "Kode", "Code", .code),
        ReportColumn(id: "name", label: context.vocabulary.village(in: context.region), type: .text),
      ] + PlanningCycle.stages.map { ReportColumn(id: $0.id, label: $0.title, type: .date, source: source) })
    return try context.long(table, documents.villages) { village in
      [.code(village.unit.code.description), .text(village.unit.name)]
        + village.documents.map { $0.done.map { .date($0.description) } ?? .missing }
    }
  }
}
