import Domain
import Storage

extension StoreConformance {
  private static let header = ConformanceData.header("buku.csv")

  /// Lines in two kabupaten, two funds and two years.
  private static func filled(_ fixture: any StoreFixture) throws -> (store: ConformanceStore, batch: Int64) {
    let store = try ConformanceStore.withLedger(fixture)
    let batch = try store.book([
      LedgerLine("64.02.01.2001", fund: 1, line: "a", money: 1, row: 2),
      LedgerLine("64.02.01.2001", fund: 1, line: "b", money: 2, row: 3),
      LedgerLine("64.02.01.2001", fund: 2, line: "a", money: 3, row: 4),
      LedgerLine("64.02.01.2002", fund: 1, line: "a", money: 4, row: 5),
      LedgerLine("64.03.01.2001", fund: 1, line: "a", money: 5, row: 6),
      LedgerLine("64.02.01.2001", year: 2023, fund: 1, line: "b", money: 6, row: 7),
    ]).batch
    return (store, batch ?? 0)
  }

  static let replacing: [StoreConformance] = [
    StoreConformance("a replacing batch removes and logs what it does not name within its scope, and nothing else") {
      fixture, checks in
      let (store, first) = try filled(fixture)
      let scope = ReplaceScope(level: .village, keys: ["sumber"])
      let lines = [LedgerLine("64.02.01.2001", fund: 1, line: "a", money: 1, row: 2)]
      let dry = try store.book(lines, replaces: scope, header: ConformanceData.header(dryRun: true))
      let outcome = try store.book(lines, replaces: scope)
      checks.equal(outcome.counts.removed, 1, "removed")
      checks.equal(dry.counts, outcome.counts, "counts of the dry-run")
      checks.equal(dry.preview, outcome.preview, "preview of the dry-run")
      checks.equal(try store.money("64.02.01.2001"), [.integer(1), .integer(3)], "its lines")
      checks.equal(try store.money("64.02.01.2002"), [.integer(4)], "another village")
      checks.equal(try store.money("64.02.01.2001", year: 2023), [.integer(6)], "another year")
      let batch = try checks.required(outcome.batch, "the batch")
      let changes = try fixture.changes(by: batch)
      checks.equal(changes.map(\.kind), ["delete"], "the log")
      checks.equal(changes.map(\.oldBatch), [first], "where it came from")
      checks.equal(changes.map(\.oldSourceRow), [3], "its row there")
      checks.expect(changes.first?.old?.contains(#""dana":2"#) == true, "its values")
      checks.equal(try fixture.touched(by: batch, dataset: "buku", period: 2024), [6_402_012_001], "touched")
      checks.equal(try store.book(lines, replaces: scope).batch, nil, "again")
      checks.equal(try store.store.verify(), [], "verify")
    },
    StoreConformance("the scope of a replacing batch may be a kabupaten or everything") { fixture, checks in
      let (store, _) = try filled(fixture)
      let lines = [LedgerLine("64.02.01.2002", fund: 1, line: "a", money: 4, row: 2)]
      let regency = try store.book(lines, replaces: ReplaceScope(level: .regency, keys: ["sumber"]))
      checks.equal(regency.counts.removed, 2, "of the kabupaten and the fund")
      checks.equal(try store.money("64.02.01.2001"), [.integer(3)], "the other fund")
      checks.equal(try store.money("64.03.01.2001"), [.integer(5)], "the other kabupaten")
      let nation = try store.book(lines, replaces: ReplaceScope(level: .nation))
      checks.equal(nation.counts.removed, 2, "of the year")
      checks.equal(try store.money("64.02.01.2001", year: 2023), [.integer(6)], "the other year")
    },
    StoreConformance("a replacing batch takes new, changed and unsorted lines as any other does") { fixture, checks in
      let (store, _) = try filled(fixture)
      let lines = [
        LedgerLine("64.02.01.2002", fund: 1, line: "z", money: 8, row: 2),
        LedgerLine("64.02.01.2001", fund: 1, line: "b", money: 20, row: 3),
        LedgerLine("64.02.01.2001", fund: 1, line: "a", money: 1, row: 4),
      ]
      let scope = ReplaceScope(level: .regency)
      let dry = try store.book(lines, replaces: scope, header: ConformanceData.header(dryRun: true))
      let outcome = try store.book(lines, replaces: scope)
      checks.equal(outcome.result, [.new, .changed, .unchanged], "the outcomes")
      checks.equal(outcome.counts.removed, 2, "removed")
      checks.equal(dry.counts, outcome.counts, "counts of the dry-run")
      checks.equal(try store.money("64.02.01.2001"), [.integer(1), .integer(20)], "one village")
      checks.equal(try store.money("64.02.01.2002"), [.integer(8)], "another")
    },
    StoreConformance("rows that a rejected row may have meant are not removed") { fixture, checks in
      let (store, _) = try filled(fixture)
      let lines = [LedgerLine("64.02.01.2002", fund: 1, line: "z", money: 8, row: 2)]
      let scope = ReplaceScope(level: .regency)
      func book(_ regions: [Int64?], dryRun: Bool = false) throws -> BatchOutcome<[RowOutcome]> {
        try store.book(lines, replaces: scope, header: ConformanceData.header(dryRun: dryRun)) { sink, writer in
          for (index, region) in regions.enumerated() {
            try sink.reject(RejectedRow(row: 10 + index, cells: [], reasons: []))
            writer.spare(region: region, period: 2024, isRejected: true)
          }
        }
      }
      let unknown = try book([6_402_012_001, nil])
      checks.equal([unknown.counts.removed, unknown.preview.withheld], [0, 4], "one that nobody can place")
      let dry = try book([6_402_012_001], dryRun: true)
      let village = try book([6_402_012_001])
      checks.equal([dry.counts.removed, dry.preview.withheld], [1, 3], "one of a village, in a dry-run")
      checks.equal([village.counts.removed, village.preview.withheld], [1, 3], "one of a village")
      checks.equal(try store.money("64.02.01.2001").count, 3, "its lines")
      let untold = try store.book(lines, replaces: scope) { sink, _ in
        try sink.reject(RejectedRow(row: 10, cells: [], reasons: []))
      }
      checks.equal([untold.counts.removed, untold.preview.withheld], [0, 3], "one that nobody told of")
      let district = try book([640_201])
      checks.equal([district.counts.removed, district.preview.withheld], [0, 3], "one of a kecamatan")
      let twice = try store.book(
        lines + [LedgerLine("64.02.01.2002", fund: 1, line: "z", money: 9, row: 3)], replaces: scope
      ) { sink, _ in try sink.reject(RejectedRow(row: 3, cells: [], reasons: [])) }
      checks.equal([twice.counts.removed, twice.preview.withheld], [3, 0], "a duplicate")
    },
    StoreConformance("a batch that is whole removes what rejected rows may have meant") { fixture, checks in
      let (store, _) = try filled(fixture)
      let lines = [LedgerLine("64.02.01.2002", fund: 1, line: "z", money: 8, row: 2)]
      let whole = try store.book(lines, replaces: ReplaceScope(level: .regency, isWhole: true)) { sink, writer in
        try sink.reject(RejectedRow(row: 10, cells: [], reasons: []))
        writer.spare(region: 6_402_012_001, period: 2024, isRejected: true)
        try sink.reject(RejectedRow(row: 11, cells: [], reasons: []))
      }
      checks.equal([whole.counts.removed, whole.preview.withheld], [4, 0], "removed")
      checks.equal(try store.money("64.02.01.2001"), [], "the lines of another village in its scope")
    },
    StoreConformance("a replacing batch that adds rows up removes what it does not name") { fixture, checks in
      let (store, _) = try filled(fixture)
      let lines = [
        LedgerLine("64.02.01.2001", fund: 1, line: "a", money: 1, row: 2),
        LedgerLine("64.02.01.2001", fund: 1, line: "b", money: 1, row: 3),
        LedgerLine("64.02.01.2001", fund: 1, line: "b", money: 1, row: 4),
      ]
      let scope = ReplaceScope(level: .village)
      let dry = try store.book(lines, repeats: .add, replaces: scope, header: ConformanceData.header(dryRun: true))
      let outcome = try store.book(lines, repeats: .add, replaces: scope)
      checks.equal(dry.counts, outcome.counts, "counts of the dry-run")
      checks.equal([outcome.counts.unchanged, outcome.counts.removed], [2, 1], "counts")
      checks.equal(try store.money("64.02.01.2001"), [.integer(1), .integer(2)], "its lines")
    },
    StoreConformance("a panel is replaced as well") { fixture, checks in
      let store = try ConformanceStore(fixture)
      let villages = ["64.02.01.2001", "64.02.01.2002", "64.03.01.2001"]
      try store.write(villages.map { ConformanceRow($0, 2024, ["a": .integer(1)]) })
      let outcome = try store.store.batch(ConformanceData.header()) { sink in
        let rules = try DatasetRules(ConformanceData.dataset)
        let writer = try sink.writer(
          for: rules, options: DatasetWriterOptions(fields: [2], replaces: ReplaceScope(level: .district)))
        var block = RecordBlock()
        block.regions = [6_402_012_002]
        block.periods = [2024]
        block.sourceRows = [2]
        block.cells = [1]
        try writer.write(block) { _, _, _ in }
      }
      checks.equal(outcome.counts.removed, 1, "removed")
      checks.equal(try villages.map { try store.row($0, 2024) != nil }, [false, true, true], "the rows")
    },
    StoreConformance("a replacing batch removes nothing outside its principal's scope") { fixture, checks in
      let (whole, _) = try filled(fixture)
      let store = ConformanceStore(
        store: try fixture.open(as: Principal(name: "desa", scope: ConformanceData.code("64.02.01.2002"))))
      let outcome = try store.book(
        [LedgerLine("64.02.01.2002", fund: 1, line: "z", money: 8)], replaces: ReplaceScope(level: .regency))
      checks.equal(outcome.counts.removed, 1, "removed")
      checks.equal(try whole.money("64.02.01.2001").count, 3, "another village")
    },
  ]
}
