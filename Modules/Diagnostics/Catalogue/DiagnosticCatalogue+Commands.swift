extension DiagnosticCatalogue {
  static let commands = Group(
    title: LocalizedText(id: "Perintah, opsi dan formulir", en: "Commands, options and forms"),
    kinds: [
      DiagnosticKind(
        "option-invalid", .error, frictionless: nil, id: "Nilai opsi salah.", en: "The value of an option is wrong.",
        fixID: "Ikuti bentuk yang disebut pesannya.", fixEN: "Follow the form that the message names.",
        example: "galat: opsi `period`: `24` bukan periode tahunan, misalnya 2024"),
      DiagnosticKind(
        "option-missing", .error, frictionless: nil, id: "Opsi wajib tidak diberikan.",
        en: "A required option is missing.", fixID: "Tambahkan --set nama=nilai.", fixEN: "Add --set name=value.",
        example: "galat: opsi `effective` wajib diisi; tambahkan --set effective=…"),
      DiagnosticKind(
        "meeting-unknown", .error, frictionless: nil, id: "Rapat yang diminta tidak ada dalam berkas data.",
        en: "The store holds no such meeting.", fixID: "Pakai nomor rapat yang ada; pesannya menyebutkannya.",
        fixEN: "Use the id of a meeting there is; the message lists them.",
        example: "galat: rapat `rakor-2020` tidak ada"),
      DiagnosticKind(
        "delegation-unknown", .error, frictionless: nil, id: "Delegasi yang diminta tidak ikut rapat itu.",
        en: "The meeting has no such delegation.",
        fixID: "Pakai nomor, nama atau kode wilayah delegasi; `semua` untuk semuanya.",
        fixEN: "Use the number, name or region of a delegation; `semua` for all of them.",
        example: "galat: delegasi `Kabupaten Pasir` tidak ada"),
      DiagnosticKind(
        "option-unknown", .error, frictionless: nil, id: "Plugin tidak mengenal opsi itu.",
        en: "The plugin knows no such option.", fixID: "Lihat sinergi-admin plugins show.",
        fixEN: "See sinergi-admin plugins show.",
        example: "galat: opsi `tabel` tidak dikenal; mungkin maksudnya `table`?"),
      DiagnosticKind(
        "language-unknown", .error, frictionless: nil, id: "Bahasa tidak dikenal.", en: "An unknown language.",
        fixID: "Pakai id atau en.", fixEN: "Use id or en.", example: "galat: bahasa `fr` tidak dikenal: id atau en"),
      DiagnosticKind(
        "format-unknown", .error, frictionless: nil, id: "Format keluaran tidak dikenal.",
        en: "An unknown output format.", fixID: "Pakai salah satu yang disebut.", fixEN: "Use one of those named.",
        example: "galat: format `doc` tidak dikenal; yang ada: text, csv, json, xlsx, html"),
      DiagnosticKind(
        "output-missing", .error, frictionless: nil, id: "Bentuk keluaran itu perlu nama berkas.",
        en: "That format needs the name of a file.", fixID: "Tambahkan --output NAMA.xlsx.",
        fixEN: "Add --output NAME.xlsx.",
        example: "galat: xlsx tidak dapat ditampilkan di terminal; beri nama berkasnya: --output laporan.xlsx"),
      DiagnosticKind(
        "format-unfit", .error, frictionless: nil, id: "Laporan itu tidak punya isi untuk bentuk keluaran itu.",
        en: "The report has nothing for that format.", fixID: "Pakai laporan calendar untuk ics.",
        fixEN: "Use the report calendar for ics.",
        example:
          "galat: laporan `actions` tidak memuat acara berhari, jadi tidak ada kalendernya; pakai laporan calendar"),
      DiagnosticKind(
        "action-unknown", .error, frictionless: nil, id: "Rapat itu tidak punya tindak lanjut bernomor itu.",
        en: "The meeting has no action of that number.", fixID: "Lihat nomornya: sinergi-report run actions.",
        fixEN: "See its number: sinergi-report run actions.",
        example: "galat: rapat `rakor-2021` tidak punya tindak lanjut nomor 9; nomornya 1 sampai 4"),
      DiagnosticKind(
        "converter-missing", .error, frictionless: nil,
        id: "Program yang membuat bentuk keluaran itu tidak terpasang.",
        en: "The program that makes this format is not installed.", fixID: "Pasang paket yang disebut.",
        fixEN: "Install the package that the message names.",
        example: "galat: bentuk ini dibuat dengan Chromium, yang tidak terpasang di sini"),
      DiagnosticKind(
        "converter-failed", .error, frictionless: nil, id: "Program yang membuat bentuk keluaran itu gagal.",
        en: "The program that makes this format failed.", fixID: "Pakai --format html, lalu cetak dari peramban.",
        fixEN: "Use --format html and print from a browser.",
        example: "galat: Chromium tidak menghasilkan berkasnya (status 1)"),
      DiagnosticKind(
        "output-unwritable", .error, frictionless: nil, id: "Hasil tidak dapat ditulis ke sana.",
        en: "The result cannot be written there.", fixID: "Periksa folder, izin dan ruangnya.",
        fixEN: "Check folder, permission and space.",
        example: "galat: hasil tidak dapat ditulis ke `/x/y.csv`: foldernya tidak ada; buat dahulu folder itu"),
      DiagnosticKind(
        "page-assets-missing", .warning, frictionless: nil,
        id: "Gaya atau grafik halaman tidak terpasang; halamannya tetap terbaca.",
        en: "Styles or charts of pages are not installed; the page can be read all the same.",
        fixID: "Pasang libjs-bootstrap5 dan libjs-chart.js.", fixEN: "Install libjs-bootstrap5 and libjs-chart.js.",
        example: "peringatan: halaman ini tanpa grafik: libjs-chart.js tidak terpasang"),
      DiagnosticKind(
        "nothing-to-show", .note, frictionless: nil, id: "Laporan tidak memuat apa-apa, dengan sebabnya.",
        en: "The report holds nothing, and why.", fixID: "Periksa wilayah dan periodenya.",
        fixEN: "Check region and period.",
        example: "catatan: Belum ada data Indeks Desa Membangun 2019 untuk Kabupaten Paser."),
      DiagnosticKind(
        "unknown-table", .error, frictionless: nil, id: "Laporan tidak memuat tabel itu.",
        en: "The report has no such table.", fixID: "Pakai salah satu yang disebut.", fixEN: "Use one of those named.",
        example: "galat: table: laporan tidak memuat tabel `desa`; mungkin maksudnya `villages`?"),
      DiagnosticKind(
        "table-too-wide", .error, frictionless: "table-dimensions", id: "Tabel terlalu lebar untuk lembar kerja Excel.",
        en: "The table is too wide for a worksheet.", fixID: "Pakai --format csv.", fixEN: "Use --format csv.",
        example:
          "galat: tabel `main` memiliki 20000 kolom; lembar kerja Excel memuat paling banyak 16.384; pakai `--format csv`"
      ),
      DiagnosticKind(
        "table-too-long", .error, frictionless: "table-dimensions",
        id: "Formulir terlalu panjang untuk satu lembar kerja.", en: "The form is too long for one worksheet.",
        fixID: "Buat per provinsi.", fixEN: "Make one for each province.",
        example: "galat: 1100000 baris tidak muat dalam satu lembar kerja; buat per provinsi dengan --region"),
      DiagnosticKind(
        "template-unsupported", .error, frictionless: nil, id: "Importir ini tidak dapat menerima formulir isian.",
        en: "This importer could take no form back.", fixID: "Pilih importir tabel; lihat sinergi-import list.",
        fixEN: "Choose a table importer; see sinergi-import list.",
        example:
          "galat: importir `target_list` tidak memakai pemetaan tabel, jadi tidak ada formulir isiannya; lihat: sinergi-import list"
      ),
      DiagnosticKind(
        "region-wrong-level", .error, frictionless: nil, id: "Wilayah di bawah tingkat pengisian dataset.",
        en: "The region lies below the level at which the dataset is filled.", fixID: "Pakai wilayah di atasnya.",
        fixEN: "Use a region above.", example: "galat: Dana Desa diisi per kabupaten/kota; 64.02.01 ada di bawahnya"),
      DiagnosticKind(
        "region-without-units", .error, frictionless: nil, id: "Tidak ada desa (atau satuan lain) di wilayah itu.",
        en: "The region has no villages (or other units).", fixID: "Periksa dengan sinergi-admin region show.",
        fixEN: "Look with sinergi-admin region show.",
        example: "galat: wilayah 64.71 tidak memiliki desa, desa adat dalam daftar wilayah periode itu"),
      DiagnosticKind(
        "export-several-tables", .error, frictionless: nil, id: "CSV hanya memuat satu tabel.",
        en: "CSV holds one table only.", fixID: "Pilih satu batch, atau pakai .xlsx.",
        fixEN: "Choose one batch, or use .xlsx.",
        example: "galat: baris ditolak berasal dari 2 tabel dengan judul kolom berbeda; CSV hanya memuat satu tabel"),
      DiagnosticKind(
        "source-header-unknown", .warning, frictionless: nil, id: "Judul kolom sumber baris ditolak tidak tersimpan.",
        en: "The header of the rejected rows' source was not kept.",
        fixID: "Ganti baris judul dengan milik berkas asal sebelum mengimpor kembali.",
        fixEN: "Put the source's header there before importing again.",
        example: "lama.csv: peringatan: judul kolom sumbernya tidak tersimpan; kolom dinamai Kolom 1, Kolom 2, …"),
      DiagnosticKind(
        "dataset-unknown", .error, frictionless: nil,
        id: "Tidak ada set indikator aktif yang mendeklarasikan dataset itu.",
        en: "No enabled indicator set declares the dataset.", fixID: "Periksa idnya dengan sinergi-admin datasets.",
        fixEN: "Check its id with sinergi-admin datasets.",
        example: "galat: dataset `idn` tidak dideklarasikan oleh set indikator yang aktif; mungkin maksudnya `idm`?"),
      DiagnosticKind(
        "internal-error", .error, frictionless: nil, id: "Kesalahan di dalam program.",
        en: "An error inside the program.", fixID: "Laporkan bersama perintahnya.",
        fixEN: "Report it together with the command.", example: "galat: kesalahan di dalam program: …"),
    ])
}
