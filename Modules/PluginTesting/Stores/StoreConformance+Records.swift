import Domain
import Storage

extension StoreConformance {
  static let records: [StoreConformance] = [
    StoreConformance("rows of a ledger are found by what they say, in the order of their keys") { fixture, checks in
      let store = try ConformanceStore.withLedger(fixture)
      try store.book([
        LedgerLine("64.02.01.2001", fund: 2, line: "b", money: 20, row: 2),
        LedgerLine("64.02.01.2001", fund: 1, line: "a", money: 10, note: "ada", weight: 0.5, row: 3),
        LedgerLine("64.02.01.2002", year: 2023, fund: 1, activity: "1.1", line: "a", money: 30, row: 4),
      ])
      let fields = ["buku_none"]
      checks.throwing(StorageError.notMigrated(dataset: "buku"), "an unknown field") {
        _ = try store.store.records(RecordQuery(dataset: "buku", fields: fields))
      }
      checks.throwing(StorageError.notMigrated(dataset: "lain"), "an unknown dataset") {
        _ = try store.store.records(RecordQuery(dataset: "lain", fields: []))
      }
      let wanted = ["dana", "kegiatan", "sumber", "baris", "catatan", "bobot"]
      func found(_ periods: ClosedRange<Int>? = nil, _ filters: RecordQuery.Filter...) throws -> RecordTable {
        try store.store.records(RecordQuery(dataset: "buku", fields: wanted, periods: periods, filters: filters))
      }
      let all = try found()
      checks.equal(all.periods, [2023, 2024, 2024], "by period")
      checks.equal(all.regions, [6_402_012_002, 6_402_012_001, 6_402_012_001], "by region")
      checks.equal((0..<3).map { all.integer("dana", $0) }, [30, 10, 20], "by key")
      checks.equal((0..<3).map { all.text("kegiatan", $0) }, ["1.1", "1", "1"], "codes of lists as texts")
      checks.equal((0..<3).map { all.text("catatan", $0) }, [nil, "ada", nil], "texts")
      checks.equal((0..<3).map { all.real("bobot", $0) }, [nil, 0.5, nil], "numbers")
      checks.equal(try found(2024...2024).count, 2, "of a period")
      checks.equal(try found(nil, .texts(field: "baris", ["b", "c"])).integer("dana", 0), 20, "of a text")
      let many = (0..<40_000).map { "x\"\($0)" } + ["b"]
      checks.equal(try found(nil, .texts(field: "baris", many)).integer("dana", 0), 20, "of many texts")
      checks.equal(try found(nil, .numbers(field: "dana", 11...30)).count, 2, "of a range")
      checks.equal(
        try found(2024...2024, .numbers(field: "sumber", 1...1), .texts(field: "baris", ["a"])).count, 1, "of all three"
      )
      let origins = try store.store.origins(ofParts: Set(all.parts))
      checks.equal(origins.count, 1, "where they came from")
    }
  ]
}
