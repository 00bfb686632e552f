import Diagnostics
import Domain
import PluginKit
import Storage

/// What share of their budgets villages spend on basic services.
///
/// Serves `basic_services`. Tables: `main`
/// (`code,name,villages,reporting,spending,basic,share,share_without_cash,rank,spent,spent_share,spent_share_without_cash`),
/// `stages`, `services`, `by_service`, `years`, `typologies`.
public struct BasicServicesReport: Report {
  public init() {}

  public func document(_ context: ReportContext) throws -> ReportDocument {
    let basis: ReportBasis
    switch try context.basis(of: ReportContext.budgetDataset, fields: ["anggaran", "realisasi"]) {
    case .success(let found): basis = found
    case .failure(let nothing): return nothing.document
    }
    let map = try context.budgetMap(of: basis.period.year)
    guard !map.services.isEmpty else { return context.nothing(Self.noServices, basis.region).document }
    try check(context)
    // Of the nation and provinces the villages are not looked at one by one.
    let unit: RegionLevel = context.region.level <= .province ? .regency : .village
    let reader = try SpendingReader(context, map, level: unit)
    let years = try years(context, basis)
    let read = try reader.read(years, registerDate: basis.register.date)
    let own = read[basis.period.year] ?? [:]
    let tables = BasicServicesTables(
      context: context, basis: basis, map: map, units: own,
      neighbours: try neighbours(context, basis, map, own), unitLevel: unit,
      years: years.map { year in
        (year, Self.sum((read[year] ?? [:]).values, map))
      })
    var document = ReportDocument(
      report: context.header.id, title: context.header.title, region: basis.region, period: basis.period.description,
      dataAsOf: basis.asOf, stage: basis.stage, keyFigures: tables.keyFigures,
      sources: [basis.source(basis.dataset.id)], notes: try context.registerNote(basis))
    document.tables = [
      try tables.main(), tables.stages(), tables.services(), try tables.byService(), tables.yearByYear(),
      tables.typologies(),
    ]
    document.figures = [
      ReportFigure(
        id: "years", title: tables.yearsTitle, kind: .line, table: "years", category: "year",
        values: ["share", "share_without_cash", "spent_share"])
    ]
    document.notes += tables.notes
    return document
  }

  /// What a village is compared with: the villages of its kecamatan, the others in their last version; elsewhere the units.
  private func neighbours(
    _ context: ReportContext, _ basis: ReportBasis, _ map: BudgetMap, _ own: [RegionCode: ServiceSpending]
  ) throws -> [RegionCode: ServiceSpending] {
    guard context.region.level == .village, let district = context.region.ancestor(.district),
      context.store.principal.scope.contains(district)
    else { return own }
    let year = basis.period.year
    let read = try SpendingReader(context, map, level: .village, in: district, takesLatest: true).read(
      [year], registerDate: basis.register.date)
    var neighbours = read[year] ?? [:]
    neighbours[context.region] = own[context.region]
    return neighbours
  }

  private func check(_ context: ReportContext) throws {
    guard let fund = context.options["fund"], fund != "dds" else { return }
    throw ReportFailure(
      Diagnostic(
        code: "option-invalid",
        message: LocalizedText(id: "`fund` hanya dapat `dds`", en: "`fund` can only be `dds`"), value: fund))
  }

  /// The year asked for and those before it, ascending.
  private func years(_ context: ReportContext, _ basis: ReportBasis) throws -> [Int] {
    let usual = context.region == .nation ? 1 : 5
    let count = context.options["years"].flatMap { Int($0) } ?? usual
    let known = try context.store.periods(of: basis.dataset.id, in: context.region).map(\.year)
    return Array(known.filter { $0 <= basis.period.year }.suffix(max(1, count)))
  }

  static func sum(_ all: some Sequence<ServiceSpending>, _ map: BudgetMap) -> ServiceSpending {
    var sum = ServiceSpending(map)
    for own in all { sum += own }
    return sum
  }

  static let noServices = LocalizedText(
    id: "Tidak ada plugin daerah aktif yang menyebut layanan dasar (`budget.services`).",
    en: "No enabled region plugin names basic services (`budget.services`).")
}
