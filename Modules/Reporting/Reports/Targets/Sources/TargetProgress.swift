import Domain
import PluginKit
import Storage

/// How far a target came, year by year, by the figures of each year.
///
/// A village is sought in the year it is listed for and, until it is reached, in those after (luncuran). It is reached
/// in a year whose figures show the wanted class or a higher one; later figures change nothing about that year.
struct TargetProgress {
  /// One year of the plan.
  struct Year {
    let plan: TargetDeclaration.PlanRow
    /// Villages listed for the year that are named, those that the list itself carries over included.
    let listed: Set<Int64>
    /// Entries of the list that name no village.
    let unnamed: Int
    /// Villages that were not reached the year before, by its figures; nil where nobody can tell.
    let carried: Set<Int64>?
    /// Reached by the figures of the year; nil where there are none, or no village is sought.
    let reached: Set<Int64>?
    /// For a stock target: villages in the wanted class or a higher one.
    let stock: Int?
    /// Villages that could have been chosen by the latest figures before the year.
    let eligible: Int?
    /// Villages that rose from a starting class since the year before; nil without figures of both years.
    let risers: Set<Int64>?

    /// All villages sought in the year.
    var sought: Set<Int64> { listed.union(carried ?? []) }
    /// What the source states, or else what the figures of the year before leave over.
    var carriedOver: Int? { plan.carriedOver ?? carried?.count }
    /// Total sasaran tahun ini.
    var effective: Int? { carriedOver.map { $0 + plan.target } }
    /// What the year achieved, in the target's own count.
    var achieved: Int? { stock ?? reached?.count }
    /// Villages still missing.
    var gap: Int? { achieved.map { max(0, (stock == nil ? effective ?? plan.target : plan.target) - $0) } }
  }

  /// What became of a village in the year it is listed for.
  enum Result: String {
    case reached
    /// It had the wanted class before its year.
    case reachedEarly = "reached_early"
    case notReached = "not_reached"
    case unknown
  }

  private(set) var years: [Year] = []
  /// Classes (from 1) by year and village.
  private(set) var figures: [Int: [Int64: Int]] = [:]
  /// The place of the wanted class, from 1; nil for a target that no figures measure.
  let wanted: Int?
  private let starts: Set<Int>

  init(
    _ store: any Store, _ target: ScopedTarget, _ entries: [TargetEntry], _ classes: Classification?,
    asOf: CalendarDate?
  ) throws {
    let declaration = target.declaration
    let measure = declaration.measure
    wanted = measure.flatMap { measure in classes?.ordinal(named: measure.to) }
    starts = Set((measure?.from ?? []).compactMap { classes?.ordinal(named: $0) })
    if let measure, wanted != nil { try read(store, measure, target.scope, asOf) }
    var carried: Set<Int64>?
    for plan in declaration.plan {
      let year = judge(declaration.kind, plan, entries.filter { $0.year == plan.year }, carried)
      // A year without a list leaves open what follows from it.
      carried = year.reached.map { year.sought.subtracting($0) }
      years.append(year)
    }
  }

  private mutating func read(
    _ store: any Store, _ measure: TargetDeclaration.Measure, _ scope: RegionCode, _ asOf: CalendarDate?
  ) throws {
    for period in try store.periods(of: measure.dataset, in: scope) {
      let columns = try store.columns(
        of: measure.dataset, fields: [measure.field], period: period, in: scope, registerDate: asOf)
      var classes: [Int64: Int] = [:]
      classes.reserveCapacity(columns.regions.count)
      for (region, value) in zip(columns.regions, columns.values[0]) where !value.isNaN { classes[region] = Int(value) }
      figures[period.year] = classes
    }
  }

  private func judge(
    _ kind: TargetDeclaration.Kind, _ plan: TargetDeclaration.PlanRow, _ entries: [TargetEntry],
    _ carried: Set<Int64>?
  ) -> Year {
    let listed = Set(entries.compactMap { $0.region?.number })
    let sought = listed.union(carried ?? [])
    let now = figures[plan.year]
    let before = figures[plan.year - 1]
    let latest = figures.keys.filter { $0 < plan.year }.max().flatMap { figures[$0] }
    var stock: Int?
    var risers: Set<Int64>?
    if let wanted, let now {
      if kind == .stock { stock = now.values.filter { $0 >= wanted }.count }
      if let before, kind == .flow {
        risers = Set(
          now.compactMap { region, reached in
            guard reached >= wanted, let start = before[region], starts.contains(start) else { return nil }
            return region
          })
      }
    }
    return Year(
      plan: plan, listed: listed, unnamed: entries.count - entries.filter { $0.region != nil }.count, carried: carried,
      reached: sought.isEmpty ? nil : reached(sought, in: plan.year), stock: stock,
      eligible: kind == .flow && !starts.isEmpty ? latest?.values.filter { starts.contains($0) }.count : nil,
      risers: risers)
  }

  private func reached(_ villages: Set<Int64>, in year: Int) -> Set<Int64>? {
    guard let wanted, let now = figures[year] else { return nil }
    return villages.filter { now[$0].map { $0 >= wanted } ?? false }
  }

  /// What became of a village that is listed for a year.
  func result(of village: Int64, in year: Int) -> Result {
    guard let wanted, let reached = figures[year]?[village] else { return .unknown }
    guard reached >= wanted else { return .notReached }
    return rose(village, before: year) == nil ? .reached : .reachedEarly
  }

  /// The year before `year` by whose figures, the latest there are, a village had the wanted class already.
  func rose(_ village: Int64, before year: Int) -> Int? {
    guard let wanted, let earlier = figures.keys.filter({ $0 < year }).max(),
      let before = figures[earlier]?[village], before >= wanted
    else { return nil }
    return earlier
  }
}
