import Foundation
import Testing

/// The dashboard of a kecamatan where something is not measured or not reported.
struct DashboardTests: BudgetTesting {
  private func dashboard(_ place: Workplace, _ region: String, _ year: String, _ more: String...) throws -> JSON {
    try place.run(
      .report, ["run", "kecamatan_dashboard", "--region", region, "--period", year, "--format", "json"] + more
    ).expect(0).json()
  }

  private func figure(_ document: JSON, _ id: String) -> JSON? {
    document["key_figures"].array.first { $0["id"].string == id }?["value"]
  }

  private func notes(_ document: JSON) -> String {
    document["notes"].array.compactMap(\.string).joined(separator: "\n")
  }

  /// A status without scores says nothing of services: nobody may read that no village lacks any.
  @Test(arguments: [("62.10.02", "2024"), ("64.02.08", "2023")])
  func withoutScoresNothingIsMeasured(region: String, year: String) throws {
    let place = try SampleStore.workplace()
    let document = try dashboard(place, region, year)
    #expect(figure(document, "lacking")?.isNull ?? false)
    #expect(figure(document, "unserved")?.isNull ?? false)
    #expect(notes(document).contains("Skor indikator desa belum ada"))
    #expect(document["figures"].array.compactMap { $0["id"].string } == ["shares"])
    // What status the villages have is known in Kurun.
    #expect(document.table("villages").rows.contains { $0[2] != "" } == (region == "62.10.02"))
    #expect(document.table("missing").rows.first.map { [$0[1], $0[3]] } == [year, "semua desa"])
  }

  /// A kelurahan has no index and no budget, but belongs to the kecamatan that is governed.
  @Test func kelurahanStandBesideTheVillages() throws {
    let document = try dashboard(try SampleStore.workplace(), "62.10.02", "2024")
    let rows = document.table("villages").rows
    let wards = rows.filter { $0[0].hasPrefix("62.10.02.1") }
    #expect(wards.count == 2 && wards.allSatisfy { $0[2] == "kelurahan" && $0[3...].allSatisfy(\.isEmpty) })
    #expect(figure(document, "villages")?.int == rows.count - wards.count)
  }

