import Testing

/// A store with a kabupaten, two meetings of its, and the plan of the first as a file that was not read yet.
enum MeetingStore {
  static func workplace() throws -> Workplace {
    let place = try Workplace()
    try place.write(
      """
      code,name
      62,Kalimantan Tengah
      62.10,Kabupaten Gunung Mas
      62.10.02,Kurun
      62.10.02.2002,Petak Bahandang
      62.10.02.2003,Tumbang Tambirah
      62.10.06,Rungan
      62.10.06.2006,Takaras

      """, to: "daftar.csv")
    try place.write(
      """
      ID Rapat,Jenis,Judul,Wilayah,Mulai,Selesai,Tempat,Pimpinan,Notulis,Nomor BA
      rakor-2021,Rakor,Rapat Koordinasi Satker P3MD,Kab. Gunung Mas,16 Juni 2021,17 Juni 2021,Kuala Kurun,Kepala DPMD,Sekretaris,414/12/DPMD/2021
      rakor-2022,Rakor,Rapat Koordinasi Satker P3MD,Kab. Gunung Mas,Jum'at (18/11/22),18-11-2022,Kuala Kurun,Kepala DPMD,,

      """, to: "rapat.csv")
    try place.write(plan, to: "rktl.csv")
    try place.admin("init").expect(0)
    try place.imports("run", "region_register", "daftar.csv", "--set", "effective=2018-01-01").expect(0)
    try place.imports("run", "rapat", "rapat.csv").expect(0)
    return place
  }

  static let plan = """
    RENCANA KERJA TINDAK LANJUT,,,,,,,,
    No,Permasalahan,Rencana Tindak Lanjut,Lokasi,Mulai,Batas Waktu,Penanggung Jawab,Biaya (Rp),Status
    1,RKP terlambat,Asistensi RKP Desa,Kec. Kurun,1 Juli 2021,30 September 2021,Camat Kurun,,proses
    2,Data kurang,Pemutakhiran data SDGs,Gunung Mas,,31/08/2021,Kabid PMD,"25.000.000",✓
    3,Jalan rusak,Usulan perbaikan,"Takaras, Rungan",,2021-12-31,Kepala Desa,,terlambat
    4,,Verifikasi profil desa,Gunung Mas,,2021-12-31,Camat se-Kabupaten,,belum

    """
}
