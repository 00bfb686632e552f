import Foundation
import Testing

/// The five events from which the system's demands come, as the bundled sample holds them: each check that they name.
struct SourceEventTests {
  private let place: Workplace

  init() throws { place = try SampleStore.workplace() }

  private func report(_ id: String, _ meeting: String, _ more: String...) throws -> JSON {
    try place.run(.report, ["run", id, "--set", "meeting=\(meeting)", "--format", "json"] + more).expect(0).json()
  }

  private func text(_ id: String, _ meeting: String, _ more: String...) throws -> String {
    let outcome = try place.run(.report, ["run", id, "--set", "meeting=\(meeting)"] + more).expect(0)
    #expect(outcome.lines.allSatisfy { $0.count <= 80 }, "\(id)")
    return outcome.lines.map { $0.split(separator: " ").joined(separator: " ") }.joined(separator: " ")
  }

  private func cells(_ json: JSON, _ table: String, _ columns: [String]) -> [[String]] {
    let names = json.table(table)["columns"].array.map { $0["id"].string }
    let places = columns.map { names.firstIndex(of: $0) ?? -1 }
    #expect(!places.contains(-1), "\(table): \(names)")
    return json.table(table).rows.map { row in places.map { row.indices.contains($0) ? row[$0] : "" } }
  }

  // MARK: P3PD, mission 6

