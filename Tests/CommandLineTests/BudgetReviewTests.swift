import Foundation
import Testing

/// The camat's sheet: realisation at another version than the plan, comparisons, what is open, and where there is nothing.
struct BudgetReviewTests: BudgetTesting {
  /// Realisation stands at the first version; the plan was changed since.
  private func changed() throws -> Workplace {
    let place = try workplace(["0,4.2.1.01,DDS,1"])
    try place.write(
      """
      kode_desa,tahun,versi,kode_kegiatan,kode_rekening,sumber_dana,anggaran,realisasi
      53.06.13.2001,2023,apbdes,2.1.01,5.2.1.06,DDS,100,
      53.06.13.2001,2023,apbdes,2.3.10,5.3.5.03,DDS,100,
      53.06.13.2001,2023,perubahan_1,2.1.01,5.2.1.06,DDS,150,
      53.06.13.2001,2023,perubahan_1,2.3.10,5.3.5.03,DDS,50,
      53.06.13.2001,2024,apbdes,0,4.2.1.01,DDS,1000,900
      53.06.13.2001,2024,apbdes,2.1.01,5.2.1.06,DDS,300,350
      53.06.13.2001,2024,apbdes,2.2.02,5.2.1.06,DDS,100,80
      53.06.13.2001,2024,apbdes,2.3.10,5.3.5.03,DDS,600,400
      53.06.13.2001,2024,perubahan_1,0,4.2.1.01,DDS,1100,
      53.06.13.2001,2024,perubahan_1,2.1.01,5.2.1.06,DDS,200,
      53.06.13.2001,2024,perubahan_1,2.3.10,5.3.5.03,DDS,900,
      53.06.13.2002,2024,apbdes,2.1.01,5.2.1.06,DDS,400,
      53.06.13.2002,2024,apbdes,2.3.10,5.3.5.03,DDS,600,

      """, to: "anggaran.csv")
    try place.imports("run", "apbdes", "anggaran.csv").expect(0)
    return place
  }

  /// What was spent stands beside the plan of the last version in every table, also for what that version dropped.
  @Test func whatWasSpentStandsBesideTheLastPlan() throws {
    let place = try changed()
    let village = ["--region", "53.06.13.2001"]
    func table(_ id: String) throws -> [[String]] { try rows(place, "apbdes_review", id, village[0], village[1]) }
    let summary = try table("summary")
    #expect(Array(summary[0][1...3]) == ["1000", "1100", "900"])
    #expect(Array(summary[1][1...3]) == ["1000", "1100", "830"] && summary[5][3] == "70")
    let fields = try table("fields")
    #expect(fields.first { $0[0] == "2" }.map { [$0[2], $0[4]] } == ["1100", "830"])
    #expect(fields.first { $0[0] == "2.2" }.map { [$0[2], $0[4]] } == ["0", "80"])
    #expect(try table("accounts").first { $0[0] == "5.3" }.map { [$0[2], $0[3]] } == ["900", "400"])
    #expect(try table("funds")[0][4] == "830")
    let over = try table("odd").filter { $0[3] == "overspent" }.map { [$0[0], $0[2]] }
    #expect(over == [["2.1.01", "200"], ["2.2.02", "0"]])
    #expect(try table("changes").first { $0[0] == "2.2.02" }.map { Array($0[4...6]) } == ["100", "0", "-100"])
    let notes = try place.report("run", "apbdes_review", village[0], village[1], "--period", "2024").expect(0).text
    #expect(notes.contains("Realisasi menurut versi APB Desa"))
  }

  /// Lines stand behind every rule, met or not, and the sums of the sides behind the balance.
  @Test func everyRuleShowsItsLines() throws {
    let place = try workplace([
      "0,4.2.1.01,DDS,1000", "1.1.01,5.1.1.01,DDS,200", "5.3.00,5.4.1.01,DDS,100", "2.3.10,5.3.5.03,DDS,700",
    ])
    let lines = try rows(place, "apbdes_review", "rule_lines", "--region", "53.06.13.2001")
    #expect(lines.contains { $0[0] == "dd_2024_blt" && $0[1] == "5.3.00" && $0[5] == "100" })
    #expect(lines.contains { $0[0] == "belanja_70_30_2019" && $0[1] == "1.1.01" })
    let balance = lines.filter { $0[0] == "keseimbangan" }.map { [$0[3], $0[5]] }
    #expect(balance == [["4", "1000"], ["5", "1000"]])
  }

