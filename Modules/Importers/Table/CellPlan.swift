import Diagnostics
import Domain
import Tabular

/// How the text of one field becomes a cell, and what it has to satisfy.
struct CellPlan: Sendable {
  let field: FieldDeclaration
  private let kind: Kind
  private let low: Double
  private let high: Double

  private enum Kind: Sendable {
    case whole
    case real
    case text
    case date
    case boolean
    case classes(Classification)
  }

  /// What is wrong with a cell.
  enum Flaw: Error {
    case notANumber
    case notWhole
    case outOfRange
    case notADate
    case notABoolean
    case unknownClass
    case notUTF8
  }

  init(_ field: FieldDeclaration) {
    self.field = field
    switch field.type {
    case .integer, .money: kind = .whole
    case .real: kind = .real
    case .text: kind = .text
    case .date: kind = .date
    case .boolean: kind = .boolean
    case .class: kind = field.classes.map { .classes($0) } ?? .whole
    }
    low = field.minimum ?? -.infinity
    high = field.maximum ?? .infinity
  }

  /// Reads a cell; texts are added to `texts`. Missing marks (empty, `-`, `n/a`, `#N/A` …) are missing, never zero.
  @inline(__always)
  func read(
    _ bytes: UnsafeRawBufferPointer, texts: inout [String], spellings: inout ClassSpellings
  ) throws(Flaw) -> Int64 {
    switch kind {
    case .whole:
      if bytes.count == 1 {
        let digit = Int64(bytes[0]) - 48
        if digit >= 0, digit <= 9 {
          if Double(digit) < low || Double(digit) > high { throw .outOfRange }
          return digit
        }
      }
      return try whole(bytes)
    case .real:
      guard let value = NumberParser.decimal(bytes) else {
        if MissingMarker.isMissing(bytes) { return Cell.missing }
        throw .notANumber
      }
      if value < low || value > high { throw .outOfRange }
      return Cell.real(value)
    case .classes(let classes):
      return try spellings.ordinal(bytes, classes, field: field.id)
    case .text, .date, .boolean:
      return try other(bytes, &texts)
    }
  }

  private func whole(_ bytes: UnsafeRawBufferPointer) throws(Flaw) -> Int64 {
    if let value = NumberParser.integer(bytes) {
      if Double(value) < low || Double(value) > high { throw .outOfRange }
      return value
    }
    if MissingMarker.isMissing(bytes) { return Cell.missing }
    guard let value = NumberParser.decimal(bytes) else { throw .notANumber }
    guard value == value.rounded(), abs(value) < 9e15 else { throw .notWhole }
    if value < low || value > high { throw .outOfRange }
    return Int64(value)
  }

  private func other(_ bytes: UnsafeRawBufferPointer, _ texts: inout [String]) throws(Flaw) -> Int64 {
    if MissingMarker.isMissing(bytes) { return Cell.missing }
    let trimmed = Blanks.trim(bytes)
    guard let text = trimmed.withMemoryRebound(to: UInt8.self, { String(validating: $0, as: UTF8.self) }) else {
      throw .notUTF8
    }
    switch kind {
    case .date:
      guard let date = CalendarDate(text) else { throw .notADate }
      return Int64(date.number)
    case .boolean:
      switch text.lowercased() {
      case "ya", "true", "1", "y", "yes": return 1
      case "tidak", "false", "0", "t", "n", "no": return 0
      default: throw .notABoolean
      }
    default:
      texts.append(PersonalNumbers.masked(text))
      return Int64(texts.count - 1)
    }
  }

  /// The problem as a diagnostic.
  func diagnostic(_ flaw: Flaw, _ value: String, at place: Place) -> Diagnostic {
    let id = field.id
    func made(_ code: String, _ message: LocalizedText, _ hint: LocalizedText? = nil) -> Diagnostic {
      Diagnostic(code: code, message: message, place: place, value: value, hint: hint)
    }
    switch flaw {
    case .notANumber:
      return made(
        "value-not-a-number",
        LocalizedText(id: "\(id): `\(value)` bukan angka", en: "\(id): `\(value)` is not a number"))
    case .notWhole:
      return made(
        "value-not-whole",
        LocalizedText(id: "\(id): `\(value)` bukan bilangan bulat", en: "\(id): `\(value)` is not a whole number"))
    case .outOfRange:
      let range = "\(Self.plain(low))–\(Self.plain(high))"
      return made(
        "value-out-of-range",
        LocalizedText(id: "\(id): `\(value)` di luar batas \(range)", en: "\(id): `\(value)` is outside \(range)"))
    case .notADate:
      return made(
        "value-not-a-date",
        LocalizedText(id: "\(id): `\(value)` bukan tanggal", en: "\(id): `\(value)` is not a date"),
        LocalizedText(id: "tulis sebagai TTTT-BB-HH", en: "write it as YYYY-MM-DD"))
    case .notABoolean:
      return made(
        "value-not-a-boolean",
        LocalizedText(id: "\(id): `\(value)` bukan ya/tidak", en: "\(id): `\(value)` is neither yes nor no"))
    case .unknownClass:
      let known = field.classes?.classes.map(\.title.id) ?? []
      let nearest = Suggestion.nearest(to: value.lowercased(), among: known.map { $0.lowercased() })
      return made(
        "class-unknown",
        LocalizedText(
          id: "\(id): `\(value)` bukan kelas yang dikenal", en: "\(id): `\(value)` is not a known class"),
        LocalizedText(
          id: nearest.map { "mungkin maksudnya \($0)?" } ?? "yang dikenal: \(known.joined(separator: ", "))",
          en: nearest.map { "did you mean \($0)?" } ?? "known: \(known.joined(separator: ", "))"))
    case .notUTF8:
      return made(
        "encoding-invalid",
        LocalizedText(id: "\(id): bukan teks UTF-8", en: "\(id): not UTF-8 text"),
        LocalizedText(
          id: "coba --set encoding=windows1252", en: "try --set encoding=windows1252"))
    }
  }

  private static func plain(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : String(value)
  }
}

/// Spellings of classes met so far, so that each is looked up once a file.
struct ClassSpellings {
  private struct Entry {
    let field: String
    let bytes: [UInt8]
    let ordinal: Int64
  }

  private var entries: [Entry] = []
  private static let most = 64

  mutating func ordinal(
    _ bytes: UnsafeRawBufferPointer, _ classes: Classification, field: String
  ) throws(CellPlan.Flaw) -> Int64 {
    for entry in entries where entry.bytes.count == bytes.count && entry.field == field {
      if entry.bytes.elementsEqual(bytes) { return entry.ordinal }
    }
    if MissingMarker.isMissing(bytes) { return Cell.missing }
    let text = String(decoding: Blanks.trim(bytes), as: UTF8.self)
    guard let ordinal = classes.ordinal(named: text) else { throw .unknownClass }
    if entries.count < Self.most { entries.append(Entry(field: field, bytes: Array(bytes), ordinal: Int64(ordinal))) }
    return Int64(ordinal)
  }
}
