public import Diagnostics

/// How final figures are.
public struct ReportStage: Hashable, Sendable {
  /// The stage as stored with a batch, such as `sementara`.
  public var id: String
  public var label: LocalizedText
  /// Whether the heading must warn that the figures may still change.
  public var isProvisional: Bool

  public init(id: String, label: LocalizedText, isProvisional: Bool) {
    self.id = id
    self.label = label
    self.isProvisional = isProvisional
  }

  /// `sementara`: reported, not yet checked.
  public static let provisional = ReportStage(
    id: "sementara", label: LocalizedText(id: "sementara", en: "provisional"), isProvisional: true)
  /// `terverifikasi`: checked, not yet fixed by decree.
  public static let verified = ReportStage(
    id: "terverifikasi", label: LocalizedText(id: "terverifikasi", en: "verified"), isProvisional: false)
  /// `ditetapkan`: fixed by decree.
  public static let decreed = ReportStage(
    id: "ditetapkan", label: LocalizedText(id: "ditetapkan", en: "decreed"), isProvisional: false)

  /// The stage with this id, or nil where it is none of the three.
  public init?(id: String) {
    guard let stage = [Self.provisional, .verified, .decreed].first(where: { $0.id == id }) else { return nil }
    self = stage
  }
}
