import Diagnostics
import Tabular

/// Turns the record of a RECORD message into the cells of a row.
///
/// Properties mostly come in the order of the schema: then each cell is written as it is met. Where they do not, or where
/// objects are nested, the record is read a second time, each value put where it belongs.
struct SingerRecord: Sendable {
  private let names: [[UInt8]]
  private let isDate: [Bool]
  private let isKey: [Bool]
  private let hasKeys: Bool
  private let places: [String: Int]
  /// A property that the schema does not name, and how many there were.
  private(set) var unknown: (name: String, count: Int)?
  private var hash: UInt64 = 0

  init(_ schema: SingerSchema) {
    names = schema.properties.map { Array($0.name.utf8) }
    isDate = schema.properties.map(\.isDate)
    let keys = Set(schema.keys)
    isKey = schema.properties.map { keys.contains($0.name) }
    hasKeys = isKey.contains(true)
    places = Dictionary(zip(schema.properties.map(\.name), names.indices)) { first, _ in first }
  }

  /// The schema with its properties in the order in which a first record holds them: taps write all records alike, and
  /// rows are then written as they are read.
  static func ordered(
    _ schema: SingerSchema, like record: UnsafeRawBufferPointer, _ scanner: inout JSONScanner, number: Int
  ) throws(Diagnostic) -> SingerSchema {
    var places: [String: Int] = [:]
    scanner.start(record, line: number)
    guard try scanner.next() == .beginObject else { throw .singerMessage(number, "record") }
    while try scanner.next() == .key {
      places[String(decoding: scanner.text, as: UTF8.self)] = places.count
      try scanner.skipValue(after: .key)
    }
    var ordered = schema
    ordered.properties = schema.properties.enumerated().sorted { a, b in
      (places[a.element.name] ?? Int.max, a.offset) < (places[b.element.name] ?? Int.max, b.offset)
    }.map(\.element)
    return ordered
  }

  /// Writes the cells of the record in `line` from `offset` on.
  ///
  /// - Returns: a hash of the values that identify the record; nil where the stream has no keys.
  mutating func write(
    _ scanner: inout JSONScanner, _ line: UnsafeRawBufferPointer, number: Int, offset: Int,
    into builder: inout RowBlockBuilder
  ) throws(Diagnostic) -> UInt64? {
    hash = 0xCBF2_9CE4_8422_2325
    try writeCells(&scanner, line, number: number, offset: offset, into: &builder)
    return hasKeys ? hash : nil
  }

