import Domain
import Storage

extension StoreConformance {
  static let longTables: [StoreConformance] = [
    StoreConformance("a row that comes in pieces over blocks is completed") { fixture, checks in
      let store = try ConformanceStore(fixture)
      let outcome = try store.write(
        [
          ConformanceRow("64.02.01.2001", 2024, ["a": .integer(4)], row: 2),
          ConformanceRow("64.02.01.2002", 2024, ["a": .integer(1)], row: 3),
        ],
        [
          ConformanceRow("64.02.01.2001", 2024, ["b": .integer(5)], row: 4),
          ConformanceRow("64.02.01.2002", 2024, ["b": .integer(1)], row: 5),
        ], completes: true)
      checks.equal(outcome.result, [.new, .new, .completed, .completed], "the outcomes")
      checks.equal([outcome.counts.new, outcome.counts.changed, outcome.counts.unchanged], [2, 0, 0], "counts")
      checks.equal(try store.recomputed("64.02.01.2001", 2024, "nilai"), .real(0.9), "recomputed from both pieces")
      checks.equal(try fixture.changes(by: try checks.required(outcome.batch, "the batch")), [], "nothing was replaced")
    },
    StoreConformance("a second, different value for a field of the same batch is a duplicate") { fixture, checks in
      let store = try ConformanceStore(fixture)
      let outcome = try store.write(
        [ConformanceRow("64.02.01.2001", 2024, ["a": .integer(4)], row: 2)],
        [ConformanceRow("64.02.01.2001", 2024, ["a": .integer(3)], row: 3)],
        [ConformanceRow("64.02.01.2001", 2024, ["a": .integer(4)], row: 4)], completes: true)
      checks.equal(outcome.result, [.new, .duplicate(sourceRow: 2), .completed], "the outcomes")
      checks.equal(try store.value("64.02.01.2001", 2024, "a"), .integer(4), "the first stays")
    },
    StoreConformance("pieces that correct an older row all count, and all old values are kept") { fixture, checks in
      let store = try ConformanceStore(fixture)
      let first = try store.write([
        ConformanceRow("64.02.01.2001", 2024, ["a": .integer(1), "b": .integer(1)], row: 8)
      ])
      let second = try store.write(
        [ConformanceRow("64.02.01.2001", 2024, ["a": .integer(4)], row: 2)],
        [ConformanceRow("64.02.01.2001", 2024, ["b": .integer(5)], row: 3)],
        [ConformanceRow("64.02.01.2001", 2024, ["b": .integer(2)], row: 4)], completes: true)
      checks.equal(second.result, [.changed, .completed, .duplicate(sourceRow: 3)], "the outcomes")
      checks.equal([second.counts.new, second.counts.changed, second.counts.unchanged], [0, 1, 0], "counts")
      checks.equal(try store.value("64.02.01.2001", 2024, "a"), .integer(4), "a")
      checks.equal(try store.value("64.02.01.2001", 2024, "b"), .integer(5), "b")
      checks.equal(try store.recomputed("64.02.01.2001", 2024, "nilai"), .real(0.9), "recomputed")
      let changes = try fixture.changes(by: try checks.required(second.batch, "the batch"))
      checks.equal(changes.map(\.old), [#"{"a":1}"#, #"{"b":1}"#], "the old values")
      checks.equal(changes.map(\.oldBatch), [first.batch, first.batch], "their batch")
      checks.equal(changes.map(\.oldSourceRow), [8, 8], "their source row")
    },
    StoreConformance("a row of which one piece is unchanged and a later one is not counts once, as changed") {
      fixture, checks in
      let store = try ConformanceStore(fixture)
      try store.write([
        ConformanceRow("64.02.01.2001", 2024, ["a": .integer(1), "b": .integer(1)], row: 2),
        ConformanceRow("64.02.01.2002", 2024, ["a": .integer(1), "b": .integer(1)], row: 3),
      ])
      let pieces = [
        [
          ConformanceRow("64.02.01.2001", 2024, ["a": .integer(1)], row: 2),
          ConformanceRow("64.02.01.2002", 2024, ["a": .integer(1)], row: 3),
        ],
        [
          ConformanceRow("64.02.01.2001", 2024, ["b": .integer(1)], row: 4),
          ConformanceRow("64.02.01.2002", 2024, ["b": .integer(2)], row: 5),
        ],
      ]
      let dry = try store.write(
        pieces[0], pieces[1], completes: true, header: ConformanceData.header(dryRun: true))
      checks.equal([dry.counts.new, dry.counts.changed, dry.counts.unchanged], [0, 1, 1], "counts of the dry-run")
      let outcome = try store.write(pieces[0], pieces[1], completes: true)
      checks.equal([outcome.counts.new, outcome.counts.changed, outcome.counts.unchanged], [0, 1, 1], "counts")
      let batch = try checks.required(outcome.batch, "the batch")
      checks.equal(try fixture.touched(by: batch, dataset: "uji", period: 2024), [6_402_012_001], "touched")
    },
  ]
}
