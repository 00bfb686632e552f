/// Finds the cheapest set of indicator raises that lifts an index by a wanted amount: the arithmetic behind *bedah skor
/// dan indikator pengungkit*.
///
/// An index is counted in whole units, so that no rounding enters: for the IDM a unit is 1/6300, a point of IKS is 12
/// of them, of IKE 35, of IKL 140 (Permendesa PDTT 2/2016: the three indices are means of 35, 12 and 3 scores of 0 to 5).
/// Only scores that the rubric has can be reached. The result is an exact optimum: least cost, then fewest indicators,
/// then the indicators that come first.
public struct LeverModel: Sendable {
  /// An indicator that may be raised.
  public struct Indicator: Hashable, Sendable {
    /// Its place among all indicators of the set; ties are broken by it.
    public var place: Int
    /// Units of the index that a point is worth.
    public var unitsPerPoint: Int
    /// The scores that the rubric has, ascending.
    public var scores: [Int]
    /// What it costs to go from one score of the rubric to the next.
    public var stepCost: Int

    public init(place: Int, unitsPerPoint: Int, scores: [Int], stepCost: Int) {
      self.place = place
      self.unitsPerPoint = unitsPerPoint
      self.scores = scores.sorted()
      self.stepCost = stepCost
    }
  }

  /// One raise.
  public struct Raise: Hashable, Sendable {
    /// The indicator's place among all of the set.
    public var place: Int
    public var from: Int
    public var to: Int

    public init(place: Int, from: Int, to: Int) {
      self.place = place
      self.from = from
      self.to = to
    }
  }

  /// What is proposed for one village.
  public struct Plan: Hashable, Sendable {
    public var cost: Int
    /// By place.
    public var raises: [Raise]
    /// The units gained, at least those wanted.
    public var gain: Int

    public init(cost: Int, raises: [Raise], gain: Int) {
      self.cost = cost
      self.raises = raises
      self.gain = gain
    }
  }

  /// Indicators whose points are worth the same; the one whose points are worth least comes last.
  private struct Group {
    var units: Int
    var indicators: [Indicator]
  }

  private let groups: [Group]

  public init(_ indicators: [Indicator]) {
    let sorted = indicators.sorted { $0.place < $1.place }
    groups = Set(sorted.map(\.unitsPerPoint)).sorted(by: >).map { units in
      Group(units: units, indicators: sorted.filter { $0.unitsPerPoint == units })
    }
  }

  /// - Parameters:
  ///   - scores: of all indicators of the set, by place; nil where unknown: such an indicator cannot be raised.
  ///   - gap: the units wanted, above zero.
  /// - Returns: nil where all raises together do not suffice.
  public func solve(scores: [Int?], gap: Int) -> Plan? {
    guard gap > 0 else { return Plan(cost: 0, raises: [], gain: 0) }
    let tables = groups.map { GroupTable($0.indicators, scores, most: (gap + $0.units - 1) / $0.units) }
    var search = Search(units: groups.map(\.units), tables: tables)
    search.visit(0, left: gap, weight: 0)
    guard search.best < GroupTable.never else { return nil }
    let raises = search.ties.map { points in
      zip(tables, points).flatMap { $0.raises(points: $1) }.sorted { $0.place < $1.place }
    }.min { Self.comesFirst($0, $1) }
    guard let raises else { return nil }
    var units: [Int: Int] = [:]
    for group in groups { for indicator in group.indicators { units[indicator.place] = group.units } }
    return Plan(
      cost: search.best >> GroupTable.countBits, raises: raises,
      gain: raises.reduce(0) { $0 + ($1.to - $1.from) * (units[$1.place] ?? 0) })
  }

  /// Whether a set of raises is preferred to another of the same cost and size.
  private static func comesFirst(_ a: [Raise], _ b: [Raise]) -> Bool {
    for (x, y) in zip(a, b) where x != y { return x.place != y.place ? x.place < y.place : x.to < y.to }
    return a.count < b.count
  }

  /// Goes through how the gap may be shared out among the groups.
  private struct Search {
    let units: [Int]
    let tables: [GroupTable]
    var best = GroupTable.never
    /// Shares of the least weight, as points by group.
    var ties: [[Int]] = []
    private var points: [Int]

    init(units: [Int], tables: [GroupTable]) {
      self.units = units
      self.tables = tables
      points = Array(repeating: 0, count: units.count)
    }

    mutating func visit(_ group: Int, left: Int, weight: Int) {
      guard group < units.count else { return }
      let needed = left <= 0 ? 0 : (left + units[group] - 1) / units[group]
      if group == units.count - 1 {
        guard needed <= tables[group].most else { return }
        points[group] = needed
        let total = weight + tables[group].weight(needed)
        guard total <= best, total < GroupTable.never else { return }
        if total < best { ties.removeAll(keepingCapacity: true) }
        best = total
        ties.append(points)
        return
      }
      for count in 0...min(needed, tables[group].most) {
        let weight = weight + tables[group].weight(count)
        // More points of a group never weigh less.
        guard weight <= best, weight < GroupTable.never else { break }
        points[group] = count
        visit(group + 1, left: left - count * units[group], weight: weight)
      }
    }
  }
}

/// The least weight at which the indicators of one group, from one on, gain at least so many points; a weight is the cost
/// and, in its last bits, the number of indicators.
private struct GroupTable {
  static let countBits = 8
  static let never = 1 << 40

  private let indicators: [LeverModel.Indicator]
  private let current: [Int]
  /// The most points that were asked for or can be had.
  let most: Int
  private let weights: [Int]

  init(_ all: [LeverModel.Indicator], _ scores: [Int?], most wanted: Int) {
    var indicators: [LeverModel.Indicator] = []
    var current: [Int] = []
    var reachable = 0
    for indicator in all {
      guard let score = scores[indicator.place], let top = indicator.scores.last, top > score else { continue }
      indicators.append(indicator)
      current.append(score)
      reachable += top - score
    }
    let most = min(wanted, reachable)
    let width = most + 1
    var table = [Int](repeating: Self.never, count: (indicators.count + 1) * width)
    table[indicators.count * width] = 0
    table.withUnsafeMutableBufferPointer { table in
      for index in indicators.indices.reversed() {
        let (row, next) = (index * width, (index + 1) * width)
        for points in 0...most { table[row + points] = table[next + points] }
        var weight = 1
        for score in indicators[index].scores where score > current[index] {
          weight += indicators[index].stepCost << Self.countBits
          let gain = score - current[index]
          for points in 1..<max(1, width) {
            let total = weight + table[next + max(0, points - gain)]
            if total < table[row + points] { table[row + points] = total }
          }
        }
      }
    }
    self.indicators = indicators
    self.current = current
    self.most = most
    weights = table
  }

  func weight(_ points: Int) -> Int { weights[points] }

  /// The raises of the least weight for at least so many points; those of indicators that come first are preferred.
  func raises(points: Int) -> [LeverModel.Raise] {
    var raises: [LeverModel.Raise] = []
    var left = points
    let width = most + 1
    for index in indicators.indices where left > 0 {
      let wanted = weights[index * width + left]
      var weight = 1
      for score in indicators[index].scores where score > current[index] {
        weight += indicators[index].stepCost << Self.countBits
        let rest = max(0, left - (score - current[index]))
        guard weight + weights[(index + 1) * width + rest] == wanted else { continue }
        raises.append(LeverModel.Raise(place: indicators[index].place, from: current[index], to: score))
        left = rest
        break
      }
    }
    return raises
  }
}
