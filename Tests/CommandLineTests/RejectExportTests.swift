import Foundation
import PluginTesting
import Testing

/// Rejected rows written for those who can correct them.
@Suite struct RejectExportTests {
  /// Three rows are wrong: a status, an index and a code; they are of two kecamatan and of none.
  private static let file = """
    tahun,kode_desa,nama_desa,kecamatan,idm,status
    2023,62.10.02.2002,Petak Bahandang,Kurun,0.7,Majuu
    2023,62.10.02.2004,Teluk Nyatu,Kurun,0.76,Maju
    2023,62.10.03.2003,Kasintu,Tewah,7.1,Maju
    2023,62.99.99.2001,Entah,Tiada,0.7,Maju

    """

  private static func place() throws -> Workplace {
    let place = try SampleStore.workplace()
    try place.write(file, to: "idm-2023.csv")
    try place.imports("run", "idm_status", "idm-2023.csv").expect(65)
    return place
  }

  @Test func rowsComeInTheLayoutOfTheirSourceWithReasonsAndIds() throws {
    let place = try Self.place()
    let csv = try place.imports("rejects", "export", "--output", "-").expect(0)
    #expect(
      csv.cells[0] == [
        "tahun", "kode_desa", "nama_desa", "kecamatan", "idm", "status", "alasan_tolakan", "id_tolakan",
      ])
    #expect(csv.cells.count == 4)
    #expect(csv.cells[1].prefix(6) == ["2023", "62.10.02.2002", "Petak Bahandang", "Kurun", "0.7", "Majuu"])
    #expect(csv.lines[1].contains("`Majuu` bukan kelas yang dikenal"))

