import CZip
import Diagnostics
import Foundation

/// The parts of a DOCX file that say how it is laid out.
struct DOCXPackage {
  /// A word that stands in no data; paragraphs of it end a section.
  let mark: String
  /// Whether the last section lies across.
  let endsAcross: Bool

  /// Twentieths of a point.
  private static let (short, long, margin) = (11906, 16838, 1134)

  /// The names of the styles of letterheads and of places to sign.
  static let (letterhead, signature) = ("Kop", "Penandatangan")

  /// A word in the first cell of a table that gets no rules.
  var unruled: String { "\(mark)u" }

  /// The text of a paragraph after which the page is turned.
  func sectionEnd(isAcross: Bool) -> String { "\(mark)-\(isAcross ? 1 : 0)" }

  /// The file on A4, with ruled tables whose rows stay whole.
  func laidOut(_ file: Data) throws -> Data {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("sinergi-\(UUID().uuidString).docx").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try file.write(to: URL(fileURLWithPath: path))
    var number: Int32 = 0
    guard let archive = zip_open(path, 0, &number) else { throw Self.unreadable }
    do {
      try Self.change("word/document.xml", in: archive, document)
      try Self.change("word/styles.xml", in: archive, Self.styles)
    } catch {
      zip_discard(archive)
      throw error
    }
    guard zip_close(archive) == 0 else {
      zip_discard(archive)
      throw Self.unreadable
    }
    return try Data(contentsOf: URL(fileURLWithPath: path))
  }

  private static let unreadable = Diagnostic(
    code: "converter-failed",
    message: LocalizedText(
      id: "berkas yang dibuat pandoc tidak terbaca", en: "the file that pandoc made cannot be read"))

  // MARK: Parts

  func document(_ xml: String) -> String {
    // Rows stay whole.
    let text = xml.replacing("<w:tr><w:tc>", with: "<w:tr><w:trPr><w:cantSplit /></w:trPr><w:tc>")
    var result = ""
    var rest = withoutRules(text)[...]
    while let place = rest.firstRange(of: mark) {
      // The paragraph around the mark gives way to the end of the section.
      let isAcross = rest[place.upperBound...].hasPrefix("-1")
      guard let start = rest[..<place.lowerBound].ranges(of: "<w:p>").last?.lowerBound,
        let end = rest[place.upperBound...].firstRange(of: "</w:p>")?.upperBound
      else { break }
      result += Self.fitted(rest[..<start], isAcross) + "<w:p><w:pPr>\(Self.section(isAcross))</w:pPr></w:p>"
      rest = rest[end...]
    }
    let last = Self.section(endsAcross)
    var tail = Self.fitted(rest, endsAcross)
    if let old = tail.ranges(of: /<w:sectPr\s*\/>|<w:sectPr[ >](?s:.*?)<\/w:sectPr>/).last {
      tail.replaceSubrange(old, with: last)
    } else {
      tail = tail.replacing("</w:body>", with: last + "</w:body>")
    }
    return result + tail
  }

  /// Takes the rules from tables whose first cell bears the word for it, and the word too.
  private func withoutRules(_ xml: String) -> String {
    var text = xml
    let sides = ["top", "left", "bottom", "right", "insideH", "insideV"].map { "<w:\($0) w:val=\"nil\"/>" }.joined()
    while let place = text.firstRange(of: unruled) {
      text.removeSubrange(place)
      guard let look = text[..<place.lowerBound].ranges(of: "<w:tblLook").last else { continue }
      text.insert(contentsOf: "<w:tblBorders>\(sides)</w:tblBorders>", at: look.lowerBound)
    }
    return text
  }

  private static func section(_ isAcross: Bool) -> String {
    let (width, height) = isAcross ? (long, short) : (short, long)
    let turned = isAcross ? " w:orient=\"landscape\"" : ""
    return "<w:sectPr><w:pgSz w:w=\"\(width)\" w:h=\"\(height)\"\(turned)/><w:pgMar w:top=\"\(margin)\" "
      + "w:right=\"\(margin)\" w:bottom=\"\(margin)\" w:left=\"\(margin)\" w:header=\"567\" w:footer=\"567\" "
      + "w:gutter=\"0\"/></w:sectPr>"
  }

