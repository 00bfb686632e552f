package import Domain
import Foundation
package import GRDB
public import Storage

/// The store as one SQLite file, through GRDB on the system's library. Its functions are grouped by port in the
/// `SQLiteStore+….swift` files.
public final class SQLiteStore: Store {
  public let location: String
  public let principal: Principal
  public let uid: String
  package let queue: DatabaseQueue
  private let clock: @Sendable () -> Double
  /// What was read inside `consistently`; nil outside.
  var snapshot: Snapshot?

  /// Answers that cannot change while one state of the store is being read.
  struct Snapshot {
    var codes: (level: RegionLevel, region: RegionCode, date: CalendarDate, codes: [Int64])?
    var applied: [String: (declaration: DatasetDeclaration, digest: String)] = [:]
    var links: [RegionLink]?
    var paths: [PathStep: RegionPath] = [:]
  }

  /// How a store is opened.
  public struct Options: Sendable {
    /// Seconds to wait for another writer.
    public var wait: Double
    /// Called once when waiting begins.
    public var onWait: @Sendable () -> Void
    /// Seconds since 1970 (UTC).
    public var clock: @Sendable () -> Double

    public init(wait: Double, onWait: @escaping @Sendable () -> Void, clock: @escaping @Sendable () -> Double) {
      self.wait = wait
      self.onWait = onWait
      self.clock = clock
    }
  }

  private init(queue: DatabaseQueue, path: String, principal: Principal, options: Options) throws {
    self.queue = queue
    self.location = path
    self.principal = principal
    self.clock = options.clock
    uid = try queue.read { db in try String.fetchOne(db, sql: "SELECT value FROM store WHERE key = 'uid'") } ?? ""
  }

  /// Opens the store at `path`.
  ///
  /// - Throws: `StorageError`: no file, no store, a newer or older one, damage, no permission.
  public static func open(_ path: String, principal: Principal, options: Options) throws -> SQLiteStore {
    try translating(path) {
      guard FileManager.default.fileExists(atPath: path) else { throw StorageError.missing(path: path) }
      try checkHeader(path)
      let queue = try DatabaseQueue(path: path, configuration: configuration(options))
      let version = try queue.read { db in
        try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
      }
      if version > Schema.current { throw StorageError.newer(path: path, version: "\(version)") }
      if version < Schema.current { throw StorageError.older(path: path) }
      return try SQLiteStore(queue: queue, path: path, principal: principal, options: options)
    }
  }

  /// Makes a new, empty store at `path`.
  ///
  /// - Throws: `StorageError.exists` where something lies there.
  public static func create(_ path: String, principal: Principal, options: Options) throws -> SQLiteStore {
    try translating(path) {
      if FileManager.default.fileExists(atPath: path) { throw StorageError.exists(path: path) }
      do {
        let queue = try DatabaseQueue(path: path, configuration: configuration(options))
        try queue.writeWithoutTransaction { db in
          try db.execute(sql: "PRAGMA page_size = 16384")
          // In the file itself from its first page on: a store whose log was never folded in is still known as one.
          try db.execute(sql: "PRAGMA application_id = \(Schema.applicationID)")
          try db.execute(sql: "PRAGMA journal_mode = WAL")
        }
        try upgrade(queue, from: 0, principal: principal, at: options.clock())
        return try SQLiteStore(queue: queue, path: path, principal: principal, options: options)
      } catch {
        for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
        throw error
      }
    }
  }

  /// Brings an older store's fixed tables up to date.
  public static func upgrade(_ path: String, principal: Principal, options: Options) throws {
    try translating(path) {
      guard FileManager.default.fileExists(atPath: path) else { throw StorageError.missing(path: path) }
      try checkHeader(path)
      let queue = try DatabaseQueue(path: path, configuration: configuration(options))
      let version = try queue.read { db in try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0 }
      if version > Schema.current { throw StorageError.newer(path: path, version: "\(version)") }
      try upgrade(queue, from: version, principal: principal, at: options.clock())
    }
  }

  private static func upgrade(_ queue: DatabaseQueue, from version: Int, principal: Principal, at time: Double) throws {
    guard version < Schema.current else { return }
    try queue.write { db in
      for step in Schema.steps[version...] { try db.execute(sql: step) }
      try db.execute(sql: "PRAGMA application_id = \(Schema.applicationID)")
      try db.execute(sql: "PRAGMA user_version = \(Schema.current)")
      if version == 0 {
        try db.execute(
          sql: "INSERT INTO store(key, value) VALUES ('uid', ?)", arguments: [UUIDv7.make(at: time)])
      }
      _ = try AuditChain.append(
        db, at: time, user: principal.name, kind: "migrate", batch: nil,
        detail: "schema \(version) → \(Schema.current)",
        digest: AuditChain.origin)
    }
  }

