public import Diagnostics

/// A chart of columns of one table, described rather than drawn.
public struct ReportFigure: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// Bars side by side.
    case bar
    /// Bars on top of each other: the values add up to a whole.
    case stackedBar = "stacked_bar"
    /// Lines over an ordered category, such as periods.
    case line
  }

  public var id: String
  public var title: LocalizedText
  public var kind: Kind
  /// The id of the table drawn.
  public var table: String
  /// The id of the column that names the bars or points.
  public var category: String
  /// The ids of the columns drawn, one series each.
  public var values: [String]
  /// What the values can be, such as scores from 0 to 5; nil leaves it to the values drawn.
  public var bounds: ClosedRange<Double>?

  public init(
    id: String, title: LocalizedText, kind: Kind, table: String, category: String, values: [String],
    bounds: ClosedRange<Double>? = nil
  ) {
    self.id = id
    self.title = title
    self.kind = kind
    self.table = table
    self.category = category
    self.values = values
    self.bounds = bounds
  }
}
