import Domain
import PluginKit
import Storage

/// An amount as planned and as spent, in whole rupiah.
struct BudgetAmount: Hashable {
  var planned: Int64 = 0
  var spent: Int64 = 0

  subscript(measure: BudgetMeasure) -> Int64 {
    switch measure {
    case .planned: planned
    case .spent: spent
    }
  }

  static func += (a: inout BudgetAmount, b: BudgetAmount) {
    a.planned += b.planned
    a.spent += b.spent
  }
}

enum BudgetMeasure: Hashable, CaseIterable { case planned, spent }

/// What was planned before any change, in whole rupiah.
struct OriginalPlan: Hashable {
  var total: Int64 = 0
  var basic: Int64 = 0
  var cash: Int64 = 0

  /// The share of basic services in per cent of all spending; nil where nothing is spent.
  func share(withCash: Bool) -> Double? { ServiceSpending.share(basic - (withCash ? 0 : cash), of: total) }

  static func += (a: inout OriginalPlan, b: OriginalPlan) {
    a.total += b.total
    a.basic += b.basic
    a.cash += b.cash
  }
}

/// What the villages of a region spend on basic services in a year.
struct ServiceSpending {
  /// Villages with a budget, and those that report what was spent.
  var villages = 0
  var reporting = 0
  /// All spending (account 5); of Dana Desa alone where only that is asked for.
  var total = BudgetAmount()
  /// Activities that count, by service.
  var services: [BudgetAmount]
  /// Cash assistance among them.
  var cash = BudgetAmount()
  /// Spending from Dana Desa by typology, and in all.
  var typologies: [BudgetAmount]
  var danaDesa = BudgetAmount()
  /// Villages that changed their budget, and what was planned before: all spending, and on basic services.
  var changed = 0
  var original = OriginalPlan()
  /// Income, receipts and payments, whoever pays.
  var sides: [BudgetSide: BudgetAmount] = [:]

  init(_ map: BudgetMap) {
    services = [BudgetAmount](repeating: BudgetAmount(), count: map.services.count)
    typologies = [BudgetAmount](repeating: BudgetAmount(), count: map.declaration.typologies.count)
  }

  /// On basic services in all.
  func basic(_ measure: BudgetMeasure) -> Int64 { services.reduce(0) { $0 + $1[measure] } }

  /// The share of basic services in per cent of all spending; nil where nothing is spent.
  func share(_ measure: BudgetMeasure, withCash: Bool = true) -> Double? {
    let part = basic(measure) - (withCash ? 0 : cash[measure])
    return Self.share(part, of: total[measure])
  }

  func share(of service: Int, _ measure: BudgetMeasure) -> Double? {
    Self.share(services[service][measure], of: total[measure])
  }

  static func share(_ part: Int64, of whole: Int64) -> Double? {
    whole > 0 ? 100 * Double(part) / Double(whole) : nil
  }

  static func += (a: inout ServiceSpending, b: ServiceSpending) {
    a.villages += b.villages
    a.reporting += b.reporting
    a.total += b.total
    a.cash += b.cash
    a.danaDesa += b.danaDesa
    a.changed += b.changed
    a.original += b.original
    for index in a.services.indices { a.services[index] += b.services[index] }
    for index in a.typologies.indices { a.typologies[index] += b.typologies[index] }
    for (side, amount) in b.sides { a.sides[side, default: BudgetAmount()] += amount }
  }
}

/// Reads what villages spend on basic services as sums, without their lines.
struct SpendingReader {
  let map: BudgetMap
  private let query: LedgerQuery
  private let activities: [BudgetMap.Activity]
  private let danaDesaOnly: Bool
  private let store: any Store

