extension DiagnosticCatalogue {
  static let configuration = Group(
    title: LocalizedText(id: "Konfigurasi", en: "Configuration"),
    kinds: [
      DiagnosticKind(
        "config-missing", .error, frictionless: nil, id: "Berkas konfigurasi tidak ada.",
        en: "The configuration file is missing.", fixID: "Sebutkan dengan --config.", fixEN: "Name it with --config.",
        example: "plugins.yaml: galat: berkas ini tidak ada"),
      DiagnosticKind(
        "config-unreadable", .error, frictionless: nil, id: "Berkas konfigurasi tidak dapat dibaca.",
        en: "The configuration file cannot be read.", fixID: "Periksa izinnya.", fixEN: "Check its permissions.",
        example: "plugins: galat: ini folder, bukan berkas"),
      DiagnosticKind(
        "config-unwritable", .error, frictionless: nil, id: "Berkas konfigurasi tidak dapat ditulis.",
        en: "The configuration file cannot be written.", fixID: "Periksa izinnya.", fixEN: "Check its permissions.",
        example: "plugins.yaml: galat: berkas ini tidak dapat ditulis"),
      DiagnosticKind(
        "config-edit", .error, frictionless: nil, id: "Susunan berkas tidak dapat diubah otomatis.",
        en: "The layout of the file cannot be edited automatically.", fixID: "Ubah sendiri menurut petunjuknya.",
        fixEN: "Edit it by hand as the hint says.",
        example: "plugins.yaml:9: galat: susunan berkas ini tidak dapat diubah otomatis"),
      DiagnosticKind(
        "config-empty", .error, frictionless: nil, id: "Kunci tanpa isi.", en: "A key without content.",
        fixID: "Isi, atau hapus kuncinya.", fixEN: "Fill it in, or remove the key.",
        example: "plugins.yaml:9:1: galat: reports: tidak ada isinya"),
      DiagnosticKind(
        "config-bad-key", .error, frictionless: nil, id: "Kunci pemetaan salah bentuk.", en: "A key is malformed.",
        fixID: "Ikuti bentuk yang disebut.", fixEN: "Follow the form named.",
        example: "plugin.yaml:9:1: galat: datasets[0]: kunci `IDM` bukan id"),
      DiagnosticKind(
        "config-bad-value", .error, frictionless: nil, id: "Nilai salah bentuk.", en: "A value is malformed.",
        fixID: "Ikuti bentuk yang disebut.", fixEN: "Follow the form named.",
        example: "plugin.yaml:9:1: galat: datasets[0].due: `31 Juni` bukan tenggat"),
      DiagnosticKind(
        "config-missing-key", .error, frictionless: nil, id: "Kunci wajib tidak ada.", en: "A required key is missing.",
        fixID: "Tambahkan kuncinya.", fixEN: "Add the key.",
        example: "plugin.yaml:1:1: galat: kunci wajib `title` tidak ada"),
      DiagnosticKind(
        "config-needless-key", .error, frictionless: nil, id: "Kunci tidak berlaku di sini.",
        en: "A key means nothing here.", fixID: "Hapus kuncinya.", fixEN: "Remove the key.",
        example: "plugin.yaml:9:1: galat: table: hanya berlaku untuk `uses: table`"),
      DiagnosticKind(
        "config-unknown-key", .error, frictionless: nil, id: "Kunci tidak dikenal.", en: "An unknown key.",
        fixID: "Periksa ejaannya; semua kunci ada di docs/plugins/keys.md.",
        fixEN: "Check its spelling; all keys are in docs/plugins/keys.md.",
        example: "plugins.yaml:9:1: galat: storee: kunci tidak dikenal; mungkin maksudnya `store`?"),
      DiagnosticKind(
        "config-not-a-choice", .error, frictionless: nil, id: "Nilai bukan salah satu pilihan.",
        en: "A value is none of the choices.", fixID: "Pakai salah satu yang disebut.",
        fixEN: "Use one of those named.", example: "plugins.yaml:9:1: galat: language: `fr` bukan salah satu pilihan"),
      DiagnosticKind(
        "config-out-of-range", .error, frictionless: nil, id: "Angka di luar batas.", en: "A number is out of range.",
        fixID: "Pakai angka dalam batas.", fixEN: "Use one within.",
        example: "plugin.yaml:9:1: galat: decimals: 20 di luar 0 sampai 15"),
      DiagnosticKind(
        "config-wrong-type", .error, frictionless: nil, id: "Jenis nilai salah.", en: "A value of the wrong type.",
        fixID: "Tulis jenis yang disebut.", fixEN: "Write the type named.",
        example: "plugins.yaml:9:1: galat: importers: seharusnya daftar, bukan teks"),
      DiagnosticKind(
        "config-wrong-count", .error, frictionless: nil, id: "Jumlah unsur salah.",
        en: "The number of elements is wrong.", fixID: "Ikuti jumlah yang disebut.", fixEN: "Follow the number named.",
        example: "plugin.yaml:9:1: galat: range: seharusnya 2 butir, ada 3"),
      DiagnosticKind(
        "config-code-unquoted", .error, frictionless: nil, id: "Kode wilayah tanpa tanda kutip dibaca sebagai angka.",
        en: "A region code without quotes is read as a number.", fixID: "Tulis dalam tanda kutip: \"62.10\".",
        fixEN: "Put it in quotes: \"62.10\".",
        example: "plugin.yaml:9:1: galat: scope: kode wilayah tanpa tanda kutip dibaca sebagai angka"),
      DiagnosticKind(
        "config-version", .error, frictionless: nil, id: "Versi konfigurasi tidak dikenal.",
        en: "An unknown version of the configuration.", fixID: "Pakai version: 1.", fixEN: "Use version: 1.",
        example: "plugins.yaml:1:1: galat: version: versi 2 tidak dikenal program ini"),
      DiagnosticKind(
        "config-variable", .error, frictionless: nil, id: "Variabel lingkungan tidak ada atau salah tulis.",
        en: "An environment variable is missing or malformed.", fixID: "Isi variabelnya, atau tulis ${NAMA:-nilai}.",
        fixEN: "Set it, or write ${NAME:-value}.",
        example:
          "plugins.yaml:2:1: galat: store: variabel lingkungan `DATA` tidak ada; isi variabelnya, atau tulis `${DATA:-nilai}`"
      ),
      DiagnosticKind(
        "config-duplicate-id", .error, frictionless: nil, id: "Id atau nama yang sama sudah dipakai.",
        en: "The same id or name is taken.", fixID: "Beri nama lain.", fixEN: "Give it another name.",
        example: "plugin.yaml:9:1: galat: list[1]: `maju` sudah menjadi nama kelas `maju`"),
      DiagnosticKind(
        "config-duplicate-header", .error, frictionless: nil, id: "Judul kolom berarti dua hal.",
        en: "A heading means two things.", fixID: "Hapus dari salah satunya.", fixEN: "Remove it from one.",
        example: "plugin.yaml:9:1: galat: table.fields.idm: judul kolom `skor` sudah berarti `iks`"),
      DiagnosticKind(
        "config-reserved-id", .error, frictionless: nil, id: "Id dicadangkan.", en: "The id is reserved.",
        fixID: "Pilih id lain.", fixEN: "Choose another id.",
        example: "plugin.yaml:9:1: galat: columns[0].id: kolom `code` selalu ada dalam laporan"),
      DiagnosticKind(
        "config-unknown-id", .error, frictionless: nil, id: "Pilihan yang disebut tidak ada.",
        en: "The choice named is not there.", fixID: "Pakai salah satu yang ada.", fixEN: "Use one there is.",
        example: "plugin.yaml:9:1: galat: values.sumber: `ddx` bukan salah satu pilihannya"),
      DiagnosticKind(
        "config-unknown-field", .error, frictionless: nil, id: "Kolom data tidak ada dalam dataset.",
        en: "The dataset has no such field.", fixID: "Periksa ejaannya.", fixEN: "Check its spelling.",
        example: "plugin.yaml:9:1: galat: requires[0]: dataset `idm` tidak punya kolom data `idn`"),
      DiagnosticKind(
        "config-unknown-dataset", .error, frictionless: nil, id: "Dataset tidak ada.", en: "There is no such dataset.",
        fixID: "Aktifkan set indikatornya, atau periksa ejaannya.",
        fixEN: "Enable its indicator set, or check the spelling.",
        example: "plugin.yaml:9:1: galat: table.dataset: dataset `idn` tidak ada"),
      DiagnosticKind(
        "config-unknown-engine", .error, frictionless: nil, id: "uses menyebut mesin yang tidak ada.",
        en: "uses names no engine there is.", fixID: "Pakai table, dataset_report atau tipe yang ada.",
        fixEN: "Use table, dataset_report or a type there is.",
        example: "plugin.yaml:9:1: galat: uses: tidak ada mesin `tabel`"),
      DiagnosticKind(
        "config-unknown-plugin", .error, frictionless: nil, id: "Plugin yang disebut tidak ada atau tidak aktif.",
        en: "The plugin named is missing or not enabled.", fixID: "Periksa id dan foldernya.",
        fixEN: "Check id and folder.",
        example: "plugin.yaml:9:1: galat: sample[0].importer: importir `idn` tidak ada atau tidak aktif"),
      DiagnosticKind(
        "sample-skipped", .note, frictionless: nil, id: "Data contoh untuk importir yang tidak aktif.",
        en: "Sample data for an importer that is not enabled.", fixID: "Aktifkan importirnya bila diperlukan.",
        fixEN: "Enable the importer where it is wanted.", example: nil),
      DiagnosticKind(
        "config-shadowed-plugin", .note, frictionless: nil, id: "Plugin lain dengan id sama ditemukan lebih dulu.",
        en: "Another plugin with the same id was found first.", fixID: "Hapus salah satu bila tidak disengaja.",
        fixEN: "Remove one, if it was not meant.",
        example:
          "plugins/idm/plugin.yaml: catatan: `indicators/idm` tidak dipakai: `Modules/Indicators/Idm` ditemukan lebih dulu"
      ),
      DiagnosticKind(
        "config-folder-name", .warning, frictionless: nil, id: "Folder plugin tidak bernama seperti idnya.",
        en: "The plugin's folder is not named like its id.", fixID: "Ganti nama folder atau idnya.",
        fixEN: "Rename the folder or the id.",
        example: "plugin.yaml: peringatan: folder `Idm2` tidak bernama seperti id-nya"),
      DiagnosticKind(
        "config-missing-file", .error, frictionless: nil, id: "Berkas yang disebut tidak ada di folder plugin.",
        en: "A file named is not in the plugin's folder.", fixID: "Tambahkan berkasnya, atau hapus barisnya.",
        fixEN: "Add the file, or remove the line.",
        example: "plugin.yaml:9:1: galat: sample[0].file: berkas `Sample/idm.csv` tidak ada"),
      DiagnosticKind(
        "config-formula", .error, frictionless: nil, id: "Rumus salah.", en: "A formula is wrong.",
        fixID: "Perbaiki menurut pesannya.", fixEN: "Correct it as the message says.",
        example: "plugin.yaml:9:1: galat: formula: rumus memakai kolom data `iks99` yang tidak ada"),
      DiagnosticKind(
        "formula-invalid", .error, frictionless: nil, id: "Rumus dataset tidak dapat dipakai.",
        en: "A formula of the dataset cannot be used.", fixID: "Periksa dengan sinergi-admin config check.",
        fixEN: "Check with sinergi-admin config check.", example: "galat: idm: kolom data `iks99` tidak ada"),
      DiagnosticKind(
        "config-key-field", .error, frictionless: nil, id: "Kolom tidak dapat menjadi kunci.",
        en: "A field cannot be a key.", fixID: "Pakai code, category, integer, date atau text tanpa rumus.",
        fixEN: "Use code, category, integer, date or text without a formula.",
        example:
          "plugin.yaml:9:1: galat: key[0]: `pagu` berjenis `money`, tidak dapat menandai baris; kunci berjenis `code`, `category`, `integer`, `date` atau `text`, tanpa rumus"
      ),
      DiagnosticKind(
        "config-not-a-key", .error, frictionless: nil, id: "Kolom bukan kunci dataset.",
        en: "The field is no key of the dataset.", fixID: "Pakai kolom kunci, atau tambahkan ke key.",
        fixEN: "Use a key field, or add it to key.",
        example: "plugin.yaml:9:1: galat: scope.keys[0]: `pagu` bukan kolom kunci dataset `anggaran`"),
      DiagnosticKind(
        "config-not-a-class", .error, frictionless: nil, id: "Kolom tidak punya kelas.",
        en: "The field has no classes.", fixID: "Pakai kolom class.", fixEN: "Use a class field.",
        example: "plugin.yaml:9:1: galat: targets[0].field: `idm` tidak punya kelas (`type: real`)"),
      DiagnosticKind(
        "config-not-a-number", .error, frictionless: nil, id: "Agregat perlu kolom angka.",
        en: "The aggregate needs a number.", fixID: "Pakai count, atau kolom angka.",
        fixEN: "Use count, or a field that is a number.",
        example: "plugin.yaml:9:1: galat: columns[0]: `catatan` bukan angka; pakai `count`"),
      DiagnosticKind(
        "config-unknown-class", .error, frictionless: nil, id: "Kelas tidak ada.", en: "There is no such class.",
        fixID: "Periksa ejaannya.", fixEN: "Check its spelling.",
        example: "plugin.yaml:9:1: galat: targets[0].to: `status` tidak punya kelas `sangat_maju`"),
      DiagnosticKind(
        "config-class-bound", .error, frictionless: nil, id: "Batas kelas lebih halus daripada desimalnya.",
        en: "A bound has more decimals than the classes.", fixID: "Bulatkan batasnya.", fixEN: "Round the bound.",
        example: "plugin.yaml:9:1: galat: list[1]: batas 0,49071 punya lebih dari 4 angka di belakang koma"),
      DiagnosticKind(
        "config-class-revision", .error, frictionless: nil, id: "Batas baru kelas tidak lengkap atau tidak urut.",
        en: "Later bounds of classes are incomplete or out of order.",
        fixID: "Beri satu batas untuk tiap kelas kecuali yang terendah, tahun demi tahun.",
        fixEN: "Give one bound for every class but the lowest, year after year.",
        example: "plugin.yaml:22:33: galat: revisions[1].above: ada 1 batas untuk 3 kelas; kelas terendah tidak punya "
          + "batas"),
      DiagnosticKind(
        "config-class-gap", .error, frictionless: nil, id: "Sebagian nilai tidak masuk kelas mana pun.",
        en: "Some values belong to no class.", fixID: "Hapus above dari kelas terendah.",
        fixEN: "Remove above from the lowest class.",
        example:
          "plugin.yaml:9:1: galat: list[0]: nilai sampai 0,49 tidak masuk kelas mana pun; hapus `above` dari kelas terendah"
      ),
      DiagnosticKind(
        "config-class-overlap", .error, frictionless: nil, id: "Kelas tumpang tindih.", en: "Classes overlap.",
        fixID: "Beri batas above yang lebih tinggi.", fixEN: "Give a higher bound above.",
        example:
          "plugin.yaml:9:1: galat: list[1]: kelas `maju` tumpang tindih dengan kelas sebelumnya: tidak punya batas `above`"
      ),
      DiagnosticKind(
        "config-class-unreachable", .warning, frictionless: nil, id: "Kelas tidak dapat dicapai.",
        en: "A class cannot be reached.", fixID: "Periksa batas dan range.", fixEN: "Check bound and range.",
        example: "plugin.yaml:9:1: peringatan: list[4]: tidak ada nilai di atas 1,5: `idm` paling tinggi 1"),
      DiagnosticKind(
        "config-scope", .error, frictionless: nil, id: "Wilayah di luar scope plugin.",
        en: "A region lies outside the plugin's scope.", fixID: "Sesuaikan scope atau wilayahnya.",
        fixEN: "Fit scope or region.",
        example: "plugin.yaml:9:1: galat: terms[0].regions[0]: `62.10` di luar `scope` plugin ini, `64`"),
      DiagnosticKind(
        "config-component", .error, frictionless: nil, id: "Komponen induk tidak ada.",
        en: "The component it is part of is not there.", fixID: "Tulis induknya di atasnya.",
        fixEN: "Write that component above it.",
        example: "plugin.yaml:9:1: galat: programmes[0].components[1].within: komponen `1` tidak ada sebelum `1A`"),
      DiagnosticKind(
        "config-region-unknown", .warning, frictionless: nil, id: "Wilayah tidak ada dalam daftar yang dimuat.",
        en: "A region is not in the register that is loaded.", fixID: "Periksa kodenya.", fixEN: "Check the code.",
        example: "plugin.yaml: peringatan: wilayah 64.99 tidak ada dalam daftar wilayah yang dimuat"),
      DiagnosticKind(
        "config-target-total", .error, frictionless: nil, id: "Jumlah tahun-tahun target bukan totalnya.",
        en: "The years of a target do not add up to its total.", fixID: "Perbaiki salah satunya.",
        fixEN: "Correct one of them.",
        example: "plugin.yaml:9:1: galat: targets[0].total: jumlah tahun-tahunnya 149, bukan 150"),
      DiagnosticKind(
        "config-target-years", .error, frictionless: nil, id: "Tahun target tidak urut.",
        en: "The years of a target are not in order.", fixID: "Urutkan tahunnya.", fixEN: "Put them in order.",
        example: "plugin.yaml:9:1: galat: targets[0].years[1]: tahun 2019 harus setelah 2020"),
      DiagnosticKind(
        "yaml-syntax", .error, frictionless: nil, id: "Susunan YAML salah.", en: "The YAML is malformed.",
        fixID: "Perbaiki di tempat yang disebut.", fixEN: "Correct it where it says.",
        example: "plugins.yaml:9:3: galat: kunci harus satu kata, bukan daftar atau pemetaan"),
      DiagnosticKind(
        "yaml-tab", .error, frictionless: nil, id: "Indentasi memakai tab.", en: "Indentation with tabs.",
        fixID: "Ganti tab dengan spasi.", fixEN: "Replace tabs with spaces.",
        example: "plugins.yaml:9:1: galat: indentasi memakai tab; YAML hanya mengenal spasi; ganti tab dengan spasi"),
      DiagnosticKind(
        "yaml-duplicate-key", .error, frictionless: nil, id: "Kunci ganda.", en: "A duplicate key.",
        fixID: "Hapus salah satu.", fixEN: "Remove one.",
        example: "plugins.yaml:9:1: galat: kunci `store` sudah ada di 2:1"),
      DiagnosticKind(
        "yaml-merge-key", .error, frictionless: nil, id: "Kunci gabungan tidak didukung.",
        en: "Merge keys are not supported.", fixID: "Tulis kunci-kuncinya di sini.", fixEN: "Write the keys out.",
        example:
          "plugins.yaml:9:1: galat: kunci gabungan `<<` tidak didukung (bukan bagian dari YAML 1.2); tulis kunci-kuncinya di sini"
      ),
      DiagnosticKind(
        "yaml-alias-limit", .error, frictionless: nil, id: "Alias membuat berkas terlalu besar.",
        en: "Aliases make the file too large.", fixID: "Tulis nilainya langsung.", fixEN: "Write the values out.",
        example: "plugins.yaml:9:1: galat: alias `*a` membuat berkas terlalu besar: lebih dari 10000 nilai ulangan"),
      DiagnosticKind(
        "yaml-depth", .error, frictionless: nil, id: "Susunan terlalu dalam.", en: "Nested too deeply.",
        fixID: "Ratakan susunannya.", fixEN: "Flatten it.",
        example: "plugins.yaml:9:1: galat: susunan lebih dalam dari 64 tingkat"),
      DiagnosticKind(
        "yaml-multiple-documents", .error, frictionless: nil, id: "Lebih dari satu dokumen.",
        en: "More than one document.", fixID: "Hapus ---.", fixEN: "Remove ---.",
        example: "plugins.yaml:9:1: galat: dokumen kedua dimulai di sini; satu berkas berisi satu dokumen; hapus `---`"),
      DiagnosticKind(
        "yaml-not-utf8", .error, frictionless: "encoding-error", id: "Berkas bukan UTF-8.",
        en: "The file is not UTF-8.", fixID: "Simpan ulang sebagai UTF-8.", fixEN: "Save it as UTF-8.",
        example: "plugins.yaml: galat: berkas ini UTF-16LE, bukan UTF-8; simpan ulang berkas sebagai UTF-8"),
      DiagnosticKind(
        "yaml-tag", .error, frictionless: nil, id: "Tag YAML tidak didukung.", en: "A YAML tag is not supported.",
        fixID: "Hapus tag, atau beri tanda kutip.", fixEN: "Remove it, or use quotes.",
        example: "plugins.yaml:9:1: galat: tag `!x` tidak didukung"),
      DiagnosticKind(
        "yaml-empty", .error, frictionless: nil, id: "Berkas YAML kosong.", en: "The YAML file is empty.",
        fixID: "Isi berkasnya.", fixEN: "Fill it in.", example: "plugins.yaml: galat: berkas ini kosong"),
      DiagnosticKind(
        "yaml-too-large", .error, frictionless: nil, id: "Berkas YAML terlalu besar.",
        en: "The YAML file is too large.", fixID: "Bagi menjadi beberapa plugin.",
        fixEN: "Split it into several plugins.",
        example: "plugins.yaml: galat: berkas terlalu besar untuk YAML: 20000000 bita, paling banyak 8388608"),
    ])
}
