public import Domain
import Foundation
import GRDB
public import Storage

extension SQLiteStore {
  public func batch<Result>(
    _ header: BatchHeader, _ body: (any BatchSink) throws -> Result
  ) throws -> BatchOutcome<Result> {
    try database { db in
      let session = try BatchSession(db, header: header, principal: principal, location: location)
      defer { session.close() }
      do {
        let result = try body(session)
        let kept = try session.finish()
        return BatchOutcome(
          result: result, batch: kept ? session.batch : nil, uid: kept ? session.uid : nil,
          delivery: kept ? session.delivery : nil, counts: session.counts,
          auditHead: AuditChain.text(try AuditChain.head(db)), preview: session.preview)
      } catch {
        session.abandon()
        throw error
      }
    }
  }

  public func aliases(in region: RegionCode) throws -> [RegionAlias] {
    try database { db in
      try Row.fetchAll(db, sql: "SELECT * FROM region_alias ORDER BY within, name_key").compactMap { row in
        let within: Int64 = row["within"]
        let code: Int64 = row["code"]
        guard let within = RegionCode(within), let code = RegionCode(code) else { return nil }
        guard region.contains(within) || within.contains(region) else { return nil }
        return RegionAlias(within: within, name: row["name"], code: code, note: row["note"])
      }
    }
  }

  public func removeAlias(named name: String, within region: RegionCode) throws -> Bool {
    try check(region)
    let header = BatchHeader(kind: .alias, importer: "aliases", file: "-", at: now())
    return try batch(header) { sink in
      try (sink as? BatchSession)?.removeAlias(named: name, within: region) ?? false
    }.result
  }

  public func targetList(_ target: String) throws -> TargetList {
    try database { db in
      let rows = try Row.fetchAll(
        db, sql: "SELECT * FROM target_entry WHERE target = ? ORDER BY year, id", arguments: [target])
      let entries = rows.compactMap(Self.targetEntry)
      let parts = Set(rows.map { $0["part"] as Int64 })
      let decisions = try Row.fetchAll(
        db, sql: "SELECT * FROM target_decision WHERE target = ? ORDER BY year, number", arguments: [target]
      ).compactMap { row in
        CalendarDate(number: row["date"]).map {
          TargetDecision(
            year: row["year"], number: row["number"], date: $0, source: row["source"], reason: row["reason"])
        }
      }
      return TargetList(
        entries: entries.filter { $0.removed == nil }, removed: entries.filter { $0.removed != nil },
        decisions: decisions, origins: try Self.origins(db, parts: parts))
    }
  }

  /// A row of `target_entry`; nil where its basis is none.
  static func targetEntry(_ row: Row) -> TargetEntry? {
    let basis: String = row["basis"]
    let regency: Int64? = row["regency"]
    let region: Int64? = row["region"]
    guard let basis = TargetEntry.Basis(rawValue: basis) else { return nil }
    let replaces: Int64? = row["replaces"]
    let period: Int? = row["start_period"]
    var entry = TargetEntry(
      year: row["year"], basis: basis, regency: regency.flatMap { RegionCode($0) },
      region: region.flatMap { RegionCode($0) }, printedName: row["printed_name"], match: row["match"],
      sourceRow: row["source_row"])
    entry.added = row["added"]
    entry.removed = row["removed"]
    entry.replaces = replaces.flatMap { RegionCode($0) }
    entry.start = row["start"]
    entry.startPeriod = period.flatMap { Period(number: $0) }
    return entry
  }

  /// The batches of some parts, by batch.
  static func origins(_ db: Database, parts: Set<Int64>) throws -> [DatasetOrigin] {
    guard !parts.isEmpty else { return [] }
    let list = parts.sorted().map(String.init).joined(separator: ",")
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT DISTINCT b.id, b.file, b.stage, b.as_of FROM batch_part p JOIN batch b ON b.id = p.batch
        WHERE p.id IN (\(list)) ORDER BY b.id
        """)
    return rows.map { row in
      let stage: String? = row["stage"]
      let asOf: Int? = row["as_of"]
      return DatasetOrigin(
        batch: row["id"], file: row["file"], stage: stage.flatMap { Stage(rawValue: $0) },
        asOf: asOf.flatMap { CalendarDate(number: $0) })
    }
  }
}
