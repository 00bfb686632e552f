import Diagnostics
import Domain
import Foundation
import PluginKit
import PluginTesting
import Storage
import Testing

@testable import Importers

/// The lists of transfers of Kabupaten Bogor as they were downloaded: names only, several rows a village.
@Suite(.enabled(if: Checkout.hasData, "../shared/data is not there"))
struct BogorTransfersTests {
  private let desk: ImportDesk

  /// The register of Kabupaten Bogor alone; the lists know a village by a former name.
  init() throws {
    desk = try ImportDesk(register: nil)
    for (file, date) in [
      ("permendagri-72-2019.csv", "2019-10-01"), ("kepmendagri-300.2.2-2138-2025.csv", "2025-04-25"),
    ] {
      let register = try String(contentsOf: Checkout.data.appending(path: "regions/\(file)"), encoding: .utf8)
      let own = register.split(whereSeparator: \.isNewline).filter { $0.hasPrefix("32,") || $0.hasPrefix("32.01") }
      try desk.run("region_register", own.joined(separator: "\n") + "\n", ["effective": date], file: file)
    }
  }

  private func run(_ file: String, _ options: [String: String] = [:]) throws -> ImportReport {
    let path = Checkout.data.appending(path: "budget/bogor-2025/\(file)").path
    return try desk.run(
      "penyaluran_desa", path: path, ["region": "32.01", "period": "2025"].merging(options) { $1 })
  }

  /// What is stored of each village, by fund and stage.
  private func stored() throws -> [[Int64]: Int64] {
    let table = try desk.store.records(
      RecordQuery(dataset: "penyaluran_desa", fields: ["ps_sumber", "ps_tahap", "ps_jumlah"], periods: 2025...2025))
    return Dictionary(
      uniqueKeysWithValues: (0..<table.count).map { row in
        let key = [table.regions[row], table.integer("ps_sumber", row) ?? 0, table.integer("ps_tahap", row) ?? 0]
        return (key, table.integer("ps_jumlah", row) ?? 0)
      })
  }

  private func messages(_ code: String, _ report: ImportReport) -> [String] {
    report.diagnostics.filter { $0.code == code }.map(\.message.id)
  }

  @Test func severalRowsOfAVillageAddUp() throws {
    let report = try run("dd2025.json")
    #expect(report.counts.read == 856 && report.counts.kinds == "416 0 0 0 0")
    #expect(
      messages("rows-added-up", report) == [
        "856 baris dijumlahkan menjadi 416, karena beberapa menyebut wilayah dan kunci yang sama"
      ])
    #expect(messages("rows-identical", report) == [])
    let stored = try stored()
    #expect(stored.count == 416 && stored.values.reduce(0, +) == 420_104_250_053)
  }

  /// Every village stands there twice with a part of its amount each time: the sums are those of the later list, none is
  /// doubled, and that rows were added up is told.
  @Test func aListWithEveryVillageTwiceHasTheSumsOfTheOtherList() throws {
    #expect(try run("add2025.json").counts.kinds == "416 0 0 0 0")
    let single = try stored()
    #expect(single.values.reduce(0, +) == 405_561_513_952)
    let double = try run("2025-11-18/add2025.json")
    #expect(double.counts.read == 836 && double.counts.kinds == "0 0 416 0 0")
    #expect(try stored() == single)
    #expect(
      messages("rows-added-up", double) == [
        "836 baris dijumlahkan menjadi 416, karena beberapa menyebut wilayah dan kunci yang sama"
      ])
    #expect(messages("rows-identical", double) == [])
  }

  /// A list pasted twice is another matter: its rows are the very same, and what they come to is doubted.
  @Test func aListPastedTwiceIsTold() throws {
    let path = Checkout.data.appending(path: "budget/bogor-2025/add2025.json")
    let rows = try #require(try JSONSerialization.jsonObject(with: Data(contentsOf: path)) as? [[String: Any]])
    let report = try desk.run(
      "penyaluran_desa", JSONSerialization.data(withJSONObject: rows + rows), ["region": "32.01", "period": "2025"],
      file: "add2025.json")
    #expect(
      messages("rows-identical", report) == [
        "417 baris sama persis dengan baris sebelumnya dan ikut dijumlahkan; yang pertama sama dengan baris 2"
      ])
    #expect(report.diagnostics.first { $0.code == "rows-identical" }?.place?.line == 419)
  }

  /// The lists of two stages are byte for byte the same: the second is told of with the name of the first.
  @Test func theSameContentUnderTwoNamesIsTold() throws {
    let first = try run("bhprd-tahap2.json")
    #expect(messages("file-same-content", first) == [])
    let second = try run("bhprd-tahap3.json")
    let told = try #require(second.diagnostics.first { $0.code == "file-same-content" })
    #expect(told.severity == .warning && told.value?.hasSuffix("/bhprd-tahap2.json") == true)
    #expect(second.counts.kinds == "416 0 0 0 0")
    // The same file once more is no second name, nor is the content told of with its own.
    #expect(messages("file-same-content", try run("bhprd-tahap1.json")) == [])
    let again = try run("bhprd-tahap2.json")
    #expect(again.diagnostics.first { $0.code == "file-same-content" }?.value?.hasSuffix("tahap3.json") == true)
    let batch = try #require(second.batch)
    _ = try desk.store.undo(UndoRequest(.batch(batch), at: 1_700_000_000))
    #expect(messages("file-same-content", try run("bhprd-tahap2.json")) == [])
  }
}

/// The tables of DJPK: TABs in a `.csv`, district numbers of its own, a row of the nation.
@Suite(.enabled(if: Checkout.hasData, "../shared/data is not there"))
struct DJPKTablesTests {
  @Test func regionsAreFoundByNameAndTheNationIsLeftOut() throws {
    let register = try String(
      contentsOf: Checkout.data.appending(path: "regions/kepmendagri-300.2.2-2138-2025.csv"), encoding: .utf8)
    let own = register.split(whereSeparator: \.isNewline).filter { $0.prefix { $0 != "," }.count <= 5 }
    let desk = try ImportDesk(register: "code,name\n" + own.joined(separator: "\n") + "\n")
    let path = Checkout.data.appending(path: "budget/djpk-2023-2024").path
    let plan = try desk.run("dana_desa_kabupaten_pagu", path: path + "/pagu-dana-desa.csv")
    #expect(plan.counts.kinds == "868 0 0 0 0" && plan.summary.contains("rows-filtered"))
    let spent = try desk.run("dana_desa_kabupaten_realisasi", path: path + "/realisasi-dana-desa.csv")
    #expect(spent.counts.read == 859 && spent.counts.rejected == 0)
    func sum(_ field: String, _ year: Int) throws -> Int64 {
      let table = try desk.store.records(
        RecordQuery(dataset: "dana_desa_kabupaten", fields: [field], periods: year...year))
      return (0..<table.count).reduce(0) { $0 + (table.integer(field, $1) ?? 0) }
    }
    // Of 70 trillion in 2023, two are the nation's.
    #expect(try sum("dd_kab_pagu", 2023) == 68_000_000_000_000)
    #expect(try sum("dd_kab_pagu", 2024) == 69_000_000_000_000)
    #expect(try sum("dd_kab_realisasi", 2023) > sum("dd_kab_pagu", 2023))
    // DJPK's number of Bogor is another than its code.
    let bogor = try desk.store.records(
      RecordQuery(
        dataset: "dana_desa_kabupaten", fields: ["dd_kab_pagu"], periods: 2024...2024,
        regions: [#require(RegionCode("32.01"))]))
    #expect(bogor.count == 1)
  }
}
