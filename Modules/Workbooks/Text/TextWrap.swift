/// Breaks text into lines that fit.
package enum TextWrap {
  /// The lines of `text`, each at most `width` columns (at least 2); breaks at spaces, inside a word only where the
  /// word alone is too long.
  package static func lines(_ text: String, width: Int) -> [String] {
    if DisplayWidth.of(text) <= width { return [text] }
    var lines: [String] = []
    var line = ""
    var used = 0
    for word in text.split(separator: " ") {
      let size = DisplayWidth.of(word)
      if used > 0, used + 1 + size <= width {
        line += " " + word
        used += 1 + size
        continue
      }
      if used > 0 { lines.append(line) }
      let pieces = size <= width ? [String(word)] : pieces(of: word, width: width)
      lines += pieces.dropLast()
      line = pieces.last ?? ""
      used = DisplayWidth.of(line)
    }
    if used > 0 || lines.isEmpty { lines.append(line) }
    return lines
  }

  package static func withoutTrailingSpaces(_ line: String) -> Substring {
    let end = line.utf8.lastIndex { $0 != UInt8(ascii: " ") }.map { line.utf8.index(after: $0) }
    return line[..<(end ?? line.startIndex)]
  }

  /// The widest word, which decides how narrow a column can be without breaking words.
  package static func longestWord(_ text: String) -> Int {
    text.split(separator: " ").reduce(0) { max($0, DisplayWidth.of($1)) }
  }

  private static func pieces(of word: Substring, width: Int) -> [String] {
    var pieces: [String] = []
    var piece = ""
    var used = 0
    func add(_ part: String, _ size: Int) {
      if used + size > width {
        pieces.append(piece)
        piece = ""
        used = 0
      }
      piece += part
      used += size
    }
    for character in word {
      let size = DisplayWidth.of(String(character))
      if size <= width {
        add(String(character), size)
      } else {
        for scalar in character.unicodeScalars { add(String(scalar), DisplayWidth.of(scalar)) }
      }
    }
    return pieces + [piece]
  }
}
