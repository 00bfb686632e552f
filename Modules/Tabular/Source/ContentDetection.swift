import Diagnostics

/// What the first bytes of a file say it is.
enum Content: Sendable {
  /// How a text is encoded, as far as its first bytes show.
  enum TextForm: Hashable, Sendable {
    /// UTF-8 with a byte order mark.
    case utf8
    case utf16le
    case utf16be
    /// Nothing says it: UTF-8 or Windows-1252.
    case unmarked
  }

  case csv(TextForm)
  case json(TextForm)
  case ndjson(TextForm)
  case sql(TextForm)
  case gzip
  case tar
  case zip
  /// The container of old Office files, and of encrypted new ones.
  case compound
  case refused(Diagnostic)

  /// Bytes that detection looks at.
  static let sampleBytes = 1 << 16

  /// Tells the kind of a file from its first bytes; `isWhole` where they are all of it.
  static func detect(_ sample: [UInt8], isWhole: Bool, file: String, limits: InputLimits) -> Content {
    if sample.isEmpty { return .refused(.fileEmpty(file)) }
    if sample.starts(with: [0x1F, 0x8B]) { return .gzip }
    if sample.starts(with: [0x50, 0x4B, 0x03, 0x04]) || sample.starts(with: [0x50, 0x4B, 0x05, 0x06]) { return .zip }
    if sample.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) { return .compound }
    if let refusal = FileUnsupported.refusal(of: sample, file: file) { return .refused(refusal) }
    if TarCursor.isTar(sample) { return .tar }
    if sample.starts(with: [0x09, 0x08]) || sample.starts(with: [0x09, 0x04]) || sample.starts(with: [0x09, 0x02]),
      sample.count > 4, sample[3] == 0
    {
      return .refused(
        FileUnsupported.diagnostic(
          file, LocalizedText(id: "berkas Excel dari sebelum 1997", en: "an Excel file from before 1997"),
          hint: FileUnsupported.saveAsXLSX))
    }
    return detectText(sample, isWhole: isWhole, file: file, limits: limits)
  }

  private static func detectText(
    _ sample: [UInt8], isWhole: Bool, file: String, limits: InputLimits
  ) -> Content {
    let form: TextForm
    if sample.starts(with: [0xFF, 0xFE, 0, 0]) || sample.starts(with: [0, 0, 0xFE, 0xFF]) {
      return .refused(.encodingUTF32(file))
    } else if sample.starts(with: [0xFF, 0xFE]) {
      form = .utf16le
    } else if sample.starts(with: [0xFE, 0xFF]) {
      form = .utf16be
    } else if sample.starts(with: [0xEF, 0xBB, 0xBF]) {
      form = .utf8
    } else {
      form = wideForm(sample) ?? .unmarked
    }
    var text = sample
    if form == .utf16le || form == .utf16be {
      text = decoded(sample, isBigEndian: form == .utf16be)
    } else if form == .utf8 {
      text.removeFirst(3)
    }
    if let position = text.firstIndex(of: 0) { return .refused(binary(file, position: position)) }
    if !text.contains(where: { $0 > 0x20 }), isWhole { return .refused(.fileEmpty(file)) }
    if let refusal = FileUnsupported.refusal(ofText: text, file: file) { return .refused(refusal) }
    switch jsonForm(text, isWhole: isWhole, limits: limits.json) {
    case .document: return .json(form)
    case .lines: return .ndjson(form)
    case .none: return isSQL(text) ? .sql(form) : .csv(form)
    }
  }

  /// UTF-16 without a mark shows by NULs at every other byte.
  private static func wideForm(_ sample: [UInt8]) -> TextForm? {
    let head = sample.prefix(1024)
    guard head.count >= 4 else { return nil }
    var nuls = [0, 0]
    for (index, byte) in head.enumerated() where byte == 0 { nuls[index % 2] += 1 }
    let half = head.count / 2
    if nuls[1] * 10 >= half * 7, nuls[0] * 10 < half { return .utf16le }
    if nuls[0] * 10 >= half * 7, nuls[1] * 10 < half { return .utf16be }
    return nil
  }

  private static func decoded(_ sample: [UInt8], isBigEndian: Bool) -> [UInt8] {
    var source: any ByteSource = UTF16ByteSource(
      MemoryByteSource(Array(sample.prefix(sample.count & ~1))), isBigEndian: isBigEndian)
    return (try? source.readAhead(4 * sampleBytes)) ?? []
  }

  private enum JSONForm {
    case none
    case document
    case lines
  }

  private static func jsonForm(_ text: [UInt8], isWhole: Bool, limits: JSONLimits) -> JSONForm {
    guard let start = text.firstIndex(where: { $0 > 0x20 }) else { return .none }
    let next = text[(start + 1)...].first { $0 > 0x20 }
    switch text[start] {
    case UInt8(ascii: "{"):
      guard next == UInt8(ascii: "\"") || next == UInt8(ascii: "}") || next == UInt8(ascii: "'") else { return .none }
    case UInt8(ascii: "["):
      guard let next else { return isWhole ? .none : .document }
      let opens = "{[\"]-0123456789tfn".utf8.contains(next)
      guard opens else { return .none }
      // `[1] Nama,…` may begin a table as well: a list of numbers goes on with a comma or ends.
      if "-0123456789tfn".utf8.contains(next) {
        let after = text[(start + 1)...].drop { $0 != UInt8(ascii: "]") && $0 != UInt8(ascii: ",") }.dropFirst()
        guard after.contains(UInt8(ascii: "]")) || after.allSatisfy({ $0 <= 0x20 }) else { return .none }
      }
    default: return .none
    }
    var scanner = JSONScanner(file: "", limits: limits)
    return text.withUnsafeBytes { bytes in
      scanner.start(bytes)
      guard let first = try? scanner.next(), (try? scanner.skipValue(after: first)) != nil else { return .document }
      let rest = bytes[scanner.position...]
      guard let line = rest.firstIndex(where: { $0 > 0x20 }) else { return .document }
      let isOnNewLine = rest[..<line].contains(0x0A)
      let opens = rest[line] == UInt8(ascii: "{") || rest[line] == UInt8(ascii: "[")
      // One document a line: what begins on the next line is another one.
      return isOnNewLine && opens && !bytes[..<scanner.position].dropFirst(start).contains(0x0A) ? .lines : .document
    }
  }

  private static func isSQL(_ text: [UInt8]) -> Bool {
    let head = String(decoding: text.drop { $0 <= 0x20 }.prefix(64), as: UTF8.self).uppercased()
    let starts = [
      "--", "/*", "#", "SET ", "CREATE ", "INSERT ", "DROP ", "USE ", "BEGIN", "START TRANSACTION", "LOCK ", "REPLACE ",
    ]
    guard starts.contains(where: { head.hasPrefix($0) }) else { return false }
    let words = String(decoding: text, as: UTF8.self).uppercased()
    return words.contains("INSERT INTO ") || words.contains("CREATE TABLE ") || words.contains("INSERT IGNORE INTO ")
  }

  private static func binary(_ file: String, position: Int) -> Diagnostic {
    FileUnsupported.diagnostic(
      file,
      LocalizedText(
        id: "data biner (bita NUL pada posisi \(position + 1))",
        en: "binary data (a NUL byte at position \(position + 1))"), hint: FileUnsupported.asksForTable)
  }
}
