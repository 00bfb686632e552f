import Diagnostics
import Domain
import Storage

extension StoreConformance {
  private struct Stop: Error, Equatable {}

  static let batches: [StoreConformance] = [
    StoreConformance("a batch is stored with all that was said of it") { fixture, checks in
      let store = try ConformanceStore(fixture)
      let before = try store.store.auditHead()
      let header = ConformanceData.header("a.csv", stage: .provisional, asOf: ConformanceData.day(2024, 6, 30))
      let outcome = try store.store.batch(header) { sink in
        sink.counts.read = 2
        sink.fingerprint(FileFingerprint(bytes: 12, sha256: "ab"))
        try store.write([[ConformanceRow("64.02.01.2001", 2024, ["a": .integer(1)])]], into: sink)
      }
      checks.expect(outcome.batch != nil && outcome.uid != nil && outcome.delivery != nil, "the batch has ids")
      checks.equal(outcome.auditHead, try store.store.auditHead(), "the head returned")
      checks.expect(outcome.auditHead != before, "the head moves with the batch")
      let info = try checks.required(try store.store.batches(limit: 1).first, "the batch")
      checks.equal(info.id, outcome.batch, "its id")
      checks.equal(info.uid, outcome.uid, "its uid")
      checks.equal(
        [info.kind, info.importer, info.file, info.user], ["import", "uji", "a.csv", "penguji"], "its facts")
      checks.equal(info.stage, .provisional, "its stage")
      checks.equal(info.asOf, ConformanceData.day(2024, 6, 30), "its date")
      checks.equal(info.at, 1_700_000_000, "its time")
      checks.equal([info.counts.read, info.counts.new], [2, 1], "its counts")
      let origins = try store.store.origins(
        of: "uji", fields: ["nilai"], period: ConformanceData.year(2024), in: ConformanceData.code("64"))
      checks.equal(
        origins,
        [
          DatasetOrigin(
            batch: info.id, file: "a.csv", stage: .provisional, asOf: ConformanceData.day(2024, 6, 30))
        ], "the origin of its rows")
    },
    StoreConformance("a body that throws leaves no trace, whatever it wrote before") { fixture, checks in
      let store = try ConformanceStore(fixture)
      try store.write([ConformanceRow("64.02.01.2001", 2024, ["a": .integer(1)])])
      let before = try store.everything()
      checks.throwing(Stop(), "the body's error comes through") {
        _ = try store.store.batch(ConformanceData.header()) { sink in
          try store.write([[ConformanceRow("64.02.01.2001", 2024, ["a": .integer(2)])]], into: sink)
          try store.write([[ConformanceRow("64.02.01.2002", 2024, ["a": .integer(3)])]], into: sink)
          try sink.register(
            ConformanceData.rows([("66", "Baru")]), effective: ConformanceData.firstDay, complete: false)
          try sink.alias(
            RegionAlias(within: ConformanceData.code("64.02"), name: "X", code: ConformanceData.code("64.02.01.2001")))
          try sink.targetList("t", [Self.entry(2024, "64.02.01.2001")], options: TargetListOptions())
          try sink.reject(RejectedRow(row: 3, cells: ["x"], reasons: []))
          throw Stop()
        }
      }
      checks.equal(try store.everything(), before, "the store afterwards")
      checks.equal(try store.value("64.02.01.2001", 2024, "a"), .integer(1), "the old value")
      checks.equal(try store.row("64.02.01.2002", 2024), nil, "the new row")
      checks.equal(try store.store.verify(), [], "verify")
      try store.write([ConformanceRow("64.02.01.2002", 2024, ["a": .integer(4)])])
      checks.equal(try store.value("64.02.01.2002", 2024, "a"), .integer(4), "a batch after the failed one")
    },
    StoreConformance("a batch that wrote nothing leaves none") { fixture, checks in
      let store = try ConformanceStore(fixture)
      let before = try store.everything()
      let outcome = try store.store.batch(ConformanceData.header()) { _ in 5 }
      checks.equal(outcome.result, 5, "the body's result")
      checks.expect(outcome.batch == nil && outcome.uid == nil && outcome.delivery == nil, "no batch is named")
      checks.equal(outcome.auditHead, before.audit, "the head")
      checks.equal(try store.everything(), before, "the store")
    },
    StoreConformance("the same content again changes nothing and leaves no batch") { fixture, checks in
      let store = try ConformanceStore(fixture)
      let rows = [
        ConformanceRow("64.02.01.2001", 2024, ["a": .integer(1), "b": .integer(2)]),
        ConformanceRow("64.02.02.2001", 2024, ["a": .integer(3)], row: 3),
      ]
      try store.write(rows)
      let before = try store.everything()
      let again = try store.write(rows)
      checks.equal(again.result, [.unchanged, .unchanged], "the rows")
      checks.equal(again.counts.unchanged, 2, "the count")
      checks.equal(again.batch, nil, "the batch")
      checks.equal(try store.everything(), before, "the store")
      let register = try store.load(ConformanceData.register, from: ConformanceData.firstDay)
      checks.equal(register.batch, nil, "the batch of the same register")
      checks.equal(register.counts.unchanged, ConformanceData.register.count, "its count")
    },
    StoreConformance("a dry-run tells what would happen and keeps nothing") { fixture, checks in
      let store = try ConformanceStore(fixture)
      try store.write([
        ConformanceRow("64.02.01.2001", 2024, ["a": .integer(1), "b": .integer(1)]),
        ConformanceRow("64.02.01.2002", 2024, ["a": .integer(1), "b": .integer(1)], row: 3),
      ])
      let before = try store.everything()
      let rows = [
        ConformanceRow("64.02.01.2001", 2024, ["a": .integer(1), "b": .integer(1)], row: 2),
        ConformanceRow("64.02.01.2002", 2024, ["a": .integer(2)], row: 3),
        ConformanceRow("64.02.02.2001", 2024, ["a": .integer(2)], row: 4),
        ConformanceRow("64.02.02.2001", 2024, ["a": .integer(5)], row: 5),
      ]
      let dry = try store.store.batch(ConformanceData.header(dryRun: true)) { sink in
        try sink.reject(RejectedRow(row: 9, cells: [], reasons: []))
        return try store.write([rows], into: sink)
      }
      checks.equal(dry.result, [.unchanged, .changed, .new, .duplicate(sourceRow: 4)], "the outcomes")
      checks.equal(
        [dry.counts.new, dry.counts.changed, dry.counts.unchanged, dry.counts.rejected], [1, 1, 1, 1], "counts")
      checks.equal(dry.batch, nil, "the batch")
      checks.equal(try store.everything(), before, "the store")
      let real = try store.write(rows)
      checks.equal(real.result, dry.result, "what then happens")
    },
    StoreConformance("files of one delivery share it") { fixture, checks in
      let store = try ConformanceStore(fixture)
      let first = try store.write([ConformanceRow("64.02.01.2001", 2024, ["a": .integer(1)])])
      var header = ConformanceData.header("b.csv")
      header.delivery = first.delivery
      let second = try store.write([ConformanceRow("64.02.01.2002", 2024, ["a": .integer(1)])], header: header)
      checks.equal(second.delivery, first.delivery, "the delivery")
      checks.expect(second.batch != first.batch, "the batches differ")
      checks.equal(try store.store.batches(limit: 10).first?.id, second.batch, "the latest comes first")
      checks.equal(try store.store.batches(limit: 1).count, 1, "the limit")
    },
    StoreConformance("a dataset that was never applied, or differs, is refused before anything is written") {
      fixture, checks in
      let store = try ConformanceStore(fixture)
      let before = try store.everything()
      var other = ConformanceData.dataset
      other.fields[3].maximum = 9
      for declaration in [other, Self.renamed("lain")] {
        let rules = try DatasetRules(declaration)
        checks.throwing(StorageError.notMigrated(dataset: declaration.id), "a writer for \(declaration.id)") {
          _ = try store.store.batch(ConformanceData.header()) { sink in
            _ = try sink.writer(for: rules, options: DatasetWriterOptions(fields: [0]))
          }
        }
      }
      checks.throwing(StorageError.notMigrated(dataset: "lain"), "its periods") {
        _ = try store.store.periods(of: "lain", in: .nation)
      }
      checks.equal(try store.everything(), before, "the store")
    },
  ]

