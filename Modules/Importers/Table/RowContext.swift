import Domain
import Tabular

/// What is known of a table's rows beside their cells: the period and region that options, titles or names give.
struct RowContext: Sendable {
  /// The period that the user gave: rows that name another one contradict it.
  var given: Period?
  /// The year and part of a year that stand beside the rows.
  var found: WrittenPeriod?
  /// A region's code that stands beside the rows.
  var code: HeldText?
  var province: HeldText?
  var regency: HeldText?
  var district: HeldText?
  var village: HeldText?
  /// The one region that all rows are about, given by the user.
  var region: Int64?

  /// Whether rows without any column for it have a region.
  func hasRegion(_ level: RegionLevel) -> Bool {
    if code != nil || region != nil { return true }
    switch level {
    case .village: return village != nil
    case .district: return district != nil
    case .regency: return regency != nil
    case .province: return province != nil
    case .nation: return true
    }
  }

  /// The period of a dataset's rows that say `year` and `part`, completed by what stands beside them.
  func period(_ written: WrittenPeriod?, _ frequency: Frequency) -> Period? {
    let year = written?.year ?? found?.year ?? given?.year
    guard let year else { return nil }
    let number: Int?
    switch (frequency, written?.part ?? found?.part) {
    case (.yearly, _): number = year
    case (.monthly, .month(let n)): number = year * 100 + n
    case (.quarterly, .quarter(let n)): number = year * 100 + 20 + n
    case (.semesterly, .semester(let n)): number = year * 100 + 30 + n
    default: number = nil
    }
    if let number { return Period(number: number) }
    // Nothing but the year contradicts the period given.
    return written?.part == nil && given?.year == year ? given : nil
  }
}
