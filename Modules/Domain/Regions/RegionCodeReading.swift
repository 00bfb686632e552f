/// What the text of a code cell can mean: codes are digits, and spreadsheets treat them as numbers.
///
/// A code is read only where its digits are beyond doubt; what lost digits is damaged and never guessed.
public enum RegionCodeReading: Hashable, Sendable {
  /// All digits of a code, as a number, and how many they are.
  case code(Int64, digits: Int, form: Form)
  /// A code that leaves out its kabupaten: `18.2013.` is the kecamatan 18 and its village 2013.
  case relative(Int64, form: Form)
  /// Digits were lost.
  case damaged
  /// No code at all.
  case malformed
  /// Nothing stands there, or a mark for missing.
  case missing

  /// How the digits stood there.
  public enum Form: Hashable, Sendable {
    /// Digits alone.
    case plain
    /// Dotted in the groups of Kemendagri codes: no other scheme is written so.
    case dotted
    /// With the traces of a spreadsheet, or in several cells.
    case repaired
  }

  /// Reads the cells of a code: one, or its parts in two or four columns.
  public init(_ cells: [String]) {
    let parts = cells.map(Self.trimmed).filter { !$0.isEmpty }
    switch parts.count {
    case 0: self = .missing
    case 1: self = Self.whole(parts[0])
    default: self = Self.joined(parts)
    }
  }

  public init(_ text: String) { self.init([text]) }

  // MARK: One cell

  private static let missingMarks: Set<String> = [
    "-", "--", "n/a", "#n/a", "na", "null", "#ref!", "#value!", "#name?", "nan", "0",
  ]

  private static func whole(_ text: String) -> RegionCodeReading {
    if missingMarks.contains(text.lowercased()) { return .missing }
    if text.allSatisfy(\.isDigit) { return plain(text, .plain) }
    if let digits = scientific(text) { return digits }
    guard text.allSatisfy({ $0.isDigit || ".,-/ ".contains($0) }) else { return .malformed }
    if let digits = fraction(text) { return plain(digits, .repaired) }
    if let digits = thousands(text) { return plain(digits, .repaired) }
    return grouped(text)
  }

  private static func plain(_ text: String, _ form: Form) -> RegionCodeReading {
    guard let number = Int64(text), text.utf8.count <= 10, text.first != "0" else {
      return text.utf8.count > 10 || text.utf8.count == 9 ? .damaged : .malformed
    }
    switch text.utf8.count {
    case 2, 4, 6, 7, 10: return .code(number, digits: text.utf8.count, form: form)
    // A point that a number lost, or digits that it lost: 9 digits are no code.
    case 8, 9: return .damaged
    default: return .malformed
    }
  }

  /// `3.201190006E9`: all ten digits have to stand there; a program leaves out only zeros at the end, and of a shorter
  /// mantissa nobody knows whether it was rounded.
  private static func scientific(_ text: String) -> RegionCodeReading? {
    let upper = text.uppercased().replacingCommas
    guard let mark = upper.firstIndex(of: "E"), let exponent = Int(upper[upper.index(after: mark)...]) else {
      return nil
    }
    let mantissa = upper[..<mark].split(separator: ".", omittingEmptySubsequences: false)
    guard mantissa.count <= 2, mantissa[0].count == 1, mantissa.allSatisfy({ $0.allSatisfy(\.isDigit) }) else {
      return .malformed
    }
    let digits = mantissa.joined()
    guard exponent == 9, digits.count <= 10, digits.count >= 9 else { return .damaged }
    return plain(digits + String(repeating: "0", count: 10 - digits.count), .repaired)
  }

  /// `3201190006.0`: a whole number with nothing but zeros behind its point.
  private static func fraction(_ text: String) -> String? {
    let parts = text.replacingCommas.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, [2, 4, 6, 7, 10].contains(parts[0].count), !parts[1].isEmpty, parts[1].count <= 2,
      parts[1].allSatisfy({ $0 == "0" }), parts[0].allSatisfy(\.isDigit)
    else { return nil }
    // `32.00` would be a kabupaten 00: a number as well.
    return String(parts[0])
  }

  /// `3,201,190,006` and `3.201.190.006`.
  private static func thousands(_ text: String) -> String? {
    for separator in [",", "."] as [Character] {
      let parts = text.split(separator: separator, omittingEmptySubsequences: false)
      guard parts.count >= 3 || (parts.count == 2 && separator == ","), (1...3).contains(parts[0].count),
        parts.dropFirst().allSatisfy({ $0.count == 3 }), parts.allSatisfy({ $0.allSatisfy(\.isDigit) })
      else { continue }
      let digits = parts.joined()
      return [4, 6, 7, 10].contains(digits.count) ? digits : nil
    }
    return nil
  }

