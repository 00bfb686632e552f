import Diagnostics

/// Files that hold no table that could be read, by their first bytes, and what to ask for instead.
enum FileUnsupported {
  /// What a file that begins so is, where it is known to be of no use.
  static func refusal(of sample: [UInt8], file: String) -> Diagnostic? {
    for (signature, offset, kind) in signatures where sample.count >= offset + signature.count {
      if sample[offset..<offset + signature.count].elementsEqual(signature) {
        return diagnostic(file, kind.name, hint: kind.hint)
      }
    }
    return nil
  }

  /// What a text is that is no table.
  static func refusal(ofText sample: [UInt8], file: String) -> Diagnostic? {
    let head = sample.drop { $0 <= 0x20 }.prefix(512)
    guard head.first == UInt8(ascii: "<") || head.starts(with: Array("{\\rtf".utf8)) else { return nil }
    let text = String(decoding: head, as: UTF8.self).lowercased()
    if text.hasPrefix("{\\rtf") {
      return diagnostic(file, LocalizedText(id: "dokumen RTF", en: "an RTF document"), hint: asksForTable)
    }
    if text.hasPrefix("<?xml") || text.hasPrefix("<workbook"),
      text.contains("excel.sheet") || text.contains("<workbook")
    {
      return diagnostic(
        file, LocalizedText(id: "lembar kerja XML Excel 2003", en: "an Excel 2003 XML spreadsheet"), hint: saveAsXLSX)
    }
    if ["<!doctype html", "<html", "<table", "<head", "<meta", "<style", "<body"].contains(where: { text.hasPrefix($0) }
    )
      || text.hasPrefix("<!--") && text.contains("<html")
    {
      return diagnostic(
        file, LocalizedText(id: "halaman HTML, apa pun nama berkasnya", en: "an HTML page, whatever its name says"),
        hint: saveAsXLSX)
    }
    if text.hasPrefix("<?xml") || text.hasPrefix("<!doctype") {
      return diagnostic(file, LocalizedText(id: "dokumen XML", en: "an XML document"), hint: asksForTable)
    }
    return nil
  }

  static func diagnostic(_ file: String, _ kind: LocalizedText, hint: LocalizedText) -> Diagnostic {
    Diagnostic(
      code: "file-unsupported",
      message: LocalizedText(
        id: "ini \(kind.id), bukan tabel yang dapat dibaca", en: "this is \(kind.en), not a table that can be read"),
      place: Place(file: file), hint: hint)
  }

  static let asksForTable = LocalizedText(
    id: "minta tabel aslinya sebagai Excel (.xlsx) atau CSV", en: "ask for the table itself, as Excel (.xlsx) or CSV")

  static let saveAsXLSX = LocalizedText(
    id: "buka di aplikasi lembar kerja lalu simpan sebagai .xlsx", en: "open it in a spreadsheet and save it as .xlsx")

  private typealias Kind = (name: LocalizedText, hint: LocalizedText)

  private static let unpack = LocalizedText(
    id: "ekstrak dulu, atau minta sebagai ZIP", en: "unpack it first, or ask for a ZIP")

  private static func picture(_ name: String) -> Kind {
    (LocalizedText(id: "gambar atau hasil pindai (\(name))", en: "a picture or scan (\(name))"), asksForTable)
  }

  private static let signatures: [([UInt8], Int, Kind)] = [
    (Array("%PDF-".utf8), 0, (LocalizedText(id: "dokumen PDF", en: "a PDF document"), asksForTable)),
    ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], 0, picture("PNG")),
    ([0xFF, 0xD8, 0xFF], 0, picture("JPEG")),
    ([0x49, 0x49, 0x2A, 0x00], 0, picture("TIFF")),
    ([0x4D, 0x4D, 0x00, 0x2A], 0, picture("TIFF")),
    (Array("GIF8".utf8), 0, picture("GIF")),
    (Array("WEBP".utf8), 8, picture("WebP")),
    (Array("ftyphei".utf8), 4, picture("HEIC")),
    (
      Array("SQLite format 3\0".utf8), 0,
      (
        LocalizedText(id: "basis data SQLite", en: "an SQLite database"),
        LocalizedText(id: "ekspor tabelnya sebagai CSV", en: "export the table as CSV")
      )
    ),
    (
      [0x00, 0x01, 0x00, 0x00] + Array("Stan".utf8), 0,
      (LocalizedText(id: "basis data Access", en: "an Access database"), asksForTable)
    ),
    (Array("Rar!".utf8), 0, (LocalizedText(id: "arsip RAR", en: "a RAR archive"), unpack)),
    ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], 0, (LocalizedText(id: "arsip 7z", en: "a 7z archive"), unpack)),
    ([0xFD, 0x37, 0x7A, 0x58, 0x5A], 0, (LocalizedText(id: "berkas xz", en: "an xz file"), unpack)),
    (Array("BZh".utf8), 0, (LocalizedText(id: "berkas bzip2", en: "a bzip2 file"), unpack)),
    ([0x28, 0xB5, 0x2F, 0xFD], 0, (LocalizedText(id: "berkas zstd", en: "a zstd file"), unpack)),
    (Array("PAR1".utf8), 0, (LocalizedText(id: "berkas Parquet", en: "a Parquet file"), asksForTable)),
    ([0x7F, 0x45, 0x4C, 0x46], 0, (LocalizedText(id: "program", en: "a program"), asksForTable)),
    ([0x4D, 0x5A, 0x90, 0x00], 0, (LocalizedText(id: "program Windows", en: "a Windows program"), asksForTable)),
  ]
}
