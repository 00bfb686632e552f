import Diagnostics
import Domain
import Testing

@Suite struct TargetDeclarationTests {
  private func target(_ kind: TargetDeclaration.Kind) -> TargetDeclaration {
    TargetDeclaration(
      id: "kaltim_naik_status_2019_2023", title: "150 desa", kind: kind, dataset: "idm", field: "status",
      from: ["sangat_tertinggal", "tertinggal"], to: "berkembang", source: "RPJMD",
      years: [
        .init(year: 2023, villages: 45), .init(year: 2019, villages: 15), .init(year: 2020, villages: 25),
        .init(year: 2021, villages: 30, carriedOver: 6), .init(year: 2022, villages: 35, carriedOver: 0),
      ], total: 150)
  }

  @Test func aFlowAddsUpYearByYearWhateverTheOrder() {
    let plan = target(.flow).plan
    #expect(plan.map(\.year) == [2019, 2020, 2021, 2022, 2023])
    #expect(plan.map(\.target) == [15, 25, 30, 35, 45])
    #expect(plan.map(\.cumulative) == [15, 40, 70, 105, 150])
  }

  @Test func theEffectiveTargetIsKnownOnlyWhereTheCarriedOverAre() {
    let plan = target(.flow).plan
    #expect(plan.map(\.carriedOver) == [nil, nil, 6, 0, nil])
    #expect(plan.map(\.effective) == [nil, nil, 36, 35, nil])
  }

  @Test func aStockDoesNotAddUp() {
    #expect(target(.stock).plan.map(\.cumulative) == [15, 25, 30, 35, 45])
  }

  @Test func aTargetWithoutYearsHasNoPlan() {
    var empty = target(.flow)
    empty.years = []
    #expect(empty.plan.isEmpty)
  }
}
