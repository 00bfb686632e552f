public import Diagnostics

/// The five levels through which village programmes run (UU 23/2014): nation, province, kabupaten or kota, kecamatan, village.
///
/// Configuration names them by their raw values.
public enum RegionLevel: String, Hashable, Sendable, Codable, CaseIterable, Comparable {
  case nation
  case province
  /// Kabupaten or kota.
  case regency
  /// Kecamatan (distrik in Papua).
  case district
  /// Desa, desa adat or kelurahan.
  case village

  /// 0 for the nation to 4 for villages.
  public var depth: Int {
    switch self {
    case .nation: 0
    case .province: 1
    case .regency: 2
    case .district: 3
    case .village: 4
    }
  }

  /// Digits of a Kemendagri code of this level; 0 for the nation.
  public var digits: Int { [0, 2, 4, 6, 10][depth] }

  /// The next level down, nil for villages.
  public var below: RegionLevel? { self == .village ? nil : Self.allCases[depth + 1] }

  /// The next level up, nil for the nation.
  public var above: RegionLevel? { self == .nation ? nil : Self.allCases[depth - 1] }

  /// 10 to the power of the digits between this level and village codes: a village code divided by it is its ancestor of this level.
  public var villageDivisor: Int64 { [10_000_000_000, 100_000_000, 1_000_000, 10_000, 1][depth] }

  public var title: LocalizedText {
    switch self {
    case .nation: LocalizedText(id: "Nasional", en: "Nation")
    case .province: LocalizedText(id: "Provinsi", en: "Province")
    case .regency: LocalizedText(id: "Kabupaten/Kota", en: "Regency/City")
    case .district: LocalizedText(id: "Kecamatan", en: "District")
    case .village: LocalizedText(id: "Desa", en: "Village")
    }
  }

  public static func < (a: RegionLevel, b: RegionLevel) -> Bool { a.depth < b.depth }
}

/// What kind a village unit is, read from the fourth group of its Kemendagri code (Kepmendagri 300.2.2-2430/2025).
public enum VillageKind: String, Hashable, Sendable, Codable, CaseIterable {
  /// Village, code 2xxx (Permendagri names: gampong, nagari, kampung, pekon …).
  case desa
  /// Urban ward, code 1xxx.
  case kelurahan
  /// Customary village, code 3xxx.
  case desaAdat = "desa_adat"

  /// The first digit of the fourth group.
  public var leadingDigit: Int {
    switch self {
    case .kelurahan: 1
    case .desa: 2
    case .desaAdat: 3
    }
  }

  public init?(leadingDigit: Int) {
    guard let kind = Self.allCases.first(where: { $0.leadingDigit == leadingDigit }) else { return nil }
    self = kind
  }

  public var title: LocalizedText {
    switch self {
    case .desa: LocalizedText(id: "Desa", en: "Village")
    case .kelurahan: LocalizedText(id: "Kelurahan", en: "Urban ward")
    case .desaAdat: LocalizedText(id: "Desa adat", en: "Customary village")
    }
  }
}
