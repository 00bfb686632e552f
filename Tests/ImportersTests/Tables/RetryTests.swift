import Diagnostics
import Domain
import Foundation
import PluginKit
import PluginTesting
import Storage
import Testing

@testable import Importers

/// Rejected rows tried again: with what stood beside them, and without harm to what their file brought.
@Suite struct RetryTests {
  private let desk: TableDesk

  init() throws { desk = try TableDesk() }

  /// Tries all open rejects again, once villages of the names given are in the register.
  private func retry(
    _ mapping: TableMapping, adding villages: [(code: String, name: String)],
    _ options: [String: String] = ["period": "2024"]
  ) throws -> [ImportReport] {
    try add(villages)
    return try RetryFile.alike(desk.store.rejects(RejectFilter(state: .open), limit: .max)).map { group in
      let part = try #require(group[0].part)
      let header = try #require(try desk.store.sourceHeader(part: part))
      let file = try RetryFile(group, header: header)
      var context = desk.context(options)
      context.retry = file.retry
      return try withExtendedLifetime(file) {
        try TableImporter(mapping).run(ImportFile(group[0].file, at: file.path), context)
      }
    }
  }

  private func add(_ villages: [(code: String, name: String)]) throws {
    let text = "code,name\n" + villages.map { "\($0.code),\($0.name)\n" }.joined()
    let path = try desk.folder.write(Data(text.utf8), to: "wilayah-baru.csv")
    _ = try RegionRegisterImporter().run(
      ImportFile(path), desk.context(["effective": "2020-01-01", "coverage": "partial"]))
  }

