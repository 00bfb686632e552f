import Foundation
import Testing

/// Training from the files that ministries and offices keep, and what came of it in the kecamatan.
struct TrainingTests {
  static let register = """
    code,name
    62,Kalimantan Tengah
    62.10,Kabupaten Gunung Mas
    62.10.02,Kurun
    62.10.02.2002,Petak Bahandang
    62.10.02.2003,Tumbang Tambirah
    62.10.06,Rungan
    62.10.06.2006,Takaras
    62.10.06.2007,Linau
    62.10.07,Manuhing
    62.10.07.2001,Tumbang Talaken

    """

  private func workplace() throws -> Workplace {
    let place = try Workplace()
    try place.write(Self.register, to: "daftar.csv")
    try place.admin("init").expect(0)
    try place.imports("run", "region_register", "daftar.csv", "--set", "effective=2018-01-01").expect(0)
    return place
  }

  private static let courses = """
    No,Balai,Jenis Pelatihan,Waktu Pelaksanaan,Sasaran,ID_DESA,Provinsi,Kabupaten,Kecamatan,Desa, Jumlah\u{20}
    1,Balai A,Aparatur desa,31 Januari - 3 Februari 2024,perangkat desa,6210022002,Kalimantan Tengah,Gunung Mas,Kurun,Petak Bahandang, 2\u{20}
    2,Balai A,Aparatur desa,31 Januari - 3 Februari 2024,perangkat desa,6210022002,KALIMANTAN TENGAH,Gunung Mas,Rungan,Takaras, 3\u{20}
    1,Balai A,Aparatur desa,31 Januari - 3 Februari 2024,perangkat desa,#N/A,Kalimantan Tengah,Gunung Mas,Rungan,Takaras, 4\u{20}
    2,Balai A,BUM Desa,5 Maret 2024,,6210072001,Kalimantan Tengah,Gunung Mas,Manuhing,Tumbang Talaken, 2\u{20}
    3,Balai A,Camat,5 - 6 Maret 2024,camat,,Kalimantan Tengah,Gunung Mas,Kurun,, 1\u{20}
    4,Balai A,BUM Desa,5 Maret 2024,,6210022003,Kalimantan Tengah,Gunung Mas,Rungan,Antah Berantah, 2\u{20}
    5,Balai A,BUM Desa,5 Maret 2024,,6210022099,Kalimantan Tengah,Gunung Mas,Kurun,Tumbang Tambirah, 2\u{20}
    6,Balai A,BUM Desa,6 Maret - 5 Maret 2024,,6210022003,Kalimantan Tengah,Gunung Mas,Kurun,Tumbang Tambirah, 2\u{20}

    """

  @Test func codesThatContradictTheNamesGiveWayToThem() throws {
    let place = try workplace()
    try place.write(Self.courses, to: "latih.csv")
    let outcome = try place.imports("run", "pelatihan", "latih.csv").expect(65)
    #expect(outcome.text.contains("dibaca 8, baru 5, berubah 0, tetap 0, dihapus 0, ditolak 2"))
    for line in [
      "latih.csv:3:6: peringatan: kode `6210022002` tidak cocok dengan nama `Takaras`",
      "latih.csv:8:6: peringatan: kode `6210022099` tidak cocok dengan nama `Tumbang Tambirah`",
      "latih.csv:7:10: galat: kode dan nama bertentangan", "latih.csv:7:10: galat: tidak ada desa `Antah Berantah`",
      "latih.csv:9: galat: pelatihannya selesai sebelum mulai",
    ] { #expect(outcome.errors.contains(line), "\(line)") }
    // A number that begins again is no key, and what comes twice adds up; the last of several days is kept.
    let rows = try place.query(
      "SELECT plt_wilayah || ' ' || plt_peserta || ' ' || plt_mulai || ' ' || coalesce(plt_selesai, '–') "
        + "FROM data_pelatihan ORDER BY plt_wilayah, plt_mulai")
    #expect(
      rows == [
        "621002 1 20240305 20240306", "6210022002 2 20240131 20240203", "6210022003 2 20240305 –",
        "6210062006 7 20240131 20240203", "6210072001 2 20240305 –",
      ])
    try place.imports("undo", "2").expect(0)
    #expect(try place.query("SELECT count(*) FROM data_pelatihan") == ["0"])
  }

