import Domain
import Testing

@Suite struct LeverModelTests {
  /// Every set of raises, tried one by one.
  private static func bruteForce(_ indicators: [LeverModel.Indicator], _ scores: [Int?], _ gap: Int) -> LeverModel.Plan?
  {
    var best: LeverModel.Plan?
    func isBetter(_ a: LeverModel.Plan, than b: LeverModel.Plan) -> Bool {
      if a.cost != b.cost { return a.cost < b.cost }
      if a.raises.count != b.raises.count { return a.raises.count < b.raises.count }
      for (x, y) in zip(a.raises, b.raises) where x != y { return x.place != y.place ? x.place < y.place : x.to < y.to }
      return false
    }
    func visit(_ index: Int, _ plan: LeverModel.Plan) {
      guard index < indicators.count else {
        if plan.gain >= gap, best.map({ isBetter(plan, than: $0) }) ?? true { best = plan }
        return
      }
      visit(index + 1, plan)
      let indicator = indicators[index]
      guard let score = scores[indicator.place] else { return }
      for (steps, to) in indicator.scores.filter({ $0 > score }).enumerated() {
        var plan = plan
        plan.cost += (steps + 1) * indicator.stepCost
        plan.gain += (to - score) * indicator.unitsPerPoint
        plan.raises.append(LeverModel.Raise(place: indicator.place, from: score, to: to))
        visit(index + 1, plan)
      }
    }
    visit(0, LeverModel.Plan(cost: 0, raises: [], gain: 0))
    return best
  }

  @Test(arguments: 0..<40) func theOptimumIsThatOfTryingEverything(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    for _ in 0..<25 {
      let count = Int.random(in: 1...7, using: &random)
      let rubrics = [[1, 3, 5], [0, 5], [1, 2, 3, 4, 5], [0, 3, 4, 5], [1, 5], [0, 1, 4, 5]]
      let indicators = (0..<count).map { place in
        LeverModel.Indicator(
          place: place, unitsPerPoint: [12, 35, 140].randomElement(using: &random) ?? 12,
          scores: rubrics.randomElement(using: &random) ?? [], stepCost: [1, 3, 9].randomElement(using: &random) ?? 1)
      }
      // Scores that the rubric does not have, and unknown ones, are met in published data.
      let scores: [Int?] = (0..<count).map { _ in
        Int.random(in: 0..<12, using: &random) == 0 ? nil : Int.random(in: 0...5, using: &random)
      }
      let gap = Int.random(in: 1...900, using: &random)
      let plan = LeverModel(indicators).solve(scores: scores, gap: gap)
      #expect(plan == Self.bruteForce(indicators, scores, gap), "\(indicators) \(scores) \(gap)")
    }
  }

  @Test func aGapThatNothingFillsHasNoPlan() {
    let model = LeverModel([LeverModel.Indicator(place: 0, unitsPerPoint: 12, scores: [1, 5], stepCost: 1)])
    #expect(model.solve(scores: [1], gap: 49) == nil)
    #expect(model.solve(scores: [1], gap: 48)?.raises == [LeverModel.Raise(place: 0, from: 1, to: 5)])
    #expect(model.solve(scores: [5], gap: 1) == nil)
    #expect(LeverModel([]).solve(scores: [], gap: 1) == nil)
    #expect(model.solve(scores: [1], gap: 0)?.cost == 0)
  }
}
