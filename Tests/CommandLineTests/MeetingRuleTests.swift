import Foundation
import Testing

/// What is judged about records when they are read: against other records, and against what was said before.
struct MeetingRuleTests {
  private let meeting = "tl_rapat=rakor-2021"

  @Test func progressOfAnActionThatThereIsNotIsRejectedWithTheNumbersThereAre() throws {
    let place = try MeetingStore.workplace()
    let log = "ID Rapat,Nomor,Tanggal,Status\nrakor-2021,9,2021-08-01,proses\nrakor-2021,4,2021-08-01,proses\n"
    try place.write(log, to: "maju.csv")
    let none = try place.imports("run", "tindak_lanjut_kemajuan", "maju.csv").expect(65)
    #expect(none.errors.contains("impor dulu RKTL-nya dengan importir `tindak_lanjut`"))
    try place.imports("run", "tindak_lanjut", "rktl.csv", "--set", meeting).expect(0)
    let outcome = try place.imports("run", "tindak_lanjut_kemajuan", "maju.csv").expect(65)
    #expect(outcome.text.contains("dibaca 2, baru 1, berubah 0, tetap 0, dihapus 0, ditolak 1"))
    #expect(
      outcome.errors.contains(
        "maju.csv:2:2: galat: rapat `rakor-2021` tidak punya tindak lanjut nomor 9; nomornya 1 sampai 4"))
    // With gaps between them the nearest are named.
    try place.imports("run", "tindak_lanjut", "rktl.csv", "--set", "tl_rapat=rakor-2022").expect(0)
    try place.write("No,Rencana Tindak Lanjut,Batas Waktu,PJ\n12,Evaluasi,2022-12-01,Camat\n", to: "lagi.csv")
    try place.imports("run", "tindak_lanjut", "lagi.csv", "--set", "tl_rapat=rakor-2022").expect(0)
    try place.write(log.replacing("rakor-2021", with: "rakor-2022"), to: "maju.csv")
    let gap = try place.imports("run", "tindak_lanjut_kemajuan", "maju.csv", "--dry-run").expect(65)
    #expect(gap.errors.contains("nomor 9; yang terdekat: 1, 2, 3, 4, 12"))
    // What was rejected comes in once its action is there.
    try place.imports("action", "add", "rakor-2021", "Bimtek", "--party", "Kabid", "--due", "2021-12-01").expect(0)
    try place.write("No,Rencana Tindak Lanjut,Batas Waktu,PJ\n9,Evaluasi,2021-12-01,Camat\n", to: "lagi.csv")
    try place.imports("run", "tindak_lanjut", "lagi.csv", "--set", meeting).expect(0)
    let batch = try place.query("SELECT max(batch) FROM reject")
    try place.imports("rejects", "retry", try #require(batch.first)).expect(0).says("baru 1")
    #expect(
      try place.query(
        "SELECT kem_nomor FROM data_tindak_lanjut_kemajuan WHERE kem_rapat = 'rakor-2021' ORDER BY 1") == ["4", "9"])
    try place.admin("verify").expect(0)
  }

  @Test func aStatusThatGoesBackIsToldAgainstTheStoreAndTheSameInput() throws {
    let place = try MeetingStore.workplace()
    try place.imports("run", "tindak_lanjut", "rktl.csv", "--set", meeting).expect(0)
    try place.imports("action", "close", "rakor-2021", "1", "--date", "2021-09-01", "--evidence", "SK 4").expect(0)
    try place.write(
      """
      ID Rapat,Nomor,Tanggal,Pihak,Status
      rakor-2021,1,2021-08-01,,proses
      rakor-2021,1,2021-10-01,,proses
      rakor-2021,4,2021-08-01,Camat Kurun,batal
      rakor-2021,4,2021-08-02,Camat Kurun,belum
      rakor-2021,4,2021-08-02,Camat Rungan,belum
      rakor-2021,2,2021-10-01,,belum

      """, to: "maju.csv")
    let outcome = try place.imports("run", "tindak_lanjut_kemajuan", "maju.csv").expect(0)
    for told in [
      "maju.csv:3:5: peringatan: kem_status: status mundur dari Selesai (2021-09-01) ke Sedang berjalan",
      "maju.csv:5:5: peringatan: kem_status: status mundur dari Dibatalkan (2021-08-01) ke Belum dilaksanakan",
      "maju.csv:7:5: peringatan: kem_status: status mundur dari Selesai ke Belum dilaksanakan",
    ] { #expect(outcome.errors.contains(told), "\(told)") }
    #expect(outcome.errors.components(separatedBy: "status mundur").count == 4)
    // A command is read like a table.
    let again = try place.imports(
      "action", "update", "rakor-2021", "1", "--status", "belum", "--date", "2021-11-01"
    ).expect(0)
    #expect(again.errors.contains("peringatan: kem_status: status mundur dari Sedang berjalan (2021-10-01)"))
    // So is a plan that is read again.
    try place.write(MeetingStore.plan.replacing("✓", with: "proses"), to: "rktl.csv")
    let plan = try place.imports("run", "tindak_lanjut", "rktl.csv", "--set", meeting).expect(0)
    #expect(plan.errors.contains("rktl.csv:4:9: peringatan: tl_status: status mundur dari Selesai ke Sedang berjalan"))
  }

  @Test func aClosedActionWithoutEvidenceIsTold() throws {
    let place = try MeetingStore.workplace()
    let plan = """
      No,Rencana Tindak Lanjut,Batas Waktu,Penanggung Jawab,Status,Bukti
      1,Asistensi,2021-08-01,Camat,selesai,
      2,Bimtek,2021-08-01,Camat,selesai,Laporan 3
      3,Evaluasi,2021-08-01,Camat,proses,

      """
    try place.write(plan, to: "rktl.csv")
    let told = try place.imports("run", "tindak_lanjut", "rktl.csv", "--set", meeting).expect(0)
    #expect(told.errors.contains("rktl.csv:2:6: peringatan: tindak lanjut nomor 1 dinyatakan selesai tanpa bukti"))
    #expect(told.errors.contains("sinergi-import action close rakor-2021 1 --evidence …"))
    #expect(!told.errors.contains("nomor 2 dinyatakan"))
    let closed = try place.imports("action", "close", "rakor-2021", "3", "--date", "2021-08-01").expect(0)
    #expect(closed.errors.contains("peringatan: tindak lanjut nomor 3 dinyatakan selesai tanpa bukti"))
    // Evidence that the action or its log has serves.
    let kept = try place.imports("action", "close", "rakor-2021", "2", "--date", "2021-08-01").expect(0)
    #expect(!kept.errors.contains("tanpa bukti"))
    try place.imports("action", "close", "rakor-2021", "1", "--date", "2021-08-01", "--evidence", "SK 4").expect(0)
    let again = try place.imports("run", "tindak_lanjut", "rktl.csv", "--set", meeting, "--dry-run").expect(0)
    #expect(!again.errors.contains("nomor 1 dinyatakan"))
  }

  @Test func attendanceAboveItsQuotaIsToldAtTheRowThatPassesIt() throws {
    let place = try MeetingStore.workplace()
    try place.write(
      "ID Rapat,Peran,Unit,Kuota\nrakor-2021,Camat,,2\nrakor-2021,Pendamping,TAPM,3\nrakor-2021,Pendamping,PLD,4\n",
      to: "kuota.csv")
    try place.imports("run", "rapat_kuota", "kuota.csv").expect(0)
    try place.write(
      """
      ID Rapat,Hari,No,Peran,Jumlah
      rakor-2021,2021-06-16,1,Camat,
      rakor-2021,2021-06-16,2,camat,
      rakor-2021,2021-06-16,3,Camat,
      rakor-2021,2021-06-16,4,Camat,
      rakor-2021,2021-06-17,1,Camat,
      rakor-2021,2021-06-17,2,Pendamping,8
      rakor-2021,2021-06-17,3,Undangan,99

      """, to: "hadir.csv")
    for _ in 0..<2 {
      let outcome = try place.imports("run", "rapat_hadir", "hadir.csv").expect(0)
      #expect(
        outcome.errors.contains(
          "hadir.csv:4:4: peringatan: peran Camat pada 2021-06-16: yang hadir 3 orang, kuotanya 2"))
      #expect(
        outcome.errors.contains(
          "hadir.csv:7:4: peringatan: peran Pendamping pada 2021-06-17: yang hadir 8 orang, kuotanya 7"))
      #expect(outcome.errors.components(separatedBy: "yang hadir").count == 3)
    }
    // Those on record count with the ones that come later.
    try place.write(
      "ID Rapat,Hari,No,Peran\nrakor-2021,2021-06-17,9,Camat\nrakor-2021,2021-06-17,10,Camat\n", to: "lagi.csv")
    let more = try place.imports("run", "rapat_hadir", "lagi.csv").expect(0)
    #expect(more.errors.contains("lagi.csv:3:4: peringatan: peran Camat pada 2021-06-17: yang hadir 3 orang"))
  }

  @Test func aPartyThatNoRegisterKnowsOnItsDayIsTold() throws {
    let place = try MeetingStore.workplace()
    let plan = """
      No,Rencana Tindak Lanjut,Lokasi,Mulai,Batas Waktu,Penanggung Jawab
      1,a,Gunung Mas,,2021-08-01,DPMT
      2,b,Gunung Mas,,2021-08-01,Dinas Pemberdayaan Masyarakat dan Desa
      3,c,Gunung Mas,2021-07-01,2021-08-01,Kepala DPMD
      4,d,Gunung Mas,2022-07-01,2022-08-01,Plt. Kepala DPMD
      5,e,Gunung Mas,,2021-08-01,Camat se-Kabupaten
      6,f,Gunung Mas,,2021-08-01,Camat Kurun
      7,g,Gunung Mas,,2021-08-01,Camat
      8,h,Kurun,,2021-08-01,Camat
      9,i,Gunung Mas,,2021-08-01,PLD
      10,j,Gunung Mas,,2021-08-01,Siapa Saja
      11,k,Gunung Mas,,2021-08-01,DPMD Kabupaten Gunung Mas

      """
    try place.write(plan, to: "rktl.csv")
    let silent = try place.imports("run", "tindak_lanjut", "rktl.csv", "--set", meeting, "--dry-run").expect(0)
    #expect(!silent.errors.contains("tl_penanggung_jawab:"), "without a register nothing is said")
    try place.write(
      "Singkatan,Nama Instansi,Tingkat,Wilayah\nKemendagri,Kementerian Dalam Negeri,pusat,\n", to: "pusat.csv")
    try place.imports("run", "instansi", "pusat.csv", "--set", "period=2021").expect(0)
    let national = try place.imports("run", "tindak_lanjut", "rktl.csv", "--set", meeting, "--dry-run").expect(0)
    #expect(!national.errors.contains("tl_penanggung_jawab:"), "ministries say nothing of a kabupaten's offices")
    try place.write(
      "Singkatan,Nama Instansi,Tingkat\nDPMD,Dinas Pemberdayaan Masyarakat dan Desa,kabupaten\n", to: "instansi.csv")
    try place.imports("run", "instansi", "instansi.csv", "--set", "period=2021").expect(0)
    try place.write(
      "Instansi,Jabatan,Mulai,Sampai\nDPMD,Kepala DPMD,2018-01-01,2021-06-30\nDPMD,Kepala DPMD,2022-01-01,\n",
      to: "pejabat.csv")
    try place.imports("run", "pejabat", "pejabat.csv").expect(0)
    let outcome = try place.imports("run", "tindak_lanjut", "rktl.csv", "--set", meeting).expect(0)
    for told in [
      "rktl.csv:2:6: peringatan: tl_penanggung_jawab: `DPMT` tidak ada di antara instansi dan pejabat yang tercatat; mungkin maksudnya `DPMD`?",
      "rktl.csv:4:6: peringatan: tl_penanggung_jawab: `Kepala DPMD` tidak menjabat pada 2021-07-01: masa jabatannya 2018-01-01 s.d. 2021-06-30",
      "rktl.csv:8:6: peringatan: tl_penanggung_jawab: `Camat` tidak ada",
      "rktl.csv:11:6: peringatan: tl_penanggung_jawab: `Siapa Saja` tidak ada",
    ] { #expect(outcome.errors.contains(told), "\(told)") }
    #expect(outcome.errors.components(separatedBy: "peringatan: tl_penanggung_jawab").count == 5)
    try place.write("ID Rapat,No,Isu,Pemilik,Tanggal\nrakor-2021,1,Data kurang,DPMT,2021-06-16\n", to: "isu.csv")
    let issue = try place.imports("run", "isu", "isu.csv").expect(0)
    #expect(issue.errors.contains("isu.csv:2:4: peringatan: isu_pemilik: `DPMT` tidak ada"))
  }

  @Test func aPlaceOutsideTheRegionOfItsMeetingIsTold() throws {
    let place = try MeetingStore.workplace()
    try place.write("code,name\n62.11,Kabupaten Lain\n62.11.01,Seberang\n62.11.01.2001,Hulu\n", to: "lain.csv")
    try place.imports(
      "run", "region_register", "lain.csv", "--set", "effective=2018-01-02", "--set", "coverage=partial"
    ).expect(0)
    let files = [
      ("tindak_lanjut", "No,Rencana Tindak Lanjut,Lokasi,Batas Waktu,PJ", "2,Bimtek,62.11.01,2021-12-01,Kabid", 3),
      ("aspirasi", "No,Aspirasi,Tema,Desa", "2,Jalan,infrastruktur,62.11.01.2001", 4),
      ("rapat_hadir", "No,Hari,Peran,Wilayah", "2,2021-06-16,Camat,62.11.01", 4),
      ("delegasi", "No,Delegasi,Wilayah", "2,Kabupaten Lain,62.11", 3),
    ]
    for (importer, header, row, column) in files {
      let inside = row.replacing("62.11.01.2001", with: "62.10.02.2002").replacing("62.11.01", with: "62.10.02")
        .replacing("62.11", with: "62.10").dropFirst()
      try place.write("\(header),ID Rapat\n1\(inside),rakor-2021\n\(row),rakor-2021\n", to: "data.csv")
      let outcome = try place.imports("run", importer, "data.csv").expect(0)
      #expect(outcome.errors.contains("data.csv:3:\(column): peringatan:"), "\(importer): \(outcome.errors)")
      #expect(
        outcome.errors.contains("di luar wilayah rapat `rakor-2021`, Kabupaten Gunung Mas (62.10)"), "\(importer)")
      #expect(outcome.errors.components(separatedBy: "di luar wilayah").count == 2, "\(importer)")
    }
    // A province may send somebody to a kabupaten.
    try place.write("No,Hari,Peran,Wilayah,ID Rapat\n3,2021-06-16,Narasumber,62,rakor-2021\n", to: "data.csv")
    let above = try place.imports("run", "rapat_hadir", "data.csv").expect(0)
    #expect(!above.errors.contains("di luar wilayah"))
  }
}
