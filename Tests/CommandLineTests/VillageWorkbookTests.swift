import Foundation
import Testing

/// Workbooks in which villages keep their budgets: layouts, names instead of codes, titles and dirt.
struct VillageWorkbookTests {
  private static let register = """
    code,name
    35,Jawa Timur
    35.07,Kabupaten Malang
    35.07.21,Wagir
    35.07.21.2001,Sukodadi
    35.07.21.2012,Pandanlandung
    35.07.22,Dau
    35.07.22.2001,Sukodadi
    35.73,Kota Malang
    35.73.01,Blimbing
    35.73.01.1001,Jodipan

    """

  /// With the lists of activities and accounts that come with the plugin `nasional`.
  private func workplace() throws -> Workplace {
    let place = try Workplace()
    try place.admin("init").expect(0)
    try place.write(Self.register, to: "daftar.csv")
    try place.imports("run", "region_register", "daftar.csv", "--set", "effective=2020-01-01").expect(0)
    try Self.loadLists(place)
    return place
  }

  static func loadLists(_ place: Workplace) throws {
    for list in ["kegiatan", "rekening"] {
      try place.imports(
        "run", "code_list", Products.checkout + "/Modules/Regions/Nasional/Sample/\(list)-desa.csv", "--set",
        "list=\(list)_desa", "--set", "version=20/2018", "--set", "valid_from=2018-05-08"
      ).expect(0)
    }
  }

  private static let lines = """
    SELECT k.code, r.code, sumber_dana, baris, anggaran FROM data_apbdes d
    JOIN code_list k ON k.id = d.kegiatan JOIN code_list r ON r.id = d.rekening ORDER BY k.code, r.code, sumber_dana, baris
    """

  @discardableResult
  private func imported(
    _ place: Workplace, _ text: String, to name: String = "buku.csv", _ more: String..., code: Int32 = 0
  ) throws -> Outcome {
    try place.write(text, to: name)
    return try place.run(.imports, ["run", "apbdes_buku", name, "--json"] + more).expect(code)
  }

  private func codes(_ outcome: Outcome) throws -> [String] {
    try outcome.json()["batches"][0]["diagnostics"].array.map { "\($0["code"].string ?? "")@\($0["row"].int ?? 0)" }
  }

  private static func book(
    title: String = "DESA PANDANLANDUNG", _ lines: String, year: Int = 2026
  ) -> String {
    """
    APB DESA
    \(title)
    TAHUN ANGGARAN \(year)
    KODE;URAIAN;;;ANGGARAN (Rp.);SUMBER DANA
    4.;PENDAPATAN;;;;
    4.2.;;Pendapatan Transfer;;1.000;
    ;;1;Dana Desa;600;DDS
    ;;2;Alokasi Dana Desa;400;ADD
    5.;BELANJA;;;;
    \(lines)
    """
  }

  // MARK: Names