  /// FNV-1a over the key values, each ended by a byte that no text holds; their order is that of the columns.
  private mutating func addToHash(_ text: UnsafeRawBufferPointer) {
    for byte in text { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    hash = (hash ^ 0xFF) &* 0x100_0000_01B3
  }

  private mutating func writeCells(
    _ scanner: inout JSONScanner, _ line: UnsafeRawBufferPointer, number: Int, offset: Int,
    into builder: inout RowBlockBuilder
  ) throws(Diagnostic) {
    let text = UnsafeRawBufferPointer(rebasing: line[offset...])
    scanner.start(text, line: number)
    guard try scanner.next() == .beginObject else { throw .singerMessage(number, "record") }
    var column = 0
    while true {
      let token = try scanner.next()
      if token == .endObject { break }
      guard token == .key else { throw .singerMessage(number, "record") }
      guard column < names.count, equal(names[column], scanner.text) else {
        guard let known = places[String(decoding: scanner.text, as: UTF8.self)], known > column else {
          return try rewrite(&scanner, text, number: number, into: &builder)
        }
        builder.skipCells(known - column)
        column = known
        guard try writeValue(&scanner, text, column, into: &builder) else {
          return try rewrite(&scanner, text, number: number, into: &builder)
        }
        column += 1
        continue
      }
      guard try writeValue(&scanner, text, column, into: &builder) else {
        return try rewrite(&scanner, text, number: number, into: &builder)
      }
      column += 1
    }
    builder.skipCells(names.count - column)
  }

  @inline(__always)
  private func equal(_ name: [UInt8], _ text: UnsafeRawBufferPointer) -> Bool {
    guard name.count == text.count else { return false }
    for index in 0..<name.count where name[index] != text[index] { return false }
    return true
  }

  /// Writes one cell; false where the value is an object, whose properties are cells of their own.
  private mutating func writeValue(
    _ scanner: inout JSONScanner, _ text: UnsafeRawBufferPointer, _ column: Int, into builder: inout RowBlockBuilder
  ) throws(Diagnostic) -> Bool {
    let token = try scanner.next()
    if isKey[column], token == .string || token == .number { addToHash(scanner.text) }
    switch token {
    case .string:
      let value = scanner.text
      if isDate[column], value.count >= 10 {
        builder.append(UnsafeRawBufferPointer(rebasing: value[..<(value.count >= 19 ? 19 : 10)]))
        builder.endCell(.date)
      } else {
        builder.append(value)
        builder.endCell(Self.isNumber(value) ? .number : .text)
      }
    case .number:
      builder.append(scanner.text)
      builder.endCell(.number)
    case .true:
      builder.append("true")
      builder.endCell(.boolean)
    case .false:
      builder.append("false")
      builder.endCell(.boolean)
    case .beginArray:
      let start = scanner.tokenStart
      try scanner.skipValue(after: .beginArray)
      builder.append(UnsafeRawBufferPointer(rebasing: text[start..<scanner.position]))
      builder.endCell()
    case .beginObject: return false
    default: builder.endCell()
    }
    return true
  }

  /// A string that is a number as JSON writes them: taps of sources without types send all values as strings. Codes, which
  /// begin with a zero or hold several points, are none.
  private static func isNumber(_ text: UnsafeRawBufferPointer) -> Bool {
    var at = 0
    if at < text.count, text[at] == UInt8(ascii: "-") { at += 1 }
    guard at < text.count, text.count <= 24 else { return false }
    if text[at] == UInt8(ascii: "0"), at + 1 < text.count, text[at + 1] != UInt8(ascii: ".") { return false }
    var hasPoint = false
    let first = at
    while at < text.count {
      let byte = text[at]
      if byte == UInt8(ascii: "."), !hasPoint, at > first, at + 1 < text.count {
        hasPoint = true
      } else if byte &- 0x30 > 9 {
        return false
      }
      at += 1
    }
    return true
  }

  // MARK: - Out of order

  private struct Value {
    var text: [UInt8]
    var kind: CellKind
  }

  /// Reads the record from its beginning and writes the cells that are still missing.
  private mutating func rewrite(
    _ scanner: inout JSONScanner, _ text: UnsafeRawBufferPointer, number: Int,
    into builder: inout RowBlockBuilder
  ) throws(Diagnostic) {
    var values = [Value?](repeating: nil, count: names.count)
    scanner.start(text, line: number)
    _ = try scanner.next()
    try collect(&scanner, text, prefix: "", into: &values)
    builder.discardRow()
    hash = 0xCBF2_9CE4_8422_2325
    for (column, value) in values.enumerated() {
      guard let value else {
        builder.endCell()
        continue
      }
      if isKey[column] { value.text.withUnsafeBytes { addToHash($0) } }
      value.text.withUnsafeBytes { builder.append($0) }
      builder.endCell(value.kind)
    }
  }

  private mutating func collect(
    _ scanner: inout JSONScanner, _ text: UnsafeRawBufferPointer, prefix: String, into values: inout [Value?]
  ) throws(Diagnostic) {
    while try scanner.next() == .key {
      let name = prefix + String(decoding: scanner.text, as: UTF8.self)
      let token = try scanner.next()
      let column = places[name]
      if token == .beginObject, column == nil {
        try collect(&scanner, text, prefix: name + ".", into: &values)
        continue
      }
      guard let column else {
        if token == .beginArray { try scanner.skipValue(after: token) }
        unknown = (unknown?.name ?? name, (unknown?.count ?? 0) + 1)
        continue
      }
      switch token {
      case .string:
        let value = scanner.text
        if isDate[column], value.count >= 10 {
          values[column] = Value(text: Array(value[..<(value.count >= 19 ? 19 : 10)]), kind: .date)
        } else {
          values[column] = Value(text: Array(value), kind: Self.isNumber(value) ? .number : .text)
        }
      case .number: values[column] = Value(text: Array(scanner.text), kind: .number)
      case .true: values[column] = Value(text: Array("true".utf8), kind: .boolean)
      case .false: values[column] = Value(text: Array("false".utf8), kind: .boolean)
      case .beginArray, .beginObject:
        let start = scanner.tokenStart
        try scanner.skipValue(after: token)
        values[column] = Value(text: Array(text[start..<scanner.position]), kind: .text)
      default: values[column] = nil
      }
    }
  }
}
