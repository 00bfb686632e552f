import Domain
import Storage

extension StoreConformance {
  static let completeness: [StoreConformance] = [
    StoreConformance("what has come in is told for every unit that counts, with the weakest stage and the batches") {
      fixture, checks in
      let store = try ConformanceStore(fixture)
      try store.write(
        [
          ConformanceRow("64.02.01.1001", 2024, ["a": .integer(1)], row: 2),
          ConformanceRow("64.02.01.2001", 2024, ["a": .integer(1)], row: 3),
          ConformanceRow("64.02.01.2002", 2024, [:], row: 4),
          ConformanceRow("64.02.01.2002", 2023, ["a": .integer(1)], row: 5),
        ], header: ConformanceData.header("sementara.csv", stage: .provisional))
      try store.write(
        [ConformanceRow("64.03.01.2001", 2024, ["b": .integer(2)], row: 2)],
        header: ConformanceData.header("verifikasi.csv", stage: .verified))
      try store.write(
        [ConformanceRow("65.01.01.3001", 2024, ["b": .integer(0)], row: 2)],
        header: ConformanceData.header("tetap.csv", stage: .decided))
      let province = try store.completeness("64")
      checks.equal(province.regions, [6_402_012_001, 6_402_012_002, 6_402_022_001, 6_403_012_001], "units")
      checks.equal(province.receipts, [.received, .missing, .missing, .verified], "receipts: a blank row is none")
      checks.equal(province.origins.map(\.file), ["sementara.csv", "verifikasi.csv"], "origins")
      checks.equal(try store.completeness("65").receipts, [.verified], "zero is a value; a desa adat counts")
      checks.equal(try store.completeness("64.02.01.2001").receipts, [.received], "one village")
      checks.equal(
        try store.completeness("0").receipts, [.received, .missing, .missing, .verified, .verified], "the nation")
      checks.equal(
        try store.completeness("64", year: 2022).receipts, [.missing, .missing, .missing, .missing], "an empty year")
    },
    StoreConformance("names are those of the day, and codes nobody has stay without one") { fixture, checks in
      let store = try ConformanceStore(fixture)
      try store.load([("64.02.01.2001", "Suka Maju Baru")], from: ConformanceData.day(2024, 1, 1), complete: false)
      let codes: [Int64] = [6_402_012_001, 64, 9_999_999_999]
      checks.equal(
        try store.store.names(of: codes, at: ConformanceData.day(2023, 1, 1)),
        [6_402_012_001: "Suka Maju", 64: "Timur"], "before")
      checks.equal(
        try store.store.names(of: codes, at: ConformanceData.day(2024, 1, 1)),
        [6_402_012_001: "Suka Maju Baru", 64: "Timur"], "after")
      checks.equal(try store.store.names(of: [], at: ConformanceData.firstDay), [:], "none")
    },
  ]
}

extension ConformanceStore {
  fileprivate func completeness(_ region: String, year: Int = 2024) throws -> Completeness {
    try store.completeness(
      of: ConformanceData.dataset.id, period: ConformanceData.year(year), in: ConformanceData.code(region),
      at: ConformanceData.firstDay)
  }
}
