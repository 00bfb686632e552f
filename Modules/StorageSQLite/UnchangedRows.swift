/// The rows of one period that a batch found as they were stored, with the source row of each.
///
/// They carry no trace of the batch, so that a second row of the same region is known as a duplicate only here.
struct UnchangedRows {
  private(set) var regions: [Int64] = []
  private var sourceRows: [Int32] = []
  /// Where a region stands, once they came out of order; files are mostly sorted.
  private var places: [Int64: Int]?

  mutating func add(_ region: Int64, sourceRow: Int32) {
    if places != nil {
      if places?[region] == nil { places?[region] = regions.count }
    } else if let last = regions.last, region <= last {
      places = Dictionary(zip(regions, regions.indices)) { first, _ in first }
      if places?[region] == nil { places?[region] = regions.count }
    }
    regions.append(region)
    sourceRows.append(sourceRow)
  }

  /// The source row in which the region came first; nil where it did not yet.
  func sourceRow(of region: Int64) -> Int? {
    if let places { return places[region].map { Int(sourceRows[$0]) } }
    guard let last = regions.last, region <= last else { return nil }
    var low = 0
    var high = regions.count
    while low < high {
      let middle = (low + high) / 2
      if regions[middle] < region { low = middle + 1 } else { high = middle }
    }
    return regions[low] == region ? Int(sourceRows[low]) : nil
  }
}
