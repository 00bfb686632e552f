import Domain
import Foundation
import GRDB
import GRDBSQLite
import Storage

/// One batch under way: takes the write lock at the first write, and keeps what is written for the audit entry.
final class BatchSession: BatchSink {
  let db: Database
  let header: BatchHeader
  let location: String
  let principal: Principal
  private let connection: OpaquePointer
  var counts = RowCounts()
  private(set) var hasBegun = false
  private(set) var batch: Int64 = 0
  private(set) var part: Int64 = 0
  private(set) var delivery: Int64 = 0
  private(set) var uid = ""
  /// Writes other than dataset rows: whether they changed anything.
  var changedFixedTables = false
  private var writers: [SQLiteDatasetWriter] = []
  private var fingerprint: FileFingerprint?

  var dryRun: Bool { header.dryRun }

  /// Whether the caller began a transaction, and will end it.
  private let isInTransaction: Bool

  init(
    _ db: Database, header: BatchHeader, principal: Principal, location: String, isInTransaction: Bool = false
  ) throws {
    self.db = db
    self.isInTransaction = isInTransaction
    self.header = header
    self.principal = principal
    self.location = location
    guard let connection = db.sqliteConnection else {
      throw StorageError.failed(path: location, detail: "connection is closed")
    }
    self.connection = connection
  }

  /// Refuses to write outside the principal's scope.
  func check(_ region: RegionCode) throws {
    guard principal.scope.contains(region) else { throw StorageError.outsideScope }
  }

  /// Rows that the last statement inserted, changed or removed.
  var lastChanges: Int { Int(sqlite3_changes(connection)) }

  /// The part that rows name as theirs, which has to be one of this batch: what a foreign key would look up for each row.
  func ownPart(_ given: Int64?) throws -> Int64 {
    guard let given, given != part else { return part }
    guard dryRun || parts.values.contains(given) else {
      throw StorageError.failed(path: location, detail: "part \(given) is none of this batch")
    }
    return given
  }

  func statement(_ sql: String) throws -> PreparedStatement { try PreparedStatement(connection, sql) }

  /// Takes the write lock and makes the batch's record; nothing for a dry-run.
  func begin() throws {
    guard !hasBegun else { return }
    guard !dryRun else {
      // One state of the store for the whole of it, and one transaction for its temporary tables; no lock.
      if !isInTransaction { try db.beginTransaction(.deferred) }
      hasBegun = true
      return
    }
    if !isInTransaction {
      // Rows of datasets have one foreign key, their part, which is known to be there (`ownPart`): looking it up for each
      // of millions would be a third of the work. `verify` checks all foreign keys.
      if !writers.isEmpty { try db.execute(sql: "PRAGMA foreign_keys = OFF") }
      try db.beginTransaction(.immediate)
    }
    hasBegun = true
    uid = UUIDv7.make(at: header.at)
    if let given = header.delivery {
      delivery = given
    } else {
      try db.execute(
        sql: "INSERT INTO delivery(uid, user, at) VALUES (?,?,?)",
        arguments: [UUIDv7.make(at: header.at), principal.name, header.at])
      delivery = db.lastInsertedRowID
    }
    let options = try JSONSerialization.data(withJSONObject: header.options, options: [.sortedKeys])
    try db.execute(
      sql: """
        INSERT INTO batch(uid, delivery, kind, importer, file, user, at, stage, as_of, options, reason, rank,
          log)
        VALUES (?,?,?,?,?,?,?,?,?,?,?,?,1)
        """,
      arguments: [
        uid, delivery, header.kind.rawValue, header.importer, header.file, principal.name, header.at,
        header.stage?.rawValue,
        header.asOf?.number, String(decoding: options, as: UTF8.self), header.reason,
        header.rank.rawValue,
      ])
    batch = db.lastInsertedRowID
    try db.execute(
      sql: "INSERT INTO batch_part(batch, member, sheet) VALUES (?,?,?)",
      arguments: [batch, header.retry?.member, header.retry?.sheet])
    part = db.lastInsertedRowID
  }