  @Test func theChainFromTrainingToWorkshopToPracticeShowsWhereItBrokeOff() throws {
    let place = try workplace()
    try place.write(Self.courses, to: "latih.csv")
    try place.imports("run", "pelatihan", "latih.csv").expect(65)
    try place.write(
      """
      ID Rapat,Jenis,Judul,Wilayah,Mulai
      lok-2023,Lokakarya,Sebelum pelatihan,Gunung Mas,2023-06-10
      lok-2024,Lokakarya,Lokakarya contoh,Gunung Mas,2024-06-10
      rb-kurun,Rakor,Rapat Rumah Bersama,Kec. Kurun,2024-07-01
      rb-rungan,Rakor,Rapat sebelum lokakarya,Kec. Rungan,2024-05-01

      """, to: "rapat.csv")
    try place.write(
      """
      ID Rapat,Hari,No,Nama,Peran,Wilayah
      lok-2023,2023-06-10,1,Orang A,Camat,Kec. Manuhing
      lok-2024,2024-06-10,1,Orang B,Camat,Kec. Kurun
      lok-2024,2024-06-10,2,Orang C,Kepala Desa,Takaras

      """, to: "hadir.csv")
    try place.imports("run", "rapat", "rapat.csv").expect(0)
    try place.imports("run", "rapat_hadir", "hadir.csv").expect(0)
    func rows(_ table: String) throws -> [[String]] {
      try place.report("run", "training_coverage", "--region", "62.10", "--format", "csv", "--set", "table=\(table)")
        .expect(0).cells.dropFirst().map { $0 }
    }
    #expect(
      try rows("regions") == [
        ["62.10.02", "Kurun", "2", "2", "1", "50", "1", "1", "1", "1"],
        ["62.10.06", "Rungan", "2", "1", "1", "50", "1", "1", "1", "0"],
        ["62.10.07", "Manuhing", "1", "1", "0", "0", "1", "1", "0", "0"],
      ])
    #expect(try rows("without_workshop").map { $0[1] } == ["Manuhing"])
    #expect(try rows("without_practice").map { $0[1] } == ["Rungan"])
    // An action under way after the workshop is practice too.
    try place.imports(
      "action", "add", "rb-rungan", "Pendataan", "--party", "Camat", "--due", "2024-12-01", "--place", "Rungan"
    ).expect(0)
    try place.imports("action", "update", "rb-rungan", "1", "--status", "berjalan", "--date", "2024-08-01").expect(0)
    #expect(try rows("without_practice") == [])
    try place.report("run", "training_coverage", "--set", "participants=camat").expect(64)
      .says("yang ada: tidak_disebut, aparatur_desa")
  }

  /// Rows made at random: each is kept under the village that its names mean, or rejected.
  @Test func noRowIsLostOrPutUnderAVillageThatItDoesNotName() throws {
    let place = try workplace()
    let villages = [
      ("Kurun", "Petak Bahandang", 6_210_022_002), ("Kurun", "Tumbang Tambirah", 6_210_022_003),
      ("Rungan", "Takaras", 6_210_062_006), ("Rungan", "Linau", 6_210_062_007),
      ("Manuhing", "Tumbang Talaken", 6_210_072_001),
    ]
    var state: UInt64 = 20_240_131
    func next(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % count
    }
    var text = "no,jenis pelatihan,tanggal,id desa,provinsi,kabupaten,kecamatan,desa,jumlah\n"
    var expected: [String] = []
    for row in 0..<300 {
      let village = villages[next(villages.count)]
      let code = ["\(village.2)", "#N/A", "\(villages[next(villages.count)].2)", "6299999999", ""][next(5)]
      let isKnown = next(6) > 0
      let name = isKnown ? [village.1, village.1.uppercased(), " \(village.1) "][next(3)] : "Antah Berantah"
      text += "\(row % 7 + 1),K\(row),2024-03-05,\(code),Kalimantan Tengah,Gunung Mas,\(village.0),\(name),1\n"
      if isKnown { expected.append("K\(row) \(village.2)") }
    }
    try place.write(text, to: "acak.csv")
    let outcome = try place.imports("run", "pelatihan", "acak.csv").expect(65)
    #expect(outcome.text.contains("dibaca 300, baru \(expected.count), "))
    #expect(outcome.text.contains("ditolak \(300 - expected.count)"))
    let stored = try place.query("SELECT plt_jenis || ' ' || plt_wilayah FROM data_pelatihan")
    #expect(stored.sorted() == expected.sorted())
  }

  /// The ministry's list of 2024: 433 codes fit, all others were looked up by a village's name alone or not found.
  @Test(.enabled(if: SharedFiles.isThere, SharedFiles.why))
  func theListOfTheMinistryIsResolvedByNamesWithinParents() throws {
    let place = try Workplace()
    try place.admin("init").expect(0)
    try place.imports(
      "run", "region_register", SharedFiles.path("reference/regions_national_2025.csv"), "--set",
      "effective=2025-04-25", "--quiet"
    ).expect(0)
    let outcome = try place.imports(
      "run", "pelatihan", SharedFiles.path("data/misc/pelatihan-masyarakat-desa-2024.csv"), "--json", "--diagnostics",
      "catatan.csv"
    ).expect(65)
    let rows = try outcome.json()["batches"][0]["rows"]
    // Two rows add to others: 717 + 2 + 53 = 772.
    #expect(rows["read"].int == 772 && rows["new"].int == 717 && rows["rejected"].int == 53)
    let notes = try String(decoding: place.bytes("catatan.csv"), as: UTF8.self).split(whereSeparator: \.isNewline)
    #expect(notes.count { $0.hasPrefix("region-by-name,") } == 174)
    #expect(notes.count { $0.hasPrefix("regency-not-found,error") } == 34)
    // Row 5 is Karangsari of Bekasi, whatever its code of Lampung says.
    #expect(try place.query("SELECT count(*) FROM data_pelatihan WHERE plt_wilayah = 1810052008") == ["0"])
    #expect(try place.query("SELECT plt_peserta FROM data_pelatihan WHERE plt_wilayah = 3216112008") == ["2"])
  }
}
