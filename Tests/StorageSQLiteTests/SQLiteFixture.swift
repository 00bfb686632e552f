import Domain
import Foundation
import GRDB
import PluginTesting
import Storage
import StorageSQLite
import Synchronization

/// A store in a folder of its own; damage is done through a connection of its own.
final class SQLiteFixture: StoreFixture, Sendable {
  let folder: ScratchFolder
  let path: String
  /// How often a wait for another writer began.
  let waits = Counter()

  init() throws {
    folder = try ScratchFolder()
    path = folder("uji.sqlite")
  }

  var options: SQLiteStore.Options { options(wait: 10) }

  func options(wait: Double) -> SQLiteStore.Options {
    SQLiteStore.Options(wait: wait, onWait: { [waits] in waits.increment() }, clock: { 1_700_000_000 })
  }

  func open(as principal: Principal) throws -> any Store { try store(as: principal) }

  @discardableResult
  func store(as principal: Principal = Principal(name: "penguji"), wait: Double = 10) throws -> SQLiteStore {
    FileManager.default.fileExists(atPath: path)
      ? try SQLiteStore.open(path, principal: principal, options: options(wait: wait))
      : try SQLiteStore.create(path, principal: principal, options: options(wait: wait))
  }

  /// A connection below the contract.
  func sql<Result>(_ body: (Database) throws -> Result) throws -> Result {
    let queue = try DatabaseQueue(path: path)
    defer { try? queue.close() }
    return try queue.writeWithoutTransaction(body)
  }

  func damage(_ damage: StoreDamage) throws {
    try sql { db in
      try db.execute(sql: "CREATE TABLE kept AS SELECT * FROM audit_entry")
      switch damage {
      case .editedAuditEntry: try db.execute(sql: "UPDATE audit_entry SET user = 'lain' WHERE seq = 3")
      case .editedAuditDigest: try db.execute(sql: "UPDATE audit_entry SET digest = randomblob(32) WHERE seq = 4")
      case .removedAuditEntry: try db.execute(sql: "DELETE FROM audit_entry WHERE seq = 4")
      case .removedLastAuditEntry:
        try db.execute(sql: "DELETE FROM audit_entry WHERE seq = (SELECT max(seq) FROM audit_entry)")
      case .reorderedAuditEntries:
        try db.execute(
          sql: """
            UPDATE audit_entry SET seq = -seq WHERE seq IN (4, 5);
            UPDATE audit_entry SET seq = 9 + seq WHERE seq < 0;
            """)
      }
    }
  }

  func repair() throws {
    try sql { db in
      try db.execute(sql: "DELETE FROM audit_entry; INSERT INTO audit_entry SELECT * FROM kept; DROP TABLE kept")
    }
  }

  func auditDigest(of batch: Int64) throws -> String? {
    try sql { db in
      try Data.fetchOne(db, sql: "SELECT digest FROM audit_entry WHERE batch = ?", arguments: [batch])?
        .map { String($0, radix: 16) }.joined(separator: " ")
    }
  }

  func changes(by batch: Int64) throws -> [StoreChange] {
    try sql { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT c.*, p.batch AS old_batch FROM change c LEFT JOIN batch_part p ON p.id = c.old_part
          WHERE c.batch = ? ORDER BY c.id
          """, arguments: [batch]
      ).map { row in
        StoreChange(
          subject: row["subject"], region: row["region"], period: row["period"], kind: row["kind"], old: row["old"],
          oldBatch: row["old_batch"], oldSourceRow: row["old_source_row"])
      }
    }
  }

  func touched(by batch: Int64, dataset: String, period: Int) throws -> [Int64] {
    let bytes = try sql { db in
      try Data.fetchOne(
        db, sql: "SELECT regions FROM touched WHERE batch = ? AND dataset = ? AND period = ?",
        arguments: [batch, dataset, period])
    }
    // Differences of ascending codes, little-endian base 128.
    var regions: [Int64] = []
    var delta: Int64 = 0
    var shift: Int64 = 0
    for byte in bytes ?? Data() {
      delta |= Int64(byte & 0x7F) << shift
      shift += 7
      if byte & 0x80 == 0 {
        regions.append((regions.last ?? 0) + delta)
        (delta, shift) = (0, 0)
      }
    }
    return regions
  }

  /// The bytes of the store's files, to see that none changed.
  func bytes() throws -> [String: Data] {
    var bytes: [String: Data] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() {
      bytes[name] = try Data(contentsOf: URL(filePath: folder(name)))
    }
    return bytes
  }
}

/// A number that several threads may raise.
final class Counter: Sendable {
  private let value = Atomic(0)

  func increment() { value.add(1, ordering: .relaxed) }

  var count: Int { value.load(ordering: .relaxed) }
}
