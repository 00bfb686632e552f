import Diagnostics

/// Checks before parsing that a file is UTF-8 and holds only characters that YAML allows, so that places are exact.
struct CharacterCheck {
  let file: String

  /// The first byte that is not UTF-8, or every control character; empty for good text.
  func problems(in bytes: [UInt8]) -> [Diagnostic] {
    if let name = foreignEncoding(bytes) { return [.yamlForeignEncoding(Place(file: file, line: 1, column: 1), name)] }
    var problems: [Diagnostic] = []
    var line = 1
    var column = 1
    var index = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte >= 0x20, byte < 0x7F {
        column += 1
        index += 1
        continue
      }
      let length = byte < 0x80 ? 1 : scalarLength(bytes, at: index)
      guard length > 0 else {
        problems.append(.yamlNotUTF8(Place(file: file, line: line, column: column), byte: byte))
        return problems
      }
      if isLineBreak(bytes, at: index) {
        line += 1
        column = 1
      } else {
        if isForbidden(bytes, at: index, length: length) {
          let scalar = codePoint(bytes, at: index, length: length)
          problems.append(.yamlControlCharacter(Place(file: file, line: line, column: column), scalar: scalar))
        }
        column += 1
      }
      index += length
    }
    return problems
  }

  private func foreignEncoding(_ bytes: [UInt8]) -> String? {
    if bytes.starts(with: [0xFF, 0xFE, 0, 0]) { return "UTF-32" }
    if bytes.starts(with: [0, 0, 0xFE, 0xFF]) { return "UTF-32" }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { return "UTF-16" }
    return nil
  }

  /// LF, or a CR that no LF follows: CRLF counts once.
  private func isLineBreak(_ bytes: [UInt8], at index: Int) -> Bool {
    if bytes[index] == 0x0A { return true }
    guard bytes[index] == 0x0D else { return false }
    return index + 1 == bytes.count || bytes[index + 1] != 0x0A
  }

  /// The length of the UTF-8 sequence at `index` (Unicode 15, table 3-7), or 0 where it is malformed.
  private func scalarLength(_ bytes: [UInt8], at index: Int) -> Int {
    func continues(_ offset: Int, _ range: ClosedRange<UInt8> = 0x80...0xBF) -> Bool {
      index + offset < bytes.count && range.contains(bytes[index + offset])
    }
    switch bytes[index] {
    case 0xC2...0xDF: return continues(1) ? 2 : 0
    case 0xE0: return continues(1, 0xA0...0xBF) && continues(2) ? 3 : 0
    case 0xED: return continues(1, 0x80...0x9F) && continues(2) ? 3 : 0
    case 0xE1...0xEF: return continues(1) && continues(2) ? 3 : 0
    case 0xF0: return continues(1, 0x90...0xBF) && continues(2) && continues(3) ? 4 : 0
    case 0xF1...0xF3: return continues(1) && continues(2) && continues(3) ? 4 : 0
    case 0xF4: return continues(1, 0x80...0x8F) && continues(2) && continues(3) ? 4 : 0
    default: return 0
    }
  }

  /// YAML 1.2, production 1 (c-printable), and the byte order mark inside a file.
  private func isForbidden(_ bytes: [UInt8], at index: Int, length: Int) -> Bool {
    switch length {
    case 1: bytes[index] < 0x20 ? ![0x09, 0x0A, 0x0D].contains(bytes[index]) : bytes[index] == 0x7F
    case 2: bytes[index] == 0xC2 && bytes[index + 1] < 0xA0 && bytes[index + 1] != 0x85
    case 3:
      bytes[index] == 0xEF
        && (bytes[index + 1] == 0xBB && bytes[index + 2] == 0xBF || bytes[index + 1] == 0xBF && bytes[index + 2] > 0xBD)
    default: false
    }
  }

  private func codePoint(_ bytes: [UInt8], at index: Int, length: Int) -> UInt32 {
    if length == 1 { return UInt32(bytes[index]) }
    var value = UInt32(bytes[index]) & (0x7F >> UInt32(length))
    for offset in 1..<length { value = value << 6 | UInt32(bytes[index + offset] & 0x3F) }
    return value
  }
}
