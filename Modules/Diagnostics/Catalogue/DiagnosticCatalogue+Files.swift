extension DiagnosticCatalogue {
  static let files = Group(
    title: LocalizedText(id: "Berkas dan format", en: "Files and formats"),
    kinds: [
      DiagnosticKind(
        "file-not-found", .error, frictionless: "source-error", id: "Berkas cadangan yang disebut tidak ada.",
        en: "The backup named is not there.", fixID: "Periksa nama dan foldernya.", fixEN: "Check its name and folder.",
        example: "galat: cadangan kemarin.sqlite tidak ada"),
      DiagnosticKind(
        "file-unreadable", .error, frictionless: "source-error",
        id: "Berkas tidak ada, tidak boleh dibaca, atau ternyata folder.",
        en: "The file is missing, may not be read, or is a folder.", fixID: "Periksa nama, folder dan izinnya.",
        fixEN: "Check its name, folder and permissions.",
        example: "idm.csv: galat: berkas tidak ditemukan; periksa nama dan foldernya"),
      DiagnosticKind(
        "file-empty", .error, frictionless: "source-error", id: "Berkas tidak berisi apa-apa.",
        en: "The file holds nothing.", fixID: "Minta ulang berkasnya; baris pertama memuat judul kolom.",
        fixEN: "Ask for the file again; its first row holds the headings.", example: "idm.csv: galat: berkas kosong"),
      DiagnosticKind(
        "file-without-rows", .warning, frictionless: "source-error",
        id: "Ada judul kolom, tetapi tidak ada baris data.", en: "There is a header and no row.",
        fixID: "Periksa apakah berkas ini memang sudah diisi.", fixEN: "Check whether the file was filled in.",
        example: "idm.csv: peringatan: berkas hanya berisi baris judul"),
      DiagnosticKind(
        "file-same-content", .warning, frictionless: nil,
        id: "Isinya sama persis dengan berkas yang diimpor dengan nama lain.",
        en: "Its content is the very same as that of a file imported under another name.",
        fixID: "Periksa apakah tahap, tahun atau kabupatennya tertukar; batch yang keliru dapat dibatalkan.",
        fixEN: "See whether stages, years or kabupaten were mixed up; a wrong batch can be taken back.",
        example: "bhprd-tahap3.json: peringatan: isinya sama persis dengan `bhprd-tahap2.json` (batch 12)"),
      DiagnosticKind(
        "file-binary", .error, frictionless: "format-error", id: "Isinya bukan teks, apa pun nama berkasnya.",
        en: "Its content is no text, whatever its name.", fixID: "Minta tabelnya sebagai CSV atau XLSX.",
        fixEN: "Ask for the table as CSV or XLSX.", example: "data.csv: galat: ini gambar JPEG, bukan CSV"),
      DiagnosticKind(
        "file-unsupported", .error, frictionless: "format-error",
        id: "Bentuk berkas ini tidak dapat dibaca sebagai tabel (PDF, hasil pindai, HTML dan lainnya).",
        en: "A form that cannot be read as a table (PDF, scans, HTML and others).",
        fixID: "Minta tabel aslinya sebagai Excel (.xlsx) atau CSV.",
        fixEN: "Ask for the original as Excel (.xlsx) or CSV.",
        example:
          "laporan.pdf: galat: ini dokumen PDF, bukan tabel yang dapat dibaca; minta tabel aslinya sebagai Excel (.xlsx) atau CSV"
      ),
      DiagnosticKind(
        "file-encrypted", .error, frictionless: "format-error", id: "Berkas atau isi arsip dilindungi kata sandi.",
        en: "The file or the content of the archive is protected with a password.",
        fixID: "Buka di aplikasinya, hapus kata sandinya, lalu simpan.",
        fixEN: "Open it, remove the password and save it.",
        example:
          "apbdes.xlsx: galat: berkas dilindungi kata sandi; buka di aplikasinya, hapus kata sandinya, lalu simpan"),
      DiagnosticKind(
        "file-not-text", .error, frictionless: "format-error", id: "Tabel padanan harus berupa teks biasa.",
        en: "A crosswalk has to be plain text.", fixID: "Simpan sebagai CSV UTF-8.", fixEN: "Save it as CSV UTF-8.",
        example: "padanan.csv: galat: berkas ini bukan teks biasa"),
      DiagnosticKind(
        "spool-failed", .error, frictionless: "source-error",
        id: "Masukan yang hanya dapat dibaca sekali tidak dapat disalin sementara.",
        en: "Input that can be read only once could not be copied.",
        fixID: "Kosongkan ruang di folder sementara, atau atur TMPDIR.",
        fixEN: "Free some space in the temporary folder, or set TMPDIR.",
        example: "-: galat: salinan sementara berkas ini tidak dapat ditulis (No space left on device)"),
      DiagnosticKind(
        "temporary-file-failed", .error, frictionless: "source-error",
        id: "Berkas sementara yang dibutuhkan pembacaan tidak dapat ditulis.",
        en: "A temporary file that reading needs cannot be written.",
        fixID: "Kosongkan ruang di folder sementara, atau atur TMPDIR.",
        fixEN: "Free some space in the temporary folder, or set TMPDIR.",
        example: "besar.xlsx: galat: berkas sementara tidak dapat ditulis (No space left on device)"),
      DiagnosticKind(
        "encoding-invalid", .error, frictionless: "encoding-error", id: "Isi sel bukan teks UTF-8 yang sah.",
        en: "A cell is no valid UTF-8.", fixID: "Simpan sebagai \"CSV UTF-8\", atau --set encoding=windows1252.",
        fixEN: "Save as \"CSV UTF-8\", or --set encoding=windows1252.",
        example: "idm.csv:12:3: galat: isi sel bukan teks UTF-8 yang sah"),
      DiagnosticKind(
        "encoding-assumed", .note, frictionless: "encoding-error",
        id: "Teks bukan UTF-8, jadi dibaca sebagai Windows-1252.",
        en: "The text is not UTF-8 and was read as Windows-1252.",
        fixID: "Bila huruf beraksen salah, tentukan dengan --set encoding=….",
        fixEN: "If accented letters are wrong, say which with --set encoding=….",
        example: "idm.csv: catatan: teks bukan UTF-8 (bita 120), jadi dibaca sebagai Windows-1252"),
      DiagnosticKind(
        "encoding-utf16", .error, frictionless: "encoding-error",
        id: "Pengodean yang diminta tidak sesuai: berkasnya UTF-16.",
        en: "The encoding asked for does not fit: the file is UTF-16.", fixID: "Jangan tentukan pengodeannya.",
        fixEN: "Do not name an encoding.", example: "idm.csv: galat: berkas dikodekan dalam UTF-16LE, bukan UTF-8"),
      DiagnosticKind(
        "nul-byte", .error, frictionless: "encoding-error", id: "Ada bita NUL di dalam teks: berkas mungkin rusak.",
        en: "There is a NUL byte in the text: the file may be damaged.", fixID: "Unduh atau ekspor ulang.",
        fixEN: "Download or export it again.", example: "idm.csv:7:2: galat: ada bita NUL di dalam teks"),
      DiagnosticKind(
        "delimiter-invalid", .error, frictionless: "format-error",
        id: "Tanda pemisah yang diminta tidak dapat dipakai.", en: "The delimiter asked for cannot be one.",
        fixID: "Gunakan koma, titik koma, tab, atau garis tegak.", fixEN: "Use a comma, a semicolon, a tab or a bar.",
        example: "galat: tanda pemisah tidak boleh tanda kutip ganda, pergantian baris, NUL, atau di luar ASCII"),
      DiagnosticKind(
        "format-unsupported", .error, frictionless: "format-error", id: "Ragam buku kerja ini tidak didukung (.xlsb).",
        en: "This kind of workbook is not supported (.xlsb).", fixID: "Simpan sebagai \"Buku Kerja Excel (.xlsx)\".",
        fixEN: "Save it as \"Excel Workbook (.xlsx)\".",
        example: "data.xlsb: galat: ini buku kerja Excel biner (.xlsb), yang tidak didukung"),
      DiagnosticKind(
        "xlsx-damaged", .error, frictionless: "format-error", id: "Buku kerja tidak utuh.",
        en: "The workbook is not whole.", fixID: "Buka di aplikasi lembar kerja dan simpan sekali lagi.",
        fixEN: "Open it in a spreadsheet program and save it once more.",
        example:
          "idm.xlsx: galat: buku kerja tidak memuat daftar lembar; buka di aplikasi lembar kerja dan simpan sekali lagi sebagai .xlsx"
      ),
      DiagnosticKind(
        "xls-unreadable", .error, frictionless: "format-error",
        id: "Berkas Excel lama rusak; pembacanya, sebuah proses tersendiri, berhenti.",
        en: "An old Excel file is damaged; its reader, a process of its own, gave up.",
        fixID: "Buka di Excel dan simpan sebagai .xlsx.", fixEN: "Open it in Excel and save it as .xlsx.",
        example: "lama.xls: galat: berkas Excel lama ini tidak dapat dibaca: isinya rusak"),
      DiagnosticKind(
        "docx-damaged", .error, frictionless: "format-error", id: "Dokumen Word tidak utuh.",
        en: "The Word document is not whole.", fixID: "Buka di Word dan simpan sekali lagi.",
        fixEN: "Open it in Word and save it once more.",
        example: "usulan.docx: galat: isi arsip ini bukan dokumen Word yang utuh"),
      DiagnosticKind(
        "xml-malformed", .error, frictionless: "format-error", id: "Bagian XML dari berkas perkantoran rusak.",
        en: "An XML part of an office file is damaged.",
        fixID: "Minta ulang berkasnya, atau simpan sekali lagi di aplikasinya.",
        fixEN: "Ask for it again, or save it once more in its application.",
        example: "idm.xlsx: galat: bagian XML dari berkas ini rusak (mismatched tag)"),
      DiagnosticKind(
        "xml-entity-refused", .error, frictionless: "format-error",
        id: "Bagian XML memuat DOCTYPE atau entitas, yang dapat dipakai untuk menyerang.",
        en: "An XML part holds a DOCTYPE or entities, which can be used for attacks.",
        fixID: "Jangan dibuka bila asalnya tidak dikenal; minta berkas aslinya.",
        fixEN: "Do not open it if its origin is unknown; ask for the original.",
        example:
          "x.xlsx: galat: bagian XML dari berkas ini memuat DOCTYPE atau entitas, yang tidak pernah ditulis aplikasi perkantoran"
      ),
      DiagnosticKind(
        "xml-too-complex", .error, frictionless: "format-error",
        id: "Bagian XML bersarang terlalu dalam atau memuat satuan yang terlalu panjang.",
        en: "An XML part is nested too deeply or holds units that are too long.", fixID: "Minta berkas aslinya.",
        fixEN: "Ask for the original.",
        example:
          "x.xlsx: galat: bagian XML dari berkas ini bersarang terlalu dalam atau memuat satuan yang terlalu panjang"),
      DiagnosticKind(
        "archive-damaged", .error, frictionless: "format-error", id: "Arsip terpotong atau rusak.",
        en: "The archive is cut off or damaged.", fixID: "Unduh atau minta ulang.",
        fixEN: "Download it or ask for it again.",
        example: "kiriman.zip: galat: daftar isi arsip tidak ada: berkas terpotong atau bukan ZIP"),
      DiagnosticKind(
        "table-missing", .error, frictionless: "source-error", id: "Arsip atau dokumen tidak memuat tabel.",
        en: "The archive or document holds no table.", fixID: "Periksa apakah ini berkas yang dimaksud.",
        fixEN: "Check whether this is the right file.", example: "kiriman.zip: galat: tidak ada tabel di dalamnya"),
      DiagnosticKind(
        "archive-member-skipped", .note, frictionless: "format-error",
        id: "Sesuatu di dalam arsip bukan tabel dan dilewati.",
        en: "Something in the archive is no table and was skipped.",
        fixID: "Tidak perlu apa-apa bila memang bukan data.", fixEN: "Nothing, if it is no data.",
        example: "kiriman.zip!foto.jpg: catatan: gambar atau hasil pindai (JPEG) di dalam arsip dilewati"),
      DiagnosticKind(
        "archive-method-unsupported", .error, frictionless: "format-error",
        id: "Isi arsip dimampatkan dengan cara yang tidak didukung.",
        en: "The archive is compressed in a way that is not supported.",
        fixID: "Buat ulang sebagai ZIP biasa (Deflate).", fixEN: "Pack it anew as an ordinary ZIP (Deflate).",
        example:
          "kiriman.zip: galat: isi arsip dimampatkan dengan cara yang tidak didukung; buat ulang arsipnya sebagai ZIP biasa (Deflate)"
      ),
      DiagnosticKind(
        "archive-path-unsafe", .error, frictionless: "format-error",
        id: "Arsip memuat nama yang menunjuk ke luar arsip.", en: "The archive holds a name that points outside of it.",
        fixID: "Jangan dibuka bila asalnya tidak dikenal.", fixEN: "Do not open it if its origin is unknown.",
        example: "jahat.zip: galat: arsip memuat nama berkas yang menunjuk ke luar arsip atau tidak sah"),
      DiagnosticKind(
        "archive-too-deep", .error, frictionless: "format-error", id: "Arsip di dalam arsip di dalam arsip.",
        en: "Archives within archives within archives.", fixID: "Ekstrak dulu arsip luarnya.",
        fixEN: "Unpack the outer archive first.",
        example: "a.zip: galat: arsip di dalam arsip lebih dari 3 tingkat; ekstrak dulu arsip luarnya"),
      DiagnosticKind(
        "archive-too-large", .error, frictionless: "format-error",
        id: "Arsip mengembang jauh melampaui ukurannya (bom ZIP) atau melampaui batas.",
        en: "The archive would grow far beyond its size (a ZIP bomb) or over the limit.",
        fixID: "Jangan dibuka bila asalnya tidak dikenal; bagi menjadi beberapa berkas.",
        fixEN: "Do not open it if its origin is unknown; split it into several.",
        example: "bom.zip: galat: berkas di dalam arsip saling menindih, seperti pada bom ZIP"),
      DiagnosticKind(
        "json-invalid", .error, frictionless: "format-error", id: "Isinya bukan JSON yang sah, atau terpotong.",
        en: "It is no valid JSON, or cut off.", fixID: "Unduh atau ekspor ulang.",
        fixEN: "Download or export it again.",
        example: "idm.json:3:14: galat: ini bukan JSON yang sah: di sini seharusnya titik dua"),
      DiagnosticKind(
        "json-key-unknown", .warning, frictionless: "extra-label",
        id: "Sebuah nama baru muncul setelah susunan kolom ditetapkan.",
        en: "A name appears only after the columns were settled.",
        fixID: "Sebutkan kolomnya dalam pemetaan (json: columns).",
        fixEN: "Name the column in the mapping (json: columns).",
        example: "idm.json:900: peringatan: nama \"catatan\" baru muncul di sini dan tidak menjadi kolom"),
      DiagnosticKind(
        "json-order", .error, frictionless: "format-error",
        id: "Nilai yang berlaku bagi semua rekaman baru muncul sesudah daftarnya.",
        en: "A value that holds for all records comes only after the list.",
        fixID: "Ubah urutannya, atau beri nilainya sebagai opsi.",
        fixEN: "Change the order, or give the value as an option.",
        example: "idm.json: galat: nilai \"tahun\" baru muncul sesudah daftar rekaman yang panjang"),
      DiagnosticKind(
        "json-path-invalid", .error, frictionless: "scheme-error", id: "Jalur JSON dalam pemetaan salah bentuk.",
        en: "A JSON path of the mapping is malformed.", fixID: "Perbaiki pemetaannya.", fixEN: "Correct the mapping.",
        example: "galat: jalur rekaman dimulai dari dokumen, jadi tanpa ^ dan $"),
      DiagnosticKind(
        "json-path-unmatched", .warning, frictionless: "missing-label",
        id: "Jalur yang disebut pemetaan tidak ada di satu pun rekaman.",
        en: "A path that the mapping names is in no record.", fixID: "Periksa apakah bentuk datanya berubah.",
        fixEN: "Check whether the shape of the data changed.",
        example: "idm.json: peringatan: jalur \"mapData.IKS\" tidak ada di satu pun rekaman"),
      DiagnosticKind(
        "json-records-ambiguous", .error, frictionless: "format-error", id: "Dokumen memuat beberapa daftar rekaman.",
        en: "The document holds several lists of records.", fixID: "Pilih dengan json: records dalam pemetaan.",
        fixEN: "Choose one with json: records in the mapping.",
        example: "x.json: galat: dokumen JSON ini berisi 3 daftar: a, b, c"),
      DiagnosticKind(
        "json-records-found", .note, frictionless: nil, id: "Daftar rekaman ditemukan sendiri.",
        en: "The list of records was found without being named.", fixID: "Tidak perlu apa-apa bila benar.",
        fixEN: "Nothing, if it is right.", example: "x.json: catatan: rekaman diambil dari daftar \"mapData\""),
      DiagnosticKind(
        "json-records-missing", .error, frictionless: "format-error", id: "Tidak ada daftar rekaman di dokumen.",
        en: "There is no list of records.", fixID: "Periksa berkas dan pemetaannya.",
        fixEN: "Check the file and the mapping.", example: "x.json: galat: tidak ada daftar rekaman di dokumen JSON ini"
      ),
      DiagnosticKind(
        "sql-invalid", .error, frictionless: "format-error", id: "Perintah INSERT tidak dapat dibaca.",
        en: "An INSERT statement cannot be read.", fixID: "Unduh ulang berkasnya.", fixEN: "Download the file again.",
        example: "wilayah.sql: galat: perintah INSERT ini tidak dapat dibaca, atau berkasnya terpotong"),
      DiagnosticKind(
        "tables-left-out", .warning, frictionless: "format-error",
        id: "Dokumen memuat lebih banyak tabel daripada yang didaftar.",
        en: "The document has more tables than are listed.", fixID: "Bagi dokumennya.", fixEN: "Split the document.",
        example: "x.docx: peringatan: 12 tabel terakhir dokumen ini dilewati karena terlalu banyak"),
    ])
}
