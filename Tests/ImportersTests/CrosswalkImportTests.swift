import Diagnostics
import Domain
import Foundation
import PluginTesting
import Storage
import Testing

@testable import Importers

@Suite struct CrosswalkImportTests {
  private static let day = ["effective": "2019-12-31"]

  @Test func aCrosswalkIsLoadedOnceAndUsedByResolvers() throws {
    let desk = try ImportDesk()
    let text = """
      kode_bps,nama_bps,kode_dagri,nama_dagri,parent
      64,KALIMANTAN TIMUR,64,KALIMANTAN TIMUR,0
      6401,PASER,64.01,KAB. PASER,64
      6401010,BATU SOPANG,64.01.01,BATU SOPANG,6401
      6401010001,SATU,64.01.01.2001,SATU,6401010
      6401010002,DUA, TIGA,64.01.01.2003,TIGA
      """
    let first = try desk.run("bps_crosswalk", text, Self.day)
    #expect(first.counts.kinds == "5 0 0 0 0")
    #expect(first.summary == [])
    let again = try desk.run("bps_crosswalk", text, Self.day)
    #expect(again.batch == nil)
    var resolver = try RegionResolver(
      desk.store, Registers(desk.store), RegionOptions(level: .village, scheme: .bps), usesNames: true)
    #expect(resolver.say(["6401010001"]) == "64.01.01.2001 crosswalk")
    #expect(resolver.say(["6401010002.0"], ["", "PASER", "BATU SOPANG", "TIGA"]) == "64.01.01.2003 crosswalk")
    #expect(resolver.say(["6401010009"]) == "region-unknown")
  }

  @Test func rowsThatSayNothingAreRejectedWithReasons() throws {
    let desk = try ImportDesk()
    let report = try desk.run(
      "bps_crosswalk",
      """
      6401010001,SATU,64.01.01.2001,SATU,6401010
      6401010002,DUA,-,-,6401010
      6401010,BATU SOPANG,64.01,PASER,6401
      6401010001,SATU,64.01.01.2002,DUA,6401010
      6401010001,SATU,64.01.01.2001,SATU,6401010

      64010100,X,64.01.01.2002,X
      """, Self.day)
    #expect(report.counts.kinds == "1 0 0 0 4")
    #expect(
      report.summary == [
        "crosswalk-row-malformed 2", "crosswalk-level-differs 3", "crosswalk-duplicate 4", "crosswalk-row-malformed 7",
      ])
    #expect(throws: ImportFailure.self) { try desk.run("bps_crosswalk", Data([0, 1, 2]), Self.day) }
    #expect(throws: ImportFailure.self) { try desk.run("bps_crosswalk", "", Self.day) }
    #expect(throws: ImportFailure.self) { try desk.run("bps_crosswalk", "64,A,64,A", [:]) }
  }

  @Test func aliasesOfKecamatanAndKabupatenAreKeptAndUsed() throws {
    let desk = try ImportDesk()
    let report = try desk.run(
      "alias",
      """
      kabupaten,nama,kode,catatan
      Paser,Pasir Raya,64.01,
      Paser,Batu Sopan Lama,64.01.01,
      Paser,Desa Kesatu,64.01.01.2001,
      Kutai,Batu,64.01.01,
      """)
    #expect(report.counts.kinds == "3 0 0 0 1")
    var resolver = try RegionResolver(
      desk.store, Registers(desk.store), RegionOptions(level: .village, scheme: .kemendagri), usesNames: true)
    #expect(
      resolver.say([], ["Kalimantan Timur", "PASIR RAYA", "BATU SOPAN LAMA", "KESATU"]) == "64.01.01.2001 alias")
  }

  @Test(.enabled(if: Checkout.hasData, "the real files are not at \(Checkout.data.path)"))
  func theCrosswalkOfTheCountryIsLoadedButForOneRow() throws {
    let desk = try ImportDesk(register: nil)
    let folder = Checkout.data.appending(path: "regions/bps-kemendagri")
    var read = 0
    var new = 0
    var rejected: [String] = []
    for file in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() {
      let report = try desk.run("bps_crosswalk", path: folder.appending(path: file).path, Self.day)
      read += report.counts.read
      new += report.counts.new
      rejected += report.diagnostics.map { "\(file) \($0.code) \($0.value ?? "")" }
    }
    #expect(read == 90_974)
    #expect(new == 90_973)
    #expect(rejected == ["kecamatan.csv crosswalk-row-malformed 9426030,WALANI,-,-,9426"])
    let table = try desk.store.crosswalk(.bps, in: .nation, at: nil)
    func name(_ code: Int64) -> String { table.row(of: code).map { table.names[$0] } ?? "" }
    func target(_ code: Int64) -> Int64 { table.row(of: code).map { table.codes[$0] } ?? 0 }
    #expect(name(1_402_041_010) == "LAMBANG SARI I, II, III")
    #expect(target(1_212_300_010) == 1_207_281_007)
    #expect(name(3_526_020_007) == "BA\"ENGAS")
  }
}
