extension DiagnosticCatalogue {
  static let singer = Group(
    title: LocalizedText(id: "Aliran Singer", en: "Singer streams"),
    kinds: [
      DiagnosticKind(
        "singer-message-invalid", .error, frictionless: "format-error", id: "Baris bukan pesan Singer yang utuh.",
        en: "A line is no whole Singer message.", fixID: "Periksa program pengirim (tap).", fixEN: "Check the tap.",
        example: "-:9: galat: baris ini bukan pesan Singer yang utuh: `record` tidak ada atau salah bentuk"),
      DiagnosticKind(
        "singer-schema-missing", .error, frictionless: "schema-error", id: "Catatan datang sebelum SCHEMA-nya.",
        en: "A record came before its SCHEMA.", fixID: "Periksa program pengirim (tap).", fixEN: "Check the tap.",
        example: "-:9: galat: catatan untuk aliran `desa` datang sebelum SCHEMA-nya"),
      DiagnosticKind(
        "singer-stream-unmapped", .warning, frictionless: nil, id: "Aliran tidak disebut dalam peta dan dilewati.",
        en: "A stream is not in the map and was skipped.", fixID: "Tambahkan ke peta bila dibutuhkan.",
        fixEN: "Add it to the map, if it is wanted.",
        example: "peringatan: aliran `desa` tidak disebut dalam peta dan dilewati"),
      DiagnosticKind(
        "singer-property-unknown", .warning, frictionless: "extra-label",
        id: "Nilai yang tidak ada dalam SCHEMA tidak dibaca.",
        en: "Values that the SCHEMA does not name were not read.", fixID: "Perbarui SCHEMA program pengirim.",
        fixEN: "Update the tap's SCHEMA.",
        example: "peringatan: `catatan` tidak ada dalam SCHEMA aliran `desa` dan tidak dibaca (12 nilai)"),
      DiagnosticKind(
        "singer-key-unmapped", .warning, frictionless: "primary-key", id: "Kunci aliran bukan bagian kunci dataset.",
        en: "A key of the stream is no part of the dataset's key.", fixID: "Sesuaikan peta dengan kunci dataset.",
        fixEN: "Fit the map to the dataset's key.",
        example:
          "peringatan: kunci `id` aliran `desa` bukan bagian kunci dataset; catatan dengan wilayah dan periode sama saling menimpa"
      ),
      DiagnosticKind(
        "singer-file-remote", .error, frictionless: "source-error", id: "Berkas BATCH tidak ada di komputer ini.",
        en: "The file of a BATCH is not on this machine.", fixID: "Unduh berkasnya lebih dulu.",
        fixEN: "Download the file first.", example: "galat: berkas BATCH `s3://x/y` tidak ada di komputer ini"),
      DiagnosticKind(
        "singer-encoding-unknown", .error, frictionless: "format-error", id: "Format BATCH tidak didukung.",
        en: "The format of a BATCH is not supported.", fixID: "Pakai jsonl.", fixEN: "Use jsonl.",
        example:
          "-:9: galat: pesan BATCH memakai format `parquet` dengan kompresi `snappy`; atur tap agar menulis jsonl, polos atau gzip"
      ),
      DiagnosticKind(
        "singer-importer-unfit", .error, frictionless: nil, id: "Importir yang disebut peta tidak membaca tabel.",
        en: "The importer that the map names reads no tables.", fixID: "Pakai importir tabel.",
        fixEN: "Use a table importer.",
        example: "galat: importir `target_list` tidak membaca tabel; aliran `desa` memerlukan importir tabel"),
    ])
}
