import Testing

/// Facilitators, aspirations, supervision and kecamatan teams, from tables to reports.
struct FieldworkTests {
  private func workplace() throws -> Workplace {
    let place = try Workplace()
    try place.write(TrainingTests.register, to: "daftar.csv")
    try place.write(
      """
      ID Rapat,Jenis,Judul,Wilayah,Mulai,Tempat
      binwas-1,binwas,Binwas contoh,Kec. Kurun,2024-02-05,Puskesmas Kurun
      rb-kurun,Rakor,Rapat Rumah Bersama,Kec. Kurun,2024-07-01,Kantor Camat
      kiprah-1,kiprah desa,Kiprah desa contoh,Gunung Mas,2021-05-04,Kurun
      kiprah-2,kiprah desa,Kiprah desa kedua,Gunung Mas,2022-05-04,Kurun

      """, to: "rapat.csv")
    try place.admin("init").expect(0)
    try place.imports("run", "region_register", "daftar.csv", "--set", "effective=2018-01-01").expect(0)
    try place.imports("run", "rapat", "rapat.csv").expect(0)
    return place
  }

  private func rows(_ place: Workplace, _ report: String, _ table: String, _ more: String...) throws -> [[String]] {
    try place.run(.report, ["run", report, "--region", "62.10", "--format", "json"] + more).expect(0).json()
      .table(table).rows
  }