  static let rejects: [StoreConformance] = [
    StoreConformance("rejected rows are kept with their raw cells and reasons") { fixture, checks in
      let store = try ConformanceStore(fixture)
      let reasons = [
        Diagnostic(
          code: "value-not-a-number", message: LocalizedText(id: "bukan \"angka\"", en: "not a number"),
          place: Place(file: "a.csv", sheet: "S 1", line: 7, column: 3, field: "A"), value: "x\u{0}y",
          hint: LocalizedText(id: "periksa", en: "check")),
        Diagnostic(code: "kind", severity: .warning, message: "é 😀"),
      ]
      let rows = [
        RejectedRow(row: 7, cells: ["6402", "", "é;\n\"😀\""], reasons: reasons),
        RejectedRow(row: 5, cells: [], reasons: []),
      ]
      let outcome = try store.store.batch(ConformanceData.header()) { sink in
        for row in rows { try sink.reject(row) }
      }
      let batch = try checks.required(outcome.batch, "the batch")
      checks.equal(try store.store.rejects(of: batch), [rows[1], rows[0]], "the rows, by source row")
      checks.equal(outcome.counts.rejected, 2, "the count")
      checks.equal(try store.store.batches(limit: 1).first?.counts.rejected, 2, "the batch's count")
      checks.equal(try store.store.rejects(of: batch + 1), [], "rejects of a batch that is not there")
    },
    StoreConformance("batches are found by their content") { fixture, checks in
      let store = try ConformanceStore(fixture)
      for (digest, value) in [("a", 1), ("b", 2), ("a", 3)] {
        _ = try store.store.batch(ConformanceData.header()) { sink in
          try store.write([[ConformanceRow("64.02.01.2001", 2024, ["a": .integer(Int64(value))])]], into: sink)
          sink.fingerprint(FileFingerprint(bytes: 1, sha256: digest))
        }
      }
      var filter = BatchFilter()
      filter.sha256 = "a"
      let all = try store.store.batches(limit: 10).map(\.id)
      checks.equal(try store.store.batches(filter, limit: 10).map(\.id), [all[0], all[2]], "those of the content")
      filter.sha256 = "c"
      checks.equal(try store.store.batches(filter, limit: 10).count, 0, "of another")
    },
    StoreConformance("rejects of identical content are not recorded twice") { fixture, checks in
      let store = try ConformanceStore(fixture)
      func run(_ digest: String, _ rows: [Int]) throws -> Int64? {
        let outcome = try store.store.batch(ConformanceData.header()) { sink in
          try store.write([[ConformanceRow("64.02.01.2001", 2024, ["a": .integer(1)])]], into: sink)
          for row in rows { try sink.reject(RejectedRow(row: row, cells: ["\(row)"], reasons: [])) }
          sink.fingerprint(FileFingerprint(bytes: 1, sha256: digest))
        }
        return outcome.batch
      }
      checks.expect(try run("a", [3]) != nil, "the first time")
      checks.equal(try run("a", [3]), nil, "the same content again")
      checks.expect(try run("b", [3]) != nil, "other content")
      checks.expect(try run("a", [3, 4]) != nil, "the same content with more rejects")
      checks.equal(try store.store.statistics().rejects, 4, "rejects")
    },
  ]

  static func renamed(_ id: String) -> DatasetDeclaration {
    var declaration = ConformanceData.dataset
    declaration.id = id
    return declaration
  }
}
