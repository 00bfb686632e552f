import Domain
import Storage

/// How many units of a region have come in.
struct CompletenessCount {
  var region: RegionCode
  var units = 0
  var received = 0
  var verified = 0
  /// The first that are missing, by code.
  var firstMissing: [Int64] = []

  /// Names shown in one cell; the whole list is a table of its own.
  static let namesShown = 6

  var missing: Int { units - received }
  /// In percent; nil without units.
  var share: Double? { units > 0 ? Double(received) * 100 / Double(units) : nil }

  mutating func add(_ unit: Int64, _ receipt: Receipt) {
    units += 1
    if receipt >= .received { received += 1 }
    if receipt == .verified { verified += 1 }
    if receipt == .missing, firstMissing.count < Self.namesShown { firstMissing.append(unit) }
  }
}

extension Completeness {
  /// The whole of it as one count.
  func total(of region: RegionCode) -> CompletenessCount {
    var count = CompletenessCount(region: region)
    for (unit, receipt) in zip(regions, receipts) { count.add(unit, receipt) }
    return count
  }

  /// A count for each ancestor of `level`, by code.
  func counts(by level: RegionLevel) -> [CompletenessCount] {
    var counts: [CompletenessCount] = []
    for (unit, receipt) in zip(regions, receipts) {
      guard let region = RegionCode(unit)?.ancestor(level) else { continue }
      // Units are in order, and so are their ancestors.
      if counts.last?.region != region { counts.append(CompletenessCount(region: region)) }
      counts[counts.count - 1].add(unit, receipt)
    }
    return counts
  }

  var missing: [Int64] { zip(regions, receipts).filter { $1 == .missing }.map(\.0) }
}
