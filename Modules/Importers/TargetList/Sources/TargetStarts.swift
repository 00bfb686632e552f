public import Domain
public import PluginKit
public import Storage

/// The class that each village has by the latest figures that were published by a day: where a target starts from.
///
/// A period is published by the day its source bears (`as_of`), or, without one, once it is over.
public struct TargetStarts {
  /// The period whose figures they are; nil where none was published by then.
  public let period: Period?
  /// The class (from 1) of every village in the target's scope that has one.
  public let classes: [RegionCode: Int]

  public init(_ store: any Store, _ target: ScopedTarget, on date: CalendarDate) throws {
    guard let measure = target.declaration.measure else {
      (period, classes) = (nil, [:])
      return
    }
    let published = try store.periods(of: measure.dataset, in: target.scope).last { period in
      guard let day = try store.latest(of: measure.dataset, period: period, in: target.scope)?.asOf else {
        return period.lastDay.map { $0 < date } ?? false
      }
      return day <= date
    }
    period = published
    guard let published else {
      classes = [:]
      return
    }
    let columns = try store.columns(
      of: measure.dataset, fields: [measure.field], period: published, in: target.scope, registerDate: nil)
    var classes: [RegionCode: Int] = [:]
    for (region, value) in zip(columns.regions, columns.values[0]) where !value.isNaN {
      if let code = RegionCode(region) { classes[code] = Int(value) }
    }
    self.classes = classes
  }
}