  /// Tables as wide as the page: pandoc's columns are for its own.
  private static func fitted(_ xml: Substring, _ isAcross: Bool) -> String {
    let room = (isAcross ? long : short) - 2 * margin
    return String(xml).replacing(/<w:tblGrid>(?s:.*?)<\/w:tblGrid>/) { match in
      let widths = match.output.matches(of: /w:w="([0-9]+)"/).compactMap { Int($0.output.1) }
      let sum = max(1, widths.reduce(0, +))
      return "<w:tblGrid>" + widths.map { "<w:gridCol w:w=\"\($0 * room / sum)\" />" }.joined() + "</w:tblGrid>"
    }
  }

  static func styles(_ xml: String) -> String {
    let line = "w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"808080\""
    let sides = ["top", "left", "bottom", "right", "insideH", "insideV"]
    let borders = "<w:tblBorders>" + sides.map { "<w:\($0) \(line)/>" }.joined() + "</w:tblBorders>"
    let font = "<w:rFonts w:ascii=\"Arial\" w:hAnsi=\"Arial\" w:cs=\"Arial\" />"
    return xml.replacing(/<w:rFonts w:asciiTheme="(?:minor|major)HAnsi"[^>]*\/>/, with: font)
      .replacing(/<w:color w:themeColor="accent1"[^>]*\/>/, with: "")
      .replacing(/<w:sz(Cs)? w:val="24" \/>/) { "<w:sz\($0.output.1 ?? "") w:val=\"20\" />" }
      .replacing(/<w:sz(Cs)? w:val="(?:28|32)" \/>/) { "<w:sz\($0.output.1 ?? "") w:val=\"22\" />" }
      .replacing(/<w:sz(Cs)? w:val="36" \/>/) { "<w:sz\($0.output.1 ?? "") w:val=\"28\" />" }
      .replacing(/(w:styleId="Table"(?s:.*?)<w:tblInd [^>]*\/>)/, maxReplacements: 1) { "\($0.output.1)\(borders)" }
      .replacing(/(w:styleId="Kop"(?s:.*?))<w:qFormat \/>/, maxReplacements: 1) {
        "\($0.output.1)<w:qFormat /><w:pPr><w:pBdr><w:bottom w:val=\"double\" w:sz=\"6\" w:space=\"4\" "
          + "w:color=\"000000\"/></w:pBdr><w:spacing w:after=\"240\"/><w:jc w:val=\"center\"/></w:pPr>"
      }
      .replacing(/(w:styleId="Penandatangan"(?s:.*?))<w:qFormat \/>/, maxReplacements: 1) {
        "\($0.output.1)<w:qFormat /><w:pPr><w:keepLines/><w:jc w:val=\"center\"/></w:pPr>"
      }
      .replacing(/(w:styleId="Compact"(?s:.*?)<\/w:pPr>)/, maxReplacements: 1) {
        "\($0.output.1)<w:rPr><w:sz w:val=\"16\" /><w:szCs w:val=\"16\" /></w:rPr>"
      }
  }

  // MARK: The archive

  private static func change(_ name: String, in archive: OpaquePointer, _ body: (String) -> String) throws {
    let index = zip_name_locate(archive, name, 0)
    guard index >= 0 else { throw unreadable }
    var status = zip_stat_t()
    zip_stat_init(&status)
    guard zip_stat_index(archive, UInt64(index), 0, &status) == 0,
      let entry = zip_fopen_index(archive, UInt64(index), 0)
    else { throw unreadable }
    var bytes = [UInt8](repeating: 0, count: Int(status.size))
    let read = zip_fread(entry, &bytes, status.size)
    zip_fclose(entry)
    guard read == Int64(bytes.count) else { throw unreadable }
    let changed = Array(body(String(decoding: bytes, as: UTF8.self)).utf8)
    // libzip frees what it is given.
    guard let memory = malloc(max(1, changed.count)) else { throw unreadable }
    changed.withUnsafeBytes { if let base = $0.baseAddress { memcpy(memory, base, changed.count) } }
    guard let source = zip_source_buffer(archive, memory, UInt64(changed.count), 1) else {
      free(memory)
      throw unreadable
    }
    guard zip_file_replace(archive, UInt64(index), source, 0) == 0 else {
      zip_source_free(source)
      throw unreadable
    }
  }
}
