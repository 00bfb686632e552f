import Diagnostics
import Domain
import Storage

/// The numbers behind a status report: villages of the register and of the data, by region and class.
struct StatusCounts {
  struct Entry {
    var code: RegionCode
    var name: String
    var villages = 0
    /// By ordinal of the class.
    var byClass: [Int: Int] = [:]
    var sum = 0.0
    var present = 0

    var noData: Int { villages - byClass.values.reduce(0, +) }
    var mean: Double? { present > 0 ? sum / Double(present) : nil }

    mutating func add(_ other: Entry) {
      villages += other.villages
      byClass.merge(other.byClass, uniquingKeysWith: +)
      sum += other.sum
      present += other.present
    }
  }

  /// By code; regions without villages are left out.
  private(set) var entries: [Entry] = []
  private(set) var total: Entry
  private(set) var withoutVillages = 0
  /// Villages whose class is the recomputed one.
  private(set) var recomputed = 0

  init(
    _ context: ReportContext, _ basis: ReportBasis, field: String, index: String, level: RegionLevel
  ) throws {
    let store = context.store
    let dataset = basis.dataset
    let villages = try store.villageCounts(
      by: level, in: context.region, kinds: dataset.appliesTo, at: basis.register.date)
    let groups = try store.query(
      DatasetQuery(
        dataset: dataset.id, period: basis.period, region: context.region, level: level, groupedBy: [field],
        aggregates: [.rows, .sum(index), .present(index), .published(field)], registerDate: basis.register.date))
    var byCode: [RegionCode: Entry] = [:]
    let units =
      context.region.level == level
      ? try store.unit(context.region, at: basis.register.date).map { [$0] } ?? []
      : try store.units(level, in: context.region, at: basis.register.date)
    for unit in units {
      byCode[unit.code] = Entry(code: unit.code, name: unit.name, villages: villages[unit.code] ?? 0)
    }
    for group in groups {
      var entry = byCode[group.region] ?? Entry(code: group.region, name: "", villages: villages[group.region] ?? 0)
      let rows = Int(group.values[0] ?? 0)
      if let ordinal = group.groups[0] {
        entry.byClass[Int(ordinal), default: 0] += rows
        recomputed += rows - Int(group.values[3] ?? 0)
      }
      entry.sum += group.values[1] ?? 0
      entry.present += Int(group.values[2] ?? 0)
      byCode[group.region] = entry
    }
    total = Entry(code: context.region, name: try context.registerName(basis))
    for entry in byCode.values.sorted(by: { $0.code < $1.code }) {
      if entry.villages == 0 {
        withoutVillages += 1
        continue
      }
      entries.append(entry)
      total.add(entry)
    }
  }
}
