/// Region names as they are compared: without case, accents, punctuation, administrative words and the two ways of writing numbers.
public enum RegionName {
  /// The comparable form of a name: lower-case ASCII words joined by single spaces.
  ///
  /// `Kab. Kutai Barat` and `KUTAI BARAT` agree, as do `Ma'u` and `Mau`, `Desa Dolok II` and `DOLOK 2`.
  /// Leading administrative words go (Kabupaten, Kab., Kota Administrasi, Kecamatan, Kec., Distrik, Desa, Kelurahan,
  /// Kel., Kampung, Gampong, Nagari, Provinsi, Prov.) unless nothing would remain. `Kota` stays: Kota and Kabupaten of
  /// one name are different regencies.
  public static func normalised(_ text: some StringProtocol) -> String {
    var words = words(of: text)
    while words.count > 1, let first = words.first, prefixes.contains(first) { words.removeFirst() }
    return words.map { romanNumerals[$0] ?? $0 }.joined(separator: " ")
  }

  /// The form for the strictest comparison after `normalised`: no spaces at all (`Suka Maju`, `SUKAMAJU`).
  public static func squeezed(_ normalised: String) -> String { normalised.filter { $0 != " " } }

  private static func words(of text: some StringProtocol) -> [String] {
    var words: [String] = []
    var word = ""
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 65...90: word.unicodeScalars.append(Unicode.Scalar(UInt8(scalar.value + 32)))
      case 97...122, 48...57: word.unicodeScalars.append(scalar)
      // Apostrophes of every kind stand inside words: Ma'u, Jum’at, Pa`jukukang.
      case 0x27, 0x60, 0xB4, 0x2018, 0x2019, 0x02BC: continue
      default:
        if scalar.value > 127, let plain = folded(scalar) {
          word += plain
        } else if !word.isEmpty {
          words.append(word)
          word = ""
        }
      }
    }
    if !word.isEmpty { words.append(word) }
    return words
  }

  /// Latin letters with accents without them; other letters as themselves; nil for what is no letter.
  private static func folded(_ scalar: Unicode.Scalar) -> String? {
    switch scalar.value {
    case 0xC0...0xC5, 0xE0...0xE5: "a"
    case 0xC7, 0xE7: "c"
    case 0xC8...0xCB, 0xE8...0xEB: "e"
    case 0xCC...0xCF, 0xEC...0xEF: "i"
    case 0xD1, 0xF1: "n"
    case 0xD2...0xD6, 0xF2...0xF6: "o"
    case 0xD9...0xDC, 0xF9...0xFC: "u"
    default: scalar.properties.isAlphabetic ? String(scalar).lowercased() : nil
    }
  }

  private static let prefixes: Set<String> = [
    "kabupaten", "kab", "kecamatan", "kec", "distrik", "desa", "kelurahan", "kel", "kampung", "gampong", "nagari",
    "provinsi", "prov", "propinsi",
  ]

  private static let romanNumerals: [String: String] = [
    "i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8", "ix": "9", "x": "10",
    "xi": "11", "xii": "12", "xiii": "13", "xiv": "14", "xv": "15",
  ]
}
