public import Diagnostics

/// A report: queries plus a layout.
public struct ReportDeclaration: Hashable, Sendable {
  /// What does the work: the generic `dataset_report` with its layout, or a Swift type by its id.
  public enum Engine: Hashable, Sendable {
    case dataset(DatasetReportLayout)
    case type(String)
  }

  public var header: PluginHeader
  public var engine: Engine

  public init(header: PluginHeader, engine: Engine) {
    self.header = header
    self.engine = engine
  }
}

/// The layout of the generic `dataset_report`: a row per region below the one asked for, a column per aggregate.
public struct DatasetReportLayout: Hashable, Sendable {
  public enum Aggregate: String, Hashable, Sendable, CaseIterable {
    case mean
    case sum
    case min
    case max
    /// Rows with a value.
    case count
  }

  public struct Column: Hashable, Sendable {
    /// snake_case English, stable.
    public var id: String
    public var title: LocalizedText
    public var field: String
    public var aggregate: Aggregate
    public var decimals: Int

    public init(id: String, title: LocalizedText, field: String, aggregate: Aggregate, decimals: Int) {
      self.id = id
      self.title = title
      self.field = field
      self.aggregate = aggregate
      self.decimals = decimals
    }
  }

  public var dataset: String
  public var columns: [Column]

  public init(dataset: String, columns: [Column]) {
    self.dataset = dataset
    self.columns = columns
  }
}
