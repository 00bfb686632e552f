extension DiagnosticCatalogue {
  static let regions = Group(
    title: LocalizedText(id: "Wilayah dari kode dan nama", en: "Regions from codes and names"),
    kinds: [
      DiagnosticKind(
        "region-missing", .error, frictionless: "missing-cell", id: "Baris tidak menyebut wilayahnya.",
        en: "The row names no region.", fixID: "Isi kode atau namanya.", fixEN: "Fill in its code or name.",
        example: "idm.csv:9: galat: baris ini tidak menyebut desa"),
      DiagnosticKind(
        "region-unknown", .error, frictionless: "foreign-key",
        id: "Kode tidak ada dalam daftar wilayah pada periode itu.",
        en: "The code is not in the register of that period.",
        fixID: "Periksa kodenya; cari dengan sinergi-admin region find NAMA.",
        fixEN: "Check the code; look it up with sinergi-admin region find NAME.",
        example: "galat: wilayah 62.99 tidak ada dalam daftar wilayah"),
      DiagnosticKind(
        "region-code-malformed", .error, frictionless: "type-error", id: "Isi bukan kode wilayah.",
        en: "It is no region code.", fixID: "Bentuknya 64, 64.02, 64.02.01 atau 64.02.01.2001.",
        fixEN: "The forms are 64, 64.02, 64.02.01 or 64.02.01.2001.", example: "galat: `6x.02` bukan kode wilayah"),
      DiagnosticKind(
        "region-code-damaged", .error, frictionless: "type-error",
        id: "Angka kode hilang (dimakan lembar kerja) dan tidak dapat dipulihkan.",
        en: "Digits of the code are lost (to a spreadsheet) beyond repair.",
        fixID: "Minta kode yang utuh, sebagai teks.", fixEN: "Ask for the whole code, as text.",
        example: "idm.csv:9:2: galat: `3212.2001`: angka kode wilayah ini ada yang hilang dan tidak dapat dipulihkan"),
      DiagnosticKind(
        "region-code-relative", .error, frictionless: "type-error",
        id: "Kode hanya berlaku di dalam satu kabupaten yang tidak disebut.",
        en: "The code only means something within a kabupaten that is not named.",
        fixID: "Beri kabupatennya dengan --set region=KODE.", fixEN: "Give the kabupaten with --set region=CODE.",
        example:
          "idm.csv:9:2: galat: `18.2013.` hanya berlaku di dalam satu kabupaten, dan kabupatennya tidak diberikan"),
      DiagnosticKind(
        "region-code-repaired", .note, frictionless: nil,
        id: "Kode yang dirusak lembar kerja hanya dapat berarti satu wilayah.",
        en: "A code spoilt by a spreadsheet can mean only one region.", fixID: "Tidak perlu apa-apa bila benar.",
        fixEN: "Nothing, if it is right.", example: "idm.csv:9:2: catatan: `3201190006.0` dibaca sebagai 32.01.19.0006"),
      DiagnosticKind(
        "region-level-wrong", .error, frictionless: "constraint-error", id: "Kode dari tingkat wilayah yang lain.",
        en: "A code of another level.", fixID: "Pakai kode dari tingkat dataset.",
        fixEN: "Use a code of the dataset's level.",
        example: "idm.csv:9:2: galat: 64.02 adalah kode kabupaten/kota, bukan desa"),
      DiagnosticKind(
        "region-outside", .error, frictionless: "constraint-error",
        id: "Wilayah di luar yang diberikan untuk berkas ini.",
        en: "The region lies outside the one given for the file.",
        fixID: "Periksa opsi region, atau pisahkan barisnya.", fixEN: "Check the option region, or split the rows.",
        example: "idm.csv:9:2: galat: 64.03.01.2001 terletak di luar 64.02, padahal berkas ini untuk 64.02"),
      DiagnosticKind(
        "region-contradicts", .error, frictionless: "constraint-error",
        id: "Kode dan nama menunjuk wilayah yang berbeda, atau alias di luar wilayahnya.",
        en: "Code and name mean different regions, or an alias lies outside its region.",
        fixID: "Periksa mana yang benar.", fixEN: "Check which one is right.",
        example: "galat: 64.02 tidak terletak di 62"),
      DiagnosticKind(
        "region-by-name", .warning, frictionless: nil,
        id: "Kode bertentangan dengan nama di sampingnya atau bukan kode; importir ini memakai nama.",
        en: "A code contradicts the names beside it, or is none; this importer takes the names.",
        fixID: "Periksa wilayahnya; perbaiki kodenya di sumber.",
        fixEN: "Check the region; correct the code in the source.",
        example:
          "pelatihan.csv:4:11: peringatan: kode `3212022007` tidak cocok dengan nama `JAYAMULYA`; menurut nama dan induknya: 32.16.21.2003 Jayamulya, Serang Baru, Kabupaten Bekasi"
      ),
      DiagnosticKind(
        "region-name-differs", .warning, frictionless: nil,
        id: "Nama tertulis bukan nama menurut kode; kode yang dipakai.",
        en: "The name written is not that of the code; the code counts.", fixID: "Periksa bila bukan sekadar ejaan.",
        fixEN: "Check, if it is more than spelling.",
        example:
          "idm.csv:9:3: peringatan: nama tertulis `Suka Jaya`, padahal kodenya 64.02.01.2001 Suka Maju; kode yang dipakai"
      ),
      DiagnosticKind(
        "region-parent-differs", .warning, frictionless: nil,
        id: "Nama kecamatan atau kabupaten tertulis bukan menurut kode.",
        en: "The kecamatan or kabupaten written is not that of the code.",
        fixID: "Periksa apakah wilayahnya pernah dimekarkan.", fixEN: "Check whether the region was split off.",
        example:
          "idm.csv:9:3: peringatan: kecamatan tertulis `Anggana`, padahal kodenya 64.02.01 Muara Muntai; kode yang dipakai"
      ),
      DiagnosticKind(
        "region-not-found", .error, frictionless: "foreign-key",
        id: "Tidak ada wilayah dengan nama itu di dalam induknya.",
        en: "No region of that name lies within its parents.",
        fixID: "Periksa ejaan, atau tambahkan alias: sinergi-import aliases add.",
        fixEN: "Check the spelling, or add an alias: sinergi-import aliases add.",
        example: "sasaran.csv:7:3: galat: tidak ada desa `Prayonn` di Kabupaten Paser"),
      DiagnosticKind(
        "regency-not-found", .error, frictionless: "foreign-key", id: "Kabupaten atau kota tidak ditemukan.",
        en: "The kabupaten or kota was not found.", fixID: "Periksa ejaannya.", fixEN: "Check its spelling.",
        example:
          "sasaran.csv:7:2: galat: kabupaten `Pasir` tidak ada di 64 Kalimantan Timur; mungkin maksudnya Kabupaten Paser?"
      ),
      DiagnosticKind(
        "region-ambiguous", .error, frictionless: "foreign-key", id: "Nama dapat berarti beberapa wilayah.",
        en: "A name may mean several regions.", fixID: "Sebutkan kecamatannya atau kodenya.",
        fixEN: "Name its kecamatan or its code.",
        example:
          "sasaran.csv:7:3: galat: `Suka Maju` bisa berarti lebih dari satu desa di Kabupaten Paser: 64.01.01.2001, 64.01.02.2003"
      ),
      DiagnosticKind(
        "region-close", .warning, frictionless: nil, id: "Nama yang mirip, dan hanya satu, dipakai.",
        en: "A close name, and the only one, was taken.", fixID: "Pastikan dengan sinergi-import aliases add.",
        fixEN: "Confirm it with sinergi-import aliases add.",
        example: "sasaran.csv:7:3: peringatan: `Prayono` dibaca sebagai 64.01.07.2007 Prayon (Kec. Muara Komam)"),
      DiagnosticKind(
        "region-former-name", .note, frictionless: nil, id: "Nama lama atau nama lain dari wilayah.",
        en: "A former or other name of the region.", fixID: "Tidak perlu apa-apa.", fixEN: "Nothing.",
        example: "idm.csv:9:3: catatan: `Pasir` adalah nama lain atau nama lama dari 64.01 Kabupaten Paser"),
      DiagnosticKind(
        "region-moved", .warning, frictionless: nil, id: "Kode BPS lama ditemukan lagi di tempatnya yang baru.",
        en: "An old BPS code was found again in its new place.", fixID: "Periksa bila ragu.",
        fixEN: "Check, if in doubt.",
        example: "bps.csv:9:2: peringatan: 64.01.01.2001 Samurangau sekarang 64.01.02.2009 Samurangau"),
      DiagnosticKind(
        "region-parents-missing", .error, frictionless: "missing-cell", id: "Nama desa tanpa kabupaten tidak cukup.",
        en: "A village's name is not enough without its kabupaten.",
        fixID: "Tambahkan kolom kabupaten, atau --set region=KODE.",
        fixEN: "Add a column for the kabupaten, or --set region=CODE.",
        example: "bumdes.csv:9:3: galat: `Sukamaju`: kabupaten tidak disebut, nama desa saja tidak cukup"),
      DiagnosticKind(
        "region-matches", .note, frictionless: nil, id: "Berapa baris ditemukan dengan cara apa.",
        en: "How many rows were found which way.", fixID: "Tidak perlu apa-apa.", fixEN: "Nothing.",
        example: "bumdes.csv: catatan: wilayah ditemukan: 812 persis, 40 mirip"),
      DiagnosticKind(
        "scheme-detected", .note, frictionless: nil, id: "Skema kode wilayah diputuskan dari seluruh berkas.",
        en: "The scheme of region codes was decided from the whole file.",
        fixID: "Bila salah, tentukan dengan --set scheme=kemendagri atau bps.",
        fixEN: "If it is wrong, say --set scheme=kemendagri or bps.",
        example: "podes.csv: catatan: kode wilayah berkas ini dibaca sebagai kode BPS: 23 dari 24 baris cocok"),
      DiagnosticKind(
        "scheme-undecided", .error, frictionless: "scheme-error", id: "Tidak jelas apakah kodenya Kemendagri atau BPS.",
        en: "It is not clear whether the codes are Kemendagri's or BPS's.",
        fixID: "Tentukan dengan --set scheme=kemendagri atau bps.", fixEN: "Say --set scheme=kemendagri or bps.",
        example:
          "x.csv: galat: tidak jelas apakah kode wilayah berkas ini kode Kemendagri atau BPS: 4 cocok dengan keduanya"),
      DiagnosticKind(
        "crosswalk-missing", .error, frictionless: "foreign-key", id: "Padanan kode BPS belum dimuat.",
        en: "The crosswalk of BPS codes is not loaded.", fixID: "Muat dengan importir bps_crosswalk.",
        fixEN: "Load it with the importer bps_crosswalk.",
        example: "podes.csv: galat: kode wilayahnya kode BPS, tetapi tabel padanan BPS–Kemendagri belum dimuat"),
      DiagnosticKind(
        "crosswalk-duplicate", .error, frictionless: "primary-key", id: "Kode BPS dipadankan dua kali.",
        en: "A BPS code is matched twice.", fixID: "Periksa tabel padanannya.", fixEN: "Check the crosswalk.",
        example: "padanan.csv:9: galat: kode BPS 6401010001 sudah dipadankan dengan 64.01.01.2001 di baris 5"),
      DiagnosticKind(
        "crosswalk-level-differs", .error, frictionless: "constraint-error",
        id: "Kode BPS dan Kemendagri dari tingkat berbeda.",
        en: "The BPS and Kemendagri codes are of different levels.", fixID: "Periksa barisnya.",
        fixEN: "Check the row.",
        example: "padanan.csv:9: galat: kode BPS 6401 dan kode Kemendagri 64.01.01 bukan dari tingkat yang sama"),
      DiagnosticKind(
        "crosswalk-row-malformed", .error, frictionless: "type-error", id: "Baris bukan padanan kode.",
        en: "The row is no match of codes.", fixID: "Susunannya: kode BPS, nama, kode Kemendagri, nama.",
        fixEN: "Its layout: BPS code, name, Kemendagri code, name.",
        example: "padanan.csv:9: galat: baris ini bukan: kode BPS, nama, kode Kemendagri, nama"),
      DiagnosticKind(
        "alias-name-missing", .error, frictionless: "missing-cell", id: "Alias tanpa nama.",
        en: "An alias without a name.", fixID: "Isi namanya.", fixEN: "Fill in the name.",
        example: "galat: namanya kosong"),
      DiagnosticKind(
        "alias-unknown", .error, frictionless: nil, id: "Tidak ada alias itu untuk dihapus.",
        en: "There is no such alias to remove.", fixID: "Lihat sinergi-import aliases list.",
        fixEN: "See sinergi-import aliases list.", example: "galat: tidak ada alias `Prayono` di 64.01"),
    ])
}
