import Diagnostics
import Domain
import Foundation
import PluginKit
import PluginTesting
import Storage
import Testing

@testable import Importers

/// What a file's name and day say against its rows and the store.
@Suite struct RowSpreadTests {
  private let desk: TableDesk

  init() throws { desk = try TableDesk() }

  private func warnings(_ code: String, _ text: String, file: String) throws -> [Diagnostic] {
    try desk.run(text, file: file).diagnostics.filter { $0.code == code }
  }

  @Test(arguments: ["Kec. Batu Sopang.csv", "data_batu_sopang_2024.csv", "BATU SOPANG final (2).csv"])
  func aFileNamedAfterAKecamatanWithVillagesOfAnother(_ file: String) throws {
    let text = "kode desa,penduduk\n64.01.01.2001,1\n64.01.02.2001,2\n64.01.02.2002,3\n"
    let found = try warnings("file-named-otherwise", text, file: file)
    #expect(found.count == 1)
    #expect(found.first?.message.id.contains("2 baris dari kecamatan lain: Keladen (64.01.02.2001)") == true)
    #expect(found.first?.severity == .warning && found.first?.place?.line == 3)
  }

  /// One code of another kabupaten in the table of a kecamatan.
  @Test func aVillageOfAnotherKabupatenIsToldWhereTheKecamatanIsNamed() throws {
    let text = "kode desa,penduduk\n64.01.01.2001,1\n64.01.01.2002,1\n64.02.01.2001,2\n"
    let found = try warnings("file-named-otherwise", text, file: "Kecamatan Batu Sopang.csv")
    #expect(found.map(\.place?.line) == [4])
    #expect(
      found.first?.message.en.contains("1 rows are of other kecamatan: Sedulang (64.02.01.2001), Muara Kaman") == true)
    #expect(try warnings("file-named-otherwise", text, file: "Batu Sopang.csv").isEmpty)
  }

  @Test func aTitleNamesAKecamatan() throws {
    let mapping = TableDesk.mapping { $0.periodFrom = [.title] }
    func found(_ title: String) throws -> [Int?] {
      let text = "\(title)\n\nkode desa,penduduk\n64.01.01.2001,1\n64.01.02.2001,2\n"
      return try desk.run(text, mapping, [:]).diagnostics.filter { $0.code == "file-named-otherwise" }
        .map { $0.place?.line }
    }
    #expect(try found("DATA DESA KECAMATAN BATU SOPANG TAHUN 2024") == [5])
    #expect(try found("PASAR BATU SOPANG TAHUN 2024") == [])
  }

  @Test(arguments: ["Kec. Batu Sopang.csv", "rekap.csv", "Tanjung Harapan dan Batu Sopang.csv"])
  func noWarningWhereTheNameFitsOrSaysNothing(_ file: String) throws {
    let text = "kode desa,penduduk\n64.01.01.2001,1\n64.01.01.2002,2\n"
    #expect(try warnings("file-named-otherwise", text, file: file).isEmpty)
  }

  @Test func aFileOlderThanWhatIsStoredIsToldAndTaken() throws {
    func run(_ day: String, _ text: String, dryRun: Bool = false) throws -> ImportReport {
      let path = try desk.folder.write(Data(text.utf8), to: "keadaan.csv")
      var context = desk.context(["period": "2024"], dryRun: dryRun)
      context.asOf = CalendarDate(day)
      return try TableImporter(TableDesk.mapping()).run(ImportFile(path), context)
    }
    _ = try run("2024-06-30", "kode desa,penduduk\n64.01.01.2001,1\n64.01.02.2001,2\n")
    let text = "kode desa,penduduk\n64.01.01.2001,5\n"
    for dryRun in [true, false] {
      let older = try run("2024-03-01", text, dryRun: dryRun)
      let warning = try #require(older.diagnostics.first { $0.code == "as-of-older" })
      #expect(warning.message.id.contains("2024-06-30") && warning.message.id.contains("2024-03-01"))
      #expect(older.counts.changed == 1)
    }
    let newer = try run("2024-07-01", "kode desa,penduduk\n64.01.01.2001,6\n")
    #expect(!newer.diagnostics.contains { $0.code == "as-of-older" })
  }

  @Test func aPeriodAndARegionFromATitleAreTold() throws {
    let mapping = TableDesk.mapping {
      $0.periodFrom = [.title]
      $0.regionFrom = [.title]
    }
    let title = "KECAMATAN BATU SOPANG KABUPATEN PASER TAHUN 2024"
    let report = try desk.run("\(title)\n\ndesa,penduduk\nBusui,1\n", mapping, [:])
    let notes = report.diagnostics.filter { $0.code == "context-taken" }.map(\.message.id)
    #expect(
      notes == [
        "periode 2024 diambil dari `\(title)`", "wilayah BATU SOPANG, PASER diambil dari `\(title)`",
      ])
  }
}
