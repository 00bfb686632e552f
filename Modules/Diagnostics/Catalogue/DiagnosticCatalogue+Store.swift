extension DiagnosticCatalogue {
  static let store = Group(
    title: LocalizedText(id: "Data", en: "The store"),
    kinds: [
      DiagnosticKind(
        "store-missing", .error, frictionless: nil, id: "Belum ada berkas data.", en: "There is no store.",
        fixID: "Buat dengan sinergi-admin init.", fixEN: "Make one with sinergi-admin init.",
        example: "galat: belum ada data di sinergi.sqlite; buat dengan: sinergi-admin init"),
      DiagnosticKind(
        "store-not-a-store", .error, frictionless: nil, id: "Berkas itu bukan data Sinergi.",
        en: "The file is no store.", fixID: "Periksa --store dan SINERGI_STORE.",
        fixEN: "Check --store and SINERGI_STORE.", example: "galat: catatan.txt bukan data Sinergi; berkas tidak diubah"
      ),
      DiagnosticKind(
        "store-newer", .error, frictionless: nil, id: "Data dibuat program yang lebih baru.",
        en: "The store was made by a newer program.", fixID: "Pasang versi terbaru.",
        fixEN: "Install the newest version.",
        example: "galat: sinergi.sqlite dibuat oleh Sinergi yang lebih baru (skema 9); pasang versi terbaru"),
      DiagnosticKind(
        "store-older", .error, frictionless: nil, id: "Skema data lebih lama daripada program.",
        en: "The store's schema is older than the program.", fixID: "Jalankan sinergi-admin migrate.",
        fixEN: "Run sinergi-admin migrate.",
        example: "galat: skema sinergi.sqlite lebih lama daripada program ini; jalankan: sinergi-admin migrate"),
      DiagnosticKind(
        "store-read-only", .error, frictionless: nil, id: "Data hanya dapat dibaca.", en: "The store is read-only.",
        fixID: "Periksa izin berkas dan foldernya.", fixEN: "Check the permissions of file and folder.",
        example: "galat: sinergi.sqlite hanya dapat dibaca"),
      DiagnosticKind(
        "store-busy", .error, frictionless: nil, id: "Proses lain sedang menulis.", en: "Another process is writing.",
        fixID: "Ulangi nanti, atau tunggu lebih lama dengan --wait.", fixEN: "Try again, or wait longer with --wait.",
        example:
          "galat: sinergi.sqlite sedang ditulis oleh proses lain; ulangi nanti, atau tunggu lebih lama dengan --wait"),
      DiagnosticKind(
        "store-damaged", .error, frictionless: nil, id: "Berkas data rusak.", en: "The store is damaged.",
        fixID: "Pulihkan cadangan: sinergi-admin restore BERKAS.",
        fixEN: "Restore a backup: sinergi-admin restore FILE.",
        example:
          "galat: sinergi.sqlite rusak: database disk image is malformed; pulihkan cadangan: sinergi-admin restore BERKAS"
      ),
      DiagnosticKind(
        "store-failed", .error, frictionless: nil, id: "SQLite atau sistem melaporkan kesalahan lain.",
        en: "SQLite or the system reports another error.", fixID: "Periksa media penyimpanannya.",
        fixEN: "Check the disk.", example: nil),
      DiagnosticKind(
        "disk-full", .error, frictionless: nil, id: "Ruang penyimpanan penuh; tidak ada yang berubah.",
        en: "No space is left; nothing was changed.", fixID: "Kosongkan ruang dan ulangi.",
        fixEN: "Free some space and try again.",
        example: "galat: ruang penyimpanan sinergi.sqlite penuh; tidak ada yang berubah"),
      DiagnosticKind(
        "file-exists", .error, frictionless: nil, id: "Berkas tujuan sudah ada.", en: "The target exists already.",
        fixID: "Pilih nama lain.", fixEN: "Choose another name.", example: "galat: cadangan.sqlite sudah ada"),
      DiagnosticKind(
        "dataset-not-migrated", .error, frictionless: nil, id: "Deklarasi dataset berubah dan belum diterapkan.",
        en: "The declaration of a dataset changed and is not applied.", fixID: "Jalankan sinergi-admin migrate.",
        fixEN: "Run sinergi-admin migrate.",
        example: "galat: deklarasi dataset `idm` belum diterapkan pada data; jalankan: sinergi-admin migrate"),
      DiagnosticKind(
        "migration-refused", .error, frictionless: nil, id: "Perubahan dataset perlu keputusan.",
        en: "A change of a dataset needs a decision.", fixID: "Baca alasannya; bila memang dimaksud, --allow-drop.",
        fixEN: "Read why; if it is meant, --allow-drop.", example: "galat: perubahan dataset `idm` ditolak: field iks01"
      ),
      DiagnosticKind(
        "scope-denied", .error, frictionless: nil, id: "Wilayah di luar kewenangan.",
        en: "The region is outside your scope.", fixID: "Minta wewenang pada administrator.",
        fixEN: "Ask the administrator.", example: "galat: wilayah ini di luar kewenangan Anda"),
      DiagnosticKind(
        "audit-chain-broken", .error, frictionless: nil,
        id: "Catatan audit tidak menyambung: ada yang diubah, dihapus atau disisipkan.",
        en: "An audit entry does not follow from the one before.", fixID: "Pulihkan cadangan yang utuh dan selidiki.",
        fixEN: "Restore a sound backup and investigate.",
        example: "sinergi.sqlite: galat: audit: catatan 12 tidak menyambung pada yang sebelumnya"),
      DiagnosticKind(
        "audit-head-missing", .error, frictionless: nil,
        id: "Kepala audit yang dicatat tidak ada lagi: ujung rantai dipotong atau ditulis ulang.",
        en: "The noted head is gone: the end of the chain was cut or rewritten.",
        fixID: "Pulihkan cadangan yang utuh dan selidiki.", fixEN: "Restore a sound backup and investigate.",
        example:
          "sinergi.sqlite: galat: audit: kepala yang dicatat tidak ada dalam rantai; rantainya dipotong atau ditulis ulang"
      ),
      DiagnosticKind(
        "audit-entry-missing", .error, frictionless: nil, id: "Batch tanpa catatan audit.",
        en: "A batch without its audit entry.", fixID: "Selidiki asal batch itu.",
        fixEN: "Find out where the batch came from.",
        example: "sinergi.sqlite: galat: audit: batch 9 tidak punya catatan"),
      DiagnosticKind(
        "audit-batch-missing", .error, frictionless: nil, id: "Batch yang tercatat sudah tidak ada.",
        en: "A recorded batch is gone.", fixID: "Pulihkan cadangan yang utuh.", fixEN: "Restore a sound backup.",
        example: "sinergi.sqlite: galat: audit: batch 9 dari catatan 12 hilang"),
      DiagnosticKind(
        "audit-batch-edited", .error, frictionless: nil, id: "Keterangan batch diubah setelah dicatat.",
        en: "The facts of a batch were edited.", fixID: "Bandingkan dengan cadangan.", fixEN: "Compare with a backup.",
        example: "sinergi.sqlite: galat: audit: keterangan batch 9 bukan yang dicatat"),
      DiagnosticKind(
        "audit-changes-edited", .error, frictionless: nil, id: "Catatan perubahan batch diubah.",
        en: "The log of changes of a batch was edited.", fixID: "Bandingkan dengan cadangan.",
        fixEN: "Compare with a backup.",
        example: "sinergi.sqlite: galat: audit: catatan perubahan batch 9 bukan yang ditulis"),
      DiagnosticKind(
        "audit-rejects-edited", .error, frictionless: nil, id: "Baris ditolak diubah setelah dicatat.",
        en: "Rejected rows were edited.", fixID: "Bandingkan dengan cadangan.", fixEN: "Compare with a backup.",
        example: "sinergi.sqlite: galat: audit: baris tolakan batch 9 bukan yang ditulis"),
      DiagnosticKind(
        "audit-rows-edited", .error, frictionless: nil, id: "Baris data diubah atau dihapus di luar program.",
        en: "Rows were edited or removed outside the program.",
        fixID: "Bandingkan dengan cadangan, atau impor ulang berkasnya.",
        fixEN: "Compare with a backup, or import the file again.",
        example: "sinergi.sqlite: galat: audit: baris idm 2024 dari batch 9 bukan yang ditulis"),
      DiagnosticKind(
        "audit-rows-unknown", .error, frictionless: nil, id: "Ada baris yang tidak ditulis batch mana pun.",
        en: "There are rows that no batch wrote.", fixID: "Selidiki asal baris itu.",
        fixEN: "Find out where the rows came from.",
        example: "sinergi.sqlite: galat: audit: ada baris idm 2024 yang tidak ditulis batch mana pun"),
      DiagnosticKind(
        "audit-declaration-edited", .error, frictionless: nil, id: "Deklarasi dataset yang diterapkan diubah.",
        en: "An applied declaration was edited.", fixID: "Bandingkan dengan cadangan.", fixEN: "Compare with a backup.",
        example: "sinergi.sqlite: galat: audit: deklarasi dataset idm bukan yang diterapkan"),
      DiagnosticKind(
        "audit-lock-edited", .error, frictionless: nil, id: "Kunci periode tidak sesuai catatan audit.",
        en: "A closed period is not what the entries say.", fixID: "Bandingkan dengan sinergi-admin audit log.",
        fixEN: "Compare with sinergi-admin audit log.",
        example: "sinergi.sqlite: galat: audit: kunci periode idm 2023 bukan yang dicatat"),
    ])
}
