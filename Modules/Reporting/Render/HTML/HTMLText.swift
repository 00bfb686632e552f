import Workbooks

/// Text made safe inside elements and attributes of HTML.
enum HTMLText {
  /// One line; characters that could command or mislead are shown as `PrintableText` shows them.
  static func line(_ text: String) -> String { escaped(PrintableText.line(text)) }

  /// The same with its line breaks.
  static func lines(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line(String($0)) }.joined(separator: "<br>")
  }

  /// The text of a script element of JSON: it can neither end the element nor open another.
  static func script(_ json: String) -> String {
    var result = ""
    for character in json.unicodeScalars {
      switch character {
      case "<": result += "\\u003C"
      case ">": result += "\\u003E"
      case "&": result += "\\u0026"
      case "\u{2028}": result += "\\u2028"
      case "\u{2029}": result += "\\u2029"
      default: result.unicodeScalars.append(character)
      }
    }
    return result
  }

  private static func escaped(_ text: String) -> String {
    guard text.utf8.contains(where: { [0x26, 0x3C, 0x3E, 0x22, 0x27].contains($0) }) else { return text }
    var result = ""
    for character in text.unicodeScalars {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(character)
      }
    }
    return result
  }
}
