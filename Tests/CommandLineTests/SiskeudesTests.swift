import Foundation
import Testing

/// Exports of Siskeudes: what is read of them, what is refused with its place, and what a later export replaces.
struct SiskeudesTests {
  private static let register = """
    code,name
    53,Nusa Tenggara Timur
    53.06,Kabupaten Flores Timur
    53.06.13,Titehena
    53.06.13.2001,Satu Hati
    53.06.13.2002,Dua Mata
    53.06.14,Ile Bura
    53.06.14.2001,Nobo

    """

  private func workplace() throws -> Workplace {
    let place = try Workplace()
    try place.admin("init").expect(0)
    try place.write(Self.register, to: "daftar.csv")
    try place.imports("run", "region_register", "daftar.csv", "--set", "effective=2020-01-01").expect(0)
    return place
  }

  // MARK: Exports of a test's own

  private static let headers = [
    "Ref_Version": "Versi", "Ta_RAB": "Tahun,Kd_Desa,Kd_Keg,Kd_Rincian,Anggaran,AnggaranPAK",
    "Ta_RABRinci": "Tahun,Kd_Desa,Kd_Keg,Kd_Rincian,Kd_SubRinci,SumberDana,Anggaran,AnggaranStlhPAK,AnggaranPAK",
    "Ta_SPPRinci": "Tahun,Kd_Desa,No_SPP,Kd_Keg,Kd_Rincian,Sumberdana,Nilai,Kd_SubRinci",
    "Ta_Kegiatan": "Tahun,Kd_Desa,Kd_Keg,Pagu,Keluaran",
  ]

  /// A village's plan that balances: 1000 of Dana Desa for 2.2.02 (600) and 5.3.00 (400).
  private static func plan(_ village: String) -> [String] {
    [
      "2024,\(village),\(village)00.00.00.,4.2.1.01.,01,DDS,1000.0000,1000.0000,.0000",
      "2024,\(village),\(village)02.02.02.,5.2.1.06.,01,DDS,600.0000,600.0000,0.0000",
      "2024,\(village),\(village)05.03.01.,5.4.1.01.,01,DDS,400.0000,400.0000,0.0000",
    ]
  }

  /// Writes an export as a folder of its tables; those not given are as in `headers`, and hold a good version and year.
  private func write(_ tables: [String: [String]], in place: Workplace, headers: [String: String] = [:]) throws {
    let usual = ["Ref_Version": ["V20.0.R2.0.6"], "Ta_RAB": ["2024,,,,,"], "Ta_RABRinci": Self.plan("13.2001.")]
    for (name, rows) in usual.merging(tables, uniquingKeysWith: { $1 }) {
      let header = headers[name] ?? Self.headers[name] ?? ""
      try place.write(([header] + rows).joined(separator: "\n") + "\n", to: "ekspor/\(name).csv")
    }
  }

  private func run(_ tables: [String: [String]], in place: Workplace, headers: [String: String] = [:]) throws -> Outcome
  {
    try write(tables, in: place, headers: headers)
    return try place.imports("run", "siskeudes", "ekspor", "--set", "region=53.06")
  }

  /// What is stored, `village|version|activity|account|plan|realisation`.
  private func stored(_ place: Workplace) throws -> [String] {
    try place.query(
      """
      SELECT region % 1000000, versi, k.code, r.code, anggaran, realisasi FROM data_apbdes d
      JOIN code_list k ON k.id = d.kegiatan JOIN code_list r ON r.id = d.rekening ORDER BY region, versi, k.code, r.code
      """)
  }

  // MARK: Good exports

