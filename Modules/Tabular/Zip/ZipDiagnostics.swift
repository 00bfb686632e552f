import Diagnostics

/// The problems of ZIP archives and of the office formats packed in them.
extension Diagnostic {
  static func archiveDamaged(_ file: String, _ message: LocalizedText) -> Diagnostic {
    Diagnostic(
      code: "archive-damaged", message: message, place: Place(file: file),
      hint: LocalizedText(
        id: "unduh atau minta ulang berkas ini; bila dapat dibuka di aplikasinya, simpan sekali lagi",
        en: "download the file again or ask for it anew; if its application opens it, save it once more"))
  }

  static func archiveTooLarge(_ file: String, _ message: LocalizedText, value: String? = nil) -> Diagnostic {
    Diagnostic(
      code: "archive-too-large", message: message, place: Place(file: file), value: value,
      hint: LocalizedText(
        id: "jangan dibuka bila asalnya tidak dikenal; bila memang data Anda, bagi menjadi beberapa berkas",
        en: "do not open it if you do not know where it comes from; if it is your data, split it into several files"))
  }

  static func archivePathUnsafe(_ file: String, name: String) -> Diagnostic {
    Diagnostic(
      code: "archive-path-unsafe",
      message: LocalizedText(
        id: "arsip memuat nama berkas yang menunjuk ke luar arsip atau tidak sah",
        en: "the archive holds a file name that points outside of it or is not valid"),
      place: Place(file: file), value: name,
      hint: LocalizedText(
        id: "jangan dibuka bila asalnya tidak dikenal; bila memang data Anda, buat ulang arsipnya",
        en: "do not open it if you do not know where it comes from; if it is your data, pack the archive anew"))
  }

  static func fileEncrypted(_ file: String) -> Diagnostic {
    Diagnostic(
      code: "file-encrypted",
      message: LocalizedText(id: "berkas dilindungi kata sandi", en: "the file is protected with a password"),
      place: Place(file: file),
      hint: LocalizedText(
        id: "buka di aplikasinya, hapus kata sandinya, lalu simpan", en: "open it, remove the password and save it"))
  }

  static func archiveMethodUnsupported(_ file: String) -> Diagnostic {
    Diagnostic(
      code: "archive-method-unsupported",
      message: LocalizedText(
        id: "isi arsip dimampatkan dengan cara yang tidak didukung",
        en: "the content of the archive is compressed in a way that is not supported"),
      place: Place(file: file),
      hint: LocalizedText(
        id: "buat ulang arsipnya sebagai ZIP biasa (Deflate)", en: "pack the archive anew as an ordinary ZIP (Deflate)")
    )
  }
}
