import Diagnostics
import Domain
import PluginKit
import Storage

/// Aspirations from field visits: how far each has come towards the budget, whether it was answered, and the share taken up
/// by theme and kabupaten.
///
/// Serves `aspirations`. Tables: `themes`, `regions`, `themes_regions`, `aspirations`, `trace` (with what the village's budget
/// holds), `unanswered` (oldest first), `duplicates` (proposals for merging).
public struct AspirationsReport: Report {
  public init() {}

  public func document(_ context: ReportContext) throws -> ReportDocument {
    let dataset = try context.declaration(of: Aspiration.dataset)
    guard let register = try context.store.registerDate(for: context.asOf) else {
      return context.nothing(ReportContext.noRegister).document
    }
    let region = try context.reportRegion(at: register.date)
    let all = try Aspiration.all(context)
    let own = all.filter { entry in context.period.map { $0.year == entry.year } ?? true }
    let today = context.asOf ?? context.today
    let places = own.compactMap(\.place)
    let names = try context.placeNames(places + places.compactMap { $0.ancestor(.regency) })
    let tables = AspirationTables(context: context, own: own, names: names, today: today)
    var sources = [ReportSource(id: dataset.id, dataset: dataset.id, title: dataset.title)]
    if let budgets = context.datasets["apbdes"], own.contains(where: { $0.stage >= 3 }) {
      sources.append(ReportSource(id: budgets.id, dataset: budgets.id, title: budgets.title))
    }
    func figure(_ id: String, _ label: LocalizedText, _ value: Int) -> KeyFigure {
      KeyFigure(id: id, label: label, value: .integer(value), source: dataset.id)
    }
    var document = ReportDocument(
      report: context.header.id, title: context.header.title, region: region, period: context.period?.description,
      dataAsOf: today?.description,
      keyFigures: [
        figure("aspirations", LocalizedText(id: "Aspirasi", en: "Aspirations"), own.count),
        figure("taken_up", LocalizedText(id: "Terakomodasi", en: "Taken up"), own.count(where: \.isTakenUp)),
        figure("unanswered", LocalizedText(id: "Belum dijawab", en: "Not answered"), own.count { !$0.isAnswered }),
      ], sources: sources)
    let budgets = try BudgetTrace(context, own)
    let unfound = own.count { entry in
      if case .notFound? = budgets.answer(entry) { true } else { false }
    }
    if unfound > 0 {
      document.keyFigures.append(
        figure(
          "not_in_budget", LocalizedText(id: "Baris anggaran tidak ditemukan", en: "Budget lines not found"), unfound))
    }
    document.tables = [
      tables.themes(), try context.cut(tables.regions()), try tables.themesByRegion(), try tables.aspirations(),
      try tables.trace(budgets), try tables.unanswered(), try tables.duplicates(among: all),
    ]
    return document
  }
}