  /// The export as a ZIP: advances are accounted for by SPJ, realisation stands at the changed budget, a corrected export
  /// replaces the village's version.
  @Test func aSiskeudesExportIsReadAsAZIP() throws {
    let place = try workplace()
    let example = Products.checkout + "/Modules/Importers/Siskeudes/Examples/good-export/input.tabel"
    let zip = """
      import os, sys, zipfile
      with zipfile.ZipFile(sys.argv[2], "w", zipfile.ZIP_DEFLATED) as out:
          for name in sorted(os.listdir(sys.argv[1])):
              text = open(os.path.join(sys.argv[1], name)).read()
              if len(sys.argv) > 3: text = text.replace(sys.argv[3], sys.argv[4])
              out.writestr("EKSPOR/" + name.upper().replace(".CSV", ".csv"), text.upper() if name == "Ta_SPP.csv" else text)
      """
    try place.python(zip, example, place.path("siskeudes.zip")).expect(0)
    try place.imports("run", "siskeudes", "siskeudes.zip").expect(64)
    try place.imports("run", "siskeudes", "siskeudes.zip", "--set", "region=53.06").expect(0)
    let lines = """
      SELECT region, versi, k.code, r.code, baris, anggaran, realisasi FROM data_apbdes d
      JOIN code_list k ON k.id = d.kegiatan JOIN code_list r ON r.id = d.rekening ORDER BY region, versi, k.code
      """
    #expect(
      try place.query(lines) == [
        "5306132001|1|0|4.2.1.01|1|1000|", "5306132001|1|2.2.02|5.2.1.06|1|600|",
        "5306132001|1|5.3.00|5.4.1.01|1|400|", "5306132001|2|0|4.2.1.01|1|1000|900",
        "5306132001|2|2.2.02|5.2.1.06|1|500|280", "5306132001|2|5.3.00|5.4.1.01|1|500|450",
        "5306132002|1|0|4.2.3.01|1|250|", "5306132002|1|2.1.01|5.2.2.03|1|250|",
      ])
    #expect(
      try place.query("SELECT ak_keluaran, ak_lokasi, ak_pagu FROM data_apbdes_kegiatan")
        == ["Posyandu berjalan|Dusun I|600"])
    let again = try place.imports("run", "siskeudes", "siskeudes.zip", "--set", "region=53.06", "--json").expect(0)
      .json()
    #expect(again["batches"][0]["batch"].isNull)
    try place.python(
      zip, example, place.path("betul.zip"), "13.2002.02.01.01.,5.2.2.03.", "13.2002.02.01.02.,5.2.2.03."
    )
    .expect(0)
    let corrected = try place.imports("run", "siskeudes", "betul.zip", "--set", "region=53.06", "--json").expect(0)
      .json()
    #expect(corrected["batches"][0]["rows"]["removed"].int == 1 && corrected["batches"][0]["rows"]["new"].int == 1)
    try place.admin("audit", "verify").expect(0)
  }

  // MARK: Damage

  /// Whatever is done to an export, it is read whole or not at all, and nothing crashes.
  @Test func damagedExportsAreRefused() throws {
    let place = try workplace()
    let example = Products.checkout + "/Modules/Importers/Siskeudes/Examples/good-export/input.tabel"
    try place.python(
      """
      import os, random, sys, zipfile, io
      data = io.BytesIO()
      with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as out:
          for name in sorted(os.listdir(sys.argv[1])):
              out.write(os.path.join(sys.argv[1], name), name)
      data = data.getvalue()
      draw = random.Random(7)
      for number in range(24):
          if number % 2:
              text = bytearray(data)
              for _ in range(8): text[draw.randrange(len(text))] = draw.randrange(256)
          else:
              text = data[:draw.randrange(1, len(data))]
          open(os.path.join(sys.argv[2], f"rusak-{number}.zip"), "wb").write(text)
      """, example, place.folder
    ).expect(0)
    let before = try place.query("SELECT count(*) FROM data_apbdes")
    for number in 0..<24 {
      let outcome = try place.imports(
        "run", "siskeudes", "rusak-\(number).zip", "--set", "region=53.06", "--dry-run")
      #expect([0, 65, 66].contains(outcome.code), "\(number): \(outcome.code)")
    }
    #expect(try place.query("SELECT count(*) FROM data_apbdes") == before)
  }

  /// A table that is damaged is not one that is not there: nothing is imported without it.
  @Test(arguments: ["Ta_RABRinci", "Ta_SPPRinci"])
  func aDamagedTableStopsTheExport(_ table: String) throws {
    let place = try workplace()
    try write(["Ta_SPPRinci": ["2024,13.2001.,1,13.2001.02.02.02.,5.2.1.06.,DDS,100,01"]], in: place)
    try place.python(
      """
      import os, sys, zipfile
      with zipfile.ZipFile("rusak.zip", "w") as out:
          for name in sorted(os.listdir("ekspor")): out.write(os.path.join("ekspor", name), name)
      data = bytearray(open("rusak.zip", "rb").read())
      data[data.find(sys.argv[1].encode() + b".csv") + len(sys.argv[1]) + 8] ^= 255
      open("rusak.zip", "wb").write(data)
      """, table
    ).expect(0)
    try place.imports("run", "siskeudes", "rusak.zip", "--set", "region=53.06").expect(66)
      .says("rusak.zip!\(table).csv: galat: isi arsip tidak cocok dengan angka pemeriksanya (CRC)")
    #expect(try stored(place).isEmpty)
  }

  @Test func aTableThatIsThereTwiceIsRefused() throws {
    let place = try workplace()
    try write([:], in: place)
    try place.write("Versi\nV20.0.R2.0.6\n", to: "ekspor/lain/Ref_Version.csv")
    try place.imports("run", "siskeudes", "ekspor", "--set", "region=53.06").expect(65)
      .says("tabel Ref_Version ada lebih dari sekali: `Ref_Version.csv`, `lain/Ref_Version.csv`")
  }

  @Test func aColumnThatIsNeededIsNamed() throws {
    let place = try workplace()
    let header = try #require(Self.headers["Ta_RABRinci"])
    try run([:], in: place, headers: ["Ta_RABRinci": header.replacing(",Anggaran,", with: ",Jumlah,")]).expect(65)
      .says("Ta_RABRinci.csv:1: galat: tabel Ta_RABRinci tidak punya kolom Anggaran")
    try run([:], in: place, headers: ["Ta_RABRinci": header.replacing("SumberDana", with: "Sumber")]).expect(65)
      .says("tabel Ta_RABRinci tidak punya kolom SumberDana")
    try run(["Ta_RABRinci": []], in: place).expect(65).says("tabel Ta_RABRinci dengan kolom SumberDana")
    #expect(try stored(place).isEmpty)
    // Columns of the change may be absent.
    let rows = Self.plan("13.2001.").map { $0.split(separator: ",").prefix(7).joined(separator: ",") }
    let short = "Tahun,Kd_Desa,Kd_Keg,Kd_Rincian,Kd_SubRinci,SumberDana,Anggaran"
    try run(["Ta_RABRinci": rows], in: place, headers: ["Ta_RABRinci": short]).expect(0)
    #expect(try stored(place).count == 3)
  }

  @Test func aVersionThatIsNotKnownIsToldByName() throws {
    let place = try workplace()
    try run(["Ref_Version": ["abc"]], in: place).expect(0)
      .says("Ref_Version.csv:2:1: peringatan: versi Siskeudes `abc` tidak dikenal; yang dikenal 2.0.x")
    for known in ["V2.0.5", "V20.0.R2.0.6"] {
      let outcome = try run(["Ref_Version": [known]], in: place).expect(0)
      #expect(!outcome.errors.contains("versi Siskeudes"))
    }
  }

  // MARK: Rows

  /// A row of the plan, and what is said of it: what would crash, be money of nobody or be read as another amount.
  @Test(arguments: [
    (
      "13.2001.,13.2001.02.01.01.,5.2.2.03.,01,ADD,9223372036854775807,,",
      ":7: galat: anggaran: `9223372036854775807` di luar batas 0–10000000000000"
    ),
    (
      "13.2001.,13.2001.02.01.01.,5.2.2.03.,01,ADD,99999999999999999999,,",
      ":7: galat: anggaran: `99999999999999999999` di luar batas"
    ),
    (
      "13.2001.,13.2001.02.02.02.,5.2.1.06.,01,DDS,9999999999999,,",
      ":7: galat: anggaran: `10000000000599` di luar batas"
    ),
    ("13.2001.,13.2001.02.01.01.,5.2.2.03.,01,ADD,-250.0000,,", ":7: galat: anggaran: `-250.0000` di luar batas"),
    ("13.2001.,13.2001.02.01.01.,5.2.2.03.,01,ADD,100,,-150", ":9: galat: anggaranpak: `-50` di luar batas"),
    ("13.2001.,13.2001.02.01.01.,5.2.2.03.,01,ADD,100,-50,0", ":8: galat: anggaranstlhpak: `-50` di luar batas"),
    (
      "13.2001.,13.2001.02.01.01.,5.2.2.03.,999999,ADD,100,,", ":5: galat: kd_subrinci: `999999` di luar batas 1–100000"
    ),
    ("13.2001.,13.2001.02.01.01.,5.2.2.03.,01,ADD,1.000,,", ":7: galat: anggaran: `1.000` bukan bilangan bulat"),
    (
      "13.2001.,13.2001.02.01.01.,5.2.2.03.,01,ADD,1.250.000,,", ":7: galat: anggaran: `1.250.000` bukan bilangan bulat"
    ),
    (
      "13.2001.,13.2001.02.01.,5.2.2.03.,01,ADD,100,,",
      ":3: galat: kegiatan 2.1 adalah induk; yang dicatat adalah kegiatan di bawahnya"
    ),
    (
      "13.2001.,13.2001.02.01.00.,5.2.2.03.,01,ADD,100,,",
      ":3: galat: kegiatan 2.1 adalah induk; yang dicatat adalah kegiatan di bawahnya"
    ),
    ("13.2001.,13.2001.02.01.01.,5.2.,01,ADD,100,,", ":4: galat: rekening 5.2 adalah induk"),
    ("13.2001.,13.2001.00.00.00.,5.2.2.03.,01,ADD,100,,", ":3: galat: baris belanja tanpa kegiatan"),
    (
      "13.2001.,13.2001.02.01.01.,4.2.1.01.,01,ADD,100,,",
      ":3: galat: rekening 4.2.1.01 adalah pendapatan atau penerimaan"
    ),
    ("13.2001.,13.2002.02.01.01.,5.2.2.03.,01,ADD,100,,", ":3: galat: kegiatan `13.2002.02.01.01.` milik desa lain"),
  ])
  func aRowThatIsNoLineIsRejectedWithItsPlace(_ row: String, _ told: String) throws {
    let place = try workplace()
    try run(["Ta_RABRinci": Self.plan("13.2001.") + ["2024,\(row)"]], in: place).expect(65)
      .says("Ta_RABRinci.csv:5\(told)")
    #expect(try stored(place).count == 3 && stored(place)[1].hasSuffix("|600|"))
  }

  @Test func aRowOfAnotherYearIsRejected() throws {
    let place = try workplace()
    let late = ["2023,13.2001.,1,13.2001.02.02.02.,5.2.1.06.,DDS,100,01"]
    try run(["Ta_SPPRinci": late], in: place).expect(65)
      .says("Ta_SPPRinci.csv:2:1: galat: baris ini untuk `2023`, padahal Ta_RAB memuat tahun 2024")
  }

  /// A correction may take back what was paid, not more: what goes beyond is rejected, the last first.
  @Test func correctionsLeaveNothingNegative() throws {
    let place = try workplace()
    func paid(_ amounts: String...) -> [String] {
      amounts.map { "2024,13.2001.,1,13.2001.02.02.02.,5.2.1.06.,DDS,\($0),01" }
    }
    try run(["Ta_SPPRinci": paid("700", "-200.0000")], in: place).expect(0)
    #expect(try stored(place)[1] == "132001|1|2.2.02|5.2.1.06|600|500")
    try run(["Ta_SPPRinci": paid("700", "-200", "-900")], in: place).expect(65)
      .says("Ta_SPPRinci.csv:4:7: galat: nilai: `-400` di luar batas 0–10000000000000; koreksi ini membuat realisasi")
    #expect(try stored(place)[1] == "132001|1|2.2.02|5.2.1.06|600|500")
  }

  // MARK: A later export

  /// An export is the whole truth of its villages: what it leaves blank or does not hold goes, a change as well.
  @Test func aLaterExportReplacesAllVersions() throws {
    let place = try workplace()
    func paid(_ line: String) -> [String: [String]] { ["Ta_SPPRinci": ["2024,13.2001.,1,13.2001.\(line)"]] }
    try run(paid("02.02.02.,5.2.1.06.,DDS,600,01"), in: place).expect(0)
    try run(paid("05.03.01.,5.4.1.01.,DDS,100,01"), in: place).expect(0)
    #expect(
      try stored(place) == [
        "132001|1|0|4.2.1.01|1000|", "132001|1|2.2.02|5.2.1.06|600|", "132001|1|5.3.00|5.4.1.01|400|100",
      ])
    let change = Self.plan("13.2001.").map { $0.replacing("600.0000,600.0000,0.0000", with: "600,500,-100") }
    try run(paid("05.03.01.,5.4.1.01.,DDS,100,01").merging(["Ta_RABRinci": change]) { $1 }, in: place).expect(0)
      .says("53.06.13.2001, Perubahan 1 2024: pendapatan dan penerimaan 1000, belanja dan pengeluaran 900, selisih 100")
    #expect(try stored(place).filter { !$0.hasSuffix("|") } == ["132001|2|5.3.00|5.4.1.01|400|100"])
    try run([:], in: place).expect(0)
    #expect(try stored(place).allSatisfy { $0.hasPrefix("132001|1|") })
  }

  /// A rejected row keeps what is stored of its village, or of its kecamatan where the village is unknown, not of others.
  @Test(arguments: [("13.2001.", ["132001"]), ("13.9999.", ["132001", "132002"])])
  func aRejectedRowSparesItsVillageAlone(_ village: String, _ spared: [String]) throws {
    let place = try workplace()
    let villages = ["13.2001.", "13.2002.", "14.2001."]
    try run(["Ta_RABRinci": villages.flatMap(Self.plan)], in: place).expect(0)
    let fewer = villages.flatMap { Self.plan($0).prefix(2) }
    let bad = ["2024,\(village),1,\(village)02.02.02.,5.2.1.06.,XYZ,100,01"]
    try run(["Ta_RABRinci": fewer, "Ta_SPPRinci": bad], in: place).expect(65)
    let left = try stored(place).filter { $0.contains("|5.3.00|") }.map { String($0.prefix(6)) }
    #expect(left == spared)
  }

  // MARK: Sums

  /// `Ta_RAB` is compared before the change and after it.
  @Test func totalsAreComparedAfterTheChangeToo() throws {
    let place = try workplace()
    let change = Self.plan("13.2001.").map {
      $0.replacing("600.0000,600.0000,0.0000", with: "600,500,-100").replacing(
        "400.0000,400.0000,0.0000", with: "400,500,100")
    }
    let totals = [
      "2024,13.2001.,13.2001.02.02.02.,5.2.1.06.,600.0000,-100.0000",
      "2024,13.2001.,13.2001.05.03.01.,5.4.1.01.,400.0000,150.0000",
    ]
    try run(["Ta_RABRinci": change, "Ta_RAB": totals], in: place).expect(0)
      .says("Ta_RAB.csv:3:6: peringatan: Ta_RAB menyebut 550 setelah perubahan, rinciannya berjumlah 500")
  }

  /// A village without income, and lists of codes that nobody loaded, are told.
  @Test func oneSideAloneAndCodesThatNobodyCheckedAreTold() throws {
    let place = try workplace()
    let both = Self.plan("13.2001.") + Self.plan("13.2002.").dropFirst()
    try run(["Ta_RABRinci": both], in: place).expect(0)
      .says("53.06.13.2002, APB Desa 2024: belanja dan pengeluaran 1000 tanpa pendapatan atau penerimaan")
      .says("daftar `kegiatan_desa` belum dimuat: kodenya disimpan tanpa diperiksa")
      .says("daftar `rekening_desa` belum dimuat")
    try run(["Ta_RABRinci": Array(both.dropFirst())], in: place).expect(0)
      .says("keseimbangan 2 anggaran tidak dinilai: berkas ini tanpa pendapatan")
  }
}
