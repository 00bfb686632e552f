extension DiagnosticCatalogue {
  static let register = Group(
    title: LocalizedText(
      id: "Daftar wilayah, sasaran dan daftar kode", en: "Register of regions, targets, lists of codes"),
    kinds: [
      DiagnosticKind(
        "register-missing", .error, frictionless: nil, id: "Daftar wilayah belum dimuat.",
        en: "No register of regions is loaded.",
        fixID: "Muat: sinergi-import run region_register BERKAS --set effective=TTTT-BB-HH.",
        fixEN: "Load one: sinergi-import run region_register FILE --set effective=YYYY-MM-DD.",
        example: "galat: daftar wilayah belum dimuat"),
      DiagnosticKind(
        "register-earliest", .note, frictionless: nil,
        id: "Periode lebih tua dari edisi pertama; edisi pertama yang dipakai.",
        en: "The period is older than the first edition, which serves.", fixID: "Muat edisi lama bila ada.",
        fixEN: "Load an older edition, if there is one.",
        example:
          "idm.csv: catatan: periode 2024 mendahului edisi pertama daftar wilayah (2025-04-25); edisi itu yang dipakai"),
      DiagnosticKind(
        "register-duplicate", .error, frictionless: "primary-key", id: "Kode ada dua kali di daftar.",
        en: "A code stands twice in the register.", fixID: "Hapus salah satu.", fixEN: "Remove one.",
        example: "wilayah.csv:9: galat: 64.01.01.2001 sudah ada di baris 5"),
      DiagnosticKind(
        "register-orphan", .error, frictionless: "foreign-key", id: "Induk sebuah kode tidak ada.",
        en: "The parent of a code is missing.", fixID: "Lengkapi daftarnya.", fixEN: "Complete the list.",
        example: "wilayah.csv:9: galat: induk 64.01 dari 64.01.01 tidak ada"),
      DiagnosticKind(
        "register-level-jump", .error, frictionless: "type-error", id: "Kode melompati satu tingkat.",
        en: "A code leaves out a level.", fixID: "Tulis provinsi.kabupaten.kecamatan.desa.",
        fixEN: "Write province.kabupaten.kecamatan.village.",
        example: "wilayah.csv:9: galat: `64.2001` melompati satu tingkat (provinsi.kabupaten.kecamatan.desa)"),
      DiagnosticKind(
        "register-name-missing", .error, frictionless: "missing-cell", id: "Kode tanpa nama.",
        en: "A code without a name.", fixID: "Isi namanya.", fixEN: "Fill in the name.",
        example: "wilayah.csv:9: galat: 64.01.01.2001 tanpa nama"),
      DiagnosticKind(
        "register-too-long", .error, frictionless: "table-dimensions",
        id: "Berkas terlalu panjang untuk daftar wilayah.", en: "The file is too long for a register.",
        fixID: "Periksa apakah berkasnya benar.", fixEN: "Check whether it is the right file.",
        example: "x.csv: galat: lebih dari 200000 baris: ini bukan daftar wilayah"),
      DiagnosticKind(
        "register-shrinks", .error, frictionless: nil,
        id: "Edisi lengkap akan menutup lebih dari seperlima desa; mungkin terpotong.",
        en: "A complete edition would close more than a fifth of the villages; it may be cut off.",
        fixID: "Periksa berkasnya; bila benar, --set shrink=allow.",
        fixEN: "Check the file; if it is right, --set shrink=allow.",
        example: "wilayah.csv: galat: berkas ini tidak menyebut 400 dari 841 desa yang ada; mungkin terpotong"),
      DiagnosticKind(
        "register-nothing-closed", .warning, frictionless: nil,
        id: "Ada baris ditolak, maka tidak ada desa yang ditutup.", en: "Rows were rejected, so no village was closed.",
        fixID: "Perbaiki barisnya dan muat lagi.", fixEN: "Correct the rows and load it again.",
        example:
          "wilayah.csv: peringatan: ada baris yang ditolak, maka 3 desa yang tidak disebut berkas ini tidak ditutup"),
      DiagnosticKind(
        "register-older-incomplete", .error, frictionless: nil, id: "Edisi yang lebih tua tidak memuat semua provinsi.",
        en: "An older edition lacks provinces.", fixID: "Pakai --set coverage=partial, atau berkas yang lengkap.",
        fixEN: "Use --set coverage=partial, or the whole file.",
        example:
          "wilayah.csv: galat: edisi 2019-01-01 lebih lama dari edisi pertama (2025-04-25) tetapi tidak memuat 2 provinsi: Papua Tengah, Papua Selatan"
      ),
      DiagnosticKind(
        "register-province-late", .note, frictionless: nil, id: "Provinsi baru dikenal sejak edisi ini.",
        en: "A province is known only from this edition on.", fixID: "Tidak perlu apa-apa.", fixEN: "Nothing.",
        example: "wilayah.csv: catatan: provinsi 62 baru dikenal mulai 2025-04-25; periode sebelumnya tidak mengenalnya"
      ),
      DiagnosticKind(
        "target-unknown", .error, frictionless: nil, id: "Target tidak dideklarasikan plugin daerah mana pun.",
        en: "No enabled region plugin declares the target.", fixID: "Periksa idnya dengan sinergi-report run targets.",
        fixEN: "Check its id with sinergi-report run targets.",
        example: "galat: target `naik_status` tidak dideklarasikan oleh plugin daerah yang aktif"),
      DiagnosticKind(
        "region-event-invalid", .error, frictionless: "constraint-error",
        id: "Baris perubahan kode wilayah tidak terbaca.", en: "A row of changes of region codes cannot be read.",
        fixID: "Perbaiki tanggal, jenis, kode atau bagiannya.", fixEN: "Correct its date, kind, codes or share.",
        example:
          "perubahan.csv:4:2: galat: jenis `hilang` tidak dikenal; yang ada: split, merge, move, recode, reassign"),
      DiagnosticKind(
        "target-agreed", .error, frictionless: nil,
        id: "Daftar desa sasaran sudah disepakati dan hanya berubah dengan keputusan.",
        en: "A list of target villages is agreed and changes by a decision only.",
        fixID: "Sebutkan keputusannya: --set decision, reason dan decided.",
        fixEN: "Name the decision: --set decision, reason and decided.",
        example: "galat: daftar 2021 target `naik_status` sudah disepakati"),
      DiagnosticKind(
        "target-list-empty", .error, frictionless: nil, id: "Target belum punya daftar desa untuk tahun itu.",
        en: "The target has no list of villages of that year.", fixID: "Impor daftarnya dengan target_list.",
        fixEN: "Import the list with target_list.",
        example: "galat: target `naik_status` belum punya daftar desa 2021"),
      DiagnosticKind(
        "target-ineligible", .warning, frictionless: nil,
        id: "Desa tidak berstatus awal yang disyaratkan target.",
        en: "A village is not in a status that the target starts from.", fixID: "Pilih desa lain.",
        fixEN: "Choose another village.",
        example: "sasaran.csv:3:3: peringatan: 64.01.10.2004 Luan berstatus Maju pada 2020, bukan Tertinggal"),
      DiagnosticKind(
        "target-start-unknown", .warning, frictionless: nil,
        id: "Status awal desa sasaran tidak diketahui.", en: "The starting status of target villages is unknown.",
        fixID: "Impor data status tahun sebelumnya.", fixEN: "Import the statuses of the year before.",
        example:
          "sasaran.csv: peringatan: 35 desa sasaran 2021 tidak punya status awal: syaratnya tidak dapat diperiksa"),
      DiagnosticKind(
        "target-village-twice", .warning, frictionless: nil,
        id: "Desa sudah ada dalam daftar sasaran tahun lain.", en: "A village is on the list of another year already.",
        fixID: "Tulis luncuran, atau keluarkan dari salah satu daftar.",
        fixEN: "Mark it as carried over, or take it off one of the lists.",
        example: "sasaran.csv:4:3: peringatan: 64.01.10.2007 Biu sudah menjadi desa sasaran baru 2020"),
      DiagnosticKind(
        "target-village-removed", .warning, frictionless: nil,
        id: "Desa tidak ada lagi dalam daftar sasaran yang baru.",
        en: "A village is no longer in the new list of targets.", fixID: "Periksa apakah memang dicabut.",
        fixEN: "Check whether it was meant to go.",
        example: "sasaran.csv: peringatan: 64.01.07.2007 Prayon tidak ada lagi dalam daftar 2021 dan dikeluarkan"),
      DiagnosticKind(
        "target-year-not-planned", .warning, frictionless: nil, id: "Tahun tidak ada dalam rencana target.",
        en: "The year is not in the plan of the target.", fixID: "Periksa tahunnya.", fixEN: "Check the year.",
        example: "sasaran.csv:9:1: peringatan: tahun 2031 tidak ada dalam rencana target"),
      DiagnosticKind(
        "basis-unknown", .warning, frictionless: "constraint-error",
        id: "Dasar penetapan tidak dikenal; dibaca sebagai baru.", en: "An unknown basis; read as new.",
        fixID: "Tulis baru atau luncuran.", fixEN: "Write baru or luncuran.",
        example: "sasaran.csv:9:4: peringatan: dasar `lama` tidak dikenal; dibaca sebagai baru"),
      DiagnosticKind(
        "village-unnamed", .note, frictionless: "missing-cell", id: "Sumber tidak menyebut nama desa.",
        en: "The source names no village.", fixID: "Lengkapi bila diketahui.", fixEN: "Add it, if it is known.",
        example: "sasaran.csv:37:3: catatan: nama tidak disebut di sumber; baris dicatat tanpa desa"),
      DiagnosticKind(
        "code-missing", .error, frictionless: "missing-cell", id: "Baris daftar kode tanpa kode.",
        en: "A row of a code list without a code.", fixID: "Isi kodenya.", fixEN: "Fill in the code.",
        example: "rekening.csv:9:1: galat: kode kosong"),
      DiagnosticKind(
        "code-name-missing", .error, frictionless: "missing-cell", id: "Kode tanpa nama.", en: "A code without a name.",
        fixID: "Isi namanya.", fixEN: "Fill in the name.",
        example: "rekening.csv:9:2: galat: kode 4.1.1 tidak punya nama"),
      DiagnosticKind(
        "code-parent-unknown", .warning, frictionless: "foreign-key", id: "Induk kode tidak ada di berkas.",
        en: "The parent of a code is not in the file.", fixID: "Periksa apakah daftarnya lengkap.",
        fixEN: "Check whether the list is complete.",
        example: "rekening.csv:9:1: peringatan: induk 4.1 dari kode 4.1.1 tidak ada di berkas"),
    ])
}
