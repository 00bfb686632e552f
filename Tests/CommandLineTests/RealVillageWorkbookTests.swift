import Foundation
import Testing

/// The workbook of a real village: 47 sheets, merged cells, `#REF!` for the sum of spending, three years in its titles.
@Suite(.enabled(if: SharedFiles.isThere, SharedFiles.why))
struct RealVillageWorkbookTests {
  private static let file = "data/budget/apbdes-pandanlandung-2026.xlsx"
  /// What people of the village know of names that no list holds.
  private static let sayings =
    "kerjasama antar desa = 4.3.1.01; perencanaan desa dan keuangan = 1.4.03; PKTD = 2.3.14; informasi masyarakat = 3.4.92; "
    + "pandanlandung = 3.3.06; sepak bola = 3.3.06; kesenian = 3.2.01; forum anak = 3.4.92; P2PL = 4.4.90; "
    + "peningkatan kapasitas = 4.3.90"

  @Test func aRealWorkbookIsReadWithoutTrust() throws {
    let place = try SharedFiles.nationalWorkplace()
    try VillageWorkbookTests.loadLists(place)
    let first = try place.imports(
      "run", "apbdes_buku", SharedFiles.path(Self.file), "--diagnostics", "masalah.csv", "--json"
    ).expect(65).json()
    // The village is known by its titles alone: Pandanlandung, Kecamatan Wagir, Kabupaten Malang; the year by the title of the
    // sheet, not by its name.
    #expect(try place.query("SELECT DISTINCT region, period FROM data_apbdes") == ["3507212012|2026"])
    let rows = first["batches"][0]["rows"]
    #expect(rows["read"].int == 50 && rows["rejected"].int == 12)
    let problems = String(decoding: try place.bytes("masalah.csv"), as: UTF8.self).split(separator: "\n")
    func told(_ code: String, _ row: Int, _ words: String) -> Bool {
      problems.contains { $0.hasPrefix(code + ",") && $0.contains(",APBDES 2025,\(row),") && $0.contains(words) }
    }
    // Broken formulas, the sum that misses a row, the broken sum of all spending.
    #expect(told("budget-cell-broken", 60, "#REF!") && told("budget-cell-broken", 64, "#REF!"))
    #expect(told("budget-subtotal", 15, "5000000, baris-barisnya berjumlah 7214124"))
    #expect(told("budget-subtotal", 65, "#REF!, baris-barisnya berjumlah 1757855916"))
    #expect(told("budget-name-unknown", 59, "P2Pl"))
    #expect(problems.contains { $0.hasPrefix("budget-sheet-other-year,") && $0.contains("PENGELUARAN PEMBIAYAAN") })
    // Two funds in a cell, split as the costing says.
    #expect(
      try place.query(
        """
        SELECT sumber_dana, sum(anggaran) FROM data_apbdes d JOIN code_list k ON k.id = d.kegiatan
        WHERE k.code = '1.1.04' AND sumber_dana < 3 GROUP BY 1 ORDER BY 1
        """) == ["1|44800000", "2|119290000"])
    // The code of the head's pay beside the words of that of the officials.
    #expect(
      try place.query(
        """
        SELECT r.code, sum(anggaran) FROM data_apbdes d JOIN code_list k ON k.id = d.kegiatan
        JOIN code_list r ON r.id = d.rekening WHERE k.code = '1.1.02' GROUP BY 1 ORDER BY 1
        """) == ["5.1.2.01|300000000", "5.1.2.02|39168000"])
    #expect(
      try place.query(
        "SELECT ak_keluaran FROM data_apbdes_kegiatan d JOIN code_list k ON k.id = d.ak_kegiatan WHERE k.code = '5.3.00'"
      )
        == ["Bantuan Langsung Tunai Dana Desa"])
    // With names explained nothing is missing but the two broken rows and the one without a fund (35,000,000): the sums of the
    // sheet's own lines.
    let second = try place.imports(
      "run", "apbdes_buku", SharedFiles.path(Self.file), "--set", "sebutan=\(Self.sayings)", "--json"
    ).expect(65).json()
    #expect(second["batches"][0]["rows"]["rejected"].int == 3)
    #expect(
      try place.query(
        """
        SELECT substr(r.code, 1, 1), sum(anggaran) FROM data_apbdes d JOIN code_list r ON r.id = d.rekening
        GROUP BY 1 ORDER BY 1
        """) == ["4|2112158211", "5|1722855916", "6|197166973"])
    // The camat's sheet of it.
    let review = try place.report("run", "apbdes_review", "--region", "35.07.21.2012", "--period", "2026").expect(0)
      .text
    #expect(review.contains("Desa Pandanlandung") && review.contains("2.112.158.211"))
  }

  /// Cut off or altered, the file is refused whole or read, and nothing crashes.
  @Test func aDamagedWorkbookIsRefused() throws {
    let place = try SharedFiles.nationalWorkplace()
    try VillageWorkbookTests.loadLists(place)
    try place.python(
      """
      import random, sys
      data = open(sys.argv[1], "rb").read()
      draw = random.Random(11)
      for number in range(12):
          if number % 2:
              text = bytearray(data)
              for _ in range(40): text[draw.randrange(len(text))] = draw.randrange(256)
          else:
              text = data[:draw.randrange(1, len(data))]
          open(f"{sys.argv[2]}/rusak-{number}.xlsx", "wb").write(text)
      """, SharedFiles.path(Self.file), place.folder
    ).expect(0)
    for number in 0..<12 {
      let outcome = try place.imports("run", "apbdes_buku", "rusak-\(number).xlsx", "--dry-run")
      #expect([0, 64, 65, 66].contains(outcome.code), "\(number): \(outcome.code)")
    }
    #expect(try place.query("SELECT count(*) FROM data_apbdes") == ["0"])
  }
}
