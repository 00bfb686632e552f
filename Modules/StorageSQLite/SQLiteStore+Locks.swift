public import Domain
import GRDB
public import Storage

extension SQLiteStore {
  public func periodLocks(of dataset: String?) throws -> [PeriodLock] {
    try database { db in
      try Row.fetchAll(
        db, sql: "SELECT * FROM period_lock WHERE ?1 IS NULL OR dataset = ?1 ORDER BY dataset, period, region",
        arguments: [dataset]
      ).compactMap { row in
        guard let period = Period(number: row["period"]), let region = RegionCode(row["region"] as Int64) else {
          return nil
        }
        return PeriodLock(
          dataset: row["dataset"], period: period, region: region, reason: row["reason"], user: row["user"],
          at: row["at"])
      }
    }
  }

  public func lock(_ dataset: String, period: Period, in region: RegionCode, reason: String) throws -> Bool {
    try changeLock(dataset, period, region, kind: "lock", reason: reason) { db in
      try db.execute(
        sql: "INSERT OR IGNORE INTO period_lock(dataset, period, region, reason, user, at) VALUES (?,?,?,?,?,?)",
        arguments: [dataset, period.number, region.number, reason, principal.name, now()])
    }
  }

  public func unlock(_ dataset: String, period: Period, in region: RegionCode, reason: String) throws -> Bool {
    try changeLock(dataset, period, region, kind: "unlock", reason: reason) { db in
      try db.execute(
        sql: "DELETE FROM period_lock WHERE dataset = ? AND period = ? AND region = ?",
        arguments: [dataset, period.number, region.number])
    }
  }

  private func changeLock(
    _ dataset: String, _ period: Period, _ region: RegionCode, kind: String, reason: String,
    _ body: (Database) throws -> Void
  ) throws -> Bool {
    try check(region)
    return try database { db in
      guard try Self.applied(db, dataset) != nil else { throw StorageError.notMigrated(dataset: dataset) }
      var changed = false
      try db.inTransaction(.immediate) {
        try body(db)
        changed = db.changesCount > 0
        if changed {
          _ = try AuditChain.append(
            db, at: now(), user: principal.name, kind: kind, batch: nil,
            detail: "\(dataset) \(period) \(region) \(reason)", digest: AuditChain.origin)
        }
        return .commit
      }
      return changed
    }
  }
}

/// The closed periods of one dataset: usually none.
struct ClosedPeriods {
  private let locks: [(period: Int64, regions: ClosedRange<Int64>, region: Int64, reason: String)]
  private let dataset: String

  init(_ db: Database, _ declaration: DatasetDeclaration) throws {
    dataset = declaration.id
    let rows = try Row.fetchAll(
      db, sql: "SELECT period, region, reason FROM period_lock WHERE dataset = ?", arguments: [declaration.id])
    locks = rows.compactMap { row in
      guard let region = RegionCode(row["region"] as Int64) else { return nil }
      // A region below the dataset's level closes the row of the region it lies in for nobody.
      return (row["period"], region.range(of: declaration.level), region.number, row["reason"])
    }
  }

  var isEmpty: Bool { locks.isEmpty }

  /// - Throws: `StorageError.locked` where the row's period is closed.
  func check(_ period: Int64, _ region: Int64) throws {
    for lock in locks where lock.period == period && lock.regions.contains(region) {
      throw StorageError.locked(dataset: dataset, period: Int(period), region: lock.region, reason: lock.reason)
    }
  }
}
