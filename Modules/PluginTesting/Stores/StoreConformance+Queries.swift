import Domain
import Storage

extension StoreConformance {
  /// Rows of 2024: three desa and a kelurahan in 64, a desa adat in 65, a code that no register holds, and another year.
  private static func filled(_ fixture: any StoreFixture) throws -> ConformanceStore {
    let store = try ConformanceStore(fixture)
    try store.load([("64.02.02.2009", "Sementara")], from: ConformanceData.day(2024, 1, 1), complete: false)
    try store.write(
      [
        ConformanceRow("64.02.01.1001", 2024, ["nilai": .real(1.0), "kelas": .integer(3)], row: 2),
        ConformanceRow("64.02.01.2001", 2024, ["nilai": .real(0.2), "kelas": .integer(1)], row: 3),
        ConformanceRow("64.02.01.2002", 2024, ["a": .integer(5), "b": .integer(4)], row: 4),
        ConformanceRow("64.03.01.2001", 2024, ["nilai": .real(0.6), "kelas": .integer(3)], row: 5),
        ConformanceRow("65.01.01.3001", 2024, ["a": .integer(1)], row: 6),
        ConformanceRow("64.02.02.2009", 2024, ["nilai": .real(0.0)], row: 7),
        ConformanceRow("64.02.01.2001", 2023, ["nilai": .real(0.1)], row: 8),
      ], fields: ["kelas", "nilai", "a", "b"])
    return store
  }

  private static func group(_ region: String, _ groups: [Int64?] = [], _ values: Double?...) -> DatasetGroup {
    DatasetGroup(region: ConformanceData.code(region), groups: groups, values: values)
  }

