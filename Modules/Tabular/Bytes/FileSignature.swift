import Diagnostics

/// Recognises files that are no text tables by their first bytes.
enum FileSignature {
  /// Why a file that begins so cannot be read as CSV, or nil where it can.
  static func refusal(of sample: [UInt8], file: String) -> Diagnostic? {
    if let width = unicodeWidth(sample) { return .encodingUTF16(file, name: width) }
    if let kind = kind(of: sample) { return .fileBinary(file, kind: kind.name, hint: kind.hint) }
    guard let position = sample.firstIndex(of: 0) else { return nil }
    return .fileBinary(
      file,
      kind: LocalizedText(
        id: "data biner (bita NUL pada posisi \(position + 1))",
        en: "binary data (a NUL byte at position \(position + 1))"),
      hint: LocalizedText(id: "ekspor tabelnya sebagai CSV UTF-8", en: "export the table as CSV UTF-8"))
  }

  /// The name of the wide encoding a sample is in: by its byte order mark, or by NULs at every other byte.
  private static func unicodeWidth(_ sample: [UInt8]) -> String? {
    if sample.starts(with: [0xFF, 0xFE, 0, 0]) || sample.starts(with: [0, 0, 0xFE, 0xFF]) { return "UTF-32" }
    if sample.starts(with: [0xFF, 0xFE]) || sample.starts(with: [0xFE, 0xFF]) { return "UTF-16" }
    let head = sample.prefix(512)
    guard head.count >= 4 else { return nil }
    var nuls = [0, 0]
    for (index, byte) in head.enumerated() where byte == 0 { nuls[index % 2] += 1 }
    let half = head.count / 2
    return nuls.contains { $0 * 10 >= half * 7 } && nuls.contains { $0 * 10 < half } ? "UTF-16" : nil
  }

  private static func kind(of sample: [UInt8]) -> (name: LocalizedText, hint: LocalizedText)? {
    let asCSV = LocalizedText(
      id: "buka di aplikasi lembar kerja lalu simpan sebagai \"CSV UTF-8\"",
      en: "open it in a spreadsheet and save it as \"CSV UTF-8\"")
    let unpack = LocalizedText(id: "ekstrak dulu isinya", en: "unpack it first")
    if sample.starts(with: [0x50, 0x4B, 0x03, 0x04]) || sample.starts(with: [0x50, 0x4B, 0x05, 0x06]) {
      if contains(sample, "xl/") || contains(sample, "[Content_Types].xml") && !contains(sample, "word/") {
        return (LocalizedText(id: "buku kerja Excel (.xlsx)", en: "an Excel workbook (.xlsx)"), asCSV)
      }
      if contains(sample, "word/") {
        return (LocalizedText(id: "dokumen Word (.docx)", en: "a Word document (.docx)"), asCSV)
      }
      if contains(sample, "opendocument.spreadsheet") {
        return (LocalizedText(id: "lembar kerja OpenDocument (.ods)", en: "an OpenDocument spreadsheet (.ods)"), asCSV)
      }
      return (LocalizedText(id: "arsip ZIP", en: "a ZIP archive"), unpack)
    }
    if sample.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
      return (LocalizedText(id: "berkas Excel lama (.xls)", en: "an old Excel file (.xls)"), asCSV)
    }
    if sample.starts(with: [0x1F, 0x8B]) { return (LocalizedText(id: "berkas gzip", en: "a gzip file"), unpack) }
    if sample.starts(with: Array("%PDF-".utf8)) {
      return (
        LocalizedText(id: "dokumen PDF", en: "a PDF document"),
        LocalizedText(id: "minta berkas tabel aslinya (CSV atau Excel)", en: "ask for the table itself (CSV or Excel)")
      )
    }
    if sample.starts(with: Array("SQLite format 3".utf8)) {
      return (LocalizedText(id: "basis data SQLite", en: "an SQLite database"), asCSV)
    }
    if isMarkup(sample) {
      return (
        LocalizedText(id: "halaman HTML atau XML", en: "an HTML or XML page"),
        LocalizedText(
          id:
            "bila ini hasil ekspor \"Excel\" dari situs web, buka di aplikasi lembar kerja lalu simpan sebagai \"CSV UTF-8\"",
          en: "if it is an \"Excel\" export of a web site, open it in a spreadsheet and save it as \"CSV UTF-8\"")
      )
    }
    return nil
  }

  private static func isMarkup(_ sample: [UInt8]) -> Bool {
    var head = sample[...]
    if head.starts(with: [0xEF, 0xBB, 0xBF]) { head = head.dropFirst(3) }
    head = head.drop { $0 == 0x20 || (0x09...0x0D).contains($0) }
    let text = String(decoding: head.prefix(16), as: UTF8.self).lowercased()
    return ["<!doctype", "<html", "<table", "<?xml"].contains { text.hasPrefix($0) }
  }

  private static func contains(_ sample: [UInt8], _ text: String) -> Bool {
    let word = Array(text.utf8)
    guard let first = word.first, sample.count >= word.count else { return false }
    return (0...(sample.count - word.count)).contains { at in
      sample[at] == first && sample[at..<at + word.count].elementsEqual(word)
    }
  }
}
