/// The words and numbers of a text, for reading dates and periods.
struct WrittenWords {
  enum Token: Hashable {
    /// Digits that stand together, with how many there are.
    case number(Int, digits: Int)
    /// Letters that stand together, in lower case.
    case word(String)
    /// Any other character that is not blank.
    case mark(Character)
  }

  let tokens: [Token]

  /// At most the first 200 tokens; digits beyond eighteen that stand together are no number but a mark.
  init(_ text: some StringProtocol) {
    var tokens: [Token] = []
    var word = ""
    var digits = ""
    func close() {
      if !word.isEmpty { tokens.append(.word(word.lowercased())) }
      if !digits.isEmpty {
        tokens.append(Int(digits).map { .number($0, digits: digits.count) } ?? .mark("#"))
      }
      word = ""
      digits = ""
    }
    for character in text {
      if tokens.count >= 200 { break }
      if character.isASCII, character.isNumber {
        if !word.isEmpty { close() }
        digits.append(character)
      } else if character.isLetter {
        if !digits.isEmpty { close() }
        word.append(character)
      } else if character == "'" || character == "\u{2019}" || character == "`" {
        // Jum'at is one word.
        if word.isEmpty { close() }
      } else {
        close()
        if !character.isWhitespace { tokens.append(.mark(character)) }
      }
    }
    close()
    self.tokens = tokens
  }

  /// The month that a word names, full or abbreviated, Indonesian or English.
  static func month(_ word: String) -> Int? { months[word] }

  /// Whether a word is the whole name of a month.
  static func isFullMonth(_ word: String) -> Bool {
    word.count > 4 || ["mei", "may", "juni", "juli", "june", "july"].contains(word)
  }

  static func isWeekday(_ word: String) -> Bool { weekdays.contains(word) }

  /// One to four in Roman or Arabic numerals.
  static func ordinal(_ token: Token?) -> Int? {
    switch token {
    case .number(let number, let digits) where digits <= 2 && number >= 1: number
    case .word("i"), .word("satu"), .word("pertama"): 1
    case .word("ii"), .word("dua"), .word("kedua"): 2
    case .word("iii"), .word("tiga"), .word("ketiga"): 3
    case .word("iv"), .word("empat"), .word("keempat"): 4
    default: nil
    }
  }

  private static let months: [String: Int] = [
    "januari": 1, "january": 1, "jan": 1, "februari": 2, "pebruari": 2, "february": 2, "feb": 2, "peb": 2,
    "maret": 3, "march": 3, "mar": 3, "mrt": 3, "april": 4, "apr": 4, "mei": 5, "may": 5, "juni": 6, "june": 6,
    "jun": 6, "juli": 7, "july": 7, "jul": 7, "agustus": 8, "august": 8, "agu": 8, "ags": 8, "agt": 8, "aug": 8,
    "september": 9, "sept": 9, "sep": 9, "oktober": 10, "october": 10, "okt": 10, "oct": 10, "november": 11,
    "nopember": 11, "nov": 11, "nop": 11, "desember": 12, "december": 12, "des": 12, "dec": 12,
  ]

  private static let weekdays: Set<String> = [
    "senin", "selasa", "rabu", "kamis", "jumat", "jum", "at", "sabtu", "minggu", "ahad", "hari", "tanggal", "tgl",
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue", "wed", "thu", "fri",
    "sat", "sun",
  ]
}
