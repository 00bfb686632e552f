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
  case unknownRegion
  case ambiguousRegion
  case notUTF8
  /// A formula's error: missing, and worth a note.
  case formulaError
}

/// How the text of one field becomes a cell, and what it has to satisfy; plain bits, so that the loop over columns
/// counts no references.
///
/// `read` knows the plain forms only and is the hot path; where it throws, `readWritten` reads what people write.
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
  /// Percent signs divide by a hundred: the field is a share of one.
  private let isShare: Bool
  /// A percent sign behind an amount of money means that something else is meant.
  private let isMoney: Bool
  /// What settles numbers that could be of either style.
  var style: NumberStyle?
  /// Cells have to be looked up before they are read.
  var hasWords = false

  init(_ field: FieldDeclaration) {
    switch field.type {
    case .integer, .money: kind = .whole
    case .real: kind = .real
    case .text: kind = .text
    case .date: kind = .date
    case .boolean: kind = .boolean
    case .category, .code, .region: kind = .listed
    case .class: kind = field.classes == nil ? .whole : .listed
    }
    low = field.minimum ?? -.infinity
    high = field.maximum ?? .infinity
    isShare = high <= 1
    isMoney = field.type == .money
  }

  /// Whether cells are numbers that can be added up.
  var isSummable: Bool { kind == .whole || kind == .real }
  var isReal: Bool { kind == .real }

  /// Reads a cell of `slot`; texts are added to `memory`. Missing marks (empty, `-`, `n/a` …) are missing, never zero.
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
      guard let value = NumberParser.decimal(bytes, style: style) else {
        return try missing(bytes, else: .notANumber)
      }
      if value < low || value > high { throw .outOfRange }
      return Cell.real(value)
    case .listed:
      return try memory.listed(bytes, slot: slot)
    case .text, .date, .boolean:
      return try other(bytes, &memory)
    }
  }

  private func whole(_ bytes: UnsafeRawBufferPointer) throws(CellFlaw) -> Int64 {
    var bytes = bytes
    // `3.0`, as programs write whole numbers of a real type: one zero after a point is no group of thousands.
    let count = bytes.count
    if count > 2, bytes[count - 1] == UInt8(ascii: "0"), bytes[count - 2] == UInt8(ascii: ".") {
      bytes = UnsafeRawBufferPointer(rebasing: bytes[..<(count - 2)])
    }
    guard let value = NumberParser.integer(bytes) else { return try missing(bytes, else: .notANumber) }
    if Double(value) < low || Double(value) > high { throw .outOfRange }
    return value
  }

  @inline(never)
  private func missing(_ bytes: UnsafeRawBufferPointer, else flaw: CellFlaw) throws(CellFlaw) -> Int64 {
    guard MissingMarker.isMissing(bytes) else { throw flaw }
    if MissingMarker.isError(bytes) { throw .formulaError }
    return Cell.missing
  }

  private func other(_ bytes: UnsafeRawBufferPointer, _ memory: inout CellMemory) throws(CellFlaw) -> Int64 {
    if MissingMarker.isMissing(bytes) { return try missing(bytes, else: .notUTF8) }
    let trimmed = Blanks.trim(bytes)
    guard let text = trimmed.withMemoryRebound(to: UInt8.self, { String(validating: $0, as: UTF8.self) }) else {
      throw .notUTF8
    }
    switch kind {
    case .date: return try date(text, &memory)
    case .boolean: return try Self.boolean(text)
    default:
      memory.texts.append(PersonalNumbers.masked(text))
      return Int64(memory.texts.count - 1)
    }
  }

  private func date(_ text: String, _ memory: inout CellMemory) throws(CellFlaw) -> Int64 {
    if let date = CalendarDate(text) { return Int64(date.number) }
    guard let written = WrittenDate(text),
      let date = CalendarDate(year: written.year, month: written.month, day: written.day)
    else { throw .notADate }
    if written.isFirstOfSeveral { memory.firstDays += 1 }
    return Int64(date.number)
  }

  private static func boolean(_ text: String) throws(CellFlaw) -> Int64 {
    switch text.lowercased().split(separator: " ").joined(separator: " ") {
    case "ya", "true", "1", "y", "yes", "ada", "sudah", "v", "✓", "✔", "√", "☑", "benar": return 1
    case "tidak", "false", "0", "t", "n", "no", "tidak ada", "belum", "x", "✗", "✘", "☐", "salah", "tdk": return 0
    default: throw .notABoolean
    }
  }

  // MARK: What people write

  /// Reads a cell that `read` did not understand, or must not read; `source` says what the cell is in its file.
  func readWritten(
    _ bytes: UnsafeRawBufferPointer, _ source: CellKind, slot: Int, _ memory: inout CellMemory
  ) throws(CellFlaw) -> Int64 {
    if source == .error { throw .formulaError }
    if hasWords, let word = memory.word(bytes, slot: slot) {
      let copy = Array(word.utf8)
      var found = Int64(0)
      var flaw: CellFlaw?
      copy.withUnsafeBytes { bytes in
        do throws(CellFlaw) {
          var plain = self
          plain.hasWords = false
          found = try plain.readWritten(bytes, .text, slot: slot, &memory)
        } catch { flaw = error }
      }
      if let flaw { throw flaw }
      return found
    }
    guard isSummable else { return try read(bytes, slot: slot, &memory) }
    if MissingMarker.isMissing(bytes) { return try missing(bytes, else: .notANumber) }
    let value: Double
    if source == .number {
      guard let number = NumberParser.decimal(bytes) else { throw .notANumber }
      value = number
      if kind == .whole {
        guard value == value.rounded(), abs(value) < 9e15 else { throw .notWhole }
        return try inRange(Int64(value), value)
      }
    } else {
      guard source != .date, let number = WrittenNumber(bytes, style: style, isWhole: kind == .whole),
        !(isMoney && number.isPercent)
      else {
        throw .notANumber
      }
      if kind == .whole {
        guard let whole = number.whole else { throw .notWhole }
        return try inRange(whole, Double(whole))
      }
      value = number.isPercent && isShare ? number.double / 100 : number.double
    }
    return try inRange(Cell.real(value), value)
  }

  private func inRange(_ cell: Int64, _ value: Double) throws(CellFlaw) -> Int64 {
    if value < low || value > high { throw .outOfRange }
    return cell
  }
}
