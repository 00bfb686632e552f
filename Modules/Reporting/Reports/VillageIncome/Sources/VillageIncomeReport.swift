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

  /// The sources of Law 6/2014, art. 72, by account; all other income is the last.
  private enum Source: Int, CaseIterable {
    case own, danaDesa, taxShare, add, provincialAid, kabupatenAid, other

    var id: String {
      switch self {
      case .own: "own"
      case .danaDesa: "dana_desa"
      case .taxShare: "tax_share"
      case .add: "add"
      case .provincialAid: "provincial_aid"
      case .kabupatenAid: "kabupaten_aid"
      case .other: "other"
      }
    }

    var account: [Int] {
      switch self {
      case .own: [4, 1]
      case .danaDesa: [4, 2, 1]
      case .taxShare: [4, 2, 2]
      case .add: [4, 2, 3]
      case .provincialAid: [4, 2, 4]
      case .kabupatenAid: [4, 2, 5]
      case .other: [4]
      }
    }

    var title: LocalizedText {
      switch self {
      case .own: LocalizedText(id: "Pendapatan asli desa", en: "Own income")
      case .danaDesa: LocalizedText("Dana Desa")
      case .taxShare: LocalizedText(id: "Bagi hasil pajak dan retribusi", en: "Share of taxes and fees")
      case .add: LocalizedText(id: "Alokasi Dana Desa", en: "ADD")
      case .provincialAid: LocalizedText(id: "Bantuan provinsi", en: "Provincial aid")
      case .kabupatenAid: LocalizedText(id: "Bantuan kabupaten/kota", en: "Kabupaten aid")
      case .other: LocalizedText(id: "Lain-lain", en: "Other")
      }
    }

    static func of(_ code: BudgetCode) -> Source? { allCases.first { code.groups.starts(with: $0.account) } }
  }

  private struct Income {
    var villages = 0
    var reporting = 0
    var sources = [BudgetAmount](repeating: BudgetAmount(), count: Source.allCases.count)

    var total: BudgetAmount { sources.reduce(into: BudgetAmount()) { $0 += $1 } }

    static func += (a: inout Income, b: Income) {
      a.villages += b.villages
      a.reporting += b.reporting
      for index in a.sources.indices { a.sources[index] += b.sources[index] }
    }
  }

  public func document(_ context: ReportContext) throws -> ReportDocument {
    let basis: ReportBasis
    switch try context.basis(of: ReportContext.budgetDataset, fields: ["anggaran", "realisasi"]) {
    case .success(let found): basis = found
    case .failure(let nothing):
      // What there could be stands in the configuration, whether or not anybody has reported.
      return try withoutBudgets(context, nothing)
    }
    let level = context.region.level.below ?? .village
    let read = try read(context, basis, level)
    let own = read.values.reduce(into: Income()) { $0 += $1 }
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
          "provincial_aid", Source.provincialAid.title,
          .integer(own.sources[Source.provincialAid.rawValue].planned), "Rp"),
      ], sources: [basis.source(basis.dataset.id)], notes: try context.registerNote(basis))
    func column(_ id: String, _ label: LocalizedText, _ type: ReportColumn.Kind) -> ReportColumn {
      ReportColumn(id: id, label: label, type: type, source: basis.dataset.id)
    }
    let table = ReportTable(
      id: "main", title: LocalizedText(id: "Pendapatan menurut sumber (Rp)", en: "Income by source (Rp)"),
      columns: [
        column("code", LocalizedText(id: "Kode", en: "Code"), .code), column("name", level.title, .text),
        column("villages", LocalizedText(id: "Desa", en: "Villages"), .integer),
      ] + Source.allCases.map { column($0.id, $0.title, .integer) } + [
        column("total", LocalizedText(id: "Jumlah", en: "Total"), .integer),
        column("received", LocalizedText(id: "Realisasi", en: "Received"), .integer),
      ])
    let regions = read.sorted { $0.key < $1.key }.filter { $0.key != context.region }
    let itself = (context.region, try context.registerName(basis), own)
    var main = try context.long(
      table, first: true, [itself] + regions.map { ($0.key, names[$0.key.number] ?? "", $0.value) }
    ) { code, name, income in
      [.code(code.description), .text(name), .integer(income.villages)]
        + Source.allCases.map { .integer(income.sources[$0.rawValue].planned) } + [
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
      rows: Source.allCases.map { source in
        let amount = own.sources[source.rawValue]
        let isReported = own.reporting > 0
        return [
          .text(source.title), .code(source.account.map(String.init).joined(separator: ".")),
          .integer(amount.planned), percent(amount.planned, own.total.planned),
          isReported ? .integer(amount.spent) : .missing, isReported ? percent(amount.spent, amount.planned) : .missing,
        ]
      })
    document.tables = [main, sources]
    if let potential = try potential(
      context, basis.period.year, at: basis.register.date,
      planned: { code, account in
        let places = Source.allCases.filter { $0 != .other && $0.account.starts(with: account.groups) }
        return read[code].map { income in places.reduce(0) { $0 + income.sources[$1.rawValue].planned } }
      })
    {
      document.tables.append(potential)
    }
    return document
  }

  private func withoutBudgets(_ context: ReportContext, _ nothing: ReportContext.NothingToShow) throws -> ReportDocument
  {
    var document = nothing.document
    guard let year = context.period?.year,
      let date = try context.store.registerDate(for: context.period?.lastDay)?.date,
      let table = try potential(context, year, at: date, planned: { _, _ in nil })
    else { return document }
    document.period = "\(year)"
    document.tables = [table]
    return document
  }

  private func read(_ context: ReportContext, _ basis: ReportBasis, _ level: RegionLevel) throws -> [RegionCode: Income]
  {
    let accounts = try context.store.listedCodes(of: basis.dataset.field("rekening")?.scheme ?? "")
    let groups = Dictionary(
      accounts.compactMap { own in BudgetCode(own.code).flatMap(Source.of).map { (own.id, $0.rawValue) } },
      uniquingKeysWith: { first, _ in first })
    let sums = try context.store.ledgerSums(
      LedgerQuery(
        dataset: basis.dataset.id, periods: [basis.period.number], region: context.region, level: level,
        groupings: [
          LedgerQuery.Grouping(field: "rekening", groups: groups, others: nil, count: Source.allCases.count)
        ], measures: ["anggaran", "realisasi"], version: "versi", onlyVersion: try context.budgetVersion(),
        registerDate: basis.register.date))
    return Dictionary(
      sums.map { own in
        var income = Income()
        income.villages = own.units
        income.reporting = own.present[1]
        for source in Source.allCases {
          income.sources[source.rawValue] = BudgetAmount(
            planned: own.sums[2 * source.rawValue], spent: own.sums[2 * source.rawValue + 1])
        }
        return (own.region, income)
      }, uniquingKeysWith: { first, _ in first })
  }

  /// What villages could get in a year against what stands in their budgets; nil where no region says so.
  private func potential(
    _ context: ReportContext, _ year: Int, at date: CalendarDate,
    planned: (RegionCode, BudgetCode) -> Int64?
  ) throws -> ReportTable? {
    let potentials = context.budgets.declaration(in: context.region).potentials.filter { $0.year == year }
    guard !potentials.isEmpty else { return nil }
    let level = context.region.level.below ?? .village
    let units =
      context.region.level == .village
      ? try context.store.unit(context.region, at: date).map { [$0] } ?? []
      : try context.store.units(level, in: context.region, at: date)
    let kinds: [VillageKind] = [.desa, .desaAdat]
    let villages = try context.store.villageCounts(by: level, in: context.region, kinds: kinds, at: date)
    var rows: [[ReportValue]] = []
    var totals: Set<Int> = []
    for potential in potentials {
      guard let account = BudgetCode(potential.account) else { continue }
      var (count, most, has) = (0, Int64(0), Int64(0))
      let first = rows.count
      for unit in units {
        guard let own = villages[unit.code], own > 0 else { continue }
        let amount = Int64(own) * potential.perVillage
        let plan = planned(unit.code, account)
        count += own
        most += amount
        has += plan ?? 0
        rows.append([
          .code(unit.code.description), .text(unit.name), .code(potential.account), .integer(own), .integer(amount),
          plan.map { .integer($0) } ?? .missing, .integer(amount - (plan ?? 0)), .text(potential.basis),
        ])
      }
      totals.insert(first)
      rows.insert(
        [
          .code(context.region.description), .text(LocalizedText(id: "Jumlah", en: "Total")), .code(potential.account),
          .integer(count), .integer(most), .integer(has), .integer(most - has), .text(potential.basis),
        ], at: first)
    }
    func column(_ id: String, _ indonesian: String, _ english: String, _ type: ReportColumn.Kind) -> ReportColumn {
      ReportColumn(id: id, label: LocalizedText(id: indonesian, en: english), type: type)
    }
    return try context.cut(
      ReportTable(
        id: "potential", title: LocalizedText(id: "Potensi dan kekurangan (Rp)", en: "Potential and gap (Rp)"),
        columns: [
          column("code", "Kode", "Code", .code), ReportColumn(id: "name", label: level.title, type: .text),
          column("account", "Rekening", "Account", .code), column("villages", "Desa", "Villages", .integer),
          column("potential", "Potensi", "Potential", .integer), column("planned", "Dianggarkan", "Planned", .integer),
          column("gap", "Kekurangan", "Gap", .integer), column("basis", "Dasar", "Basis", .text),
        ], rows: rows, totalRows: totals))
  }
}
