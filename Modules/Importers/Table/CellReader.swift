import Domain
import Tabular

/// What is wrong with a cell.
enum CellFlaw: Error {
  case notANumber
  case notWhole
  case outOfRange
  case notADate
  case notABoolean
  case unknownClass
  case notUTF8
}

/// How the text of one field becomes a cell, and what it has to satisfy; plain bits, so that the loop over columns
/// counts no references.
struct CellReader: Sendable {
  private enum Kind {
    case whole
    case real
    case text
    case date
    case boolean
    case classes
  }

  private let kind: Kind
  let low: Double
  let high: Double

  init(_ field: FieldDeclaration) {
    switch field.type {
    case .integer, .money: kind = .whole
    case .real: kind = .real
    case .text: kind = .text
    case .date: kind = .date
    case .boolean: kind = .boolean
    case .category, .code: kind = .whole  // read by the importer that knows the lists
    case .class: kind = field.classes == nil ? .whole : .classes
    }
    low = field.minimum ?? -.infinity
    high = field.maximum ?? .infinity
  }

  /// Reads a cell of `slot`; texts are added to `memory`. Missing marks (empty, `-`, `n/a`, `#N/A` …) are missing,
  /// never zero.
  @inline(__always)
  func read(_ bytes: UnsafeRawBufferPointer, slot: Int, _ memory: inout CellMemory) throws(CellFlaw) -> Int64 {
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
    case .classes:
      return try memory.ordinal(bytes, slot: slot)
    case .text, .date, .boolean:
      return try other(bytes, &memory.texts)
    }
  }

  private func whole(_ bytes: UnsafeRawBufferPointer) throws(CellFlaw) -> Int64 {
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

  private func other(_ bytes: UnsafeRawBufferPointer, _ texts: inout [String]) throws(CellFlaw) -> Int64 {
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
}

/// What reading cells gathers: texts, and the spellings of classes met so far, so that each is looked up once a file.
struct CellMemory: Sendable {
  /// What text cells index; handed on with the rows.
  var texts: [String] = []
  /// The classes of each slot that has any.
  private let classes: [Classification?]
  private var spellings: [(slot: Int, bytes: [UInt8], ordinal: Int64)] = []

  private static let mostSpellings = 64

  init(_ cells: [CellPlan]) { classes = cells.map(\.field.classes) }

  mutating func ordinal(_ bytes: UnsafeRawBufferPointer, slot: Int) throws(CellFlaw) -> Int64 {
    for known in spellings where known.slot == slot && known.bytes.count == bytes.count {
      if known.bytes.elementsEqual(bytes) { return known.ordinal }
    }
    if MissingMarker.isMissing(bytes) { return Cell.missing }
    let text = String(decoding: Blanks.trim(bytes), as: UTF8.self)
    guard let ordinal = classes[slot]?.ordinal(named: text) else { throw .unknownClass }
    if spellings.count < Self.mostSpellings { spellings.append((slot, Array(bytes), Int64(ordinal))) }
    return Int64(ordinal)
  }
}
