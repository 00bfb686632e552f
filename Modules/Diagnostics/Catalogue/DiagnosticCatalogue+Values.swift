extension DiagnosticCatalogue {
  static let values = Group(
    title: LocalizedText(id: "Isi sel", en: "The content of cells"),
    kinds: [
      DiagnosticKind(
        "value-not-a-number", .error, frictionless: "type-error", id: "Isi bukan angka.", en: "It is no number.",
        fixID: "Tulis angkanya saja; kosong atau - berarti tidak ada.",
        fixEN: "Write the number alone; blank or - means none.",
        example: "idm.csv:5:4: galat: idm: `nol koma tujuh` bukan angka"),
      DiagnosticKind(
        "value-not-whole", .error, frictionless: "type-error", id: "Kolom ini hanya menerima bilangan bulat.",
        en: "The column takes whole numbers only.", fixID: "Periksa apakah kolomnya tertukar.",
        fixEN: "Check whether columns were swapped.", example: "skor.csv:5:4: galat: iks01: `4,5` bukan bilangan bulat"),
      DiagnosticKind(
        "value-out-of-range", .error, frictionless: "constraint-error",
        id: "Nilai di luar batas yang dinyatakan dataset.", en: "The value is outside what the dataset declares.",
        fixID: "Perbaiki, atau periksa apakah kolomnya tertukar.",
        fixEN: "Correct it, or check whether columns were swapped.",
        example: "skor.csv:5:4: galat: iks01: `9` di luar batas 0–5"),
      DiagnosticKind(
        "value-not-a-date", .error, frictionless: "type-error", id: "Isi bukan tanggal.", en: "It is no date.",
        fixID: "Tulis sebagai TTTT-BB-HH.", fixEN: "Write it as YYYY-MM-DD.",
        example: "x.csv:5:4: galat: tanggal: `32 Mei` bukan tanggal"),
      DiagnosticKind(
        "value-not-a-boolean", .error, frictionless: "type-error", id: "Isi bukan ya atau tidak.",
        en: "It is neither yes nor no.", fixID: "Tulis ya atau tidak.", fixEN: "Write ya or tidak.",
        example: "x.csv:5:4: galat: listrik: `mungkin` bukan ya/tidak"),
      DiagnosticKind(
        "class-unknown", .error, frictionless: "constraint-error",
        id: "Kelas tidak dikenal, misalnya status IDM yang salah eja.",
        en: "An unknown class, such as a misspelt IDM status.", fixID: "Pakai salah satu kelas yang dikenal.",
        fixEN: "Use one of the known classes.",
        example: "idm.csv:5:6: galat: status: `Majuu` bukan kelas yang dikenal; mungkin maksudnya maju?"),
      DiagnosticKind(
        "category-unknown", .error, frictionless: "constraint-error", id: "Pilihan tidak dikenal.",
        en: "An unknown choice.", fixID: "Pakai salah satu pilihan yang dikenal.",
        fixEN: "Use one of the known choices.", example: "x.csv:5:6: galat: sumber: `DDX` bukan pilihan yang dikenal"),
      DiagnosticKind(
        "code-unknown", .error, frictionless: "foreign-key", id: "Kode tidak ada dalam daftar kodenya.",
        en: "A code is not in its list.", fixID: "Periksa kodenya, atau muat daftar kode yang baru.",
        fixEN: "Check the code, or load a newer list.",
        example: "apbdes.csv:5:6: galat: rekening: kode `9.9.9` tidak ada dalam daftar `permendagri_20_2018`"),
      DiagnosticKind(
        "code-not-in-force", .warning, frictionless: nil, id: "Kode dari daftar yang tidak berlaku pada tahun itu.",
        en: "A code of a list that is not in force in that year.",
        fixID: "Periksa tahunnya, atau muat daftar yang berlaku tahun itu.",
        fixEN: "Check the year, or load the list of that year.",
        example: "apbdes.csv:5:6: peringatan: kode 8.1.01 menurut daftar 99/2030, yang tidak berlaku untuk 2024"),
      DiagnosticKind(
        "cell-error", .warning, frictionless: "type-error",
        id: "Sel berisi kesalahan rumus; nilainya dianggap tidak ada, bukan nol.",
        en: "The cell holds a formula error; it counts as missing, not zero.",
        fixID: "Perbaiki rumusnya di berkas asal.", fixEN: "Correct the formula in the source.",
        example: "x.xlsx:5:6: peringatan: pagu: sel ini berisi kesalahan rumus `#REF!`; nilainya dianggap tidak ada"),
      DiagnosticKind(
        "date-first-of-several", .note, frictionless: nil, id: "Sel menyebut beberapa hari; yang pertama dipakai.",
        en: "Cells name several days; the first was taken.", fixID: "Tidak perlu apa-apa bila benar.",
        fixEN: "Nothing, if it is right.",
        example: "x.xlsx: catatan: 3 sel menyebut beberapa hari; hari pertama yang dipakai"),
      DiagnosticKind(
        "recomputed-differs", .warning, frictionless: "row-constraint",
        id: "Angka resmi berbeda dari hasil hitung ulang; angka resmi yang dipakai.",
        en: "The published figure differs from the recomputed one; the published one counts.",
        fixID: "Tanyakan pada sumbernya; keduanya tersimpan.", fixEN: "Ask the source; both are kept.",
        example:
          "idm.csv:5: peringatan: idm: pada 3 baris angka resmi berbeda dari hasil hitung ulang; angka resmi yang dipakai"
      ),
      DiagnosticKind(
        "status-contradicts-index", .warning, frictionless: "row-constraint",
        id: "Status tercetak bukan yang mengikuti indeksnya; yang tercetak disimpan.",
        en: "The printed status does not follow the index; the printed one is kept.", fixID: "Tanyakan pada sumbernya.",
        fixEN: "Ask the source.",
        example:
          "idm.csv:5: peringatan: 64.02.01.2001: status tercetak Maju, padahal IDM 0.55 berarti Tertinggal; yang tercetak disimpan"
      ),
    ])
}
