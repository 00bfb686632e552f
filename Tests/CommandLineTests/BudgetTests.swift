import Foundation
import Testing

/// Village budgets from tables to reports: on the invented budgets of the sample, and on tables of a test's own.
struct BudgetTests: BudgetTesting {
  // MARK: Basic services

  /// Insurance of village officials (1.1.03) is a cost of the office; cash assistance is social protection, and the share is
  /// shown with and without it; what counts is spending, not income.
  @Test func insuranceOfOfficialsIsNoSocialProtection() throws {
    let place = try workplace([
      "0,4.2.1.01,DDS,5000", "1.1.03,5.1.3.01,ADD,400", "5.3.00,5.4.1.01,DDS,300", "2.3.10,5.3.5.03,DDS,300",
    ])
    let village = ["--region", "53.06.13.2001"]
    let main = try rows(place, "basic_services", "main", village[0], village[1])
    #expect(Array(main[0][4...7]) == ["1000", "300", "30", "0"])
    let services = try rows(place, "basic_services", "services", village[0], village[1])
    #expect(services.first { $0[0] == "Jaminan sosial" }?[1] == "300")
  }

  @Test func supportingActivitiesAndDanaDesaAloneAreOptions() throws {
    let place = try workplace(["2.1.01,5.2.1.06,DDS,100", "2.1.09,5.2.1.06,ADD,100", "2.3.10,5.3.5.03,DDS,300"])
    func share(_ more: String...) throws -> String {
      let arguments = ["run", "basic_services", "--period", "2024", "--region", "53.06.13.2001", "--format", "json"]
      return try place.run(.report, arguments + more).expect(0).json().table("main").rows[0][6]
    }
    #expect(try share() == "20")
    #expect(try share("--set", "supporting=ya") == "40")
    #expect(try share("--set", "fund=dds") == "25")
    try place.report("run", "basic_services", "--set", "supporting=mungkin").expect(64)
  }