  static let queries: [StoreConformance] = [
    StoreConformance("rows are grouped at every level, and kinds or codes that do not count are left out") {
      fixture, checks in
      let store = try filled(fixture)
      checks.equal(try store.query("0", .nation), [group("0", [], 4)], "the nation")
      checks.equal(try store.query("0", .province), [group("64", [], 3), group("65", [], 1)], "provinces")
      checks.equal(try store.query("64", .regency), [group("64.02", [], 2), group("64.03", [], 1)], "kabupaten")
      checks.equal(try store.query("64", .district), [group("64.02.01", [], 2), group("64.03.01", [], 1)], "kecamatan")
      checks.equal(
        try store.query("64.02", .village), [group("64.02.01.2001", [], 1), group("64.02.01.2002", [], 1)], "villages")
      checks.equal(try store.query("64.03.01.2001", .village), [group("64.03.01.2001", [], 1)], "one village")
      checks.equal(try store.query("64", .nation), [group("0", [], 3)], "a province as one group")
      checks.equal(
        try store.query("64", .regency, at: ConformanceData.day(2024, 1, 1)),
        [group("64.02", [], 3), group("64.03", [], 1)], "with the later register")
      checks.equal(try store.query("64", .regency, year: 2022), [], "a year without rows")
      checks.equal(try store.query("64", .regency, year: 2023), [group("64.02", [], 1)], "another year")
    },
    StoreConformance("columns hold the figures of record by region, with NaN for what is missing") { fixture, checks in
      let store = try filled(fixture)
      func columns(_ region: String, at date: CalendarDate?) throws -> DatasetColumns {
        try store.store.columns(
          of: "uji", fields: ["kelas", "a"], period: ConformanceData.year(2024), in: ConformanceData.code(region),
          registerDate: date)
      }
      let all = try columns("0", at: nil)
      checks.equal(
        all.regions, [6_402_012_001, 6_402_012_002, 6_402_022_009, 6_403_012_001, 6_501_013_001], "all rows")
      checks.equal(all.values[0].map { $0.isNaN ? -1 : $0 }, [1, 3, 1, 3, -1], "classes, recomputed ones among them")
      checks.equal(all.values[1].map { $0.isNaN ? -1 : $0 }, [-1, 5, -1, -1, 1], "numbers")
      let province = try columns("64", at: ConformanceData.firstDay)
      checks.equal(province.regions, [6_402_012_001, 6_402_012_002, 6_403_012_001], "those of a register")
    },
    StoreConformance("grouping by a class takes the published one, else the recomputed one, else none") {
      fixture, checks in
      let store = try filled(fixture)
      checks.equal(
        try store.query("0", .nation, by: ["kelas"], [.rows, .present("kelas"), .published("kelas")]),
        [group("0", [nil], 1, 0, 0), group("0", [1], 1, 1, 1), group("0", [3], 2, 2, 1)], "the nation")
      checks.equal(
        try store.query("64", .regency, by: ["kelas"]),
        [group("64.02", [1], 1), group("64.02", [3], 1), group("64.03", [3], 1)], "kabupaten")
    },
    StoreConformance("aggregates skip what is missing, and have none where all is") { fixture, checks in
      let store = try filled(fixture)
      let all: [DatasetQuery.Aggregate] = [
        .rows, .present("nilai"), .published("nilai"), .minimum("nilai"), .maximum("nilai"), .mean("a"),
      ]
      checks.equal(
        try store.query("64", .province, all), [group("64", [], 3, 3, 2, 0.2, 0.9, 5)], "a province")
      checks.equal(
        try store.query("65", .province, all), [group("65", [], 1, 0, 0, nil, nil, 1)], "one without figures")
      let sums = try checks.required(
        try store.query("64", .province, [.mean("nilai"), .sum("nilai")]).first?.values.compactMap(\.self), "sums")
      checks.expect(
        zip(sums, [1.7 / 3, 1.7]).allSatisfy { abs($0 - $1) < 1e-12 } && sums.count == 2, "mean and sum are \(sums)")
      checks.equal(
        try store.query("65", .province, [.mean("nilai"), .sum("nilai")]), [group("65", [], nil, nil)], "none")
    },
    StoreConformance("a filter compares what a grouping would show") { fixture, checks in
      let store = try filled(fixture)
      checks.equal(
        try store.query("0", .village, filters: [.init(field: "kelas", value: 3)]),
        [group("64.02.01.2002", [], 1), group("64.03.01.2001", [], 1)], "one filter")
      checks.equal(
        try store.query("0", .village, filters: [.init(field: "kelas", value: 3), .init(field: "a", value: 5)]),
        [group("64.02.01.2002", [], 1)], "two filters")
    },
    StoreConformance("the origin of a field is the batch that gave it, not the last that touched the row") {
      fixture, checks in
      let store = try ConformanceStore(fixture)
      let first = try store.write(
        [
          ConformanceRow("64.02.01.2001", 2024, ["nilai": .real(0.2), "a": .integer(1)], row: 2),
          ConformanceRow("64.02.01.2002", 2024, ["nilai": .real(0.4), "a": .integer(1)], row: 3),
        ], fields: ["nilai", "a"], header: ConformanceData.header("angka.csv", stage: .decided)
      ).batch
      let second = try store.write(
        [ConformanceRow("64.02.01.2001", 2024, ["b": .integer(3)], row: 2)], fields: ["b"],
        header: ConformanceData.header("skor.csv", stage: .provisional)
      ).batch
      let third = try store.write(
        [ConformanceRow("64.02.01.2001", 2024, ["a": .integer(4)], row: 2)], fields: ["a"]
      ).batch
      func origins(_ fields: [String], _ region: String = "64") throws -> [Int64?] {
        try store.store.origins(
          of: "uji", fields: fields, period: ConformanceData.year(2024), in: ConformanceData.code(region)
        ).map(\.batch)
      }
      checks.equal(try origins(["nilai"]), [first], "a field that nobody changed")
      checks.equal(try origins(["b"], "64.02.01.2001"), [second], "a field that came later")
      checks.equal(try origins(["a"]), [first, third], "a field changed in one of two rows")
      checks.equal(try origins(["nilai", "b", "a"], "64.02.01.2001"), [first, second, third], "several fields")
    },
    StoreConformance("periods, rows and origins are those of the region asked for") { fixture, checks in
      let store = try filled(fixture)
      let latest = try checks.required(try store.store.batches(limit: 1).first?.id, "the batch")
      checks.equal(
        try store.store.periods(of: "uji", in: .nation), [ConformanceData.year(2023), ConformanceData.year(2024)],
        "periods of the nation")
      checks.equal(
        try store.store.periods(of: "uji", in: ConformanceData.code("65")), [ConformanceData.year(2024)],
        "periods of a province")
      checks.equal(try store.store.periods(of: "uji", in: ConformanceData.code("66")), [], "periods of none")
      checks.equal(
        try store.store.origins(
          of: "uji", fields: ["nilai"], period: ConformanceData.year(2024), in: ConformanceData.code("65")
        ).map(
          \.batch),
        [latest], "origins")
      checks.equal(
        try store.store.origins(
          of: "uji", fields: ["nilai"], period: ConformanceData.year(2023), in: ConformanceData.code("65")), [],
        "origins of none")
      let rows = try store.store.rows(
        of: "uji", period: ConformanceData.year(2024),
        regions: ["65.01.01.3001", "64.02.01.1001", "64.02.02.2001"].map(ConformanceData.code))
      checks.equal(rows.map(\.region.description), ["65.01.01.3001", "64.02.01.1001"], "rows, in the order asked for")
      checks.equal(rows.map(\.sourceRow), [6, 2], "their source rows")
    },
  ]
}
