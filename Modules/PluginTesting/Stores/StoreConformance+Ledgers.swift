import Domain
import Storage

extension StoreConformance {
  static let ledgers: [StoreConformance] = [
    StoreConformance("lines of a ledger are kept by their whole key, and changed by it") { fixture, checks in
      let store = try ConformanceStore.withLedger(fixture)
      let lines = [
        LedgerLine("64.02.01.2001", fund: 1, activity: "1", line: "a", money: 10, row: 2),
        LedgerLine("64.02.01.2001", fund: 2, activity: "1", line: "a", money: 20, row: 3),
        LedgerLine("64.02.01.2001", fund: 1, activity: "1.1", line: "a", money: 30, row: 4),
        LedgerLine("64.02.01.2001", fund: 1, activity: "1", line: "b", money: 40, row: 5),
        LedgerLine("64.02.01.2002", fund: 1, activity: "1", line: "a", money: 50, row: 6),
      ]
      let first = try store.book(lines)
      checks.equal(first.result, [RowOutcome](repeating: .new, count: 5), "the first time")
      checks.equal(
        try store.money("64.02.01.2001"), [.integer(10), .integer(40), .integer(30), .integer(20)], "its lines by key")
      checks.equal(try store.book(lines).batch, nil, "again")
      var other = lines
      other[3].money = 41
      let second = try store.book(other)
      checks.equal(second.result, [.unchanged, .unchanged, .unchanged, .changed, .unchanged], "with one changed")
      let batch = try checks.required(second.batch, "the batch")
      checks.equal(
        try fixture.changes(by: batch),
        [
          StoreChange(
            subject: "buku", region: 6_402_012_001, period: 2024, kind: "update", old: #"{"dana":40}"#,
            oldBatch: first.batch, oldSourceRow: 5)
        ], "the log")
      checks.equal(
        try fixture.touched(by: batch, dataset: "buku", period: 2024), [6_402_012_001, 6_402_012_002], "touched")
      checks.equal(try store.store.verify(), [], "verify")
    },
    StoreConformance("a second line of the same key is a duplicate, sorted or not, new or unchanged") {
      fixture, checks in
      let store = try ConformanceStore.withLedger(fixture)
      let lines = [
        LedgerLine("64.02.01.2002", money: 1, row: 2), LedgerLine("64.02.01.2001", money: 2, row: 3),
        LedgerLine("64.02.01.2002", money: 3, row: 4), LedgerLine("64.02.01.2001", money: 2, row: 5),
      ]
      for dataset in [ConformanceLedger.dataset, ConformanceLedger.plain] {
        let dry = try store.book(lines, in: dataset, header: ConformanceData.header(dryRun: true))
        let first = try store.book(lines, in: dataset)
        checks.equal(
          first.result, [.new, .new, .duplicate(sourceRow: 2), .duplicate(sourceRow: 3)], "\(dataset.id) new")
        checks.equal(dry.result, first.result, "\(dataset.id) in a dry-run")
        let again = try store.book(lines, in: dataset)
        checks.equal(
          again.result, [.unchanged, .unchanged, .duplicate(sourceRow: 2), .duplicate(sourceRow: 3)],
          "\(dataset.id) again")
        checks.equal(again.batch, nil, "\(dataset.id) batch")
      }
    },
    StoreConformance("a line without a cell of its key is refused, and nothing is written") { fixture, checks in
      let store = try ConformanceStore.withLedger(fixture)
      let before = try store.everything()
      let rules = try DatasetRules(ConformanceLedger.plain)
      checks.throwing(
        StorageError.keyMissing(dataset: "kas", field: "kas_sumber", sourceRow: nil), "a writer without it"
      ) {
        _ = try store.store.batch(ConformanceData.header()) {
          _ = try $0.writer(for: rules, options: DatasetWriterOptions(fields: [0, 1]))
        }
      }
      checks.throwing(StorageError.keyMissing(dataset: "kas", field: "kas_sumber", sourceRow: 7), "a row without it") {
        _ = try store.store.batch(ConformanceData.header()) { sink in
          let writer = try sink.writer(for: rules, options: DatasetWriterOptions(fields: [0, 1, 2]))
          var block = RecordBlock()
          block.regions = [6_402_012_001]
          block.periods = [2024]
          block.sourceRows = [7]
          block.cells = [1, 1, Cell.missing]
          try writer.write(block) { _, _, _ in }
        }
      }
      checks.equal(try store.everything(), before, "the store")
    },
    StoreConformance("codes keep their ids over versions, and codes that came with data are kept as local ones") {
      fixture, checks in
      let store = try ConformanceStore.withLedger(fixture)
      let list = try store.store.codes(of: ConformanceLedger.scheme)
      checks.equal(list.codes, ["1", "1.1", "2"], "the codes")
      checks.equal(try store.loadCodes().batch, nil, "the same list again")
      let renamed = [
        CodeEntry(code: "1.1", parent: "1", name: "Belanja Pegawai", sourceRow: 2),
        CodeEntry(code: "3", name: "Pembinaan", sourceRow: 3),
      ]
      let dry = try store.loadCodes(renamed, version: "2/2025", dryRun: true)
      let outcome = try store.loadCodes(renamed, version: "2/2025", from: ConformanceData.day(2025, 1, 1))
      checks.equal(dry.counts, outcome.counts, "counts of the dry-run")
      checks.equal(outcome.counts.new, 2, "entries of the new version")
      try store.book([LedgerLine("64.02.01.2001", activity: "9.9", money: 5)])
      let after = try store.store.codes(of: ConformanceLedger.scheme)
      checks.equal(after.codes, ["1", "1.1", "2", "3", "9.9"], "the codes afterwards")
      for code in list.codes { checks.equal(after[code], list[code], "the id of \(code)") }
      let versions = try store.store.listedCodes(of: ConformanceLedger.scheme)
      checks.equal(
        versions.filter { $0.code == "1.1" }.map(\.name), ["Belanja", "Belanja Pegawai"], "names over time")
      checks.equal(versions.filter { $0.code == "9.9" }.map(\.version), [CodeVersion.local], "the local code")
      checks.equal(
        try store.book([LedgerLine("64.02.01.2001", activity: "9.9", money: 5)]).result, [.unchanged], "the line again")
      checks.equal(try store.store.codes(of: "lain").count, 0, "a list that nobody loaded")
    },
    StoreConformance("a ledger is added up by region and by fields of its key") { fixture, checks in
      let store = try ConformanceStore.withLedger(fixture)
      try store.book([
        LedgerLine("64.02.01.2001", fund: 1, activity: "1", money: 1, row: 2),
        LedgerLine("64.02.01.2001", fund: 2, activity: "1.1", money: 10, row: 3),
        LedgerLine("64.02.01.2002", fund: 1, activity: "1", money: 100, row: 4),
        LedgerLine("64.03.01.2001", fund: 1, activity: "2", money: 1000, row: 5),
        LedgerLine("64.03.01.2001", fund: 1, activity: "2", line: "b", row: 6),
        LedgerLine("64.02.01.1001", fund: 1, activity: "1", money: 7, row: 7),
      ])
      func query(
        _ level: RegionLevel, by groups: [String] = [], _ filters: [DatasetQuery.Filter] = []
      ) throws -> [[Double?]] {
        try store.store.query(
          DatasetQuery(
            dataset: "buku", period: ConformanceData.year(2024), region: .nation, level: level, groupedBy: groups,
            aggregates: [.rows, .regions, .sum("dana")], filters: filters, registerDate: ConformanceData.firstDay)
        ).map { group in [Double(group.region.number)] + group.groups.map { $0.map(Double.init) } + group.values }
      }
      checks.equal(try query(.nation), [[0, 5, 3, 1111]], "the nation")
      checks.equal(try query(.regency), [[6402, 3, 2, 111], [6403, 2, 1, 1000]], "kabupaten")
      checks.equal(try query(.nation, by: ["sumber"]), [[0, 1, 4, 3, 1101], [0, 2, 1, 1, 10]], "by fund")
      let codes = try store.store.codes(of: ConformanceLedger.scheme)
      let one = try checks.required(codes["1"], "an id")
      let two = try checks.required(codes["2"], "an id")
      checks.equal(
        try query(.nation, [.init(field: "kegiatan", value: one)]), [[0, 2, 2, 101]], "one activity")
      checks.equal(
        try query(.regency, by: ["sumber"], [.init(field: "kegiatan", values: [one, two])]),
        [[6402, 1, 2, 2, 101], [6403, 1, 2, 1, 1000]], "two activities by fund")
    },
    StoreConformance("of the versions of a unit the last counts in sums, and how the first differs is told") {
      fixture, checks in
      let store = try ConformanceStore.withLedger(fixture)
      // The fund plays the version.
      try store.book([
        LedgerLine("64.02.01.2001", fund: 1, activity: "1", money: 1, row: 2),
        LedgerLine("64.02.01.2001", fund: 1, activity: "2", money: 20, row: 3),
        LedgerLine("64.02.01.2001", fund: 2, activity: "2", money: 99, row: 4),
        LedgerLine("64.02.01.2001", fund: 3, activity: "2", money: 25, row: 5),
        LedgerLine("64.02.01.2002", fund: 1, activity: "1", money: 100, row: 6),
        LedgerLine("64.03.01.2001", fund: 2, activity: "1", money: 1000, row: 7),
        LedgerLine("64.03.01.2001", fund: 2, activity: "2", line: "b", row: 8),
        LedgerLine("64.02.01.1001", fund: 1, activity: "1", money: 7, row: 9),
        LedgerLine("64.02.01.1001", fund: 2, activity: "1", money: 8, row: 10),
      ])
      let codes = try store.store.codes(of: ConformanceLedger.scheme)
      let one = try checks.required(codes["1"], "an id")
      func sums(_ level: RegionLevel, only version: Int64? = nil) throws -> [LedgerSums] {
        try store.store.ledgerSums(
          LedgerQuery(
            dataset: "buku", periods: [2024], region: .nation, level: level,
            groupings: [LedgerQuery.Grouping(field: "kegiatan", groups: [one: 0], others: 1, count: 2)],
            measures: ["dana"], version: "sumber", onlyVersion: version, registerDate: ConformanceData.firstDay))
      }
      func answer(
        _ code: String, units: Int, sums: [Int64], changed: Int = 0, firstLessLast: [Int64] = []
      ) throws -> LedgerSums {
        LedgerSums(
          region: try checks.required(RegionCode(code), "a code"), period: 2024, units: units, present: [units],
          sums: sums, changed: changed, firstLessLast: firstLessLast)
      }
      checks.equal(
        try sums(.regency),
        [
          try answer("64.02", units: 2, sums: [100, 25], changed: 1, firstLessLast: [1, -5]),
          try answer("64.03", units: 1, sums: [1000, 0]),
        ], "kabupaten")
      checks.equal(
        try sums(.nation), [try answer("0", units: 3, sums: [1100, 25], changed: 1, firstLessLast: [1, -5])],
        "the nation")
      var query = LedgerQuery(
        dataset: "buku", periods: [2024], region: .nation, level: .regency, groupings: [], measures: ["dana"],
        version: "sumber", registerDate: ConformanceData.firstDay, reported: "dana")
      checks.equal(try store.store.ledgerSums(query).map(\.reported), [[125], [1000]], "units that report")
      query.reported = nil
      checks.equal(try store.store.ledgerSums(query).map(\.reported), [[], []], "nobody asked")
      checks.equal(
        try sums(.regency, only: 1), [try answer("64.02", units: 2, sums: [101, 20])], "the first version alone")
    },
    StoreConformance("the origin of a line's field follows its own changes only") { fixture, checks in
      let store = try ConformanceStore.withLedger(fixture)
      let first = try store.book([
        LedgerLine("64.02.01.2001", line: "a", money: 1, note: "x", row: 2),
        LedgerLine("64.02.01.2001", line: "b", money: 1, note: "y", row: 3),
      ]).batch
      let second = try store.book([LedgerLine("64.02.01.2001", line: "b", money: 2)]).batch
      func origins(_ fields: [String]) throws -> [Int64?] {
        try store.store.origins(
          of: "buku", fields: fields, period: ConformanceData.year(2024), in: ConformanceData.code("64")
        ).map(\.batch)
      }
      checks.equal(try origins(["catatan"]), [first], "a field that nobody changed")
      checks.equal(try origins(["dana"]), [first, second], "a field changed in one of two lines")
    },
  ]

