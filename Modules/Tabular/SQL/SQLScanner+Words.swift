import Diagnostics

/// Blanks, comments, words and names.
extension SQLScanner {
  mutating func nextWord() throws(Diagnostic) -> String {
    try skipBlanks()
    return try word()
  }

  /// A keyword in capitals; passes over one byte where there is none.
  mutating func word() throws(Diagnostic) -> String {
    var text: [UInt8] = []
    while let byte = try peek(), SQLScanner.isWordByte(byte), text.count < 200 {
      text.append(byte)
      try advance()
    }
    return String(decoding: text, as: UTF8.self).uppercased()
  }

  /// A name, quoted or not; of `schema.table` the table.
  mutating func name() throws(Diagnostic) -> String {
    try skipBlanks()
    var text: [UInt8] = []
    guard let first = try peek() else { throw invalid }
    let closing: UInt8? =
      switch first {
      case UInt8(ascii: "`"), UInt8(ascii: "\""), UInt8(ascii: "'"): first
      case UInt8(ascii: "["): UInt8(ascii: "]")
      default: nil
      }
    if first == UInt8(ascii: "`") { hasBackslashes = true }
    if let closing {
      try advance()
      while let byte = try peek(), byte != closing {
        text.append(byte)
        guard text.count < 1000 else { throw invalid }
        try advance()
      }
      guard try peek() == closing else { throw invalid }
      try advance()
    } else {
      while let byte = try peek(), SQLScanner.isWordByte(byte), text.count < 1000 {
        text.append(byte)
        try advance()
      }
      guard !text.isEmpty else { throw invalid }
    }
    if try peek() == UInt8(ascii: ".") {
      try advance()
      return try name()
    }
    return String(decoding: text, as: UTF8.self)
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte == 0x5F || byte == 0x24 || byte &- 0x30 <= 9 || (byte | 0x20) &- 0x61 < 26
  }

  /// Passes over a column's declaration, up to the comma or bracket after it.
  mutating func skipExpression() throws(Diagnostic) {
    var depth = 0
    while let byte = try peek() {
      switch byte {
      case UInt8(ascii: ","): if depth == 0 { return }
      case UInt8(ascii: ")"):
        if depth == 0 { return }
        depth -= 1
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ";"): return
      case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"):
        try skipQuoted(byte)
        continue
      default: break
      }
      try advance()
    }
  }

  mutating func skipQuoted(_ quote: UInt8) throws(Diagnostic) {
    if quote == UInt8(ascii: "`") { hasBackslashes = true }
    try advance()
    while let byte = try peek() {
      try advance()
      if byte == quote { return }
      if byte == UInt8(ascii: "\\"), hasBackslashes { try advance() }
    }
  }

  mutating func skipBlanks() throws(Diagnostic) {
    while let byte = try peek() {
      if byte <= 0x20 {
        try advance()
      } else if byte == UInt8(ascii: "-") || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "#") {
        if try !skipComment() { return }
      } else if byte == 0xEF, count - position >= 3, buffer[position + 1] == 0xBB {
        position += 3
      } else {
        return
      }
    }
  }

  /// Passes over a comment; false where none begins here.
  mutating func skipComment() throws(Diagnostic) -> Bool {
    let second = try peek(1)
    switch (try peek() ?? 0, second ?? 0) {
    case (UInt8(ascii: "#"), _), (UInt8(ascii: "-"), UInt8(ascii: "-")):
      while let byte = try peek(), byte != 0x0A { try advance() }
      return true
    case (UInt8(ascii: "/"), UInt8(ascii: "*")):
      try advance()
      try advance()
      if try peek() == UInt8(ascii: "!") { hasBackslashes = true }
      while let byte = try peek() {
        try advance()
        if byte == UInt8(ascii: "*"), try peek() == UInt8(ascii: "/") {
          try advance()
          break
        }
      }
      return true
    default: return false
    }
  }
}
