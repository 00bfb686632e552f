import Diagnostics
import Domain
import PluginKit
import Storage
import Testing

@testable import Importers

@Suite struct TableValueTests {
  private let desk: TableDesk

  init() throws { desk = try TableDesk() }

  @Test func valuesAreReadAsPeopleWriteThem() throws {
    let report = try desk.run(
      """
      kode desa;penduduk;anggaran;indeks;luas;tanggal;aktif;catatan
      64.01.01.2001;1.156;Rp50.000.000,00;0,5989;12,5;18 November 2022;ya; baik 
      64.01.01.2002;2,345;(1.000);12,5 %;1.234,5;Jum'at (18/11/22);tidak ada;NIHIL
      64.01.01.2003;-;" 400,000,000 ";n/a;#REF!;16 dan 17 Juni 2021;✓;NIK 6401010101010001
      """)
    #expect(
      try desk.stored() == [
        "64.01.01.2001 2024 jiwa=1156 dana=50000000 indeks=0.5989 luas=12.5 tanggal=20221118 aktif=1 catatan=baik",
        "64.01.01.2002 2024 jiwa=2345 dana=-1000 indeks=0.125 luas=1234.5 tanggal=20221118 aktif=0",
        "64.01.01.2003 2024 dana=400000000 tanggal=20210616 aktif=1 catatan=NIK ****************",
      ])
    let codes = report.diagnostics.map(\.code)
    #expect(codes.contains("cell-error") && codes.contains("date-first-of-several") && codes.contains("number-style"))
    #expect(report.counts.rejected == 0)
  }

  @Test func whatIsAmbiguousFollowsTheColumn() throws {
    let report = try desk.run("kode desa;luas\n64.01.01.2001;1.156\n64.01.01.2002;2.345.678\n64.01.01.2003;0,5\n")
    #expect(try desk.stored().map { $0.split(separator: " ").last } == ["luas=1156.0", "luas=2345678.0", "luas=0.5"])
    let note = try #require(report.diagnostics.first { $0.code == "number-style" })
    #expect(note.severity == .note && note.value == "1.156" && note.place?.column == 2)
  }

  @Test func whatNothingSettlesIsADecimalWithAWarning() throws {
    let report = try desk.run("kode desa;luas\n64.01.01.2001;1.156\n64.01.01.2002;2\n")
    #expect(try desk.stored().first?.hasSuffix("luas=1.156") == true)
    #expect(report.diagnostics.first { $0.code == "number-style" }?.severity == .warning)
    let declared = try TableDesk()
    try declared.run("kode desa;luas\n64.01.01.2001;1.156\n", TableDesk.mapping { $0.numbers = .indonesian })
    #expect(try declared.stored().first?.hasSuffix("luas=1156.0") == true)
  }

  @Test func decimalsInAColumnOfWholeNumbersSayThatADotIsNoThousand() throws {
    let report = try desk.run("kode desa,penduduk\n64.01.01.2001,12.0\n64.01.01.2002,1.156\n")
    #expect(report.counts.rejected == 1)
    #expect(report.diagnostics.contains { $0.code == "value-not-whole" && $0.place?.line == 3 })
  }

  @Test func wordsStandForValues() throws {
    let mapping = TableDesk.mapping {
      $0.values = [
        TableMapping.FieldWords(
          field: "aktif",
          words: [
            TableMapping.FieldValue(name: "1", value: "ya"), TableMapping.FieldValue(name: "2", value: "tidak"),
            TableMapping.FieldValue(name: "9", value: ""),
          ])
      ]
    }
    try desk.run("kode desa,aktif\n64.01.01.2001,1\n64.01.01.2002,2\n64.01.01.2003,9\n", mapping)
    #expect(
      try desk.stored() == ["64.01.01.2001 2024 aktif=1", "64.01.01.2002 2024 aktif=0", "64.01.01.2003 2024 "])
  }

  @Test func monthsAndQuartersStandInColumnsOrTitles() throws {
    var monthly = TableDesk.panel
    monthly.frequency = .monthly
    let desk = try TableDesk(monthly)
    let mapping = TableDesk.mapping {
      $0.periodPart = ["bulan"]
      $0.periodFrom = [.title]
    }
    try desk.run("kode desa,tahun,bulan,kk\n64.01.01.2001,2024,Juli,1\n64.01.01.2002,2024,8,2\n", mapping, [:])
    try desk.run("Bulan Agustus 2024,\nkode desa,kk\n64.01.01.2003,3\n", mapping, [:])
    #expect(
      try desk.stored([202_407, 202_408]) == [
        "64.01.01.2001 2024-07 kk=1", "64.01.01.2002 2024-08 kk=2", "64.01.01.2003 2024-08 kk=3",
      ])
    try desk.run(
      "kode desa,Januari,Feb\n64.01.01.2001,5,6\n",
      TableDesk.mapping {
        $0.byPeriod = "kk"
        $0.periodFrom = [.file]
      }, [:], file: "tahun 2023.csv")
    #expect(try desk.stored([202_301, 202_302]) == ["64.01.01.2001 2023-01 kk=5", "64.01.01.2001 2023-02 kk=6"])
  }
}
