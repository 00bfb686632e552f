import Domain

/// Words below or between the rows of a table that are no data.
enum RowNote {
  /// Whether a text begins a footnote: `Sumber: …`, `Keterangan`, `*)`.
  static func isFootnote(_ text: String) -> Bool {
    if text.hasPrefix("*") || text.hasPrefix("†") { return true }
    guard let first = text.lowercased().split(whereSeparator: { !$0.isLetter }).first else { return false }
    return [
      "sumber", "keterangan", "ket", "catatan", "source", "note", "notes", "mengetahui", "nb", "dicetak", "printed",
    ]
    .contains(String(first))
  }

  /// The parent that a row names for those below it, with the level its first word tells.
  static func group(_ text: String) -> (level: RegionLevel?, name: String)? {
    let words = text.split(whereSeparator: \.isWhitespace)
    guard let first = words.first else { return nil }
    let rest = words.dropFirst().joined(separator: " ")
    switch first.lowercased().trimmingPrefix("(").filter({ $0.isLetter }) {
    case "kecamatan", "kec", "distrik", "kapanewon", "kemantren", "district":
      return rest.isEmpty ? nil : (.district, stripped(rest))
    case "kabupaten", "kab", "kota": return rest.isEmpty ? nil : (.regency, stripped(text))
    case "provinsi", "prov", "propinsi": return rest.isEmpty ? nil : (.province, stripped(rest))
    default: return (nil, text)
    }
  }

  /// Without a colon at the front: `Kecamatan : Muara`.
  private static func stripped(_ text: String) -> String {
    String(text.drop { $0 == ":" || $0 == "." || $0.isWhitespace })
  }
}