    try place.imports("rejects", "export", "--output", "tolak.xlsx").expect(0)
    let sheet = try #require(try WorkbookInspector(path: place.path("tolak.xlsx")).sheets.first)
    #expect(["A", "F", "G", "H"].map { sheet.text($0 + "1") } == ["tahun", "status", "alasan_tolakan", "id_tolakan"])
    #expect(sheet["F2"]?.value == .text("Majuu"))
    #expect(sheet.comments["F2"]?.contains("bukan kelas yang dikenal") == true)
    #expect(sheet.comments["E3"]?.contains("di luar batas 0–1") == true)
    #expect(sheet.text("G2")?.hasPrefix("Baris 2: ") == true)
  }

  /// Lists are no tables of a dataset, and a file of their rejected rows is no whole list.
  @Test func correctedRowsOfListsSettleTheirRejectsAndRemoveNothing() throws {
    let place = try SampleStore.workplace()
    try place.write("kabupaten,nama,kode\n64.02,Wonosri,64.02.19.2099\n64.02,Bnua,64.99\n", to: "alias.csv")
    try place.imports("aliases", "add", "--file", "alias.csv").expect(65)
    try place.imports("rejects", "export", "--output", "tolak.csv").expect(0)
    try place.replace("Wonosri,64.02.19.2099", with: "Wonosri,64.02.19.2010", in: "tolak.csv")
    let again = try place.imports("aliases", "add", "--file", "tolak.csv").expect(65)
    #expect(again.errors.contains("1 baris ditolak dari batch sebelumnya diselesaikan"), again.summary)
    #expect(try place.query("SELECT state FROM reject ORDER BY id") == ["retried", "replaced", "open"])
    #expect(try place.query("SELECT count(*) FROM region_alias WHERE name = 'Wonosri'") == ["1"])

    try place.write("tahun,kabupaten,desa\n2022,Paser,Luan\n2022,Paser,Xyzzy\n", to: "sasaran.csv")
    let list = ["run", "target_list", "sasaran.csv", "--set", "target=kaltim_naik_status_2019_2023"]
    try place.run(.imports, list).expect(65)
    try place.imports("rejects", "export", "--importer", "target_list", "--output", "sasaran.csv").expect(0)
    try place.replace("Xyzzy", with: "Biu", in: "sasaran.csv")
    try place.run(.imports, list).expect(0)
    #expect(try place.query("SELECT count(*) FROM target_entry WHERE year = 2022") == ["2"])
    #expect(try place.query("SELECT state FROM reject ORDER BY id DESC LIMIT 1") == ["retried"])

    // A village without its kecamatan: the corrected row is no whole edition, and closes nothing.
    try place.write("code,name\n64.12.01.2001,Yatim\n64.12,Kabupaten Baru\n", to: "wilayah.csv")
    let edition = ["--set", "effective=2025-06-01"]
    try place.run(.imports, ["run", "region_register", "wilayah.csv", "--set", "coverage=partial"] + edition).expect(65)
    let before = try place.query("SELECT count(*) FROM region_version WHERE valid_to IS NULL")
    try place.imports("rejects", "export", "--importer", "region_register", "--output", "wilayah-tolak.csv").expect(0)
    try place.replace("64.12.01.2001,Yatim", with: "64.12.01,Yatim", in: "wilayah-tolak.csv")
    try place.run(.imports, ["run", "region_register", "wilayah-tolak.csv"] + edition).expect(0)
    #expect(try place.query("SELECT state FROM reject ORDER BY id DESC LIMIT 1") == ["retried"])
    let after = try place.query("SELECT count(*) FROM region_version WHERE valid_to IS NULL")
    #expect(Int(after[0]) == (Int(before[0]) ?? 0) + 1)

    try place.write(
      """
      kode_bps,nama_bps,kode_kemendagri,nama_kemendagri
      6210030001,TUMBANG TAMBIRAH,62.10.02.2001,"TUMBANG, TAMBIRAH"
      621003003,PETAK,62.10.02.2003,PETAK

      """, to: "padanan.csv")
    try place.imports("run", "bps_crosswalk", "padanan.csv", "--set", "effective=2024-01-01").expect(65)
    try place.imports("rejects", "export", "--importer", "bps_crosswalk", "--output", "padanan-tolak.csv").expect(0)
    try place.replace("621003003,PETAK", with: "6210030003,PETAK", in: "padanan-tolak.csv")
    try place.imports("run", "bps_crosswalk", "padanan-tolak.csv", "--set", "effective=2024-01-01").expect(0)
    #expect(try place.query("SELECT state FROM reject ORDER BY id DESC LIMIT 1") == ["retried"])
  }

  @Test func eachKecamatanGetsAWorkbookAndAReceipt() throws {
    let place = try Self.place()
    let made = try place.imports("rejects", "export", "--by", "kecamatan", "--output", "kirim").expect(0)
    #expect(
      made.lines == [
        "kirim/62.10.02-Kurun.xlsx: 1", "kirim/62.10.03-Tewah.xlsx: 1", "kirim/tanpa-kecamatan.xlsx: 1",
      ])
    let book = try WorkbookInspector(path: place.path("kirim/62.10.02-Kurun.xlsx"))
    #expect(book.sheets.map(\.name) == ["idm-2023.csv", "Tanda Terima"])
    let receipt = try #require(book["Tanda Terima"])
    let told = receipt.cells.values.compactMap { cell -> String? in
      if case .text(let text) = cell.value { text } else { nil }
    }
    for text in [
      "PEMERINTAH KABUPATEN GUNUNG MAS", "DPMD Kabupaten Gunung Mas", "TANDA TERIMA DATA", "idm-2023.csv",
      "Indeks Desa Membangun", "2023", "15 Januari 2025", "Camat Kurun", "Yang menerima,",
    ] { #expect(told.contains(text), "\(text): \(told)") }
    #expect(told.contains { $0.contains("paling lambat tanggal 22 Januari 2025") })
    let numbers = receipt.cells.values.compactMap { cell -> Double? in
      if case .number(let number) = cell.value { number } else { nil }
    }
    // One row of the kecamatan stands in the store, one was rejected; one fault.
    #expect(numbers == [1, 1, 1])
  }

  @Test func filtersChooseAndNothingFoundIsNoError() throws {
    let place = try Self.place()
    let one = try place.imports(
      "rejects", "export", "--output", "-", "--code", "value-out-of-range"
    ).expect(0)
    #expect(one.cells.count == 2 && one.cells[1][4] == "7.1")
    let none = try place.imports("rejects", "export", "--output", "-", "--importer", "target_list").expect(0)
    #expect(none.text.isEmpty)
    try place.imports("rejects", "export", "--output", "x.xlsx", "--state", "lost").expect(64)
    try place.imports("rejects", "export", "--output", "x.xlsx", "--by", "desa").expect(64)
  }

  @Test func everyProblemOfARunGoesToAFileAsCSV() throws {
    let place = try SampleStore.workplace()
    let rows = (0..<60).map { "2023,62.10.02.2002,\($0 + 2),Maju\n" }.joined()
    try place.write("tahun,kode_desa,idm,status\n" + rows, to: "banyak.csv")
    try place.imports("run", "idm_status", "banyak.csv", "--diagnostics", "masalah.csv").expect(65)
    let lines = String(decoding: try place.bytes("masalah.csv"), as: UTF8.self).split(separator: "\n")
    #expect(lines[0] == "code,severity,message,file,sheet,row,column,field,value,hint")
    #expect(lines.filter { $0.hasPrefix("value-out-of-range,error,") }.count == 60)
    try place.imports("run", "idm_status", "tiada.csv", "--diagnostics", "masalah.csv").expect(66)
    #expect(String(decoding: try place.bytes("masalah.csv"), as: UTF8.self).contains("file-unreadable,error,"))
  }
}
