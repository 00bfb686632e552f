/// A region's name in the forms in which it is compared, worked out once.
public struct NameForm: Hashable, Sendable {
  /// As it stands in the source.
  public let text: String
  /// See `RegionName.spelled`.
  let spelled: String
  /// See `RegionName.normalised`.
  let normalised: String
  /// See `RegionName.squeezed`.
  let squeezed: String

  public init(_ text: String) {
    self.text = text
    spelled = RegionName.spelled(text)
    normalised = RegionName.withoutPrefixes(spelled)
    squeezed = RegionName.squeezed(normalised)
  }

  public var isEmpty: Bool { squeezed.isEmpty }

  /// The form in which other ways of writing the same words agree as well: number words are digits, usual abbreviations
  /// are written out (`Rakateda Dua` and `Rakateda II`, `Sei Rampah` and `Sungai Rampah`).
  var variant: String {
    let words = normalised.split(separator: " ")
    let numbers = words.count > 1 ? Self.numbers : [:]
    return words.lazy.map { numbers[$0] ?? Self.abbreviations[$0] ?? $0 }.joined()
  }

  /// Whether two texts are the same but for letter case (ASCII) and blanks.
  public static func isSameSpelling(_ a: String, _ b: String) -> Bool {
    func plain(_ text: String) -> some Sequence<UInt8> {
      text.utf8.lazy.filter { $0 > 32 }.map { (65...90).contains($0) ? $0 | 32 : $0 }
    }
    return plain(a).elementsEqual(plain(b))
  }

  private static let numbers: [Substring: Substring] = [
    "satu": "1", "dua": "2", "tiga": "3", "empat": "4", "lima": "5", "enam": "6", "tujuh": "7", "delapan": "8",
    "sembilan": "9", "sepuluh": "10",
  ]

  /// Abbreviations that stand for one word only, and two spellings of the same word.
  private static let abbreviations: [Substring: Substring] = [
    "sei": "sungai", "sungei": "sungai", "tj": "tanjung", "tjg": "tanjung", "tg": "tanjung", "tanjong": "tanjung",
    "kep": "kepulauan", "mns": "meunasah", "tlk": "teluk", "telok": "teluk", "bkt": "bukit",
  ]
}
