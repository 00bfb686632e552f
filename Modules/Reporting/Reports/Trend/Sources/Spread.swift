/// Mean and quartiles of the figures of one period.
struct Spread: Hashable, Sendable {
  var count = 0
  var mean = 0.0
  var lowerQuartile = 0.0
  var median = 0.0
  var upperQuartile = 0.0

  /// - Parameter values: NaN is missing.
  /// - Returns: nil where none is there. Quartiles lie between the two nearest values where they fall between them, in
  ///   proportion (Hyndman and Fan 1996, type 7, as DuckDB and spreadsheets have it).
  init?(_ values: [Double]) {
    var present = values.filter { !$0.isNaN }
    guard !present.isEmpty else { return nil }
    count = present.count
    mean = present.reduce(0, +) / Double(present.count)
    present.sort()
    lowerQuartile = Self.quantile(present, 0.25)
    median = Self.quantile(present, 0.5)
    upperQuartile = Self.quantile(present, 0.75)
  }

  private static func quantile(_ sorted: [Double], _ share: Double) -> Double {
    let place = share * Double(sorted.count - 1)
    let below = Int(place)
    guard below + 1 < sorted.count else { return sorted[below] }
    return sorted[below] + (place - Double(below)) * (sorted[below + 1] - sorted[below])
  }
}
