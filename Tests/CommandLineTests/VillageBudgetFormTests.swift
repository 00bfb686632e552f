import Foundation
import Testing

/// The form for one village's budget: made, filled in as a village would, checked by its own formulas, imported.
struct VillageBudgetFormTests {
  private static let village = "64.02.08.2006"

  /// A form of 2025 with some lines, and some that are wrong where `flaws` is asked for.
  private func filled(_ place: Workplace, flaws: Bool = false) throws {
    try place.imports(
      "template", "apbdes_buku", "--region", Self.village, "--period", "2025", "--output", "form.xlsx"
    ).expect(0).says("formulir APB Desa 2025")
    try place.python(
      """
      import sys, openpyxl
      book = openpyxl.load_workbook(sys.argv[1])
      sheet = book["APB Desa"]
      labels = {row[0].value: row[1].value for name in ("Kegiatan", "Rekening") for row in book[name].iter_rows(min_row=2)}
      def put(row, activity, account, name, amount, fund):
          for column, value in enumerate((labels.get(activity, activity), labels.get(account, account), name, amount, fund), 1):
              sheet.cell(row, column).value = value
      put(8, None, "4.2.1.01", "Dana Desa", 1000, "DDS")
      put(9, None, "4.2.3.01", "Alokasi Dana Desa", 500, "ADD")
      put(35, "1.1.01", "5.1.1.01", "Siltap", 500, "ADD")
      put(36, "2.2.02", "5.2.1.06", "Makanan tambahan", 300, "DDS")
      put(37, "2.2.02", "5.2.1.06", "Kelas ibu hamil", 500, "DDS")
      put(38, "5.3.00", "5.4.1.01", "BLT", 200, "DDS")
      put(337, None, "6.1.1.01", "SiLPA", 100, "DDS")
      put(338, None, "6.2.2.01", "BUM Desa", 100, "DDS")
      if sys.argv[3]:
          put(39, None, "5.2.1.06", "Tanpa kegiatan", 10, "DDS")
          put(40, "2.1.01", "4.2.1.01", "Bukan belanja", 10, "DDS")
          put(41, "2.1.01", "5.2.1.06", "Setengah rupiah", 10.5, "DDS")
          put(42, "2.2.02", "5.2.1.06", "Makanan tambahan", 20, "DDS")
          put(43, "2.3.10", None, "Tanpa rekening", 30, "DDS")
          put(44, "2.4.01", "5.2.1.06", "Bukan di bawahnya", 40, "DDS")
          put(45, "9.9.09", "5.2.1.06", "Kegiatan tak dikenal", 5, "DDS")
          put(46, "2.1.01", "rekening", "Rekening tak terbaca", 5, "DDS")
          put(47, "2.1.01", "5.2.1.06", "Tanpa sumber dana", 7, None)
          put(48, None, None, "Tanpa kode", 55, "DDS")
          put(10, "1.1.01", "4.1.2.01", "Pendapatan berkegiatan", 1, "PAD")
          put(11, None, "5.2.1.06", "Belanja dalam pendapatan", 111, "DDS")
          put(339, None, "4.1.2.01", "Pendapatan dalam pembiayaan", 60, "PAD")
      book.save(sys.argv[2])
      """, place.path("form.xlsx"), place.path("isi.xlsx"), flaws ? "ya" : ""
    ).expect(0)
  }

