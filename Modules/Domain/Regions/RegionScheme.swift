public import Diagnostics

/// Whose codes a source uses for regions; both write ten digits for a village.
public enum RegionScheme: String, Hashable, Sendable, Codable, CaseIterable {
  /// The codes of the Ministry of Home Affairs, those of the register (Kepmendagri 300.2.2-2430/2025).
  case kemendagri
  /// The codes of Statistics Indonesia (Master File Desa), through a loaded crosswalk.
  case bps

  public var title: LocalizedText {
    switch self {
    case .kemendagri: LocalizedText(id: "Kemendagri", en: "Kemendagri")
    case .bps: LocalizedText(id: "BPS", en: "BPS")
    }
  }
}
