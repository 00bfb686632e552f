public import Domain

/// A question for rows of a ledger as they stand, such as the actions of a meeting.
public struct RecordQuery: Hashable, Sendable {
  public enum Filter: Hashable, Sendable {
    /// A text field has one of these values.
    case texts(field: String, [String])
    /// A whole-number field (a date, a category's place) lies within.
    case numbers(field: String, ClosedRange<Int64>)
    /// A region field names a region inside this one, itself included.
    case within(field: String, RegionCode)
  }

  public var dataset: String
  /// The fields wanted, by id.
  public var fields: [String]
  /// Nil takes all periods.
  public var periods: ClosedRange<Int>?
  public var filters: [Filter]
  /// The regions whose rows are wanted; nil takes all in scope.
  public var regions: [RegionCode]?

  public init(
    dataset: String, fields: [String], periods: ClosedRange<Int>? = nil, filters: [Filter] = [],
    regions: [RegionCode]? = nil
  ) {
    self.regions = regions
    self.dataset = dataset
    self.fields = fields
    self.periods = periods
    self.filters = filters
  }
}

/// Rows of a ledger, by period, region and key.
public struct RecordTable: Sendable {
  /// Where the cells of one field are.
  public enum Column: Sendable {
    /// `Cell.missing` where there is none; codes of regions, places of categories, dates as `YYYYMMDD`.
    case integers([Int64])
    /// NaN where there is none.
    case reals([Double])
    /// Codes of lists as texts too.
    case texts(TextColumn)
  }

  public var periods: [Int32]
  public var regions: [Int64]
  /// The batch's part and row that each came from.
  public var parts: [Int64]
  public var columns: [String: Column]

  public init(periods: [Int32] = [], regions: [Int64] = [], parts: [Int64] = [], columns: [String: Column] = [:]) {
    self.periods = periods
    self.regions = regions
    self.parts = parts
    self.columns = columns
  }

  public var count: Int { periods.count }

  /// The cells of a text field; nil where the field was not asked for.
  public func texts(_ field: String) -> TextColumn? {
    if case .texts(let values)? = columns[field] { values } else { nil }
  }

  /// The cells of a field of whole numbers, `Cell.missing` where there is none; nil where the field was not asked for.
  public func integers(_ field: String) -> [Int64]? {
    if case .integers(let values)? = columns[field] { values } else { nil }
  }

  /// The cells of a field of real numbers, NaN where there is none; nil where the field was not asked for.
  public func reals(_ field: String) -> [Double]? {
    if case .reals(let values)? = columns[field] { values } else { nil }
  }

  public func text(_ field: String, _ row: Int) -> String? {
    guard case .texts(let values)? = columns[field] else { return nil }
    return values[row]
  }

  public func integer(_ field: String, _ row: Int) -> Int64? {
    guard case .integers(let values)? = columns[field], values[row] != Cell.missing else { return nil }
    return values[row]
  }

  public func real(_ field: String, _ row: Int) -> Double? {
    guard case .reals(let values)? = columns[field], !values[row].isNaN else { return nil }
    return values[row]
  }
}

/// The part of an input that rows came from.
public struct PartSource: Hashable, Sendable {
  /// The input as the user named it.
  public var file: String
  /// The member of an archive, the sheet of a workbook.
  public var member: String?
  public var sheet: String?

  public init(file: String, member: String? = nil, sheet: String? = nil) {
    self.file = file
    self.member = member
    self.sheet = sheet
  }
}

/// Reading ledgers by what their rows say.
public protocol RecordReading {
  /// - Throws: `StorageError.notMigrated` for a dataset that the store does not hold as declared.
  func records(_ query: RecordQuery) throws -> RecordTable
  /// The inputs that parts of batches stand for, by part.
  func sources(ofParts parts: Set<Int64>) throws -> [Int64: PartSource]
  /// The origins of the batches that gave these parts.
  func origins(ofParts parts: Set<Int64>) throws -> [DatasetOrigin]
}
