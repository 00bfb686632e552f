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

/// The layout of the generic `dataset_report`: a row per region below the one asked for, a column per aggregate or
/// expression, and on request the villages for which a condition holds.
///
/// Expressions are those of `ExpressionScope`.
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
    public enum Content: Hashable, Sendable {
      case aggregate(Aggregate, field: String)
      /// An expression over regions.
      case formula(String)
    }

    /// snake_case English, stable.
    public var id: String
    public var title: LocalizedText
    public var content: Content
    /// Where the unit of the fields does not say it.
    public var unit: LocalizedText?
    public var decimals: Int

    public init(id: String, title: LocalizedText, content: Content, unit: LocalizedText?, decimals: Int) {
      self.id = id
      self.title = title
      self.content = content
      self.unit = unit
      self.decimals = decimals
    }
  }

  /// A figure of every row that the report declares for itself.
  public struct Derived: Hashable, Sendable {
    public var id: String
    public var title: LocalizedText
    /// An expression over rows.
    public var formula: String
    public var decimals: Int

    public init(id: String, title: LocalizedText, formula: String, decimals: Int) {
      self.id = id
      self.title = title
      self.formula = formula
      self.decimals = decimals
    }
  }

  /// The rows for which a condition holds, as a table of their own.
  public struct Listing: Hashable, Sendable {
    public var title: LocalizedText
    /// An expression over rows.
    public var condition: String
    /// Ids of fields and derived fields.
    public var columns: [String]

    public init(title: LocalizedText, condition: String, columns: [String]) {
      self.title = title
      self.condition = condition
      self.columns = columns
    }
  }

  public var dataset: String
  public var derived: [Derived]
  public var columns: [Column]
  public var listing: Listing?

  public init(dataset: String, derived: [Derived] = [], columns: [Column], listing: Listing? = nil) {
    self.dataset = dataset
    self.derived = derived
    self.columns = columns
    self.listing = listing
  }
}
