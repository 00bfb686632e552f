import Foundation
import Testing

@Suite struct ImportTests {
  /// One right row and one of a village that does not exist.
  static let mixed = Tables.status(("64.01.01.2009", "0.9", "Mandiri"), ("64.01.01.2999", "0.9", "Mandiri"))

  @Test func whatIsAcceptedIsKeptAndTheRestIsRejectedWith65() throws {
    let place = try SampleStore.workplace()
    try place.write(Self.mixed, to: "idm.csv")
    let outcome = try place.imports("run", "idm_status", "idm.csv", "--set", "period=2024").expect(65)
    #expect(outcome.errors.contains("idm.csv:3:1: galat: kode 64.01.01.2999 tidak ada dalam daftar wilayah"))
    #expect(outcome.text.contains("dibaca 2, baru 0, berubah 1, tetap 0, dihapus 0, ditolak 1"))
    #expect(try place.query("SELECT idm FROM data_idm WHERE region = 6401012009") == ["0.9"])
    #expect(try place.query("SELECT source_row, cells FROM reject") == [#"3|["64.01.01.2999","0.9","Mandiri"]"#])
  }

  @Test func strictKeepsNothingWhereARowIsRejected() throws {
    let place = try SampleStore.workplace()
    try place.write(Self.mixed, to: "idm.csv")
    let before = try place.query("SELECT idm FROM data_idm WHERE region = 6401012009")
    let line = ["run", "idm_status", "idm.csv", "--set", "period=2024", "--strict"]
    let outcome = try place.run(.imports, line).expect(65)
    #expect(outcome.errors.contains("idm.csv: tidak diimpor, tidak ada yang berubah"))
    let json = try place.run(.imports, line + ["--json"]).expect(65).json()
    #expect(json["delivery"].isNull)
    let batch = json["batches"][0]
    #expect(batch["batch"].isNull && batch["importer"].string == "idm_status")
    #expect(Self.rows(batch) == ["read": 2, "new": 0, "changed": 0, "unchanged": 0, "removed": 0, "rejected": 1])
    #expect(batch["diagnostics"].array.map { $0["code"].string } == ["region-unknown"])
    #expect(try place.query("SELECT idm FROM data_idm WHERE region = 6401012009") == before)
    #expect(
      try place.query("SELECT count(*), (SELECT count(*) FROM reject) FROM batch") == ["\(SampleStore.batches)|0"])
  }

  static func rows(_ batch: JSON) -> [String: Int] {
    Dictionary(
      batch["rows"].keys.map { ($0, batch["rows"][$0].int ?? -1) }, uniquingKeysWith: { first, _ in first })
  }

  @Test func strictTakesAFileWithoutFaults() throws {
    let place = try SampleStore.workplace()
    try place.write(Tables.status(("64.01.01.2009", "0.9", "Mandiri")), to: "idm.csv")
    try place.imports("run", "idm_status", "idm.csv", "--set", "period=2024", "--strict").expect(0)
    #expect(try place.query("SELECT idm FROM data_idm WHERE region = 6401012009") == ["0.9"])
  }

  @Test func aDryRunTellsEverythingAndKeepsNothing() throws {
    let place = try SampleStore.workplace()
    try place.write(Self.mixed, to: "idm.csv")
    let before = try place.bytes("sinergi.sqlite")
    let outcome = try place.imports(
      "run", "idm_status", "idm.csv", "--set", "period=2024", "--dry-run", "--json"
    ).expect(65)
    let json = try outcome.json()
    #expect(json["delivery"].isNull && json["batches"][0]["batch"].isNull)
    #expect(
      Self.rows(json["batches"][0])
        == ["read": 2, "new": 0, "changed": 1, "unchanged": 0, "removed": 0, "rejected": 1])
    #expect(try place.bytes("sinergi.sqlite") == before)
    #expect(!place.exists("sinergi.sqlite-wal"))
    let text = try place.imports("run", "idm_status", "idm.csv", "--set", "period=2024", "--dry-run").expect(65)
    #expect(text.text.contains("uji coba, tidak ada yang disimpan"))
  }

  @Test func theSameFileAgainChangesNothingAndAddsNoBatch() throws {
    let place = try SampleStore.workplace()
    let heads = try place.query("SELECT count(*), max(seq) FROM audit_entry")
    let outcome = try place.imports("sample", "--json").expect(0)
    let json = try outcome.json()
    #expect(json["batches"].array.count == SampleStore.batches)
    for batch in json["batches"].array {
      #expect(batch["batch"].isNull)
      // A row of a list of codes may stand for a range of them.
      let isList = batch["importer"].string == "code_list"
      #expect(isList || batch["rows"]["unchanged"].int == batch["rows"]["read"].int)
    }
    #expect(try place.query("SELECT count(*) FROM batch") == ["\(SampleStore.batches)"])
    #expect(try place.query("SELECT count(*), max(seq) FROM audit_entry") == heads)
    #expect(
      json["audit_head"].string
        == (try place.query("SELECT lower(hex(head)) FROM audit_entry ORDER BY seq DESC LIMIT 1")).first)
    let text = try place.imports("sample", "kalimantan_timur").expect(0)
    #expect(text.text.components(separatedBy: "sudah ada, tidak ada yang berubah").count == 13)
  }

  @Test func jsonHasTheShapeOfTheContract() throws {
    let place = try SampleStore.workplace()
    try place.write(Self.mixed, to: "idm.csv")
    try place.write(Tables.status(("62.10.01.2001", "0.5", "Tertinggal")), to: "lain.csv")
    let json = try place.imports(
      "run", "idm_status", "idm.csv", "lain.csv", "--set", "period=2023", "--json"
    ).expect(65).json()
    #expect(json.keys == ["delivery", "batches", "audit_head"])
    #expect(json["delivery"].int == 2)
    #expect(json["batches"].array.map { $0["batch"].int } == [SampleStore.batches + 1, SampleStore.batches + 2])
    #expect(json["batches"].array.map { $0["file"].string } == ["idm.csv", "lain.csv"])
    let batch = json["batches"][0]
    #expect(batch.keys == ["batch", "uid", "importer", "file", "rows", "diagnostics"])
    #expect(Self.rows(batch) == ["read": 2, "new": 1, "changed": 0, "unchanged": 0, "removed": 0, "rejected": 1])
    #expect(batch["uid"].string?.count == 36)
    #expect(json["audit_head"].string?.wholeMatch(of: /[0-9a-f]{64}/) != nil)
    for diagnostic in batch["diagnostics"].array {
      let contract: Set = ["code", "severity", "message", "file", "sheet", "row", "column", "value", "hint"]
      #expect(diagnostic.keys.isSuperset(of: contract))
    }
    let unknown = batch["diagnostics"].array.first { $0["code"].string == "region-unknown" }
    #expect(unknown?["severity"].string == "error")
    #expect(unknown?["row"].int == 3 && unknown?["column"].int == 1)
    #expect(unknown?["value"].string == "64.01.01.2999")
  }

  @Test func filesOfOneCommandShareADeliveryAndOneMissingDoesNotStopTheOthers() throws {
    let place = try SampleStore.workplace()
    try place.write(Tables.status(("64.01.01.2009", "0.9", "Mandiri")), to: "a.csv")
    try place.write(Tables.status(("64.01.01.2010", "0.9", "Mandiri")), to: "b.csv")
    let outcome = try place.imports(
      "run", "idm_status", "a.csv", "tidak-ada.csv", "b.csv", "--set", "period=2024"
    ).expect(66)
    #expect(outcome.errors.contains("tidak-ada.csv: galat: berkas tidak ditemukan"))
    #expect(
      try place.query("SELECT delivery, file FROM batch WHERE id > \(SampleStore.batches) ORDER BY id") == [
        "2|a.csv", "2|b.csv",
      ])
  }

  @Test(
    "Input that cannot be read ends with 66",
    arguments: [("", "kosong"), ("folder", "folder"), ("tidak-ada.csv", "tidak ditemukan")])
  func unreadable(name: String, says: String) throws {
    let place = try SampleStore.workplace()
    try place.write("", to: "folder/isi")
    try place.write("", to: "kosong.csv")
    let file = name.isEmpty ? "kosong.csv" : name
    let outcome = try place.imports("run", "idm_status", file, "--set", "period=2024").expect(66)
    #expect(outcome.errors.contains(says), outcome.summary)
    #expect(try place.query("SELECT count(*) FROM batch") == ["\(SampleStore.batches)"])
  }

  /// Two rows of headers: `Indeks` is merged over B and C, while D1 is merely empty. Blanks alone would take D for another
  /// `Indeks / IKS`.
  @Test func mergedCellsTellWhatAHeadingSpans() throws {
    let place = try SampleStore.workplace()
    let script = """
      import sys, zipfile
      main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
      office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
      package = "http://schemas.openxmlformats.org/package/2006/relationships"
      rows = [["Kode Desa", "Indeks", None, None, None], [None, "IKS", "IKE", "IKS", "IDM"],
              ["64.02.01.2001", "0.1", "0.2", "0.3", "0.5"]]
      def cell(row, column, text):
          return f'<c r="{"ABCDE"[column]}{row + 1}" t="inlineStr"><is><t>{text}</t></is></c>' if text else ""
      data = "".join(f'<row r="{r + 1}">{"".join(cell(r, c, t) for c, t in enumerate(row))}</row>' for r, row in enumerate(rows))
      merged = '<mergeCells count="2"><mergeCell ref="A1:A2"/><mergeCell ref="B1:C1"/></mergeCells>'
      sheet = f'<worksheet xmlns="{main}"><sheetData>{data}</sheetData>{merged}</worksheet>'
      book = f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>'
      def relations(kind, target):
          return f'<Relationships xmlns="{package}"><Relationship Id="r1" Type="{office}/{kind}" Target="{target}"/></Relationships>'
      with zipfile.ZipFile(sys.argv[1], "w") as out:
          out.writestr("_rels/.rels", relations("officeDocument", "xl/workbook.xml"))
          out.writestr("xl/workbook.xml", book)
          out.writestr("xl/_rels/workbook.xml.rels", relations("worksheet", "worksheets/sheet1.xml"))
          out.writestr("xl/worksheets/sheet1.xml", sheet)
      """
    try place.python(script, place.path("indeks.xlsx")).expect(0)
    let outcome = try place.imports("run", "idm_status", "indeks.xlsx", "--set", "period=2018").expect(0)
    #expect(
      try place.query("SELECT iks, ike FROM data_idm WHERE period = 2018") == ["0.3|0.2"], outcome.summary)
  }

  @Test func aTableWithoutTheColumnsItNeedsIsRefusedWith65() throws {
    let place = try SampleStore.workplace()
    let outcome = try place.imports(
      "run", "idm_status", "-", "--set", "period=2024", input: "desa,nilai\nLuan,0.5\n"
    ).expect(65)
    #expect(outcome.errors.contains("dicari: idm, skor idm"))
    #expect(try place.query("SELECT count(*) FROM batch") == ["\(SampleStore.batches)"])
  }

  @Test func standardInputIsReadAsAFileCalledDash() throws {
    let place = try SampleStore.workplace()
    try place.imports(
      "run", "idm_status", "-", "--set", "period=2024", input: Tables.status(("64.01.01.2009", "0.9", "Mandiri"))
    ).expect(0)
    #expect(try place.query("SELECT file, rows_changed FROM batch ORDER BY id DESC LIMIT 1") == ["-|1"])
    // The same bytes from a pipe, which cannot be read twice.
    let again = try place.shell(
      "printf 'kode_desa,idm,status\\n64.01.01.2009,0.9,Mandiri\\n' | \"$BIN/sinergi-import\" run idm_status - --set period=2024"
    ).expect(0)
    #expect(again.text.contains("sudah ada"))
  }

  @Test func timeAndUserAreRecorded() throws {
    let place = try SampleStore.workplace()
    try place.write(Tables.status(("64.01.01.2009", "0.9", "Mandiri")), to: "a.csv")
    try place.write(Tables.status(("64.01.01.2009", "0.8", "Maju")), to: "b.csv")
    place.environment["SINERGI_NOW"] = "2025-03-01T23:30:00Z"
    place.environment["SINERGI_USER"] = "budi"
    try place.imports("run", "idm_status", "a.csv", "--set", "period=2024").expect(0)
    try place.imports("run", "idm_status", "b.csv", "--set", "period=2024", "--user", "siti").expect(0)
    #expect(
      try place.query("SELECT user, datetime(at, 'unixepoch') FROM batch WHERE id > \(SampleStore.batches) ORDER BY id")
        == ["budi|2025-03-01 23:30:00", "siti|2025-03-01 23:30:00"])
    // Shown in the configuration's time zone, eight hours ahead.
    let shown = try place.imports("batches", "--json", "--limit", "2").expect(0).json().table("batches").rows
    #expect(
      shown.map { Array($0.prefix(6)) } == [
        ["\(SampleStore.batches + 2)", "3", "2025-03-02 07:30", "siti", "idm_status", "b.csv"],
        ["\(SampleStore.batches + 1)", "2", "2025-03-02 07:30", "budi", "idm_status", "a.csv"],
      ])
  }

  @Test func quietLeavesOnlyErrorsAndTheLanguageFollows() throws {
    let place = try SampleStore.workplace()
    try place.write(Self.mixed, to: "idm.csv")
    let quiet = try place.imports(
      "run", "idm_status", "idm.csv", "--set", "period=2024", "--quiet", "--lang", "en"
    ).expect(65)
    #expect(quiet.text == "")
    #expect(quiet.errors.hasPrefix("idm.csv:3:1: error: code 64.01.01.2999 is not in the register"))
    #expect(quiet.errors.split(separator: "\n").count == 1)
    let english = try place.imports("run", "idm_status", "idm.csv", "--set", "period=2024", "--lang", "en").expect(65)
    #expect(english.text.contains("already there, nothing changed"))
    #expect(english.text.contains("Audit head: "))
  }

  @Test func theLanguageOfTheConfigurationHoldsWithoutAnOption() throws {
    let place = try SampleStore.workplace()
    try place.replace("language: id ", with: "language: en ", in: "plugins.yaml")
    #expect(try place.report("run", "idm_status", "--region", "64").expect(0).text.hasPrefix("IDM status\n"))
    #expect(try place.report("run", "idm_status", "--lang", "id").expect(0).text.hasPrefix("Status IDM\n"))
  }

  @Test func personalNumbersOfRejectedRowsAreMasked() throws {
    let place = try SampleStore.workplace()
    try place.imports(
      "run", "idm_status", "-", "--set", "period=2024",
      input: "kode_desa,nama_desa,idm,status\n64.01.01.2999,Budi 6401010101800001,0.9,Mandiri\n"
    ).expect(65)
    let cells = try place.query("SELECT cells FROM reject")
    #expect(cells.count == 1)
    #expect(!cells.joined().contains("6401010101800001"))
  }

  @Test func aColumnGivenTwiceAKeyGivenTwiceAndAFileWithoutRowsAreTold() throws {
    let place = try SampleStore.workplace()
    let twice = try place.imports(
      "run", "idm_status", "-", "--set", "period=2030", input: "kode,idm,idm\n64.01.01.2009,0.7,0.8\n"
    ).expect(65)
    #expect(twice.errors.contains("kolom 2 dan 3"), twice.summary)
    let keys = try place.imports(
      "run", "idm_status", "-", "--set", "period=2030", "--set", "period=2031", input: "kode,idm\n"
    )
    .expect(64)
    #expect(keys.errors.contains("sudah diberikan"), keys.summary)
    let empty = try place.imports("run", "idm_status", "-", "--set", "period=2030", input: "kode,idm\n").expect(0)
    #expect(empty.errors.contains("baris judul"), empty.summary)
  }

  @Test func aRegionThatHasNotReportedIsCountedAsWithoutData() throws {
    let place = try SampleStore.workplace()
    try place.imports("run", "idm_status", "-", "--set", "period=2030", input: "kode,idm\n64.01.01.2009,0.7\n").expect(
      0)
    let report = try place.report("run", "idm_status", "--region", "62.10", "--period", "2030", "--format", "csv")
      .expect(0)
    #expect(report.lines.dropFirst().first == "62.10,Kabupaten Gunung Mas,114,0,0,0,0,0,114")
    let none = try place.report("run", "idm_status", "--period", "2031", "--format", "csv").expect(0)
    #expect(
      none.lines
        == ["code,name,villages,mandiri,maju,berkembang,tertinggal,sangat_tertinggal,no_data"])
  }

  @Test func aliasesAreAddedListedAndRemoved() throws {
    let place = try SampleStore.workplace()
    let added = try place.imports(
      "aliases", "add", "Muara Andai", "64.01.10.2009", "--note", "ejaan lama"
    ).expect(0)
    #expect(added.text == "`Muara Andai` di 64.01 dibaca sebagai 64.01.10.2009\n")
    #expect(
      try place.imports("aliases", "add", "Muara Andai", "64.01.10.2009", "--note", "ejaan lama").expect(0).text
        == "Alias itu sudah ada\n")
    let rows = try place.imports("aliases", "list", "--region", "64.01", "--json").expect(0).json().table("aliases")
      .rows
    #expect(rows == [["64.01", "Muara Andai", "64.01.10.2009", "ejaan lama"]])

    let list = "tahun,kabupaten,desa,dasar\n2020,Paser,Muara Andai,baru\n"
    let target = "target=kaltim_naik_status_2019_2023"
    let taken = try place.imports("run", "target_list", "-", "--set", target, "--dry-run", "--json", input: list)
      .expect(0).json()
    #expect(taken["batches"][0]["diagnostics"].array.map { $0["code"].string } == ["target-start-unknown"])

    try place.imports("aliases", "remove", "Muara Andai", "--within", "64.01").expect(0)
    #expect(try place.imports("aliases", "list", "--region", "64.01", "--json").json().table("aliases").rows == [])
    #expect(try place.imports("aliases", "list", "--region", "64.01").expect(0).text.contains("Belum ada alias."))
    #expect(try place.imports("aliases", "list", "--json").json().table("aliases").rows.count == 3)

    try place.write("kabupaten,nama,kode,catatan\nPaser,Muara Andai,64.01.10.2009,\n", to: "alias.csv")
    try place.imports("aliases", "add", "--file", "alias.csv").expect(0)
    #expect(try place.imports("aliases", "list", "--json").json().table("aliases").rows.count == 4)
    try place.admin("verify").expect(0)
  }

  @Test func listsNameWhatIsEnabled() throws {
    let place = try Workplace()
    let importers = try place.imports("list", "--json").expect(0).json().table("plugins").rows.map { $0[0] }
    #expect(
      importers == [
        "region_register", "region_event", "bps_crosswalk", "idm_status", "idm_scores", "idm_api", "indeks_desa",
        "sdgs_desa",
        "dana_desa", "dana_desa_kabupaten_pagu", "dana_desa_kabupaten_realisasi", "penyaluran_desa", "apbdes",
        "apbdes_buku", "siskeudes", "apbdes_kegiatan", "pembayaran_desa", "dokumen_desa",
        "target_list", "code_list", "rapat", "rapat_kuota", "rapat_hadir", "kesepakatan", "delegasi", "isu",
        "pembahasan", "persiapan", "kegiatan_tambahan",
        "tindak_lanjut", "tindak_lanjut_kemajuan", "instansi", "pejabat", "kemajuan_komponen", "hasil_program",
        "pencairan_program",
        "peringkat_misi", "aspirasi", "pendamping", "pelatihan", "rumah_bersama",
        "binwas_periksa", "binwas_temuan",
      ])
    let reports = try place.report("list", "--json").expect(0).json().table("plugins").rows.map { $0[0] }
    #expect(
      reports == [
        "idm_status", "indeks_desa_status", "transition", "trend", "ranking", "compare", "levers", "village_profile",
        "status_minutes", "sdgs_scorecard", "targets", "target_candidates", "completeness",
        "actions", "actions_consolidated", "attendance", "attendance_sheet", "berita_acara", "agreements", "minutes",
        "meeting_report",
        "meeting_pack", "meeting_effect", "mission_aide_memoire", "issues", "facilitator_coverage",
        "training_coverage", "aspirations", "supervision", "rumah_bersama", "calendar", "activity_verdict",
        "basic_services", "apbdes_review", "village_income", "planning_stages", "kecamatan_dashboard", "agenda",
        "activity_results",
      ])
    let text = try place.report("list", "--lang", "en").expect(0)
    #expect(text.text.contains("Targets and target villages"))
    #expect(text.lines.allSatisfy { $0.count <= 80 })
  }

  @Test func anEmptyStoreSaysThatThereAreNoBatches() throws {
    let place = try Workplace()
    try place.admin("init").expect(0)
    #expect(try place.imports("batches").expect(0).text.contains("Belum ada batch."))
    #expect(try place.imports("batches", "--lang", "en").expect(0).text.contains("There are no batches yet."))
  }
}
