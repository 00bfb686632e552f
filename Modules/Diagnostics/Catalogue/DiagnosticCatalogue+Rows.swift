extension DiagnosticCatalogue {
  static let rows = Group(
    title: LocalizedText(id: "Baris, periode dan kunci", en: "Rows, periods and keys"),
    kinds: [
      DiagnosticKind(
        "row-duplicate", .error, frictionless: "primary-key", id: "Kunci yang sama sudah ada di baris lain berkas ini.",
        en: "The same key stands in another row of the file.",
        fixID: "Hapus salah satu, atau jumlahkan (repeats: add).",
        fixEN: "Remove one, or have them added up (repeats: add).",
        example: "idm.csv:9: galat: 64.02.01.2001 sudah ada di baris 5"),
      DiagnosticKind(
        "key-missing", .error, frictionless: "primary-key", id: "Kolom kunci baris ini tidak diisi.",
        en: "A key field of the row is blank.", fixID: "Isi kolom kuncinya.", fixEN: "Fill in the key field.",
        example: "galat: kunci `sumber` dataset `apbdes` tidak diisi"),
      DiagnosticKind(
        "kind-not-counted", .warning, frictionless: nil,
        id: "Baris kelurahan disimpan, tetapi dataset ini hanya menghitung desa.",
        en: "Rows of urban wards are kept, but the dataset counts villages only.", fixID: "Tidak perlu apa-apa.",
        fixEN: "Nothing.",
        example:
          "idm.csv:9: peringatan: 2 baris bukan desa, desa adat (kelurahan): disimpan, tetapi tidak pernah dihitung"),
      DiagnosticKind(
        "period-contradicts", .error, frictionless: "constraint-error",
        id: "Periode baris berbeda dari periode yang diberikan.", en: "The row's own period is not the one given.",
        fixID: "Perbaiki opsi period, atau pisahkan berkasnya.", fixEN: "Correct the option period, or split the file.",
        example: "idm.csv:9:1: galat: baris ini untuk 2023, padahal periode yang diberikan 2024"),
      DiagnosticKind(
        "period-malformed", .error, frictionless: "type-error", id: "Isi atau opsi bukan periode.",
        en: "A cell or option is no period.", fixID: "Tulis seperti 2024, 2024-07, 2024-Q3 atau 2024-S1.",
        fixEN: "Write it like 2024, 2024-07, 2024-Q3 or 2024-S1.",
        example: "galat: `24` bukan periode; bentuknya 2024, 2024-07, 2024-Q3 atau 2024-S1"),
      DiagnosticKind(
        "period-locked", .error, frictionless: nil, id: "Periode sudah ditutup untuk wilayah itu.",
        en: "The period is closed for that region.", fixID: "Buka kembali dengan alasan: sinergi-admin period unlock.",
        fixEN: "Reopen it with a reason: sinergi-admin period unlock.",
        example:
          "galat: periode 2023 dataset `idm` sudah ditutup untuk wilayah 64: sudah ditetapkan; buka kembali dengan alasan: sinergi-admin period unlock"
      ),
      DiagnosticKind(
        "period-frequency", .error, frictionless: "type-error", id: "Periode tidak sesuai dengan frekuensi dataset.",
        en: "The period does not fit the frequency of the dataset.",
        fixID: "Dataset tahunan memakai tahun, bulanan memakai 2024-07.",
        fixEN: "Yearly datasets take years, monthly ones 2024-07.", example: "galat: periode 2024-07 bukan tahunan"),
      DiagnosticKind(
        "region-level", .error, frictionless: nil, id: "Koreksi menyebut wilayah dari tingkat lain.",
        en: "A correction names a region of another level.", fixID: "Pakai wilayah dari tingkat dataset.",
        fixEN: "Use a region of the dataset's level.", example: "galat: dataset `idm` berisi desa, bukan 64.02"),
      DiagnosticKind(
        "value-missing", .error, frictionless: "constraint-error", id: "Kolom yang wajib diisi kosong.",
        en: "A required field is blank.", fixID: "Isi kolomnya.", fixEN: "Fill in the field.",
        example: "rktl.csv:9:7: galat: penanggung_jawab kosong, padahal wajib diisi"),
      DiagnosticKind(
        "category-loose", .note, frictionless: nil,
        id: "Kata itu diterima untuk pilihan tersebut, meski artinya tidak persis sama.",
        en: "The word was taken for that choice, though it does not say quite the same.",
        fixID: "Tulis pilihannya bila maksudnya lain.", fixEN: "Write the choice where another was meant.",
        example: "rktl.csv: catatan: tl_status: `terlambat` dibaca sebagai Sedang berjalan"),
      DiagnosticKind(
        "several-named", .warning, frictionless: nil,
        id: "Sel menyebut beberapa pihak, padahal kolomnya untuk satu: yang pertama dipakai.",
        en: "A cell names several where the field takes one: the first is taken.",
        fixID: "Periksa pembagiannya; bila keliru, tulis penanggung jawabnya saja.",
        fixEN: "Check the division; where it is wrong, write the accountable party alone.",
        example:
          "rktl.csv:9:7: peringatan: tl_penanggung_jawab menyebut beberapa: `DPMD` dicatat di situ, `Camat` pada tl_pihak_terkait"
      ),
      DiagnosticKind(
        "row-check", .error, frictionless: "constraint-error",
        id: "Baris melanggar pemeriksaan yang dideklarasikan datasetnya.",
        en: "The row breaks a check that its dataset declares.", fixID: "Perbaiki isi kolom yang disebut.",
        fixEN: "Correct the fields that the message names.",
        example: nil),
      DiagnosticKind(
        "record-unknown", .error, frictionless: "foreign-key",
        id: "Baris menyebut catatan, misalnya rapat, yang tidak ada dalam berkas data.",
        en: "The row names a record, such as a meeting, that the store does not hold.",
        fixID: "Impor catatan itu lebih dahulu, atau betulkan nomornya.",
        fixEN: "Import that record first, or correct its id.",
        example: "rktl.csv:9:1: galat: rapat: `rakor-2020` tidak ada dalam dataset `rapat`"),
      DiagnosticKind(
        "field-repeated", .error, frictionless: nil, id: "Satu koreksi menyebut kolom yang sama dua kali.",
        en: "A correction names one field twice.", fixID: "Sebut tiap kolom sekali.", fixEN: "Name each field once.",
        example: "galat: kolom `idm` disebut dua kali"),
      DiagnosticKind(
        "field-unknown", .error, frictionless: "extra-label", id: "Kolom atau indikator tidak ada dalam dataset.",
        en: "A field or indicator is not in the dataset.", fixID: "Pakai id yang ada; lihat halaman set indikatornya.",
        fixEN: "Use an id there is; see the page of the indicator set.",
        example: "skor.csv:9:2: galat: indikator `iks99` tidak dikenal"),
    ])
}
