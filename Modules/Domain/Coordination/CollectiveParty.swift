/// A party that is many: *Camat se-Kabupaten*, *seluruh Kepala Desa*. Its action is one, with a part for each region of a
/// level.
public struct CollectiveParty: Hashable, Sendable {
  /// The level of the regions that have a part each; nil where the words do not say: that below the action's place.
  public let level: RegionLevel?

  private static let levels: [(RegionLevel, [String])] = [
    // Words of the office before those of the region it is spread over: *DPMK kabupaten* is of a kabupaten.
    (.village, ["kepala desa", "kades", "kepala kampung", "lurah", "bpd", "sekdes", "sekretaris desa", "pld", "kpmd"]),
    (.district, ["camat", "sekcam", "pdti", "pendamping desa", "ptpd", "kasi pmd", "puskesmas"]),
    (
      .regency,
      ["bupati", "wali kota", "walikota", "dpmd", "dpmk", "dpmpd", "dinas", "tapm", "sekda", "kabupaten/kota"]
    ),
  ]

  /// Nil for a party that is one.
  public init?(_ party: String) {
    let words = party.lowercased()
    let all: Set<Substring> = ["seluruh", "semua", "para"]
    guard (" " + words).contains(" se-") || words.split(whereSeparator: { !$0.isLetter }).contains(where: all.contains)
    else {
      return nil
    }
    // What comes behind *se-* is where they are, not who.
    let who = words.firstRange(of: "se-").map { String(words[..<$0.lowerBound]) } ?? words
    level = Self.levels.first { $0.1.contains(where: who.contains) }?.0
  }

  /// The level of its parts for an action at `place`; nil where that has none below.
  public func level(below place: RegionCode) -> RegionLevel? {
    let own = level ?? place.level.below
    return own.flatMap { place.level < $0 ? $0 : nil }
  }
}
