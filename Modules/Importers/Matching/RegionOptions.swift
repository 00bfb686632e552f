import Diagnostics
import Domain

/// What a mapping and the user say about how a file writes its regions.
struct RegionOptions: Hashable, Sendable {
  /// How boldly names may be matched.
  enum Limit: String, Hashable, Sendable, CaseIterable {
    /// Only the very spelling of the register (letter case and blanks aside).
    case exact
    /// Also other ways of writing the same name: `Kab.`, numerals, punctuation, former names.
    case normalised
    /// Also a unique name at a small edit distance.
    case close
  }

  /// The level of the regions that rows speak of.
  var level: RegionLevel
  var limit: Limit = .close
  /// Whose codes they are; nil decides for the whole file from the evidence.
  var scheme: RegionScheme?
  /// Whether names count where the code beside them contradicts them or is none.
  var prefersNames = false
  /// The region that the file is about: names are looked for inside it, and relative codes begin with its kabupaten.
  var within: RegionCode = .nation
  /// Where a kelurahan and a desa of one district share a name, the one of these kinds is meant; empty decides nothing.
  var kinds: Set<VillageKind> = []

  init(
    level: RegionLevel, limit: Limit = .close, scheme: RegionScheme? = nil, within: RegionCode = .nation,
    kinds: Set<VillageKind> = []
  ) {
    self.level = level
    self.kinds = kinds
    self.limit = limit
    self.scheme = scheme
    self.within = within
  }

  /// The reserved options `match`, `scheme` and `region`.
  ///
  /// - Parameters:
  ///   - scheme: what the mapping declares; the option wins. `auto` decides from the evidence.
  ///   - kinds: the kinds that the dataset applies to.
  init(
    _ options: [String: String], level: RegionLevel, scheme: RegionScheme? = nil, kinds: [VillageKind] = []
  ) throws {
    self.init(level: level, scheme: scheme, kinds: Set(kinds))
    if let text = options["match"] {
      guard let limit = Limit(rawValue: text) else {
        throw ImportOptions.invalid(
          "match", text,
          LocalizedText(id: "salah satu dari exact, normalised, close", en: "one of exact, normalised, close"))
      }
      self.limit = limit
    }
    if let text = options["scheme"] {
      self.scheme = RegionScheme(rawValue: text)
      guard self.scheme != nil || text == "auto" else {
        throw ImportOptions.invalid(
          "scheme", text, LocalizedText(id: "salah satu dari kemendagri, bps, auto", en: "one of kemendagri, bps, auto")
        )
      }
    }
    if let text = options["region"] {
      guard let region = RegionCode(text) else {
        throw ImportOptions.invalid(
          "region", text, LocalizedText(id: "kode wilayah, misalnya 64.02", en: "a region code such as 64.02"))
      }
      within = region
    }
  }
}
