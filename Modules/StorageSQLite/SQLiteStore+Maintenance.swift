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
      for row in try Row.fetchAll(db, sql: "PRAGMA foreign_key_check") {
        let table: String = row[0]
        let parent: String = row[2]
        problems.append("foreign key: \(table) refers to a missing row of \(parent)")
      }
      for sequence in try AuditChain.broken(db) {
        problems.append("audit: entry \(sequence) does not follow from the one before")
      }
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
      try? files.removeItem(atPath: partial)
      defer { for suffix in ["", "-wal", "-shm"] { try? files.removeItem(atPath: partial + suffix) } }
      do {
        try files.copyItem(atPath: backup, toPath: partial)
      } catch {
        throw StorageError.failed(path: path, detail: "\(error.localizedDescription)")
      }
      do {
        let copy = try open(partial, principal: principal, options: options)
        let problems = try copy.verify()
        guard problems.isEmpty else {
          throw StorageError.damaged(path: backup, detail: problems.prefix(3).joined(separator: "; "))
        }
        try copy.queue.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
        try copy.queue.close()
      } catch let error as StorageError {
        throw error.about(backup)
      }
      var kept: String?
      if files.fileExists(atPath: path) {
        let old = path + ".before-restore"
        // The old store's log is folded in first, so that the kept file is whole.
        if let store = try? open(path, principal: principal, options: options) {
          try store.queue.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
          try store.queue.close()
        }
        for suffix in ["", "-wal", "-shm"] { try? files.removeItem(atPath: old + suffix) }
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