  func writer(for rules: DatasetRules, options: DatasetWriterOptions) throws -> any DatasetWriter {
    guard let applied = try SQLiteStore.applied(db, rules.declaration.id),
      try applied.digest == SQLiteStore.digest(of: rules.declaration).digest
    else { throw StorageError.notMigrated(dataset: rules.declaration.id) }
    let others = writers.filter { $0.rules.declaration.id == rules.declaration.id }
    if let same = others.first(where: { $0.options == options }) { return same }
    if !others.isEmpty, (others.map(\.options) + [options]).contains(where: { $0.repeats == .add }) {
      throw StorageError.failed(
        path: location, detail: "rows of \(rules.declaration.id) that are added up need one writer")
    }
    let writer = try SQLiteDatasetWriter(
      rules, options: options, session: self, seal: seal(for: rules, declaration: applied.digest))
    writers.append(writer)
    if !others.isEmpty { for writer in others + [writer] { try writer.share() } }
    declarations.append(applied.digest)
    return writer
  }

  private var declarations: [String] = []

  func part(member: String?, sheet: String?) throws -> Int64 {
    guard !dryRun else { return 0 }
    try begin()
    // What is read again comes from the part that it came from before.
    if header.retry != nil { return part }
    let name = [member, sheet]
    if let known = parts[name] { return known }
    // The first part was made with the batch, before anybody knew its name.
    if parts.isEmpty {
      try db.execute(
        sql: "UPDATE batch_part SET member = ?, sheet = ? WHERE id = ?", arguments: [member, sheet, part])
      parts[name] = part
      return part
    }
    try db.execute(
      sql: "INSERT INTO batch_part(batch, member, sheet) VALUES (?,?,?)", arguments: [batch, member, sheet])
    parts[name] = db.lastInsertedRowID
    return db.lastInsertedRowID
  }

  private var parts: [[String?]: Int64] = [:]
  /// Rows met without a trace in their table, by dataset.
  var met: [String: MetRows] = [:]
  /// Samples and control totals of what was written.
  var preview = BatchPreview()
  private var temporaryTables = 0

  /// A number for temporary tables that no other of the batch has.
  func nextTemporaryNumber() -> Int {
    temporaryTables += 1
    return temporaryTables
  }

  /// Codes that came with data, by scheme and code.
  var localCodes: [[String]: Int64] = [:]

  func fingerprint(_ fingerprint: FileFingerprint) { self.fingerprint = fingerprint }

  func header(part: Int64, cells: [String], row: Int) {
    if headers[part] == nil { headers[part] = (cells, row) }
  }

  private var headers: [Int64: (cells: [String], row: Int)] = [:]

  func diagnostics(_ counts: [String: Int]) { diagnosticCounts = counts }

  private var diagnosticCounts: [String: Int] = [:]

  @discardableResult
  func resolve(rejects: [Int64], as state: RejectState) throws -> [Int64] {
    guard !dryRun, !rejects.isEmpty else { return [] }
    try begin()
    return try close(rejects, as: state)
  }

  /// Notes what a write to a dataset replaced or removed; `key` is a JSON array of the key cells of a ledger's row.
  func change(
    subject: String, region: Int64, period: Int64, key: String? = nil, kind: String, old: String?, oldPart: Int64?,
    oldSourceRow: Int?
  ) throws {
    let statement =
      try changes
      ?? self.statement(
        """
        INSERT INTO change(batch, subject, region, period, key, kind, old, old_part, old_source_row)
        VALUES (?,?,?,?,?,?,?,?,?)
        """)
    changes = statement
    statement.bind(batch, at: 1)
    statement.bind(subject, at: 2)
    statement.bind(region, at: 3)
    statement.bind(period, at: 4)
    if let key { statement.bind(key, at: 5) } else { statement.bindNull(at: 5) }
    statement.bind(kind, at: 6)
    if let old { statement.bind(old, at: 7) } else { statement.bindNull(at: 7) }
    if let oldPart { statement.bind(oldPart, at: 8) } else { statement.bindNull(at: 8) }
    if let oldSourceRow { statement.bind(Int64(oldSourceRow), at: 9) } else { statement.bindNull(at: 9) }
    _ = try statement.run(allowsConflict: false)
  }

  private var changes: PreparedStatement?

