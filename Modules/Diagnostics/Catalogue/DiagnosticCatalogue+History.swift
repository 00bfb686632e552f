extension DiagnosticCatalogue {
  static let history = Group(
    title: LocalizedText(id: "Riwayat, pembatalan dan baris ditolak", en: "History, undo and rejected rows"),
    kinds: [
      DiagnosticKind(
        "batch-malformed", .error, frictionless: nil, id: "Bukan nomor batch maupun kiriman.",
        en: "Neither a batch nor a delivery.", fixID: "Tulis 12 untuk batch, kiriman:12 untuk kiriman.",
        fixEN: "Write 12 for a batch, delivery:12 for a delivery.", example: "galat: `dua` bukan batch maupun kiriman"),
      DiagnosticKind(
        "batch-unknown", .error, frictionless: nil, id: "Tidak ada batch itu.", en: "There is no such batch.",
        fixID: "Lihat sinergi-import batches.", fixEN: "See sinergi-import batches.",
        example: "galat: batch 99 tidak ada; lihat: sinergi-import batches"),
      DiagnosticKind(
        "delivery-unknown", .error, frictionless: nil, id: "Tidak ada kiriman itu.", en: "There is no such delivery.",
        fixID: "Lihat sinergi-import batches.", fixEN: "See sinergi-import batches.",
        example: "galat: kiriman 99 tidak ada; lihat: sinergi-import batches"),
      DiagnosticKind(
        "already-undone", .error, frictionless: nil, id: "Batch sudah dibatalkan.", en: "The batch is undone already.",
        fixID: "Batalkan pembatalannya bila perlu.", fixEN: "Undo the undo, if it is wanted.",
        example: "galat: batch 9 sudah dibatalkan oleh batch 12"),
      DiagnosticKind(
        "undo-refused", .error, frictionless: nil, id: "Batch sesudahnya menyentuh baris yang sama.",
        en: "Later batches touched the same rows.", fixID: "Lihat dengan --dry-run, lalu --cascade bila benar.",
        fixEN: "Look with --dry-run, then --cascade if it is right.",
        example: "galat: 2 batch sesudahnya menyentuh baris yang sama; tidak ada yang berubah"),
      DiagnosticKind(
        "undo-not-logged", .error, frictionless: nil, id: "Batch dibuat versi yang belum mencatat cukup.",
        en: "The batch was made by a version that did not log enough.",
        fixID: "Pulihkan cadangan, atau impor ulang berkas yang benar.",
        fixEN: "Restore a backup, or import the right file.",
        example: "galat: batch 9 dibuat versi lama yang belum mencatat cukup untuk membatalkannya"),
      DiagnosticKind(
        "undo-declaration-changed", .error, frictionless: nil, id: "Kunci dataset berubah sejak batch itu.",
        en: "The key of the dataset changed since the batch.", fixID: "Impor ulang berkas yang benar.",
        fixEN: "Import the right file.", example: "galat: kunci dataset `anggaran` berubah sejak batch 9"),
      DiagnosticKind(
        "reason-missing", .error, frictionless: nil, id: "Alasan wajib diisi.", en: "A reason has to be given.",
        fixID: "Tambahkan --reason.", fixEN: "Add --reason.", example: "galat: alasannya kosong"),
      DiagnosticKind(
        "rejects-closed", .note, frictionless: nil,
        id: "Berkas membawa masuk baris yang dulu ditolak; tolakannya ditutup.",
        en: "The file brought in rows that were rejected before; their rejects are closed.",
        fixID: "Tidak perlu apa-apa.", fixEN: "Nothing.",
        example: "perbaikan.xlsx: catatan: 3 baris ditolak dari batch sebelumnya diselesaikan oleh berkas ini"),
      DiagnosticKind(
        "reject-unknown", .error, frictionless: nil, id: "Tidak ada baris ditolak yang cocok.",
        en: "No rejected row matches.", fixID: "Lihat sinergi-import rejects list.",
        fixEN: "See sinergi-import rejects list.", example: "galat: tidak ada baris ditolak yang cocok"),
      DiagnosticKind(
        "reject-without-header", .error, frictionless: nil,
        id: "Judul kolom sumbernya tidak tersimpan, jadi barisnya tidak dapat dicoba lagi.",
        en: "The source's headings were not kept, so its rows cannot be read again.",
        fixID: "Perbaiki berkasnya lalu impor lagi.", fixEN: "Correct the file and import it again.",
        example: "galat: judul kolom berkas asal tidak tersimpan; perbaiki berkasnya lalu impor lagi"),
    ])
}