  @Test func aFilledFormIsImported() throws {
    let place = try SampleStore.workplace()
    try filled(place)
    // Village and year are those of its titles.
    let rows = try place.imports("run", "apbdes_buku", "isi.xlsx", "--json").expect(0).json()["batches"][0]["rows"]
    #expect(rows["new"].int == 8 && rows["rejected"].int == 0)
    #expect(
      try place.query(
        """
        SELECT region, k.code, r.code, baris, anggaran, uraian FROM data_apbdes d JOIN code_list k ON k.id = d.kegiatan
        JOIN code_list r ON r.id = d.rekening WHERE period = 2025 AND k.code = '2.2.02' ORDER BY baris
        """) == [
          "6402082006|2.2.02|5.2.1.06|1|300|Makanan tambahan", "6402082006|2.2.02|5.2.1.06|2|500|Kelas ibu hamil",
        ])
    try filled(place, flaws: true)
    let outcome = try place.imports("run", "apbdes_buku", "isi.xlsx", "--json").expect(65)
    let told = try outcome.json()["batches"][0]["diagnostics"].array.map {
      "\($0["code"].string ?? "") \($0["row"].int ?? 0):\($0["column"].int ?? 0)"
    }
    #expect(
      told.filter { !$0.hasSuffix(" 0:0") } == [
        "budget-activity-needless 10:1", "budget-account 11:2", "budget-name-unknown 39:3", "budget-account 40:2",
        "value-not-whole 41:4", "code-unknown 45:1", "code-unknown 46:2", "value-missing 47:5",
        "budget-name-unknown 48:3", "budget-account 339:2", "budget-account-undetailed 43:0",
      ])
    #expect(told.contains("budget-not-judged 0:0"))
    // A row stands for itself: one without an account takes nothing from the row below it, and gives nothing.
    #expect(
      try place.query(
        """
        SELECT k.code, r.code, anggaran FROM data_apbdes d JOIN code_list k ON k.id = d.kegiatan
        JOIN code_list r ON r.id = d.rekening WHERE region = 6402082006 AND period = 2025 AND k.code IN ('2.3.10', '2.4.01')
        ORDER BY k.code
        """) == ["2.3.10|5|30", "2.4.01|5.2.1.06|40"])
  }

  @Test func theFormIsForOneVillage() throws {
    let place = try SampleStore.workplace()
    func make(_ region: String, _ period: String) throws -> Outcome {
      try place.imports("template", "apbdes_buku", "--region", region, "--period", period, "--output", "x.xlsx")
    }
    try make("64.02.08", "2025").expect(64).says("--region 64.02.08.2006")
    try make("64.02.08.2999", "2025").expect(64)
    try make(Self.village, "2025-S1").expect(64)
    #expect(!place.exists("x.xlsx"))
    let empty = try Workplace()
    try empty.admin("init").expect(0)
    try empty.write(
      "code,name\n64,Kalimantan Timur\n64.02,Kutai\n64.02.08,Kota Bangun\n64.02.08.2006,Ilir\n", to: "d.csv")
    try empty.imports("run", "region_register", "d.csv", "--set", "effective=2020-01-01").expect(0)
    try empty.imports("template", "apbdes_buku", "--region", Self.village, "--period", "2025", "--output", "x.xlsx")
      .expect(64).says("daftar kegiatan dan rekening")
  }

  /// The title's code is the village's own.
  @Test func theFormOfAnotherVillageIsRefused() throws {
    let place = try SampleStore.workplace()
    try filled(place)
    try place.imports("run", "apbdes_buku", "isi.xlsx", "--set", "region=64.02.08.2007").expect(65)
      .says("judulnya menyebut desa 64.02.08.2006, yang diberikan 64.02.08.2007")
    #expect(try place.query("SELECT count(*) FROM data_apbdes WHERE period = 2025") == ["0"])
    try place.imports("run", "apbdes_buku", "isi.xlsx", "--set", "region=64.02").expect(0)
  }

  private static let hasCalc =
    ["/usr/bin/soffice", "/usr/local/bin/soffice"].contains { FileManager.default.fileExists(atPath: $0) }
    && ["/usr/lib/libreoffice/program/libsclo.so", "/opt/libreoffice/program/libsclo.so"]
      .contains { FileManager.default.fileExists(atPath: $0) }

  /// What the formulas say, computed by a spreadsheet program.
  @Test(.enabled(if: hasCalc, "LibreOffice Calc is not installed"))
  func theFormulasTellWhatIsWrong() throws {
    let place = try SampleStore.workplace()
    func computed() throws -> [String: String] {
      try place.shell(
        "HOME=. soffice -env:UserInstallation=file://$PWD/kantor --headless --calc --convert-to xlsx --outdir hitung isi.xlsx"
      ).expect(0)
      let text = try place.python(
        """
        import sys, openpyxl
        book = openpyxl.load_workbook(sys.argv[1], data_only=True)
        for name in ("APB Desa", "Periksa"):
            for row in book[name].iter_rows(max_col=7):
                for cell in row:
                    if cell.value not in (None, ""): print(f"{name}!{cell.coordinate}\\t{cell.value}")
        """, place.path("hitung/isi.xlsx")
      ).expect(0).text
      return Dictionary(
        text.split(separator: "\n").compactMap { line in
          let parts = line.split(separator: "\t")
          return parts.count == 2 ? (String(parts[0]), String(parts[1])) : nil
        }, uniquingKeysWith: { first, _ in first })
    }
    try filled(place)
    let good = try computed()
    #expect(good["APB Desa!A4"] == nil && good["APB Desa!A5"] == "Semua baris benar dan anggaran seimbang")
    #expect(good["APB Desa!D33"] == "1500" && good["APB Desa!D335"] == "1500" && good["APB Desa!D354"] == "0")
    let rules = good.filter { $0.key.hasPrefix("Periksa!F") }.values.sorted()
    #expect(rules == ["Hasil", "belum dapat dinilai", "terpenuhi", "tidak terpenuhi", "tidak terpenuhi"])
    func amount(_ name: String) -> String? {
      good.first { $0.key.hasPrefix("Periksa!A") && $0.value == name }
        .flatMap { good[$0.key.replacing("!A", with: "!B")] }
    }
    #expect(amount("Kesehatan") == "800")
    #expect(amount("Jumlah dengan BLT") == "1000" && amount("Jumlah tanpa BLT") == "800")
    try filled(place, flaws: true)
    let bad = try computed()
    #expect(bad["APB Desa!A4"] == "Ada 13 baris yang harus diperbaiki: lihat kolom Periksa")
    #expect(bad["APB Desa!A5"] == nil)
    let told = ["F10", "F36", "F39", "F40", "F41", "F42"].map { bad["APB Desa!\($0)"] ?? "" }
    #expect(
      told == [
        "pendapatan tanpa kegiatan", "baris yang sama sudah ada", "kegiatan kosong", "rekening ini bukan belanja",
        "rupiah bulat mulai 0, tanpa koma", "baris yang sama sudah ada",
      ])
    #expect(bad["APB Desa!F35"] == nil)
  }
}
