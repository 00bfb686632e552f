import Diagnostics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The problems after which a file cannot be read any further.
extension Diagnostic {
  static func fileUnreadable(_ file: String, error: Int32) -> Diagnostic {
    let reason = String(cString: strerror(error))
    let (message, hint): (LocalizedText, LocalizedText) =
      switch error {
      case ENOENT:
        (
          LocalizedText(id: "berkas tidak ditemukan", en: "the file does not exist"),
          LocalizedText(id: "periksa nama dan foldernya", en: "check its name and folder")
        )
      case EACCES, EPERM:
        (
          LocalizedText(id: "berkas tidak boleh dibaca", en: "the file may not be read"),
          LocalizedText(id: "minta izin baca atas berkas ini", en: "ask for permission to read this file")
        )
      case EISDIR:
        (
          LocalizedText(id: "ini folder, bukan berkas", en: "this is a folder, not a file"),
          LocalizedText(id: "sebutkan berkas di dalamnya", en: "name a file in it")
        )
      default:
        (
          LocalizedText(id: "berkas tidak dapat dibaca (\(reason))", en: "the file cannot be read (\(reason))"),
          LocalizedText(id: "periksa media penyimpanannya", en: "check the disk or the connection")
        )
      }
    return Diagnostic(code: "file-unreadable", message: message, place: Place(file: file), hint: hint)
  }

  static func fileEmpty(_ file: String) -> Diagnostic {
    Diagnostic(
      code: "file-empty", message: LocalizedText(id: "berkas kosong", en: "the file is empty"),
      place: Place(file: file),
      hint: LocalizedText(
        id: "baris pertama harus memuat nama kolom", en: "the first row must hold the names of the columns"))
  }

  static func fileBinary(_ file: String, kind: LocalizedText, hint: LocalizedText) -> Diagnostic {
    Diagnostic(
      code: "file-binary",
      message: LocalizedText(id: "ini \(kind.id), bukan CSV", en: "this is \(kind.en), not CSV"),
      place: Place(file: file), hint: hint)
  }

  static func encodingUTF16(_ file: String, name: String) -> Diagnostic {
    Diagnostic(
      code: "encoding-utf16",
      message: LocalizedText(
        id: "berkas dikodekan dalam \(name), bukan UTF-8", en: "the file is encoded in \(name), not UTF-8"),
      place: Place(file: file),
      hint: LocalizedText(
        id: "jangan tentukan pengodeannya, atau pilih utf16le; lain kali simpan sebagai \"CSV UTF-8\"",
        en: "leave the encoding open, or choose utf16le; next time save it as \"CSV UTF-8\""))
  }

  static func encodingUTF32(_ file: String) -> Diagnostic {
    Diagnostic(
      code: "file-unsupported",
      message: LocalizedText(
        id: "berkas dikodekan dalam UTF-32, yang tidak didukung",
        en: "the file is encoded in UTF-32, which is not supported"),
      place: Place(file: file),
      hint: LocalizedText(
        id: "di Excel pilih Simpan Sebagai, jenis \"CSV UTF-8 (dipisahkan koma)\"",
        en: "in Excel choose Save As, type \"CSV UTF-8 (comma delimited)\""))
  }

  static func encodingAssumed(_ file: String, offset: Int) -> Diagnostic {
    Diagnostic(
      code: "encoding-assumed", severity: .note,
      message: LocalizedText(
        id: "teks bukan UTF-8 (bita \(offset + 1)), jadi dibaca sebagai Windows-1252",
        en: "the text is not UTF-8 (byte \(offset + 1)), so it was read as Windows-1252"),
      place: Place(file: file),
      hint: LocalizedText(
        id: "bila huruf beraksen salah, tentukan pengodeannya dengan --set encoding=…",
        en: "if accented letters are wrong, give the encoding with --set encoding=…"))
  }

  static func recordTooLong(_ file: String, row: Int, column: Int, limit: Int) -> Diagnostic {
    Diagnostic(
      code: "record-too-long",
      message: LocalizedText(
        id: "baris ini lebih panjang dari \(limit) bita", en: "this row is longer than \(limit) bytes"),
      place: Place(file: file, line: row, column: column),
      hint: LocalizedText(
        id: "periksa apakah berkas ini memang tabel dan pergantian barisnya utuh",
        en: "check whether the file is a table and its line ends are intact"))
  }

  static func tooManyFields(_ file: String, row: Int, limit: Int) -> Diagnostic {
    Diagnostic(
      code: "too-many-fields",
      message: LocalizedText(
        id: "baris ini berisi lebih dari \(limit) sel", en: "this row has more than \(limit) cells"),
      place: Place(file: file, line: row, column: limit + 1),
      hint: LocalizedText(
        id: "periksa apakah berkas ini memang tabel dan pergantian barisnya utuh",
        en: "check whether the file is a table and its line ends are intact"))
  }

  static func delimiterInvalid(_ file: String, byte: UInt8) -> Diagnostic {
    Diagnostic(
      code: "delimiter-invalid",
      message: LocalizedText(
        id: "tanda pemisah tidak boleh tanda kutip ganda, pergantian baris, NUL, atau di luar ASCII",
        en: "the delimiter must not be a double quote, a line end, a NUL or outside ASCII"),
      place: Place(file: file), value: String(byte),
      hint: LocalizedText(
        id: "gunakan koma, titik koma, tab, atau garis tegak", en: "use a comma, a semicolon, a tab or a bar"))
  }
}
