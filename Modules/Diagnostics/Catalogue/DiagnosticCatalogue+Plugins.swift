extension DiagnosticCatalogue {
  static let plugins = Group(
    title: LocalizedText(id: "Plugin", en: "Plugins"),
    kinds: [
      DiagnosticKind(
        "sketch-without-table", .error, frictionless: nil,
        id: "Di berkas contoh untuk importir baru tidak ditemukan tabel.",
        en: "No table was found in the file that an importer is to be made from.",
        fixID: "Tunjukkan dengan --sheet NAMA dan --header-row N.",
        fixEN: "Point at it with --sheet NAME and --header-row N.",
        example: "surat.txt: galat: tidak ada tabel yang ditemukan"),
      DiagnosticKind(
        "sketch-without-values", .error, frictionless: nil,
        id: "Tabel contoh hanya berisi wilayah dan tahun.", en: "The table holds regions and years only.",
        fixID: "Pakai berkas yang berisi kolom nilai.", fixEN: "Use a file with columns of values.",
        example: "galat: tabelnya tidak berisi kolom nilai selain wilayah dan tahun"),
      DiagnosticKind(
        "sketch-kind", .error, frictionless: nil, id: "`--from` hanya untuk importir.",
        en: "`--from` is for importers only.", fixID: "Hilangkan --from, atau buat importer.",
        fixEN: "Leave --from out, or make an importer.",
        example: "galat: --from hanya untuk importer, bukan `report`"),
      DiagnosticKind(
        "plugin-unknown", .error, frictionless: nil, id: "Plugin tidak ada atau tidak aktif.",
        en: "The plugin is missing or not enabled.", fixID: "Periksa dengan sinergi-admin plugins list.",
        fixEN: "See sinergi-admin plugins list.", example: "galat: tidak ada plugin `idn`"),
      DiagnosticKind(
        "plugin-ambiguous", .error, frictionless: nil, id: "Beberapa plugin berid sama.",
        en: "Several plugins have that id.", fixID: "Sebut jenisnya: importer/idm.",
        fixEN: "Name the kind: importer/idm.", example: "galat: ada beberapa plugin `idm`"),
      DiagnosticKind(
        "plugin-kind-unknown", .error, frictionless: nil, id: "Jenis plugin tidak dikenal.",
        en: "An unknown kind of plugin.", fixID: "Pakai indicators, importer, report atau region.",
        fixEN: "Use indicators, importer, report or region.", example: "galat: jenis plugin `laporan` tidak dikenal"),
      DiagnosticKind(
        "plugin-exists", .error, frictionless: nil, id: "Folder plugin sudah ada.", en: "The plugin's folder exists.",
        fixID: "Pilih id lain.", fixEN: "Choose another id.", example: "plugins/idm: galat: folder ini sudah ada"),
      DiagnosticKind(
        "plugin-id", .error, frictionless: nil, id: "Bukan id plugin.", en: "No id of a plugin.",
        fixID: "Huruf kecil, angka dan _.", fixEN: "Lower-case letters, digits and _.",
        example: "galat: `Idm-2` bukan id"),
      DiagnosticKind(
        "plugin-incomplete", .error, frictionless: nil, id: "Folder plugin tidak lengkap.",
        en: "The plugin's folder is not complete.", fixID: "Tambahkan berkas yang disebut.",
        fixEN: "Add the file named.", example: "plugins/idm/README.md: galat: berkas ini tidak ada"),
      DiagnosticKind(
        "plugin-needed", .error, frictionless: nil, id: "Plugin dibutuhkan plugin lain.",
        en: "Another plugin needs it.", fixID: "Matikan yang membutuhkannya lebih dulu.",
        fixEN: "Disable that one first.", example: "galat: plugins.yaml tidak diubah: konfigurasinya akan salah"),
      DiagnosticKind(
        "plugin-needs-dataset", .error, frictionless: nil, id: "Tidak ada dataset untuk dijadikan contoh.",
        en: "There is no dataset for an example.", fixID: "Aktifkan set indikator lebih dulu.",
        fixEN: "Enable an indicator set first.", example: "galat: tidak ada dataset desa tahunan untuk dijadikan contoh"
      ),
      DiagnosticKind(
        "plugin-unwritable", .error, frictionless: nil, id: "Folder plugin tidak dapat ditulis.",
        en: "The plugin's folder cannot be written.", fixID: "Periksa izinnya.", fixEN: "Check its permissions.",
        example: "plugins/idm: galat: folder ini tidak dapat ditulis"),
      DiagnosticKind(
        "engine-unknown", .error, frictionless: nil, id: "Mesin plugin tidak ada dalam program ini.",
        en: "This program has no such engine.", fixID: "Periksa uses.", fixEN: "Check uses.",
        example: "galat: uses: idm_status"),
      DiagnosticKind(
        "worksheet-invalid", .error, frictionless: nil, id: "Kertas kerja set indikator tidak dapat dibaca.",
        en: "The worksheet of an indicator set cannot be read.", fixID: "Perbaiki baris yang disebut.",
        fixEN: "Correct the row named.",
        example: "levers.csv:7: galat: `effort`: `mudah` harus light, middle atau heavy"
      ),
      DiagnosticKind(
        "example-incomplete", .error, frictionless: nil, id: "Contoh plugin tidak lengkap.",
        en: "An example of a plugin is not complete.", fixID: "Tambahkan berkas yang disebut.",
        fixEN: "Add the file named.", example: "Examples/good-a: galat: tidak ada `expected.json` atau `expected.csv`"),
      DiagnosticKind(
        "example-name", .error, frictionless: nil, id: "Nama contoh tidak diawali good atau bad.",
        en: "An example's name begins with neither good nor bad.", fixID: "Ganti namanya.", fixEN: "Rename it.",
        example: "Examples/satu: galat: nama contoh diawali `good` atau `bad`"),
    ])
}