  /// Notes rows of a fixed table as they are, before they change (`update`) or go (`delete`).
  func log(
    _ table: FixedTable, kind: String, where condition: String, _ arguments: [String: (any DatabaseValueConvertible)?]
  ) throws {
    writes(table)
    try table.log(db, batch: batch, kind: kind, where: condition, arguments)
  }

  /// The batch writes rows of a fixed table.
  func writes(_ table: FixedTable) { written.insert(table.name) }

  private var written: Set<String> = []

  /// Notes that the batch met a key of a fixed table, whether it changed it or not.
  func touch(_ table: FixedTable, key: [LoggedValues.Value]) throws {
    try db.execute(
      sql: "INSERT OR IGNORE INTO touched_key(batch, subject, key) VALUES (?,?,?)",
      arguments: [batch, table.name, LoggedValues.json(key)])
  }

  func reject(_ row: RejectedRow) throws {
    counts.rejected += 1
    if let origin = header.retry?.origins[row.row] {
      rejectedAgain.insert(origin.reject)
      return
    }
    guard !dryRun else { return }
    try begin()
    let cells = try JSONSerialization.data(withJSONObject: row.cells)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let reasons = try encoder.encode(row.reasons.map(StoredReason.init))
    let part = row.member == nil && row.sheet == nil ? self.part : try part(member: row.member, sheet: row.sheet)
    let beside = row.beside.isEmpty ? nil : String(decoding: try encoder.encode(row.beside), as: UTF8.self)
    try db.execute(
      sql: "INSERT INTO reject(batch, source_row, cells, reasons, part, beside) VALUES (?,?,?,?,?,?)",
      arguments: [
        batch, row.row, String(decoding: cells, as: UTF8.self), String(decoding: reasons, as: UTF8.self), part, beside,
      ])
    writes(.reject)
    rejectedParts.insert(part)
  }

  private var rejectedParts: Set<Int64> = []
  private var rejectedAgain: Set<Int64> = []

  /// The row of the source that a row of the input stands for.
  @inline(__always)
  func sourceRow(_ row: Int32) -> Int32 {
    guard let retry = header.retry else { return row }
    return retry.origins[Int(row)].map { Int32(truncatingIfNeeded: $0.row) } ?? row
  }

  /// Whether a part is of the batch whose rejected rows are tried again, or of one that brought some of them in.
  func retriesSource(ofPart part: Int64) throws -> Bool {
    guard let reject = header.retry?.origins.values.first?.reject else { return false }
    return try Bool.fetchOne(
      db,
      sql: """
        SELECT b.id = r.batch OR EXISTS (SELECT 1 FROM reject o WHERE o.batch = r.batch AND o.closed_by = b.id)
        FROM reject r, batch_part p JOIN batch b ON b.id = p.batch WHERE r.id = ? AND p.id = ?
        """, arguments: [reject, part]) ?? false
  }

  var changedAnything: Bool { changedFixedTables || counts.new + counts.changed + counts.removed > 0 }

  /// Ends the batch: commits it with its audit entry, or leaves no trace where there is nothing to keep.
  ///
  /// - Returns: whether it was committed.
  func finish() throws -> Bool {
    for writer in writers { try writer.finish() }
    if hasBegun, !dryRun {
      var noted: Set<String> = []
      for writer in writers where noted.insert(writer.rules.declaration.id).inserted { try writer.noteTouched() }
    }
    if let retry = header.retry {
      try resolve(rejects: retry.origins.values.map(\.reject).filter { !rejectedAgain.contains($0) }, as: .retried)
    }
    guard hasBegun else { return false }
    guard !dryRun else {
      try db.rollback()
      return false
    }
    guard try changedAnything || (header.retry == nil && counts.rejected > 0 && !rejectsAreKnown()) else {
      try db.rollback()
      return false
    }
    let diagnostics = try JSONSerialization.data(withJSONObject: diagnosticCounts, options: [.sortedKeys])
    try db.execute(
      sql: """
        UPDATE batch SET sha256 = ?, bytes = ?, declaration = ?, rows_read = ?, rows_new = ?, rows_changed = ?,
          rows_unchanged = ?, rows_removed = ?, rows_rejected = ?, counts = ? WHERE id = ?
        """,
      arguments: [
        fingerprint?.sha256, fingerprint?.bytes, declarations.first, counts.read, counts.new, counts.changed,
        counts.unchanged, counts.removed, counts.rejected, String(decoding: diagnostics, as: UTF8.self), batch,
      ])
    for part in rejectedParts.sorted() {
      guard let header = headers[part] else { continue }
      let cells = try JSONSerialization.data(withJSONObject: header.cells)
      try db.execute(
        sql: "UPDATE batch_part SET header = ?, header_row = ? WHERE id = ?",
        arguments: [String(decoding: cells, as: UTF8.self), header.row, part])
    }
    try seal()
    try db.commit()
    return true
  }

