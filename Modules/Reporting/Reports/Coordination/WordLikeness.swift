import Domain

/// How alike two texts are by their words, whatever their order and letter case.
struct WordLikeness {
  private let words: Set<String>

  init(_ text: String) { words = Set(PlainWords.list(text)) }

  /// The share of words that both have, of all that either has; 0 where neither has any.
  func to(_ other: WordLikeness) -> Double {
    let common = words.intersection(other.words).count
    let all = words.count + other.words.count - common
    return all == 0 ? 0 : Double(common) / Double(all)
  }
}
