import Domain
import Storage

extension StoreConformance {
  /// A header of a source that counts so much.
  private static func header(_ rank: SourceRank, dryRun: Bool = false) -> BatchHeader {
    var header = ConformanceData.header(dryRun: dryRun)
    header.rank = rank
    return header
  }

  static let ranks: [StoreConformance] = [
    StoreConformance("a weaker source completes a row and replaces nothing that a stronger one gave") {
      fixture, checks in
      let store = try ConformanceStore(fixture)
      let village = "64.02.01.2001"
      let decree = try store.write(
        [ConformanceRow(village, 2024, ["a": .integer(1)])], fields: ["a"], header: header(.decree))
      let api = try store.write(
        [ConformanceRow(village, 2024, ["a": .integer(5), "b": .integer(2)])], header: header(.api))
      checks.equal(api.result, [.changed], "b was new")
      checks.equal(try store.value(village, 2024, "a"), .integer(1), "the decree's figure")
      checks.equal(try store.value(village, 2024, "b"), .integer(2), "the service's figure")
      let table = try store.write([ConformanceRow(village, 2024, ["a": .integer(6), "b": .integer(3)])])
      checks.equal(table.result, [.changed], "a table counts more than a service")
      checks.equal(try store.value(village, 2024, "a"), .integer(1), "though less than the decree")
      checks.equal(try store.value(village, 2024, "b"), .integer(3), "the table's figure")
      let again = try store.write(
        [ConformanceRow(village, 2024, ["a": .integer(7), "b": .integer(8)])], header: header(.api))
      checks.equal(again.result, [.unchanged], "nothing was left to take")
      checks.equal(again.counts.unchanged, 1, "counted so")
      let amended = try store.write(
        [ConformanceRow(village, 2024, ["a": .integer(9)])], fields: ["a"], header: header(.decree))
      checks.equal(amended.result, [.changed], "a later decree counts as much as the first")
      checks.equal(try store.value(village, 2024, "a"), .integer(9), "and replaces it")
      let trace = try store.store.trace(
        "uji", region: ConformanceData.code(village), period: ConformanceData.year(2024))
      checks.expect(!trace.isEmpty && decree.batch != nil, "all of it is in the log")
    },
    StoreConformance("what stays of a stronger source is counted once a row, in a dry-run too") { fixture, checks in
      let store = try ConformanceStore(fixture)
      let villages = ["64.02.01.2001", "64.02.01.2002", "64.02.02.2001"]
      let first = try store.write(
        villages.map { ConformanceRow($0, 2024, ["a": .integer(1), "b": .integer(1)]) }, header: header(.table))
      for dryRun in [true, false] {
        let told = try store.store.batch(header(.api, dryRun: dryRun)) { sink -> OutrankedRows? in
          let rows = [
            ConformanceRow(villages[0], 2024, ["a": .integer(1), "b": .integer(1)], row: 2),
            ConformanceRow(villages[1], 2024, ["a": .integer(2), "b": .integer(2)], row: 3),
            ConformanceRow(villages[2], 2024, ["a": .integer(1), "b": .integer(2)], row: 4),
          ]
          checks.equal(
            try store.write([rows], into: sink), [.unchanged, .unchanged, .unchanged], "the outcomes")
          return try sink.writer(
            for: try DatasetRules(ConformanceData.dataset), options: DatasetWriterOptions(fields: [2, 3])
          ).outranked
        }
        checks.equal(
          told.result,
          OutrankedRows(
            count: 2, sourceRow: 3, region: ConformanceData.code(villages[1]), field: "a", batch: first.batch ?? 0),
          "what is told")
      }
    },
    StoreConformance("rows given in pieces keep what a stronger source gave") { fixture, checks in
      let store = try ConformanceStore(fixture)
      let village = "64.02.01.2001"
      try store.write([ConformanceRow(village, 2024, ["a": .integer(1)])], fields: ["a"], header: header(.table))
      let rules = try DatasetRules(ConformanceData.dataset)
      let told = try store.store.batch(header(.api)) { sink -> OutrankedRows? in
        var last: OutrankedRows?
        for (field, value) in [("b", 4), ("a", 5)] {
          let index = ConformanceData.dataset.index(of: field) ?? 0
          let writer = try sink.writer(for: rules, options: DatasetWriterOptions(fields: [index], repeats: .complete))
          var block = RecordBlock()
          block.regions = [ConformanceData.code(village).number]
          block.periods = [2024]
          block.sourceRows = [2]
          block.cells = [Int64(value)]
          try writer.write(block) { _, _, _ in }
          last = writer.outranked ?? last
        }
        return last
      }
      checks.equal(told.result?.count, 1, "one row")
      checks.equal(try store.value(village, 2024, "a"), .integer(1), "the table's figure")
      checks.equal(try store.value(village, 2024, "b"), .integer(4), "the service's figure")
    },
    StoreConformance("what was taken back counts no more") { fixture, checks in
      let store = try ConformanceStore(fixture)
      let village = "64.02.01.2001"
      try store.write([ConformanceRow(village, 2024, ["a": .integer(1), "b": .integer(1)])], header: header(.api))
      let decree = try store.write(
        [ConformanceRow(village, 2024, ["a": .integer(2), "b": .integer(2)])], header: header(.decree))
      _ = try store.store.undo(
        UndoRequest(.batch(try checks.required(decree.batch, "the batch")), at: 1_700_000_001))
      let table = try store.write([ConformanceRow(village, 2024, ["a": .integer(3), "b": .integer(3)])])
      checks.equal(table.result, [.changed], "the service's figures stood again")
      checks.equal(try store.value(village, 2024, "a"), .integer(3), "and are replaced")
    },
  ]
}
