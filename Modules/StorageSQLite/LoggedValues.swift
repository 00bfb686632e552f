import Domain

/// The old values of a change: a JSON object by field with sorted keys, written and read here without the detour over
/// objects, as a corrected national file has millions of them.
enum LoggedValues {
  enum Value: Hashable {
    case missing
    case integer(Int64)
    case real(Double)
    case text(String)

    /// A cell of a column of that storage; texts are appended to `texts`.
    func cell(_ storage: CellStorage, _ texts: inout [String]) -> Int64 {
      switch (self, storage) {
      case (.integer(let value), .integer): return value
      case (.integer(let value), .real): return Cell.real(Double(value))
      case (.real(let value), .real): return Cell.real(value)
      case (.real(let value), .integer): return Int64(exactly: value) ?? Cell.missing
      case (.text(let value), .text):
        texts.append(value)
        return Int64(texts.count - 1)
      default: return Cell.missing
      }
    }
  }

  /// Appends `"id":` and the cell's value; the caller sorts the fields and puts commas between them.
  static func append(
    _ id: String, _ cell: Int64, _ storage: CellStorage, _ texts: [String], to json: inout String
  ) {
    json += "\""
    json += id
    json += "\":"
    guard cell != Cell.missing else {
      json += "null"
      return
    }
    switch storage {
    case .integer: json += String(cell)
    case .real: json += number(Cell.double(cell))
    case .text: append(text: texts[Int(cell)], to: &json)
    }
  }

  /// The shortest decimal that reads back as the same double.
  static func number(_ value: Double) -> String {
    value.isInfinite ? (value < 0 ? "-1e999" : "1e999") : value.description
  }

  static func append(text: String, to json: inout String) {
    json += "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": json += "\\\""
      case "\\": json += "\\\\"
      case "\n": json += "\\n"
      case "\r": json += "\\r"
      case "\t": json += "\\t"
      case "\u{8}": json += "\\b"
      case "\u{C}": json += "\\f"
      case _ where scalar.value < 0x20:
        let hex = String(scalar.value, radix: 16)
        json += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: json.unicodeScalars.append(scalar)
      }
    }
    json += "\""
  }

  /// Reads an object of scalars; nil where it is none.
  static func object(_ json: String) -> [String: Value]? {
    var reader = Reader(json)
    guard reader.take("{") else { return nil }
    var values: [String: Value] = [:]
    if reader.take("}") { return values }
    repeat {
      guard let key = reader.text(), reader.take(":"), let value = reader.value() else { return nil }
      values[key] = value
    } while reader.take(",")
    return reader.take("}") ? values : nil
  }

  /// Reads an array of scalars; nil where it is none.
  static func array(_ json: String) -> [Value]? {
    var reader = Reader(json)
    guard reader.take("[") else { return nil }
    var values: [Value] = []
    if reader.take("]") { return values }
    repeat {
      guard let value = reader.value() else { return nil }
      values.append(value)
    } while reader.take(",")
    return reader.take("]") ? values : nil
  }

  /// An array of scalars, as keys are written.
  static func json(_ values: [Value]) -> String {
    var json = "["
    for (index, value) in values.enumerated() {
      if index > 0 { json += "," }
      switch value {
      case .missing: json += "null"
      case .integer(let value): json += String(value)
      case .real(let value): json += number(value)
      case .text(let value): append(text: value, to: &json)
      }
    }
    return json + "]"
  }

  private struct Reader {
    private let bytes: [UInt8]
    private var at = 0

    init(_ text: String) { bytes = Array(text.utf8) }

    private mutating func skipBlanks() {
      while at < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[at]) { at += 1 }
    }

    mutating func take(_ character: Character) -> Bool {
      skipBlanks()
      guard at < bytes.count, bytes[at] == character.asciiValue else { return false }
      at += 1
      return true
    }

    mutating func value() -> Value? {
      skipBlanks()
      guard at < bytes.count else { return nil }
      if bytes[at] == UInt8(ascii: "\"") { return text().map { .text($0) } }
      let start = at
      while at < bytes.count, ![UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"), 0x20].contains(bytes[at]) {
        at += 1
      }
      let word = String(decoding: bytes[start..<at], as: UTF8.self)
      switch word {
      case "null": return .missing
      case "true": return .integer(1)
      case "false": return .integer(0)
      default: return Int64(word).map { .integer($0) } ?? Double(word).map { .real($0) }
      }
    }

    mutating func text() -> String? {
      guard take("\"") else { return nil }
      let start = at
      while at < bytes.count, bytes[at] != UInt8(ascii: "\""), bytes[at] != UInt8(ascii: "\\") { at += 1 }
      guard at < bytes.count else { return nil }
      if bytes[at] == UInt8(ascii: "\"") {
        at += 1
        return String(decoding: bytes[start..<(at - 1)], as: UTF8.self)
      }
      return escaped(Array(bytes[start..<at]))
    }

    /// The rest of a text with escapes, of which `read` is there already.
    private mutating func escaped(_ read: [UInt8]) -> String? {
      var units = Array(String(decoding: read, as: UTF8.self).utf16)
      var run: [UInt8] = []
      func flushed() -> [UInt16] { Array(String(decoding: run, as: UTF8.self).utf16) }
      while at < bytes.count {
        let byte = bytes[at]
        at += 1
        if byte == UInt8(ascii: "\"") {
          units += flushed()
          return String(decoding: units, as: UTF16.self)
        }
        guard byte == UInt8(ascii: "\\") else {
          run.append(byte)
          continue
        }
        units += flushed()
        run.removeAll()
        guard at < bytes.count else { return nil }
        let escape = bytes[at]
        at += 1
        switch escape {
        case UInt8(ascii: "n"): units.append(10)
        case UInt8(ascii: "r"): units.append(13)
        case UInt8(ascii: "t"): units.append(9)
        case UInt8(ascii: "b"): units.append(8)
        case UInt8(ascii: "f"): units.append(12)
        case UInt8(ascii: "u"):
          guard at + 4 <= bytes.count,
            let unit = UInt16(String(decoding: bytes[at..<(at + 4)], as: UTF8.self), radix: 16)
          else { return nil }
          units.append(unit)
          at += 4
        default: units.append(UInt16(escape))
        }
      }
      return nil
    }
  }
}
