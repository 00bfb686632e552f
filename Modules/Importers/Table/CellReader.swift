import Domain
import Storage
import Tabular

/// What is wrong with a cell.
enum CellFlaw: Error {
  case notANumber
  case notWhole
  case outOfRange
  case notADate
  case notABoolean
  case unknownClass
  case unknownCategory
  case unknownCode
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
    /// One of a known list: classes, categories, codes.
    case listed
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
    case .category, .code: kind = .listed
    case .class: kind = field.classes == nil ? .whole : .listed
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
    case .listed:
      return try memory.listed(bytes, slot: slot)
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

/// What reading cells gathers: texts, and the spellings of classes, categories and codes met so far, so that each is
/// looked up once a file.
struct CellMemory: Sendable {
  /// What a slot's spellings name.
  private enum List: Sendable {
    case none
    case classes(Classification)
    case categories(FieldDeclaration)
    case codes(CodeList, acceptsUnlisted: Bool)
  }

  /// What text cells index; handed on with the rows.
  var texts: [String] = []
  private let lists: [List]
  private var spellings: [SpellingTable]

  /// - Parameters:
  ///   - codes: the lists of the code fields, by scheme.
  ///   - acceptsUnlisted: codes that a list does not hold are handed on to be added to it; else they are unknown.
  init(_ cells: [CellPlan], codes: [String: CodeList] = [:], acceptsUnlisted: Bool = false) {
    lists = cells.map { cell in
      switch cell.field.type {
      case .class: cell.field.classes.map { .classes($0) } ?? .none
      case .category: .categories(cell.field)
      case .code:
        .codes(
          codes[cell.field.scheme ?? ""] ?? CodeList(scheme: cell.field.scheme ?? "", ids: [:]),
          acceptsUnlisted: acceptsUnlisted)
      default: .none
      }
    }
    spellings = cells.map { _ in SpellingTable() }
  }

  @inline(__always)
  mutating func listed(_ bytes: UnsafeRawBufferPointer, slot: Int) throws(CellFlaw) -> Int64 {
    if let known = spellings[slot].value(of: bytes) { return known }
    return try lookUp(bytes, slot: slot)
  }

  private mutating func lookUp(_ bytes: UnsafeRawBufferPointer, slot: Int) throws(CellFlaw) -> Int64 {
    if MissingMarker.isMissing(bytes) { return Cell.missing }
    let text = String(decoding: Blanks.trim(bytes), as: UTF8.self)
    let value: Int64
    switch lists[slot] {
    case .none: throw .unknownClass
    case .classes(let classes):
      guard let ordinal = classes.ordinal(named: text) else { throw .unknownClass }
      value = Int64(ordinal)
    case .categories(let field):
      guard let place = field.category(named: text) else { throw .unknownCategory }
      value = Int64(place)
    case .codes(let list, let acceptsUnlisted):
      if let id = list[text] {
        value = id
      } else if acceptsUnlisted {
        texts.append(text)
        return CodeList.unlisted(text: texts.count - 1)
      } else {
        throw .unknownCode
      }
    }
    spellings[slot].add(bytes, value)
    return value
  }
}
