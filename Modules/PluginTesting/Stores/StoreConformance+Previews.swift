import Domain
import Storage

extension StoreConformance {
  static let previews: [StoreConformance] = [
    StoreConformance("an outcome shows samples of what is new, changed and removed, with codes as text") {
      fixture, checks in
      let store = try ConformanceStore.withLedger(fixture)
      try store.book([
        LedgerLine("64.02.01.2001", fund: 1, activity: "1.1", line: "a", money: 1, note: "x", row: 2),
        LedgerLine("64.02.01.2001", fund: 1, activity: "1.1", line: "b", money: 2, row: 3),
      ])
      var header = ConformanceData.header(dryRun: true)
      header.samples = 1
      let outcome = try store.book(
        [
          LedgerLine("64.02.01.2001", fund: 1, activity: "1.1", line: "a", money: 9, row: 7),
          LedgerLine("64.02.01.2001", fund: 2, activity: "9", line: "c", money: 3, row: 8),
          LedgerLine("64.02.01.2001", fund: 2, activity: "9", line: "d", money: 3, row: 9),
        ], replaces: ReplaceScope(level: .village), header: header)
      let samples = outcome.preview.samples
      checks.equal(samples.map(\.kind), [.changed, .new, .removed], "kinds")
      checks.equal(samples.map(\.key), [["dds", "1.1", "a"], ["add", "9", "c"], ["dds", "1.1", "b"]], "keys")
      checks.equal(samples.map(\.sourceRow), [7, 8, 3], "rows")
      checks.equal(
        samples.map(\.fields),
        [
          [.init(field: "dana", old: .integer(1), new: .integer(9))],
          [.init(field: "dana", old: .missing, new: .integer(3))],
          [.init(field: "dana", old: .integer(2), new: .missing)],
        ], "fields")
    },
    StoreConformance("control totals are those of the rows taken, by kecamatan and period") { fixture, checks in
      let store = try ConformanceStore.withLedger(fixture)
      let lines = [
        LedgerLine("64.02.01.2001", line: "a", money: 10, row: 2),
        LedgerLine("64.02.01.2001", line: "b", money: 20, row: 3),
        LedgerLine("64.02.02.2001", line: "a", money: 40, row: 4),
        LedgerLine("64.02.01.2002", line: "a", row: 5),
        LedgerLine("64.02.01.2001", line: "a", money: 80, row: 6),
        LedgerLine("64.02.01.2001", year: 2023, line: "a", money: 160, row: 7),
      ]
      func total(_ year: Int, _ region: String, _ rows: Int, _ regions: Int, _ sum: Int64) -> ControlTotal {
        ControlTotal(
          dataset: "buku", period: ConformanceData.year(year), region: ConformanceData.code(region), rows: rows,
          regions: regions, sums: ["dana": sum])
      }
      let wanted = [
        total(2023, "64.02.01", 1, 1, 160), total(2024, "64.02.01", 3, 2, 30), total(2024, "64.02.02", 1, 1, 40),
      ]
      let dry = try store.book(lines, header: ConformanceData.header(dryRun: true))
      checks.equal(dry.preview.totals, wanted, "in a dry-run")
      checks.equal(try store.book(lines).preview.totals, wanted, "new")
      checks.equal(try store.book(lines).preview.totals, wanted, "unchanged")
    },
    StoreConformance("a dry-run counts and shows just what the real run then does") { fixture, checks in
      let store = try ConformanceStore.withLedger(fixture)
      var random = SeededGenerator(seed: 20)
      let villages = ["64.02.01.2001", "64.02.01.2002", "64.02.02.2001", "64.03.01.2001", "65.01.01.3001"]
      let scopes: [ReplaceScope?] = [
        nil, ReplaceScope(level: .village), ReplaceScope(level: .regency, keys: ["kas_sumber"]),
        ReplaceScope(level: .nation),
      ]
      for round in 0..<60 {
        let repeats: DatasetWriterOptions.Repeats = [.refuse, .complete, .add][Int(random.next() % 3)]
        let scope = scopes[Int(random.next() % 4)]
        let clears = random.chance(0.3)
        var lines = (0..<Int(random.next() % 12)).map { row in
          LedgerLine(
            villages[Int(random.next() % 5)], year: random.chance(0.8) ? 2024 : 2023, fund: 1 + Int(random.next() % 2),
            activity: random.chance(0.9) ? ["1", "1.1", "2"][Int(random.next() % 3)] : "9.\(random.next() % 3)",
            line: "\(random.next() % 3)", money: random.chance(0.8) ? Int64(random.next() % 3) : nil,
            note: random.chance(0.3) ? "n\(random.next() % 2)" : nil, row: 2 + row)
        }
        if random.chance(0.5) { lines.sort { ($0.region, $0.fund) < ($1.region, $1.fund) } }
        let spared: [Int64?] = random.chance(0.2) ? [random.chance(0.5) ? nil : 6_402_012_001] : []
        let half = lines.count / 2
        func run(dryRun: Bool) throws -> BatchOutcome<[RowOutcome]> {
          try store.book(
            Array(lines[..<half]), Array(lines[half...]),
            in: round % 2 == 0 ? ConformanceLedger.plain : ConformanceLedger.dataset,
            repeats: repeats, replaces: round % 2 == 0 ? scope : scope.map { ReplaceScope(level: $0.level) },
            clearsBlank: clears, header: ConformanceData.header("acak.csv", dryRun: dryRun)
          ) { sink, writer in
            for region in spared {
              try sink.reject(RejectedRow(row: 99, cells: ["\(round)"], reasons: []))
              writer.spare(region: region, period: 2024, isRejected: true)
            }
          }
        }
        let before = try store.everything()
        let dry = try run(dryRun: true)
        checks.equal(try store.everything(), before, "round \(round): the store after the dry-run")
        let real = try run(dryRun: false)
        checks.equal(dry.result, real.result, "round \(round) \(repeats): outcomes")
        checks.equal(dry.counts, real.counts, "round \(round) \(repeats): counts")
        checks.equal(dry.preview, real.preview, "round \(round) \(repeats): preview")
        // What a batch did, it finds done.
        if repeats != .complete, spared.isEmpty {
          let again = try run(dryRun: false)
          checks.equal(again.batch, nil, "round \(round) \(repeats): the same again")
        }
      }
      checks.equal(try store.store.verify(), [], "verify")
    },
    StoreConformance("two writers of one dataset in a batch know of each other's rows") { fixture, checks in
      let store = try ConformanceStore(fixture)
      try store.write([ConformanceRow("64.02.01.2002", 2024, ["a": .integer(1), "b": .integer(1)], row: 2)])
      func run(dryRun: Bool) throws -> BatchOutcome<[RowOutcome]> {
        try store.store.batch(ConformanceData.header(dryRun: dryRun)) { sink in
          var outcomes: [RowOutcome] = []
          let rows = [
            ("64.02.01.2001", 2), ("64.02.01.2002", 3), ("64.02.01.2001", 4), ("64.02.01.2002", 5),
            ("64.03.01.2001", 6),
          ]
          // By turns, as two tables of a sheet might come; a third opened as the first was is the same.
          for (index, row) in rows.enumerated() {
            outcomes += try store.write(
              [[ConformanceRow(row.0, 2024, ["a": .integer(1), "b": .integer(1)], row: row.1)]], into: sink,
              fields: index % 2 == 0 ? ["a"] : ["a", "b"])
          }
          return outcomes
        }
      }
      let dry = try run(dryRun: true)
      let real = try run(dryRun: false)
      checks.equal(
        real.result, [.new, .unchanged, .duplicate(sourceRow: 2), .duplicate(sourceRow: 3), .new], "the outcomes")
      checks.equal(dry.result, real.result, "the outcomes of the dry-run")
      let batch = try checks.required(real.batch, "the batch")
      checks.equal(try fixture.touched(by: batch, dataset: "uji", period: 2024), [6_402_012_002], "touched")
      checks.equal(try store.store.verify(), [], "verify")
    },
    StoreConformance("the latest origin of a period in a region tells its date and stage") { fixture, checks in
      let store = try ConformanceStore(fixture)
      let year = ConformanceData.year(2024)
      func latest(_ region: String) throws -> [Int?] {
        let origin = try store.store.latest(of: "uji", period: year, in: ConformanceData.code(region))
        return [origin?.asOf?.number, origin?.stage.map { Stage.allCases.firstIndex(of: $0) ?? -1 }]
      }
      checks.equal(try latest("64"), [nil, nil], "without rows")
      try store.write(
        [ConformanceRow("64.02.01.2001", 2024, ["a": .integer(1)])],
        header: ConformanceData.header(stage: .decided, asOf: ConformanceData.day(2024, 6, 30)))
      try store.write(
        [ConformanceRow("64.03.01.2001", 2024, ["a": .integer(1)])],
        header: ConformanceData.header(stage: .provisional, asOf: ConformanceData.day(2024, 3, 31)))
      let decided = Stage.allCases.firstIndex(of: .decided)
      let provisional = Stage.allCases.firstIndex(of: .provisional)
      checks.equal(try latest("64"), [20_240_630, decided], "a province")
      checks.equal(try latest("64.03"), [20_240_331, provisional], "a kabupaten")
      checks.equal(try latest("64.02.02"), [nil, nil], "a kecamatan without rows")
    },
  ]

