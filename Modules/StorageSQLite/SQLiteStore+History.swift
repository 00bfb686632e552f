import Domain
import Foundation
import GRDB
public import Storage

extension SQLiteStore {
  public func batches(_ filter: BatchFilter, limit: Int) throws -> [BatchInfo] {
    try database { db in
      let (condition, arguments) = try Self.condition(db, filter)
      return try Row.fetchAll(
        db,
        sql: "\(Self.infoColumns) WHERE \(condition) ORDER BY b.id DESC LIMIT :limit",
        arguments: StatementArguments(arguments.merging(["limit": limit]) { $1 })
      ).map { try Self.info(db, $0) }
    }
  }

  public func batch(_ id: Int64) throws -> BatchDetails? {
    try database { db in
      guard let row = try Row.fetchOne(db, sql: "\(Self.infoColumns) WHERE b.id = ?", arguments: [id]) else {
        return nil
      }
      let parts = try Row.fetchAll(
        db, sql: "SELECT id, member, sheet FROM batch_part WHERE batch = ? ORDER BY id", arguments: [id])
      var rejects: [RejectState: Int] = [:]
      let states = try Row.fetchAll(
        db, sql: "SELECT state, count(*) FROM reject WHERE batch = ? GROUP BY state", arguments: [id])
      for state in states { if let known = RejectState(rawValue: state[0]) { rejects[known] = state[1] } }
      return BatchDetails(
        info: try Self.info(db, row), sha256: row["sha256"], bytes: row["bytes"],
        options: Self.decoded(row["options"]) ?? [:], reason: row["reason"],
        parts: parts.map { BatchDetails.Part(id: $0["id"], member: $0["member"], sheet: $0["sheet"]) },
        diagnostics: Self.decoded(row["counts"]) ?? [:], extents: try Self.extents(db, id), rejects: rejects,
        resolved: try Int.fetchOne(db, sql: "SELECT count(*) FROM reject WHERE closed_by = ?", arguments: [id]) ?? 0)
    }
  }

  private static func decoded<Value: Decodable>(_ json: String?) -> Value? {
    json.flatMap { try? JSONDecoder().decode(Value.self, from: Data($0.utf8)) }
  }

  static let infoColumns = """
    SELECT b.*, (SELECT count(*) FROM reject r WHERE r.batch = b.id AND r.state = 'open') AS open_rejects FROM batch b
    """

  static func info(_ db: Database, _ id: Int64) throws -> BatchInfo {
    guard let row = try Row.fetchOne(db, sql: "\(infoColumns) WHERE b.id = ?", arguments: [id]) else {
      throw UndoError.noBatch(id)
    }
    return try info(db, row)
  }

  static func info(_ db: Database, _ row: Row) throws -> BatchInfo {
    var counts = RowCounts()
    counts.read = row["rows_read"]
    counts.new = row["rows_new"]
    counts.changed = row["rows_changed"]
    counts.unchanged = row["rows_unchanged"]
    counts.removed = row["rows_removed"]
    counts.rejected = row["rows_rejected"]
    let stage: String? = row["stage"]
    let asOf: Int? = row["as_of"]
    let id: Int64 = row["id"]
    let kind: String = row["kind"]
    let undoes =
      kind == "undo"
      ? try Int64.fetchAll(db, sql: "SELECT undone FROM batch_undo WHERE batch = ? ORDER BY undone", arguments: [id])
      : []
    return BatchInfo(
      id: id, uid: row["uid"], delivery: row["delivery"], kind: kind, importer: row["importer"], file: row["file"],
      user: row["user"], at: row["at"], stage: stage.flatMap { Stage(rawValue: $0) },
      asOf: asOf.flatMap { CalendarDate(number: $0) }, counts: counts, undoneBy: row["undone_by"], undoes: undoes,
      openRejects: row["open_rejects"])
  }

  /// What a batch did by dataset and period, and by fixed table.
  static func extents(_ db: Database, _ batch: Int64) throws -> [BatchExtent] {
    try Row.fetchAll(
      db, sql: "SELECT * FROM batch_extent WHERE batch = ? AND subject <> ? ORDER BY subject, period",
      arguments: [batch, BatchDigest.changes]
    ).map { row in
      let period: Int = row["period"]
      let first: Int64? = row["first_region"]
      let last: Int64? = row["last_region"]
      return BatchExtent(
        subject: row["subject"], period: Period(number: period), new: row["rows_new"], changed: row["rows_changed"],
        unchanged: row["rows_unchanged"], removed: row["rows_removed"],
        regions: first.flatMap { first in last.map { first...max(first, $0) } })
    }
  }

