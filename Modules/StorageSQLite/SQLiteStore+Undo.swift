import Domain
import GRDB
public import Storage

extension SQLiteStore {
  public func undo(_ request: UndoRequest) throws -> UndoResult {
    try database { db in
      // One state for planning and doing: another writer must not slip in between.
      try db.beginTransaction(.immediate)
      let session: BatchSession
      do {
        session = try BatchSession(
          db,
          header: BatchHeader(
            kind: .undo, importer: "", file: Self.label(request.subject),
            options: request.cascade ? ["cascade": "true"] : [:],
            reason: request.reason, at: request.at), principal: principal, location: location, isInTransaction: true)
      } catch {
        try? db.rollback()
        throw error
      }
      defer {
        session.close()
        for table in ["undo_own", "undo_later"] { try? db.execute(sql: "DROP TABLE IF EXISTS temp.\(table)") }
      }
      do {
        return try undo(request, db, session)
      } catch {
        try? db.rollback()
        throw error
      }
    }
  }

  /// How the history names what an undo was asked for.
  static func label(_ subject: UndoRequest.Subject) -> String {
    switch subject {
    case .batch(let id): "batch \(id)"
    case .delivery(let id): "kiriman \(id)"
    }
  }

  private func undo(_ request: UndoRequest, _ db: Database, _ session: BatchSession) throws -> UndoResult {
    let plan = UndoPlan(db)
    var batches = try plan.targets(request.subject)
    var conflicts = try plan.conflicts(batches)
    if !conflicts.isEmpty, !request.cascade {
      let result = try UndoResult.refused(
        conflicts.map { UndoConflict(batch: try Self.info(db, $0.batch), rows: $0.rows) })
      try db.rollback()
      return result
    }
    while !conflicts.isEmpty {
      batches = Set(batches + conflicts.map(\.batch)).sorted()
      conflicts = try plan.conflicts(batches)
    }
    for batch in batches { try checkScope(of: batch, db) }
    let latestFirst = Array(batches.reversed())
    let infos = try latestFirst.map { try Self.info(db, $0) }
    try session.begin()
    for batch in latestFirst { try takeBack(batch, db, session) }
    try UndoMarks(db).write(db)
    session.changedFixedTables = true
    try session.seal()
    let extents = try Self.extents(db, session.batch)
    let head = AuditChain.text(try AuditChain.head(db))
    if request.dryRun { try db.rollback() } else { try db.commit() }
    let kept = !request.dryRun
    return .undone(
      batches: infos, extents: extents,
      outcome: BatchOutcome(
        result: (), batch: kept ? session.batch : nil, uid: kept ? session.uid : nil,
        delivery: kept ? session.delivery : nil, counts: session.counts,
        auditHead: kept ? head : AuditChain.text(try AuditChain.head(db))))
  }

  /// What lies outside the principal's scope, or belongs to no region, is not its to take back.
  private func checkScope(of batch: Int64, _ db: Database) throws {
    if principal.scope == .nation { return }
    for extent in try Self.extents(db, batch) where extent.subject != FixedTable.reject.name {
      guard let regions = extent.regions, let first = RegionCode(regions.lowerBound),
        let last = RegionCode(regions.upperBound)
      else { throw StorageError.outsideScope }
      try check(first)
      try check(last)
    }
  }

  private func takeBack(_ batch: Int64, _ db: Database, _ session: BatchSession) throws {
    let row = try Row.fetchOne(db, sql: "SELECT kind, log, declaration FROM batch WHERE id = ?", arguments: [batch])
    let isLogged = (row?["log"] as Int64? ?? 0) > 0
    let subjects = Set(
      try String.fetchAll(
        db,
        sql: "SELECT subject FROM batch_extent WHERE batch = :b UNION SELECT subject FROM change WHERE batch = :b",
        arguments: ["b": batch]))
    // Older programs noted of fixed tables too little to put them back.
    if !isLogged, subjects.contains(where: { FixedTable.named($0) != nil }) { throw UndoError.notLogged(batch) }
    let datasets =
      isLogged ? subjects : subjects.union(try String.fetchAll(db, sql: "SELECT id FROM dataset"))
    let parts = try Self.parts(db, of: batch)
    for dataset in datasets.sorted() where FixedTable.named(dataset) == nil && dataset != BatchDigest.changes {
      try takeBack(batch, parts, dataset, db, session)
    }
    for table in FixedTable.all where subjects.contains(table.name) || !isLogged {
      let counts = try table.undo(db, batch: batch, by: session.batch)
      session.counts.new += counts.restored
      session.counts.changed += counts.changed
      session.counts.removed += counts.removed
      if counts != (0, 0, 0) { session.writes(table) }
    }
    // An undo of this undo meets the same lists and spellings.
    try db.execute(
      sql: "INSERT OR IGNORE INTO touched_key SELECT ?, subject, key FROM touched_key WHERE batch = ?",
      arguments: [session.batch, batch])
    try db.execute(sql: "INSERT INTO batch_undo(batch, undone) VALUES (?,?)", arguments: [session.batch, batch])
  }

  private func takeBack(
    _ batch: Int64, _ parts: ClosedRange<Int64>, _ dataset: String, _ db: Database, _ session: BatchSession
  ) throws {
    guard let history = try DeclarationHistory(db, dataset), let table = try Self.table(db, dataset),
      let applied = try Self.applied(db, dataset)
    else { throw UndoError.declarationChanged(batch: batch, dataset: dataset) }
    let sequence = try Int64.fetchOne(db, sql: "SELECT seq FROM audit_entry WHERE batch = ?", arguments: [batch]) ?? 0
    let digest = try String.fetchOne(
      db,
      sql: """
        SELECT coalesce((SELECT declaration FROM batch_extent WHERE batch = :b AND subject = :d AND declaration IS NOT NULL),
          (SELECT declaration FROM batch WHERE id = :b))
        """, arguments: ["b": batch, "d": dataset])
    let position = history.position(sequence, digest)
    guard history.declaration(at: position).key == applied.declaration.key else {
      throw UndoError.declarationChanged(batch: batch, dataset: dataset)
    }
    try DatasetUndo(
      db: db, session: session, table: table, seal: session.seal(for: table.rules, declaration: applied.digest),
      batch: batch, parts: parts, fields: history.fields(at: position),
      closed: try ClosedPeriods(db, applied.declaration)
    ).run()
  }

  /// A dataset's table over its applied declaration; nil where the store does not hold it.
  static func table(_ db: Database, _ dataset: String) throws -> DatasetTable? {
    guard let applied = try applied(db, dataset) else { return nil }
    do {
      return try DatasetTable(db, DatasetRules(applied.declaration))
    } catch let errors as FormulaErrors {
      throw StorageError.refused(dataset: dataset, detail: "\(errors.byField.keys.sorted())")
    }
  }

  /// The parts of a batch, which are numbered in one run as they were made in one transaction.
  static func parts(_ db: Database, of batch: Int64) throws -> ClosedRange<Int64> {
    let row = try Row.fetchOne(
      db, sql: "SELECT min(id), max(id) FROM batch_part WHERE batch = ?", arguments: [batch])
    guard let first: Int64 = row?[0], let last: Int64 = row?[1] else { return 0...0 }
    return first...last
  }
}
