import Domain
import Storage

extension StoreConformance {
  private static func row(_ foreign: Int64, _ code: String, _ name: String = "DESA", row: Int = 1) -> CrosswalkRow {
    CrosswalkRow(
      foreign: foreign, code: ConformanceData.code(code), foreignName: name, name: name.lowercased(), sourceRow: row)
  }

  private static func day(_ number: Int) throws -> CalendarDate {
    guard let date = CalendarDate(number: number) else { throw StorageError.outsideScope }
    return date
  }

  static let crosswalks: [StoreConformance] = [
    StoreConformance("a crosswalk says what a foreign code means on a day, and keeps what it does not list") {
      fixture, checks in
      let store = try ConformanceStore(fixture).store
      let first = try store.batch(ConformanceData.header("a.csv")) {
        try $0.crosswalk(
          [row(6_402_010_002, "64.02.01.2002"), row(6_402_010_001, "64.02.01.2001"), row(6402, "64.02")],
          scheme: .bps, effective: day(20_190_101))
      }
      checks.equal(first.counts.new, 3, "new entries")
      let later = try store.batch(ConformanceData.header("b.csv")) {
        try $0.crosswalk(
          [row(6_402_010_001, "64.02.02.2001"), row(6_402_010_002, "64.02.01.2002")], scheme: .bps,
          effective: day(20_230_101))
      }
      checks.equal([later.counts.changed, later.counts.unchanged], [1, 1], "what the later one changes")
      let before = try store.crosswalk(.bps, in: .nation, at: day(20_221_231))
      checks.equal(before.foreign, [6402, 6_402_010_001, 6_402_010_002], "codes in order")
      checks.equal(before.codes, [6402, 6_402_012_001, 6_402_012_002], "meanings before")
      checks.equal(before.names, ["desa", "desa", "desa"], "names of the register")
      let after = try store.crosswalk(.bps, in: .nation, at: nil)
      checks.equal(after.codes, [6402, 6_402_022_001, 6_402_012_002], "meanings afterwards")
      checks.equal(after.row(of: 6_402_010_002), 2, "the row of a code")
      checks.equal(after.row(of: 6_402_010_003), nil, "the row of no code")
      checks.equal(
        try store.crosswalk(.bps, in: .nation, at: day(20_100_101)).codes, before.codes, "before the first entry")
      checks.equal(try store.crosswalk(.kemendagri, in: .nation, at: nil).foreign, [], "another scheme")
      let again = try store.batch(ConformanceData.header("a.csv")) {
        try $0.crosswalk([row(6402, "64.02")], scheme: .bps, effective: day(20_240_101))
      }
      checks.equal(again.batch, nil, "the same again")
      checks.equal(try store.verify(), [], "the store's integrity")
    },
    StoreConformance("a preview of a crosswalk counts and keeps nothing") { fixture, checks in
      let store = try ConformanceStore(fixture).store
      var header = ConformanceData.header("a.csv")
      header.dryRun = true
      let outcome = try store.batch(header) {
        try $0.crosswalk([row(6402, "64.02")], scheme: .bps, effective: day(20_190_101))
      }
      checks.equal(outcome.counts.new, 1, "counted")
      checks.equal(try store.crosswalk(.bps, in: .nation, at: nil).foreign, [], "kept")
    },
    StoreConformance("the versions of the register come as columns, by code and day") { fixture, checks in
      let store = try ConformanceStore(fixture).store
      let table = try store.versionTable(in: .nation)
      checks.equal(table.codes, table.codes.sorted(), "codes in order")
      checks.equal(
        [table.names.count, table.validFrom.count, table.validTo.count],
        [table.codes.count, table.codes.count, table.codes.count], "columns")
    },
  ]
}
