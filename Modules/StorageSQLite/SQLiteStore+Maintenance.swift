import Domain
import Foundation
import GRDB
public import Storage

extension SQLiteStore {
  public func verify() throws -> [String] {
    try database { db in
      var problems: [String] = []
      let integrity = try String.fetchAll(db, sql: "PRAGMA integrity_check(100)")
      if integrity != ["ok"] { problems += integrity.map { "integrity: \($0)" } }
      let dangling = try Row.fetchAll(
        db, sql: "SELECT \"table\", parent, count(*) FROM pragma_foreign_key_check GROUP BY 1, 2 ORDER BY 1, 2")
      for row in dangling {
        let table: String = row[0]
        let parent: String = row[1]
        let count: Int = row[2]
        problems.append("foreign key: \(count) rows of \(table) refer to missing rows of \(parent)")
      }
      for sequence in try AuditChain.broken(db) {
        problems.append("audit: entry \(sequence) does not follow from the one before")
      }
      let unlisted = try Int64.fetchAll(
        db, sql: "SELECT id FROM batch WHERE id NOT IN (SELECT batch FROM audit_entry WHERE batch IS NOT NULL)")
      problems += unlisted.map { "audit: batch \($0) has no entry" }
      return problems
    }
  }

  public func backup(to path: String) throws {
    try Self.translating(path) {
      if FileManager.default.fileExists(atPath: path) { throw StorageError.exists(path: path) }
      // VACUUM INTO reads one snapshot, also while an import is writing, and leaves a file without a log beside it.
      let partial = path + ".partial"
      try? FileManager.default.removeItem(atPath: partial)
      defer { try? FileManager.default.removeItem(atPath: partial) }
      try queue.unsafeReentrantWrite { db in try db.execute(sql: "VACUUM INTO ?", arguments: [partial]) }
      guard rename(partial, path) == 0 else {
        throw StorageError.failed(path: path, detail: String(cString: strerror(errno)))
      }
    }
  }

  public func statistics() throws -> StoreStatistics {
    let datasets = try datasets()
    let editions = try editions()
    return try database { db in
      func count(_ table: String) throws -> Int { try Int.fetchOne(db, sql: "SELECT count(*) FROM \(table)") ?? 0 }
      let attributes = try? FileManager.default.attributesOfItem(atPath: location)
      return StoreStatistics(
        bytes: (attributes?[.size] as? NSNumber)?.intValue ?? 0, batches: try count("batch"),
        rejects: try count("reject"), auditEntries: try count("audit_entry"),
        auditHead: AuditChain.text(try AuditChain.head(db)),
        regions: try count("region_version WHERE valid_to IS NULL"), editions: editions, datasets: datasets,
        targetVillages: try count("target_entry"), aliases: try count("region_alias"))
    }
  }

  /// Replaces the store at `path` by a backup, after checking the backup; the replaced store is kept beside it.
  ///
  /// - Returns: where the replaced store was kept; nil where there was none.
  @discardableResult
  public static func restore(
    from backup: String, to path: String, principal: Principal, options: Options
  ) throws -> String? {
    try translating(backup) {
      let partial = path + ".partial"
      let files = FileManager.default
      guard files.fileExists(atPath: backup) else { throw StorageError.missing(path: backup) }
      for suffix in ["", "-wal", "-shm"] { try? files.removeItem(atPath: partial + suffix) }
      defer { for suffix in ["", "-wal", "-shm"] { try? files.removeItem(atPath: partial + suffix) } }
      do {
        try files.copyItem(atPath: backup, toPath: partial)
        // The file of a store that is or was in use has a log beside it that belongs to it.
        if files.fileExists(atPath: backup + "-wal") {
          try files.copyItem(atPath: backup + "-wal", toPath: partial + "-wal")
        }
      } catch {
        throw StorageError.failed(path: path, detail: "\(error.localizedDescription)")
      }
      do {
        let copy = try open(partial, principal: principal, options: options)
        let problems = try copy.verify()
        guard problems.isEmpty else {
          throw StorageError.damaged(path: backup, detail: problems.prefix(3).joined(separator: "; "))
        }
        // Backups have no log of their own; closing folds in whatever there is of one.
        try copy.queue.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA journal_mode = WAL") }
        try copy.queue.close()
      } catch let error as StorageError {
        throw error.about(backup)
      }
      var kept: String?
      if files.fileExists(atPath: path) {
        let old = unused(path + ".before-restore")
        // The old store's log is folded in first, so that the kept file is whole.
        if let store = try? open(path, principal: principal, options: options) {
          try store.queue.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
          try store.queue.close()
        }
        for suffix in ["", "-wal", "-shm"] where files.fileExists(atPath: path + suffix) {
          guard rename(path + suffix, old + suffix) == 0 else {
            throw StorageError.failed(path: path, detail: String(cString: strerror(errno)))
          }
        }
        kept = old
      }
      guard rename(partial, path) == 0 else {
        throw StorageError.failed(path: path, detail: String(cString: strerror(errno)))
      }
      return kept
    }
  }
}

extension SQLiteStore {
  /// The path, numbered where something lies there: what an earlier restore kept is not lost to a later one.
  private static func unused(_ path: String) -> String {
    var candidate = path
    var number = 1
    while FileManager.default.fileExists(atPath: candidate) {
      number += 1
      candidate = "\(path)-\(number)"
    }
    return candidate
  }
}

extension StorageError {
  /// The same problem, told of the file the user named instead of a working copy.
  fileprivate func about(_ path: String) -> StorageError {
    switch self {
    case .notAStore: .notAStore(path: path)
    case .newer(_, let version): .newer(path: path, version: version)
    case .older: .older(path: path)
    case .damaged(_, let detail): .damaged(path: path, detail: detail)
    default: self
    }
  }
}
