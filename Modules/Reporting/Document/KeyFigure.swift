public import Diagnostics

/// One number that stands for the whole report.
public struct KeyFigure: Hashable, Sendable {
  public var id: String
  public var label: LocalizedText
  public var value: ReportValue
  /// What the number counts, such as `desa`.
  public var unit: LocalizedText?
  /// The id of the `ReportSource` it comes from.
  public var source: String?

  public init(
    id: String, label: LocalizedText, value: ReportValue, unit: LocalizedText? = nil, source: String? = nil
  ) {
    self.id = id
    self.label = label
    self.value = value
    self.unit = unit
    self.source = source
  }
}