  @Test func missionSixTakesOverEveryActionOfMissionFiveThatWasNotClosed() throws {
    let paper = try report("mission_aide_memoire", "p3pd-ism-6")
    #expect(paper["key_figures"].array.contains { $0["id"].string == "duration" && $0["value"].int == 4 })
    let previous = cells(paper, "previous_actions", ["no", "status"])
    #expect(
      previous == [
        ["1", "Selesai"], ["2", "Sedang berjalan, terlambat 24 hari"], ["3", "Belum dilaksanakan, terlambat 85 hari"],
        ["4", "Sedang berjalan"],
      ])
    #expect(
      cells(paper, "agencies", ["agency"]).map { $0[0] } == ["Kemendagri", "Kemendesa PDTT", "Bappenas", "Kemenko PMK"])
    #expect(
      cells(paper, "ratings", ["subject", "previous", "current", "change"]).contains([
        "Kemajuan pelaksanaan", "mu", "ms", "1",
      ]))
    let notes = try text("mission_aide_memoire", "p3pd-ism-6")
    for flag in [
      "Tanpa strategi keberlanjutan: 1B, 1C, 3, 4.", "Belum melapor: Kemenko PMK.",
      "Target tanpa data dasar: Kecamatan dengan dashboard.", "Belum ada kemajuan yang dilaporkan: 1C, 3.",
      "Waktu terpakai 56 %", "14. Misi berikutnya", "bertanda contoh",
    ] {
      #expect(notes.contains(flag), "\(flag)")
    }
    let english = try text("mission_aide_memoire", "p3pd-ism-6", "--lang", "en")
    for part in ["7. Status of previous agreed actions", "10. Fiduciary", "11. Environmental and social"] {
      #expect(english.contains(part), "\(part)")
    }
    let additions = cells(paper, "additions", ["no", "decision", "course"])
    #expect(additions.map { $0[0...1] } == [["1", "diterima"], ["2", "ditolak"]])
    #expect(additions[0][2].contains("diusulkan") && additions[0][2].contains("diterima"), "what was proposed stays")
  }

  @Test func theKickOffOnAFridayHasItsChecklistAndTakesOverWhatTheMissionDoes() throws {
    let pack = try report("meeting_pack", "p3pd-kickoff-6", "--as-of", "2022-11-18")
    #expect(try text("meeting_pack", "p3pd-kickoff-6").contains("Jumat, 18 November 2022"))
    let list = cells(pack, "preparation", ["component", "due", "ready", "days_late"])
    #expect(list.count == 6)
    #expect(list[0] == ["", "2022-11-11", "2022-11-10", "0"])
    #expect(list[2] == ["2", "2022-11-15", "", "3"])
    #expect(cells(pack, "actions", ["no"]).map { $0[0] }.sorted() == ["2", "3", "4"])
  }

  // MARK: Gunung Mas, June 2021

  @Test func theGunungMasMeetingLastsTwoDaysAndExpectsSixtyFiveInSixRoles() throws {
    let attendance = try report("attendance", "rakor-p3md-gumas-2021")
    #expect(attendance["key_figures"].array.contains { $0["id"].string == "duration" && $0["value"].int == 2 })
    let roles = cells(attendance, "attendance", ["role", "expected"])
    #expect(roles.count == 7)
    #expect(roles.last == ["Jumlah", "65"])
    let sheet = try report("attendance_sheet", "rakor-p3md-gumas-2021")
    #expect(sheet.table("day1").rows.count == 65)
    #expect(sheet.table("day2").rows.count == 65)
    let paper = try text("berita_acara", "rakor-p3md-gumas-2021")
    for part in [
      "PEMERINTAH KABUPATEN GUNUNG MAS", "08.00 WIB", "Nomor: ..../DPMD-GM/VI/2021",
      "tanggal enam belas, bulan Juni, tahun dua ribu dua puluh satu", "Kuala Kurun, 17 Juni 2021",
      "belum menandatangani", "1 dari 2 delegasi belum menandatangani", "Belum dilaksanakan (0/12)",
    ] {
      #expect(paper.contains(part), "\(part)")
    }
    let minutes = try text("minutes", "rakor-p3md-gumas-2021")
    for part in ["Dibuka oleh", "Kepala DPMD", "Juru bicara", "Sekretaris DPMD", "DPMD Kalteng"] {
      #expect(minutes.contains(part), "\(part)")
    }
    let register = try place.run(.report, ["run", "agreements", "--region", "62.10", "--format", "json"]).expect(0)
      .json()
    #expect(
      cells(register, "parties", ["code", "agreements", "signed", "unsigned"]) == [
        ["62.10.01", "2", "0", "1"], ["62.10.02", "2", "1", "0"],
      ])
  }

  // MARK: Kalimantan Timur, 2018 and 2020

  @Test func theMeetingOfKaltimForTheFiscalYear2019HasTenDelegations() throws {
    let paper = try report("berita_acara", "rakor-pmd-kaltim-2018")
    #expect(paper["key_figures"].array.contains { $0["id"].string == "fiscal_year" && $0["value"].string == "2019" })
    let signed = cells(paper, "delegations", ["name", "signed"])
    #expect(signed.count == 10)
    #expect(signed.count { $0[1] == "belum menandatangani" } == 3)
    let minutes = try text("minutes", "rakor-pmd-kaltim-2018")
    #expect(minutes.contains("Plt. Sekretaris DPMPD"))
    #expect(minutes.contains("PEMERINTAH PROVINSI KALIMANTAN TIMUR"))
  }

  @Test func theTargetListOf2020IsLinkedToTheMeetingThatAgreedIt() throws {
    let agreements = cells(
      try report("berita_acara", "rakor-pemdes-kaltim-2020"), "agreements", ["no", "target"])
    #expect(agreements == [["1", "150 desa naik status menjadi Berkembang 2019–2023"]])
    let target = try place.report("run", "targets", "--set", "target=kaltim_naik_status_2019_2023").expect(0).lines
      .map { $0.split(separator: " ").joined(separator: " ") }.joined(separator: " ")
    #expect(target.contains("Disepakati pada Rapat Koordinasi Pemerintahan Desa, 10 Februari 2020"))
    #expect(target.contains("belum menandatangani: Kabupaten Kutai Barat, Kota Samarinda."))
    // One person in two roles on that day.
    #expect(
      try text("minutes", "rakor-pemdes-kaltim-2020").contains(
        "Kepala DPMPD (merangkap Plt. Asisten Pemerintahan dan Kesra)"))
    let pack = try report("meeting_pack", "rakor-pemdes-kaltim-2020", "--as-of", "2020-02-10")
    #expect(cells(pack, "actions", ["no"]).map { $0[0] } == ["1"], "what the meeting of 2018 left open")
    #expect(cells(pack, "indicators", ["no", "moved"]) == [["1", "tidak ada data sebelumnya"]])
  }

  @Test func aPackIsMadeForEachDelegationOnRequest() throws {
    let one = try report("meeting_pack", "rakor-pemdes-kaltim-2020", "--set", "delegation=64.01")
    #expect(cells(one, "actions", ["no"]).map { $0[0] } == ["1"])
    let all = try report("meeting_pack", "rakor-pemdes-kaltim-2020", "--set", "delegation=semua")
    #expect(all["tables"].array.count { $0["id"].string?.hasPrefix("delegation") == true } == 10)
    try place.report(
      "run", "meeting_pack", "--set", "meeting=rakor-pemdes-kaltim-2020", "--set", "delegation=Kabupaten Pasir"
    ).expect(64).says("galat: delegasi `Kabupaten Pasir` tidak ada; mungkin maksudnya `Kabupaten Paser`?")
  }

  // MARK: The kecamatan workshop of November 2024

  @Test func theWorkshopIsOneWithFourProvincesAnd1156People() throws {
    let attendance = try report("attendance", "p3pd-lokakarya-1d-2024")
    #expect(attendance["key_figures"].array.contains { $0["id"].string == "duration" && $0["value"].int == 5 })
    let regions = cells(attendance, "regions", ["code", "present"])
    #expect(!attendance["tables"].array.contains { $0["id"].string == "units" }, "no agency is recorded")
    #expect(regions.map { $0[0] } == ["11", "12", "33", "35"])
    #expect(regions.compactMap { Int($0[1]) }.reduce(0, +) == 1156)
    let minutes = try text("minutes", "p3pd-lokakarya-1d-2024")
    for part in [
      "Hibrida", "1.156 orang", "Plh. Direktur Jenderal Bina Administrasi Kewilayahan", "6–10 November 2024",
    ] {
      #expect(minutes.contains(part), "\(part)")
    }
    let pack = try text("meeting_pack", "p3pd-lokakarya-1d-2024")
    #expect(pack.contains("Dibanding rapat sebelumnya"), "it follows the training")
  }

  // MARK: What links them

  @Test func nothingPersonalIsInTheSample() throws {
    let folder = Products.checkout + "/Modules/Regions"
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder).filter {
      $0.contains("/Sample/") && $0.hasSuffix(".csv")
    }
    #expect(files.count > 20)
    for file in files {
      let lines = try String(contentsOfFile: folder + "/" + file, encoding: .utf8).split(separator: "\n")
      let headings = (lines.first ?? "").lowercased().split(separator: ",")
      for heading in ["nip", "nik", "telepon", "no hp", "hp"] { #expect(!headings.contains(heading[...]), "\(file)") }
      guard file.hasSuffix("pejabat.csv"), let place = headings.firstIndex(of: "nama") else { continue }
      for line in lines.dropFirst() {
        let cells = line.split(separator: ",", omittingEmptySubsequences: false)
        #expect(cells[place].hasPrefix("Pejabat "), "\(file): \(line)")
      }
    }
  }
}
