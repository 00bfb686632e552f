/// Whether two names can be those of one region: for checking a name that stands beside a code.
public enum NameAgreement: Hashable, Sendable {
  /// The same name, however it is written.
  case same
  /// Ordinary variants: misspelt, shortened, one with a word more.
  case similar
  /// Different names.
  case different

  public init(_ a: NameForm, _ b: NameForm) {
    if a.squeezed == b.squeezed || a.variant == b.variant {
      self = .same
    } else {
      self = Self.isSimilar(a, b) ? .similar : .different
    }
  }

  /// Whether a name may be a badly misspelt other, where all else says that it is: a third of its letters, the same
  /// letters or words in another order, or its beginning (`Paru Keude` and `KEUDE PARU`, `Sido Asri` and `SIDOSARI`).
  public static func isRemote(_ a: NameForm, _ b: NameForm) -> Bool {
    let first = Array(a.variant.utf8)
    let second = Array(b.variant.utf8)
    let numbers = (first.filter(isDigit), second.filter(isDigit))
    guard numbers.0.isEmpty || numbers.1.isEmpty || numbers.0 == numbers.1 else { return false }
    if first.sorted() == second.sorted() { return true }
    let shorter = min(first.count, second.count)
    guard shorter >= 5 else { return false }
    return NameDistance.within(max(2, shorter / 3), first, second) != nil
  }

  private static func isSimilar(_ a: NameForm, _ b: NameForm) -> Bool {
    let first = Array(a.variant.utf8)
    let second = Array(b.variant.utf8)
    if first.isEmpty || second.isEmpty { return false }
    let numbers = (first.filter(isDigit), second.filter(isDigit))
    // `Watanhura` may be `Watanhura I`; `SP 2` is never `SP 3`.
    if !numbers.0.isEmpty, !numbers.1.isEmpty, numbers.0 != numbers.1 { return false }
    if DistinguishingWords.tellApart(first, second) { return false }
    let shorter = min(first.count, second.count)
    let limit = shorter < 4 ? 0 : max(1, shorter / 4)
    if NameDistance.within(limit, first, second) != nil { return true }
    return isPart(a, of: b) || isPart(b, of: a)
  }

  /// Whether every word of `part` begins a word of `whole`, in order: `T. Jambo Aye`, `Simpang L. Merangin`, `Misool`.
  private static func isPart(_ part: NameForm, of whole: NameForm) -> Bool {
    let words = part.normalised.split(separator: " ")
    var rest = whole.normalised.split(separator: " ")[...]
    guard words.contains(where: { $0.count >= 3 }) else { return false }
    for word in words {
      guard let index = rest.firstIndex(where: { $0.hasPrefix(word) }) else { return false }
      rest = rest[(index + 1)...]
    }
    return true
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
}
