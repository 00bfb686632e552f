import Diagnostics
import Tabular

/// The members of one message; values that are read later are told by where they begin in the line.
struct MessageHead {
  private(set) var type = ""
  private(set) var stream: String?
  private(set) var record: Int?
  private(set) var schema: Int?
  private(set) var keys: Int?
  private(set) var value: Range<Int>?
  private(set) var version: Int64?
  /// The files of a BATCH message, as URLs or paths.
  private(set) var manifest: [String]?
  /// How the files of a BATCH message are encoded, such as `jsonl`, and compressed, such as `gzip`.
  private(set) var format: String?
  private(set) var compression: String?

  init(_ scanner: inout JSONScanner, _ line: UnsafeRawBufferPointer, _ number: Int) throws(Diagnostic) {
    scanner.start(line, line: number)
    guard try scanner.next() == .beginObject else { throw .singerMessage(number, "type") }
    while try scanner.next() == .key {
      if scanner.textIs("type") {
        guard try scanner.next() == .string else { throw .singerMessage(number, "type") }
        type = Self.known(scanner.text)
      } else if scanner.textIs("stream") {
        guard try scanner.next() == .string else { throw .singerMessage(number, "stream") }
        stream = String(decoding: scanner.text, as: UTF8.self)
      } else if scanner.textIs("record") {
        record = try Self.skip(&scanner, number, "record", .beginObject).lowerBound
      } else if scanner.textIs("schema") {
        schema = try Self.skip(&scanner, number, "schema", .beginObject).lowerBound
      } else if scanner.textIs("key_properties") {
        keys = try Self.skip(&scanner, number, "key_properties", nil).lowerBound
      } else if scanner.textIs("value") {
        value = try Self.skip(&scanner, number, "value", nil)
      } else if scanner.textIs("version") {
        let token = try scanner.next()
        if token == .number { version = Int64(String(decoding: scanner.text, as: UTF8.self)) }
        if token == .beginObject || token == .beginArray { try scanner.skipValue(after: token) }
      } else if scanner.textIs("manifest") {
        manifest = try Self.texts(&scanner, number)
      } else if scanner.textIs("encoding") {
        try readEncoding(&scanner, number)
      } else {
        try scanner.skipValue(after: .key)
      }
    }
    // Nothing but blanks may follow the message.
    _ = try scanner.next()
  }

  /// The types without a new text for each line.
  private static func known(_ text: UnsafeRawBufferPointer) -> String {
    text.count == 6 && text.elementsEqual("RECORD".utf8) ? "RECORD" : String(decoding: text, as: UTF8.self)
  }

  /// Where the next value lies; `wanted` is the token it has to begin with.
  private static func skip(
    _ scanner: inout JSONScanner, _ number: Int, _ part: String, _ wanted: JSONToken?
  ) throws(Diagnostic) -> Range<Int> {
    let token = try scanner.next()
    if let wanted, token != wanted { throw .singerMessage(number, part) }
    let start = scanner.tokenStart
    if token == .beginObject || token == .beginArray { try scanner.skipValue(after: token) }
    return start..<scanner.position
  }

  private static func texts(_ scanner: inout JSONScanner, _ number: Int) throws(Diagnostic) -> [String] {
    guard try scanner.next() == .beginArray else { throw .singerMessage(number, "manifest") }
    var texts: [String] = []
    while true {
      switch try scanner.next() {
      case .string: texts.append(String(decoding: scanner.text, as: UTF8.self))
      case .endArray: return texts
      default: throw .singerMessage(number, "manifest")
      }
    }
  }

  private mutating func readEncoding(_ scanner: inout JSONScanner, _ number: Int) throws(Diagnostic) {
    guard try scanner.next() == .beginObject else { throw .singerMessage(number, "encoding") }
    while try scanner.next() == .key {
      let isFormat = scanner.textIs("format")
      let isCompression = scanner.textIs("compression")
      let token = try scanner.next()
      if token == .beginObject || token == .beginArray { try scanner.skipValue(after: token) }
      guard token == .string else { continue }
      if isFormat { format = String(decoding: scanner.text, as: UTF8.self) }
      if isCompression { compression = String(decoding: scanner.text, as: UTF8.self) }
    }
  }
}
