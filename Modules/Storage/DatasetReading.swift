public import Domain

/// The one generic question about a dataset: which fields, over which periods and region, grouped how.
///
/// Rows of kinds the dataset does not apply to, and of codes that the register of `registerDate` does not hold, are never counted.
public struct DatasetQuery: Hashable, Sendable {
  public enum Aggregate: Hashable, Sendable {
    /// Rows that count; the lines of ledgers.
    case rows
    /// Different regions among them.
    case regions
    /// Rows in which the field (or else its recomputed figure) is present.
    case present(String)
    /// Rows in which the field itself was published.
    case published(String)
    case mean(String)
    case sum(String)
    case minimum(String)
    case maximum(String)
  }

  /// Numbers of which a row must have one: of classes and categories their places, of codes their ids.
  public struct Filter: Hashable, Sendable {
    public var field: String
    public var values: [Int64]

    public init(field: String, value: Int64) { self.init(field: field, values: [value]) }

    public init(field: String, values: [Int64]) {
      self.field = field
      self.values = values
    }
  }

  public var dataset: String
  public var period: Period
  /// The region whose villages are asked for.
  public var region: RegionCode
  /// Rows are grouped by their ancestor of this level.
  public var level: RegionLevel
  /// Further grouping by class, category, code and other whole-number fields, those of a ledger's key included; each value
  /// stands for the published figure, or the recomputed one where none was published.
  public var groupedBy: [String]
  public var aggregates: [Aggregate]
  public var filters: [Filter]
  /// The day whose register decides which villages count.
  public var registerDate: CalendarDate

  public init(
    dataset: String, period: Period, region: RegionCode, level: RegionLevel, groupedBy: [String] = [],
    aggregates: [Aggregate] = [.rows], filters: [Filter] = [], registerDate: CalendarDate
  ) {
    self.dataset = dataset
    self.period = period
    self.region = region
    self.level = level
    self.groupedBy = groupedBy
    self.aggregates = aggregates
    self.filters = filters
    self.registerDate = registerDate
  }
}

/// One group of an answer.
public struct DatasetGroup: Hashable, Sendable {
  public var region: RegionCode
  /// The values of `groupedBy`; nil is missing.
  public var groups: [Int64?]
  /// The values of `aggregates`; nil is missing.
  public var values: [Double?]

  public init(region: RegionCode, groups: [Int64?], values: [Double?]) {
    self.region = region
    self.groups = groups
    self.values = values
  }
}

/// Fields of all rows of a period, column by column: what analyses of whole kabupaten or the nation work on.
public struct DatasetColumns: Hashable, Sendable {
  /// The codes of the rows, ascending.
  public var regions: [Int64]
  /// A column for each field asked for, a value for each row; NaN is missing. Classes are given by their places.
  public var values: [[Double]]

  public init(regions: [Int64] = [], values: [[Double]] = []) {
    self.regions = regions
    self.values = values
  }
}

/// One stored row: declared fields and recomputed ones, as a full row of `DatasetRules`.
public struct DatasetRow: Hashable, Sendable {
  public enum Value: Hashable, Sendable {
    case missing
    case integer(Int64)
    case real(Double)
    case text(String)
  }

  public var region: RegionCode
  public var period: Period
  /// By field id.
  public var values: [String: Value]
  /// By field id: what was recomputed.
  public var recomputed: [String: Value]
  public var batch: Int64
  public var sourceRow: Int

  public init(
    region: RegionCode, period: Period, values: [String: Value], recomputed: [String: Value], batch: Int64,
    sourceRow: Int
  ) {
    self.region = region
    self.period = period
    self.values = values
    self.recomputed = recomputed
    self.batch = batch
    self.sourceRow = sourceRow
  }
}

/// Where the figures of a period come from: one batch.
public struct DatasetOrigin: Hashable, Sendable {
  public var batch: Int64
  public var file: String
  public var stage: Stage?
  public var asOf: CalendarDate?

  public init(batch: Int64, file: String, stage: Stage?, asOf: CalendarDate?) {
    self.batch = batch
    self.file = file
    self.stage = stage
    self.asOf = asOf
  }
}

/// Reading datasets.
public protocol DatasetReading {
  /// Periods with rows inside a region, ascending.
  func periods(of dataset: String, in region: RegionCode) throws -> [Period]
  /// Groups ordered by region and group.
  func query(_ query: DatasetQuery) throws -> [DatasetGroup]
  /// Numeric fields of all rows of a panel dataset in a region: of each the figure of record, or the recomputed one
  /// where none was published.
  ///
  /// - Parameter registerDate: the day whose register decides which rows count, as in `query`; nil takes all rows of
  ///   the kinds that the dataset applies to, under the codes of their time.
  func columns(
    of dataset: String, fields: [String], period: Period, in region: RegionCode, registerDate: CalendarDate?
  ) throws -> DatasetColumns
  /// Codes of a period's rows in a region that the register of a day does not hold, nor what became of them.
  func strays(of dataset: String, period: Period, in region: RegionCode, registerDate: CalendarDate) throws
    -> [RegionCode]
  /// The rows of single regions, those of a ledger by key.
  func rows(of dataset: String, period: Period, regions: [RegionCode]) throws -> [DatasetRow]
  /// The batches behind some fields of the rows of a period in a region, by batch.
  ///
  /// A batch that changed only other fields of a row is not among them: the earlier one that gave these fields is.
  func origins(
    of dataset: String, fields: [String], period: Period, in region: RegionCode
  ) throws -> [DatasetOrigin]
  /// Of the batches whose rows of a period stand in a region, the one with the latest `asOf` (without dates, the latest
  /// batch); nil where there are no rows. An importer warns where its file is older.
  func latest(of dataset: String, period: Period, in region: RegionCode) throws -> DatasetOrigin?
}