  // MARK: Filters

  private static func condition(
    _ db: Database, _ filter: BatchFilter
  ) throws -> (sql: String, arguments: [String: (any DatabaseValueConvertible)?]) {
    var parts: [String] = ["1"]
    var arguments: [String: (any DatabaseValueConvertible)?] = [:]
    func add(_ sql: String, _ name: String, _ value: (any DatabaseValueConvertible)?) {
      guard let value else { return }
      parts.append(sql)
      arguments[name] = value
    }
    add("b.importer = :importer", "importer", filter.importer)
    add("b.user = :user", "user", filter.user)
    add("b.at >= :since", "since", filter.since)
    add("b.at < :until", "until", filter.until)
    add("instr(lower(b.file), lower(:file)) > 0", "file", filter.file)
    add("b.delivery = :delivery", "delivery", filter.delivery)
    add("b.kind = :kind", "kind", filter.kind)
    add("b.sha256 = :sha256", "sha256", filter.sha256)
    switch filter.state {
    case .active: parts.append("b.undone_by IS NULL")
    case .undone: parts.append("b.undone_by IS NOT NULL")
    case .open:
      parts.append(
        "b.undone_by IS NULL AND EXISTS (SELECT 1 FROM reject r WHERE r.batch = b.id AND r.state = 'open')")
    case nil: break
    }
    if filter.dataset != nil || filter.period != nil || filter.region != nil {
      parts.append(try touches(db, filter))
      arguments["dataset"] = filter.dataset
      arguments["period"] = filter.period?.number
      let ranges = (filter.region ?? .nation)
      arguments["region"] = ranges.number
    }
    return (parts.joined(separator: " AND "), arguments)
  }

  /// Batches that touched rows of a dataset, a period and a region: by what they left, then exactly by their rows.
  private static func touches(_ db: Database, _ filter: BatchFilter) throws -> String {
    var extent = ["e.batch = b.id", "e.subject <> '\(BatchDigest.changes)'"]
    if filter.dataset != nil { extent.append("e.subject = :dataset") }
    if filter.period != nil { extent.append("e.period = :period") }
    // Bound in any case, so that the statement takes all arguments.
    extent.append(":region IS NOT NULL")
    guard let region = filter.region, region != .nation else {
      return "EXISTS (SELECT 1 FROM batch_extent e WHERE \(extent.joined(separator: " AND ")))"
    }
    let ranges = RegionLevel.allCases.filter { $0 >= region.level }.map { region.range(of: $0) }
    let around = ranges.map { "e.last_region >= \($0.lowerBound) AND e.first_region <= \($0.upperBound)" }
    func within(_ column: String) -> String {
      ranges.map { range in
        "\(column) BETWEEN \(range.lowerBound) AND \(range.upperBound)"
      }.joined(separator: " OR ")
    }
    var found = [
      """
      EXISTS (SELECT 1 FROM change c WHERE c.batch = b.id AND c.subject = e.subject AND (\(within("c.region"))))
      """
    ]
    for dataset in try String.fetchAll(db, sql: "SELECT id FROM dataset ORDER BY id") {
      found.append(
        """
        e.subject = '\(dataset)' AND EXISTS (SELECT 1 FROM "data_\(dataset)" d WHERE d.period = e.period
          AND (\(within("d.region"))) AND d.part IN (SELECT id FROM batch_part WHERE batch = b.id))
        """)
    }
    for table in FixedTable.all where table.region != "NULL" {
      found.append(
        """
        e.subject = '\(table.name)' AND EXISTS (SELECT 1 FROM \(table.name) WHERE (\(within(table.region)))
          AND \(table.owner == "batch" ? "batch = b.id" : "part IN (SELECT id FROM batch_part WHERE batch = b.id)"))
        """)
    }
    // Rows found unchanged are kept packed: the regions between which they lie have to do.
    found.append("e.rows_unchanged > 0 AND (\(around.joined(separator: " OR ")))")
    return """
      EXISTS (SELECT 1 FROM batch_extent e WHERE \(extent.joined(separator: " AND "))
        AND (\(found.map { "(\($0))" }.joined(separator: " OR "))))
      """
  }
}
