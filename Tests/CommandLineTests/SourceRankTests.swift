import Foundation
import Testing

/// A decree counts more than a table, a table more than a service's answer, in whatever order they come.
@Suite struct SourceRankTests {
  @Test func answersOfAServiceCompleteATableAndReplaceNothingOfIt() throws {
    let place = try Workplace()
    try place.write(
      "code,name\n64,Kalimantan Timur\n64.01,Kabupaten Paser\n64.01.01,Batu Sopang\n64.01.01.2009,Samurangau\n",
      to: "wilayah.csv")
    try place.admin("init").expect(0)
    try place.imports("run", "region_register", "wilayah.csv", "--set", "effective=2020-01-01").expect(0)
    let table = "kode_desa,iks,ike,ikl,idm,status\n64.01.01.2009,0.8,0.7,0.9,0.8,Maju\n"
    try place.imports("run", "idm_status", "-", "--set", "period=2024", "--stage", "ditetapkan", input: table).expect(0)

    let answer = """
      {"status": 200, "error": false, "mapData": {"SUMMARIES": {"SKOR_SAAT_INI": 0.7, "STATUS": "BERKEMBANG", "TAHUN": 2024},
        "ROW": [{"NO": 1, "INDIKATOR": "A", "SKOR": 5, "KETERANGAN": null, "ROW_CELL": 10},
          {"NO": 2, "INDIKATOR": "IKS 2024", "SKOR": 0.80003, "KETERANGAN": null, "ROW_CELL": 45},
          {"NO": 3, "INDIKATOR": "IDM 2024", "SKOR": 0.6321, "KETERANGAN": null, "ROW_CELL": 63}],
        "IDENTITAS": [{"id_desa": "6401012009", "nama_desa": "SAMURANGAU"}]}}
      """
    try place.write(answer, to: "6401012009.json")
    let report = try place.imports("run", "idm_api", "6401012009.json", "--json").expect(0).json()["batches"][0]
    #expect(report["rows"]["changed"].int == 1)
    let told = report["diagnostics"].array.filter { $0["code"].string == "source-outranked" }
    // IKS differs only in how far it is rounded.
    #expect(told.count == 1 && told.first?["message"].string?.contains("pada 1 baris") == true)
    let ranking = try place.report("run", "ranking", "--region", "64.01.01", "--format", "csv").expect(0).text
    #expect(ranking.contains("0.8,") && !ranking.contains("0.6321"), "\(ranking)")

    // What the service gave gives way to any table; what the decree gave does not.
    let later = "kode_desa,iks,ike,ikl,idm,status\n64.01.01.2009,0.5,0.5,0.5,0.5,Tertinggal\n"
    let second = try place.imports("run", "idm_status", "-", "--set", "period=2024", "--json", input: later)
      .expect(0).json()["batches"][0]
    #expect(second["rows"]["unchanged"].int == 1 && second["rows"]["changed"].int == 0)
    try place.admin("period", "lock", "idm", "2024", "--region", "64", "--reason", "SK Menteri").expect(0)
    for report in ["idm_status", "ranking", "compare", "trend", "status_minutes"] {
      let text = try place.report("run", report, "--region", "64.01", "--period", "2024").expect(0).text
      #expect(text.contains("sudah ditutup: SK Menteri."), "\(report)")
    }
    try place.admin("verify").expect(0)
    try place.admin("audit", "verify").expect(0)
  }
}
