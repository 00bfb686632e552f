import Diagnostics
import Domain
import PluginKit
import Storage

/// Income of villages by source, and what there could be.
///
/// Serves `village_income`. Tables: `main`
/// (`code,name,villages,own,dana_desa,tax_share,add,provincial_aid,kabupaten_aid,other,total,received`), `sources`, `potential`.
public struct VillageIncomeReport: Report {
  public init() {}

  public func document(_ context: ReportContext) throws -> ReportDocument {
    let basis: ReportBasis
    switch try context.basis(of: ReportContext.budgetDataset, fields: ["anggaran", "realisasi"]) {
    case .success(let found): basis = found
    case .failure(let nothing):
      // What there could be stands in the configuration, whether or not anybody has reported.
      return try withoutBudgets(context, nothing)
    }
    let level = context.region.level.below ?? .village
    let potentials = IncomePotentials(context, basis.period.year)
    // What villages lack of a ceiling is looked at one by one: what one has above it is not what another lacks.
    let villages = potentials == nil ? nil : try read(context, basis, .village)
    let read = try villages.map { Self.sums($0, by: level) } ?? read(context, basis, level)
    let own = read.values.reduce(into: VillageIncome()) { $0 += $1 }
    let names = try context.names(of: level, basis)
    func percent(_ part: Int64, _ whole: Int64) -> ReportValue {
      ServiceSpending.share(part, of: whole).map { .percent($0, decimals: 1) } ?? .missing
    }
    func figure(_ id: String, _ label: LocalizedText, _ value: ReportValue, _ unit: LocalizedText? = nil) -> KeyFigure {
      KeyFigure(id: id, label: label, value: value, unit: unit, source: basis.dataset.id)
    }
    var document = ReportDocument(
      report: context.header.id, title: context.header.title, region: basis.region, period: basis.period.description,
      dataAsOf: basis.asOf, stage: basis.stage,
      keyFigures: [
        figure(
          "villages", LocalizedText(id: "Desa dengan anggaran", en: "Villages with a budget"), .integer(own.villages)),
        figure("total", LocalizedText(id: "Pendapatan", en: "Income"), .integer(own.total.planned), "Rp"),
        figure(
          "provincial_aid", IncomeSource.provincialAid.title,
          .integer(own.sources[IncomeSource.provincialAid.rawValue].planned), "Rp"),
      ], sources: [basis.source(basis.dataset.id)], notes: try context.registerNote(basis))
    func column(_ id: String, _ label: LocalizedText, _ type: ReportColumn.Kind) -> ReportColumn {
      ReportColumn(id: id, label: label, type: type, source: basis.dataset.id)
    }
    let table = ReportTable(
      id: "main", title: LocalizedText(id: "Pendapatan menurut sumber (Rp)", en: "Income by source (Rp)"),
      columns: [
        column("code", LocalizedText(id: "Kode", en: "Code"), .code), column("name", level.title, .text),
        column("villages", LocalizedText(id: "Desa", en: "Villages"), .integer),
      ] + IncomeSource.allCases.map { column($0.id, $0.title, .integer) } + [
        column("total", LocalizedText(id: "Jumlah", en: "Total"), .integer),
        column("received", LocalizedText(id: "Realisasi", en: "Received"), .integer),
      ])
    let regions = read.sorted { $0.key < $1.key }.filter { $0.key != context.region }
    let itself = (context.region, try context.registerName(basis), own)
    var main = try context.long(
      table, first: true, [itself] + regions.map { ($0.key, names[$0.key.number] ?? "", $0.value) }
    ) { code, name, income in
      [.code(code.description), .text(name), .integer(income.villages)]
        + IncomeSource.allCases.map { .integer(income.sources[$0.rawValue].planned) } + [
          .integer(income.total.planned), income.reporting > 0 ? .integer(income.total.spent) : .missing,
        ]
    }
    main.totalRows = main.rows.isEmpty ? [] : [0]
    let sources = ReportTable(
      id: "sources", title: LocalizedText(id: "Menurut sumber", en: "By source"),
      columns: [
        column("source", LocalizedText(id: "Sumber", en: "Source"), .text),
        column("account", LocalizedText(id: "Rekening", en: "Account"), .code),
        column("planned", LocalizedText(id: "Anggaran (Rp)", en: "Budget (Rp)"), .integer),
        column("share", LocalizedText(id: "Bagian", en: "Share"), .percent),
        column("received", LocalizedText(id: "Realisasi (Rp)", en: "Received (Rp)"), .integer),
        column("received_share", LocalizedText(id: "Terealisasi", en: "Of the plan"), .percent),
      ],
      rows: IncomeSource.allCases.map { source in
        let amount = own.sources[source.rawValue]
        let isReported = own.reporting > 0
        return [
          .text(source.title), .code(source.account.map(String.init).joined(separator: ".")),
          .integer(amount.planned), percent(amount.planned, own.total.planned),
          isReported ? .integer(amount.spent) : .missing, percent(amount.spent, own.reportedPlan[source.rawValue]),
        ]
      })
    document.tables = [main, sources]
    if own.reporting > 0, own.reporting < own.villages {
      let count = own.villages - own.reporting
      document.notes.append(
        LocalizedText(
          id:
            "\(count) desa belum melaporkan pendapatan yang diterima; bagian terealisasi dihitung dari anggaran yang melapor.",
          en: "\(count) villages have not reported what they received; shares of the plan are those of the others."))
    }
    if let potentials {
      try potentials.write(villages ?? [:], at: basis.register.date, to: &document)
    }
    return document
  }

