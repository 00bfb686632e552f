import Domain
import Foundation
import GRDB
import Storage

/// One batch under way: takes the write lock at the first write, and keeps what is written for the audit entry.
final class BatchSession: BatchSink {
  let db: Database
  let header: BatchHeader
  let location: String
  let principal: Principal
  private let connection: OpaquePointer
  var counts = RowCounts()
  var digest = AuditDigest()
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

  init(_ db: Database, header: BatchHeader, principal: Principal, location: String) throws {
    self.db = db
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

  func statement(_ sql: String) throws -> PreparedStatement { try PreparedStatement(connection, sql) }

  /// Takes the write lock and makes the batch's record; nothing for a dry-run.
  func begin() throws {
    guard !hasBegun, !dryRun else { return }
    try db.beginTransaction(.immediate)
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
        INSERT INTO batch(uid, delivery, kind, importer, file, user, at, stage, as_of, options, reason, log)
        VALUES (?,?,?,?,?,?,?,?,?,?,?,1)
        """,
      arguments: [
        uid, delivery, header.kind.rawValue, header.importer, header.file, principal.name, header.at,
        header.stage?.rawValue,
        header.asOf?.number, String(decoding: options, as: UTF8.self), header.reason,
      ])
    batch = db.lastInsertedRowID
    try db.execute(sql: "INSERT INTO batch_part(batch) VALUES (?)", arguments: [batch])
    part = db.lastInsertedRowID
  }

  func writer(for rules: DatasetRules, options: DatasetWriterOptions) throws -> any DatasetWriter {
    guard let applied = try SQLiteStore.applied(db, rules.declaration.id),
      try applied.digest == SQLiteStore.digest(of: rules.declaration).digest
    else { throw StorageError.notMigrated(dataset: rules.declaration.id) }
    let writer = try SQLiteDatasetWriter(rules, options: options, session: self)
    writers.append(writer)
    declarations.append(applied.digest)
    return writer
  }

  private var declarations: [String] = []

  func part(member: String?, sheet: String?) throws -> Int64 {
    guard !dryRun else { return 0 }
    try begin()
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
  /// Codes that came with data, by scheme and code.
  var localCodes: [[String]: Int64] = [:]

  func fingerprint(_ fingerprint: FileFingerprint) { self.fingerprint = fingerprint }

  func header(part: Int64, cells: [String], row: Int) { headers[part] = (cells, row) }

  private var headers: [Int64: (cells: [String], row: Int)] = [:]

  func diagnostics(_ counts: [String: Int]) { diagnosticCounts = counts }

  private var diagnosticCounts: [String: Int] = [:]

  func resolve(rejects: [Int64]) throws -> [Int64] {
    guard !dryRun, !rejects.isEmpty else { return [] }
    try begin()
    return try close(rejects, as: .retried)
  }

  /// Notes what a write replaced.
  func change(
    subject: String, region: Int64?, period: Int64?, key: String? = nil, kind: String, old: String?, oldPart: Int64?,
    oldSourceRow: Int?
  ) throws {
    try db.execute(
      sql: """
        INSERT INTO change(batch, subject, region, period, key, kind, old, old_part, old_source_row)
        VALUES (?,?,?,?,?,?,?,?,?)
        """, arguments: [batch, subject, region, period, key, kind, old, oldPart, oldSourceRow])
    digest.add(UInt8(ascii: "C"))
    digest.add(text: subject)
    digest.add(signed: region ?? -1)
    digest.add(signed: period ?? -1)
    if let key { digest.add(text: key) }
    digest.add(text: kind)
    digest.add(text: old ?? "")
    digest.flushIfFull()
  }

  func reject(_ row: RejectedRow) throws {
    counts.rejected += 1
    guard !dryRun else { return }
    try begin()
    let cells = try JSONSerialization.data(withJSONObject: row.cells)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let reasons = try encoder.encode(row.reasons.map(StoredReason.init))
    try db.execute(
      sql: "INSERT INTO reject(batch, source_row, cells, reasons) VALUES (?,?,?,?)",
      arguments: [batch, row.row, String(decoding: cells, as: UTF8.self), String(decoding: reasons, as: UTF8.self)])
    digest.add(UInt8(ascii: "X"))
    digest.add(signed: Int64(row.row))
    digest.add(text: String(decoding: cells, as: UTF8.self))
    digest.add(text: String(decoding: reasons, as: UTF8.self))
    digest.flushIfFull()
  }

  var changedAnything: Bool { changedFixedTables || counts.new + counts.changed + counts.removed > 0 }

  /// Ends the batch: commits it with its audit entry, or leaves no trace where there is nothing to keep.
  ///
  /// - Returns: whether it was committed.
  func finish() throws -> Bool {
    for writer in writers { try writer.finish() }
    guard hasBegun else { return false }
    guard try changedAnything || (counts.rejected > 0 && !rejectsAreKnown()) else {
      try db.rollback()
      return false
    }
    try db.execute(
      sql: """
        UPDATE batch SET sha256 = ?, bytes = ?, declaration = ?, rows_read = ?, rows_new = ?, rows_changed = ?,
          rows_unchanged = ?, rows_removed = ?, rows_rejected = ? WHERE id = ?
        """,
      arguments: [
        fingerprint?.sha256, fingerprint?.bytes, declarations.first, counts.read, counts.new, counts.changed,
        counts.unchanged, counts.removed, counts.rejected, batch,
      ])
    _ = try AuditChain.append(
      db, at: header.at, user: principal.name, kind: header.kind.rawValue, batch: batch,
      detail: "\(uid) \(header.importer) \(header.file)", digest: digest.finalize())
    try db.commit()
    return true
  }

  func abandon() {
    guard hasBegun else { return }
    try? db.rollback()
  }

  /// Lets go of the writers and their statements, which hold the session: the store could not be closed otherwise, and
  /// its log would stay beside it.
  func close() { writers = [] }

  /// Whether an earlier batch holds the rejects of this very content already.
  private func rejectsAreKnown() throws -> Bool {
    guard let fingerprint else { return false }
    return try Bool.fetchOne(
      db,
      sql: "SELECT EXISTS (SELECT 1 FROM batch WHERE sha256 = ? AND importer = ? AND id <> ? AND rows_rejected = ?)",
      arguments: [fingerprint.sha256, header.importer, batch, counts.rejected]) ?? false
  }
}
extension BatchSession {
  /// Closes open rejects, noting the state they had; gives back those it closed.
  func close(_ rejects: [Int64], as state: RejectState) throws -> [Int64] {
    var closed: [Int64] = []
    for id in Set(rejects).sorted() {
      guard try Bool.fetchOne(db, sql: "SELECT state = 'open' FROM reject WHERE id = ?", arguments: [id]) == true
      else { continue }
      try db.execute(
        sql: "UPDATE reject SET state = ?, closed_by = ? WHERE id = ?", arguments: [state.rawValue, batch, id])
      closed.append(id)
    }
    if !closed.isEmpty { changedFixedTables = true }
    return closed
  }
}
