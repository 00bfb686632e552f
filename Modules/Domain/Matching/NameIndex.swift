/// How a name was found among the regions of a parent.
public enum NameMatch: Hashable, Sendable {
  /// The only one with this name after normalisation.
  case exact(RegionCode)
  /// The only one whose name is another way of writing this one (distance 0: `NameForm.variant`) or close by edit
  /// distance; to be reported.
  case close(RegionCode, distance: Int)
  /// Through a confirmed alias.
  case alias(RegionCode)
  /// Several fit; nobody may choose for the user.
  case ambiguous([RegionCode])
  /// None fits; the nearest are offered.
  case notFound(nearest: [RegionCode])
}

/// Finds the regions of one parent (or several) by name.
///
/// A name is taken where exactly one region has it after `RegionName.normalised` (or, where several have, exactly one is
/// spelled like it with its leading words), or where none has and exactly one is another way of writing it, or within a
/// small edit distance (one edit up to nine letters, two above, not counting spaces).
///
/// Two names are never close if their numbers differ (`SP 2`, `SP 3`), if the words in which they differ are common
/// ones (borne by three regions of the index): where many villages are called `… Jaya`, `Karya Jaya` is no misspelling of
/// `Karya Raya`; or if what they differ in are two of the words that tell villages apart everywhere (`Sukajaya`,
/// `Sukaraya`). A name that is only a part of others is never taken: with several it is ambiguous, with one the region is
/// offered as the nearest.
public struct NameIndex: Sendable {
  private let codes: [RegionCode]
  private let forms: [NameForm]
  private let exact: [String: [Int]]
  private let aliases: [String: RegionCode]
  /// What only names need that are not written as in the register; most indexes never see one.
  private let details = NameDetails()

  /// - Parameter aliases: confirmed spellings, by any writing of the name.
  public init(
    _ units: some Sequence<(code: RegionCode, name: String)>, aliases: [(name: String, code: RegionCode)] = []
  ) {
    var codes: [RegionCode] = []
    var forms: [NameForm] = []
    var exact: [String: [Int]] = [:]
    for unit in units {
      let form = NameForm(unit.name)
      exact[form.squeezed, default: []].append(codes.count)
      codes.append(unit.code)
      forms.append(form)
    }
    self.codes = codes
    self.forms = forms
    self.exact = exact
    self.aliases = Dictionary(
      aliases.map { (NameForm($0.name).squeezed, $0.code) }, uniquingKeysWith: { first, _ in first })
  }

  public var isEmpty: Bool { codes.isEmpty && aliases.isEmpty }

  public func match(_ text: some StringProtocol) -> NameMatch { match(NameForm(String(text))) }

  public func match(_ name: NameForm) -> NameMatch {
    guard !name.isEmpty else { return .notFound(nearest: []) }
    let plain = matchWritten(name)
    guard case .notFound = plain else { return plain }
    let closest = close(to: name)
    if closest.codes.count == 1 { return .close(closest.codes[0], distance: closest.distance) }
    if closest.codes.count > 1 { return .ambiguous(closest.codes.sorted()) }
    let words = Self.words(name.normalised)
    let containing = forms.indices.filter { Self.contains(Self.words(forms[$0].normalised), words) }
    if containing.count > 1 { return .ambiguous(containing.map { codes[$0] }.sorted()) }
    if let only = containing.first { return .notFound(nearest: [codes[only]]) }
    return .notFound(nearest: nearest(to: Array(name.squeezed.utf8)))
  }

  /// As `match`, but without edit distances and without suggestions: other ways of writing the same name only.
  public func matchWritten(_ name: NameForm) -> NameMatch {
    guard !name.isEmpty else { return .notFound(nearest: []) }
    if let code = aliases[name.squeezed] { return .alias(code) }
    if let found = exact[name.squeezed] { return choose(found, spelled: name.spelled) }
    let known = details.of(forms)
    // `KAMPUNGSAWAH` is Kampung Sawah, and Kampung Sawah may be listed as Kampungsawah.
    let whole = RegionName.squeezed(name.spelled)
    if let found = known.whole[whole] ?? exact[whole] { return choose(found, spelled: name.spelled) }
    guard let found = known.variants[name.variant] else { return .notFound(nearest: []) }
    if found.count == 1 { return .close(codes[found[0]], distance: 0) }
    return .ambiguous(found.map { codes[$0] }.sorted())
  }

