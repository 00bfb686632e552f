import Diagnostics
import Domain
import PluginKit
import Storage

/// What a kecamatan's joint team looks at: service by service what villages lack, what they spend and what to do about it.
///
/// Serves `kecamatan_dashboard`. Tables: `services`, `balance`, `unserved`, `indicators`, `villages`, `stages`, `actions`,
/// `missing`, `before_after`.
public struct KecamatanDashboardReport: Report {
  public init() {}

  public func document(_ context: ReportContext) throws -> ReportDocument {
    guard context.region.level == .district else {
      throw ReportFailure(
        Diagnostic(
          code: "region-level",
          message: LocalizedText(
            id: "dashboard dibuat untuk satu kecamatan, bukan \(context.region)",
            en: "a dashboard is that of one kecamatan, not of \(context.region)"), value: context.region.description,
          hint: LocalizedText(
            id: "sebutkan kode kecamatan, atau semua sekaligus dengan --each kecamatan",
            en: "name a kecamatan, or take all at once with --each kecamatan")))
    }
    guard let register = try context.store.registerDate(for: context.asOf ?? context.period?.lastDay) else {
      return context.nothing(ReportContext.noRegister).document
    }
    let region = try context.reportRegion(at: register.date)
    let data = try DashboardData(context, at: register.date)
    let tables = DashboardTables(context: context, data: data)
    var document = ReportDocument(
      report: context.header.id, title: context.header.title, region: region, period: "\(data.year)",
      keyFigures: tables.keyFigures, sources: data.sources, notes: data.notes)
    document.isDashboard = true
    document.tables = [tables.serviceTable(), tables.balance(), tables.unserved(), tables.villages()]
    document.tables += [tables.beforeAfter(), tables.indicators()]
    document.tables += [tables.stages(), try tables.actions(), tables.missing()].filter { !$0.rows.isEmpty }
    document.figures = tables.figures
    return document
  }
}

/// All that a dashboard shows, read once.
struct DashboardData {
  let map: BudgetMap
  let villages: [RegionUnit]
  let achievement: ServiceAchievement?
  /// The year of budgets and documents.
  let year: Int
  let books: BudgetBooks
  /// By village, in the year and in the one it is compared with.
  let spending: [RegionCode: ServiceSpending]
  let spendingBefore: [RegionCode: ServiceSpending]
  let yearBefore: Int
  let aspirations: [Aspiration]
  let documents: VillageDocuments?
  let actions: [MeetingAction]
  private(set) var notes: [LocalizedText] = []
  private(set) var sources: [ReportSource] = []

  init(_ context: ReportContext, at date: CalendarDate) throws {
    map = try context.budgetMap()
    let kinds: [VillageKind] = [.desa, .desaAdat]
    villages = try context.store.units(.village, in: context.region, at: date).filter { unit in
      unit.code.villageKind.map(kinds.contains) ?? false
    }
    achievement = try ServiceAchievement(context, map.services, district: context.region, at: date)
    let budgets = try context.datasets[ReportContext.budgetDataset].map { dataset in
      try context.store.periods(of: dataset.id, in: context.region).map(\.year)
    }
    let asked = context.period?.year
    year = budgets?.last { $0 <= asked ?? $0 } ?? achievement?.year ?? asked ?? date.year
    yearBefore = context.options["before"].flatMap { Int($0) } ?? year - 1
    if budgets?.contains(year) == true {
      books = try BudgetBooks(context, map, villages: villages.map(\.code), years: [year])
      let read = try SpendingReader(context, map, level: .village).read(
        Array(Set([yearBefore, year])).sorted(), registerDate: date)
      spending = read[year] ?? [:]
      spendingBefore = read[yearBefore] ?? [:]
    } else {
      books = try BudgetBooks(context, map, villages: [], years: [])
      (spending, spendingBefore) = ([:], [:])
    }
    aspirations = context.datasets[Aspiration.dataset] == nil ? [] : try Aspiration.all(context)
    let year = year
    documents = try context.datasets[VillageDocuments.dataset].flatMap { dataset in
      try context.store.periods(of: dataset.id, in: context.region).contains { $0.year == year }
        ? try VillageDocuments(context, dataset, year: year, at: date) : nil
    }
    actions =
      context.datasets[MeetingAction.dataset] == nil
      ? [] : try context.actions(within: context.region).filter { $0.standing.status.isOpen }
    if let achievement {
      try add(context, achievement.dataset.id, achievement.year)
    } else {
      notes.append(
        LocalizedText(
          id: "Skor indikator desa belum ada dalam data.", en: "Scores of the villages are not in the store."))
    }
    if spending.isEmpty {
      notes.append(
        LocalizedText(id: "Anggaran desa belum ada dalam data.", en: "Budgets of the villages are not in the store."))
    } else {
      try add(context, ReportContext.budgetDataset, self.year)
    }
    if documents != nil { try add(context, VillageDocuments.dataset, self.year) }
  }

  private mutating func add(_ context: ReportContext, _ id: String, _ year: Int) throws {
    let dataset = try context.declaration(of: id)
    let origins = try Period(number: year).map { period in
      try context.store.origins(of: id, fields: [], period: period, in: context.region)
    }
    sources.append(
      ReportSource(
        id: id, dataset: id, title: dataset.title, period: "\(year)", batches: origins?.map(\.batch) ?? []))
    if origins?.contains(where: \.isExample) ?? false {
      notes.append(
        LocalizedText(
          id: "\(dataset.title.id) \(year): angka contoh, bukan data sebenarnya.",
          en: "\(dataset.title.en) \(year): examples, no real data."))
    }
  }

  /// Open aspirations whose theme names a service.
  func aspirations(for service: BasicService) -> Int {
    aspirations.count { entry in
      let theme = entry.theme.lowercased()
      return !entry.isDone && service.themes.contains { theme.contains($0.lowercased()) }
    }
  }

  /// The funded lines of a service, and the villages that have them.
  func funded(_ service: Int) -> (lines: Int, villages: Int) {
    let own = books.lines.filter { line in
      guard line.side == .spending, let code = line.activity, (line.planned ?? 0) > 0 else { return false }
      let activity = map.activity(code)
      return activity.service == service && activity.isCounted
        && spending[RegionCode(line.village) ?? .nation] != nil
    }
    let last = Dictionary(grouping: books.lines, by: \.village).mapValues { $0.map(\.version).max() ?? 1 }
    let counted = own.filter { $0.version == last[$0.village] }
    return (counted.count, Set(counted.map(\.village)).count)
  }

  /// The villages that lack a service.
  func lacking(_ service: BasicService) -> [RegionUnit] {
    villages.filter { unit in achievement.map { !$0.lacks(service, unit.code).isEmpty } ?? false }
  }

  var total: ServiceSpending { BasicServicesReport.sum(spending.values, map) }
  var totalBefore: ServiceSpending { BasicServicesReport.sum(spendingBefore.values, map) }
}
