public import Diagnostics

/// The region a document is about.
public struct ReportRegion: Hashable, Sendable {
  /// The dotted code; the nation is `0`.
  public var code: String
  public var name: LocalizedText

  public init(code: String, name: LocalizedText) {
    self.code = code
    self.name = name
  }
}
