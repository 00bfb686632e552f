/// Region names as they are compared: without case, accents, punctuation, administrative words and the two ways of writing numbers.
public enum RegionName {
  /// The comparable form of a name: lower-case ASCII words joined by single spaces.
  ///
  /// `Kab. Kutai Barat` and `KUTAI BARAT` agree, as do `Ma'u` and `Mau`, `Desa Dolok II` and `DOLOK 2`,
  /// `Kota Adm. Jakarta Utara` and `Kota Jakarta Utara`. Leading administrative words go (Kabupaten, Kab., Kecamatan,
  /// Kec., Distrik, Desa, Kelurahan, Kel., Kampung, Kp., Gampong, Nagari, Provinsi, Prov.) unless nothing would remain.
  /// `Kota` stays: Kota and Kabupaten of one name are different regencies.
  public static func normalised(_ text: some StringProtocol) -> String { withoutPrefixes(spelled(text)) }

  /// The form before leading words go: `Kampung Gelgel` and `Gelgel` are two villages of one kecamatan (51.05.03).
  public static func spelled(_ text: some StringProtocol) -> String {
    var (bytes, hasNumeral) = plainBytes(text)
    if isSpacedOut(bytes) {
      // `S I A K`: one word with its letters spaced out, no numeral among them.
      bytes.removeAll { $0 == UInt8(ascii: " ") }
      hasNumeral = false
    }
    let name = String(decoding: bytes, as: UTF8.self)
    let isAdministered = bytes.first == UInt8(ascii: "k") && bytes.contains(UInt8(ascii: "m"))
    guard hasNumeral || isAdministered else { return name }
    var words = name.split(separator: " ")
    if words.count > 2, administered.contains(words[0]), words[1] == "administrasi" || words[1] == "adm" {
      words.remove(at: 1)
    }
    return words.lazy.map { romanNumerals[$0] ?? $0 }.joined(separator: " ")
  }

  /// The form for the strictest comparison after `normalised`: no spaces at all (`Suka Maju`, `SUKAMAJU`).
  public static func squeezed(_ normalised: String) -> String {
    guard normalised.utf8.contains(UInt8(ascii: " ")) else { return normalised }
    return String(unsafeUninitializedCapacity: normalised.utf8.count) { buffer in
      var count = 0
      for byte in normalised.utf8 where byte != UInt8(ascii: " ") {
        buffer[count] = byte
        count += 1
      }
      return count
    }
  }

  /// Whether three or more letters stand alone and nothing else does.
  private static func isSpacedOut(_ bytes: [UInt8]) -> Bool {
    guard bytes.count >= 5, bytes.count % 2 == 1 else { return false }
    return bytes.indices.allSatisfy {
      (bytes[$0] == UInt8(ascii: " ")) == ($0 % 2 == 1) && !(48...57).contains(bytes[$0])
    }
  }

  /// `spelled` without its leading administrative words.
  static func withoutPrefixes(_ spelled: String) -> String {
    var rest = spelled[...]
    while let space = rest.firstIndex(of: " "), prefixes.contains(rest[..<space]) {
      rest = rest[rest.index(after: space)...]
    }
    return rest.startIndex == spelled.startIndex ? spelled : String(rest)
  }

  /// The words in lower case joined by single spaces, and whether one of them may be a Roman numeral.
  private static func plainBytes(_ text: some StringProtocol) -> (bytes: [UInt8], hasNumeral: Bool) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    var hasNumeral = false
    // Of the word under way: whether it began, and whether all its letters are i, v, x.
    var inWord = false
    var isNumeral = false
    @inline(__always) func add(_ letter: UInt8) {
      if !inWord {
        if !bytes.isEmpty { bytes.append(UInt8(ascii: " ")) }
        inWord = true
        isNumeral = true
      }
      isNumeral = isNumeral && (letter == 105 || letter == 118 || letter == 120)
      bytes.append(letter)
    }
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 65...90: add(UInt8(scalar.value + 32))
      case 97...122, 48...57: add(UInt8(scalar.value))
      // Apostrophes of every kind stand inside words: Ma'u, Jum’at, Pa`jukukang.
      case 0x27, 0x60, 0xB4, 0x2018, 0x2019, 0x02BC: continue
      default:
        if scalar.value > 127, let plain = folded(scalar) {
          for byte in plain.utf8 { add(byte) }
        } else if inWord {
          hasNumeral = hasNumeral || isNumeral
          inWord = false
        }
      }
    }
    return (bytes, hasNumeral || (inWord && isNumeral))
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

  private static let administered: Set<Substring> = ["kabupaten", "kab", "kota"]

  private static let prefixes: Set<Substring> = [
    "kabupaten", "kab", "kecamatan", "kec", "distrik", "desa", "kelurahan", "kel", "kampung", "kp", "gampong", "nagari",
    "provinsi", "prov", "propinsi",
  ]

  /// The numerals 1 to 39 (the register goes to XX); those with C, L, D or M are letters of names.
  private static let romanNumerals: [Substring: Substring] = {
    let ones = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"]
    var numerals: [Substring: Substring] = [:]
    for number in 1...39 {
      numerals[Substring(String(repeating: "x", count: number / 10) + ones[number % 10])] = Substring(String(number))
    }
    return numerals
  }()
}
