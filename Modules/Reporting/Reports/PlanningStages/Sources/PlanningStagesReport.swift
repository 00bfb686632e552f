import Diagnostics
import Domain
import PluginKit
import Storage

/// The documents of villages against the planning cycle of a fiscal year.
///
/// Serves `planning_stages`. Tables: `stages`, `late`, `unreported`, `villages`.
public struct PlanningStagesReport: Report {
  public init() {}

  public func document(_ context: ReportContext) throws -> ReportDocument {
    let dataset = try context.declaration(of: VillageDocuments.dataset)
    if let period = context.period { try context.check(period, fits: dataset) }
    guard let register = try context.store.registerDate(for: context.asOf ?? context.today) else {
      return context.nothing(ReportContext.noRegister).document
    }
    let region = try context.reportRegion(at: register.date)
    let year = try context.period?.year ?? Self.year(context)
    let documents = try VillageDocuments(context, dataset, year: year, at: register.date)
    let tables = PlanningStagesTables(context: context, documents: documents, source: dataset.id)
    var document = ReportDocument(
      report: context.header.id, title: context.header.title, region: region, period: "\(year)",
      dataAsOf: documents.today?.description, keyFigures: tables.keyFigures,
      sources: [try context.source(of: dataset, in: year)])
    document.tables = [tables.stages(), try tables.late(), try tables.unreported(), try tables.villages()]
    document.notes = [Self.workingDays(documents)]
    return document
  }

  /// Which days count, and for which years only the holidays of every year are known.
  private static func workingDays(_ documents: VillageDocuments) -> LocalizedText {
    let count = documents.holidays.count
    let open = documents.years.filter { !documents.listedYears.contains($0) }.map(String.init).joined(separator: ", ")
    guard !open.isEmpty else {
      return LocalizedText(
        id: "Hari kerja: Senin sampai Jumat tanpa \(count) hari libur.",
        en: "Working days are Monday to Friday without \(count) public holidays.")
    }
    return LocalizedText(
      id:
        "Hari kerja: Senin sampai Jumat tanpa \(count) hari libur; libur menurut SKB 3 Menteri belum didaftar (budget.holidays) "
        + "untuk \(open).",
      en:
        "Working days are Monday to Friday without \(count) public holidays; those of the yearly joint decree are not listed "
        + "(budget.holidays) for \(open).")
  }

  /// The year it is, or the latest recorded one before it.
  private static func year(_ context: ReportContext) throws -> Int {
    let known = try context.store.periods(of: VillageDocuments.dataset, in: context.region).map(\.year)
    guard let today = (context.asOf ?? context.today)?.year else { return known.last ?? 2025 }
    return known.last { $0 <= today } ?? today
  }
}