  /// Looks at the first bytes before SQLite does, so that a file that is no store is never touched.
  private static func checkHeader(_ path: String) throws {
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw StorageError.failed(path: path, detail: "permission denied")
    }
    defer { try? handle.close() }
    let head = Array((try? handle.read(upToCount: 100)) ?? Data())
    guard head.count == 100, head.starts(with: Array("SQLite format 3".utf8) + [0]) else {
      throw StorageError.notAStore(path: path)
    }
    let application = head[68..<72].reduce(Int32(0)) { $0 << 8 | Int32($1) }
    guard application == Schema.applicationID else { throw StorageError.notAStore(path: path) }
  }

  private static func configuration(_ options: Options) -> Configuration {
    var configuration = Configuration()
    let began = Began()
    configuration.busyMode = .callback { tries in
      if tries == 0 { began.start() }
      if tries == 5 { options.onWait() }
      guard began.elapsed() < options.wait else { return false }
      usleep(useconds_t(min(50_000, 1000 * (tries + 1))))
      return true
    }
    configuration.prepareDatabase { db in
      try db.execute(sql: "PRAGMA synchronous = FULL")
      try db.execute(sql: "PRAGMA cache_size = -24000")
      // The log is folded in after 64 MB instead of 16: a delivery of many batches writes pages that change in each once.
      try db.execute(sql: "PRAGMA wal_autocheckpoint = 4000")
      // What a batch has to remember of its rows lies in temporary tables on disk, so that memory does not grow with it.
      try db.execute(sql: "PRAGMA temp_store = FILE")
      try db.execute(sql: "PRAGMA temp.cache_size = -8000")
    }
    return configuration
  }

  /// When the present wait began; the busy callback runs on one thread at a time.
  private final class Began: @unchecked Sendable {
    private var at = ContinuousClock.now
    func start() { at = .now }
    func elapsed() -> Double {
      let duration = ContinuousClock.now - at
      return Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
    }
  }

  public func consistently<Result>(_ body: () throws -> Result) throws -> Result {
    guard snapshot == nil else { return try body() }
    return try database { db in
      try db.beginTransaction(.deferred)
      snapshot = Snapshot()
      defer {
        snapshot = nil
        try? db.rollback()
      }
      return try body()
    }
  }

  // MARK: For the ports

  /// Runs `body` on the connection; ports may call each other.
  package func database<T>(_ body: (Database) throws -> T) throws -> T {
    try Self.translating(location) { try queue.unsafeReentrantWrite(body) }
  }

  package func now() -> Double { clock() }

  /// Refuses regions outside the principal's scope.
  package func check(_ region: RegionCode) throws {
    guard principal.scope.contains(region) else { throw StorageError.outsideScope }
  }

  /// Turns what SQLite reports into what a user can act on.
  package static func translating<T>(_ path: String, _ body: () throws -> T) throws -> T {
    do {
      return try body()
    } catch let error as DatabaseError {
      let detail = error.message ?? "\(error.resultCode)"
      switch error.resultCode.primaryResultCode {
      case .SQLITE_NOTADB: throw StorageError.notAStore(path: path)
      case .SQLITE_CORRUPT: throw StorageError.damaged(path: path, detail: detail)
      case .SQLITE_READONLY, .SQLITE_PERM: throw StorageError.readOnly(path: path)
      case .SQLITE_CANTOPEN where isReadOnlyFolder(of: path): throw StorageError.readOnly(path: path)
      case .SQLITE_FULL: throw StorageError.full(path: path)
      case .SQLITE_BUSY, .SQLITE_LOCKED: throw StorageError.busy(path: path)
      default: throw StorageError.failed(path: path, detail: detail)
      }
    }
  }

  /// Whether nothing can be made beside the file, as on a disk mounted read-only: SQLite needs its log there.
  private static func isReadOnlyFolder(of path: String) -> Bool {
    let folder = (path as NSString).deletingLastPathComponent
    return access(folder.isEmpty ? "." : folder, W_OK) != 0 && [EROFS, EACCES].contains(errno)
  }
}
