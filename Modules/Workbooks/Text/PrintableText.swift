/// Text from data made safe to show: what could command a terminal, turn its writing direction or stay unseen is shown
/// as `\u{1B}`.
package enum PrintableText {
  /// One line: line breaks and tabs become spaces, other control characters are shown by their code.
  package static func line(_ text: String) -> String {
    if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return text }
    var result = ""
    var previous: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      defer { previous = scalar }
      switch scalar {
      case "\n" where previous == "\r": continue
      case "\t", "\n", "\r", "\u{0B}", "\u{0C}", "\u{85}", "\u{2028}", "\u{2029}": result.unicodeScalars.append(" ")
      case _ where mustBeShown(scalar): result += escape(scalar)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// `\u{1B}` for the escape character.
  package static func escape(_ scalar: Unicode.Scalar) -> String {
    "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
  }

  private static func mustBeShown(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .unassigned, .surrogate, .privateUse: true
    // Joiners spell words in some scripts; the other format characters only mislead.
    case .format: !["\u{200C}", "\u{200D}"].contains(scalar)
    default: false
    }
  }
}