  /// Running numbers are no codes; misspelt names are found and told; a code in the row's own column counts more.
  @Test func namesStandForCodes() throws {
    let place = try workplace()
    let text = Self.book(
      """
      5.01.;;BIDANG PENYELENGGARAAN PEMERINTAHAN DESA;;300;
      ;;1;Penyediaan Penghasilan Tetap dan Tunjangan Kepala Desa;200;ADD
      ;;2;Penyelenggaan Musyawarah Perencanan Desa APBDes (Reguler);100;ADD
      5.02.;;BIDANG PELAKSANAAN PEMBANGUNAN DESA;;700;
      ;;1;Penyelenggaraan Posyandu (PMT, Insentif);300;DDS
      ;;2;Pengadaan Lampu Hias;100;DDS
      ;;3;Pembangunan Drainase RT 2;200;DDS
      ;;4;Pengadaan Ambulans;100;ADD
      JUMLAH BELANJA;;;;1.000;
      """)
    let first = try imported(place, text, "--set", "region=35.07.21", code: 65)
    #expect(
      try codes(first) == [
        "budget-sheet-read@0", "budget-name-read@12", "budget-name-unknown@15", "budget-name-read@16",
        "budget-name-unknown@17", "budget-account-undetailed@11", "budget-not-judged@0",
      ])
    #expect(
      try place.query(Self.lines) == [
        "0|4.2.1.01|1|1|600", "0|4.2.3.01|2|1|400", "1.1.01|5|2|1|200", "1.4.01|5|2|1|100", "2.2.02|5|1|1|300",
        "2.3.14|5|1|1|200",
      ])
    // The codes of two names, one written into the workbook, one given as a saying of the region.
    let corrected = text.replacing(";;2;Pengadaan Lampu", with: "2.3.90;;2;Pengadaan Lampu")
    let second = try imported(place, corrected, "--set", "region=35.07.21", "--set", "sebutan=ambulans = 2.2.09")
    #expect(try second.json()["batches"][0]["rows"]["rejected"].int == 0)
    #expect(try place.query("SELECT sum(anggaran) FROM data_apbdes") == ["2000"])
    #expect(try place.query(Self.lines).contains("2.3.90|5|1|1|100"))
    #expect(try codes(second).contains("budget-activity-local@15"))
    try imported(place, text, "--set", "region=35.07.21", "--set", "sebutan=ambulans 2.2.09", code: 64)
      .says("sebutan")
    // What the workbook no longer holds is not kept.
    let shorter = text.replacing(";;4;Pengadaan Ambulans;100;ADD\n", with: "")
    let third = try imported(place, shorter, "--set", "region=35.07.21", code: 65)
    #expect(try third.json()["batches"][0]["rows"]["removed"].int == 2)
    try place.admin("audit", "verify").expect(0)
  }

  /// What such lines may hold leaves a rule open that asks for accounts, where it could turn it.
  @Test func aRuleOfAccountsIsOpenWhereTheAccountIsNot() throws {
    let place = try workplace()
    try place.write(
      """
      kind: region
      id: malang
      title: Malang
      description: Uji.
      scope: "35.07"
      budget:
        rules:
          - {id: modal_20, title: Modal, basis: Uji, from: 2026, part: {accounts: ["5.3"]}, whole: {accounts: ["5"]}, at_least: 20}
          - {id: modal_80, title: Modal, basis: Uji, from: 2026, part: {accounts: ["5.3"], funds: [dds]}, whole: {accounts: ["5"]}, at_most: 80}
      """, to: "plugins/Malang/plugin.yaml")
    try place.write("# Malang\n", to: "plugins/Malang/README.md")
    try place.replace("{id: nasional}]", with: "{id: nasional}, {id: malang}]", in: "plugins.yaml")
    let text = Self.book(
      """
      5.01.;;BIDANG PENYELENGGARAAN PEMERINTAHAN DESA;;300;
      ;;1;Penyediaan Penghasilan Tetap dan Tunjangan Kepala Desa;300;ADD
      5.02.;;BIDANG PELAKSANAAN PEMBANGUNAN DESA;;700;
      ;;1;Penyelenggaraan Posyandu (PMT, Insentif);700;DDS
      JUMLAH BELANJA;;;;1.000;
      """)
    try imported(place, text, "--set", "region=35.07.21")
    let report = try place.run(
      .report, ["run", "apbdes_review", "--region", "35.07.21.2012", "--period", "2026", "--format", "json"]
    ).expect(0).json()
    func rows(_ table: String) -> [[String]] {
      report["tables"].array.first { $0["id"].string == table }?["rows"].array.map { row in
        row.array.map { $0.string ?? $0.int.map(String.init) ?? "" }
      } ?? []
    }
    let rules = rows("rules")
    let least = try #require(rules.first { $0[0] == "modal_20" })
    #expect(Array(least[6...7]) == ["not_assessable", "belanja Rp1.000 tanpa rekening yang jelas"])
    // Of Dana Desa there is less than the rule allows, whatever it was spent on.
    #expect(rules.first { $0[0] == "modal_80" }?[6] == "met")
    let accounts = rows("accounts")
    #expect(accounts.contains { $0[0] == "5" && $0[1] == "Belanja tanpa rekening yang jelas" && $0[2] == "1000" })
  }

  // MARK: Layouts

  /// Siskeudes' print: accounts below each activity, funds at the activity, details below accounts, financing at the end.
  @Test func thePrintOfSiskeudesIsRead() throws {
    let place = try workplace()
    let text = """
      LAMPIRAN PERATURAN DESA
      PEMERINTAH DESA PANDANLANDUNG
      TAHUN ANGGARAN 2026
      KODE REKENING;;URAIAN;ANGGARAN (Rp);SUMBERDANA
      1;2;3;4;5
      ;4.;PENDAPATAN;;
      ;4.2.;Pendapatan Transfer;1.000;
      ;4.2.1.;Dana Desa;1.000;
      ;4.2.1.01.;Dana Desa;1.000;DDS
      ;;JUMLAH PENDAPATAN;1.000;
      ;5.;BELANJA;;
      1.;;PENYELENGGARAAN PEMERINTAHAN DESA;200;
      1.1.;;Penyelenggaraan Belanja Siltap;200;
      1.1.04.;;Penyediaan Operasional Pemerintah Desa;200;DDS
      1.1.04.;5.2.;Belanja Barang dan Jasa;200;
      1.1.04.;5.2.1.;Belanja Barang Perlengkapan;200;
      1.1.04.;5.2.1.01.;ATK dan Benda Pos;150;
      ;;- Kertas;100;
      ;;- Tinta;50;
      1.1.04.;5.2.1.05.;Cetak;50;
      5.;;PENANGGULANGAN BENCANA, DARURAT DAN MENDESAK;700;
      5.3.;;Keadaan Mendesak;700;
      5.3.00.;;Keadaan Mendesak;700;
      5.3.00.;5.4.;Belanja Tak Terduga;700;
      5.3.00.;5.4.1.;Belanja Tak Terduga;700;
      5.3.00.;5.4.1.01.;Belanja Tak Terduga;700;DDS
      ;;JUMLAH BELANJA;900;
      ;;SURPLUS / (DEFISIT);100;
      ;6.;PEMBIAYAAN;;
      ;6.2.;Pengeluaran Pembiayaan;100;
      ;6.2.2.;Penyertaan Modal Desa;100;DDS
      """
    let outcome = try imported(place, text, "--set", "region=35.07")
    #expect(try codes(outcome) == ["budget-sheet-read@0"])
    #expect(
      try place.query(Self.lines) == [
        "0|4.2.1.01|1|1|1000", "0|6.2.2|1|1|100", "1.1.04|5.2.1.01|1|1|100", "1.1.04|5.2.1.01|1|2|50",
        "1.1.04|5.2.1.05|1|1|50", "5.3.00|5.4.1.01|1|1|700",
      ])
  }

  /// A change shows what was before and after; each is read for its version.
  @Test func aChangeHasTwoColumns() throws {
    let place = try workplace()
    let text = """
      DESA PANDANLANDUNG
      TAHUN ANGGARAN 2026
      KODE;URAIAN;ANGGARAN (Rp);;;SUMBER DANA
      ;;SEMULA;MENJADI;BERTAMBAH;
      4.;PENDAPATAN;;;;
      4.2.1.;Dana Desa;1.000;1.200;200;DDS
      5.;BELANJA;;;;
      2.2.02;Penyelenggaraan Posyandu;1.000;1.200;200;DDS
      """
    try imported(place, text, "--set", "region=35.07")
    try imported(place, text, "--set", "region=35.07", "--set", "versi=perubahan_1")
    #expect(
      try place.query("SELECT versi, sum(anggaran) FROM data_apbdes GROUP BY versi ORDER BY versi") == [
        "1|2000", "2|2400",
      ])
    try imported(place, text, "--set", "region=35.07", "--set", "versi=perubahan_9", code: 64).says("perubahan_1")
  }

  // MARK: Costings

  /// A folder of sheets: the costing splits two funds and gives accounts and outputs; one whose sum differs is not used.
  @Test func costingsGiveAccountsAndFunds() throws {
    let place = try workplace()
    let activity = "Penyelenggaraan Posyandu"
    func costing(_ amount: Int) -> String {
      """
      RENCANA ANGGARAN BIAYA
      TAHUN ANGGARAN 2026
      Kegiatan;: \(activity)
      Output;: Layanan posyandu
      KODE;URAIAN;;;JUMLAH
      5.1.1.;Belanja Barang Perlengkapan;;;200
      ;01;Makanan;DDS;200
      5.2.2.;Belanja Jasa Honorarium;;;\(amount)
      ;01;Honor kader;ADD;\(amount)
      ;JUMLAH;;;\(200 + amount)
      """
    }
    let budget = Self.book(
      """
      5.02.;;BIDANG PELAKSANAAN PEMBANGUNAN DESA;;300;
      ;;1;\(activity);300;DDS, ADD
      """)
    try place.write(budget, to: "desa/APBDES.csv")
    try place.write(costing(100), to: "desa/POSYANDU.csv")
    let good = try place.imports("run", "apbdes_buku", "desa", "--set", "region=35.07", "--json").expect(0)
    #expect(
      try place.query(Self.lines).filter { $0.hasPrefix("2.") } == ["2.2.02|5.2.1|1|1|200", "2.2.02|5.2.2|2|1|100"])
    #expect(try place.query("SELECT ak_keluaran, ak_pagu FROM data_apbdes_kegiatan") == ["Layanan posyandu|300"])
    // 5.1.1 is the pay of the head of the village; the words beside it are believed.
    #expect(try codes(good).contains("budget-code-contradicts@6"))
    try place.write(costing(99), to: "desa/POSYANDU.csv")
    let bad = try place.imports("run", "apbdes_buku", "desa", "--set", "region=35.07", "--json").expect(65)
    #expect(try codes(bad).contains("budget-funds-several@11"))
  }

  // MARK: Titles

  @Test func theTitlesNameTheVillageAndTheYear() throws {
    let place = try workplace()
    let line = "2.2.02;;;Posyandu;1.000;DDS"
    // Two villages of one name: the kecamatan tells which.
    try imported(place, Self.book(title: "DESA SUKODADI KABUPATEN MALANG", line), code: 65).says("lebih dari satu")
    try imported(place, Self.book(title: "DESA SUKODADI KECAMATAN DAU KABUPATEN MALANG", line))
    #expect(try place.query("SELECT DISTINCT region, period FROM data_apbdes") == ["3507222001|2026"])
    // A kecamatan that the village does not lie in, a kabupaten that is none, no kabupaten at all.
    try imported(place, Self.book(title: "DESA PANDANLANDUNG KECAMATAN DAU KABUPATEN MALANG", line), code: 65)
      .says("tidak berada di kecamatan")
    try imported(place, Self.book(title: "DESA PANDANLANDUNG KABUPATEN BLITAR", line), code: 65).says("blitar")
    try imported(place, Self.book(line), code: 64).says("--set region=")
    // The option against the title.
    let other = try imported(place, Self.book(line), "--set", "region=35.07.21.2001")
    #expect(try codes(other).contains("region-contradicts@0"))
    try imported(place, Self.book(line), "--set", "region=35.07", "--set", "period=2025", code: 65)
      .says("tahun anggaran 2026")
    try imported(place, "Tabel lain\na;b\n1;2\n", "--set", "region=35.07", code: 65).says("tidak ada lembar APB Desa")
    try place.write(Self.book(line), to: "dua/A.csv")
    try place.write(Self.book(line), to: "dua/B.csv")
    try place.imports("run", "apbdes_buku", "dua", "--set", "region=35.07").expect(65).says("--set sheet=")
    try place.imports("run", "apbdes_buku", "dua", "--set", "region=35.07", "--set", "sheet=b").expect(0)
    try place.imports("run", "apbdes_buku", "dua", "--set", "region=35.07", "--set", "sheet=C").expect(64).says("`A`")
  }

  /// Whatever stands in the cells, the import ends with a sentence and the store stays whole.
  @Test(arguments: 0..<6) func damagedWorkbooksDoNoHarm(seed: Int) throws {
    let place = try workplace()
    try place.python(
      """
      import random, sys
      draw = random.Random(int(sys.argv[2]))
      lines = sys.argv[3].split("\\n")
      words = ["#REF!", "", "-5", "1e400", "9" * 40, "5.", "4.2.", "5.3.00", "BIDANG", "JUMLAH BELANJA", "DDS, ADD", "((((", "0.5", "\\u0000", "x" * 5000, "6.1.1.", "BELANJA", "PENDAPATAN"]
      for number in range(20):
          rows = [line.split(";") for line in lines]
          for _ in range(draw.randrange(1, 12)):
              row = draw.choice(rows)
              if row: row[draw.randrange(len(row))] = draw.choice(words)
          if draw.random() < 0.3: draw.shuffle(rows)
          text = "\\n".join(";".join(row) for row in rows)
          if draw.random() < 0.2: text = text[:draw.randrange(len(text))]
          open(f"{sys.argv[1]}/rusak-{number}.csv", "w").write(text)
      """, place.folder, "\(seed)",
      Self.book(
        """
        5.01.;;BIDANG PENYELENGGARAAN PEMERINTAHAN DESA;;300;
        1.1.01;;1;Penghasilan Tetap Kepala Desa;300;ADD
        2.2.02;;2;Posyandu;700;DDS
        JUMLAH BELANJA;;;;1.000;
        6.;PEMBIAYAAN;;;;
        6.1.1.;;;SiLPA;10;DDS
        """)
    ).expect(0)
    for number in 0..<20 {
      let outcome = try place.imports("run", "apbdes_buku", "rusak-\(number).csv", "--set", "region=35.07.21.2012")
      #expect([0, 65, 66].contains(outcome.code), "\(number): \(outcome.code) \(outcome.errors)")
    }
    #expect(try place.query("SELECT count(*) FROM data_apbdes WHERE anggaran < 0") == ["0"])
    try place.admin("audit", "verify").expect(0)
  }
}
