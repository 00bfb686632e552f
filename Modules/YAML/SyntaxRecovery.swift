import Diagnostics

/// Turns libyaml's first syntax error into a diagnostic, then looks for further ones from the next key at the left margin.
struct SyntaxRecovery {
  let file: String
  let limits: YAMLLimits
  let bytes: [UInt8]
  private let lines: [Range<Int>]

  /// A file with more syntax errors than this is not being written by hand.
  private static let mostErrors = 20

  init(file: String, limits: YAMLLimits, bytes: [UInt8]) {
    self.file = file
    self.limits = limits
    self.bytes = bytes
    lines = Self.lines(of: bytes)
  }

  func problems(after failure: YAMLFailure) -> [Diagnostic] {
    var found: [Diagnostic] = []
    var offset = 0
    var failure = failure
    for _ in 1...Self.mostErrors {
      let diagnostic = diagnostic(of: failure, offset: offset)
      found.append(diagnostic)
      let errorLine = (diagnostic.place?.line ?? 1) - 1
      let isLineToBlame = !failure.problem.hasPrefix("did not find expected ','") && failure.mark.column > 0
      guard let next = nextTopLevelKey(from: max(errorLine + (isLineToBlame ? 1 : 0), offset + 1)) else { break }
      var composer = YAMLComposer(file: file, limits: limits)
      composer.lineOffset = next
      composer.isResumed = true
      let result = composer.compose(bytes[lines[next].lowerBound...])
      found += composer.diagnostics
      guard let result else { break }
      failure = result
      offset = next
    }
    return found
  }

  private func diagnostic(of failure: YAMLFailure, offset: Int) -> Diagnostic {
    if failure.problem.contains("tab character") || isTabIndented(failure.mark, offset: offset) {
      return tab(at: failure.mark.line + offset)
    }
    let message = SyntaxMessage(failure, lineOffset: offset)
    let mark = message.isAtContext ? failure.contextMark : failure.mark
    return Diagnostic(
      code: "yaml-syntax", message: message.text, place: place(of: mark, offset: offset), hint: message.hint)
  }

  /// The place of a mark; libyaml's end of the text, a line below the last one, becomes the end of the last line.
  private func place(of mark: YAMLMark, offset: Int) -> Place {
    guard mark.line + offset >= lines.count, let last = lines.last else {
      return Place(file: file, line: mark.line + offset + 1, column: mark.column + 1)
    }
    let characters = bytes[last].count { $0 & 0xC0 != 0x80 }
    return Place(file: file, line: lines.count, column: characters + 1)
  }

  private func isTabIndented(_ mark: YAMLMark, offset: Int) -> Bool {
    guard mark.line + offset < lines.count else { return false }
    guard let tab = tabColumn(line: mark.line + offset) else { return false }
    return mark.column >= tab - 1 && indentation(line: mark.line + offset) >= mark.column
  }

  private func tab(at line: Int) -> Diagnostic {
    var last = line
    while last + 1 < lines.count, tabColumn(line: last + 1) != nil { last += 1 }
    return .yamlTab(Place(file: file, line: line + 1, column: tabColumn(line: line) ?? 1), lastLine: last + 1)
  }

  /// The column, from 1, of the first tab in a line's indentation.
  private func tabColumn(line: Int) -> Int? {
    let indentation = bytes[lines[line]].prefix { $0 == 0x20 || $0 == 0x09 }
    return indentation.firstIndex(of: 0x09).map { $0 - lines[line].lowerBound + 1 }
  }

  private func indentation(line: Int) -> Int { bytes[lines[line]].prefix { $0 == 0x20 || $0 == 0x09 }.count }

  /// The first line from `line` on that starts, without indentation, with a key.
  private func nextTopLevelKey(from line: Int) -> Int? {
    guard line < lines.count else { return nil }
    return lines[line...].firstIndex { range in
      guard let first = bytes[range].first, first == 0x5F || (0x41...0x5A).contains(first & 0xDF) else { return false }
      let afterWord = bytes[range].drop { $0 == 0x5F || $0 == 0x2D || $0 >= 0x30 && $0 != 0x3A }
      return afterWord.first == 0x3A
    }
  }

  /// The lines of a text without their line ends (LF, CRLF or CR).
  private static func lines(of bytes: [UInt8]) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var index = start
    while index < bytes.count {
      if bytes[index] == 0x0A || bytes[index] == 0x0D {
        lines.append(start..<index)
        if bytes[index] == 0x0D, index + 1 < bytes.count, bytes[index + 1] == 0x0A { index += 1 }
        start = index + 1
      }
      index += 1
    }
    lines.append(start..<bytes.count)
    return lines
  }
}