  /// Groups between dots, blanks, dashes or slashes.
  private static func grouped(_ text: String) -> RegionCodeReading {
    let groups = text.split(whereSeparator: { ".,-/ ".contains($0) }).map(String.init)
    let isDotted = !text.contains(where: { ",-/ ".contains($0) })
    let isPlain = isDotted && text.last != "."
    guard groups.count > 1 else { return groups.first.map { plain($0, .repaired) } ?? .malformed }
    // Two groups may be a number that lost zeros: only complete groups count.
    if groups.count == 2 {
      switch (groups[0].count, groups[1].count) {
      case (2, 2): return assembled(groups, isPlain ? .dotted : .repaired)
      case (1...2, 4): return relative(groups, isPlain ? .dotted : .repaired)
      default: return .damaged
      }
    }
    if groups.count == 3, groups[0].count == 2, groups[1].count == 2, groups[2].count == 4 { return .damaged }
    let isComplete = zip(groups, [2, 2, 2, 4]).allSatisfy { $0.count == $1 }
    guard groups.count <= 4, zip(groups, [2, 2, 2, 4]).allSatisfy({ $0.count <= $1 }), groups[0].count == 2,
      groups.count < 4 || groups[3].count == 4
    else { return .damaged }
    return assembled(groups, isComplete && isPlain ? .dotted : .repaired)
  }

  // MARK: Parts

  /// Two cells (kecamatan, last digits), three or four, without the zeros that a number loses.
  private static func joined(_ cells: [String]) -> RegionCodeReading {
    let parts = cells.map { cell -> String in
      guard let point = cell.firstIndex(where: { $0 == "." || $0 == "," }),
        cell.distance(from: cell.startIndex, to: point) < 5,
        cell[cell.index(after: point)...].allSatisfy({ $0 == "0" })
      else { return cell }
      return String(cell[..<point])
    }
    if parts.count == 2 {
      guard parts[1].allSatisfy(\.isDigit), case .code(let parent, let digits, _) = whole(parts[0]) else {
        if case .relative = grouped(parts.joined(separator: ".")) { return relative(parts, .repaired) }
        return .malformed
      }
      // Kemendagri: six digits and four; BPS: seven and three.
      switch (digits, parts[1].count) {
      case (6, 4): return Int64(parts[1]).map { .code(parent * 10_000 + $0, digits: 10, form: .repaired) } ?? .malformed
      case (7, 1...3):
        return Int64(parts[1]).map { .code(parent * 1000 + $0, digits: 10, form: .repaired) } ?? .malformed
      case (2, 1...2): return Int64(parts[1]).map { .code(parent * 100 + $0, digits: 4, form: .repaired) } ?? .malformed
      case (2, 4): return relative(parts, .repaired)
      default: return .damaged
      }
    }
    guard parts.allSatisfy({ $0.allSatisfy(\.isDigit) }), parts[0].count == 2 else { return .malformed }
    if parts.count == 4, parts[3].count <= 3, parts[1].count <= 2, parts[2].count <= 3 {
      return bps(parts)
    }
    guard zip(parts, [2, 2, 2, 4]).allSatisfy({ $0.count <= $1 }), parts.count < 4 || parts[3].count == 4 else {
      return .damaged
    }
    return assembled(parts, .repaired)
  }

  private static func bps(_ parts: [String]) -> RegionCodeReading {
    let text = zip(parts, [2, 2, 3, 3]).map { String(repeating: "0", count: $1 - $0.count) + $0 }.joined()
    return plain(text, .repaired)
  }

  private static func assembled(_ groups: [String], _ form: Form) -> RegionCodeReading {
    let text = zip(groups, [2, 2, 2, 4]).map { String(repeating: "0", count: $1 - $0.count) + $0 }.joined()
    return plain(text, form)
  }

  private static func relative(_ groups: [String], _ form: Form) -> RegionCodeReading {
    guard groups.count == 2, let district = Int64(groups[0]), let village = Int64(groups[1]), groups[1].count == 4,
      (1...3).contains(village / 1000), (1...99).contains(district)
    else { return .damaged }
    return .relative(district * 10_000 + village, form: form)
  }

  /// Without blanks around, the apostrophe that makes a spreadsheet keep text, and quotes.
  private static func trimmed(_ text: String) -> String {
    let marks: Set<Character> = ["'", "\"", "`", "\u{2018}", "\u{2019}", "\u{A0}", "="]
    let rest = text.drop { $0.isWhitespace || marks.contains($0) }
    let last = rest.lastIndex { !$0.isWhitespace && !marks.contains($0) }
    return last.map { String(rest[...$0]) } ?? ""
  }
}

extension Character {
  fileprivate var isDigit: Bool { isASCII && isNumber }
}

extension String {
  /// With points for decimal commas.
  fileprivate var replacingCommas: String { String(map { $0 == "," ? "." : $0 }) }
}
