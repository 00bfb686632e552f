import Foundation
import Testing

/// Meetings from the tables that offices keep to the papers they sign: what was agreed, who does it, is it done.
struct MeetingTests {
  private func workplace() throws -> Workplace { try MeetingStore.workplace() }

  private static let plan = MeetingStore.plan

  /// The columns wanted of each row of a report's table.
  private func cells(
    _ place: Workplace, _ report: String, _ table: String, _ columns: [String], _ more: String...
  ) throws -> [[String]] {
    let json = try place.run(.report, ["run", report, "--format", "json"] + more).expect(0).json().table(table)
    let names = json["columns"].array.map { $0["id"].string }
    let wanted = columns.map { name in names.firstIndex(of: name) ?? -1 }
    #expect(!wanted.contains(-1), "the columns \(names)")
    return json.rows.map { row in wanted.map { row.indices.contains($0) ? row[$0] : "" } }
  }

  @Test func anActionPlanIsReadAsOfficesWriteItAndStandsAsOfADay() throws {
    let place = try workplace()
    try place.imports("run", "tindak_lanjut", "rktl.csv", "--set", "tl_rapat=rakor-2021").expect(0)
      .says("dibaca 4, baru 4").says("catatan: tl_status: `terlambat` dibaca sebagai Sedang berjalan")
    let wanted = ["no", "place_code", "due", "status", "days_late"]
    let found = try cells(
      place, "actions", "data", wanted, "--set", "meeting=rakor-2021", "--as-of", "2021-10-10")
    #expect(
      found == [
        ["1", "62.10.02", "2021-09-30", "berjalan", "10"], ["2", "62.10", "2021-08-31", "selesai", "0"],
        ["3", "62.10.06.2006", "2021-12-31", "berjalan", "0"], ["4", "62.10", "2021-12-31", "belum", "0"],
      ])
    let late = try cells(
      place, "actions", "data", ["no"], "--set", "meeting=rakor-2021", "--set", "show=late", "--as-of",
      "2021-10-10")
    #expect(late == [["1"]])
  }

  @Test func progressOfPartsAddsUpAndTheNextMeetingSeesWhatIsOpen() throws {
    let place = try workplace()
    try place.imports("run", "tindak_lanjut", "rktl.csv", "--set", "tl_rapat=rakor-2021").expect(0)
    try place.write(
      """
      ID Rapat,Nomor,Tanggal,Pihak,Status,Keterangan
      rakor-2021,4,2021-10-01,Camat Kurun,selesai,
      rakor-2021,1,2021-09-29,,selesai,RKP ditetapkan

      """, to: "maju.csv")
    try place.imports("run", "tindak_lanjut_kemajuan", "maju.csv").expect(0).says("baru 2")
    let wanted = ["no", "status", "parts_done", "parts"]
    let data = try cells(place, "actions", "data", wanted, "--set", "meeting=rakor-2021")
    #expect(data.map { $0[1] } == ["selesai", "selesai", "berjalan", "berjalan"])
    #expect(data[3] == ["4", "berjalan", "1", "2"])
    let pack = try place.report(
      "run", "meeting_pack", "--set", "meeting=rakor-2022", "--as-of", "2022-11-18", "--format", "json"
    ).expect(0).json()
    #expect(pack.table("actions").rows.map { $0[0] } == ["3", "4"])
    let effect = try cells(place, "meeting_effect", "effect", ["meeting", "agreed", "closed"])
    #expect(effect.first == ["rakor-2021", "4", "2"])
  }

  @Test func theDayOfARecordedStatusCountsWithoutALog() throws {
    let place = try workplace()
    try place.write(
      """
      ID Rapat,No,Rencana Tindak Lanjut,Lokasi,Batas Waktu,Penanggung Jawab,Status,Status pada
      rakor-2021,1,Asistensi RKP,Kurun,30 September 2021,Camat,selesai,1 September 2021
      rakor-2021,2,Pemutakhiran data,Kurun,30 September 2021,Camat,selesai,5 Desember 2022
      rakor-2021,3,Verifikasi,Kurun,30 September 2021,Camat,selesai,

      """, to: "rktl.csv")
    try place.imports("run", "tindak_lanjut", "rktl.csv").expect(0)
    #expect(
      try cells(place, "actions", "data", ["no", "status", "since"], "--as-of", "2022-12-31") == [
        ["1", "selesai", "2021-09-01"], ["2", "selesai", "2022-12-05"], ["3", "selesai", ""],
      ])
    #expect(
      try cells(place, "activity_verdict", "activities", ["no", "on_time"]) == [
        ["1", "yes"], ["2", "no"], ["3", "open"],
      ])
    // Closed after the next meeting, it was not closed before it.
    let effect = try cells(place, "meeting_effect", "effect", ["meeting", "agreed", "closed"])
    #expect(effect.first == ["rakor-2021", "3", "2"])
  }

  @Test func longTablesAreCutForPeopleAndCountedWhole() throws {
    let place = try workplace()
    let rows = (1...250).map { "rakor-2021,\($0),Kegiatan \($0 % 240),Kurun,2021-09-30,Camat,belum" }
    try place.write(
      "ID Rapat,No,Rencana Tindak Lanjut,Lokasi,Batas Waktu,Penanggung Jawab,Status\n"
        + rows.joined(separator: "\n") + "\n", to: "rktl.csv")
    try place.imports("run", "tindak_lanjut", "rktl.csv").expect(0)
    let text = try place.report("run", "actions_consolidated", "--set", "table=actions").expect(0)
      .lines.joined(separator: " ")
    #expect(text.contains("200 baris pertama dari 240; semuanya dengan `--set limit=all` atau `--format csv`."))
    let whole = try place.report("run", "actions_consolidated", "--set", "table=actions", "--set", "limit=all").expect(
      0)
    #expect(!whole.lines.contains { $0.contains("baris pertama") })
    let csv = try place.report("run", "actions_consolidated", "--format", "csv").expect(0)
    #expect(csv.lines.filter { !$0.isEmpty }.count == 241)
    let json = try place.report("run", "actions_consolidated", "--format", "json", "--set", "limit=3").expect(0).json()
    #expect(json.table("actions").rows.map { $0[0] } == ["1", "2", "3"])
    #expect(json.table("actions").rows.first?[2] == "Kegiatan 1", "rows shown have all of their texts")
    #expect(json.table("merged").rows.count == 3 && json.table("data").rows.count == 3)
    #expect(json.table("regions").rows.last?[2] == "240", "totals count every row")
    try place.report("run", "actions", "--set", "limit=0").expect(64).says("`limit` harus `all` atau bilangan mulai 1")
  }

  @Test func actionsThatSayTheSameInOtherLettersAreMerged() throws {
    let place = try workplace()
    try place.write(
      """
      ID Rapat,No,Rencana Tindak Lanjut,Lokasi,Batas Waktu,Penanggung Jawab,Status
      rakor-2021,1,Asistensi RKP-Desa,Kurun,2021-09-30,Camat,belum
      rakor-2022,1,"  asistensi (RKP) desa.",Kurun,2021-09-30,Camat,belum
      rakor-2021,2,Asistensi RKPDesa,Kurun,2021-09-30,Camat,belum
      rakor-2021,3,Caf\u{E9} Ilmu,Kurun,2021-09-30,Camat,belum
      rakor-2022,3,CAFE\u{301} ilmu,Kurun,2021-09-30,Camat,belum
      rakor-2022,4,Cafe ilmu,Kurun,2021-09-30,Camat,belum

      """, to: "rktl.csv")
    try place.imports("run", "tindak_lanjut", "rktl.csv").expect(0)
    let wanted = ["meeting", "no", "into_meeting", "into_no"]
    #expect(
      try cells(place, "actions_consolidated", "merged", wanted) == [
        ["rakor-2022", "1", "rakor-2021", "1"], ["rakor-2022", "3", "rakor-2021", "3"],
      ])
  }

  @Test func theMinutesOfAgreementWriteTheirDateInWords() throws {
    let place = try workplace()
    try place.write(
      "ID Rapat,No,Kesepakatan\nrakor-2021,1,Data SDGs dimutakhirkan paling lambat Agustus\n", to: "sepakat.csv")
    try place.imports("run", "kesepakatan", "sepakat.csv").expect(0)
    try place.write(
      "ID Rapat,No,Delegasi,Jabatan\nrakor-2021,1,Kecamatan Kurun,Camat\n", to: "delegasi.csv")
    try place.imports("run", "delegasi", "delegasi.csv").expect(0)
    let paper = try place.report("run", "berita_acara", "--set", "meeting=rakor-2021").expect(0)
    let text = paper.lines.joined(separator: " ")
    #expect(text.contains("Pada hari ini Rabu, tanggal enam belas, bulan Juni, tahun dua ribu dua puluh satu"))
    for part in ["414/12/DPMD/2021", "Data SDGs dimutakhirkan", "belum menandatangani", "Mengetahui"] {
      #expect(text.contains(part), "\(part)")
    }
    #expect(paper.lines.allSatisfy { $0.count <= 80 })
    try place.report("run", "berita_acara", "--set", "meeting=rakor-2012").expect(64)
      .says("galat: rapat `rakor-2012` tidak ada; mungkin maksudnya `rakor-2021`?")
  }

  @Test func whatIsWrongInAPlanIsToldRowByRowAndTheRestIsKept() throws {
    let place = try workplace()
    let bad = """
      No,Rencana Tindak Lanjut,Lokasi,Mulai,Batas Waktu,Penanggung Jawab
      1,Asistensi,Kurun,2021-07-01,2021-06-01,Camat
      2,Asistensi,Kurun,,2021-08-01,
      3,Asistensi,Kecamatan Entah,,2021-08-01,Camat
      4,Asistensi,Kurun,,2021-08-01,Camat

      """
    try place.write(bad, to: "rktl.csv")
    let outcome = try place.imports("run", "tindak_lanjut", "rktl.csv", "--set", "tl_rapat=rakor-2021").expect(65)
    #expect(outcome.text.contains("dibaca 4, baru 1, berubah 0, tetap 0, dihapus 0, ditolak 3"))
    for line in ["rktl.csv:2:", "rktl.csv:3:", "rktl.csv:4:3:"] { #expect(outcome.errors.contains(line), "\(line)") }
    let unknown = try place.imports("run", "tindak_lanjut", "rktl.csv", "--set", "tl_rapat=rakor-2012").expect(65)
    #expect(unknown.errors.contains("`rakor-2012` tidak ada dalam dataset `rapat`; mungkin maksudnya `rakor-2021`?"))
  }

  @Test func anImportOfActionsIsUndoneLikeAnyOther() throws {
    let place = try workplace()
    try place.imports("run", "tindak_lanjut", "rktl.csv", "--set", "tl_rapat=rakor-2021").expect(0)
    let changed = Self.plan.replacing(",belum", with: ",selesai")
    try place.write(changed, to: "rktl.csv")
    try place.imports("run", "tindak_lanjut", "rktl.csv", "--set", "tl_rapat=rakor-2021").expect(0)
      .says("berubah 1, tetap 3")
    try place.imports("undo", "4").expect(0)
    let data = try cells(place, "actions", "data", ["status"], "--set", "meeting=rakor-2021")
    #expect(data.map { $0[0] } == ["berjalan", "selesai", "berjalan", "belum"])
    try place.admin("verify").expect(0)
  }

  @Test func singleFactsAreReadLikeTablesAndUndoneLikeThem() throws {
    let place = try workplace()
    try place.imports(
      "meeting", "add", "kickoff-2022", "Kick-off P3MD", "--start", "20 Januari 2022", "--kind", "kickoff", "--region",
      "Gunung Mas", "pimpinan=Kepala DPMD"
    ).expect(0).says("rapat: meeting add")
    for (action, due) in [("Bimtek operator", "30 November 2022"), ("Evaluasi, lanjutan \"kedua\"", "2022-12-31")] {
      try place.imports(
        "action", "add", "kickoff-2022", action, "--party", "Kabid PMD", "--due", due, "--place", "Kurun",
        "biaya=5.000.000"
      ).expect(0)
    }
    try place.imports(
      "action", "update", "kickoff-2022", "1", "--status", "proses", "--percent", "40", "--date", "2022-06-01",
      "--note", "jadwal disusun"
    ).expect(0)
    let wanted = ["no", "action", "place_code", "due", "status"]
    #expect(
      try cells(place, "actions", "data", wanted, "--set", "meeting=kickoff-2022") == [
        ["1", "Bimtek operator", "62.10.02", "2022-11-30", "berjalan"],
        ["2", "Evaluasi, lanjutan \"kedua\"", "62.10.02", "2022-12-31", "belum"],
      ])
    try place.imports("action", "close", "kickoff-2022", "1", "--date", "2022-11-29", "--evidence", "Laporan 12")
      .expect(0)
    let closed = try cells(place, "actions", "data", ["status", "since"], "--set", "meeting=kickoff-2022")
    #expect(closed.first == ["selesai", "2022-11-29"])
    let last = try place.query("SELECT max(id) FROM batch")
    try place.imports("undo", try #require(last.first)).expect(0)
    let open = try cells(place, "actions", "data", ["status"], "--set", "meeting=kickoff-2022")
    #expect(open.first == ["berjalan"])
    try place.admin("verify").expect(0)
  }

  @Test func factsThatCannotBeAreRefusedAndNothingIsKept() throws {
    let place = try workplace()
    let before = try place.query("SELECT count(*) FROM batch")
    try place.imports("action", "close", "rakor-2021", "9").expect(64)
      .says("galat: rapat `rakor-2021` tidak punya tindak lanjut nomor 9")
    let wrong = ["action", "add", "rakor-2021", "Bimtek", "--party", "Kabid", "--due", "31 Februari 2021"]
    let outcome = try place.run(.imports, wrong).expect(65)
    #expect(outcome.errors.contains("`31 Februari 2021` bukan tanggal"))
    try place.imports("action", "add", "rakor-2012", "Bimtek", "--party", "Kabid", "--due", "2021-12-01").expect(65)
      .says("`rakor-2012` tidak ada dalam dataset `rapat`")
    try place.imports("action", "add", "rakor-2021", "Bimtek", "--party", "K", "--due", "2021-12-01", "biaya").expect(
      64)
    try place.imports("action", "update", "rakor-2021", "1").expect(64)
    let dry = ["action", "add", "rakor-2021", "Bimtek", "--party", "Kabid", "--due", "2021-12-01", "--dry-run"]
    try place.run(.imports, dry).expect(0)
    #expect(try place.query("SELECT count(*) FROM batch") == before)
  }

  @Test func theCalendarHoldsMeetingsAndOpenDeadlines() throws {
    let place = try workplace()
    try place.imports("run", "tindak_lanjut", "rktl.csv", "--set", "tl_rapat=rakor-2021").expect(0)
    let events = try cells(
      place, "calendar", "events", ["start", "end", "reference"], "--region", "62.10", "--period", "2021")
    #expect(
      events == [
        ["2021-06-16", "2021-06-17", "rakor-2021"], ["2021-09-30", "2021-09-30", "rakor-2021#1"],
        ["2021-12-31", "2021-12-31", "rakor-2021#3"], ["2021-12-31", "2021-12-31", "rakor-2021#4"],
      ])
    try place.report("run", "calendar", "--period", "2021", "--output", "kalender.ics").expect(0)
    let text = String(decoding: try place.bytes("kalender.ics"), as: UTF8.self)
    let lines = text.components(separatedBy: "\r\n")
    #expect(lines.first == "BEGIN:VCALENDAR" && lines.suffix(2) == ["END:VCALENDAR", ""])
    #expect(lines.count { $0 == "BEGIN:VEVENT" } == 4)
    #expect(lines.contains("DTSTART;VALUE=DATE:20210616") && lines.contains("DTEND;VALUE=DATE:20210618"))
    #expect(lines.contains("LOCATION:Kuala Kurun\\, Kabupaten Gunung Mas"))
    #expect(lines.allSatisfy { $0.utf8.count <= 75 })
    try place.report("run", "actions", "--format", "ics").expect(64).says("pakai laporan calendar")
  }

  @Test func namesOfPeopleAreLeftOutOnRequest() throws {
    let place = try workplace()
    try place.write(
      """
      ID Rapat,Hari,No,Nama,L/P,Peran,NIP
      rakor-2021,2021-06-16,1,Siti Contoh,P,Camat,198001012005011001
      rakor-2021,2021-06-16,2,Budi Contoh,L,Camat,
      rakor-2021,2021-06-17,1,Siti Contoh,P,Camat,

      """, to: "hadir.csv")
    try place.imports("run", "rapat_hadir", "hadir.csv").expect(0)
    let wanted = ["name", "sex"]
    let named = try cells(place, "attendance", "people", wanted, "--set", "meeting=rakor-2021")
    #expect(named == [["Siti Contoh", "P"], ["Budi Contoh", "L"], ["Siti Contoh", "P"]])
    let hidden = try cells(place, "attendance", "people", wanted, "--set", "meeting=rakor-2021", "--anonymise")
    #expect(hidden == [["Orang 1", "P"], ["Orang 2", "L"], ["Orang 1", "P"]])
    #expect(try place.shell("grep -c 198001012005011001 sinergi.sqlite").expect(1).text == "0\n")
  }

  @Test func ofSeveralAccountableTheFirstIsProposedAndTold() throws {
    let place = try workplace()
    let table = """
      No,Rencana Tindak Lanjut,Batas Waktu,Penanggung Jawab,Pihak Terkait
      1,Asistensi,2021-08-01,DPMD / Camat,PLD
      2,Asistensi,2021-08-01,Camat se-Kabupaten,
      3,Asistensi,2021-08-01,Camat;Kepala Desa,

      """
    try place.write(table, to: "rktl.csv")
    let outcome = try place.imports(
      "run", "tindak_lanjut", "rktl.csv", "--set", "tl_rapat=rakor-2021", "--dry-run"
    ).expect(0)
    #expect(outcome.errors.contains("rktl.csv:2:4: peringatan: tl_penanggung_jawab menyebut beberapa: `DPMD`"))
    try place.imports("run", "tindak_lanjut", "rktl.csv", "--set", "tl_rapat=rakor-2021").expect(0)
    let parties = try cells(
      place, "actions", "actions", ["accountable", "involved"], "--set", "meeting=rakor-2021")
    #expect(parties == [["DPMD", "Camat; PLD"], ["Camat se-Kabupaten", ""], ["Camat", "Kepala Desa"]])
    // What takes the others may be missing from the table.
    try place.write(
      table.replacing(",Pihak Terkait", with: "").replacing(",PLD", with: "").replacing("Kabupaten,", with: "Kabupaten")
        .replacing("Desa,", with: "Desa"), to: "rktl.csv")
    try place.imports("run", "tindak_lanjut", "rktl.csv", "--set", "tl_rapat=rakor-2022").expect(0)
    let again = try cells(place, "actions", "actions", ["accountable", "involved"], "--set", "meeting=rakor-2022")
    #expect(again == [["DPMD", "Camat"], ["Camat se-Kabupaten", ""], ["Camat", "Kepala Desa"]])
  }

  /// A value given for all rows is one text that they share: dividing it in one row leaves the others theirs.
  @Test func aPartyGivenForAllRowsIsDividedInEach() throws {
    let place = try workplace()
    let rows = (1...4).map { "\($0),Asistensi \($0),2021-08-01,\($0 == 2 ? "PLD" : "")" }.joined(separator: "\n")
    try place.write("No,Rencana Tindak Lanjut,Batas Waktu,Pihak Terkait\n\(rows)\n", to: "rktl.csv")
    let outcome = try place.imports(
      "run", "tindak_lanjut", "rktl.csv", "--set", "tl_rapat=rakor-2021", "--set",
      "tl_penanggung_jawab=DPMD / Camat"
    ).expect(0)
    #expect(outcome.errors.components(separatedBy: "menyebut beberapa: `DPMD`").count == 5)
    let parties = try cells(
      place, "actions", "actions", ["accountable", "involved"], "--set", "meeting=rakor-2021")
    #expect(parties == [["DPMD", "Camat"], ["DPMD", "Camat; PLD"], ["DPMD", "Camat"], ["DPMD", "Camat"]])
  }

  @Test func whatLooksWrongAmongActionsIsNoted() throws {
    let place = try workplace()
    try place.write(
      "code,name\n62.11,Kabupaten Lain\n62.11.01,Seberang\n", to: "lain.csv")
    try place.imports(
      "run", "region_register", "lain.csv", "--set", "effective=2018-01-02", "--set", "coverage=partial"
    )
    .expect(0)
    try place.imports(
      "action", "add", "rakor-2021", "Bimtek", "--party", "Kabid", "--due", "2021-12-01", "--place", "62.11.01"
    )
    .expect(0)
    try place.imports("action", "close", "rakor-2021", "1", "--date", "2021-11-01").expect(0)
    try place.imports("action", "update", "rakor-2021", "1", "--status", "berjalan", "--date", "2021-11-02").expect(0)
    let text = try place.report("run", "actions", "--set", "meeting=rakor-2021").expect(0).text
    #expect(text.contains("1 tindak lanjut pernah dinyatakan selesai, lalu dibuka lagi."))
    #expect(text.contains("1 tindak lanjut berlokasi di luar wilayah rapatnya."))
  }

  @Test func leversBecomeActionsOfAMeetingOnce() throws {
    let place = try workplace()
    let scores =
      (1...35).map { String(format: "iks%02d", $0) } + (1...12).map { String(format: "ike%02d", $0) }
      + (1...3).map { String(format: "ikl%02d", $0) }
    func row(_ code: String, _ first: Int) -> String {
      let values = scores.enumerated().map { $0.offset == 0 ? first : 3 }
      let (iks, ike, ikl) = (Double(102 + first) / 175, 36.0 / 60, 9.0 / 15)
      let index = String(format: "%.4f", (iks + ike + ikl) / 3)
      return "\(code),2021,\(index)," + values.map(String.init).joined(separator: ",") + "\n"
    }
    try place.write(
      "kode_desa,tahun,idm," + scores.joined(separator: ",") + "\n" + row("62.10.02.2002", 0) + row("62.10.02.2003", 2),
      to: "skor.csv")
    try place.imports("run", "idm_scores", "skor.csv").expect(0)
    try place.imports("action", "propose", "rakor-2021", "--region", "62.10.02", "--dry-run").expect(0)
      .says("tindak_lanjut: action propose")
    try place.imports("action", "propose", "rakor-2021", "--region", "62.10.02", "--due", "2022-06-30").expect(0)
    let wanted = ["no", "place_code", "due", "status", "indicator"]
    let actions = try cells(place, "actions", "data", wanted, "--set", "meeting=rakor-2021")
    #expect(!actions.isEmpty)
    #expect(actions.allSatisfy { $0[2] == "2022-06-30" && $0[3] == "belum" && scores.contains($0[4]) })
    #expect(Set(actions.map { $0[1] }) == ["62.10.02.2002", "62.10.02.2003"])
    // Proposed again, they are known.
    try place.imports("action", "propose", "rakor-2021", "--region", "62.10.02").expect(0)
      .says("\(actions.count) sudah menjadi tindak lanjut; tidak ada yang baru.")
    // After an action is done, the pack tells whether its indicator moved.
    try place.imports("action", "close", "rakor-2021", "1", "--date", "2022-05-01", "--evidence", "Laporan").expect(0)
    let village = actions[0][1]
    let other = actions[0][4]
    let values = scores.map { $0 == other ? "5" : "3" }.joined(separator: ",")
    try place.write(
      "kode_desa,tahun,idm," + scores.joined(separator: ",") + "\n\(village),2023,0.7,\(values)\n", to: "lagi.csv")
    try place.imports("run", "idm_scores", "lagi.csv").expect(0)
    let moves = try cells(
      place, "meeting_pack", "indicators", ["no", "before_period", "after_period", "moved"], "--set",
      "meeting=rakor-2021")
    #expect(moves.first == ["1", "2021", "2023", "naik"])
    // The next meeting of the series sees what the index did since this one.
    let figures = try cells(
      place, "meeting_pack", "figures", ["before_period", "after_period", "after"], "--set", "meeting=rakor-2022")
    #expect(figures == [["2021", "2023", "0.7"]])
    try place.imports("action", "propose", "rakor-2021", "--region", "62.10.06").expect(65)
  }
}
