import Diagnostics
import Domain
import PluginKit
import Storage
import Testing

@testable import Importers

@Suite struct TableLayoutTests {
  private let desk: TableDesk

  init() throws { desk = try TableDesk() }

  @Test func titlesHeadersOfTwoRowsColumnNumbersGroupsTotalsAndFootnotesAreUnderstood() throws {
    let report = try desk.run(
      """
      REKAP PENDUDUK KABUPATEN PASER,,,,,
      TAHUN 2024,,,,,
      ,,,,,
      No,Nama Desa,Penduduk,,KK,Pagu
      ,,Laki-laki,Perempuan,,
      (1),(2),(3),(4),(5),(6)
      ,Kecamatan Batu Sopang,,,,
      1,Batu Kajang,10,12,5,"Rp1.000.000,00"
      2,Busui,20,21,9,Rp. 500.000
      ,Jumlah,30,33,14,1.500.000
      ,,,,,
      ,Kecamatan Tanjung Harapan,,,,
      No,Nama Desa,Laki-laki,Perempuan,KK,Pagu
      3,Keladen,1,2,3,-
      ,Sub Total,1,2,3,0
      ,JUMLAH TOTAL,31,35,17,1.500.000
      Sumber: DPMD,,,,,
      *) angka sementara,,,,,
      """, TableDesk.mapping { $0.periodFrom = [.title] }, ["region": "64.01"])
    #expect(
      try desk.stored() == [
        "64.01.01.2001 2024 kk=5 laki=10 perempuan=12 dana=1000000",
        "64.01.01.2002 2024 kk=9 laki=20 perempuan=21 dana=500000", "64.01.02.2001 2024 kk=3 laki=1 perempuan=2",
      ])
    #expect(report.counts.kinds == "3 0 0 0 0")
    #expect(report.counts.read == 3)
    #expect(report.diagnostics.contains { $0.code == "layout-detected" && $0.place?.line == 5 })
    #expect(report.diagnostics.contains { $0.code == "rows-totals" })
    #expect(!report.diagnostics.contains { $0.code == "total-mismatch" })
    let table = try #require(report.tables.first)
    #expect(table.headerRows == 4...5 && table.period == "2024")
    #expect(table.columns.map(\.role) == ["names.village", "laki", "perempuan", "kk", "dana"])
    #expect(table.columns[1].header == "Penduduk / Laki-laki")
  }

  @Test func totalsThatDoNotFitAreToldWithBothFigures() throws {
    let report = try desk.run(
      """
      kode desa,jumlah penduduk,luas
      64.01.01.2001,10,"1,5"
      64.01.01.2002,20,"2,5"
      Jumlah,31,"4,0"
      Rata-rata,15,"2,1"
      """)
    let found = report.diagnostics.filter { $0.code == "total-mismatch" }
    #expect(found.map { "\($0.place?.line ?? 0):\($0.place?.column ?? 0) \($0.value ?? "")" } == ["4:2 31", "5:3 2,1"])
    #expect(found[0].message.en.contains("31") && found[0].message.en.contains("30"))
    #expect(found[0].severity == .warning)
    #expect(report.counts.kinds == "2 0 0 0 0")
  }

  @Test func rejectedRowsCountInTotals() throws {
    let report = try desk.run(
      "kode desa,penduduk\n64.01.01.2001,10\n64.01.01.2999,5\nTOTAL,15\n")
    #expect(report.counts.rejected == 1)
    #expect(!report.diagnostics.contains { $0.code == "total-mismatch" })
  }

  @Test func severalTablesOfASheetAreReadEachByItsHeader() throws {
    let text = """
      Tabel 1 Penduduk
      kode desa,penduduk
      64.01.01.2001,10

      Tabel 2 Keluarga
      kode desa,kk
      64.01.01.2001,3
      64.01.01.2002,4
      """
    let report = try desk.run(text)
    #expect(try desk.stored() == ["64.01.01.2001 2024 jiwa=10 kk=3", "64.01.01.2002 2024 kk=4"])
    #expect(report.tables.map(\.headerRows) == [2...2, 6...6])
    let other = try TableDesk()
    try other.run(text, TableDesk.mapping(), ["period": "2024", "table": "2"])
    #expect(try other.stored() == ["64.01.01.2001 2024 kk=3", "64.01.01.2002 2024 kk=4"])
    let third = try TableDesk()
    try third.run(text, TableDesk.mapping(), ["period": "2024", "table": "keluarga"])
    #expect(try third.stored().count == 2)
  }

  @Test func yearsAsColumnsBecomePeriods() throws {
    try desk.run(
      """
      kode desa,2022,2023,Anggaran 2023,Tahun 2024
      64.01.01.2001,1,2,100,3
      64.01.01.2002,4,,200,6
      """, TableDesk.mapping { $0.byPeriod = "jiwa" }, [:])
    #expect(
      try desk.stored([2022, 2023, 2024]) == [
        "64.01.01.2001 2022 jiwa=1", "64.01.01.2002 2022 jiwa=4", "64.01.01.2001 2023 jiwa=2 dana=100",
        "64.01.01.2002 2023 dana=200", "64.01.01.2001 2024 jiwa=3", "64.01.01.2002 2024 jiwa=6",
      ])
  }

  @Test func ofYearsAsColumnsTheOneAskedForIsTaken() throws {
    try desk.run(
      "kode desa,2022,2023\n64.01.01.2001,1,2\n", TableDesk.mapping { $0.byPeriod = "jiwa" }, ["period": "2023"])
    #expect(try desk.stored([2022, 2023]) == ["64.01.01.2001 2023 jiwa=2"])
  }

  @Test func theHeaderRowCanBeSaid() throws {
    let text = "kode desa,penduduk\n64.01.01.2001,1\nkode desa,kk\n64.01.01.2002,2\n"
    let report = try desk.run(text, TableDesk.mapping(), ["period": "2024", "header_row": "3"])
    #expect(try desk.stored() == ["64.01.01.2002 2024 kk=2"])
    #expect(report.tables.map(\.headerRows) == [3...3])
  }

  @Test func codesThatStandInSeveralColumnsAreJoined() throws {
    try desk.run(
      "prov,kab,kec,des,penduduk\n64,1,1,2001,7\n64,01,02,2001,8\n",
      TableDesk.mapping { $0.regionParts = [["prov"], ["kab"], ["kec"], ["des"]] })
    #expect(try desk.stored() == ["64.01.01.2001 2024 jiwa=7", "64.01.02.2001 2024 jiwa=8"])
  }

  @Test func namesWithinTheirParentsAreFound() throws {
    let report = try desk.run(
      "kabupaten;kecamatan;desa;penduduk\nPASER;BATU SOPANG;BUSUI;1\nKutai Kartanegara;Muara Kaman;Busui;2\nPaser;Muara Kaman;Entah;3\n"
    )
    #expect(try desk.stored() == ["64.01.01.2002 2024 jiwa=1", "64.02.01.2002 2024 jiwa=2"])
    #expect(report.counts.rejected == 1)
  }

  @Test func groupTitlesWithoutTheirWordArePlacedByWhatFollows() throws {
    try desk.run(
      "desa,penduduk\nBatu Sopang,\nBusui,1\nKasungai,\nTanjung Harapan,\nKeladen,2\n", TableDesk.mapping(),
      ["period": "2024", "region": "64.01"])
    #expect(
      // Nobody filled Kasungai in: it is a village, no group, and leaves no row.
      try desk.stored() == ["64.01.01.2002 2024 jiwa=1", "64.01.02.2001 2024 jiwa=2"])
  }

  @Test func severalRowsOfAVillageAreAddedOrRefusedAsTheMappingSays() throws {
    let text = "kode desa,pagu,catatan\n64.01.01.2001,100,a\n64.01.01.2001,50,a\n64.01.01.2002,1,a\n"
    let refused = try desk.run(text)
    #expect(refused.counts.kinds == "2 0 0 0 1")
    let other = try TableDesk()
    let added = try other.run(text, TableDesk.mapping { $0.repeats = .add })
    #expect(added.counts.rejected == 0)
    #expect(try other.stored() == ["64.01.01.2001 2024 dana=150 catatan=a", "64.01.01.2002 2024 dana=1 catatan=a"])
  }

  @Test func rowsAddedUpKeepTheirOwnTexts() throws {
    let text = "kode desa,pagu,catatan\n64.01.01.2001,1,a\n64.01.01.2001,2,a\n64.01.01.2002,3,b\n64.01.01.2003,4,c\n"
    _ = try desk.run(text, TableDesk.mapping { $0.repeats = .add })
    #expect(
      try desk.stored() == [
        "64.01.01.2001 2024 dana=3 catatan=a", "64.01.01.2002 2024 dana=3 catatan=b",
        "64.01.01.2003 2024 dana=4 catatan=c",
      ])
  }

  @Test func twoTitlesAndABlankRowStandAboveTheHeader() throws {
    let report = try desk.run(
      "DAFTAR DESA PENERIMA DANA,,\nTAHUN ANGGARAN 2024,,\n,,\nNo,kode desa,pagu\n1,64.01.01.2001,5\n")
    #expect(report.counts.rejected == 0)
    #expect(try desk.stored() == ["64.01.01.2001 2024 dana=5"])
  }

  @Test func aHeadingThatStandsInSeveralRowsIsFoundBelowATitle() throws {
    let mapping = TableDesk.mapping {
      $0.region = ["kode wilayah"]
      $0.regionName = []
    }
    // No single cell is a heading of the mapping.
    try desk.run("DAFTAR,,\n\nKode,Penduduk,\nWilayah,Laki-laki,\n64.01.01.2001,5,\n", mapping)
    #expect(try desk.stored() == ["64.01.01.2001 2024 laki=5"])
  }

  @Test func onlyWantedRowsAreRead() throws {
    let report = try desk.run(
      "kode desa,jenis,sumber,pagu\n64.01.01.2001,A,x,1\n64.01.01.2002,b,x,2\n64.01.01.2003,a ,Nasional,3\n",
      TableDesk.mapping {
        $0.rowsWhere = [TableMapping.RowFilter(header: "jenis", values: ["a"])]
        $0.rowsExcept = [TableMapping.RowFilter(header: "sumber", values: ["nasional"])]
      })
    #expect(try desk.stored() == ["64.01.01.2001 2024 dana=1"])
    #expect(report.diagnostics.contains { $0.code == "rows-filtered" })
    #expect(report.counts.read == 1)
  }

  @Test func valuesBesideTheRowsAreTaken() throws {
    let mapping = TableDesk.mapping {
      $0.periodFrom = [.file]
      $0.regionFrom = [.title]
      $0.constants = [TableMapping.FieldValue(name: "kk", value: "9")]
      $0.taken = [
        TableMapping.TakenField(
          field: "catatan", from: [.file],
          words: [
            TableMapping.FieldColumns(field: "dana desa", headers: ["dd"]),
            TableMapping.FieldColumns(field: "alokasi", headers: ["add"]),
          ])
      ]
    }
    try desk.run(
      "DAFTAR DESA KECAMATAN TANJUNG HARAPAN KABUPATEN PASER,\ndesa,pagu\nKeladen,5\n", mapping, [:], file: "dd2023.csv"
    )
    #expect(try desk.stored([2023]) == ["64.01.02.2001 2023 kk=9 dana=5 catatan=dana desa"])
  }

  @Test func rowsThatAreZeroThroughoutAreNotStored() throws {
    let report = try desk.run(
      "kode desa,laki,perempuan\n64.01.01.2001,0,0\n64.01.01.2002,0,1\n",
      TableDesk.mapping { $0.allZeroIsMissing = ["laki", "perempuan"] })
    #expect(try desk.stored() == ["64.01.01.2002 2024 laki=0 perempuan=1"])
    #expect(report.diagnostics.contains { $0.code == "rows-unmeasured" })
  }

  @Test func aSheetWithoutATableIsAnErrorThatNamesTheNearestHeader() throws {
    #expect(throws: ImportFailure.self) { try desk.run("satu,dua\n1,2\n3,4\n") }
    do {
      try desk.run("Judul\n\nkode desa,entah\n64.01.01.2001,1\n")
      Issue.record("nothing can be read")
    } catch let failure as ImportFailure {
      #expect(failure.diagnostics.map(\.code) == ["column-missing"])
      #expect(failure.diagnostics.first?.place?.line == 3)
    }
  }
}