  /// Digests what the batch wrote and links it to the chain.
  func seal() throws {
    let last = try Int64.fetchOne(db, sql: "SELECT max(id) FROM batch_part WHERE batch = ?", arguments: [batch]) ?? part
    for seal in seals.values { try seal.finish(db, batch: batch, parts: header.kind == .undo ? nil : part...last) }
    for name in written.sorted() { try FixedTable.named(name)?.seal(db, batch: batch) }
    let digest = try BatchDigest.make(db, batch: batch)
    _ = try AuditChain.append(
      db, at: header.at, user: principal.name, kind: header.kind.rawValue, batch: batch,
      detail: "\(uid) \(header.importer) \(header.file)", digest: digest)
  }

  /// What this batch leaves in a dataset.
  func seal(for rules: DatasetRules, declaration: String) -> DatasetSeal {
    if let known = seals[rules.declaration.id] { return known }
    let seal = DatasetSeal(rules, declaration: declaration)
    seals[rules.declaration.id] = seal
    return seal
  }

  private var seals: [String: DatasetSeal] = [:]

  /// The next id of a fixed table whose rows are numbered: never one that a row had which is gone, as it may come back.
  func nextID(_ table: FixedTable) throws -> Int64 {
    let next =
      try nextIDs[table.name]
      ?? Int64.fetchOne(
        db,
        sql: """
          SELECT 1 + max(ifnull((SELECT max(id) FROM \(table.name)), 0), ifnull((
            SELECT max(json_extract(key, '$[0]')) FROM change WHERE subject = '\(table.name)'), 0))
          """) ?? 1
    nextIDs[table.name] = next + 1
    return next
  }

  private var nextIDs: [String: Int64] = [:]

  func abandon() {
    guard hasBegun else { return }
    try? db.rollback()
  }

  /// Lets go of the writers and their statements, which hold the session: the store could not be closed otherwise, and
  /// its log would stay beside it.
  func close() {
    if !isInTransaction, !writers.isEmpty { try? db.execute(sql: "PRAGMA foreign_keys = ON") }
    writers = []
    met = [:]
    changes = nil
    guard temporaryTables > 0 else { return }
    let names = try? String.fetchAll(db, sql: "SELECT name FROM temp.sqlite_master WHERE type = 'table'")
    for name in names ?? [] { try? db.execute(sql: "DROP TABLE temp.\"\(name)\"") }
  }

  /// Whether an earlier batch holds the rejects of this very content already.
  private func rejectsAreKnown() throws -> Bool {
    guard let fingerprint else { return false }
    return try Bool.fetchOne(
      db,
      sql: """
        SELECT EXISTS (SELECT 1 FROM batch WHERE sha256 = ? AND importer = ? AND id <> ? AND rows_rejected = ?
          AND undone_by IS NULL)
        """,
      arguments: [fingerprint.sha256, header.importer, batch, counts.rejected]) ?? false
  }
}
extension BatchSession {
  /// Closes open rejects, noting the state they had; gives back those it closed.
  func close(_ rejects: [Int64], as state: RejectState) throws -> [Int64] {
    var closed: [Int64] = []
    for id in Set(rejects).sorted() {
      guard
        try Bool.fetchOne(
          db, sql: "SELECT state = 'open' AND batch <> ? FROM reject WHERE id = ?", arguments: [batch, id]) == true
      else { continue }
      try log(.reject, kind: "update", where: FixedTable.reject.keyCondition, FixedTable.keyArguments([id]))
      try db.execute(
        sql: "UPDATE reject SET state = ?, closed_by = ? WHERE id = ?", arguments: [state.rawValue, batch, id])
      closed.append(id)
    }
    if !closed.isEmpty { changedFixedTables = true }
    return closed
  }
}
