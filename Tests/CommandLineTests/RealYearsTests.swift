import Foundation
import Testing

/// Published figures of several years and of two coding schemes, under the register of one day.
@Suite(.enabled(if: SharedFiles.isThere, SharedFiles.why))
struct RealYearsTests {
  private static func lines(_ name: String) throws -> [[String]] {
    try String(contentsOfFile: SharedFiles.path(name), encoding: .utf8).split(whereSeparator: \.isNewline).dropFirst()
      .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
  }

  /// No edition holds the codes of all years. After the changes between two editions are recorded, the 10,006 records of
  /// 2021 to 2024 read under the tree of 2025, and the villages that are no more are named.
  @Test func allYearsReadUnderOneTreeToTheVillage() throws {
    let place = try Workplace()
    try place.admin("init").expect(0)
    // One of its units lies in nothing (`NationalTests.theEditionOf2019HasOneOrphan`).
    for (file, day, code) in [
      ("data/regions/permendagri-72-2019.csv", "2019-10-25", 65),
      ("reference/regions_national_2025.csv", "2025-04-25", 0),
    ] {
      try place.imports(
        "run", "region_register", SharedFiles.path(file), "--set", "effective=\(day)", "--quiet"
      ).expect(Int32(code))
    }
    try place.admin("region", "diff", "2019-10-25", "2025-04-25", "--apply", "--doubtful").expect(0)
    let records = try Self.lines("reference/idm_scores_10006.csv")
    let table = records.map { ([$0[0], $0[1]] + $0[3...7]).joined(separator: ",") }
    try place.write(
      "kode_desa,tahun,iks,ike,ikl,idm,status\n" + table.joined(separator: "\n") + "\n", to: "idm.csv")
    let batch = try place.imports("run", "idm_status", "idm.csv", "--json").expect(0).json()["batches"][0]
    #expect(batch["rows"]["new"].int == 10_006)

    let gone = ["2021": ["64.02.08.2013", "91.03.02.2005"], "2022": ["91.03.02.2005"], "2023": [], "2024": []]
    for (year, expected) in gone {
      let json = try place.report(
        "run", "idm_status", "--period", year, "--as-of", "2025-04-25", "--format", "json"
      ).expect(0).json()
      let figures = Dictionary(
        uniqueKeysWithValues: json["key_figures"].array.map { ($0["id"].string ?? "", $0["value"].int ?? 0) })
      let notes = json["notes"].array.compactMap(\.string).joined(separator: " ")
      for code in expected { #expect(notes.contains(code), "\(year)") }
      #expect(notes.contains("desa berdata tidak ada dalam daftar wilayah") != expected.isEmpty)
      let urban = try place.query(
        "SELECT count(*) FROM data_idm WHERE period = \(year) AND region / 1000 % 10 = 1")
      let read = records.filter { $0[1] == year }.count - expected.count - (Int(urban.first ?? "") ?? 0)
      #expect(figures["villages"] == 75_266)
      #expect((figures["villages"] ?? 0) - (figures["no_data"] ?? 0) == read, "\(year)")
    }
    // As it was: the codes of their time, and every one of them known to an edition.
    let then = try place.report("run", "trend", "--format", "csv").expect(0).cells.dropFirst()
    #expect(then.map { $0[1] } == ["2021", "2022", "2023", "2024"])
    #expect(then.compactMap { Int($0[2]) }.reduce(0, +) == 10_002)
    let now = try place.report("run", "trend", "--as-of", "2025-04-25", "--format", "csv").expect(0).cells.dropFirst()
    #expect(now.compactMap { Int($0[2]) }.reduce(0, +) == 9_999)
    // Completeness asks for every village of the tree, and finds those that have reported.
    let complete = try place.report(
      "run", "completeness", "--set", "dataset=idm", "--period", "2021", "--as-of", "2025-04-25", "--format", "json"
    ).expect(0).json()
    #expect(complete["key_figures"][0]["value"].int == 75_266 && complete["key_figures"][1]["value"].int == 2_501)
  }

  /// The provinces of the map files, against the counts the ministry published; what is rejected has codes that the
  /// register of 2025 does not hold.
  @Test func theProvincesOf2024HaveThePublishedCounts() throws {
    let place = try SharedFiles.nationalWorkplace()
    try place.admin("plugins", "enable", "importer/idm_peta").expect(0)
    let batch = try place.imports(
      "run", "idm_peta", SharedFiles.path("data/idm/idm-2024-peta"), "--set", "period=2024", "--json"
    ).expect(65).json()["batches"][0]
    #expect(batch["rows"]["read"].int == 49_026)
    let rejected = try #require(batch["rows"]["rejected"].int)
    let published = Dictionary(
      uniqueKeysWithValues: try Self.lines("reference/idm_2024_national_by_province.csv").map {
        ($0[0], $0[1...5].map { Int($0) ?? -1 })
      })
    var (same, lacking) = (0, 0)
    for row in try place.report("run", "idm_status", "--period", "2024", "--format", "csv").expect(0).cells.dropFirst(2)
    {
      let own = row[3..<8].map { Int($0) ?? -1 }
      guard own.reduce(0, +) > 0, let wanted = published[row[1].uppercased()] else { continue }
      #expect(zip(own, wanted).allSatisfy { $0 <= $1 }, "\(row[1])")
      if own == wanted { same += 1 } else { lacking += wanted.reduce(0, +) - own.reduce(0, +) }
    }
    #expect(same == 21 && lacking == rejected, "\(same), \(lacking), \(rejected)")
  }

  /// SDGs scores are keyed by BPS, IDM by Kemendagri; both meet under the register, and what does not map is listed.
  @Test func sdgsByBPSAndIdmByKemendagriMeet() throws {
    let place = try SharedFiles.nationalWorkplace()
    let folder = SharedFiles.path("data/regions/bps-kemendagri")
    try place.shell(
      "exec \"$BIN/sinergi-import\" run bps_crosswalk '\(folder)/64.csv' '\(folder)/kecamatan.csv' '\(folder)/kabupaten.csv' "
        + "'\(folder)/provinsi.csv' --set effective=2019-12-31 --quiet"
    ).expect(65)
    let batch = try place.imports(
      "run", "sdgs_desa", SharedFiles.path("data/sdgs/sdgs-64.tar.gz"), "--set", "period=2024", "--set", "scheme=bps",
      "--json"
    ).expect(65).json()["batches"][0]
    let stored = try #require(batch["rows"]["new"].int)
    #expect(stored > 700)
    // Each that does not map is a rejected row with its BPS code, to be exported and decided.
    let rejected = try #require(batch["rows"]["rejected"].int)
    let listed = try place.imports("rejects", "list", "--json").expect(0).json()
    #expect(rejected > 0 && !listed.table("rejects").rows.isEmpty)
    try place.imports(
      "run", "idm_status", SharedFiles.path("reference/idm_2024_kaltim_kalteng.csv"), "--set", "period=2024", "--quiet"
    ).expect(0)
    let both = try place.query(
      "SELECT count(*) FROM data_idm i JOIN data_sdgs_desa s USING (period, region) WHERE i.region / 100000000 = 64")
    #expect((Int(both.first ?? "") ?? 0) > 700)
    let card = try place.report("run", "sdgs_scorecard", "--region", "64", "--format", "csv").expect(0).cells
    let total = try #require(card.first { $0[0] == "64" })
    #expect(total[2] == "841" && (Int(total[3]) ?? 0) + (Int(total[4]) ?? 0) == 841)
  }
}
