import Domain
import Storage

extension StoreConformance {
  static let audit: [StoreConformance] = [
    StoreConformance("every batch moves the head of the audit chain, and the chain verifies") { fixture, checks in
      let store = try ConformanceStore(fixture)
      var heads = [try store.store.auditHead()]
      for value in 1...4 {
        let outcome = try store.write([ConformanceRow("64.02.01.2001", 2024, ["a": .integer(Int64(value))])])
        checks.equal(outcome.auditHead, try store.store.auditHead(), "the head returned")
        heads.append(outcome.auditHead)
      }
      checks.equal(Set(heads).count, 5, "different heads")
      checks.expect(heads.allSatisfy { $0.count == 64 && $0.allSatisfy(\.isHexDigit) }, "a head is a SHA-256")
      checks.equal(try store.store.verify(), [], "verify")
    },
    StoreConformance("what a batch wrote decides its digest") { fixture, checks in
      let store = try ConformanceStore(fixture)
      func digest(_ rows: [ConformanceRow]) throws -> String? {
        let outcome = try store.write(rows, fields: ["nilai", "a", "catatan"])
        return try outcome.batch.flatMap { try fixture.auditDigest(of: $0) }
      }
      let same = try digest([ConformanceRow("64.02.01.2001", 2021, ["a": .integer(1), "catatan": .text("x")])])
      checks.expect(same != nil, "a digest")
      let others: [[ConformanceRow]] = [
        [ConformanceRow("64.02.01.2001", 2022, ["a": .integer(1), "catatan": .text("x")])],
        [ConformanceRow("64.02.01.2002", 2021, ["a": .integer(1), "catatan": .text("x")])],
        [ConformanceRow("64.02.02.2001", 2021, ["a": .integer(0), "catatan": .text("x")])],
        [ConformanceRow("64.03.01.2001", 2021, ["a": .integer(1)])],
        [ConformanceRow("65.01.01.3001", 2021, ["nilai": .real(1), "catatan": .text("x")])],
      ]
      let digests = try others.map(digest)
      checks.equal(Set(digests + [same]).count, 6, "different digests")
    },
    StoreConformance("rejects and their reasons are part of what the chain vouches for") { fixture, checks in
      let store = try ConformanceStore(fixture)
      func digest(_ cell: String) throws -> String? {
        let outcome = try store.store.batch(ConformanceData.header()) {
          try $0.reject(RejectedRow(row: 2, cells: [cell], reasons: []))
        }
        return try outcome.batch.flatMap { try fixture.auditDigest(of: $0) }
      }
      checks.expect(try digest("a") != digest("b"), "different digests")
    },
    StoreConformance("verify finds every kind of damage to the chain") { fixture, checks in
      let store = try ConformanceStore(fixture)
      for value in 1...4 { try store.write([ConformanceRow("64.02.01.2001", 2024, ["a": .integer(Int64(value))])]) }
      for damage in StoreDamage.allCases {
        checks.equal(try store.store.verify(), [], "before \(damage)")
        try fixture.damage(damage)
        checks.expect(try !store.store.verify().isEmpty, "\(damage) goes unnoticed")
        try fixture.repair()
      }
    },
  ]

  static let scope: [StoreConformance] = [
    StoreConformance("a principal reads nothing outside its scope") { fixture, checks in
      let whole = try ConformanceStore(fixture)
      try whole.write([
        ConformanceRow("64.02.01.2001", 2024, ["a": .integer(1)]),
        ConformanceRow("65.01.01.3001", 2024, ["a": .integer(1)]),
      ])
      let year = ConformanceData.year(2024)
      let day = ConformanceData.firstDay
      let store = try fixture.open(as: Principal(name: "kabupaten", scope: ConformanceData.code("64.02")))
      for outside in ["0", "64", "64.03", "65.01.01.3001"].map(ConformanceData.code) {
        checks.throwing(StorageError.outsideScope, "periods of \(outside)") {
          _ = try store.periods(of: "uji", in: outside)
        }
        checks.throwing(StorageError.outsideScope, "a query of \(outside)") {
          _ = try store.query(
            DatasetQuery(dataset: "uji", period: year, region: outside, level: .village, registerDate: day))
        }
        checks.throwing(StorageError.outsideScope, "rows of \(outside)") {
          _ = try store.rows(of: "uji", period: year, regions: [ConformanceData.code("64.02.01.2001"), outside])
        }
        checks.throwing(StorageError.outsideScope, "origins of \(outside)") {
          _ = try store.origins(of: "uji", fields: ["nilai"], period: year, in: outside)
        }
        checks.throwing(StorageError.outsideScope, "completeness of \(outside)") {
          _ = try store.completeness(of: "uji", period: year, in: outside, at: day)
        }
        checks.throwing(StorageError.outsideScope, "units of \(outside)") {
          _ = try store.units(.village, in: outside, at: day)
        }
        checks.throwing(StorageError.outsideScope, "villages of \(outside)") {
          _ = try store.villageCodes(in: outside, at: day)
        }
      }
      checks.equal(try store.periods(of: "uji", in: ConformanceData.code("64.02")), [year], "its own region")
      checks.equal(
        try store.rows(of: "uji", period: year, regions: [ConformanceData.code("64.02.01.2001")]).count, 1,
        "its own row")
    },
    StoreConformance("a principal writes nothing outside its scope") { fixture, checks in
      let whole = try ConformanceStore(fixture)
      let before = try whole.everything()
      let store = ConformanceStore(
        store: try fixture.open(as: Principal(name: "kabupaten", scope: ConformanceData.code("64.02"))))
      checks.throwing(StorageError.outsideScope, "a row") {
        try store.write([
          ConformanceRow("64.02.01.2001", 2024, ["a": .integer(1)]),
          ConformanceRow("64.03.01.2001", 2024, ["a": .integer(1)]),
        ])
      }
      checks.throwing(StorageError.outsideScope, "a unit of the register") {
        try store.load([("64.03.01.2009", "X")], from: ConformanceData.firstDay, complete: false)
      }
      checks.throwing(StorageError.outsideScope, "an alias") {
        _ = try store.store.batch(ConformanceData.header()) {
          try $0.alias(
            RegionAlias(
              within: ConformanceData.code("64.03"), name: "X", code: ConformanceData.code("64.03.01.2001")))
        }
      }
      checks.throwing(StorageError.outsideScope, "an entry of a target") {
        _ = try store.store.batch(ConformanceData.header()) {
          try $0.targetList("t", [entry(2021, "64.03.01.2001")], options: TargetListOptions())
        }
      }
      checks.throwing(StorageError.outsideScope, "the removal of an alias") {
        _ = try store.store.removeAlias(named: "X", within: ConformanceData.code("64.03"))
      }
      checks.equal(try whole.everything(), before, "the store")
      checks.equal(
        try store.write([ConformanceRow("64.02.01.2001", 2024, ["a": .integer(1)])]).result, [.new], "its own row")
    },
  ]
}
