import Diagnostics
import Domain
import Foundation
import PluginTesting
import Storage
import Testing

@testable import Importers

@Suite struct RegisterImportTests {
  private let desk: ImportDesk

  init() throws { desk = try ImportDesk(register: nil) }

  @discardableResult
  private func run(_ text: String, _ options: [String: String] = [:]) throws -> ImportReport {
    try desk.run("region_register", text, ["effective": "2025-04-25"].merging(options) { $1 })
  }

  private func codes() throws -> [String] {
    let day = try #require(CalendarDate(year: 2025, month: 4, day: 25))
    return try RegionLevel.allCases.dropFirst().flatMap { level in
      try desk.store.units(level, in: .nation, at: day).map { "\($0.code) \($0.name)" }
    }
  }

  private static let tree = ["64 Timur", "64.01 Paser", "64.01.01 Batu", "64.01.01.2001 Satu"]

  @Test(arguments: [
    "code,name\n64,Timur\n64.01,Paser\n64.01.01,Batu\n64.01.01.2001,Satu\n",
    "64,Timur\n64.01,Paser\n64.01.01,Batu\n64.01.01.2001,Satu",
    "6401012001;Satu\r\n640101;Batu\r\n6401;Paser\r\n64;Timur\r\n",
    "\u{FEFF}No\tNama Wilayah\tKode Wilayah\n1\tTimur\t64\n2\t Paser \t64.01\n3\tBatu\t64.01.01\n4\tSatu\t 64.01.01.2001\n",
    "nama,kode\nTimur,64\nPaser,64.01\nBatu,64.01.01\n\"Satu\",6401012001\n",
  ])
  func theRegisterIsReadInAnyOfItsForms(_ text: String) throws {
    let report = try run(text)
    #expect(report.summary == [])
    #expect(report.counts.new == 4)
    #expect(try codes() == Self.tree)
    #expect(try run(text).batch == nil)
  }

  @Test func whatCannotBeIsRejectedWithItsReason() throws {
    let report = try run(
      """
      code,name
      64,Timur
      64.01,Paser
      64.01.01,Batu
      64.01.01.2001,Satu
      64.02.01,Yatim
      64.02.01.2001,Cucu
      64.01,Lagi
      64.01.2001,Lompat
      6401.01,Aneh
      64.01.01.9001,Jenis
      64.01.01.2002,
      0,Indonesia
      64.01.1,Pendek
      """)
    #expect(report.counts.new == 4)
    #expect(report.counts.read == 13)
    #expect(report.counts.rejected == 9)
    let rejects = try desk.store.rejects(of: try #require(report.batch))
    #expect(
      rejects.map { "\($0.row) \($0.reasons.map(\.code).joined())" } == [
        "6 register-orphan", "7 register-orphan", "8 register-duplicate", "9 register-level-jump",
        "10 region-code-malformed", "11 region-code-malformed", "12 register-name-missing",
        "13 region-code-malformed", "14 region-code-malformed",
      ])
    #expect(rejects[2].reasons.first?.message.id == "64.01 sudah ada di baris 3")
    #expect(rejects[0].cells == ["64.02.01", "Yatim"])
    #expect(try codes() == Self.tree)
  }

  @Test func strictModeLeavesNothing() throws {
    #expect(throws: ImportFailure.self) {
      try desk.run(
        "region_register", "64,Timur\n64,Lagi\n", ["effective": "2025-04-25"], strict: true)
    }
    #expect(try desk.store.editions() == [])
  }

  @Test func theDateIsNeededAndHasToBeOne() throws {
    for options in [[:], ["effective": "25-04-2025"], ["effective": "2025-02-30"]] as [[String: String]] {
      let failure = #expect(throws: ImportFailure.self) { try desk.run("region_register", "64,Timur\n", options) }
      #expect(failure?.kind == .usage)
    }
    let failure = #expect(throws: ImportFailure.self) { try run("64,Timur\n", ["coverage": "half"]) }
    #expect(failure?.kind == .usage)
  }

  @Test func aPartialFileNeedNotRepeatParentsAndClosesNothing() throws {
    try run(Self.tree.map { $0.replacing(" ", with: ",", maxReplacements: 1) + "\n" }.joined())
    let report = try run("64.01.01.2002,Dua\n64.09.01.2001,Yatim\n", ["coverage": "partial"])
    #expect(report.summary == ["register-orphan 2:1"])
    #expect(report.counts.kinds == "1 0 0 0 1")
    #expect(try codes() == Self.tree + ["64.01.01.2002 Dua"])
  }

  @Test(arguments: ["", "\n\n"]) func anEmptyFileIsUnreadable(_ text: String) throws {
    let failure = #expect(throws: ImportFailure.self) { try run(text) }
    #expect(failure?.kind == .unreadable)
  }

  @Test func aFileWithoutCodesIsNoRegister() throws {
    let failure = #expect(throws: ImportFailure.self) { try run("a,b\nc,d\n") }
    #expect(failure?.diagnostics.map(\.code) == ["column-missing"])
  }

  @Test(.enabled(if: Checkout.hasReference, "the reference tables are not at \(Checkout.reference.path)"))
  func theNationOf2025IsComplete() throws {
    let report = try desk.run(
      "region_register", path: Checkout.reference.appending(path: "regions_national_2025.csv").path,
      ["effective": "2025-04-25"])
    #expect(report.summary == [])
    #expect(report.counts.new == 91_599)
    let day = try #require(CalendarDate(year: 2025, month: 4, day: 25))
    let counts = try [RegionLevel.province, .regency, .district, .village].map {
      try desk.store.units($0, in: .nation, at: day).count
    }
    #expect(counts == [38, 514, 7_285, 83_762])
    #expect(
      try desk.store.unit(try #require(RegionCode("12.07.28.1007")), at: day)?.name == "Lubuk Pakam I,II")
  }

  @Test(
    .enabled(if: Checkout.hasData, "the real files are not at \(Checkout.data.path)"),
    arguments: [
      ("kepmendagri-300.2.2-2138-2025.csv", 91_599, [String]()),
      ("permendagri-72-2019.csv", 91_219, ["register-orphan"]),
    ])
  func publishedEditionsWithoutAHeaderAreRead(_ file: String, units: Int, codes: [String]) throws {
    let report = try desk.run(
      "region_register", path: Checkout.data.appending(path: "regions/\(file)").path, ["effective": "2019-10-01"])
    #expect(report.counts.new == units)
    #expect(report.diagnostics.map(\.code) == codes)
    #expect(report.diagnostics.map(\.value) == codes.map { _ in "13.02.02.1036" })
  }
}
