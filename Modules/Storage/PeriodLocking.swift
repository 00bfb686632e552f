public import Domain

/// A closed period of a dataset in a region: nothing may be written there until it is reopened.
public struct PeriodLock: Hashable, Sendable {
  public var dataset: String
  public var period: Period
  public var region: RegionCode
  public var reason: String
  public var user: String
  /// Seconds since 1970 (UTC).
  public var at: Double

  public init(dataset: String, period: Period, region: RegionCode, reason: String, user: String, at: Double) {
    self.dataset = dataset
    self.period = period
    self.region = region
    self.reason = reason
    self.user = user
    self.at = at
  }
}

/// Closing and reopening periods; each act is an audit entry.
public protocol PeriodLocking {
  /// The closed periods of a dataset, or of all, by dataset, period and region.
  func periodLocks(of dataset: String?) throws -> [PeriodLock]

  /// Closes a period of a dataset in a region, the nation for all.
  ///
  /// - Returns: false where just that was closed already.
  /// - Throws: `StorageError.notMigrated` for an unknown dataset, `outsideScope`.
  func lock(_ dataset: String, period: Period, in region: RegionCode, reason: String) throws -> Bool

  /// Reopens what was closed, with the reason for it, which the audit entry keeps.
  ///
  /// - Returns: false where just that was not closed.
  func unlock(_ dataset: String, period: Period, in region: RegionCode, reason: String) throws -> Bool
}
