import Domain
import Storage

extension StoreConformance {
  private static let second = ConformanceData.day(2023, 7, 1)

  /// The first edition with one village renamed, one gone and one new.
  private static let revised: [(code: String, name: String)] =
    ConformanceData.register.compactMap { unit in
      switch unit.code {
      case "64.02.01.2002": nil
      case "64.02.02.2001": (unit.code, "Muara Baru")
      default: unit
      }
    } + [("64.03.01.2002", "Hulu Dua")]

  static let editions: [StoreConformance] = [
    StoreConformance("the first edition builds the tree, counted and dated") { fixture, checks in
      let store = try ConformanceStore(fixture, register: false)
      checks.equal(try store.store.editions(), [], "editions before")
      checks.equal(try store.store.registerDate(for: nil), nil, "a date before")
      let outcome = try store.load(ConformanceData.register, from: ConformanceData.firstDay)
      checks.equal(outcome.counts.new, ConformanceData.register.count, "new units")
      checks.equal(
        try store.store.editions(),
        [RegisterEdition(effective: ConformanceData.firstDay, batch: outcome.batch ?? 0, file: "wilayah.csv")],
        "the edition")
      checks.equal(try store.store.statistics().regions, ConformanceData.register.count, "units in force")
      let unit = try checks.required(
        try store.store.unit(ConformanceData.code("64.02.01"), at: ConformanceData.firstDay), "a unit")
      checks.equal(
        unit,
        RegionUnit(code: ConformanceData.code("64.02.01"), name: "Kecamatan A", validFrom: ConformanceData.firstDay),
        "the unit")
    },
    StoreConformance("a second edition dates what it renames, adds and no longer lists") { fixture, checks in
      let store = try ConformanceStore(fixture)
      let outcome = try store.load(revised, from: second)
      checks.equal(
        [outcome.counts.new, outcome.counts.changed, outcome.counts.removed, outcome.counts.unchanged],
        [1, 1, 1, ConformanceData.register.count - 2], "counts")
      let renamed = ConformanceData.code("64.02.02.2001")
      checks.equal(
        try store.store.versions(of: renamed),
        [
          RegionUnit(code: renamed, name: "Muara", validFrom: ConformanceData.firstDay, validTo: second),
          RegionUnit(code: renamed, name: "Muara Baru", validFrom: second),
        ], "the renamed one")
      let before = ConformanceData.day(2023, 6, 30)
      checks.equal(try store.store.unit(renamed, at: before)?.name, "Muara", "the day before")
      checks.equal(try store.store.unit(renamed, at: second)?.name, "Muara Baru", "the day itself")
      let gone = ConformanceData.code("64.02.01.2002")
      checks.equal(try store.store.unit(gone, at: before)?.name, "Suka Damai", "the one gone, before")
      checks.equal(try store.store.unit(gone, at: second), nil, "the one gone, after")
      checks.equal(try store.store.versions(of: gone).map(\.validTo), [second], "its end")
      let new = ConformanceData.code("64.03.01.2002")
      checks.equal(try store.store.unit(new, at: before), nil, "the new one, before")
      checks.equal(try store.store.unit(new, at: second)?.name, "Hulu Dua", "the new one, after")
      checks.equal(try store.store.editions().map(\.effective), [ConformanceData.firstDay, second], "the editions")
      checks.equal(
        try fixture.changes(by: try checks.required(outcome.batch, "the batch")).compactMap(\.old).filter {
          $0.contains(#""name":"Muara""#) || $0.contains(#""name":"Suka Damai""#)
        }.count, 2, "the log")
      checks.equal(try store.load(revised, from: second).batch, nil, "the same edition again")
    },
    StoreConformance("a partial edition closes nothing, and a complete one only in the provinces it holds") {
      fixture, checks in
      let store = try ConformanceStore(fixture)
      let partial = try store.load([("64.02.01.2003", "Suka Baru")], from: second, complete: false)
      checks.equal([partial.counts.new, partial.counts.removed], [1, 0], "the partial one")
      let province = try store.load([("65", "Utara"), ("65.01", "Kabupaten Tiga")], from: second)
      checks.equal([province.counts.new, province.counts.removed], [0, 2], "the complete one of a province")
      checks.equal(
        try store.store.villageCodes(in: .nation, at: second),
        [6_402_011_001, 6_402_012_001, 6_402_012_002, 6_402_012_003, 6_402_022_001, 6_403_012_001], "villages")
    },
    StoreConformance("an edition loaded again with another name on the same day replaces that name") {
      fixture, checks in
      let store = try ConformanceStore(fixture)
      let village = ConformanceData.code("64.02.01.2001")
      let outcome = try store.load(
        [("64.02.01.2001", "Suka Makmur")], from: ConformanceData.firstDay, complete: false)
      checks.equal(outcome.counts.changed, 1, "the count")
      checks.equal(
        try store.store.versions(of: village),
        [RegionUnit(code: village, name: "Suka Makmur", validFrom: ConformanceData.firstDay)], "its one version")
    },
    StoreConformance("an older edition loaded later ends where the newer one begins") { fixture, checks in
      let store = try ConformanceStore(fixture, register: false)
      try store.load(revised, from: second)
      try store.load(ConformanceData.register, from: ConformanceData.firstDay)
      let before = ConformanceData.day(2023, 6, 30)
      let renamed = ConformanceData.code("64.02.02.2001")
      checks.equal(
        try store.store.versions(of: renamed),
        [
          RegionUnit(code: renamed, name: "Muara", validFrom: ConformanceData.firstDay, validTo: second),
          RegionUnit(code: renamed, name: "Muara Baru", validFrom: second),
        ], "a renamed one")
      let gone = ConformanceData.code("64.02.01.2002")
      checks.equal(try store.store.unit(gone, at: before)?.name, "Suka Damai", "one that was gone later, before")
      checks.equal(try store.store.unit(gone, at: second), nil, "and after")
      checks.equal(
        try store.store.villageCodes(in: ConformanceData.code("64.02"), at: second),
        [6_402_011_001, 6_402_012_001, 6_402_022_001], "villages of the newer edition")
      checks.equal(
        try store.store.villageCodes(in: ConformanceData.code("64.02"), at: before),
        [6_402_011_001, 6_402_012_001, 6_402_012_002, 6_402_022_001], "villages of the older edition")
      checks.equal(try store.store.statistics().regions, revised.count, "units in force")
    },
    StoreConformance("a dry-run of an edition counts as the edition itself would") { fixture, checks in
      let store = try ConformanceStore(fixture)
      let before = try store.everything()
      let dry = try store.load(revised, from: second, dryRun: true)
      checks.equal(try store.everything(), before, "the store")
      let real = try store.load(revised, from: second)
      checks.equal(dry.counts, real.counts, "the counts")
    },
  ]

  static let datedReads: [StoreConformance] = [
    StoreConformance("a day before the earliest edition is read from that edition, and says so") { fixture, checks in
      let store = try ConformanceStore(fixture)
      try store.load(revised, from: second)
      let early = ConformanceData.day(2015, 12, 31)
      checks.equal(
        try store.store.registerDate(for: early),
        RegisterDate(date: ConformanceData.firstDay, isEarliestInstead: true), "an early day")
      let day = ConformanceData.day(2022, 5, 1)
      checks.equal(
        try store.store.registerDate(for: day), RegisterDate(date: day, isEarliestInstead: false), "a day between")
      checks.equal(
        try store.store.registerDate(for: ConformanceData.firstDay),
        RegisterDate(date: ConformanceData.firstDay, isEarliestInstead: false), "the first day itself")
      checks.equal(
        try store.store.registerDate(for: nil), RegisterDate(date: second, isEarliestInstead: false), "the latest")
    },
    StoreConformance("units are listed by level inside a region, by code") { fixture, checks in
      let store = try ConformanceStore(fixture)
      func codes(_ level: RegionLevel, _ region: String) throws -> [String] {
        try store.store.units(level, in: ConformanceData.code(region), at: second).map(\.code.description)
      }
      checks.equal(try codes(.province, "0"), ["64", "65"], "provinces")
      checks.equal(try codes(.regency, "64"), ["64.02", "64.03"], "kabupaten")
      checks.equal(try codes(.district, "64.02"), ["64.02.01", "64.02.02"], "kecamatan")
      checks.equal(
        try codes(.village, "64.02.01"), ["64.02.01.1001", "64.02.01.2001", "64.02.01.2002"], "villages")
      checks.equal(try codes(.village, "64.02.01.2001"), ["64.02.01.2001"], "a village itself")
    },
    StoreConformance("villages are counted by kind below each level") { fixture, checks in
      let store = try ConformanceStore(fixture)
      func counts(_ level: RegionLevel, _ region: String, _ kinds: [VillageKind]) throws -> [String: Int] {
        let found = try store.store.villageCounts(
          by: level, in: ConformanceData.code(region), kinds: kinds, at: second)
        return Dictionary(uniqueKeysWithValues: found.map { ($0.key.description, $0.value) })
      }
      checks.equal(try counts(.nation, "0", [.desa, .desaAdat]), ["0": 5], "the nation")
      checks.equal(try counts(.province, "0", [.desa, .desaAdat]), ["64": 4, "65": 1], "provinces")
      checks.equal(try counts(.district, "64", [.desa]), ["64.02.01": 2, "64.02.02": 1, "64.03.01": 1], "kecamatan")
      checks.equal(try counts(.regency, "64", [.kelurahan]), ["64.02": 1], "kelurahan")
      checks.equal(try counts(.regency, "64", []), [:], "no kind")
    },
    StoreConformance("units are found by a part of their name or the beginning of their code") { fixture, checks in
      let store = try ConformanceStore(fixture)
      try store.load([("66", "100% _Aneh_")], from: ConformanceData.firstDay, complete: false)
      func find(_ text: String, limit: Int = 10) throws -> [String] {
        try store.store.find(text, at: second, limit: limit).map(\.code.description)
      }
      checks.equal(try find("suka"), ["64.02.01.2001", "64.02.01.2002"], "letter case aside")
      checks.equal(try find("  suka   damai "), ["64.02.01.2002"], "blanks aside")
      checks.equal(try find("64.02.02"), ["64.02.02", "64.02.02.2001"], "a code")
      checks.equal(try find("640202"), ["64.02.02", "64.02.02.2001"], "plain digits")
      checks.equal(try find("0% _"), ["66"], "characters that mean something to a database")
      checks.equal(try find("%"), ["66"], "the same alone")
      checks.equal(try find(""), [], "nothing")
      checks.equal(try find("suka", limit: 1), ["64.02.01.2001"], "the limit")
      checks.equal(try find("'; --"), [], "quotes")
    },
  ]
}