  /// A change counts with what it says of the whole budget; what was adopted first stays to be compared.
  @Test func sharesAreShownBeforeAndAfterChangesAndAsSpent() throws {
    let place = try workplace(["2.1.01,5.2.1.06,DDS,100", "5.3.00,5.4.1.01,DDS,200", "2.3.10,5.3.5.03,DDS,700"])
    try place.write(
      """
      kode_desa,tahun,versi,kode_kegiatan,kode_rekening,sumber_dana,anggaran,realisasi
      53.06.13.2001,2024,perubahan_1,2.1.01,5.2.1.06,DDS,400,300
      53.06.13.2001,2024,perubahan_1,5.3.00,5.4.1.01,DDS,100,100
      53.06.13.2001,2024,perubahan_1,2.3.10,5.3.5.03,DDS,500,100
      53.06.13.2002,2024,apbdes,2.1.01,5.2.1.06,DDS,50,
      53.06.13.2002,2024,apbdes,2.3.10,5.3.5.03,DDS,950,

      """, to: "perubahan.csv")
    try place.imports("run", "apbdes", "perubahan.csv").expect(0)
    let stages = try rows(place, "basic_services", "stages", "--region", "53.06.13")
    #expect(
      stages == [
        ["Anggaran semula", "2", "2000", "350", "17.5", "200", "7.5"],
        ["Setelah perubahan (1 desa)", "2", "2000", "550", "27.5", "100", "22.5"],
        ["Realisasi", "1", "500", "400", "80", "100", "60"],
      ])
    let main = try rows(place, "basic_services", "main", "--region", "53.06.13")
    #expect(main.map { Array($0[12...13]) } == [["17.5", "7.5"], ["30", "10"], ["5", "5"]])
    let first = try rows(
      place, "basic_services", "stages", "--region", "53.06.13", "--set", "version=apbdes")
    #expect(first == [["Anggaran", "2", "2000", "350", "17.5", "200", "7.5"]])
  }

  /// What Dana Desa is to be spent on differs from year to year; of the rest of it the table says how much there is.
  @Test func prioritiesOfDanaDesaBelongToAYear() throws {
    let place = try workplace(["2.1.01,5.2.1.06,DDS,100", "2.3.10,5.3.5.03,DDS,300", "2.2.02,5.2.1.06,ADD,500"])
    try budget(
      """
      typologies:
        - {id: education, title: Pendidikan, goals: [4], activities: ["2.1"], until: 2023}
        - {id: even_growth, title: Jalan, goals: [9], activities: ["2.3"], from: 2024}
        - {id: health, title: Kesehatan, goals: [3], activities: ["2.2"], from: 2025}
      """, in: place)
    let typologies = try rows(place, "basic_services", "typologies", "--region", "53.06.13.2001")
    #expect(!typologies.contains { ["Pendidikan", "Kesehatan"].contains($0[0]) })
    #expect(typologies.first { $0[0] == "Jalan" }.map { Array($0[1...3]) } == ["9", "300", "75"])
    #expect(typologies.first { $0[0] == "Dana Desa dengan tipologi" }?[3] == "75")
    #expect(typologies.last.map { Array($0[2...3]) } == ["400", "100"])
  }

  /// A region may say otherwise what its services are, and adds rules of its own.
  @Test func aRegionPluginHasTheLastWord() throws {
    let place = try workplace(["0,4.2.1.01,DDS,1000", "2.1.01,5.2.1.06,DDS,100", "2.3.10,5.3.5.03,DDS,900"])
    try budget(
      """
      services:
        - {id: education, title: {id: Pendidikan, en: Education}, core: ["2.1", "2.3.10"]}
      rules:
        - {id: flotim_jalan, title: {id: Jalan paling banyak separuh belanja, en: Roads at most half}, basis: Perbup 1/2023, from: 2023, part: {activities: ["2.3"]}, whole: {accounts: ["5"]}, at_most: 50}
      """, in: place)
    let main = try rows(place, "basic_services", "main", "--region", "53.06.13.2001")
    #expect(main[0][6] == "100")
    let rules = try rows(place, "apbdes_review", "rules", "--region", "53.06.13.2001")
    let own = try #require(rules.first { $0[0] == "flotim_jalan" })
    #expect(Array(own[2...4]) == ["900", "1000", "90"] && own[6] == "not_met" && own[8] == "Perbup 1/2023")
    #expect(rules.contains { $0[0] == "belanja_70_30_2019" })
  }

  // MARK: Rules

  /// Each year has its own rules, and 70/30 both versions of its law.
  @Test(arguments: [
    ("2018", ["keseimbangan", "belanja_70_30_2015"]),
    ("2022", ["keseimbangan", "belanja_70_30_2019", "dd_2022_blt", "dd_2022_pangan", "dd_2022_covid"]),
    ("2025", ["keseimbangan", "belanja_70_30_2019", "dd_2025_blt", "dd_2025_pangan", "dd_2025_operasional"]),
  ])
  func rulesBelongToAYear(year: String, ids: [String]) throws {
    let place = try workplace(["0,4.2.1.01,DDS,1000"])
    try place.write(
      """
      kode_desa,tahun,kode_kegiatan,kode_rekening,sumber_dana,anggaran
      53.06.13.2001,\(year),0,4.2.1.01,DDS,1000
      53.06.13.2001,\(year),1.1.03,5.1.3.01,ADD,310
      53.06.13.2001,\(year),5.3.00,5.4.1.01,DDS,690

      """, to: "lain.csv")
    try place.imports("run", "apbdes", "lain.csv").expect(0)
    let rules = try place.report(
      "run", "apbdes_review", "--region", "53.06.13.2001", "--period", year, "--format", "json"
    ).expect(0).json().table("rules").rows
    #expect(rules.map { $0[0] } == ids)
    // Insurance of officials stands on the 30 % side until 2018 only.
    #expect(rules[1][6] == (year == "2018" ? "not_met" : "met"))
    #expect(rules[0][6] == "met")
  }

  /// What was spent is judged too, by the same rules; the difference of the realisation is SiLPA, and before the year is over
  /// nothing is broken yet. It may stand at an earlier version than the last.
  @Test func rulesAreJudgedInRealisation() throws {
    let place = try workplace(["0,4.2.1.01,DDS,1"])
    try place.write(
      """
      kode_desa,tahun,versi,kode_kegiatan,kode_rekening,sumber_dana,anggaran,realisasi
      53.06.13.2001,2024,apbdes,0,4.2.1.01,DDS,1000,900
      53.06.13.2001,2024,apbdes,5.3.00,5.4.1.01,DDS,200,240
      53.06.13.2001,2024,apbdes,1.1.01,5.1.1.01,DDS,100,
      53.06.13.2001,2024,apbdes,2.3.10,5.3.5.03,DDS,700,600
      53.06.13.2001,2024,perubahan_1,0,4.2.1.01,DDS,1000,
      53.06.13.2001,2024,perubahan_1,5.3.00,5.4.1.01,DDS,200,
      53.06.13.2001,2024,perubahan_1,2.3.10,5.3.5.03,DDS,800,
      53.06.13.2002,2024,apbdes,0,4.2.1.01,DDS,1000,
      53.06.13.2002,2024,apbdes,5.3.00,5.4.1.01,DDS,1000,

      """, to: "realisasi.csv")
    try place.imports("run", "apbdes", "realisasi.csv").expect(0)
    let village = ["--region", "53.06.13.2001"]
    let plan = try rows(place, "apbdes_review", "rules", village[0], village[1])
    #expect(plan.first { $0[0] == "dd_2024_blt" }?[6] == "met")
    let realised = try rows(place, "apbdes_review", "rules_realised", village[0], village[1])
    #expect(realised.map { $0[0] } == plan.map { $0[0] })
    let cash = try #require(realised.first { $0[0] == "dd_2024_blt" })
    #expect(cash[2] == "240" && cash[3] == "900" && cash[6] == "not_met")
    let balance = try #require(realised.first { $0[0] == "keseimbangan" })
    #expect(Array(balance[2...7]) == ["900", "840", "", "SiLPA", "met", "SiLPA Rp60"])
    // Its lines are shown, though the plan keeps to the rule.
    let lines = try rows(place, "apbdes_review", "rule_lines", village[0], village[1])
    #expect(lines.contains { $0[0] == "dd_2024_blt" && $0[6] == "240" })
    let early = try rows(
      place, "apbdes_review", "rules_realised", village[0], village[1], "--as-of", "2024-06-30")
    let open = try #require(early.first { $0[0] == "dd_2024_blt" })
    #expect(open[6] == "not_assessable" && open[7] == "tahun anggarannya belum berakhir")
    // Sums of regions count what was spent at the earlier version, too.
    let shares = try rows(place, "basic_services", "main", village[0], village[1])
    #expect([shares[0][2], shares[0][3], shares[0][4], shares[0][9]] == ["1", "1", "1000", "840"])
    // The kecamatan tells both; a village that reported nothing is not judged.
    let district = try rows(place, "apbdes_review", "realised", "--region", "53.06.13")
    #expect(district.map { Array($0[2...4]) + [$0[6]] } == [["900", "840", "60", "1"]])
    let byRule = try rows(place, "apbdes_review", "rules_realised", "--region", "53.06.13")
    #expect(byRule.first { $0[0] == "dd_2024_blt" }?[5] == "Satu Hati")
    let silent = try place.run(
      .report, ["run", "apbdes_review", "--period", "2024", "--format", "json", "--region", "53.06.13.2002"]
    ).expect(0).json()
    #expect(silent["tables"].array.map { $0["id"].string }.contains("rules"))
    #expect(!silent["tables"].array.map { $0["id"].string }.contains("rules_realised"))
  }

  // MARK: Planning

  /// Working days skip the holidays that region plugins list: the nation's and the region's own.
  @Test func holidaysAreNoWorkingDays() throws {
    let place = try workplace(["0,4.2.1.01,DDS,1000"])
    try place.write(
      """
      kode_desa,tahun,dokumen,tanggal,diterima kecamatan
      53.06.13.2001,2024,rancangan_apbdes,2023-10-20,2023-10-23
      53.06.13.2001,2024,evaluasi_apbdes,2023-11-21,
      53.06.13.2001,2024,apbdes,2024-01-02,

      """, to: "dokumen.csv")
    try place.imports("run", "dokumen_desa", "dokumen.csv").expect(0)
    /// Due day and working days of what came late.
    func late() throws -> [[String]] {
      try rows(place, "planning_stages", "late", "--region", "53.06.13.2001", "--as-of", "2024-02-01")
        .filter { $0[5] != "" }.map { [$0[4], $0[6]] }
    }
    // 1 January was a Monday, and one of the days of the nation.
    #expect(try late() == [["2023-11-20", "1"], ["2023-12-31", "1"]])
    try budget(
      """
      holidays:
        - {date: "2023-11-13", title: {id: Hari jadi, en: Founding day}}
        - {date: "2023-11-18", title: {id: Hari Sabtu, en: A Saturday}}
        - {date: "2024-01-02", title: {id: Libur daerah, en: Local holiday}}
      """, in: place)
    #expect(try late() == [["2023-12-31", "0"]])
    let notes = try place.run(
      .report,
      ["run", "planning_stages", "--period", "2024", "--region", "53.06.13.2001", "--as-of", "2024-02-01"]
        + ["--format", "json"]
    ).expect(0).json()["notes"].array.compactMap(\.string)
    #expect(notes.contains { $0.contains("tanpa 23 hari libur") && $0.contains("untuk 2022, 2025.") })
  }

  // MARK: The sample

  @Test func theSampleShowsADashboardOfAKecamatan() throws {
    let place = try SampleStore.workplace()
    let arguments = ["run", "kecamatan_dashboard", "--region", "64.02.08", "--period", "2024"]
    let document = try place.run(.report, arguments + ["--format", "json"]).expect(0).json()
    let services = document.table("services").rows
    #expect(services.map { $0[0] }.count == 5)
    // The scores of the six villages are real: of Kota Bangun Ulu those of the golden table.
    let villages = document.table("villages").rows
    #expect(villages.first { $0[0] == "64.02.08.2005" }?[2] == "mandiri")
    #expect(villages.count == 11)
    #expect(document["notes"].array.contains { $0.string?.contains("angka contoh") ?? false })
    try place.run(.report, arguments + ["--output", "papan.html"]).expect(0)
    let page = String(decoding: try place.bytes("papan.html"), as: UTF8.self)
    #expect(page.contains("class=\"dashboard\"") && page.contains("<canvas"))
  }

  @Test func eachKecamatanGetsAPageAndTheIndexLeadsToIt() throws {
    let place = try SampleStore.workplace()
    try place.report(
      "run", "kecamatan_dashboard", "--region", "64.02", "--period", "2024", "--each", "kecamatan", "--output", "papan"
    ).expect(0)
    let index = String(decoding: try place.bytes("papan/index.html"), as: UTF8.self)
    #expect(index.contains("<a href=\"64.02.08.html\">Kota Bangun</a>") && place.exists("papan/64.02.08.html"))
    try place.report("run", "kecamatan_dashboard", "--region", "64.02", "--each", "kecamatan").expect(64)
    try place.report("run", "kecamatan_dashboard", "--region", "64.02", "--each", "rt", "--output", "x").expect(64)
    try place.write("", to: "berkas")
    try place.report(
      "run", "kecamatan_dashboard", "--region", "64.02", "--each", "kecamatan", "--output", "berkas/dalam"
    ).expect(73)
  }

  /// What could be had in 2021: Rp50 million for each of the 841 villages of Kalimantan Timur, Rp42.05 billion.
  @Test func provincialAidHasACeiling() throws {
    let place = try SampleStore.workplace()
    let rows = try place.report("run", "village_income", "--region", "64", "--period", "2021", "--format", "json")
      .expect(0).json().table("potential").rows
    #expect(Array(rows[0][3...7]) == ["841", "0", "42050000000", "", ""])
    #expect(rows.first { $0[0] == "64.02" }?[5] == "9650000000")
  }

  /// Accepted proposals are actions like any other, and are not proposed twice.
  @Test func theAgendaBecomesActionsOnce() throws {
    let place = try SampleStore.workplace()
    try place.imports(
      "meeting", "add", "rb-kota-bangun", "Rumah Bersama Kota Bangun", "--kind", "rakor", "--region", "64.02.08",
      "--start", "2024-08-01"
    ).expect(0)
    func proposals() throws -> Int {
      try place.report("run", "agenda", "--region", "64.02.08", "--period", "2024", "--format", "json").expect(0).json()
        .table("agenda").rows.count
    }
    let before = try proposals()
    #expect(before > 0)
    let added = try place.imports(
      "action", "propose", "rb-kota-bangun", "--from", "agenda", "--region", "64.02.08", "--json"
    ).expect(0).json()["batches"][0]["rows"]
    #expect(added["new"].int == before && added["rejected"].int == 0)
    #expect(try proposals() == 0)
    try place.imports("action", "propose", "rb-kota-bangun", "--from", "agenda", "--region", "64.02.08").expect(0)
      .says("\(before) sudah menjadi tindak lanjut; tidak ada yang baru.")
    try place.imports("action", "propose", "rb-kota-bangun", "--from", "berita", "--region", "64.02.08").expect(64)
    let rolled = try place.report("run", "actions_consolidated", "--region", "64.02", "--format", "json").expect(0)
      .json()
    #expect(rolled.table("regions").rows.first { $0[0] == "64.02.08" }?[2] == "\(before)")
  }

  @Test func theSheetOpensAsTextAndWorkbook() throws {
    let place = try SampleStore.workplace()
    let village = ["run", "apbdes_review", "--region", "64.02.08.2006", "--period", "2024"]
    try place.run(.report, village + ["--output", "lembar.docx"]).expect(0)
    let text = try place.python(
      """
      import sys, zipfile, re
      xml = zipfile.ZipFile(sys.argv[1]).read("word/document.xml").decode()
      print(re.sub(r"<[^>]+>", " ", xml))
      """, place.path("lembar.docx")
    ).expect(0).text
    #expect(text.contains("dd_2024_blt") && text.contains("tidak terpenuhi") && text.contains("Camat Kota Bangun"))
    try place.run(.report, village + ["--output", "lembar.xlsx"]).expect(0)
    let names = try place.python(
      """
      import sys, zipfile, re
      print(re.findall(r'sheet name="([^"]+)"', zipfile.ZipFile(sys.argv[1]).read("xl/workbook.xml").decode()))
      """, place.path("lembar.xlsx")
    ).expect(0).text
    #expect(names.contains("Lima layanan dasar") && names.contains("Daftar periksa"))
  }
}
