import Foundation
import Testing

@Suite struct CompletenessTests {
  @Test func whatIsMissingIsCountedListedAndRemindedOf() throws {
    let place = try SampleStore.workplace()
    try place.write(
      """
      tahun,kode_desa,idm,status
      2025,64.11.01.2001,0.7,Berkembang
      2025,64.11.01.2002,,

      """, to: "idm-2025.csv")
    try place.imports("run", "idm_status", "idm-2025.csv", "--stage", "terverifikasi").expect(0)
    try place.write("tahun,kode_desa,idm,status\n2025,64.11.01.2003,9,Berkembang\n", to: "salah.csv")
    try place.imports("run", "idm_status", "salah.csv").expect(65)

    let line = ["run", "completeness", "--set", "dataset=idm", "--region", "64.11", "--period", "2025"]
    let json = try place.run(.report, line + ["--format", "json"]).expect(0).json()
    let figures = Dictionary(
      json["key_figures"].array.map { ($0["id"].string ?? "", $0["value"].cell) },
      uniquingKeysWith: { first, _ in first })
    #expect(
      figures == [
        "villages": "50", "received": "1", "verified": "1", "missing": "49", "percent": "2", "deadline": "2025-06-30",
        "days_left": "166", "open_rejects": "1",
      ])
    #expect(json.table("completeness").rows[0] == ["64.11", "Kabupaten Mahakam Ulu", "50", "1", "1", "2", "49", ""])
    #expect(json.table("missing").rows.count == 49)
    #expect(json.table("missing").rows.allSatisfy { $0.count == 3 && !$0[2].isEmpty })

    let reminders = try place.run(.report, line + ["--set", "reminders=true", "--set", "table=reminders"]).expect(0)
    for text in [
      "Yth. Camat Long Bagun", "hingga tanggal 15 Januari 2025 data Indeks Desa Membangun tahun 2025 untuk",
      "kampung berikut belum kami terima:", "kepala kampung yang bersangkutan", "paling lambat tanggal 30 Juni 2025.",
      "terima kasih.", "DPMPD Provinsi Kalimantan Timur",
    ] { #expect(reminders.text.contains(text), "\(text): \(reminders.text)") }

    place.environment["SINERGI_NOW"] = "2025-07-02T00:00:00Z"
    let late = try place.run(.report, line + ["--set", "reminders=true", "--set", "table=reminders"]).expect(0)
    #expect(late.text.contains("batas waktu tanggal 30 Juni 2025 sudah lewat 2 hari"), late.summary)
    let csv = try place.run(.report, line + ["--format", "csv", "--lang", "en"]).expect(0)
    #expect(
      csv.cells[0] == ["code", "name", "villages", "received", "verified", "percent", "missing", "missing_names"])
  }

  @Test func aDatasetOrPeriodThatIsNotThereIsTold() throws {
    let place = try SampleStore.workplace()
    let wrong = try place.report("run", "completeness", "--set", "dataset=idn").expect(64)
    #expect(wrong.errors.contains("mungkin maksudnya `idm`?"), wrong.summary)
    let unnamed = try place.report("run", "completeness").expect(64)
    #expect(unnamed.errors.contains("--set dataset="), unnamed.summary)
    try place.report("run", "completeness", "--set", "dataset=idm", "--period", "2024-Q1").expect(64)
    let latest = try place.report("run", "completeness", "--set", "dataset=idm", "--format", "json").expect(0).json()
    #expect(latest["period"].string == "2024")
    #expect(latest.table("missing").isNull)
  }
}