  @Test func facilitatorsAreCountedAgainstWhatAKecamatanNeeds() throws {
    let place = try workplace()
    try place.write(
      """
      Jabatan,Nama,Wilayah,Mulai,Sampai,Domisili
      PLD,Contoh Satu,Petak Bahandang,2024-01-01,,Takaras
      PLD,Contoh Satu,Takaras,2024-01-01,,Takaras
      PLD,Contoh Tiga,Tumbang Tambirah,2023-01-01,2023-12-31,
      PLD,Contoh Empat,Tumbang Tambirah,2024-02-01,,
      PLD,Contoh Sembilan,Tumbang Tambirah,2024-03-01,,
      PD,Contoh Dua,Kec. Kurun,2024-01-01,,Kec. Kurun
      PDTI,Contoh Lima,Kec. Kurun,2022-01-01,2022-12-31,
      PDTI,Contoh Enam,Kec. Kurun,2023-02-01,,
      TAPM,Contoh Tujuh,Gunung Mas,2024-01-01,,
      Korkab,Contoh Delapan,Gunung Mas,2024-01-01,,

      """, to: "pd.csv")
    try place.imports("run", "pendamping", "pd.csv").expect(0)
    let day = ["--as-of", "2024-12-15"]
    #expect(
      try rows(place, "facilitator_coverage", "regions", day[0], day[1]) == [
        ["62.10.02", "Kurun", "2", "3", "1", "0", "0", "1", "1", "1", "0"],
        ["62.10.06", "Rungan", "2", "1", "1", "0", "1", "0", "2", "0", "1"],
        ["62.10.07", "Manuhing", "1", "0", "1", "1", "1", "0", "2", "0", "1"],
      ])
    #expect(
      try rows(place, "facilitator_coverage", "several", day[0], day[1]) == [
        ["Contoh Satu", "pld", "2", "Kurun, Rungan"]
      ])
    #expect(
      try rows(place, "facilitator_coverage", "outside", day[0], day[1]) == [
        ["62.10.02.2002", "Petak Bahandang", "Contoh Satu", "pld", "62.10.06.2006", "Takaras"]
      ])
    #expect(
      try rows(place, "facilitator_coverage", "staff", day[0], day[1]) == [
        ["62.10", "Kabupaten Gunung Mas", "1", "1", "1", "1", "3", "0", "0"]
      ])
    #expect(
      try rows(place, "facilitator_coverage", "periods", day[0], day[1]) == [
        ["62.10.02", "pdti", "Contoh Lima", "Contoh Enam", "gap", "31"],
        ["62.10.02.2003", "pld", "Contoh Tiga", "Contoh Empat", "gap", "31"],
        ["62.10.02.2003", "pld", "Contoh Empat", "Contoh Sembilan", "overlap", ""],
      ])
    let one = ["--set", "pd_per_district=1", "--set", "villages_per_pld=1"]
    let ratios = try rows(place, "facilitator_coverage", "regions", day[0], day[1], one[0], one[1], one[2], one[3])
    #expect(ratios.map { [$0[4], $0[5], $0[8]] } == [["2", "0", "0"], ["2", "1", "1"], ["1", "1", "1"]])
    // Of a kecamatan the same people, with all the places they serve.
    let near = try place.report(
      "run", "facilitator_coverage", "--region", "62.10.06", "--as-of", "2024-12-15", "--format", "json"
    ).expect(0).json()
    #expect(near.table("several").rows.map { $0[3] } == ["Kurun, Rungan"])
    let hidden = try rows(place, "facilitator_coverage", "several", day[0], day[1], "--anonymise")
    #expect(hidden == [["Orang 1", "pld", "2", "Kurun, Rungan"]])
  }

  @Test func aspirationsAreTracedIntoTheBudgetsOfTheirVillages() throws {
    let place = try workplace()
    try place.write(
      """
      ID Rapat,No,Desa,Tema,Aspirasi,Usulan,Baris rencana,Baris anggaran,Terlaksana,Jawaban
      kiprah-1,1,Petak Bahandang,Kesehatan,Timbangan posyandu,DU-RKP no. 4,RKP 2022,2.2.02 Penyelenggaraan Posyandu,ya,Masuk
      kiprah-1,2,Petak Bahandang,Jalan,Perbaikan jalan usaha tani,,RKP 2022,02.03.11.,,
      kiprah-1,3,Takaras,Air bersih,Sumur bor,Usulan 7,,2.4.08,,
      kiprah-2,1,Petak Bahandang,Infrastruktur,perbaikan jalan usaha tani,,,,,
      kiprah-2,2,Takaras,Jalan,Jembatan gantung,,,dianggarkan,,

      """, to: "asp.csv")
    try place.write(
      """
      kode_desa,tahun,versi,kegiatan,rekening,sumber_dana,anggaran,realisasi
      62.10.02.2002,2020,apbdes,02.03.11.,5.3.1.,DDS,90000000,
      62.10.02.2002,2022,apbdes,02.02.02.,5.2.1.,DDS,10000000,
      62.10.02.2002,2022,perubahan_1,02.02.02.,5.2.1.,DDS,12000000,11500000
      62.10.02.2002,2022,perubahan_1,02.02.02.,5.3.1.,DDS,3000000,

      """, to: "apbdes.csv")
    try place.imports("run", "aspirasi", "asp.csv").expect(0)
    try place.imports("run", "apbdes", "apbdes.csv").expect(0)
    let trace = try rows(place, "aspirations", "trace").map { [$0[1]] + $0[5...] }
    #expect(
      trace == [
        ["1", "Perubahan 1", "2022", "15000000", "11500000", "ya"],
        ["2", "tidak ditemukan dalam APB Desa", "2022", "", "", "belum"],
        ["3", "APB Desa belum ada dalam data", "", "", "", "belum"],
        ["2", "tanpa kode kegiatan", "", "", "", "belum"],
      ])
    let waiting = try rows(place, "aspirations", "unanswered", "--as-of", "2022-05-05")
    #expect(waiting.map { [$0[0], $0[1], $0[6]] }.first == ["kiprah-1", "2", "366"])
    #expect(waiting.map { $0[6] } == ["366", "366", "1", "1"])
    #expect(
      try rows(place, "aspirations", "duplicates").map { Array($0[0...3]) } == [["kiprah-1", "2", "kiprah-2", "1"]])
    // Asked about one year, a duplicate of an earlier one is still proposed.
    let later = try rows(place, "aspirations", "duplicates", "--period", "2022")
    #expect(later.map { Array($0[0...3]) } == [["kiprah-1", "2", "kiprah-2", "1"]])
    #expect(
      try rows(place, "aspirations", "themes_regions").map { Array($0[0...3]) } == [
        ["Air bersih", "Kabupaten Gunung Mas", "1", "1"], ["Infrastruktur", "Kabupaten Gunung Mas", "1", "0"],
        ["Jalan", "Kabupaten Gunung Mas", "2", "2"], ["Kesehatan", "Kabupaten Gunung Mas", "1", "1"],
      ])
  }

  private static let findings = """
    No,Layanan,Titik layanan,Desa,Temuan,Tingkat,Rekomendasi,Penanggung jawab,Batas waktu,Periksa ulang,Hasil periksa ulang,Status
    1,kesehatan,Puskesmas Kurun,Kec. Kurun,Stok vaksin tidak dicatat,berat,Buat buku stok vaksin,Kepala Puskesmas,2024-03-31,2024-04-15,,proses
    2,kesehatan,Posyandu Melati,Petak Bahandang,Timbangan rusak,sedang,Ganti timbangan,Kepala Desa,2024-04-30,,,belum
    3,kantor desa,Kantor Desa,Petak Bahandang,RKP Desa terlambat,ringan,Tetapkan RKP Desa,Kepala Desa,2024-02-29,2024-03-01,Ditetapkan,selesai
    4,kantor desa,Kantor Desa,Petak Bahandang,Papan informasi kosong,ringan,,Kepala Desa,2024-02-29,,,

    """

  @Test func findingsAreActionsOfTheirVisitWithAReCheck() throws {
    let place = try workplace()
    try place.write(Self.findings, to: "temuan.csv")
    try place.imports("run", "binwas_temuan", "temuan.csv", "--set", "tl_rapat=binwas-1").expect(65)
      .says("temuan.csv:5:7: galat: tl_kegiatan kosong, padahal wajib diisi")
    let now = ["--as-of", "2024-05-01"]
    #expect(
      try rows(place, "supervision", "services", now[0], now[1]) == [
        ["kesehatan", "2", "2", "0", "2", "1"], ["kantor", "1", "0", "1", "0", "0"],
      ])
    let found = try rows(place, "supervision", "findings", now[0], now[1])
    #expect(
      found.map { [$0[1], $0[6], $0[10], $0[11]] } == [
        ["1", "Buat buku stok vaksin", "15 Apr 2024 (terlewat)", ""],
        ["2", "Ganti timbangan", "belum dijadwalkan", ""],
        ["3", "Tetapkan RKP Desa", "01 Mar 2024", "Ditetapkan"],
      ])
    // One entity: the matrix of the visit shows them, and commands close them.
    try place.imports("action", "close", "binwas-1", "2", "--date", "2024-04-30", "--evidence", "Foto").expect(0)
    #expect(try rows(place, "supervision", "services", now[0], now[1])[0] == ["kesehatan", "2", "1", "1", "1", "1"])
    try place.report("run", "actions", "--set", "meeting=binwas-1").expect(0).says("Stok vaksin")
  }

  @Test func theChecklistOfDocumentsIsFilledInAndReadBack() throws {
    let place = try workplace()
    let list = try place.report(
      "run", "supervision", "--period", "2024", "--format", "csv", "--set", "table=checklist"
    ).expect(0)
    #expect(list.cells.count == 8 && list.cells[3][2] == "2023-09-30" && list.cells[5][2] == "2023-12-31")
    var lines = list.lines
    let answers = ["tidak berlaku", "✓", "belum", "kurang lengkap", "belum", "belum", "entah"]
    for (index, answer) in answers.enumerated() {
      lines[index + 1] = lines[index + 1].replacing(",,,", with: ",\(answer),,")
    }
    try place.write(lines.joined(separator: "\n") + "\n", to: "periksa.csv")
    try place.imports(
      "run", "binwas_periksa", "periksa.csv", "--set", "bp_rapat=binwas-1", "--set", "bp_titik_layanan=Kantor Desa"
    ).expect(65).says("periksa.csv:8:4: galat: bp_jawaban: `entah` bukan pilihan yang dikenal")
    let lacking = try rows(place, "supervision", "lacking")
    #expect(
      lacking.map { [$0[1], $0[4], $0[6]] } == [
        ["3", "tidak", "lewat batas"], ["4", "sebagian", "lewat batas"], ["5", "tidak", "lewat batas"],
        ["6", "tidak", ""],
      ])
    let visits = try rows(place, "supervision", "visits")
    #expect(visits.map { Array($0[0...6]) } == [["binwas-1", "2024-02-05", "Puskesmas Kurun", "6", "1", "1", "3"]])
    // A second service point of the same visit has answers of its own.
    try place.imports(
      "run", "binwas_periksa", "periksa.csv", "--set", "bp_rapat=binwas-1", "--set", "bp_titik_layanan=Desa lain"
    ).expect(65).says("baru 6")
    try place.imports("template", "binwas_temuan", "--region", "62.10", "--period", "2024", "--output", "isian.xlsx")
      .expect(0)
  }

  @Test func everyKecamatanHasATeamOrIsFlaggedAndDoubleActionsAreFound() throws {
    let place = try workplace()
    try place.write(
      """
      Kecamatan,Unsur,Kedudukan,Nomor SK,Tanggal SK
      Kurun,Camat Kurun,Ketua,138/12/2024,2024-01-02
      Kurun,Sekretaris Camat,Sekretaris,,
      Kurun,UPT Puskesmas Kurun,Anggota,,
      Kurun,Kasi Kesejahteraan Sosial,Anggota,,
      Rungan,Sekretaris Camat,Ketua,138/13/2024,2024-01-03

      """, to: "tim.csv")
    try place.write(
      """
      No,Rencana Tindak Lanjut,Lokasi,Mulai,Batas Waktu,Penanggung Jawab,Sumber Dana
      1,Pelatihan kader posyandu,Petak Bahandang,2024-07-01,2024-09-30,Puskesmas,BOK
      2,Pelatihan Kader Posyandu,Petak Bahandang,2024-08-01,2024-10-31,Kepala Desa,Dana Desa
      3,Pelatihan kader posyandu,Petak Bahandang,2025-08-01,2025-10-31,Kepala Desa,Dana Desa
      4,Pelatihan kader posyandu,Takaras,2024-08-01,2024-10-31,Kepala Desa,Dana Desa
      5,Penataan arsip,Gunung Mas,,2024-10-31,DPMD,APBD

      """, to: "rktl.csv")
    try place.imports("run", "rumah_bersama", "tim.csv", "--set", "period=2024").expect(0)
    try place.imports("run", "tindak_lanjut", "rktl.csv", "--set", "tl_rapat=rb-kurun").expect(0)
    #expect(
      try rows(place, "rumah_bersama", "teams").map { [$0[1], $0[3], $0[4], $0[5], $0[7], $0[8]] } == [
        ["Kurun", "incomplete", "4", "6", "138/12/2024", "2024-01-02"],
        ["Rungan", "not_led", "1", "9", "138/13/2024", "2024-01-03"], ["Manuhing", "none", "0", "10", "", ""],
      ])
    let missing = try rows(place, "rumah_bersama", "missing")
    #expect(missing.filter { $0[1] == "Kurun" }.map { $0[2] }.contains("Pekerja sosial"))
    #expect(missing.contains(["62.10.06", "Rungan", "Camat"]))
    #expect(try rows(place, "rumah_bersama", "agenda").map { $0[10] }.sorted() == (1...4).map { "rb-kurun#\($0)" })
    #expect(try rows(place, "rumah_bersama", "clashes").map { [$0[3], $0[6]] } == [["rb-kurun#1", "rb-kurun#2"]])
    let own = try rows(place, "rumah_bersama", "teams", "--set", "members=Camat; Sekretaris Camat")
    #expect(own.map { $0[5] } == ["0", "1", "2"])
    try place.report("run", "rumah_bersama", "--set", "members=;").expect(64).says("sedikitnya satu unsur")
  }

  @Test(arguments: ["rumah_bersama", "facilitator_coverage"])
  func longTablesAreCutForReadersAndWholeForPrograms(report: String) throws {
    let place = try SampleStore.workplace()
    let table = report == "rumah_bersama" ? "teams" : "regions"
    let cut = try place.report("run", report, "--set", "limit=3", "--format", "json").expect(0).json().table(table)
    #expect(cut.rows.count == 3)
    let text = try place.report("run", report, "--set", "limit=3").expect(0).text
    #expect(text.contains("3 baris pertama dari "))
    let whole = try place.report("run", report, "--format", "json").expect(0).json().table(table)
    #expect(whole.rows.count > 90)
    try place.report("run", report, "--set", "limit=0").expect(64).says("galat:")
  }
}