  /// Among regions of one name, the only one whose leading words agree too.
  private func choose(_ found: [Int], spelled: String) -> NameMatch {
    if found.count == 1 { return .exact(codes[found[0]]) }
    let same = found.filter { forms[$0].spelled == spelled }
    return same.count == 1 ? .exact(codes[same[0]]) : .ambiguous(found.map { codes[$0] }.sorted())
  }

  /// The regions at the smallest distance that a misspelling may have.
  private func close(to name: NameForm) -> (codes: [RegionCode], distance: Int) {
    let bytes = Array(name.squeezed.utf8)
    let limit = bytes.count > 9 ? 2 : bytes.count > 3 ? 1 : 0
    var best = limit + 1
    var found: [RegionCode] = []
    guard limit > 0 else { return ([], best) }
    let letters = NameDistance.letters(bytes)
    let digits = Self.digits(bytes)
    let words = Self.words(name.normalised)
    let known = details.of(forms)
    for row in forms.indices where (known.letters[row] ^ letters).nonzeroBitCount <= 2 * limit {
      let other = known.bytes[row]
      guard let distance = NameDistance.within(min(limit, best), bytes, other), Self.digits(other) == digits,
        !isAnotherName(words, Self.words(forms[row].normalised), known.common),
        !DistinguishingWords.tellApart(bytes, other)
      else { continue }
      if distance < best {
        best = distance
        found = [codes[row]]
      } else if distance == best {
        found.append(codes[row])
      }
    }
    return (found, best)
  }

  /// Whether two names, word by word, differ in common words only, in a single letter that is a word (`Blok C`), or in a
  /// word that one of them has more (`Sipogas A`).
  private func isAnotherName(_ words: [Substring], _ other: [Substring], _ common: Set<Substring>) -> Bool {
    if words.count != other.count { return Self.isOneWordMore(words, other) || Self.isOneWordMore(other, words) }
    let pairs = zip(words, other)
    return pairs.allSatisfy { $0 == $1 || common.contains($0) }
      || pairs.contains { $0 != $1 && $0.count == 1 && $1.count == 1 }
  }

  private static func isOneWordMore(_ longer: [Substring], _ shorter: [Substring]) -> Bool {
    guard longer.count == shorter.count + 1 else { return false }
    return longer.indices.contains { index in
      longer[..<index].elementsEqual(shorter[..<index]) && longer[(index + 1)...].elementsEqual(shorter[index...])
    }
  }

  private static func digits(_ bytes: [UInt8]) -> [UInt8] { bytes.filter { (48...57).contains($0) } }

  /// The up to three regions with the smallest distance, within half the length.
  private func nearest(to bytes: [UInt8]) -> [RegionCode] {
    let limit = max(2, bytes.count / 2)
    let known = details.of(forms).bytes
    let scored = codes.indices.compactMap { row in
      NameDistance.within(limit, bytes, known[row]).map { (distance: $0, code: codes[row]) }
    }
    return scored.sorted { ($0.distance, $0.code) < ($1.distance, $1.code) }.prefix(3).map(\.code)
  }

  static func words(_ name: String) -> [Substring] { name.split(separator: " ") }

  /// Whether `part` stands in `whole` as consecutive words.
  private static func contains(_ whole: [Substring], _ part: [Substring]) -> Bool {
    guard !part.isEmpty, whole.count >= part.count else { return false }
    return (0...(whole.count - part.count)).contains { whole[$0..<($0 + part.count)].elementsEqual(part) }
  }
}
