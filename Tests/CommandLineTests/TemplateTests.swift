import Foundation
import PluginTesting
import Testing

/// Workbooks to fill in: made, filled and imported by the executables.
@Suite struct TemplateTests {
  private static let line = [
    "template", "idm_status", "--region", "62.10.02", "--period", "2023", "--output", "isi.xlsx",
  ]

  @Test func aFormHasARowForEveryVillageAndHeadingsUnitsAndRulesForEveryColumn() throws {
    let place = try SampleStore.workplace()
    try place.run(.imports, Self.line).expect(0)
    let book = try WorkbookInspector(path: place.path("isi.xlsx"))
    #expect(book.sheets.map(\.name) == ["Isian", "Petunjuk"])
    #expect(book.created == "2025-01-15T03:04:05Z")
    let sheet = try #require(book["Isian"])
    #expect(
      ["A", "B", "C", "D", "E", "F", "G", "H"].map { sheet.text($0 + "1") } == [
        "Kode desa", "Nama desa", "Tahun", "Status IDM", "Indeks Desa Membangun", "Indeks Ketahanan Sosial",
        "Indeks Ketahanan Ekonomi", "Indeks Ketahanan Lingkungan",
      ])
    // Kurun has thirteen desa; its two kelurahan have no IDM.
    #expect(sheet.rowCount == 14)
    #expect(sheet["A2"] == InspectedCell(value: .text("62.10.02.2002"), numberFormat: "@"))
    #expect(sheet.text("B2") == "Petak Bahandang")
    #expect(sheet.number("C2") == 2023)
    #expect(sheet["D2"]?.isLocked == false && sheet["C2"]?.isLocked == true && sheet["A1"]?.isLocked == true)
    #expect(sheet.isProtected && sheet.frozenRows == 1 && sheet.frozenColumns == 3)
    #expect(sheet.autofilter == "A1:H14")
    #expect(sheet.rules.map(\.kind) == ["list", "decimal", "decimal", "decimal", "decimal"])
    let status = try #require(sheet.rules.first)
    #expect(status.range == "D2:D14")
    #expect(status.first == "\"Sangat Tertinggal,Tertinggal,Berkembang,Maju,Mandiri\"")
    #expect(status.refusal.hasPrefix("Isian tidak diterima. Pilih salah satu"))
    #expect(sheet.rules[1].first == "0" && sheet.rules[1].second == "1")
    #expect(sheet.rules[1].prompt == "Angka 0 sampai 1, paling banyak 4 desimal. Kosongkan bila datanya tidak ada.")
    #expect(sheet.comments["E1"]?.hasPrefix("Indeks Desa Membangun\n") == true)
    let words = try #require(book["Petunjuk"])
    let told = words.cells.values.compactMap { cell -> String? in
      if case .text(let text) = cell.value { text } else { nil }
    }
    for text in [
      "Kecamatan Kurun (62.10.02)", "30 Juni 2023", "DPMD Kabupaten Gunung Mas", "13 desa",
      "angka 0 sampai 1, paling banyak 4 desimal",
    ] {
      #expect(told.contains(text), "\(text)")
    }
    #expect(told.contains { $0.contains("Jangan menulis 0") })
  }

  @Test func aFilledFormComesBackWithoutAWarning() throws {
    let place = try SampleStore.workplace()
    try place.run(.imports, Self.line).expect(0)
    let csv = try Self.filled(place.path("isi.xlsx"), ["D2": "Maju", "E2": "0.7621", "F2": "0.7029", "D14": "Mandiri"])
    try place.write(csv, to: "isi.csv")
    let outcome = try place.imports("run", "idm_status", "isi.csv", "--json").expect(0)
    let batch = try outcome.json()["batches"][0]
    #expect(batch["rows"]["rejected"].int == 0, outcome.summary)
    #expect(batch["diagnostics"].array.filter { $0["severity"].string != "note" }.isEmpty, outcome.summary)
    #expect(batch["diagnostics"].array.allSatisfy { $0["severity"].string == "note" }, outcome.summary)
    let stored = try place.query(
      "SELECT region, status, idm, iks FROM data_idm WHERE period = 2023 AND status IS NOT NULL ORDER BY region")
    #expect(stored == ["6210022002|4|0.7621|0.7029", "6210022015|5||"])
    let report = try place.report(
      "run", "completeness", "--set", "dataset=idm", "--region", "62.10.02", "--period", "2023", "--format", "csv"
    ).expect(0)
    #expect(report.cells[1].prefix(5) == ["62.10.02", "Kurun", "13", "2", "0"])
  }

  @Test func aFilledWorkbookComesBackWithoutAWordAboutItsSheets() throws {
    let place = try SampleStore.workplace()
    try place.run(.imports, Self.line).expect(0)
    try Self.fill("isi.xlsx", in: place, ["D2": "Maju", "E2": "0.7621", "D14": "Mandiri"])
    let outcome = try place.imports("run", "idm_status", "isi.xlsx", "--json").expect(0)
    let batch = try outcome.json()["batches"][0]
    #expect(batch["rows"]["new"].int == 2 && batch["rows"]["rejected"].int == 0, outcome.summary)
    #expect(batch["diagnostics"].array.allSatisfy { $0["severity"].string == "note" }, outcome.summary)
    #expect(!outcome.text.contains("Petunjuk"), outcome.summary)
    #expect(
      try place.query("SELECT region, status, idm FROM data_idm WHERE period = 2023 AND status IS NOT NULL ORDER BY 1")
        == ["6210022002|4|0.7621", "6210022015|5|"])
  }

  @Test func aFormForRecordsHasBlankRowsWithRulesAndComesBack() throws {
    let place = try SampleStore.workplace()
    try place.imports(
      "meeting", "add", "rakor-2021", "Rakor", "--start", "2021-06-16", "--region", "62.10"
    ).expect(0)
    try place.imports(
      "template", "tindak_lanjut", "--region", "62.10.02", "--period", "2021", "--output", "isi.xlsx"
    ).expect(0)
    let book = try WorkbookInspector(path: place.path("isi.xlsx"))
    let sheet = try #require(book["Isian"])
    #expect(
      ["A", "B", "F", "K", "L", "T"].map { sheet.text($0 + "1") } == [
        "ID rapat", "Nomor", "Lokasi", "Batas waktu", "Penanggung jawab", "Status",
      ])
    #expect(!sheet.isProtected && sheet.frozenRows == 1)
    #expect(sheet.rules.contains { $0.first.contains("Belum dilaksanakan") })
    #expect(sheet.rules.contains { $0.prompt.contains("Wajib diisi.") })
    try Self.fill(
      "isi.xlsx", in: place,
      [
        "A2": "rakor-2021", "B2": "1", "D2": "Asistensi RKP", "F2": "Kurun", "K2": "2021-09-30", "L2": "Camat Kurun",
        "T2": "Sedang berjalan", "A3": "rakor-2021", "B3": "2", "D3": "Bimtek", "K3": "2021-10-31", "L3": "Kabid PMD",
      ])
    let outcome = try place.imports("run", "tindak_lanjut", "isi.xlsx", "--json").expect(0)
    let batch = try outcome.json()["batches"][0]
    #expect(batch["rows"]["new"].int == 2 && batch["rows"]["rejected"].int == 0, outcome.summary)
    let stored = try place.query(
      "SELECT tl_nomor, tl_lokasi, tl_selesai, tl_status FROM data_tindak_lanjut WHERE period = 2021 AND tl_rapat = 'rakor-2021' ORDER BY 1"
    )
    #expect(stored == ["1|621002|20210930|2", "2||20211031|"])
  }

  @Test func aCorrectedExportBringsTheRowInAndClosesItsReject() throws {
    let place = try SampleStore.workplace()
    try place.write(
      "tahun,kode_desa,idm,status\n2023,62.10.02.2002,0.7,Majuu\n2023,62.10.02.2004,7.6,Maju\n", to: "salah.csv")
    try place.imports("run", "idm_status", "salah.csv").expect(65)
    try place.imports("rejects", "export", "--output", "tolak.xlsx").expect(0)
    try Self.fill("tolak.xlsx", in: place, ["D2": "Maju"])
    let outcome = try place.imports("run", "idm_status", "tolak.xlsx", "--json").expect(65)
    let batch = try outcome.json()["batches"][0]
    #expect(batch["rows"]["new"].int == 1 && batch["rows"]["rejected"].int == 1, outcome.summary)
    #expect(batch["diagnostics"].array.contains { $0["code"].string == "rejects-closed" }, outcome.summary)
    // The row that was left wrong is rejected anew, and only once.
    #expect(
      try place.query("SELECT state, count(*) FROM reject GROUP BY state ORDER BY state") == [
        "open|1", "replaced|1", "retried|1",
      ])
    #expect(try place.query("SELECT idm FROM data_idm WHERE period = 2023") == ["0.7"])
  }

  /// Fills cells of a workbook's first sheet, as saving it in a spreadsheet program does.
  private static func fill(_ name: String, in place: Workplace, _ values: [String: String]) throws {
    let script = """
      import re, sys, zipfile, os
      path, pairs = sys.argv[1], [pair.split("=", 1) for pair in sys.argv[2].split(";")]
      with zipfile.ZipFile(path) as book: parts = {name: book.read(name) for name in book.namelist()}
      sheet = parts["xl/worksheets/sheet1.xml"].decode()
      for cell, value in pairs:
          content = f"<v>{value}</v>" if re.fullmatch(r"[0-9.]+", value) else f"<is><t>{value}</t></is>"
          kind = "" if content.startswith("<v>") else ' t="inlineStr"'
          pattern = rf'<c r="{cell}"( s="[0-9]+")?[^>]*?(/>|>.*?</c>)'
          sheet, found = re.subn(pattern, lambda m: f'<c r="{cell}"{m.group(1) or ""}{kind}>{content}</c>', sheet, count=1)
          assert found == 1, cell
      parts["xl/worksheets/sheet1.xml"] = sheet.encode()
      with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
          for name, data in parts.items(): book.writestr(name, data)
      """
    let pairs = values.map { "\($0.key)=\($0.value)" }.joined(separator: ";")
    try place.python(script, place.path(name), pairs).expect(0)
  }

  @Test func scoresAreAskedForByNameAndLongHeadingsAreKnownAgain() throws {
    let place = try SampleStore.workplace()
    try place.imports(
      "template", "idm_scores", "--region", "64.03.01", "--period", "2024", "--output", "skor.xlsx"
    ).expect(0)
    let sheet = try #require(try WorkbookInspector(path: place.path("skor.xlsx"))["Isian"])
    #expect(sheet.text("D1") == "Akses ke sarana kesehatan")
    #expect(sheet.rules.count == 50 && Set(sheet.rules.map(\.kind)) == ["whole"])
    let csv = try Self.filled(place.path("skor.xlsx"), ["D2": "5", "BA2": "3"])
    try place.write(csv, to: "skor.csv")
    let outcome = try place.imports("run", "idm_scores", "skor.csv", "--json").expect(0)
    #expect(
      try outcome.json()["batches"][0]["diagnostics"].array.allSatisfy { $0["severity"].string == "note" },
      outcome.summary)
    #expect(
      try place.query("SELECT iks01, ikl03 FROM data_idm WHERE period = 2024 AND region = 6403012001") == ["5|3"])
  }

  @Test func theFieldsCanBeChosenAndMistakesAreToldWithTheNearestName() throws {
    let place = try SampleStore.workplace()
    try place.run(.imports, Self.line + ["--fields", "iks01,idm"]).expect(0)
    let sheet = try #require(try WorkbookInspector(path: place.path("isi.xlsx"))["Isian"])
    #expect(["D", "E"].map { sheet.text($0 + "1") } == ["Akses ke sarana kesehatan", "Indeks Desa Membangun"])
    let wrong = try place.run(.imports, Self.line + ["--fields", "idn"]).expect(64)
    #expect(wrong.errors.contains("mungkin maksudnya `idm`?"), wrong.summary)
    try place.imports("template", "target_list", "--region", "64", "--period", "2024", "--output", "x.xlsx").expect(64)
    try place.imports("template", "idm_status", "--region", "64.71", "--period", "2024", "--output", "x.xlsx").expect(
      64)
    try place.imports("template", "idm_status", "--region", "64", "--period", "2024-Q1", "--output", "x.xlsx").expect(
      64)
    try place.imports("template", "idm_status", "--region", "64", "--period", "2024", "--output", "tiada/x.xlsx")
      .expect(73)
    #expect(!place.exists("x.xlsx"))
  }

  /// The sheet to fill in as CSV, with some cells filled.
  private static func filled(_ path: String, _ values: [String: String]) throws -> String {
    let sheet = try #require(try WorkbookInspector(path: path)["Isian"])
    let columns = Self.columns.prefix { sheet.text($0 + "1") != nil }
    return (1...sheet.rowCount).map { row in
      columns.map { column -> String in
        let reference = "\(column)\(row)"
        if let value = values[reference] { return value }
        switch sheet[reference]?.value {
        case .text(let text): return "\"\(text.replacingOccurrences(of: "\"", with: "\"\""))\""
        case .number(let number): return "\(Int(number))"
        default: return ""
        }
      }.joined(separator: ",") + "\n"
    }.joined()
  }

  private static let columns: [String] = {
    let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ".map(String.init)
    return letters + letters.flatMap { first in letters.map { first + $0 } }
  }()
}
