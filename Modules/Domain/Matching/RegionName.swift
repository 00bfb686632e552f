/// Region names as they are compared: without case, accents, punctuation, administrative words and the two ways of writing numbers.
public enum RegionName {
  /// The comparable form of a name: lower-case ASCII words joined by single spaces.
  ///
  /// `Kab. Kutai Barat` and `KUTAI BARAT` agree, as do `Ma'u` and `Mau`, `Desa Dolok II` and `DOLOK 2`,
  /// `Kota Adm. Jakarta Utara` and `Kota Jakarta Utara`. Leading administrative words go (Kabupaten, Kab., Kecamatan,
  /// Kec., Distrik, Desa, Kelurahan, Kel., Kampung, Kp., Gampong, Nagari, Provinsi, Prov.) unless nothing would remain.
  /// `Kota` stays: Kota and Kabupaten of one name are different regencies.
  public static func normalised(_ text: some StringProtocol) -> String {
    var words = spelled(text).split(separator: " ")
    while words.count > 1, let first = words.first, prefixes.contains(String(first)) { words.removeFirst() }
    return words.joined(separator: " ")
  }

  /// The form before leading words go: `Kampung Gelgel` and `Gelgel` are two villages of one kecamatan (51.05.03).
  public static func spelled(_ text: some StringProtocol) -> String {
    var words = words(of: text)
    if words.count > 2, administered.contains(words[0]), words[1] == "administrasi" || words[1] == "adm" {
      words.remove(at: 1)
    }
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

  private static let administered: Set<String> = ["kabupaten", "kab", "kota"]

  private static let prefixes: Set<String> = [
    "kabupaten", "kab", "kecamatan", "kec", "distrik", "desa", "kelurahan", "kel", "kampung", "kp", "gampong", "nagari",
    "provinsi", "prov", "propinsi",
  ]

  /// The numerals 1 to 39 (the register goes to XX); those with C, L, D or M are letters of names.
  private static let romanNumerals: [String: String] = {
    let ones = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"]
    var numerals: [String: String] = [:]
    for number in 1...39 {
      numerals[String(repeating: "x", count: number / 10) + ones[number % 10]] = String(number)
    }
    return numerals
  }()
}
