import Diagnostics
import Domain
import PluginKit
import Storage

/// The evaluation of a village's budget, or of all villages of a kecamatan.
///
/// Serves `apbdes_review`. Tables for a village: `summary`, `fields`, `accounts`, `funds`, `rules`, `rules_realised`,
/// `rule_lines`, `services`, `changes`, `odd`, `checklist`, `signatures`; for a kecamatan: `villages`, `rules`, `realised`,
/// `rules_realised`.
public struct ApbdesReviewReport: Report {
  public init() {}

  public func document(_ context: ReportContext) throws -> ReportDocument {
    guard context.region.level >= .district else {
      throw ReportFailure(
        Diagnostic(
          code: "region-level",
          message: LocalizedText(
            id: "evaluasi dibuat untuk satu desa atau kecamatan, bukan \(context.region)",
            en: "an evaluation is that of a village or kecamatan, not of \(context.region)"),
          value: context.region.description,
          hint: LocalizedText(
            id: "sebutkan kode desa atau kecamatan: --region 64.02.08",
            en: "name a village or kecamatan: --region 64.02.08")
        ))
    }
    let basis: ReportBasis
    switch try context.basis(of: ReportContext.budgetDataset, fields: ["anggaran", "realisasi"]) {
    case .success(let found): basis = found
    case .failure(let nothing): return nothing.document
    }
    let neighbours = try BudgetNeighbours(context, basis)
    var document = ReportDocument(
      report: context.header.id, title: context.header.title, region: basis.region, period: basis.period.description,
      dataAsOf: basis.asOf, stage: basis.stage, sources: [basis.source(basis.dataset.id)],
      notes: try context.registerNote(basis))
    if context.region.level == .village {
      let review = try VillageReview(context, basis, neighbours)
      if let absence = try review.absence() {
        var nothing = context.nothing(absence, basis.region).document
        nothing.period = basis.period.description
        return nothing
      }
      try review.write(&document)
    } else {
      try DistrictReview(context, basis, neighbours).write(&document)
    }
    return document
  }
}

/// What the villages of a kecamatan spend, this year and the year before.
struct BudgetNeighbours {
  let map: BudgetMap
  let district: RegionCode
  let year: Int
  private var byYear: [Int: [RegionCode: ServiceSpending]]

  init(_ context: ReportContext, _ basis: ReportBasis) throws {
    map = try context.budgetMap()
    district = context.region.ancestor(.district) ?? context.region
    year = basis.period.year
    let inside = context.store.principal.scope.contains(district) ? district : context.region
    guard context.region.level == .village else {
      byYear = try SpendingReader(context, map, level: .village, in: inside).read(
        [year], registerDate: basis.register.date)
      return
    }
    // A version that is asked for is the village's own: it is compared with what holds elsewhere, and held last year.
    byYear = try SpendingReader(context, map, level: .village, in: inside, takesLatest: true).read(
      [year - 1, year], registerDate: basis.register.date)
    if context.options["version"] != nil {
      let own = try SpendingReader(context, map, level: .village).read([year], registerDate: basis.register.date)
      byYear[year, default: [:]][context.region] = own[year]?[context.region]
    }
  }

  func spending(of village: RegionCode, yearsBefore: Int = 0) -> ServiceSpending? {
    byYear[year - yearsBefore]?[village]
  }

  var villages: [RegionCode: ServiceSpending] { byYear[year] ?? [:] }

  /// The median over the villages of a share; nil where none has one.
  func median(_ share: (ServiceSpending) -> Double?) -> Double? {
    Spread(villages.values.compactMap(share))?.median
  }
}

extension ReportContext {
  /// Whether a fiscal year is over on the day of the report.
  func isOver(_ year: Int) -> Bool { (asOf ?? today).map { $0.year > year } ?? true }
}
