import Diagnostics
import Domain
import PluginKit
import Storage

/// Which documents of a fiscal year the villages of a region have, and which are late.
struct VillageDocuments {
  enum State: Hashable {
    case inTime
    /// Done, but so many working days after it was due.
    case late(Int)
    /// Not done, and so many working days past its day.
    case overdue(Int)
    /// Not done, and not due yet or on no known day.
    case open
  }

  /// A document of one village.
  struct Document {
    let stage: PlanningCycle.Stage
    let due: CalendarDate?
    let done: CalendarDate?
    let facilitator: String?
    let state: State
  }

  struct Village {
    let unit: RegionUnit
    /// Whether any document of the year is recorded; of villages that report nothing, nothing is known to be late.
    let isRecorded: Bool
    /// By stage, in the order of the cycle.
    let documents: [Document]
  }

  static let dataset = "dokumen_desa"

  let villages: [Village]
  let year: Int
  let today: CalendarDate?
  /// The years in which working days are counted.
  let years: ClosedRange<Int>
  /// Public holidays of these years.
  let holidays: Set<CalendarDate>
  /// The years of which holidays are listed beyond those of every year.
  let listedYears: Set<Int>

  init(_ context: ReportContext, _ dataset: DatasetDeclaration, year: Int, at date: CalendarDate) throws {
    self.year = year
    today = context.asOf ?? context.today
    let units =
      context.region.level == .village
      ? try context.store.unit(context.region, at: date).map { [$0] } ?? []
      : try context.store.units(.village, in: context.region, at: date)
    let own = units.filter { unit in unit.code.villageKind.map { dataset.appliesTo.contains($0) } ?? false }
    let kinds = dataset.field("dok_jenis")?.categories?.map(\.id) ?? []
    let fields = ["dok_jenis", "dok_tanggal", "dok_diterima", "dok_pendamping"]
    let table = try context.store.records(
      RecordQuery(
        dataset: dataset.id, fields: fields, periods: year...year,
        regions: context.region == .nation ? nil : own.map(\.code)))
    var rows: [Int64: [String: Int]] = [:]
    for row in 0..<table.count {
      guard let place = table.integer("dok_jenis", row), kinds.indices.contains(Int(place) - 1) else { continue }
      rows[table.regions[row], default: [:]][kinds[Int(place) - 1]] = row
    }
    // The cycle begins two years before its fiscal year and ends the year after it.
    let span = (year - 2)...max(year + 1, today?.year ?? year)
    years = span
    let listed = context.budgets.declaration(in: context.region).holidays.compactMap(\.date)
    holidays = Set(span.flatMap { year in listed.compactMap { $0.date(in: year) } })
    listedYears = Set(listed.compactMap(\.year))
    let calendar = WorkingDays(holidays: holidays)
    let now = today
    villages = own.map { unit in
      let known = rows[unit.code.number] ?? [:]
      func received(_ id: String) -> CalendarDate? { known[id].flatMap { table.day("dok_diterima", $0) } }
      let documents = PlanningCycle.stages.map { stage -> Document in
        let row = known[stage.id]
        // A document that the kecamatan has, was made, whatever its own day.
        let done = row.flatMap { table.day("dok_tanggal", $0) ?? table.day("dok_diterima", $0) }
        let due = stage.day(fiscalYear: year, received: received, calendar)
        return Document(
          stage: stage, due: due, done: done, facilitator: row.flatMap { table.text("dok_pendamping", $0) },
          state: Self.state(due: due, done: done, today: now, calendar))
      }
      return Village(unit: unit, isRecorded: !known.isEmpty, documents: documents)
    }
  }

  private static func state(
    due: CalendarDate?, done: CalendarDate?, today: CalendarDate?, _ calendar: WorkingDays
  ) -> State {
    if let done {
      guard let due, done > due else { return .inTime }
      return .late(calendar.count(after: due, through: done))
    }
    guard let due, let today, today > due else { return .open }
    return .overdue(calendar.count(after: due, through: today))
  }
}
