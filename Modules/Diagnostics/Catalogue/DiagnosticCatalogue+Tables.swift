extension DiagnosticCatalogue {
  static let tables = Group(
    title: LocalizedText(id: "Susunan tabel", en: "The layout of tables"),
    kinds: [
      DiagnosticKind(
        "column-missing", .error, frictionless: "missing-label",
        id: "Kolom yang wajib ada tidak ditemukan di baris judul.",
        en: "A column that has to be there is not in the header.",
        fixID: "Periksa baris judul (--set header_row=N) dan importirnya.",
        fixEN: "Check the header row (--set header_row=N) and the importer.",
        example: "idm.csv:1: galat: kolom kode wilayah tidak ditemukan; dicari: kode_desa, kode"),
      DiagnosticKind(
        "context-taken", .note, frictionless: nil,
        id: "Periode atau wilayah tidak ada di kolom mana pun dan diambil dari judul, nama lembar, atau nama berkas.",
        en: "The period or region is in no column and was taken from a title, the sheet's or the file's name.",
        fixID: "Bila keliru, berikan dengan --set period=… atau --set region=….",
        fixEN: "Where that is wrong, give it with --set period=… or --set region=….",
        example: "dd.xlsx: catatan: periode 2024 diambil dari `DAFTAR DANA DESA TAHUN 2024`"),
      DiagnosticKind(
        "rows-totals", .note, frictionless: nil,
        id: "Baris jumlah dibandingkan dengan baris yang dibaca dan tidak disimpan.",
        en: "Rows of totals were compared with the rows read and not stored.", fixID: "Tidak perlu apa-apa.",
        fixEN: "Nothing to do.",
        example: "dd.xlsx: catatan: 3 baris jumlah dibandingkan dengan baris yang dibaca dan tidak disimpan"),
      DiagnosticKind(
        "rows-added-up", .note, frictionless: nil,
        id: "Beberapa baris menyebut wilayah dan kunci yang sama; angkanya dijumlahkan.",
        en: "Several rows name the same region and key; their figures were added up.", fixID: "Tidak perlu apa-apa.",
        fixEN: "Nothing to do.",
        example:
          "dd2025.json: catatan: 856 baris dijumlahkan menjadi 416, karena beberapa menyebut wilayah dan kunci yang sama"
      ),
      DiagnosticKind(
        "rows-identical", .warning, frictionless: "primary-key",
        id: "Baris yang sama persis dengan baris lain ikut dijumlahkan.",
        en: "Rows that are the very same as another were added up too.",
        fixID: "Bila terulang, hapus lalu impor lagi: berkas yang dibetulkan menggantikan jumlahnya.",
        fixEN: "Where they are repeated, remove them and import again: the corrected file replaces the sums.",
        example:
          "add2025.json:419: peringatan: 417 baris sama persis dengan baris sebelumnya dan ikut dijumlahkan; yang pertama sama dengan baris 2"
      ),
      DiagnosticKind(
        "rows-footnotes", .note, frictionless: nil, id: "Catatan atau keterangan di bawah tabel dilewati.",
        en: "Notes below the table were passed over.",
        fixID: "Periksa baris itu bila ternyata data.", fixEN: "Check those rows where they are data after all.",
        example: "dd.xlsx: catatan: 2 baris catatan atau keterangan dilewati"),
      DiagnosticKind(
        "rows-filtered", .note, frictionless: nil, id: "Baris tidak memenuhi `where` atau `except` pemetaan.",
        en: "Rows do not meet the mapping's `where` or `except`.",
        fixID: "Periksa pemetaan importir bila barisnya diperlukan.",
        fixEN: "Check the importer's mapping where the rows are wanted.",
        example: "dd.csv: catatan: 34 baris tidak memenuhi `where` atau `except` dan dilewati"),
      DiagnosticKind(
        "rows-unmeasured", .note, frictionless: nil,
        id: "Semua nilai wilayah itu nol, yang menurut pemetaan berarti belum diukur.",
        en: "All values of the region are zero, which by the mapping means that nothing was measured.",
        fixID: "Tidak perlu apa-apa; wilayah itu dihitung sebagai tanpa data.",
        fixEN: "Nothing to do; the region counts as without data.",
        example: "sdgs.csv: catatan: 12 wilayah bernilai nol semua: belum diukur, tidak disimpan"),
      DiagnosticKind(
        "rejects-add-up", .error, frictionless: nil,
        id: "Ekspor baris tolakan dari importir yang menjumlahkan barisnya diimpor tersendiri.",
        en: "Exported rejects of an importer that adds rows up were imported by themselves.",
        fixID: "Perbaiki berkas asalnya lalu impor seluruhnya, atau pakai rejects retry.",
        fixEN: "Correct the file they came from and import all of it, or use rejects retry.",
        example:
          "tolak.xlsx: galat: baris-baris importir ini dijumlahkan per wilayah: baris tolakan tidak dapat diimpor "
          + "tersendiri"),
      DiagnosticKind(
        "rows-blank", .note, frictionless: "blank-row",
        id: "Baris yang semua sel nilainya kosong dilewati: tidak ada yang mengisinya.",
        en: "Rows in which every cell for a value is empty were passed over: nobody filled them in.",
        fixID: "Tulis `-` bila datanya memang tidak ada.", fixEN: "Write `-` where there is no figure.",
        example: "idm.xlsx: catatan: 11 baris tanpa isi dilewati: semua sel nilainya kosong"),
      DiagnosticKind(
        "as-of-older", .warning, frictionless: nil,
        id: "Keadaan berkas (`--as-of`) lebih lama daripada yang sudah tersimpan.",
        en: "The file is as of an earlier day (`--as-of`) than what is stored.",
        fixID: "Periksa apakah berkas ini yang terbaru; bila bukan, batalkan dengan undo.",
        fixEN: "Check whether this file is the newest; where it is not, take it back with undo.",
        example: "idm.xlsx: peringatan: keadaan berkas ini 2024-03-01, padahal untuk 2024 sudah tersimpan keadaan "
          + "2024-06-30: batch 12, idm-juni.xlsx"),
      DiagnosticKind(
        "source-outranked", .warning, frictionless: nil,
        id: "Angka yang tersimpan berasal dari sumber yang lebih kuat daripada berkas ini, dan dipertahankan.",
        en: "Figures from a stronger source than this file are stored, and were kept.",
        fixID: "SK mengalahkan tabel, tabel mengalahkan layanan. Bila berkas ini SK, impor dengan --stage ditetapkan; "
          + "satu angka dapat dibetulkan dengan sinergi-import set.",
        fixEN: "A decree counts more than a table, a table more than a service. Where this is a decree, import it with "
          + "--stage ditetapkan; a single figure can be corrected with sinergi-import set.",
        example: "idm-api-64.tar.gz:1: peringatan: idm: pada 78 baris angka dari sumber yang lebih kuat (batch 2) "
          + "dipertahankan"),
      DiagnosticKind(
        "file-named-otherwise", .warning, frictionless: nil,
        id: "Judul, nama berkas atau nama lembar menyebut satu kecamatan, isinya juga desa kecamatan lain.",
        en: "The title, file or sheet names one kecamatan, and the table holds villages of another.",
        fixID: "Periksa apakah berkas atau kode desanya tertukar.",
        fixEN: "Check whether the file or its codes were mixed up.",
        example:
          "kec_kurun.xlsx:9: peringatan: judul atau namanya menyebut Kecamatan Kurun, tetapi 2 baris dari kecamatan lain: "
          + "Sare Rangan (62.10.01.2001), Tewah"),
      DiagnosticKind(
        "column-unknown", .note, frictionless: "extra-label", id: "Kolom yang tidak dikenal pemetaan tidak dibaca.",
        en: "A column that the mapping does not know was not read.",
        fixID: "Tambahkan sinonimnya dalam pemetaan, atau masukkan ke ignored.",
        fixEN: "Add a synonym to the mapping, or put it under ignored.",
        example: "idm.csv:1:9: catatan: kolom `keterangan` tidak dikenal dan tidak dibaca"),
      DiagnosticKind(
        "column-duplicate", .error, frictionless: "duplicate-label", id: "Dua kolom berjudul sama.",
        en: "Two columns have the same heading.", fixID: "Hapus atau ganti nama salah satunya.",
        fixEN: "Remove or rename one of them.",
        example: "idm.csv:1:5: galat: kolom `idm` ada dua kali: kolom 3 dan 5; hapus atau ganti nama salah satunya"),
      DiagnosticKind(
        "row-too-short", .error, frictionless: "missing-cell", id: "Baris berisi lebih sedikit sel daripada judulnya.",
        en: "A row has fewer cells than the header.", fixID: "Lengkapi selnya, atau periksa apakah barisnya terpotong.",
        fixEN: "Add the missing cells, or check whether the row was cut off.",
        example: "idm.csv:8: galat: baris ini hanya berisi 5 sel, seharusnya 7"),
      DiagnosticKind(
        "row-too-long", .error, frictionless: "extra-cell", id: "Baris berisi lebih banyak sel daripada judulnya.",
        en: "A row has more cells than the header.",
        fixID: "Apit isi yang memuat tanda pemisah dengan tanda kutip ganda.",
        fixEN: "Put double quotes around text that holds the delimiter.",
        example: "idm.csv:9: galat: baris ini berisi 9 sel, seharusnya 7"),
      DiagnosticKind(
        "quote-unterminated", .error, frictionless: "format-error", id: "Tanda kutip pembuka tidak pernah ditutup.",
        en: "An opening quote is never closed.", fixID: "Tutup tanda kutipnya.", fixEN: "Close the quote.",
        example: "idm.csv:4:2: galat: tanda kutip pembuka di sel ini tidak pernah ditutup"),
      DiagnosticKind(
        "quote-stray", .warning, frictionless: "format-error", id: "Ada teks setelah tanda kutip penutup.",
        en: "There is text after a closing quote.", fixID: "Tulis tanda kutip di dalam sel sebagai dua tanda kutip.",
        fixEN: "Write a quote inside a cell as two quotes.",
        example: "idm.csv:4:2: peringatan: ada teks setelah tanda kutip penutup; dibaca sebagai bagian dari sel"),
      DiagnosticKind(
        "record-too-long", .error, frictionless: "format-error", id: "Satu baris melampaui batas panjang.",
        en: "One row passes the limit of length.", fixID: "Periksa apakah berkas ini memang tabel.",
        fixEN: "Check whether this is a table at all.",
        example: "x.csv:1: galat: baris ini lebih panjang dari 1048576 bita"),
      DiagnosticKind(
        "too-many-fields", .error, frictionless: "table-dimensions", id: "Satu baris melampaui batas jumlah sel.",
        en: "One row passes the limit of cells.", fixID: "Periksa apakah berkas ini memang tabel.",
        fixEN: "Check whether this is a table at all.", example: "x.csv:1: galat: baris ini berisi lebih dari 16384 sel"
      ),
      DiagnosticKind(
        "cell-too-long", .error, frictionless: "format-error", id: "Isi satu sel melampaui batas panjang.",
        en: "One cell passes the limit of length.", fixID: "Periksa apakah berkas ini memang tabel.",
        fixEN: "Check whether this is a table at all.",
        example: "x.xlsx: galat: isi sel ini lebih panjang dari 1048576 bita"),
      DiagnosticKind(
        "list-too-long", .error, frictionless: "table-dimensions",
        id: "Daftar kecil (alias, sasaran, kode) melampaui batas barisnya.",
        en: "A small list (aliases, targets, codes) passes its limit of rows.",
        fixID: "Periksa apakah berkasnya benar.", fixEN: "Check whether it is the right file.",
        example: "alias.csv: galat: lebih dari 200000 baris"),
      DiagnosticKind(
        "layout-detected", .note, frictionless: nil, id: "Susunan tabel yang ditemukan: baris judul, lembar, kolom.",
        en: "The layout found: header rows, sheet, columns.",
        fixID: "Bila salah, tentukan dengan --set header_row=N atau sheet=….",
        fixEN: "If it is wrong, say so with --set header_row=N or sheet=….",
        example: "rekap.xlsx[2024]: catatan: judul kolom di baris 4–5: kode_desa, idm, status"),
      DiagnosticKind(
        "part-empty", .note, frictionless: "source-error", id: "Lembar atau anggota arsip tidak berisi apa-apa.",
        en: "A sheet or member is empty.", fixID: "Tidak perlu apa-apa.", fixEN: "Nothing.",
        example: "rekap.xlsx[Sheet3]: catatan: tidak ada isinya, dilewati"),
      DiagnosticKind(
        "part-without-table", .warning, frictionless: "missing-label",
        id: "Lembar atau anggota arsip tidak memuat tabel untuk importir ini.",
        en: "A sheet or member holds no table for this importer.",
        fixID: "Pilih lembarnya dengan --set sheet=…, atau pakai importir lain.",
        fixEN: "Choose a sheet with --set sheet=…, or use another importer.",
        example:
          "rekap.xlsx[Grafik]: peringatan: tidak ada tabel untuk importir ini, dilewati: kolom kode wilayah tidak ditemukan"
      ),
      DiagnosticKind(
        "form-field-missing", .warning, frictionless: "missing-label",
        id: "Formulir tidak memuat label yang dikenal pemetaan.", en: "The form lacks a label that the mapping knows.",
        fixID: "Periksa apakah formulirnya edisi lain.", fixEN: "Check whether it is another edition of the form.",
        example: "desa-a.xlsx: peringatan: label ini tidak ada di formulir: Luas wilayah"),
      DiagnosticKind(
        "form-labels-missing", .error, frictionless: "missing-label", id: "Tidak satu pun label formulir ditemukan.",
        en: "None of the form's labels was found.", fixID: "Periksa importir dan lembarnya.",
        fixEN: "Check the importer and the sheet.",
        example: "desa-a.xlsx: galat: tidak satu pun label formulir ditemukan; dicari: Luas wilayah"),
      DiagnosticKind(
        "total-mismatch", .warning, frictionless: "row-constraint",
        id: "Jumlah yang tertulis berbeda dari jumlah baris yang dibaca.",
        en: "A printed total differs from the sum of the rows read.",
        fixID: "Cari baris yang ditolak, hilang atau ganda; tanyakan pada pengirim.",
        fixEN: "Look for rows rejected, missing or doubled; ask the sender.",
        example:
          "rekap.xlsx:98:4: peringatan: baris `JUMLAH`: `pagu` tertulis 1.500, padahal jumlah baris yang dibaca 1.400"),
      DiagnosticKind(
        "number-style", .warning, frictionless: "type-error",
        id: "Angka yang dapat dibaca dua cara dibaca dengan pemisah ribuan.",
        en: "Numbers that could be read two ways were read with thousands marks.",
        fixID: "Tetapkan dengan numbers: id atau en dalam pemetaan.",
        fixEN: "Settle it with numbers: id or en in the mapping.",
        example: "rekap.csv: peringatan: `1.156` dan sejenisnya dibaca dengan pemisah ribuan (pemetaan)"),
    ])
}
