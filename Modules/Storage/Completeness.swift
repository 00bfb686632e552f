public import Domain

/// How far a region's figures of one period have come.
public enum Receipt: UInt8, Hashable, Sendable, Comparable {
  /// Nothing has come in, or only rows without a single value.
  case missing
  /// There is a row with a value.
  case received
  /// Every row comes from a batch that states `terverifikasi` or `ditetapkan`.
  case verified

  public static func < (a: Receipt, b: Receipt) -> Bool { a.rawValue < b.rawValue }
}

/// What of a dataset has come in for a period: for every unit that the dataset applies to in the register of a day.
public struct Completeness: Hashable, Sendable {
  /// Codes of the units, ascending.
  public var regions: [Int64]
  /// For each of `regions`.
  public var receipts: [Receipt]
  /// The batches that the rows come from, by batch.
  public var origins: [DatasetOrigin]
  /// Rejected rows of batches of this dataset that nobody has dealt with, whatever their period or region.
  public var openRejects: Int

  public init(regions: [Int64], receipts: [Receipt], origins: [DatasetOrigin], openRejects: Int) {
    self.regions = regions
    self.receipts = receipts
    self.origins = origins
    self.openRejects = openRejects
  }
}

/// Reading what has come in and what has not.
public protocol CompletenessReading {
  /// - Parameters:
  ///   - region: inside the principal's scope.
  ///   - date: the day whose register says which units there are; kinds the dataset does not apply to are left out.
  /// - Throws: `StorageError.outsideScope`, `StorageError.notMigrated`.
  func completeness(
    of dataset: String, period: Period, in region: RegionCode, at date: CalendarDate
  ) throws -> Completeness

  /// The names of some units as they were on a day, by code: cheap for a few as for many.
  func names(of units: [Int64], at date: CalendarDate) throws -> [Int64: String]

  /// How many rows of a dataset stand as some batches gave them, by their ancestor of `level`.
  func rows(of dataset: String, givenBy batches: [Int64], by level: RegionLevel) throws -> [RegionCode: Int]
}
