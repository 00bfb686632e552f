import Domain
import Storage

extension StoreConformance {
  static let writing: [StoreConformance] = [
    StoreConformance("a changed row keeps the values and the origin of what it replaced") { fixture, checks in
      let store = try ConformanceStore(fixture)
      let fields = ["nilai", "a", "b", "catatan"]
      let first = try store.write(
        [
          ConformanceRow(
            "64.02.01.2001", 2024,
            ["nilai": .real(0.25), "a": .integer(1), "b": .integer(2), "catatan": .text("lama")], row: 12)
        ], fields: fields)
      checks.equal(first.result, [.new], "the first time")
      let second = try store.write(
        [
          ConformanceRow(
            "64.02.01.2001", 2024,
            ["nilai": .real(0.5), "a": .integer(1), "b": .integer(3), "catatan": .text("baru")], row: 4)
        ], fields: fields)
      checks.equal(second.result, [.changed], "the second time")
      let batch = try checks.required(second.batch, "the batch")
      checks.equal(
        try fixture.changes(by: batch),
        [
          StoreChange(
            subject: "uji", region: 6_402_012_001, period: 2024, kind: "update",
            old: #"{"b":2,"catatan":"lama","nilai":0.25}"#, oldBatch: first.batch, oldSourceRow: 12)
        ], "the log")
      let row = try checks.required(try store.row("64.02.01.2001", 2024), "the row")
      checks.equal(row.batch, batch, "its batch")
      checks.equal(row.sourceRow, 4, "its source row")
      checks.equal(row.values["catatan"], .text("baru"), "its text")
      checks.equal(row.values["nilai"], .real(0.5), "its real")
    },
    StoreConformance("a value that was missing before is noted as missing") { fixture, checks in
      let store = try ConformanceStore(fixture)
      try store.write([ConformanceRow("64.02.01.2001", 2024, ["a": .integer(1)])])
      let second = try store.write([ConformanceRow("64.02.01.2001", 2024, ["a": .integer(1), "b": .integer(0)])])
      checks.equal(second.result, [.changed], "the outcome")
      let changes = try fixture.changes(by: try checks.required(second.batch, "the batch"))
      checks.equal(changes.map(\.old), [#"{"b":null}"#], "the log")
      checks.equal(try store.value("64.02.01.2001", 2024, "b"), .integer(0), "zero is a value")
    },
    StoreConformance("rows found unchanged count as touched by a batch that changed others") { fixture, checks in
      let store = try ConformanceStore(fixture)
      let rows = ["64.02.01.2001", "64.02.01.2002", "65.01.01.3001"]
      try store.write(rows.enumerated().map { ConformanceRow($1, 2024, ["a": .integer(1)], row: $0 + 2) })
      let again = try store.write(
        rows.enumerated().reversed().map {
          ConformanceRow($1, 2024, ["a": .integer($0 == 1 ? 2 : 1)], row: $0 + 2)
        })
      checks.equal(again.result, [.unchanged, .changed, .unchanged], "the outcomes")
      let batch = try checks.required(again.batch, "the batch")
      checks.equal(
        try fixture.touched(by: batch, dataset: "uji", period: 2024), [6_402_012_001, 6_501_013_001], "touched")
      checks.expect(try store.row("64.02.01.2001", 2024)?.batch != batch, "an unchanged row keeps its origin")
    },
    StoreConformance("a key twice in one batch is a duplicate that names the first row, also over blocks") {
      fixture, checks in
      let store = try ConformanceStore(fixture)
      try store.write([ConformanceRow("64.02.01.2002", 2024, ["a": .integer(4)])])
      let outcome = try store.write(
        [
          ConformanceRow("64.02.01.2001", 2024, ["a": .integer(1)], row: 2),
          ConformanceRow("64.02.01.2001", 2024, ["a": .integer(2)], row: 3),
          ConformanceRow("64.02.01.2001", 2023, ["a": .integer(2)], row: 4),
          ConformanceRow("64.02.01.2002", 2024, ["a": .integer(5)], row: 5),
        ],
        [
          ConformanceRow("64.02.01.2001", 2024, ["a": .integer(1)], row: 6),
          ConformanceRow("64.02.01.2002", 2024, ["a": .integer(5)], row: 7),
        ])
      checks.equal(
        outcome.result,
        [
          .new, .duplicate(sourceRow: 2), .new, .changed, .duplicate(sourceRow: 2), .duplicate(sourceRow: 5),
        ], "the outcomes")
      checks.equal(outcome.counts.new, 2, "new rows")
      checks.equal(outcome.counts.changed, 1, "changed rows")
      checks.equal(try store.value("64.02.01.2001", 2024, "a"), .integer(1), "the first stays")
    },
    StoreConformance("a batch that goes on behind the stored rows meets those among them all the same") {
      fixture, checks in
      let store = try ConformanceStore(fixture)
      try store.write([
        ConformanceRow("64.02.01.2001", 2024, ["a": .integer(1)], row: 2),
        ConformanceRow("64.02.02.2001", 2024, ["a": .integer(2)], row: 3),
      ])
      let outcome = try store.write(
        [
          ConformanceRow("65.01.01.3001", 2024, ["a": .integer(3)], row: 2),
          ConformanceRow("64.02.01.2002", 2024, ["a": .integer(4)], row: 3),
          ConformanceRow("64.02.02.2001", 2024, ["a": .integer(5)], row: 4),
        ],
        [
          ConformanceRow("64.02.01.2001", 2024, ["a": .integer(1)], row: 5),
          ConformanceRow("64.02.01.2002", 2024, ["a": .integer(4)], row: 6),
          ConformanceRow("65.01.01.3001", 2024, ["a": .integer(3)], row: 7),
        ])
      checks.equal(
        outcome.result,
        [.new, .new, .changed, .unchanged, .duplicate(sourceRow: 3), .duplicate(sourceRow: 2)], "the outcomes")
      let values = try ["64.02.01.2001", "64.02.01.2002", "64.02.02.2001", "65.01.01.3001"].map {
        try store.value($0, 2024, "a")
      }
      checks.equal(values, [.integer(1), .integer(4), .integer(5), .integer(3)], "the values")
    },
    StoreConformance("a second row of a key whose first row was unchanged is a duplicate as well") { fixture, checks in
      let store = try ConformanceStore(fixture)
      let rows = [
        ConformanceRow("64.02.02.2001", 2024, ["a": .integer(1)], row: 2),
        ConformanceRow("64.02.01.2001", 2024, ["a": .integer(1)], row: 3),
        ConformanceRow("64.02.01.2002", 2024, ["a": .integer(1)], row: 4),
        ConformanceRow("64.02.01.2001", 2024, ["a": .integer(2)], row: 5),
        ConformanceRow("64.02.02.2001", 2024, ["a": .integer(1)], row: 6),
      ]
      let outcomes: [RowOutcome] = [.duplicate(sourceRow: 3), .duplicate(sourceRow: 2)]
      checks.equal(try store.write(rows).result, [.new, .new, .new] + outcomes, "the first time")
      let again = try store.write(rows)
      checks.equal(again.result, [.unchanged, .unchanged, .unchanged] + outcomes, "again")
      checks.equal(again.batch, nil, "the batch")
      let sorted = try store.write(
        [
          ConformanceRow("64.02.01.2001", 2024, ["a": .integer(1)], row: 2),
          ConformanceRow("64.02.01.2002", 2024, ["a": .integer(1)], row: 3),
          ConformanceRow("64.02.02.2001", 2024, ["a": .integer(1)], row: 4),
        ], [ConformanceRow("64.02.01.2002", 2024, ["a": .integer(9)], row: 5)])
      checks.equal(
        sorted.result, [.unchanged, .unchanged, .unchanged, .duplicate(sourceRow: 3)], "after rows in order")
      checks.equal(try store.value("64.02.01.2002", 2024, "a"), .integer(1), "the value")
    },
    StoreConformance("a blank cell keeps the stored value, or clears it where that is wished") { fixture, checks in
      let store = try ConformanceStore(fixture)
      try store.write([ConformanceRow("64.02.01.2001", 2024, ["a": .integer(1), "b": .integer(2)])])
      let keeping = try store.write([ConformanceRow("64.02.01.2001", 2024, ["a": .integer(1)])])
      checks.equal(keeping.result, [.unchanged], "keeping")
      checks.equal(try store.value("64.02.01.2001", 2024, "b"), .integer(2), "the value kept")
      let clearing = try store.write([ConformanceRow("64.02.01.2001", 2024, ["a": .integer(1)])], clearsBlank: true)
      checks.equal(clearing.result, [.changed], "clearing")
      checks.equal(try store.value("64.02.01.2001", 2024, "b"), .missing, "the value cleared")
      checks.equal(try store.recomputed("64.02.01.2001", 2024, "nilai"), .missing, "what followed from it")
      let batch = try checks.required(clearing.batch, "the batch")
      checks.equal(try fixture.changes(by: batch).map(\.old), [#"{"b":2}"#], "the log")
    },
    StoreConformance("an import writes only the fields it maps") { fixture, checks in
      let store = try ConformanceStore(fixture)
      try store.write(
        [ConformanceRow("64.02.01.2001", 2024, ["a": .integer(1), "catatan": .text("tetap")])],
        fields: ["a", "catatan"])
      try store.write(
        [ConformanceRow("64.02.01.2001", 2024, ["b": .integer(4)])], fields: ["b"], clearsBlank: true)
      let row = try checks.required(try store.row("64.02.01.2001", 2024), "the row")
      checks.equal(row.values["a"], .integer(1), "a")
      checks.equal(row.values["b"], .integer(4), "b")
      checks.equal(row.values["catatan"], .text("tetap"), "the text")
    },
    StoreConformance("recomputed figures follow the merged row and never replace published ones") { fixture, checks in
      let store = try ConformanceStore(fixture)
      try store.write([ConformanceRow("64.02.01.2001", 2024, ["a": .integer(4)])], fields: ["a"])
      checks.equal(try store.recomputed("64.02.01.2001", 2024, "nilai"), .missing, "with b missing")
      try store.write([ConformanceRow("64.02.01.2001", 2024, ["b": .integer(5)])], fields: ["b"])
      checks.equal(try store.recomputed("64.02.01.2001", 2024, "nilai"), .real(0.9), "with both")
      checks.equal(try store.recomputed("64.02.01.2001", 2024, "kelas"), .integer(3), "the class")
      try store.write(
        [ConformanceRow("64.02.01.2001", 2024, ["nilai": .real(0.3)])], fields: ["nilai"])
      checks.equal(try store.value("64.02.01.2001", 2024, "nilai"), .real(0.3), "published")
      checks.equal(try store.recomputed("64.02.01.2001", 2024, "nilai"), .real(0.9), "recomputed beside it")
      checks.equal(try store.recomputed("64.02.01.2001", 2024, "kelas"), .integer(1), "the class of the published one")
      checks.equal(try store.value("64.02.01.2001", 2024, "kelas"), .missing, "the class nobody published")
    },
    StoreConformance("the full row is observed as it then stands stored") { fixture, checks in
      let store = try ConformanceStore(fixture)
      try store.write([ConformanceRow("64.02.01.2001", 2024, ["a": .integer(1)])], fields: ["a"])
      let rules = try DatasetRules(ConformanceData.dataset)
      let a = try checks.required(ConformanceData.dataset.index(of: "a"), "a")
      let b = try checks.required(ConformanceData.dataset.index(of: "b"), "b")
      let nilai = try checks.required(
        ConformanceData.dataset.index(of: "nilai").flatMap { rules.computedCell(of: $0) }, "nilai")
      var block = RecordBlock()
      block.regions = [6_402_012_001, 6_402_012_001]
      block.periods = [2024, 2024]
      block.sourceRows = [5, 6]
      block.cells = [3, 4]
      var observed: [[Int64]] = []
      _ = try store.store.batch(ConformanceData.header()) { sink in
        let writer = try sink.writer(for: rules, options: DatasetWriterOptions(fields: [b]))
        try writer.write(block) { _, _, row in
          observed.append(row.isEmpty ? [] : [Int64(row.count), row[a], row[b], row[nilai]])
        }
      }
      checks.equal(
        observed, [[Int64(rules.width), 1, 3, Cell.real(0.4)], []], "the merged row, and nothing for the duplicate")
    },
  ]

  static let text: [StoreConformance] = [
    StoreConformance("every type of field comes back as it went in, at its ends too") { fixture, checks in
      let store = try ConformanceStore(fixture)
      let fields = ["kelas", "nilai", "a", "catatan", "tanggal", "dana"]
      let texts = [
        "", " ", "'; DROP TABLE batch; --", "baris\nkedua", "é 😀 \u{301}", String(repeating: "x", count: 70_000),
      ]
      let villages = [
        "64.02.01.2001", "64.02.01.2002", "64.02.02.2001", "64.03.01.2001", "65.01.01.3001", "64.02.01.1001",
      ]
      let rows = zip(villages, texts).enumerated().map { index, pair in
        ConformanceRow(
          pair.0, 2024,
          [
            "kelas": .integer(2), "nilai": .real(0.1 + Double(index)), "a": .integer(index == 0 ? .max : .min),
            "catatan": .text(pair.1), "tanggal": .integer(20_240_229), "dana": .integer(-9_007_199_254_740_993),
          ], row: index + 2)
      }
      checks.equal(
        try store.write(rows, fields: fields).result, [RowOutcome](repeating: .new, count: 6), "the first time")
      for row in rows {
        let stored = try checks.required(try store.row(row.region, 2024), row.region)
        for field in fields { checks.equal(stored.values[field], row.values[field], "\(row.region) \(field)") }
      }
      checks.equal(
        try store.write(rows, fields: fields).result, [RowOutcome](repeating: .unchanged, count: 6), "again")
    },
    StoreConformance("texts of a merged row stay with their fields") { fixture, checks in
      let store = try ConformanceStore(fixture)
      let fields = ["a", "catatan"]
      try store.write(
        [
          ConformanceRow("64.02.01.2001", 2024, ["a": .integer(1), "catatan": .text("satu")], row: 2),
          ConformanceRow("64.02.01.2002", 2024, ["a": .integer(1), "catatan": .text("dua")], row: 3),
        ], fields: fields)
      let outcome = try store.write(
        [
          ConformanceRow("64.02.01.2001", 2024, ["a": .integer(2)], row: 2),
          ConformanceRow("64.02.01.2002", 2024, ["a": .integer(1), "catatan": .text("lain")], row: 3),
          ConformanceRow("64.02.02.2001", 2024, ["catatan": .text("tiga")], row: 4),
        ], fields: fields)
      checks.equal(outcome.result, [.changed, .changed, .new], "the outcomes")
      checks.equal(try store.value("64.02.01.2001", 2024, "catatan"), .text("satu"), "the text kept")
      checks.equal(try store.value("64.02.01.2002", 2024, "catatan"), .text("lain"), "the text changed")
      checks.equal(try store.value("64.02.02.2001", 2024, "catatan"), .text("tiga"), "the text added")
    },
  ]
}
