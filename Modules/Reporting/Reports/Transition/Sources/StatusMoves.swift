import Domain
import Storage

/// What became of each village's class between two periods: two lists of rows walked side by side.
struct StatusMoves {
  /// A village with a row in either period. Places are those of the classes, from 1; 0 is without class.
  struct Move {
    let region: Int64
    let from: Int
    let to: Int
    let indexFrom: Double
    let indexTo: Double

    /// Classes risen (or fallen, below zero); nil where one of the two is unknown.
    var steps: Int? { from > 0 && to > 0 ? to - from : nil }
    /// The change of the index; nil where one of the two is unknown.
    var change: Double? {
      let change = indexTo - indexFrom
      return change.isNaN ? nil : change
    }
  }

  /// Villages by what became of them.
  struct Tally {
    var risen = 0
    var same = 0
    var fallen = 0
    /// With a class in one of the two periods only, or in neither.
    var notComparable = 0

    var all: Int { risen + same + fallen + notComparable }

    mutating func count(_ move: Move) {
      guard let steps = move.steps else {
        notComparable += 1
        return
      }
      if steps > 0 { risen += 1 } else if steps < 0 { fallen += 1 } else { same += 1 }
    }
  }

  /// By region.
  private(set) var moves: [Move] = []

  /// - Parameters:
  ///   - from: class and index of the earlier period.
  ///   - to: those of the later one.
  init(from: DatasetColumns, to: DatasetColumns) {
    var (a, b) = (0, 0)
    moves.reserveCapacity(max(from.regions.count, to.regions.count))
    while a < from.regions.count || b < to.regions.count {
      let first = a < from.regions.count ? from.regions[a] : Int64.max
      let second = b < to.regions.count ? to.regions[b] : Int64.max
      let region = min(first, second)
      let (hasFrom, hasTo) = (first == region, second == region)
      moves.append(
        Move(
          region: region, from: hasFrom ? Self.place(from.values[0][a]) : 0,
          to: hasTo ? Self.place(to.values[0][b]) : 0, indexFrom: hasFrom ? from.values[1][a] : .nan,
          indexTo: hasTo ? to.values[1][b] : .nan))
      if hasFrom { a += 1 }
      if hasTo { b += 1 }
    }
  }

  private static func place(_ value: Double) -> Int { value.isNaN ? 0 : Int(value) }

  /// Villages by class before (first index) and after; 0 is without class.
  func matrix(classes: Int) -> [[Int]] {
    var matrix = [[Int]](repeating: [Int](repeating: 0, count: classes + 1), count: classes + 1)
    for move in moves { matrix[move.from][move.to] += 1 }
    return matrix
  }

  var tally: Tally { moves.reduce(into: Tally()) { $0.count($1) } }

  /// Tallies by the ancestor of a level, in the order of codes.
  func tallies(by level: RegionLevel) -> [(region: Int64, tally: Tally)] {
    var tallies: [(region: Int64, tally: Tally)] = []
    let divisor = level.villageDivisor
    for move in moves {
      let region = move.region / divisor
      if tallies.last?.region != region { tallies.append((region, Tally())) }
      tallies[tallies.count - 1].tally.count(move)
    }
    return tallies
  }
}
