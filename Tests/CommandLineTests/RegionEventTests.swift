import Foundation
import PluginTesting
import Testing

/// What became of region codes: between the editions of 2019 and 2025, and in reports as of a day.
struct RegionEventTests {
  private static let days = ["2019-10-08", "2025-04-25"]

  @Test(.enabled(if: SharedFiles.isThere, SharedFiles.why)) func theEditionsOf2019And2025AreFollowedToTheVillage()
    throws
  {
    let place = try Workplace()
    try place.admin("init").expect(0)
    let folder = SharedFiles.path("data/regions/")
    try place.imports(
      "run", "region_register", folder + "permendagri-72-2019.csv", "--set", "effective=2019-10-08"
    ).expect(65)
    try place.imports(
      "run", "region_register", folder + "kepmendagri-300.2.2-2138-2025.csv", "--set", "effective=2025-04-25"
    ).expect(0)
    let diff = try place.admin("region", "diff", Self.days[0], Self.days[1], "--format", "json").expect(0).json()
    let figures = Dictionary(
      uniqueKeysWithValues: diff["key_figures"].array.map { ($0["id"].string ?? "", $0["value"].int ?? 0) })
    let moved = diff.table("moved").rows
    // Both editions are accounted for to the village: 83,442 less the orphan that was rejected, and 83,762.
    let both = try [#require(figures["unchanged"]), #require(figures["renamed"]), #require(figures["moved"])].reduce(
      0, +)
    #expect(try both + #require(figures["gone"]) == 83_441)
    #expect(try both + #require(figures["new"]) == 83_762)
    #expect(try #require(figures["gone"]) < 150, "villages that nobody continues")
    func target(_ code: String) -> String? { moved.first { $0[2] == code }?[3] }
    #expect(target("64.02.08.2016") == "64.02.19.2010")
    #expect(target("32.14.04.2004") == "32.14.06.2006")
    #expect(target("32.14.06.2006") == "32.14.04.2004")
    #expect(target("91.01") == "93.01")

    let applied = try place.admin(
      "region", "diff", Self.days[0], Self.days[1], "--apply", "--doubtful", "--format", "csv", "--table", "gone")
    applied.expect(0)
    #expect(try place.query("SELECT count(*) FROM region_link") == ["\(moved.count)"])
    try place.write(
      """
      tahun,kode_desa,nama_desa,iks,ike,ikl,idm,status
      2021,64.02.08.2016,,0.7,0.7,0.7,0.7,Berkembang
      2021,32.14.04.2004,,0.8,0.8,0.8,0.8,Maju

      """, to: "idm.csv")
    try place.imports("run", "idm_status", "idm.csv").expect(0)
    func counts(_ region: String, _ more: String...) throws -> [String]? {
      try place.run(
        .report, ["run", "idm_status", "--period", "2021", "--region", region, "--format", "csv"] + more
      ).expect(0).cells.last
    }
    // As it was, and by the regions of 2025: the village is in another kecamatan now.
    #expect(try counts("64.02.08")?[5] == "1")
    #expect(try counts("64.02.08", "--as-of", Self.days[1])?[5] == "0")
    #expect(try counts("64.02.19", "--as-of", Self.days[1])?[5] == "1")
    #expect(try counts("32.14.06", "--as-of", Self.days[1])?[4] == "1")
    let profile = ["run", "village_profile", "--period", "2021", "--region", "64.02.19.2010", "--as-of", Self.days[1]]
    try place.run(.report, profile).expect(0).says("0,7000")
    // An old code in a file of today is understood.
    try place.write(
      "tahun,kode_desa,nama_desa,iks,ike,ikl,idm,status\n2025,64.02.08.2016,,0.7,0.7,0.7,0.7,Berkembang\n",
      to: "baru.csv")
    try place.imports("run", "idm_status", "baru.csv").expect(0)
    #expect(try place.query("SELECT region FROM data_idm WHERE period = 2025") == ["6402192010"])
    try place.admin("audit", "verify").expect(0)
  }

  /// Two kecamatan; in 2022 one village is split off and two others become one.
  @Test func splitsAndMergersAreToldApartFromWhatCanBeCompared() throws {
    let place = try Workplace()
    try place.write(
      """
      code,name
      64,Kalimantan Timur
      64.01,Kabupaten Paser
      64.01.01,Satu
      64.01.01.2001,Alfa
      64.01.01.2002,Beta
      64.01.01.2003,Gama
      64.01.01.2004,Delta
      64.01.01.2005,Epsilon

      """, to: "daftar.csv")
    try place.write(
      """
      tanggal,jenis,kode_lama,kode_baru,bagian,catatan
      2022-01-01,split,64.01.01.2001,64.01.01.2005,,
      2022-01-01,merge,64.01.01.2002,64.01.01.2003,,

      """, to: "perubahan.csv")
    try place.write(
      """
      tahun,kode_desa,nama_desa,iks,ike,ikl,idm,status
      2021,64.01.01.2001,,0.7,0.7,0.7,0.7,Berkembang
      2021,64.01.01.2002,,0.7,0.7,0.7,0.7,Berkembang
      2021,64.01.01.2003,,0.7,0.7,0.7,0.7,Berkembang
      2021,64.01.01.2004,,0.8,0.8,0.8,0.8,Maju

      """, to: "idm.csv")
    try place.admin("init").expect(0)
    try place.imports("run", "region_register", "daftar.csv", "--set", "effective=2020-01-01").expect(0)
    try place.imports("run", "idm_status", "idm.csv").expect(0)
    try place.imports("run", "region_event", "perubahan.csv").expect(0)
    try place.imports("run", "region_event", "perubahan.csv").expect(0).says("tetap 2")
    let asOf = ["run", "idm_status", "--period", "2021", "--region", "64.01.01", "--as-of", "2023-01-01"]
    let table = try place.run(.report, asOf + ["--format", "csv"]).expect(0).cells
    // Only Delta stayed what it was.
    #expect(table.filter { $0[4] == "1" }.map { $0[0] } == ["64.01.01"])
    #expect(table.allSatisfy { $0[5] == "0" || $0[0] == "code" })
    try place.run(.report, asOf).expect(0).says("3 desa yang mekar atau bergabung antara 2021 dan 2023-01-01")
    #expect(try place.admin("region", "events", "--format", "csv").expect(0).lines.count == 3)
    try place.imports("undo", "3", "--reason", "uji").expect(0)
    try place.admin("region", "events").expect(0).says("Belum ada perubahan yang tercatat")
  }
}
