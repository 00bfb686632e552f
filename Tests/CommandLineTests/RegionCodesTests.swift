import Foundation
import Testing

/// Reports under the codes of BPS, and what has no counterpart in the other scheme.
@Suite struct RegionCodesTests {
  private func workplace() throws -> Workplace {
    let place = try Workplace()
    try place.write(
      """
      code,name
      64,Kalimantan Timur
      64.01,Kabupaten Paser
      64.01.01,Batu Sopang
      64.01.01.2009,Samurangau
      64.01.01.2010,Busui
      64.01.01.2011,Batu Kajang
      64.01.01.2012,Legai

      """, to: "wilayah.csv")
    // One misspelt, one named otherwise, one absent; one code of BPS that is no region here any more.
    try place.write(
      """
      64,KALIMANTAN TIMUR,64,KALIMANTAN TIMUR,
      6401,PASER,64.01,KAB. PASER,64
      6401010,BATU SOPANG,64.01.01,BATU SOPANG,6401
      6401010010,BUSUIH,64.01.01.2010,BUSUI,6401010
      6401010011,BATU KAJANG,64.01.01.2011,BATU KAJANG,6401010
      6401010012,KASUNGAI,64.01.01.2012,LEGAI,6401010
      6401010099,LAMA SEKALI,64.01.01.2099,LAMA SEKALI,6401010

      """, to: "padanan.csv")
    try place.admin("init").expect(0)
    try place.imports("run", "region_register", "wilayah.csv", "--set", "effective=2020-01-01").expect(0)
    return place
  }

  @Test func everyReportShowsThem() throws {
    let place = try workplace()
    for year in [2023, 2024] {
      let table = (9...12).map { "64.01.01.20\($0 < 10 ? "0" : "")\($0),0.\(year - 2018),0.5,0.6,," }
      try place.imports(
        "run", "idm_status", "-", "--set", "period=\(year)",
        input: "kode_desa,iks,ike,ikl,idm,status\n" + table.joined(separator: "\n") + "\n"
      ).expect(0)
    }
    let refused = try place.report("run", "idm_status", "--codes", "bps").expect(65)
    #expect(refused.errors.contains("bps_crosswalk"))
    try place.imports("run", "bps_crosswalk", "padanan.csv", "--set", "effective=2019-12-31").expect(0)
    try place.report("run", "idm_status", "--codes", "kode").expect(64)

    let reports = [
      "idm_status", "transition", "trend", "ranking", "compare", "levers", "village_profile", "status_minutes",
      "targets",
      "target_candidates", "completeness",
    ]
    for report in reports {
      let region = report == "village_profile" ? "64.01.01.2011" : "64.01.01"
      var arguments = ["run", report, "--region", region, "--codes", "bps", "--format", "json"]
      if report == "compare" { arguments += ["--set", "regions=64.01,64.01.01"] }
      if report == "completeness" { arguments += ["--set", "dataset=idm"] }
      let json = try place.run(.report, arguments).expect(0).json()
      #expect(json["region"]["code"].string == (report == "village_profile" ? "6401010011" : "6401010"), "\(report)")
      for table in json["tables"].array {
        let codes = table["columns"].array.enumerated().filter { $0.element["type"].string == "code" }.map(\.offset)
        for row in table["rows"].array {
          for cell in codes.compactMap({ row[$0].string }) {
            #expect(!cell.contains("."), "\(report): \(cell)")
          }
        }
      }
    }
    let ranking = try place.report("run", "ranking", "--region", "64.01.01", "--codes", "bps").expect(0)
    #expect(ranking.text.contains("Kode BPS") && ranking.text.contains("6401010012"))
    #expect(ranking.text.contains("1 wilayah tanpa kode BPS: 64.01.01.2009 Samurangau."))
    #expect(ranking.text.contains("1 kode BPS bernama lain daripada wilayahnya"))
  }

  @Test func pairsHaveAConfidenceAndTheRestIsListed() throws {
    let place = try workplace()
    try place.admin("region", "codes").expect(65)
    try place.imports("run", "bps_crosswalk", "padanan.csv", "--set", "effective=2019-12-31").expect(0)
    let pairs = try place.admin("region", "codes", "--region", "64.01.01", "--format", "csv").expect(0)
    #expect(
      pairs.lines == [
        "bps,bps_name,code,name,confidence", "6401010,BATU SOPANG,64.01.01,Batu Sopang,certain",
        "6401010010,BUSUIH,64.01.01.2010,Busui,likely", "6401010011,BATU KAJANG,64.01.01.2011,Batu Kajang,certain",
        "6401010012,KASUNGAI,64.01.01.2012,Legai,doubtful",
      ])
    let without = try place.admin("region", "codes", "--unmapped", "--format", "csv").expect(0)
    #expect(without.lines == ["code,name", "64.01.01.2009,Samurangau"])
    let lost = try place.admin("region", "codes", "--table", "lost", "--format", "csv").expect(0)
    #expect(lost.lines == ["bps,bps_name", "6401010099,LAMA SEKALI"])
    let text = try place.admin("region", "codes", "--region", "64.01", "--lang", "en").expect(0)
    #expect(text.text.contains("Kabupaten Paser (64.01)") && text.lines.allSatisfy { $0.count <= 80 })
  }
}
