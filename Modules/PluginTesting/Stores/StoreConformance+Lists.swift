import Domain
import Storage

extension StoreConformance {
  static func entry(
    _ year: Int, _ region: String?, _ name: String = "Desa", basis: TargetEntry.Basis = .new, row: Int = 2
  ) -> TargetEntry {
    TargetEntry(
      year: year, basis: basis, regency: ConformanceData.code("64.02"), region: region.map(ConformanceData.code),
      printedName: name, match: region == nil ? nil : "exact", sourceRow: row)
  }

  static let lists: [StoreConformance] = [
    StoreConformance("a target's list is kept by year and replaced only for the years it names") { fixture, checks in
      let store = try ConformanceStore(fixture)
      let y21 = [
        entry(2021, "64.02.01.2001", "Suka Maju", row: 2), entry(2021, nil, "", row: 3),
        entry(2021, "64.02.02.2001", "Muara", basis: .carriedOver, row: 4),
      ]
      let y22 = [entry(2022, "64.02.01.2001", "Suka Maju", row: 5)]
      let first = try store.store.batch(ConformanceData.header("a.csv")) {
        try $0.targetList("t", y21 + y22, options: TargetListOptions())
      }
      checks.equal(first.counts.new, 4, "new entries")
      let list = try store.store.targetList("t")
      checks.equal(list.entries, y21 + y22, "the entries, in the order of the source")
      checks.equal(list.origins.map(\.batch), [first.batch], "their origin")
      checks.equal(
        try store.store.batch(ConformanceData.header()) { try $0.targetList("t", y21, options: TargetListOptions()) }
          .batch,
        nil, "again")
      let shorter = [y21[0], entry(2021, "64.02.01.2002", "Suka Damai", row: 3)]
      let second = try store.store.batch(ConformanceData.header("b.csv")) {
        try $0.targetList("t", shorter, options: TargetListOptions())
      }
      checks.equal(
        [second.counts.new, second.counts.unchanged, second.counts.removed], [1, 1, 2], "counts of the replacement")
      checks.equal(try store.store.targetList("t").entries, shorter + y22, "the entries afterwards")
      checks.equal(
        try store.store.targetList("t").origins.map(\.batch), [second.batch, first.batch].compactMap(\.self).sorted(),
        "the origins afterwards")
      let changes = try fixture.changes(by: try checks.required(second.batch, "the batch"))
      checks.equal(changes.map(\.kind), ["delete", "delete", "delete"], "the log")
      checks.equal(changes.map(\.oldSourceRow), [2, 3, 4], "the old source rows")
      checks.equal(try store.store.targetList("lain").entries, [], "another target's list")
    },
    StoreConformance("an alias is kept within its region, whatever the spelling's case and spaces") { fixture, checks in
      let store = try ConformanceStore(fixture)
      let regency = ConformanceData.code("64.02")
      func alias(_ name: String, _ code: String) -> RegionAlias {
        RegionAlias(within: regency, name: name, code: ConformanceData.code(code), note: "catatan")
      }
      let first = try store.store.batch(ConformanceData.header()) { try $0.alias(alias("Sk. Maju", "64.02.01.2001")) }
      checks.equal(first.counts.new, 1, "the first")
      checks.equal(try store.store.aliases(in: regency), [alias("Sk. Maju", "64.02.01.2001")], "as kept")
      let again = try store.store.batch(ConformanceData.header()) { try $0.alias(alias("sk maju", "64.02.01.2001")) }
      checks.equal(again.batch, nil, "the same again")
      let moved = try store.store.batch(ConformanceData.header()) { try $0.alias(alias("Sk. Maju", "64.02.01.2002")) }
      checks.equal(moved.counts.changed, 1, "another village")
      checks.equal(
        try store.store.aliases(in: regency).map(\.code.description), ["64.02.01.2002"], "the village afterwards")
      checks.equal(
        try store.store.aliases(in: ConformanceData.code("64.02.01.2002")).count, 1, "asked for below it")
      checks.equal(try store.store.aliases(in: .nation).count, 1, "asked for above it")
      checks.equal(try store.store.aliases(in: ConformanceData.code("64.03")), [], "asked for beside it")
    },
    StoreConformance("removing an alias is an act of its own in the audit chain") { fixture, checks in
      let store = try ConformanceStore(fixture)
      let regency = ConformanceData.code("64.02")
      _ = try store.store.batch(ConformanceData.header()) {
        try $0.alias(RegionAlias(within: regency, name: "Sk Maju", code: ConformanceData.code("64.02.01.2001")))
      }
      let head = try store.store.auditHead()
      checks.equal(try store.store.removeAlias(named: "lain", within: regency), false, "one that is not there")
      checks.equal(
        try store.store.removeAlias(named: "Sk Maju", within: ConformanceData.code("64.03")), false, "elsewhere")
      checks.equal(try store.store.auditHead(), head, "the head after nothing was removed")
      checks.equal(try store.store.removeAlias(named: "SK. MAJU", within: regency), true, "the one there")
      checks.equal(try store.store.aliases(in: .nation), [], "aliases afterwards")
      checks.expect(try store.store.auditHead() != head, "the head moves")
      checks.equal(try store.store.verify(), [], "verify")
    },
  ]
}
