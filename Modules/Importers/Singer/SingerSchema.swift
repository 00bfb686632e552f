import Diagnostics
import Tabular

/// What a SCHEMA message says of a stream: its properties in order, those of nested objects with dots.
struct SingerSchema: Hashable, Sendable {
  struct Property: Hashable, Sendable {
    var name: String
    /// A string that holds a date or a time (`format: date`, `date-time`).
    var isDate: Bool
  }

  var properties: [Property] = []
  /// The properties that identify a record.
  var keys: [String] = []

  /// The most properties taken; a table has no more columns.
  private static let most = 16_384

  /// Reads the value of `schema`, whose first token comes next.
  mutating func read(_ scanner: inout JSONScanner, prefix: String = "") throws(Diagnostic) {
    guard try scanner.next() == .beginObject else { return }
    while try scanner.next() == .key {
      if scanner.textIs("properties") {
        try readProperties(&scanner, prefix: prefix)
      } else {
        try scanner.skipValue(after: .key)
      }
    }
  }

  private mutating func readProperties(_ scanner: inout JSONScanner, prefix: String) throws(Diagnostic) {
    guard try scanner.next() == .beginObject else { return }
    while try scanner.next() == .key {
      let name = prefix + String(decoding: scanner.text, as: UTF8.self)
      let before = properties.count
      var isDate = false
      guard try scanner.next() == .beginObject else { continue }
      while try scanner.next() == .key {
        if scanner.textIs("properties") {
          try readProperties(&scanner, prefix: name + ".")
        } else if scanner.textIs("format") {
          if try scanner.next() == .string { isDate = scanner.textIs("date") || scanner.textIs("date-time") }
        } else {
          try scanner.skipValue(after: .key)
        }
      }
      if properties.count == before, before < Self.most { properties.append(Property(name: name, isDate: isDate)) }
    }
  }

  /// Reads the value of `key_properties`: a list of names, or one name.
  mutating func readKeys(_ scanner: inout JSONScanner) throws(Diagnostic) {
    switch try scanner.next() {
    case .string: keys = [String(decoding: scanner.text, as: UTF8.self)]
    case .beginArray:
      keys = []
      while try scanner.next() == .string { keys.append(String(decoding: scanner.text, as: UTF8.self)) }
    case .beginObject: try scanner.skipValue(after: .beginObject)
    default: break
    }
  }
}
