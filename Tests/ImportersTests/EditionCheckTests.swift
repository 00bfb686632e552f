import Diagnostics
import Domain
import Foundation
import PluginTesting
import Storage
import Testing

@testable import Importers

/// A faulty or partial file must not end units that it merely lost.
@Suite struct EditionCheckTests {
  private let desk: ImportDesk

  init() throws { desk = try ImportDesk(register: nil) }

  private func table(_ province: Int, villages: ClosedRange<Int>) -> String {
    "code,name\n\(province),P\n\(province).01,K\n\(province).01.01,C\n"
      + villages.map { "\(province).01.01.\($0),Desa \($0)\n" }.joined()
  }

  @discardableResult
  private func run(_ text: String, _ effective: String, _ options: [String: String] = [:]) throws -> ImportReport {
    try desk.run("region_register", text, ["effective": effective].merging(options) { $1 })
  }

  private func villages(_ day: CalendarDate?, in region: RegionCode = .nation) throws -> Int {
    let register = try #require(try desk.store.registerDate(for: day))
    return try desk.store.villageCodes(in: region, at: register.date).count
  }

  private func failure(_ body: () throws -> Void) throws -> [String] {
    do {
      try body()
      return []
    } catch let failure as ImportFailure {
      return failure.diagnostics.map(\.code)
    }
  }

  @Test func aRejectedRowClosesNothing() throws {
    try run(table(64, villages: 2001...2010), "2025-01-01")
    let faulty = table(64, villages: 2001...2010).replacingOccurrences(of: "64.01.01.2003,", with: "64.O1.01.2003,")
    let report = try run(faulty, "2026-01-01")
    #expect(report.counts.rejected == 1)
    #expect(report.counts.removed == 0)
    #expect(report.diagnosticCounts["register-nothing-closed"] == 1)
    #expect(try villages(nil) == 10)
  }

  @Test func aWholeEditionClosesWhatItNoLongerLists() throws {
    try run(table(64, villages: 2001...2010), "2025-01-01")
    #expect(try run(table(64, villages: 2001...2009), "2026-01-01").counts.removed == 1)
    #expect(try villages(nil) == 9)
    #expect(try villages(CalendarDate(year: 2025, month: 6, day: 1)) == 10)
  }

  @Test func aFileThatLostMostVillagesIsRefusedUnlessThatIsAllowed() throws {
    try run(table(64, villages: 2001...2200), "2025-01-01")
    #expect(try failure { try run(table(64, villages: 2001...2100), "2026-01-01") } == ["register-shrinks"])
    #expect(try villages(nil) == 200)
    #expect(try run(table(64, villages: 2001...2100), "2026-01-01", ["coverage": "partial"]).counts.removed == 0)
    #expect(try run(table(64, villages: 2001...2100), "2026-01-01", ["shrink": "allow"]).counts.removed == 100)
    #expect(try villages(nil) == 100)
  }

  @Test func anOlderEditionHasToSpeakForEveryProvince() throws {
    try run(table(64, villages: 2001...2003), "2025-01-01")
    try run(table(62, villages: 2001...2002), "2025-01-01")
    #expect(try failure { try run(table(64, villages: 2001...2003), "2020-01-01") } == ["register-older-incomplete"])
    #expect(try villages(CalendarDate(year: 2019, month: 1, day: 1)) == 5)
  }

  @Test func aProvinceThatComesLaterIsNoted() throws {
    try run(table(64, villages: 2001...2003), "2025-01-01")
    let report = try run(table(62, villages: 2001...2002), "2026-01-01")
    #expect(report.diagnosticCounts["register-province-late"] == 1)
  }
}
