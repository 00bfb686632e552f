import Diagnostics
import Foundation
import PluginKit
import Storage
import Testing

@testable import Importers

/// Villages outside the kecamatan that a table of budgets is about, in each importer of them.
@Suite struct BudgetPlaceTests {
  private let desk: ImportDesk

  init() throws { desk = try ImportDesk() }

  struct Table: Sendable, CustomStringConvertible {
    let importer: String
    let header: String
    let rest: String

    var description: String { importer }

    /// Rows of two villages of Batu Sopang and one of Tanjung.
    var text: String {
      (["kode_desa,tahun," + header]
        + ["64.01.01.2001", "64.01.01.2002", "64.01.02.2001"].map { "\($0),2024,\(rest)" }).joined(separator: "\n")
        + "\n"
    }
  }

  static let tables = [
    Table(
      importer: "apbdes", header: "kode_kegiatan,kode_rekening,sumber_dana,anggaran", rest: "2.2.02,5.2.1.06,DDS,1"),
    Table(importer: "apbdes_kegiatan", header: "kode_kegiatan,keluaran,volume", rest: "2.2.02,Posyandu,1"),
    Table(importer: "dokumen_desa", header: "dokumen,tanggal", rest: "APB Desa,2023-12-20"),
  ]

  /// What lies outside the region that the user names is rejected at its row and column.
  @Test(arguments: tables)
  func theOptionRejectsThem(_ table: Table) throws {
    let report = try desk.run(table.importer, table.text, ["region": "64.01.01"])
    #expect(report.counts.kinds == "2 0 0 0 1")
    let told = try #require(report.diagnostics.first { $0.code == "region-outside" })
    #expect(told.severity == .error && told.place?.line == 4 && told.place?.column == 1)
    #expect(told.message.id == "64.01.02.2001 terletak di luar 64.01.01, padahal berkas ini untuk 64.01.01")
  }

  /// A file or a title names the kecamatan only by the way: the row is taken, and told of.
  @Test(
    arguments: tables, [("apbdes kec. batu sopang.csv", ""), ("masuk.csv", "KECAMATAN BATU SOPANG TAHUN 2024\n\n")])
  func aNameIsAWarning(_ table: Table, named: (file: String, title: String)) throws {
    let report = try desk.run(table.importer, named.title + table.text, file: named.file)
    #expect(report.counts.kinds == "3 0 0 0 0")
    let told = try #require(report.diagnostics.first { $0.code == "file-named-otherwise" })
    #expect(told.place?.line == (named.title.isEmpty ? 4 : 6))
    #expect(told.message.id.contains("Lima (64.01.02.2001), Tanjung"))
  }
}