  static let locks: [StoreConformance] = [
    StoreConformance("nothing is written into a closed period until it is reopened with a reason") { fixture, checks in
      let store = try ConformanceStore(fixture)
      let row = [ConformanceRow("64.02.01.2001", 2024, ["a": .integer(1)])]
      let (year, regency) = (ConformanceData.year(2024), ConformanceData.code("64.02"))
      let head = try store.store.auditHead()
      checks.equal(
        try store.store.lock("uji", period: year, in: regency, reason: "ditetapkan"), true, "closing")
      checks.equal(try store.store.lock("uji", period: year, in: regency, reason: "lagi"), false, "closing again")
      let locked = try store.store.auditHead()
      checks.expect(locked != head, "the head moves")
      let refusal = StorageError.locked(dataset: "uji", period: 2024, region: 6402, reason: "ditetapkan")
      for dryRun in [true, false] {
        checks.throwing(refusal, "a row of it, dry-run \(dryRun)") {
          try store.write(row, header: ConformanceData.header(dryRun: dryRun))
        }
      }
      checks.equal(
        try store.write([
          ConformanceRow("64.02.01.2001", 2023, ["a": .integer(1)]),
          ConformanceRow("64.03.01.2001", 2024, ["a": .integer(1)]),
        ]).result, [.new, .new], "another year, another kabupaten")
      checks.equal(try store.store.periodLocks(of: "uji").map(\.reason), ["ditetapkan"], "the locks")
      checks.equal(try store.store.periodLocks(of: "lain"), [], "the locks of another dataset")
      checks.equal(
        try store.store.unlock("uji", period: year, in: .nation, reason: "keliru"), false,
        "reopening what is not closed")
      checks.equal(try store.store.unlock("uji", period: year, in: regency, reason: "koreksi"), true, "reopening")
      checks.equal(try store.write(row).result, [.new], "the row afterwards")
      checks.equal(try store.store.periodLocks(of: nil), [], "no lock is left")
      checks.throwing(StorageError.notMigrated(dataset: "lain"), "an unknown dataset") {
        _ = try store.store.lock("lain", period: year, in: regency, reason: "x")
      }
      let other = try fixture.open(as: Principal(name: "kabupaten", scope: regency))
      checks.throwing(StorageError.outsideScope, "a region outside the scope") {
        _ = try other.lock("uji", period: year, in: .nation, reason: "x")
      }
      checks.equal(try store.store.verify(), [], "verify")
    }
  ]
}