  /// A rule that cannot be judged leaves the reviewer's question open, and is named.
  @Test func theChecklistLeavesOpenWhatCannotBeJudged() throws {
    let place = try workplace(["0,4.2.1.01,DDS,1000", "5.3.00,5.4.1.01,DDS,200", "2.3.10,5.3.5.03,DDS,800"])
    func rules() throws -> [String] {
      try Array(
        #require(rows(place, "apbdes_review", "checklist", "--region", "53.06.13.2001").first { $0[0] == "5" })[2...3])
    }
    #expect(try rules() == ["......", "belum dapat dinilai: dd_2024_pangan"])
    try place.write(
      """
      kode_desa,tahun,kode_kegiatan,kode_rekening,sumber_dana,anggaran
      53.06.13.2001,2024,0,4.2.1.01,DDS,1000
      53.06.13.2001,2024,5.3.00,5.4.1.01,DDS,300
      53.06.13.2001,2024,2.3.10,5.3.5.03,DDS,700

      """, to: "lagi.csv")
    try place.imports("run", "apbdes", "lagi.csv").expect(0)
    #expect(try rules() == ["tidak", "dd_2024_blt; belum dapat dinilai: dd_2024_pangan"])
  }

  /// The version asked for is that of the village; neighbours and last year are compared as they hold.
  @Test func aVersionIsComparedWithWhatHoldsElsewhere() throws {
    let place = try changed()
    func education(_ more: String...) throws -> [String] {
      let arguments = ["run", "apbdes_review", "--period", "2024", "--region", "53.06.13.2001", "--format", "json"]
      let row = try place.run(.report, arguments + more).expect(0).json().table("services").rows[0]
      return Array(row[1...4])
    }
    let latest = try education()
    #expect(latest[0] == "200" && latest[3] == "75")
    // The median lies between 30 % and the neighbour's 40 %, though the neighbour knows one version alone.
    #expect(try education("--set", "version=apbdes") == ["300", "30", "35", "75"])
    let district = ["run", "apbdes_review", "--period", "2024", "--region", "53.06.13"]
    let text = try place.run(.report, district + ["--set", "version=perubahan_1"]).expect(0).prose
    #expect(text.contains("dalam versi lain: Dua Mata (APB Desa).") && !text.contains("Belum ada anggaran"))
  }

  /// Where a village has no budget of the year, there is no sheet to sign, but what there is is told.
  @Test func withoutABudgetThereIsNoSheet() throws {
    let place = try changed()
    func document(_ more: String...) throws -> JSON {
      try place.run(.report, ["run", "apbdes_review", "--format", "json"] + more).expect(0).json()
    }
    func notes(_ document: JSON) -> String { document["notes"].array.compactMap(\.string).joined(separator: "\n") }
    let other = try document("--region", "53.06.13.2002", "--period", "2023")
    #expect(other["tables"].array.isEmpty && notes(other).contains("Tahun yang ada: 2024."))
    let version = try document(
      "--region", "53.06.13.2002", "--period", "2024", "--set", "version=perubahan_1")
    #expect(version["tables"].array.isEmpty && notes(version).contains("yang ada: APB Desa."))
  }

  /// The share of one village is set beside its kecamatan's.
  @Test func aVillageIsRankedInItsKecamatan() throws {
    let place = try changed()
    let document = try place.report(
      "run", "basic_services", "--period", "2024", "--region", "53.06.13.2002", "--format", "json"
    ).expect(0).json()
    #expect(document.table("main").rows.map { [$0[6], $0[8]] } == [["40", "1"]])
    let median = document["key_figures"].array.first { $0["id"].string == "median" }?["value"].double ?? 0
    #expect(abs(median - (40 + 100 * 200 / 1100.0) / 2) < 1e-9)
  }
}