  /// Villages without scores are named, whether or not they have a row, and how many are scored is on the first page.
  @Test func whoHasNotReportedIsNamed() throws {
    let place = try SampleStore.workplace()
    let document = try dashboard(place, "64.02.08", "2024")
    #expect(figure(document, "scored")?.string == "6/11")
    let missing = document.table("missing").rows
    #expect(missing.first?[2] == "5" && missing.first?[3].contains("Kedang Murung") ?? false)
    let own = try workplace(["2.1.01,5.2.1.06,DDS,100"])
    let rows = try dashboard(own, "53.06.13", "2024").table("missing").rows.map { [$0[0], $0[2], $0[3]] }
    #expect(
      rows == [
        ["Skor indikator", "2", "semua desa"], ["APB Desa", "1", "Dua Mata"],
        ["Realisasi APB Desa", "2", "semua desa"],
        ["Dokumen perencanaan dan anggaran desa", "2", "semua desa"],
      ])
  }

  /// Of a village that reports nothing, nobody knows what is late: it is counted by itself, in the list of stages as well.
  @Test func whoReportsNoDocumentIsNotLate() throws {
    let place = try workplace(["2.1.01,5.2.1.06,DDS,100"])
    try place.write(
      "kode_desa,tahun,dokumen,tanggal,diterima kecamatan\n53.06.13.2001,2024,rkp_desa,2023-09-29,\n", to: "dokumen.csv"
    )
    try place.imports("run", "dokumen_desa", "dokumen.csv").expect(0)
    let document = try place.report(
      "run", "planning_stages", "--region", "53.06", "--period", "2024", "--as-of", "2024-02-01", "--format", "json"
    ).expect(0).json()
    #expect(figure(document, "unreported")?.int == 1 && figure(document, "overdue_villages")?.int == 1)
    let stages = document.table("stages").rows
    #expect(stages.first { $0[0] == "APB Desa ditetapkan" }.map { Array($0[2...7]) } == ["2", "0", "0", "1", "0", "1"])
    #expect(Set(document.table("late").rows.map { $0[1] }) == ["Satu Hati"])
    #expect(document.table("unreported").rows == [["53.06.13", "Titehena", "1", "Dua Mata"]])
    let own = try dashboard(place, "53.06.13", "2024", "--as-of", "2024-02-01")
    #expect(figure(own, "overdue")?.int == 1)
    #expect(own.table("villages").rows.last?.last == "" && !own.table("stages").rows.contains { $0[1] == "Dua Mata" })
    #expect(own.table("missing").rows.last.map { [$0[2], $0[3]] } == ["1", "Dua Mata"])
  }

  /// An open aspiration is demand of its village; its theme names a service in whole words, and of an earlier year only those
  /// count that were voiced by then.
  @Test func openAspirationsAreDemand() throws {
    let place = try workplace(["1.3.01,5.2.1.06,ADD,100", "2.1.01,5.2.1.06,DDS,100"])
    try place.write(
      """
      kode_desa,tahun,kode_kegiatan,kode_rekening,sumber_dana,anggaran
      53.06.13.2001,2023,1.3.01,5.2.1.06,ADD,100
      53.06.13.2002,2023,2.1.01,5.2.1.06,DDS,100
      53.06.13.2002,2024,2.1.01,5.2.1.06,DDS,100

      """, to: "lain.csv")
    try place.imports("run", "apbdes", "lain.csv").expect(0)
    try place.imports(
      "meeting", "add", "kiprah", "Kunjungan", "--kind", "rakor", "--region", "53.06.13", "--start", "2024-03-01"
    ).expect(0)
    func voice(_ village: String) throws {
      try place.write(
        """
        No,Desa,Tema,Aspirasi
        1,\(village),Administrasi kependudukan,Perekaman KTP di desa
        2,53.06.13.2001,Pengairan sawah,Irigasi
        3,53.06.13.2001,Bantuan modal usaha,Modal
        4,53.06.13.2001,Sosial budaya,Rumah adat
        5,53.06.13.2001,Air bersih dan jalan,Sumur

        """, to: "aspirasi.csv")
      try place.imports("run", "aspirasi", "aspirasi.csv", "--set", "asp_rapat=kiprah").expect(0)
    }
    func balance(_ year: String) throws -> [String: [String]] {
      Dictionary(
        uniqueKeysWithValues: try dashboard(place, "53.06.13", year).table("balance").rows.map {
          ($0[0], [$0[2], $0[6], $0[8]])
        })
    }
    try voice("53.06.13.2001")
    let met = try balance("2024")
    #expect(met["Administrasi kependudukan"] == ["1", "0", "met"])
    #expect(met["Sanitasi dan air bersih"] == ["1", "1", "unmet"])
    #expect(met["Jaminan sosial"] == ["0", "0", "unmeasured"])
    #expect(try balance("2023")["Administrasi kependudukan"] == ["0", "0", "unmeasured"])
    try voice("53.06.13.2002")
    #expect(try balance("2024")["Administrasi kependudukan"] == ["1", "1", "short"])
  }

  /// Each village's level, trend and rank in a service; the SDGs beside it; what there is not to compare with is told.
  @Test func villagesAreRankedInEachService() throws {
    let place = try workplace(["2.1.01,5.2.1.06,DDS,100"])
    try place.write(
      """
      kode_desa,tahun,iks01,iks02,iks08
      53.06.13.2001,2023,4,4,3
      53.06.13.2002,2023,4,4,
      53.06.13.2001,2024,3,3,5
      53.06.13.2002,2024,5,4,

      """, to: "skor.csv")
    try place.imports("run", "idm_scores", "skor.csv").expect(0)
    let goals = (1...18).map { "53.06.13.2002,\($0),40\n" }.joined()
    try place.write("kode_desa,tujuan,skor\n" + goals, to: "sdgs.csv")
    try place.imports("run", "sdgs_desa", "sdgs.csv", "--set", "period=2023", "--set", "scheme=kemendagri").expect(0)
    let document = try dashboard(place, "53.06.13", "2024")
    let levels = document.table("levels").rows.filter { $0[0] == "Kesehatan" }.map { Array($0[2...5]) }
    #expect(levels == [["Dua Mata", "4.5", "0.5", "1/2"], ["Satu Hati", "3", "-1", "2/2"]])
    #expect(document.table("levels").rows.first { $0[0] == "Pendidikan" }?[5] == "1/1")
    #expect(figure(document, "sdgs")?.double == 40)
    #expect(document.table("villages").rows.map { $0[9] } == ["", "40"])
    #expect(!notes(document).contains("dibandingkan"))
    let far = try dashboard(place, "53.06.13", "2024", "--set", "before=2015")
    #expect(notes(far).contains("Tidak ada skor indikator dan anggaran 2015 untuk dibandingkan."))
  }

  /// A version that is asked for is that of the year; the year before counts as it was last, and funded lines are that version's.
  @Test func aVersionIsThatOfTheYear() throws {
    let place = try workplace(["2.1.01,5.2.1.06,DDS,100", "2.3.10,5.3.5.03,DDS,100"])
    try place.write(
      """
      kode_desa,tahun,versi,kode_kegiatan,kode_rekening,sumber_dana,anggaran
      53.06.13.2001,2023,perubahan_1,2.1.01,5.2.1.06,DDS,40
      53.06.13.2001,2023,perubahan_1,2.3.10,5.3.5.03,DDS,60
      53.06.13.2001,2024,perubahan_1,2.3.10,5.3.5.03,DDS,200

      """, to: "perubahan.csv")
    try place.imports("run", "apbdes", "perubahan.csv").expect(0)
    func education(_ more: String...) throws -> [String] {
      let own = ["run", "kecamatan_dashboard", "--region", "53.06.13", "--period", "2024", "--format", "json"]
      let document = try place.run(.report, own + more).expect(0).json()
      return Array(document.table("before_after").rows[0][4...5]) + [document.table("balance").rows[0][4]]
    }
    #expect(try education() == ["40", "0", "0"])
    #expect(try education("--set", "version=apbdes") == ["40", "50", "1"])
  }
}