  static let adding: [StoreConformance] = [
    StoreConformance("rows of one key are added up before they are compared with what is stored") { fixture, checks in
      let store = try ConformanceStore.withLedger(fixture)
      let lines = [
        LedgerLine("64.02.01.2001", money: 100, note: "x", weight: 0.25, row: 2),
        LedgerLine("64.02.01.2002", money: 7, row: 3),
        LedgerLine("64.02.01.2001", money: 200, weight: 0.5, row: 4),
        LedgerLine("64.02.01.2001", note: "x", row: 5),
        LedgerLine("64.02.01.2001", money: 1, note: "z", row: 6),
        LedgerLine("64.02.01.2002", money: .max, row: 7),
      ]
      let gathered: [RowOutcome] = [
        .gathered, .gathered, .gathered, .gathered, .duplicate(sourceRow: 2), .duplicate(sourceRow: 3),
      ]
      let dry = try store.book(lines, repeats: .add, header: ConformanceData.header(dryRun: true))
      let first = try store.book(lines, repeats: .add)
      checks.equal(first.result, gathered, "the outcomes")
      checks.equal(dry.result, gathered, "the outcomes of the dry-run")
      checks.equal(dry.counts, first.counts, "the counts of the dry-run")
      checks.equal([first.counts.new, first.counts.changed, first.counts.unchanged], [2, 0, 0], "counts")
      checks.equal(try store.money("64.02.01.2001"), [.integer(300)], "the sum")
      let again = try store.book(lines, repeats: .add)
      checks.equal(again.batch, nil, "the same again")
      checks.equal([again.counts.new, again.counts.changed, again.counts.unchanged], [0, 0, 2], "counts of it")
      let third = try store.book(
        [
          LedgerLine("64.02.01.2001", money: 100, row: 2), LedgerLine("64.02.01.2001", money: 50, row: 9),
        ], repeats: .add)
      checks.equal([third.counts.new, third.counts.changed, third.counts.unchanged], [0, 1, 0], "less of it")
      checks.equal(try store.money("64.02.01.2001"), [.integer(150)], "the new sum")
      checks.equal(
        try fixture.changes(by: try checks.required(third.batch, "the batch")).map(\.old), [#"{"dana":300}"#], "the log"
      )
      checks.equal(try store.store.verify(), [], "verify")
    }
  ]
}
