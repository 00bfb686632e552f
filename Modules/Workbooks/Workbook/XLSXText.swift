/// Text made fit for cells and names of workbooks.
package enum XLSXText {
  /// The text of a cell, cut to what a cell holds.
  package static func cell(_ text: String) -> (text: String, wasCut: Bool) {
    let text = clean(text)
    guard text.utf8.count > XLSXLimits.text, text.utf16.count > XLSXLimits.text else { return (text, false) }
    return (prefix(of: text, units: XLSXLimits.text - 1) + "…", true)
  }

  /// As many whole characters of `text` as fit into `units` of UTF-16.
  package static func prefix(of text: String, units: Int) -> String {
    var end = text.startIndex
    var used = 0
    for index in text.indices {
      used += text[index].utf16.count
      if used > units { break }
      end = text.index(after: index)
    }
    return String(text[..<end])
  }

  /// The text without what XML cannot carry: control characters are shown by their code, line ends are LF, and texts
  /// that look like the format's own escapes (`_x000D_`) are escaped once more.
  package static func clean(_ text: String) -> String {
    if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) && $0 != 0x5F }) { return text }
    var result = ""
    let scalars = Array(text.unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      switch scalar {
      case "\r":
        if !scalars.indices.contains(index + 1) || scalars[index + 1] != "\n" { result += "\n" }
      case "\t", "\n": result.unicodeScalars.append(scalar)
      case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{FFFE}", "\u{FFFF}": result += PrintableText.escape(scalar)
      case "_" where isEscape(scalars[index...]): result += "_x005F_"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static func isEscape(_ rest: ArraySlice<Unicode.Scalar>) -> Bool {
    let start = Array(rest.prefix(7))
    return start.count == 7 && start[1] == "x" && start[6] == "_"
      && start[2..<6].allSatisfy { $0.properties.isASCIIHexDigit }
  }
}

/// Names of the sheets of one workbook: legal, at most 31 units long, different from each other.
package struct XLSXSheetNames {
  private var taken: Set<String> = []

  /// The name nearest to `wish`; `fallback` where nothing of it can stay.
  package mutating func name(for wish: String, fallback: String) -> String {
    let plain = Self.legal(wish)
    let base = plain.isEmpty ? fallback : plain
    var name = Self.shortened(base, to: XLSXLimits.sheetName)
    var number = 2
    while !taken.insert(name.lowercased()).inserted {
      let ending = " (\(number))"
      name = Self.shortened(base, to: XLSXLimits.sheetName - ending.utf16.count) + ending
      number += 1
    }
    return name
  }

  /// Without the characters Excel forbids, and not "History", which it keeps for itself.
  private static func legal(_ wish: String) -> String {
    var cleaned = ""
    for scalar in XLSXText.clean(PrintableText.line(wish)).unicodeScalars {
      cleaned.unicodeScalars.append("[]:*?/\\".unicodeScalars.contains(scalar) ? " " : scalar)
    }
    let words = cleaned.split(separator: " ").joined(separator: " ").unicodeScalars
    let name = trimmed(String(words.drop { $0 == "'" || $0 == " " }))
    return name.lowercased() == "history" ? "" : name
  }

  private static func shortened(_ name: String, to units: Int) -> String {
    guard name.utf16.count > units else { return name }
    let cut = XLSXText.prefix(of: name, units: units - 1)
    let words = cut.lastIndex(of: " ").map { String(cut[..<$0]) } ?? cut
    return trimmed(words.utf16.count * 2 < units ? cut : words) + "…"
  }

  private static func trimmed(_ name: String) -> String {
    var scalars = name.unicodeScalars
    while let last = scalars.last, last == "'" || last == " " { scalars.removeLast() }
    return String(scalars)
  }
}
