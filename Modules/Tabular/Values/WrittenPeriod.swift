/// A reporting period as people write it, as far as a text tells: a year, a part of one, or both.
///
/// `2024`, `TA 2024`, `2024.0`, `Juli 2024`, `Jul-24`, `07/2024`, `2024-07`, `TW III`, `Triwulan 3 2024`, `2024-Q3`, `Semester I`,
/// `2024-S1`, `Bulan 7`. Two different years in one text, such as `2024/2025`, name none.
public struct WrittenPeriod: Hashable, Sendable {
  /// A part of a year, counted from 1.
  public enum Part: Hashable, Sendable {
    case month(Int)
    case quarter(Int)
    case semester(Int)
  }

  public var year: Int?
  public var part: Part?

  public init(year: Int?, part: Part?) {
    self.year = year
    self.part = part
  }

  private static let allYears = 1945...2200

  /// Reads a whole text, such as a cell or the heading of a column; nil where anything else stands in it.
  public init?(_ text: some StringProtocol) {
    guard text.utf8.count <= 60, let found = Self.found(WrittenWords(text).tokens), found.rest.isEmpty,
      found.year != nil || found.part != nil
    else { return nil }
    self.init(year: found.year, part: found.part)
  }

  /// Takes a period out of a heading such as `Anggaran 2023`; what is left comes with it.
  public static func taken(from text: some StringProtocol) -> (period: WrittenPeriod, rest: String)? {
    guard text.utf8.count <= 200, let found = found(WrittenWords(text).tokens), found.year != nil || found.part != nil
    else { return nil }
    return (WrittenPeriod(year: found.year, part: found.part), found.rest.joined(separator: " "))
  }

  /// Looks for a period in a longer text, such as a title or the name of a file.
  ///
  /// Abbreviations of months count only beside a year, so that other words are not taken for one.
  public static func mentioned(in text: some StringProtocol) -> WrittenPeriod? {
    guard let found = found(WrittenWords(text).tokens, isLoose: true), found.year != nil || found.part != nil else {
      return nil
    }
    return WrittenPeriod(year: found.year, part: found.part)
  }

  private static func found(
    _ tokens: [WrittenWords.Token], isLoose: Bool = false
  ) -> (year: Int?, part: Part?, rest: [String])? {
    var years: Set<Int> = []
    var parts: Set<Part> = []
    var rest: [String] = []
    var index = 0
    func token(_ at: Int) -> WrittenWords.Token? { tokens.indices.contains(at) ? tokens[at] : nil }
    /// A dot, hyphen or slash may stand between a word and its number.
    func after(_ at: Int) -> Int {
      if case .mark(let mark)? = token(at), ".-/:".contains(mark) { return at + 1 }
      return at
    }
    func isFiller(_ word: String, _ at: Int) -> Bool {
      word == "anggaran" ? token(at - 1) == .word("tahun") : Self.fillers.contains(word)
    }
    /// `S1` also means a degree and `M` a metre: they need a year beside them.
    func besideYear(_ at: Int) -> Bool {
      guard case .number? = token(at + 1) else { return false }
      let before = Self.isSlash(token(at - 1)) ? at - 2 : at - 1
      return Self.isYear(token(before)) || Self.isYear(token(after(at + 2)))
    }
    while index < tokens.count {
      switch tokens[index] {
      case .number(let number, digits: 4) where allYears.contains(number):
        // 2024.0 went through a spreadsheet; 2024-07 and 2024/07 name a month.
        if token(index + 1) == .mark("."), token(index + 2) == .number(0, digits: 1) {
          index += 2
        } else if case .mark(let mark)? = token(index + 1), "-/".contains(mark),
          case .number(let month, digits: 2)? = token(index + 2), (1...12).contains(month)
        {
          parts.insert(.month(month))
          index += 2
          // A day after it: a date names its month.
          if token(index + 1) == .mark(mark), case .number(_, digits: 2)? = token(index + 2) { index += 2 }
        }
        years.insert(number)
      case .number(let month, let digits)
      where digits <= 2 && (1...12).contains(month) && Self.isYear(token(index + 2)) && Self.isSlash(token(index + 1))
        && !Self.isSlash(token(index - 1)):
        parts.insert(.month(month))
        index += 1
      case .number(let number, let digits):
        if !isLoose { rest.append(Self.padded(number, digits)) }
      case .word(let word):
        if let month = WrittenWords.month(word),
          !isLoose || WrittenWords.isFullMonth(word) || Self.isYear(token(after(index + 1)))
        {
          parts.insert(.month(month))
          if case .number(let short, digits: 2)? = token(after(index + 1)), years.isEmpty,
            !tokens.contains(where: Self.isYear)
          {
            years.insert(2000 + short)
            index = after(index + 1)
          }
        } else if let kind = Self.kinds[word], let n = WrittenWords.ordinal(token(after(index + 1))),
          n <= kind.largest,
          word.count > 1 || word == "q" && Self.isNumber(token(index + 1)) || besideYear(index)
        {
          parts.insert(kind.part(n))
          index = after(index + 1)
        } else if !isLoose, !isFiller(word, index) {
          rest.append(word)
        }
      case .mark(let mark):
        if !isLoose, !".,-/():".contains(mark) { rest.append(String(mark)) }
      }
      index += 1
    }
    if years.count > 1 || parts.count > 1 { return nil }
    return (years.first, parts.first, rest)
  }

  private static func isYear(_ token: WrittenWords.Token?) -> Bool {
    if case .number(let number, digits: 4)? = token { return allYears.contains(number) }
    return false
  }

  private static func isSlash(_ token: WrittenWords.Token?) -> Bool { token == .mark("/") || token == .mark("-") }

  private static func isNumber(_ token: WrittenWords.Token?) -> Bool {
    if case .number? = token { return true }
    return false
  }

  private static func padded(_ number: Int, _ digits: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }

  private static let fillers: Set<String> = [
    "tahun", "ta", "thn", "th", "year", "fy", "bulan", "periode",
  ]

  private struct Kind: Sendable {
    let largest: Int
    let part: @Sendable (Int) -> Part
  }

  private static let kinds: [String: Kind] = {
    let month = Kind(largest: 12) { .month($0) }
    let quarter = Kind(largest: 4) { .quarter($0) }
    let semester = Kind(largest: 2) { .semester($0) }
    return [
      "bulan": month, "bln": month, "m": month, "triwulan": quarter, "tw": quarter, "kuartal": quarter,
      "quarter": quarter, "q": quarter, "semester": semester, "smt": semester, "sem": semester, "s": semester,
    ]
  }()
}