  /// - Parameters:
  ///   - region: where another than that of the report is read.
  ///   - takesLatest: whether each village's last version counts, whatever version is asked for.
  init(
    _ context: ReportContext, _ map: BudgetMap, level: RegionLevel, in region: RegionCode? = nil,
    takesLatest: Bool = false
  ) throws {
    self.map = map
    store = context.store
    danaDesaOnly = context.options["fund"] == "dds"
    let dataset = try context.declaration(of: ReportContext.budgetDataset)
    let kegiatan = try context.store.listedCodes(of: dataset.field("kegiatan")?.scheme ?? "")
    let rekening = try context.store.listedCodes(of: dataset.field("rekening")?.scheme ?? "")
    var classes: [BudgetMap.Activity] = [BudgetMap.Activity()]
    var places: [BudgetMap.Activity: Int] = [classes[0]: 0]
    var groups: [Int64: Int] = [:]
    for listed in kegiatan {
      guard let code = BudgetCode(listed.code) else { continue }
      let own = map.activity(code)
      let place = places[own] ?? classes.count
      if place == classes.count {
        places[own] = place
        classes.append(own)
      }
      groups[listed.id] = place
    }
    activities = classes
    let sides = Dictionary(
      rekening.compactMap { listed in
        BudgetCode(listed.code).flatMap { BudgetSide(account: $0) }.map { (listed.id, $0.rawValue) }
      }, uniquingKeysWith: { first, _ in first })
    let fund = Int64((dataset.field("sumber_dana")?.categories?.firstIndex { $0.id == "dds" } ?? 0) + 1)
    query = LedgerQuery(
      dataset: dataset.id, periods: [], region: region ?? context.region, level: level,
      groupings: [
        LedgerQuery.Grouping(field: "kegiatan", groups: groups, others: 0, count: classes.count),
        LedgerQuery.Grouping(field: "rekening", groups: sides, others: nil, count: BudgetSide.allCases.count),
        LedgerQuery.Grouping(field: "sumber_dana", groups: [fund: 1], others: 0, count: 2),
      ], measures: ["anggaran", "realisasi"], version: "versi",
      onlyVersion: takesLatest ? nil : try context.budgetVersion())
  }

  /// By year and region of the level asked for.
  func read(_ years: [Int], registerDate: CalendarDate?) throws -> [Int: [RegionCode: ServiceSpending]] {
    var query = query
    query.periods = years
    query.registerDate = registerDate
    var found: [Int: [RegionCode: ServiceSpending]] = [:]
    for sums in try store.ledgerSums(query) { found[sums.period, default: [:]][sums.region] = spending(sums) }
    return found
  }

  private func spending(_ sums: LedgerSums) -> ServiceSpending {
    var spending = spending(sums.sums)
    spending.villages = sums.units
    spending.reporting = sums.present[1]
    spending.changed = sums.changed
    let first =
      sums.firstLessLast.isEmpty ? spending : self.spending(zip(sums.sums, sums.firstLessLast).map { $0 + $1 })
    spending.original = OriginalPlan(
      total: first.total.planned, basic: first.basic(.planned), cash: first.cash.planned)
    return spending
  }

  private func spending(_ sums: [Int64]) -> ServiceSpending {
    var spending = ServiceSpending(map)
    for (place, activity) in activities.enumerated() {
      for side in BudgetSide.allCases {
        for isDanaDesa in [false, true] {
          let cell = 2 * ((place * BudgetSide.allCases.count + side.rawValue) * 2 + (isDanaDesa ? 1 : 0))
          let amount = BudgetAmount(planned: sums[cell], spent: sums[cell + 1])
          if amount == BudgetAmount() { continue }
          add(amount, side, activity, isDanaDesa, to: &spending)
        }
      }
    }
    return spending
  }

  private func add(
    _ amount: BudgetAmount, _ side: BudgetSide, _ activity: BudgetMap.Activity, _ isDanaDesa: Bool,
    to spending: inout ServiceSpending
  ) {
    spending.sides[side, default: BudgetAmount()] += amount
    guard side == .spending else { return }
    if isDanaDesa {
      spending.danaDesa += amount
      if let typology = activity.typology { spending.typologies[typology] += amount }
    }
    guard isDanaDesa || !danaDesaOnly else { return }
    spending.total += amount
    guard activity.isCounted, let service = activity.service else { return }
    spending.services[service] += amount
    if activity.isCash { spending.cash += amount }
  }
}
