import Domain
import Storage

extension StoreConformance {
  private static func link(
    _ kind: RegionLink.Kind, _ old: String, _ new: String, _ year: Int, share: Double? = nil
  ) -> RegionLink {
    RegionLink(
      date: ConformanceData.day(year, 1, 1), kind: kind, old: ConformanceData.code(old), new: ConformanceData.code(new),
      share: share)
  }

  private static func sums(_ store: ConformanceStore, _ level: RegionLevel, _ year: Int) throws -> [String: Double] {
    let groups = try store.store.query(
      DatasetQuery(
        dataset: "uji", period: ConformanceData.year(2020), region: .nation, level: level,
        aggregates: [.sum("dana"), .rows, .mean("a")], registerDate: ConformanceData.day(year, 6, 1)))
    return groups.reduce(into: [:]) { $0[$1.region.description] = $1.values[0] }
  }

  static let links: [StoreConformance] = [
    StoreConformance("a unit that stayed whole counts under its new code, and sums of others only where they belong") {
      fixture, checks in
      let store = try ConformanceStore(fixture)
      func row(_ code: String, _ money: Int64, _ row: Int) -> ConformanceRow {
        ConformanceRow(code, 2020, ["dana": .integer(money), "a": .integer(5)], row: row)
      }
      try store.write(
        [row("64.02.01.2001", 100, 2), row("64.02.01.2002", 40, 3), row("64.03.01.2001", 7, 4)], fields: ["dana", "a"])
      // Suka Maju goes to Kecamatan B in 2021 and to Kecamatan C's code in 2022; Suka Damai is split without and then with shares.
      try store.load(
        [("64.02.02.2005", "Suka Maju"), ("64.03.01.2005", "Suka Maju"), ("64.03.01.2006", "Damai Baru")],
        from: ConformanceData.day(2021, 1, 1), complete: false)
      _ = try store.store.batch(ConformanceData.header()) {
        try $0.links([
          (link(.move, "64.02.01.2001", "64.02.02.2005", 2021), 2),
          (link(.move, "64.02.02.2005", "64.03.01.2005", 2022), 3),
          (link(.split, "64.02.01.2002", "64.03.01.2006", 2023), 4),
        ])
      }
      checks.equal(try sums(store, .district, 2020)["64.02.01"], 140, "as it was")
      checks.equal(try sums(store, .district, 2021)["64.02.02"], 100, "after the first move")
      let chained = try sums(store, .district, 2022)
      checks.equal(
        [chained["64.02.01"], chained["64.02.02"], chained["64.03.01"]], [40, nil, 107], "after the second")
      let split = try sums(store, .district, 2023)
      checks.equal([split["64.02.01"], split["64.03.01"]], [nil, 107], "a split without shares is in no kecamatan")
      checks.equal(try sums(store, .province, 2023)["64"], 147, "but in the province that has all its parts")
      _ = try store.store.batch(ConformanceData.header("b.csv")) {
        try $0.links([(link(.split, "64.02.01.2002", "64.03.01.2006", 2023, share: 0.25), 2)])
      }
      let shared = try sums(store, .district, 2023)
      checks.equal([shared["64.02.01"], shared["64.03.01"]], [30, 117], "by shares")
      let columns = try store.store.columns(
        of: "uji", fields: ["a"], period: ConformanceData.year(2020), in: .nation,
        registerDate: ConformanceData.day(2023, 6, 1))
      checks.equal(columns.regions, [6_403_012_001, 6_403_012_005], "only whole units can be compared")
      let back = try store.store.path(from: ConformanceData.day(2023, 6, 1), to: ConformanceData.day(2020, 12, 31))
      checks.equal(back.whole(6_403_012_005), 6_402_012_001, "and back")
      checks.equal(back.whole(6_403_012_006), nil, "a part is no whole")
    }
  ]
}