  private func withoutBudgets(_ context: ReportContext, _ nothing: ReportContext.NothingToShow) throws -> ReportDocument
  {
    var document = nothing.document
    guard let year = context.period?.year, let potentials = IncomePotentials(context, year),
      let date = try context.store.registerDate(for: context.period?.lastDay)?.date
    else { return document }
    document.period = "\(year)"
    try potentials.write([:], at: date, to: &document)
    return document
  }

  /// The sums of villages by the regions of a level that they lie in.
  private static func sums(_ villages: [RegionCode: VillageIncome], by level: RegionLevel) -> [RegionCode:
    VillageIncome]
  {
    var sums: [RegionCode: VillageIncome] = [:]
    for (code, income) in villages {
      if let region = code.ancestor(level) { sums[region, default: VillageIncome()] += income }
    }
    return sums
  }

  private func read(_ context: ReportContext, _ basis: ReportBasis, _ level: RegionLevel) throws -> [RegionCode:
    VillageIncome]
  {
    let accounts = try context.store.listedCodes(of: basis.dataset.field("rekening")?.scheme ?? "")
    let groups = Dictionary(
      accounts.compactMap { own in BudgetCode(own.code).flatMap(IncomeSource.of).map { (own.id, $0.rawValue) } },
      uniquingKeysWith: { first, _ in first })
    let sums = try context.store.ledgerSums(
      LedgerQuery(
        dataset: basis.dataset.id, periods: [basis.period.number], region: context.region, level: level,
        groupings: [
          LedgerQuery.Grouping(field: "rekening", groups: groups, others: nil, count: IncomeSource.allCases.count)
        ], measures: ["anggaran", "realisasi"], version: "versi", onlyVersion: try context.budgetVersion(),
        registerDate: basis.register.date, reported: "realisasi"))
    return Dictionary(
      sums.map { own in
        var income = VillageIncome()
        income.villages = own.units
        income.reporting = own.present[1]
        for source in IncomeSource.allCases {
          income.sources[source.rawValue] = BudgetAmount(
            planned: own.sums[2 * source.rawValue], spent: own.sums[2 * source.rawValue + 1])
          income.reportedPlan[source.rawValue] = own.reported[2 * source.rawValue]
        }
        return (own.region, income)
      }, uniquingKeysWith: { first, _ in first })
  }
}
