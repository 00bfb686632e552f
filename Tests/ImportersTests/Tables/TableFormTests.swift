import Diagnostics
import Domain
import PluginKit
import Storage
import Testing

@testable import Importers

@Suite struct TableFormTests {
  private let desk: TableDesk

  init() throws { desk = try TableDesk() }

  private var mapping: TableMapping {
    TableDesk.mapping { mapping in
      mapping.form = TableMapping.Form(
        fields: [
          TableMapping.FieldColumns(field: "jiwa", headers: ["Jumlah penduduk"]),
          TableMapping.FieldColumns(field: "dana", headers: ["Dana Desa", "Pagu"]),
          TableMapping.FieldColumns(field: "catatan", headers: ["=B8"]),
        ],
        names: [
          TableMapping.NameColumn(level: .village, headers: ["Nama Desa"]),
          TableMapping.NameColumn(level: .district, headers: ["Kecamatan"]),
        ], period: ["Tahun"])
    }
  }

  @Test func aFormIsReadByItsLabelsWhereverTheyStand() throws {
    let report = try desk.run(
      """
      FORMULIR ISIAN DESA,,
      ,,
      Nama Desa,:,Busui
      Kecamatan : Batu Sopang,,
      Tahun,,2023
      1. Jumlah penduduk,: 1.234,
      Dana Desa,,
      ,lancar,
      """, mapping, ["region": "64.01"])
    #expect(try desk.stored([2023]) == ["64.01.01.2002 2023 jiwa=1234 catatan=lancar"])
    #expect(report.counts.kinds == "1 0 0 0 0")
    let shifted = try TableDesk()
    try shifted.run(
      ",,,\n,,,\n,Kecamatan,,Tanjung Harapan\n,Nama Desa,,Keladen\n,Tahun,2023,\n,Pagu,,\n,\"Rp5.000.000,00\",,\n,selesai,,\n",
      mapping, ["region": "64.01"])
    #expect(try shifted.stored([2023]) == ["64.01.02.2001 2023 dana=5000000 catatan=selesai"])
  }

  @Test func whatIsWrongInAFormIsToldWithItsCell() throws {
    let report = try desk.run(
      "Nama Desa,Busui\nKecamatan,Batu Sopang\nTahun,2023\nJumlah penduduk,banyak\n", mapping, ["region": "64.01"])
    let found = try #require(report.diagnostics.first { $0.code == "value-not-a-number" })
    #expect(found.place?.line == 4 && found.place?.column == 2)
    #expect(report.diagnostics.contains { $0.code == "form-field-missing" })
    #expect(report.counts.rejected == 1)
  }

  @Test func aFileWithoutTheLabelsIsNoForm() throws {
    do {
      try desk.run("a,b\nc,d\n", mapping)
      Issue.record("there is no label in it")
    } catch let failure as ImportFailure {
      #expect(failure.diagnostics.map(\.code) == ["form-labels-missing"])
    }
  }
}
