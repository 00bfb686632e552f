import Diagnostics
import Domain
import PluginKit
import Storage

/// All that a dashboard shows, read once.
struct DashboardData {
  let map: BudgetMap
  let villages: [RegionUnit]
  /// Kelurahan: they have no scores and no budgets of their own, but belong to the kecamatan.
  let wards: [RegionUnit]
  let achievement: ServiceAchievement?
  /// The index whose status is shown, and the latest year of it; it may have a status where it has no scores.
  let index: (dataset: DatasetDeclaration, year: Int)?
  /// The average scores of SDGs Desa by village, in the latest year that has any; nil where none has.
  let goals: (year: Int, scores: [RegionCode: Double])?
  /// The year of budgets and documents.
  let year: Int
  let books: BudgetBooks
  /// The version asked for; nil for the last one of each village.
  let version: Int?
  /// By village, in the year and in the one it is compared with.
  let spending: [RegionCode: ServiceSpending]
  let spendingBefore: [RegionCode: ServiceSpending]
  let yearBefore: Int
  /// Those not done.
  let aspirations: [Aspiration]
  let documents: VillageDocuments?
  let actions: [MeetingAction]
  private(set) var notes: [LocalizedText] = []
  private(set) var sources: [ReportSource] = []

  init(_ context: ReportContext, at date: CalendarDate) throws {
    map = try context.budgetMap()
    let units = try context.store.units(.village, in: context.region, at: date)
    villages = units.filter { $0.code.villageKind.map { $0 != .kelurahan } ?? false }
    wards = units.filter { $0.code.villageKind == .kelurahan }
    let candidates = try ServiceAchievement.candidates(context, map.services, district: context.region)
    let achievement = try ServiceAchievement(
      context, map.services, candidates, district: context.region, at: date)
    self.achievement = achievement
    index =
      candidates.filter { achievement?.dataset.id ?? $0.dataset.id == $0.dataset.id }
      .compactMap { own in own.years.last.map { (own.dataset, $0) } }.max { $0.1 < $1.1 }
    let budgets = try context.datasets[ReportContext.budgetDataset].map { dataset in
      try context.store.periods(of: dataset.id, in: context.region).map(\.year)
    }
    goals = try Self.goals(context, at: date)
    let asked = context.period?.year
    year = budgets?.last { $0 <= asked ?? $0 } ?? achievement?.year ?? asked ?? date.year
    yearBefore = context.options["before"].flatMap { Int($0) } ?? year - 1
    if budgets?.contains(year) == true {
      books = try BudgetBooks(context, map, villages: villages.map(\.code), years: [year])
      version = try context.budgetVersion().map { Int($0) }
      (spending, spendingBefore) = try Self.spending(context, map, year, yearBefore, at: date)
    } else {
      version = nil
      books = try BudgetBooks(context, map, villages: [], years: [])
      (spending, spendingBefore) = ([:], [:])
    }
    let year = year
    // Of an earlier year those count that were voiced by its end; when one was done is not recorded.
    let last = asked.map { max($0, year) }
    aspirations =
      context.datasets[Aspiration.dataset] == nil
      ? []
      : try Aspiration.all(context).filter { entry in
        !entry.isDone && last.map { (entry.voiced?.year ?? entry.year) <= $0 } ?? true
      }
    documents = try context.datasets[VillageDocuments.dataset].flatMap { dataset in
      try context.store.periods(of: dataset.id, in: context.region).contains { $0.year == year }
        ? try VillageDocuments(context, dataset, year: year, at: date) : nil
    }
    actions =
      context.datasets[MeetingAction.dataset] == nil
      ? [] : try context.actions(within: context.region).filter { $0.standing.status.isOpen }
    if let achievement {
      try add(context, achievement.dataset.id, achievement.year)
      if let asked, achievement.year < asked {
        notes.append(
          LocalizedText(
            id: "Skor indikator \(asked) belum ada; yang ditampilkan skor \(achievement.year).",
            en: "There are no scores of \(asked) yet; those of \(achievement.year) are shown."))
      }
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
    if let goals { try add(context, Self.goalsDataset, goals.year) }
    if let note = comparisonNote(context) { notes.append(note) }
  }

  /// What villages spend in two years; in the earlier one in their last version, whichever is asked for.
  private static func spending(
    _ context: ReportContext, _ map: BudgetMap, _ year: Int, _ before: Int, at date: CalendarDate
  ) throws -> ([RegionCode: ServiceSpending], [RegionCode: ServiceSpending]) {
    let latest = try SpendingReader(context, map, level: .village, takesLatest: true)
    guard context.options["version"] != nil else {
      let read = try latest.read(Array(Set([before, year])).sorted(), registerDate: date)
      return (read[year] ?? [:], read[before] ?? [:])
    }
    let own = try SpendingReader(context, map, level: .village).read([year], registerDate: date)
    return (own[year] ?? [:], try latest.read([before], registerDate: date)[before] ?? [:])
  }

  private static let goalsDataset = "sdgs_desa"
  private static let goalsField = "sdgs_rata"

  private static func goals(_ context: ReportContext, at date: CalendarDate) throws -> (Int, [RegionCode: Double])? {
    guard context.datasets[goalsDataset]?.field(goalsField) != nil else { return nil }
    for period in try context.store.periods(of: goalsDataset, in: context.region).reversed() {
      guard period.year <= context.period?.year ?? period.year else { continue }
      let columns = try context.store.columns(
        of: goalsDataset, fields: [goalsField], period: period, in: context.region, registerDate: date)
      let scores = Dictionary(
        zip(columns.regions, columns.values[0]).compactMap { region, value in
          value.isNaN ? nil : RegionCode(region).map { ($0, value) }
        }, uniquingKeysWith: { first, _ in first })
      if !scores.isEmpty { return (period.year, scores) }
    }
    return nil
  }

  /// What there is not of a year that was asked for to compare with.
  private func comparisonNote(_ context: ReportContext) -> LocalizedText? {
    guard let asked = context.options["before"].flatMap({ Int($0) }) else { return nil }
    let missing = [
      achievement?.before == asked ? nil : LocalizedText(id: "skor indikator", en: "scores"),
      spendingBefore.isEmpty ? LocalizedText(id: "anggaran", en: "budgets") : nil,
    ].compactMap { $0 }
    guard !missing.isEmpty else { return nil }
    return LocalizedText(
      id: "Tidak ada \(missing.map(\.id).joined(separator: " dan ")) \(asked) untuk dibandingkan.",
      en: "There are no \(missing.map(\.en).joined(separator: " and ")) of \(asked) to compare with.")
  }

  private mutating func add(_ context: ReportContext, _ id: String, _ year: Int) throws {
    let dataset = try context.declaration(of: id)
    let source = try context.source(of: dataset, in: year)
    sources.append(source)
    if source.isExample {
      notes.append(
        LocalizedText(
          id: "\(dataset.title.id) \(year): angka contoh, bukan data sebenarnya.",
          en: "\(dataset.title.en) \(year): examples, no real data."))
    }
  }

  /// Open aspirations whose theme names a service in whole words.
  func aspirations(for service: BasicService) -> [Aspiration] {
    let phrases = service.themes.map(Self.words)
    var known: [Int32: Bool] = [:]
    return aspirations.filter { entry in
      if let isMeant = known[entry.themeCode] { return isMeant }
      let theme = Self.words(entry.theme)
      let isMeant = phrases.contains { theme.contains($0) }
      known[entry.themeCode] = isMeant
      return isMeant
    }
  }

  private static func words(_ text: String) -> [Substring] {
    text.lowercased().split { !$0.isLetter && !$0.isNumber }
  }

  /// The villages whose budget has nothing for a service that they lack or that somebody there asks for.
  func unfunded(_ place: Int) -> Set<RegionCode> {
    let service = map.services[place]
    let demand = lacking(service).map(\.code) + aspirations(for: service).compactMap(\.place)
    return Set(demand.filter { spending[$0].map { $0.services[place].planned == 0 } ?? false })
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
    let counted = own.filter { $0.version == version ?? last[$0.village] }
    return (counted.count, Set(counted.map(\.village)).count)
  }

  /// The villages that lack a service.
  func lacking(_ service: BasicService) -> [RegionUnit] {
    villages.filter { unit in achievement.map { !$0.lacks(service, unit.code).isEmpty } ?? false }
  }

  /// How many villages have a score.
  var scored: Int { villages.count { achievement?.has($0.code) ?? false } }

  var total: ServiceSpending { BasicServicesReport.sum(spending.values, map) }
  var totalBefore: ServiceSpending { BasicServicesReport.sum(spendingBefore.values, map) }
}
