import Foundation
import Testing

/// What was received and spent against the plan of those who report it, and what villages could have.
struct VillageIncomeTests: BudgetTesting {
  /// Two villages of which one reports, at an earlier version than its last.
  private func reported() throws -> Workplace {
    let place = try workplace(["0,4.2.1.01,DDS,1"])
    try place.write(
      """
      kode_desa,tahun,versi,kode_kegiatan,kode_rekening,sumber_dana,anggaran,realisasi
      53.06.13.2001,2024,apbdes,0,4.2.1.01,DDS,1000,900
      53.06.13.2001,2024,apbdes,2.1.01,5.2.1.06,DDS,1000,600
      53.06.13.2001,2024,perubahan_1,0,4.2.1.01,DDS,1200,
      53.06.13.2001,2024,perubahan_1,2.1.01,5.2.1.06,DDS,1200,
      53.06.13.2002,2024,apbdes,0,4.2.1.01,DDS,3000,
      53.06.13.2002,2024,apbdes,2.1.01,5.2.1.06,DDS,3000,

      """, to: "realisasi.csv")
    try place.imports("run", "apbdes", "realisasi.csv").expect(0)
    return place
  }

  @Test func whatWasReceivedIsAShareOfThePlanOfThoseWhoReport() throws {
    let place = try reported()
    let source = try #require(
      rows(place, "village_income", "sources", "--region", "53.06.13").first { $0[0] == "Dana Desa" })
    #expect([source[2], source[4], source[5]] == ["4200", "900", "75"])
    try place.report("run", "village_income", "--region", "53.06.13", "--period", "2024").expect(0)
      .says("1 desa belum melaporkan pendapatan yang diterima")
  }

  @Test func whatWasSpentIsAShareOfThePlanOfThoseWhoReport() throws {
    let place = try reported()
    let regions = try rows(place, "activity_results", "regions", "--region", "53.06.13")
    #expect(regions.map { Array($0[6...8]) } == [["4200", "600", "50"], ["1200", "600", "50"], ["3000", "", ""]])
    try place.report("run", "activity_results", "--region", "53.06.13", "--period", "2024").expect(0)
      .says("1 desa belum melaporkan realisasi keuangan")
  }

  /// A village without a budget has no known gap, and what one has above the ceiling fills nobody else's.
  @Test func theGapIsThatOfEachVillageWithABudget() throws {
    let place = try workplace(["0,4.2.4.01,PBP,80", "2.1.01,5.2.1.06,PBP,80"])
    try place.write(
      register + "53.06.13.2003,Tiga Warna\n", to: "lengkap.csv")
    try place.imports("run", "region_register", "lengkap.csv", "--set", "effective=2021-01-01").expect(0)
    try place.write(
      """
      kode_desa,tahun,kode_kegiatan,kode_rekening,sumber_dana,anggaran
      53.06.13.2002,2024,0,4.2.4.01,PBP,20
      53.06.13.2002,2024,2.1.01,5.2.1.06,PBP,20

      """, to: "dua.csv")
    try place.imports("run", "apbdes", "dua.csv").expect(0)
    try budget(
      """
      potentials:
        - {account: "4.2.4", year: 2024, per_village: 50, basis: Pergub 1/2024}
      """, in: place)
    let district = try rows(place, "village_income", "potential", "--region", "53.06.13").map { Array($0[3...7]) }
    #expect(
      district == [
        ["3", "2", "150", "100", "30"], ["1", "1", "50", "80", "0"], ["1", "1", "50", "20", "30"],
        ["1", "0", "50", "", ""],
      ])
    // The kabupaten adds up its villages' gaps.
    let regency = try rows(place, "village_income", "potential", "--region", "53.06").map { Array($0[3...7]) }
    #expect(regency == [["3", "2", "150", "100", "30"], ["3", "2", "150", "100", "30"]])
    try place.report("run", "village_income", "--region", "53.06", "--period", "2024").expect(0)
      .says("1 desa tanpa anggaran 2024 dalam data dapat menerima sampai Rp50 (4.2.4)")
  }
}
