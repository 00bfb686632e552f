import Diagnostics
import Domain
import Foundation
import PluginTesting
import Storage
import Testing

@testable import Importers

/// The generic table importer over the shipped mappings.
@Suite struct TableImportTests {
  private let desk: ImportDesk

  init() throws { desk = try ImportDesk() }

  private func failure(_ id: String, _ text: String, _ options: [String: String] = [:]) -> ImportFailure? {
    do {
      _ = try desk.run(id, text, options)
      return nil
    } catch {
      return error as? ImportFailure
    }
  }

  @Test func headersAreFoundWhateverTheirCaseAndPunctuation() throws {
    let report = try desk.run(
      "idm_status",
      """
      Kode Desa;NAMA_DESA;Skor IKS;ske;Skor-IDM;STATUS IDM;Tahun
      6401012001;Satu;0,5;1;0,4908;Tertinggal;2024
      """)
    #expect(report.summary == ["column-unknown 1:4"])
    let row = try #require(try desk.row("64.01.01.2001"))
    #expect(row.values["iks"] == .real(0.5))
    #expect(row.values["idm"] == .real(0.4908))
    #expect(row.values["status"] == .integer(2))
    #expect(row.values["ike"] == .missing)
  }

  @Test func everyMissingColumnIsNamedAtOnceAndNothingIsStored() throws {
    let found = try #require(failure("idm_status", "wilayah,nilai\nSatu,1\n"))
    #expect(found.kind == .data)
    #expect(found.diagnostics.map(\.code) == ["column-missing", "column-missing", "column-missing"])
    #expect(
      found.diagnostics.map { $0.message.en.split(separator: ";").first } == [
        "no column for the region code or name", "no column for the year", "no column for the value",
      ])
    #expect(found.diagnostics.allSatisfy { $0.place?.line == 1 })
    #expect(try desk.store.batches(limit: 9).count == 1)
  }

  @Test func aPeriodGivenReplacesTheColumn() throws {
    #expect(failure("idm_status", "kode_desa,idm\n64.01.01.2001,0.5\n")?.diagnostics.map(\.code) == ["column-missing"])
    try desk.run("idm_status", "kode_desa,idm\n64.01.01.2001,0.5\n", ["period": "2023"])
    #expect(try desk.row("64.01.01.2001", 2023)?.values["idm"] == .real(0.5))
    #expect(failure("idm_status", "kode_desa,idm\n64.01.01.2001,0.5\n", ["period": "2023-01"])?.kind == .usage)
  }

  @Test func everyErrorOfARowIsToldWithItsRowAndColumn() throws {
    let report = try desk.run(
      "idm_status",
      """
      kode_desa,tahun,iks,idm,status
      64.01.01.2001,2024,x,1.5,Entah
      64.01.01,2024,0.5,0.5,Maju
      64-01,2024,0.5,0.5,Maju
      64.01.01.2999,2024,0.5,0.5,Maju
      64.01.01.2002,20x4,0.5,0.5,Maju
      64.01.01.2003,2024-07,0.5,0.5,Maju
      64.01.01.2004,2024,"0,5",-0.1,Maju
      64.01.02.2001,2024,0.5
      64.01.02.2001,2024,0.5,0.5,Tertinggal
      """)
    #expect(
      report.summary.filter { !$0.hasPrefix("recomputed") }
        == [
          "value-not-a-number 2:3", "value-out-of-range 2:4", "class-unknown 2:5", "region-level-wrong 3:1",
          "region-level-wrong 4:1", "region-unknown 5:1", "period-malformed 6:2", "period-malformed 7:2",
          "value-out-of-range 8:4", "row-too-short 9:4",
        ])
    #expect(report.counts.read == 9)
    #expect(report.counts.rejected == 8)
    #expect(report.counts.new == 1)
    let rejects = try desk.store.rejects(of: try #require(report.batch))
    #expect(rejects.map(\.row) == [2, 3, 4, 5, 6, 7, 8, 9])
    #expect(rejects[0].cells == ["64.01.01.2001", "2024", "x", "1.5", "Entah"])
    #expect(rejects[0].reasons.map(\.code) == ["value-not-a-number", "value-out-of-range", "class-unknown"])
    #expect(rejects[0].reasons.map { $0.place?.column } == [3, 4, 5])
    #expect(rejects[0].reasons.map { $0.place?.field } == ["iks", "idm", "status"])
    #expect(rejects[0].reasons.map(\.value) == ["x", "1.5", "Entah"])
  }

  @Test func aRowOfAnotherPeriodThanTheOneGivenIsRejected() throws {
    let report = try desk.run(
      "idm_status",
      "kode_desa,tahun,idm\n64.01.01.2001,2024,0.5\n64.01.01.2002,2023,0.5\n64.01.01.2003,,0.5\n", ["period": "2024"])
    #expect(report.summary.first == "period-contradicts 3:2")
    #expect(report.counts.new == 2)
    #expect(try desk.row("64.01.01.2003", 2024) != nil)
    #expect(try desk.row("64.01.01.2002", 2023) == nil)
  }

  @Test func rowsOfKelurahanAreKeptWithOneWarningAndNeverCounted() throws {
    let report = try desk.run(
      "idm_status",
      "kode_desa,tahun,idm\n64.01.01.2001,2023,0.5\n64.01.01.1001,2023,0.5\n64.01.01.1001,2024,0.5\n")
    #expect(report.summary == ["kind-not-counted 3"])
    #expect(report.diagnostics.first?.message.id.hasPrefix("2 baris") == true)
    #expect(report.counts.new == 3)
    let period = try #require(Period(number: 2023))
    let day = try #require(CalendarDate(year: 2023, month: 12, day: 31))
    let groups = try desk.store.query(
      DatasetQuery(dataset: "idm", period: period, region: .nation, level: .nation, registerDate: day))
    #expect(groups.map(\.values) == [[1]])
  }

  @Test func strictModeLeavesNothing() throws {
    let text = "kode_desa,tahun,idm\n64.01.01.2001,2024,0.5\n64.01.01.2999,2024,0.5\n"
    let head = try desk.store.auditHead()
    do {
      _ = try desk.run("idm_status", text, strict: true)
      Issue.record("a rejected row has to stop a strict import")
    } catch let failure as ImportFailure {
      #expect(failure.kind == .data)
      #expect(failure.diagnostics.map(\.code) == ["region-unknown"])
      #expect(failure.counts.rejected == 1)
    }
    #expect(try desk.store.auditHead() == head)
    #expect(try desk.row("64.01.01.2001") == nil)
    #expect(try desk.run("idm_status", "kode_desa,tahun,idm\n64.01.01.2001,2024,0.5\n", strict: true).counts.new == 1)
  }

  @Test func aDryRunTellsWhatTheImportDoes() throws {
    try desk.run("idm_status", "kode_desa,tahun,idm\n64.01.01.2001,2024,0.5\n64.01.01.2002,2024,0.5\n")
    let text = """
      kode_desa,tahun,idm
      64.01.01.2001,2024,0.5
      64.01.01.2002,2024,0.6
      64.01.01.2003,2024,0.7
      64.01.01.2003,2024,0.8
      64.01.01.2004,2024,abc
      """
    let head = try desk.store.auditHead()
    let dry = try desk.run("idm_status", text, dryRun: true)
    #expect(dry.batch == nil)
    #expect(try desk.store.auditHead() == head)
    let real = try desk.run("idm_status", text)
    #expect(dry.counts == real.counts)
    #expect(dry.diagnostics == real.diagnostics)
    #expect(real.counts.kinds == "1 1 1 0 2")
  }

  @Test func theFirstOfTwoRowsOfAVillageIsTakenAndTheOtherRejected() throws {
    let report = try desk.run(
      "idm_status", "kode_desa,tahun,idm\n64.01.01.2001,2024,0.5\n64.01.01.2002,2024,0.5\n6401012001,2024,0.6\n")
    #expect(report.summary == ["row-duplicate 4:1"])
    #expect(report.diagnostics.first?.message.id == "64.01.01.2001 sudah ada di baris 2")
    #expect(try desk.row("64.01.01.2001")?.values["idm"] == .real(0.5))
    let rejects = try desk.store.rejects(of: try #require(report.batch))
    #expect(rejects.map(\.cells) == [["6401012001", "2024", "0.6"]])
  }

  @Test(arguments: ["", "-", "n/a", "#N/A", "NULL"])
  func whatMarksAMissingValueIsNeverZero(_ mark: String) throws {
    let report = try desk.run("idm_status", "kode_desa,tahun,iks,idm,status\n64.01.01.2001,2024,\(mark),0.5,\(mark)\n")
    #expect(report.summary == (mark == "#N/A" ? ["cell-error 2:3", "cell-error 2:5"] : []))
    #expect(try desk.row("64.01.01.2001")?.values["iks"] == .missing)
    #expect(try desk.row("64.01.01.2001")?.values["status"] == .missing)
    #expect(try desk.row("64.01.01.2001")?.values["idm"] == .real(0.5))
  }

  @Test func zeroIsAValue() throws {
    try desk.run("idm_scores", "kode_desa,tahun,iks01,iks02\n64.01.01.2001,2024,0,\n")
    #expect(try desk.values() == ["64.01.01.2001": ["iks01": .integer(0)]])
  }

  @Test func decimalsMayHaveACommaAndScoresMustBeWhole() throws {
    let report = try desk.run(
      "idm_scores", "kode_desa;tahun;iks01;iks;idm\n64.01.01.2001;2024;3,0;0,8114;\"0,5\"\n64.01.01.2002;2024;3,5;;\n")
    #expect(report.summary == ["value-not-whole 3:3"])
    #expect(try desk.values()["64.01.01.2001"] == ["iks01": .integer(3), "iks": .real(0.8114), "idm": .real(0.5)])
  }

  @Test func aBlankCellKeepsWhatIsStored() throws {
    try desk.run("idm_status", "kode_desa,tahun,iks,idm\n64.01.01.2001,2024,0.4,0.5\n")
    let report = try desk.run("idm_status", "kode_desa,tahun,iks,idm\n64.01.01.2001,2024,,0.6\n")
    #expect(report.counts.changed == 1)
    #expect(try desk.values()["64.01.01.2001"] == ["iks": .real(0.4), "idm": .real(0.6)])
  }

  @Test func thePublishedFigureStaysWhereTheStatusContradictsIt() throws {
    let report = try desk.run(
      "idm_status", "kode_desa,tahun,iks,ike,ikl,idm,status\n64.01.01.2001,2024,0.6,0.6,0.6,0.6,Mandiri\n")
    #expect(report.summary == ["status-contradicts-index 2"])
    let row = try #require(try desk.row("64.01.01.2001"))
    #expect(row.values["status"] == .integer(5))
    #expect(row.recomputed["status"] == .integer(3))
  }

  @Test func windows1252IsReadWhereTold() throws {
    var data = Data("kode_desa,petugas,tahun,idm\n64.01.01.2001,D".utf8)
    data.append(0xE9)
    data.append(Data("sa,2024,0.5\n".utf8))
    let refused = try desk.run("idm_status", data, ["encoding": "utf8"])
    #expect(refused.counts.rejected == 1)
    #expect(refused.diagnostics.contains { $0.code == "encoding-invalid" })
    let taken = try desk.run("idm_status", data, ["encoding": "windows1252"])
    #expect(taken.counts.rejected == 0)
    #expect(taken.counts.new == 1)
    let guessed = try desk.run("idm_status", data)
    #expect(guessed.counts.kinds == "0 0 1 0 0")
    #expect(guessed.diagnostics.contains { $0.code == "encoding-assumed" })
    #expect(failure("idm_status", "kode_desa,idm\n", ["encoding": "ebcdic", "period": "2024"])?.kind == .usage)
  }

  @Test func aHeaderFurtherDownIsFoundWhereTold() throws {
    let text = "Laporan IDM\n\nKabupaten Paser,,\nkode_desa,tahun,idm\n64.01.01.2001,2024,0.5\n64.01.01.2002,2024,9\n"
    let report = try desk.run("idm_status", text, ["header_row": "4"])
    #expect(report.counts.new == 1)
    #expect(report.summary == ["value-out-of-range 6:3"])
    #expect(failure("idm_status", text, ["header_row": "x"])?.kind == .usage)
    #expect(failure("idm_status", text, ["header_row": "90"])?.kind == .usage)
  }

  @Test(arguments: ["", "\u{FEFF}", "\n\n\n"])
  func anEmptyFileIsUnreadable(_ text: String) throws {
    #expect(failure("idm_status", text, ["period": "2024"])?.kind == .unreadable)
  }

  @Test func aHeaderWithoutRowsChangesNothing() throws {
    let report = try desk.run("idm_status", "kode_desa,tahun,idm\n")
    #expect(report.batch == nil)
    #expect(report.counts.read == 0)
  }

  @Test func withoutARegisterNothingCanBeChecked() throws {
    let desk = try ImportDesk(register: nil)
    let found = #expect(throws: ImportFailure.self) {
      try desk.run("idm_status", "kode_desa,tahun,idm\n64.01.01.2001,2024,0.5\n")
    }
    #expect(found?.diagnostics.map(\.code) == ["register-missing"])
  }

  @Test func aPeriodBeforeTheFirstEditionReadsThatOneAndSaysSo() throws {
    let report = try desk.run("idm_status", "kode_desa,tahun,idm\n64.01.01.2001,2015,0.5\n64.01.01.2001,2021,0.5\n")
    #expect(report.summary == ["register-earliest"])
    #expect(report.diagnostics.first?.severity == .note)
    #expect(report.counts.new == 2)
  }

  @Test func personalNumbersAreStoredNowhere() throws {
    let number = "6401010101800001"
    let report = try desk.run(
      "idm_status", "kode_desa,nama_desa,tahun,idm\n64.01.01.2001,\(number),2024,\(number)\n\(number),x,2024,0.5\n")
    #expect(report.counts.rejected == 2)
    let rejects = try desk.store.rejects(of: try #require(report.batch))
    #expect(rejects.flatMap(\.cells).contains { $0.contains(number) } == false)
    #expect(rejects.flatMap(\.reasons).contains { "\($0)".contains(number) } == false)
    try desk.store.backup(to: desk.folder("salinan"))
    #expect(try Data(contentsOf: URL(filePath: desk.folder("salinan"))).range(of: Data(number.utf8)) == nil)
  }

  @Test func theSameFileAgainChangesNothingAndKeepsNoFurtherRejects() throws {
    let text = "kode_desa,tahun,idm\n64.01.01.2001,2024,0.5\n64.01.01.2999,2024,0.5\n"
    try desk.run("idm_status", text)
    let head = try desk.store.auditHead()
    let again = try desk.run("idm_status", text)
    #expect(again.changedNothing)
    #expect(again.batch == nil)
    #expect(again.counts.rejected == 1)
    #expect(try desk.store.auditHead() == head)
    #expect(try desk.store.statistics().rejects == 1)
  }
}
