/// Mean and quartiles of the figures of one period.
struct Spread: Hashable, Sendable {
  var count = 0
  var mean = 0.0
  var lowerQuartile = 0.0
  var median = 0.0
  var upperQuartile = 0.0

  /// - Parameter values: NaN is missing.
  /// - Returns: nil where none is there. Quartiles that fall between two values lie between them in proportion (Hyndman
  ///   and Fan 1996, type 7, as DuckDB and spreadsheets have it).
  init?(_ values: [Double]) {
    var present = values.filter { !$0.isNaN }
    guard !present.isEmpty else { return nil }
    count = present.count
    mean = present.reduce(0, +) / Double(present.count)
    present.withUnsafeMutableBufferPointer { values in
      median = Self.quantile(values, 0.5)
      lowerQuartile = Self.quantile(values, 0.25)
      upperQuartile = Self.quantile(values, 0.75)
    }
  }

  private static func quantile(_ values: UnsafeMutableBufferPointer<Double>, _ share: Double) -> Double {
    let place = share * Double(values.count - 1)
    let below = Int(place)
    select(values, below)
    let fraction = place - Double(below)
    guard fraction > 0, below + 1 < values.count, let next = values[(below + 1)...].min() else { return values[below] }
    return values[below] + fraction * (next - values[below])
  }

  /// Puts the value that sorting would put at `place` there, none greater before it and none less behind it (Hoare's
  /// selection).
  private static func select(_ values: UnsafeMutableBufferPointer<Double>, _ place: Int) {
    var (low, high) = (0, values.count - 1)
    while low < high {
      let pivot = values[low + (high - low) / 2]
      var (left, right) = (low, high)
      while left <= right {
        while values[left] < pivot { left += 1 }
        while values[right] > pivot { right -= 1 }
        if left <= right {
          values.swapAt(left, right)
          left += 1
          right -= 1
        }
      }
      if place <= right { high = right } else if place >= left { low = left } else { return }
    }
  }
}
