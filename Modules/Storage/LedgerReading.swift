public import Domain

/// A question for sums over a ledger, such as the lines of village budgets: measures added up by region and period, and by
/// what the values of some fields stand for.
///
/// Rows are read once in the order of their keys, so that a nation's budgets of a year, millions of lines, take less than a
/// second and no memory that grows with them.
public struct LedgerQuery: Sendable {
  /// Which group each value of a whole-number field (a category's place, a code's id) belongs to.
  public struct Grouping: Sendable {
    public var field: String
    /// By stored value, a number from 0.
    public var groups: [Int64: Int]
    /// The group of all other values; nil leaves their rows out.
    public var others: Int?
    /// How many groups there are.
    public var count: Int

    public init(field: String, groups: [Int64: Int], others: Int?, count: Int) {
      self.field = field
      self.groups = groups
      self.others = others
      self.count = count
    }
  }

  public var dataset: String
  /// Numbers of periods (`Period.number`).
  public var periods: [Int]
  public var region: RegionCode
  /// Sums are those of its units of this level.
  public var level: RegionLevel
  public var groupings: [Grouping]
  /// Money and other whole-number fields.
  public var measures: [String]
  /// A whole-number field of the key that counts as versions: of each unit and period only the rows of its highest value
  /// count. A measure that these rows have nowhere is that of the highest value whose rows have it.
  public var version: String?
  /// The value to take instead where one is wanted.
  public var onlyVersion: Int64?
  /// Codes that the register of that day does not hold are left out; nil counts all.
  public var registerDate: CalendarDate?
  /// One of the measures: what the units with any value of it hold is added up by itself as well, so that what was spent can
  /// be set against the plan of those who report it.
  public var reported: String?

  public init(
    dataset: String, periods: [Int], region: RegionCode, level: RegionLevel, groupings: [Grouping],
    measures: [String], version: String? = nil, onlyVersion: Int64? = nil, registerDate: CalendarDate? = nil,
    reported: String? = nil
  ) {
    self.dataset = dataset
    self.periods = periods
    self.region = region
    self.level = level
    self.groupings = groupings
    self.measures = measures
    self.version = version
    self.onlyVersion = onlyVersion
    self.registerDate = registerDate
    self.reported = reported
  }
}

/// The sums of one region and period.
public struct LedgerSums: Hashable, Sendable {
  public var region: RegionCode
  public var period: Int
  /// Different units of the dataset's level that have rows.
  public var units: Int
  /// For each measure, the units with any value of it.
  public var present: [Int]
  /// By combination of groups, the last grouping fastest, and within it by measure.
  public var sums: [Int64]
  /// Units of which there is more than one version.
  public var changed: Int
  /// What to add to `sums` for the sums in which each unit counts with its first version instead of its last; empty where no
  /// unit is changed.
  public var firstLessLast: [Int64]
  /// As `sums`, of the units that have any value of the query's measure `reported`; empty where none was named.
  public var reported: [Int64]

  public init(
    region: RegionCode, period: Int, units: Int, present: [Int], sums: [Int64], changed: Int = 0,
    firstLessLast: [Int64] = [], reported: [Int64] = []
  ) {
    self.region = region
    self.period = period
    self.units = units
    self.present = present
    self.sums = sums
    self.changed = changed
    self.firstLessLast = firstLessLast
    self.reported = reported
  }
}

/// Reading sums of ledgers.
public protocol LedgerReading {
  /// The sums, by period and region.
  ///
  /// - Throws: `StorageError.notMigrated` for a dataset or field that the store does not hold as declared.
  func ledgerSums(_ query: LedgerQuery) throws -> [LedgerSums]
}
