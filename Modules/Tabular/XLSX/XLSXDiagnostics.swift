import Diagnostics

/// The problems of workbooks.
extension Diagnostic {
  static func xlsxDamaged(
    _ file: String, sheet: String? = nil, row: Int? = nil, column: Int? = nil, value: String? = nil,
    _ message: LocalizedText
  ) -> Diagnostic {
    Diagnostic(
      code: "xlsx-damaged", message: message, place: Place(file: file, sheet: sheet, line: row, column: column),
      value: value,
      hint: LocalizedText(
        id: "buka di aplikasi lembar kerja dan simpan sekali lagi sebagai .xlsx",
        en: "open it in a spreadsheet and save it once more as .xlsx"))
  }

  static func cellTooLong(_ file: String, sheet: String?, row: Int?, column: Int?, limit: Int) -> Diagnostic {
    Diagnostic(
      code: "cell-too-long",
      message: LocalizedText(
        id: "isi sel ini lebih panjang dari \(limit) bita", en: "the text of this cell is longer than \(limit) bytes"),
      place: Place(file: file, sheet: sheet, line: row, column: column),
      hint: LocalizedText(
        id: "periksa apakah berkas ini memang tabel", en: "check whether the file really is a table"))
  }

  static func temporaryFileFailed(_ file: String, reason: String) -> Diagnostic {
    Diagnostic(
      code: "temporary-file-failed",
      message: LocalizedText(
        id: "berkas sementara tidak dapat ditulis (\(reason))", en: "a temporary file cannot be written (\(reason))"),
      place: Place(file: file),
      hint: LocalizedText(
        id: "kosongkan ruang di folder sementara, atau atur TMPDIR ke folder lain",
        en: "make room in the temporary folder, or set TMPDIR to another one"))
  }
}

extension Diagnostic {
  static func binaryWorkbook(_ file: String) -> Diagnostic {
    Diagnostic(
      code: "format-unsupported",
      message: LocalizedText(
        id: "ini buku kerja Excel biner (.xlsb), yang tidak didukung",
        en: "this is a binary Excel workbook (.xlsb), which is not supported"),
      place: Place(file: file),
      hint: LocalizedText(
        id: "di Excel pilih Simpan Sebagai, jenis \"Buku Kerja Excel (.xlsx)\"",
        en: "in Excel choose Save As, type \"Excel Workbook (.xlsx)\""))
  }
}