  @Test func aRowBelowAGroupKeepsItsKecamatan() throws {
    let text = "desa,penduduk\nBatu Sopang,\nBusui,1\nDesa Baru,2\nTanjung Harapan,\nKeladen,3\nDesa Baru,4\n"
    let options = ["period": "2024", "region": "64.01"]
    let first = try desk.run(text, TableDesk.mapping(), options)
    #expect(first.counts.rejected == 2)
    let again = try retry(
      TableDesk.mapping(), adding: [("64.01.01.2009", "Desa Baru"), ("64.01.02.2009", "Desa Baru")], options)
    #expect(again.map(\.counts.new) == [1, 1])
    #expect(
      try desk.stored() == [
        "64.01.01.2002 2024 jiwa=1", "64.01.01.2009 2024 jiwa=2", "64.01.02.2001 2024 jiwa=3",
        "64.01.02.2009 2024 jiwa=4",
      ])
    #expect(try desk.store.rejects(RejectFilter(state: .open), limit: .max).isEmpty)
  }

  @Test func aRegionAndAYearFromTheTitleAreKept() throws {
    let mapping = TableDesk.mapping {
      $0.regionFrom = [.title]
      $0.periodFrom = [.title]
    }
    let text = "KECAMATAN BATU SOPANG KABUPATEN PASER TAHUN 2024\n\ndesa,penduduk\nBusui,1\nDesa Baru,2\n"
    #expect(try desk.run(text, mapping, [:]).counts.rejected == 1)
    let again = try retry(mapping, adding: [("64.01.01.2009", "Desa Baru")], [:])
    #expect(again.map(\.counts.new) == [1])
    #expect(try desk.stored() == ["64.01.01.2002 2024 jiwa=1", "64.01.01.2009 2024 jiwa=2"])
  }

  @Test func aRowOfAFurtherTableKeepsItsOwnHeader() throws {
    let text = """
      kode desa,penduduk
      64.01.01.2001,1

      kode desa,pagu
      64.01.01.2002,5
      64.01.01.2009,7

      """
    #expect(try desk.run(text).counts.rejected == 1)
    _ = try retry(TableDesk.mapping(), adding: [("64.01.01.2009", "Desa Baru")])
    #expect(
      try desk.stored() == [
        "64.01.01.2001 2024 jiwa=1", "64.01.01.2002 2024 dana=5", "64.01.01.2009 2024 dana=7",
      ])
  }

  @Test func rowsThatAddUpAreAddedToWhatTheirFileBrought() throws {
    let mapping = TableDesk.mapping { $0.repeats = .add }
    let text = "kode desa,pagu,catatan\n64.01.01.2001,100,a\n64.01.01.2001,x,a\n64.01.01.2002,1,b\n"
    #expect(try desk.run(text, mapping).counts.rejected == 1)
    var rejects = try desk.store.rejects(RejectFilter(state: .open), limit: .max)
    rejects[0].row.cells[1] = "50"
    let part = try #require(rejects[0].part)
    let header = try #require(try desk.store.sourceHeader(part: part))
    let file = try RetryFile(rejects, header: header)
    var context = desk.context(["period": "2024"])
    context.retry = file.retry
    let report = try TableImporter(mapping).run(ImportFile("masuk.csv", at: file.path), context)
    #expect(report.counts.changed == 1)
    #expect(try desk.stored() == ["64.01.01.2001 2024 dana=150 catatan=a", "64.01.01.2002 2024 dana=1 catatan=b"])
  }

  @Test func exportedRowsThatAddUpAreNotTakenByThemselves() throws {
    let mapping = TableDesk.mapping { $0.repeats = .add }
    #expect(try desk.run("kode desa,pagu\n64.01.01.2001,100\n64.01.01.2001,x\n", mapping).counts.rejected == 1)
    let id = try #require(try desk.store.rejects(RejectFilter(state: .open), limit: 1).first?.id)
    let failure = #expect(throws: ImportFailure.self) {
      try desk.run("kode desa,pagu,\(RejectColumns.id)\n64.01.01.2001,50,\(id)\n", mapping, file: "koreksi.csv")
    }
    #expect(failure?.diagnostics.map(\.code) == ["rejects-add-up"])
    #expect(try desk.stored() == ["64.01.01.2001 2024 dana=100"])
  }

  @Test func aReplacingFileLeavesWhatNobodyFilledIn() throws {
    let mapping = TableDesk.mapping {
      $0.mode = .replace
      $0.scope = TableMapping.Scope(level: .district)
    }
    _ = try desk.run("kode desa,penduduk\n64.01.01.2001,1\n64.01.01.2002,2\n64.01.01.2003,3\n", mapping)
    let report = try desk.run("kode desa,penduduk\n64.01.01.2001,5\n64.01.01.2002,\n", mapping, file: "baru.csv")
    #expect(report.counts.removed == 1)
    #expect(try desk.stored() == ["64.01.01.2001 2024 jiwa=5", "64.01.01.2002 2024 jiwa=2"])
  }

  @Test func rowsOfTheRegisterAreTriedAgainWithoutClosingTheRest() throws {
    let path = try desk.folder.write(
      Data("code,name\n64.01.01.2009,Desa Baru\n64.01.01.20x,Salah\n".utf8), to: "sebagian.csv")
    func options() -> ImportContext { desk.context(["effective": "2020-01-01", "coverage": "partial"]) }
    let first = try RegionRegisterImporter().run(ImportFile(path), options())
    #expect(first.counts.rejected == 1)
    var rejects = try desk.store.rejects(RejectFilter(state: .open), limit: .max)
    rejects[0].row.cells[0] = "64.01.01.2010"
    let part = try #require(rejects[0].part)
    let header = try #require(try desk.store.sourceHeader(part: part))
    let file = try RetryFile(rejects, header: header)
    var context = options()
    context.options["coverage"] = "complete"
    context.retry = file.retry
    _ = try withExtendedLifetime(file) { try RegionRegisterImporter().run(ImportFile(path, at: file.path), context) }
    let day = try #require(CalendarDate(year: 2024, month: 1, day: 1))
    let codes = try desk.store.villageCodes(in: .nation, at: day)
    #expect(codes.contains(6_401_012_010) && codes.contains(6_402_012_002))
    #expect(try desk.store.rejects(RejectFilter(state: .open), limit: .max).isEmpty)
  }

  @Test func whatAnotherFileBroughtSinceIsNotAddedTo() throws {
    let mapping = TableDesk.mapping { $0.repeats = .add }
    #expect(try desk.run("kode desa,pagu\n64.01.01.2001,100\n64.01.01.2001,x\n", mapping).counts.rejected == 1)
    _ = try desk.run("kode desa,pagu\n64.01.01.2001,150\n", mapping, file: "koreksi.csv")
    var rejects = try desk.store.rejects(RejectFilter(state: .open), limit: .max)
    rejects[0].row.cells[1] = "50"
    let part = try #require(rejects[0].part)
    let header = try #require(try desk.store.sourceHeader(part: part))
    let file = try RetryFile(rejects, header: header)
    var context = desk.context(["period": "2024"])
    context.retry = file.retry
    let report = try TableImporter(mapping).run(ImportFile("masuk.csv", at: file.path), context)
    #expect(report.counts.rejected == 1)
    #expect(try desk.stored() == ["64.01.01.2001 2024 dana=150"])
  }
}
