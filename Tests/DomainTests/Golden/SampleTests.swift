import Domain
import Foundation
import Testing

/// The sample data of the two region plugins: complete, consistent, and what the readmes say.
@Suite struct SampleTests {
  private func table(_ plugin: String, _ file: String) throws -> [[String: String]] {
    try Repository.table(Repository.root.appending(path: "Modules/Regions/\(plugin)/Sample/\(file)"))
  }

  @Test(arguments: [
    ("KalimantanTimur", "64", [1, 10, 105, 1038], 197), ("GunungMas", "62", [1, 1, 12, 127], 13),
  ])
  func theRegisterIsATreeWithoutGaps(plugin: String, province: String, counts: [Int], kelurahan: Int) throws {
    let rows = try table(plugin, "wilayah.csv")
    let codes = try rows.map { try #require(RegionCode($0["code"] ?? "")) }
    let known = Set(codes)
    #expect(known.count == rows.count)
    #expect(codes == codes.sorted { $0.description < $1.description })
    #expect(RegionLevel.allCases.dropFirst().map { level in codes.count { $0.level == level } } == counts)
    #expect(codes.count { $0.villageKind == .kelurahan } == kelurahan)
    let root = try #require(RegionCode(province))
    for code in codes where code != root {
      #expect(known.contains(try #require(code.parent)), "\(code)")
    }
    for row in rows {
      let name = row["name"] ?? ""
      #expect(!name.isEmpty && name == name.trimmingCharacters(in: .whitespaces) && name != name.uppercased())
    }
  }

  @Test(arguments: [
    ("KalimantanTimur", ["Mandiri": 262, "Maju": 380, "Berkembang": 195, "Tertinggal": 4]),
    ("GunungMas", ["Mandiri": 4, "Maju": 27, "Berkembang": 62, "Tertinggal": 21]),
  ])
  func everyVillageHasItsIndexOf2024(plugin: String, counts: [String: Int]) throws {
    let names = Dictionary(
      uniqueKeysWithValues: try table(plugin, "wilayah.csv").map { ($0["code"] ?? "", $0["name"] ?? "") })
    let desa = Set(names.keys.filter { RegionCode($0)?.villageKind == .desa })
    let rows = try table(plugin, "idm-2024.csv")
    #expect(Set(rows.compactMap { $0["kode_desa"] }) == desa)
    #expect(rows.count == desa.count)
    #expect(rows.allSatisfy { $0["nama_desa"] == names[$0["kode_desa"] ?? ""] })
    #expect(Dictionary(rows.map { ($0["status"] ?? "", 1) }, uniquingKeysWith: +) == counts)
    let rules = try DatasetRules(Idm.declaration)
    for row in rows {
      var values = ["iks", "ike", "ikl", "idm"].reduce(into: [String: Double]()) { $0[$1] = Double(row[$1] ?? "") }
      #expect(values.count == 4 && values.values.allSatisfy { (0...1).contains($0) })
      values["status"] = try Double(#require(Idm.status.ordinal(named: row["status"] ?? "")))
      var cells = Idm.row(rules, values)
      rules.recompute(&cells)
      for field in 0...1 {
        #expect(!rules.differs(field: field, published: cells[field], recomputed: cells[rules.fieldCount + field]))
      }
    }
  }

  /// What the golden test shows with the reference tables, with the sample alone.
  @Test func theTargetListResolvesAgainstTheSampleWithItsAliases() throws {
    let register = try table("KalimantanTimur", "wilayah.csv").map { row in
      (code: try #require(RegionCode(row["code"] ?? "")), name: row["name"] ?? "")
    }
    let regencies = NameIndex(register.filter { $0.code.level == .regency })
    let aliases = try table("KalimantanTimur", "alias.csv")
    #expect(aliases.map { $0["nama"] } == ["Sedulang", "Jonggon", "Kerohong"])
    let rows = try table("KalimantanTimur", "desa-sasaran-2021.csv")
    #expect(rows.count == 36)
    #expect(rows.count { $0["dasar"] == "baru" } == 30)
    #expect(rows.count { $0["dasar"] == "luncuran" } == 6)
    #expect(rows.allSatisfy { $0["tahun"] == "2021" })
    #expect(rows.last?["desa"] == "")
    var found: Set<RegionCode> = []
    var unresolved: [String] = []
    for row in rows {
      guard case .exact(let regency) = regencies.match(row["kabupaten"] ?? "") else {
        Issue.record("\(row["kabupaten"] ?? "") is no kabupaten of the sample")
        continue
      }
      let confirmed = try aliases.filter { $0["kabupaten"] == row["kabupaten"] }
        .map { (name: $0["nama"] ?? "", code: try #require(RegionCode($0["kode"] ?? ""))) }
      #expect(confirmed.allSatisfy { regency.contains($0.code) })
      let index = NameIndex(
        register.filter { $0.code.villageKind == .desa && regency.contains($0.code) }, aliases: confirmed)
      switch index.match(row["desa"] ?? "") {
      case .exact(let code), .close(let code, _), .alias(let code): found.insert(code)
      case .ambiguous, .notFound: unresolved.append(row["desa"] ?? "")
      }
    }
    #expect(found.count == 35)
    #expect(unresolved == [""])
  }
}
