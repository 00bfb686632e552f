public import Domain

/// One unit of the register in one of its versions.
public struct RegionUnit: Hashable, Sendable {
  public var code: RegionCode
  public var name: String
  public var validFrom: CalendarDate
  /// The first day on which it no longer was so; nil while it is.
  public var validTo: CalendarDate?

  public init(code: RegionCode, name: String, validFrom: CalendarDate, validTo: CalendarDate? = nil) {
    self.code = code
    self.name = name
    self.validFrom = validFrom
    self.validTo = validTo
  }
}

/// One loading of the register.
public struct RegisterEdition: Hashable, Sendable {
  /// The day from which it is in force.
  public var effective: CalendarDate
  public var batch: Int64
  /// The file it came from.
  public var file: String

  public init(effective: CalendarDate, batch: Int64, file: String) {
    self.effective = effective
    self.batch = batch
    self.file = file
  }
}

/// The day whose register applies, and whether that is not the day asked for.
public struct RegisterDate: Hashable, Sendable {
  public var date: CalendarDate
  /// True where the day asked for lies before the earliest edition, which serves then; reports say so.
  public var isEarliestInstead: Bool

  public init(date: CalendarDate, isEarliestInstead: Bool) {
    self.date = date
    self.isEarliestInstead = isEarliestInstead
  }
}

/// All versions of the register's units as columns, by code and day: what a matcher of names reads at once.
public struct RegionVersionTable: Hashable, Sendable {
  public var codes: [Int64] = []
  public var names: [String] = []
  /// The first day of each version.
  public var validFrom: [CalendarDate] = []
  /// The first day on which it no longer was so; nil while it is.
  public var validTo: [CalendarDate?] = []

  public init() {}
}

/// Reading the register of regions.
public protocol RegionReading {
  /// Every version of the units in a region and of those that contain it.
  func versionTable(in region: RegionCode) throws -> RegionVersionTable
  /// Editions by date; empty where no register was loaded.
  func editions() throws -> [RegisterEdition]
  /// The date at which to read the register for `date`; nil where no register was loaded. Nil asks for the latest.
  func registerDate(for date: CalendarDate?) throws -> RegisterDate?
  /// The unit with that code on that day.
  func unit(_ code: RegionCode, at date: CalendarDate) throws -> RegionUnit?
  /// All versions of a code, oldest first.
  func versions(of code: RegionCode) throws -> [RegionUnit]
  /// Units of a level in a region on a day, by code.
  func units(_ level: RegionLevel, in region: RegionCode, at date: CalendarDate) throws -> [RegionUnit]
  /// Codes of the villages (every kind) in a region on a day, ascending.
  func villageCodes(in region: RegionCode, at date: CalendarDate) throws -> [Int64]
  /// Villages of the given kinds by their ancestor of `level`: the number of each.
  func villageCounts(
    by level: RegionLevel, in region: RegionCode, kinds: [VillageKind], at date: CalendarDate
  ) throws -> [RegionCode: Int]
  /// What became of codes in a region, or of codes that came there, by day and code.
  func links(in region: RegionCode) throws -> [RegionLink]
  /// What the codes of one day are on another, by all links.
  func path(from: CalendarDate, to: CalendarDate) throws -> RegionPath
  /// Units whose name contains `text` (letter case aside) or whose code begins with it, at most `limit`, by code.
  func find(_ text: String, at date: CalendarDate, limit: Int) throws -> [RegionUnit]
}
