import Domain
import Storage

/// What is proposed for each village that is below its wanted class.
struct LeverPlans: Sendable {
  struct Village: Sendable {
    let region: Int64
    /// The index as published, or recomputed.
    let index: Double
    /// Places of the class it has and the one wanted.
    let status: Int
    let wanted: Int
    /// Units short of the wanted class; zero or less where only the published status is.
    let gap: Int
    /// Nil where all that may be raised does not suffice.
    let plan: LeverModel.Plan?
  }

  /// The cheapest first, then the smallest gap, then by code; those that cannot be brought up come last.
  private(set) var villages: [Village] = []
  /// Villages with a class but without index or scores.
  private(set) var withoutScores = 0
  private(set) var withoutStatus = 0
  /// Villages that are in the wanted class or above, or in the highest.
  private(set) var there = 0

  /// - Parameters:
  ///   - columns: class, index, then the indicators' scores by place.
  ///   - wanted: the place of the class to reach, by that of the class a village has.
  ///   - listed: the villages asked about; nil is all.
  init(
    _ columns: DatasetColumns, _ model: LeverModel, _ scale: LeverScale, _ classes: Classification,
    wanted: @Sendable (Int) -> Int, listed: Set<Int64>?
  ) {
    let thresholds = (0...classes.classes.count).map { scale.threshold(of: $0, classes) ?? 0 }
    var rows: [Int] = []
    for row in columns.regions.indices {
      if let listed, !listed.contains(columns.regions[row]) { continue }
      let status = columns.values[0][row]
      guard !status.isNaN else {
        withoutStatus += 1
        continue
      }
      let place = wanted(Int(status))
      guard Int(status) < place, place <= classes.classes.count else {
        there += 1
        continue
      }
      let hasScores = columns.values.dropFirst(2).contains { !$0[row].isNaN }
      guard hasScores, !columns.values[1][row].isNaN else {
        withoutScores += 1
        continue
      }
      rows.append(row)
    }
    villages = Self.solve(rows, columns, model, scale, thresholds, wanted: wanted).sorted(by: Self.comesFirst)
  }

  private static func comesFirst(_ a: Village, _ b: Village) -> Bool {
    let (x, y) = (a.plan?.cost ?? .max, b.plan?.cost ?? .max)
    if x != y { return x < y }
    return (a.gap, a.region) < (b.gap, b.region)
  }

  /// Villages stand for themselves, so that they are solved side by side.
  private static func solve(
    _ rows: [Int], _ columns: DatasetColumns, _ model: LeverModel, _ scale: LeverScale, _ thresholds: [Int],
    wanted: @Sendable (Int) -> Int
  ) -> [Village] {
    let chunk = 512
    let chunks = stride(from: 0, to: rows.count, by: chunk).map { rows[$0..<min(rows.count, $0 + chunk)] }
    return SideBySide.map(chunks) { chunk in
      var scores = [Int?](repeating: nil, count: columns.values.count - 2)
      return chunk.map { row in
        for place in scores.indices {
          let score = columns.values[place + 2][row]
          scores[place] = score.isNaN ? nil : Int(score)
        }
        let status = Int(columns.values[0][row])
        let index = columns.values[1][row]
        let place = wanted(status)
        let gap = thresholds[place] - scale.units(index)
        return Village(
          region: columns.regions[row], index: index, status: status, wanted: place, gap: gap,
          plan: model.solve(scores: scores, gap: gap))
      }
    }.flatMap { $0 }
  }

  /// The villages that a budget brings up: cheapest first is the most there can be, for each has a cost of its own.
  func reached(budget: Int?) -> [Village] {
    var left = budget ?? .max
    return villages.prefix { village in
      guard let cost = village.plan?.cost, cost <= left else { return false }
      left -= cost
      return true
    }
  }
}
