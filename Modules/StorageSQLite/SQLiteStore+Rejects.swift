import Diagnostics
import Domain
import Foundation
import GRDB
public import Storage

extension SQLiteStore {
  public func rejects(_ filter: RejectFilter, limit: Int) throws -> [StoredReject] {
    try database { db in
      let (condition, arguments) = Self.condition(filter)
      let rows = try Row.fetchCursor(
        db,
        sql: """
          SELECT r.*, b.importer, b.file, p.member, p.sheet FROM reject r JOIN batch b ON b.id = r.batch
            LEFT JOIN batch_part p ON p.id = r.part
          WHERE \(condition) ORDER BY r.batch, r.part, r.source_row, r.id
          """, arguments: StatementArguments(arguments))
      var found: [StoredReject] = []
      while found.count < limit, let row = try rows.next() {
        let reject = try Self.reject(row)
        if filter.region.map({ Self.names($0, reject.row) }) ?? true { found.append(reject) }
      }
      return found
    }
  }

  public func rejectCounts(_ filter: RejectFilter) throws -> [(batch: Int64, code: String, count: Int)] {
    var counts: [Int64: [String: Int]] = [:]
    for reject in try rejects(filter, limit: .max) {
      for code in Set(reject.row.reasons.map(\.code)) { counts[reject.batch, default: [:]][code, default: 0] += 1 }
    }
    return counts.sorted { $0.key < $1.key }.flatMap { batch, codes in
      codes.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { (batch, $0.key, $0.value) }
    }
  }

  public func sourceHeader(part: Int64) throws -> SourceHeader? {
    try database { db in
      let row = try Row.fetchOne(
        db, sql: "SELECT header, header_row FROM batch_part WHERE id = ? AND header IS NOT NULL", arguments: [part])
      return try row.map { row in
        let cells: String = row["header"]
        return SourceHeader(
          cells: try JSONDecoder().decode([String].self, from: Data(cells.utf8)), row: row["header_row"] ?? 1)
      }
    }
  }

  public func discard(_ rejects: [Int64], reason: String, at: Double) throws -> BatchOutcome<Int> {
    try batch(BatchHeader(kind: .discard, importer: "rejects", file: "-", reason: reason, at: at)) { sink in
      guard let session = sink as? BatchSession else { return 0 }
      try session.begin()
      let closed = try session.close(rejects, as: .discarded).count
      session.counts.changed = closed
      return closed
    }
  }

  private static func reject(_ row: Row) throws -> StoredReject {
    let cells: String = row["cells"]
    let reasons: String = row["reasons"]
    let state: String = row["state"]
    let beside: String? = row["beside"]
    return StoredReject(
      id: row["id"], batch: row["batch"], importer: row["importer"], file: row["file"],
      row: RejectedRow(
        row: row["source_row"], member: row["member"], sheet: row["sheet"],
        cells: try JSONDecoder().decode([String].self, from: Data(cells.utf8)),
        reasons: try JSONDecoder().decode([StoredReason].self, from: Data(reasons.utf8)).map(\.diagnostic),
        beside: try beside.map { try JSONDecoder().decode(RowSurroundings.self, from: Data($0.utf8)) }
          ?? RowSurroundings()),
      part: row["part"], state: RejectState(rawValue: state) ?? .open, closedBy: row["closed_by"])
  }

  private static func condition(
    _ filter: RejectFilter
  ) -> (sql: String, arguments: [String: (any DatabaseValueConvertible)?]) {
    var parts: [String] = ["1"]
    var arguments: [String: (any DatabaseValueConvertible)?] = [:]
    func list(_ ids: [Int64]) -> String { ids.map(String.init).joined(separator: ",") }
    if let ids = filter.ids { parts.append("r.id IN (\(list(ids)))") }
    if let batches = filter.batches { parts.append("r.batch IN (\(list(batches)))") }
    if let delivery = filter.delivery { parts.append("b.delivery = \(delivery)") }
    if let importer = filter.importer {
      parts.append("b.importer = :importer")
      arguments["importer"] = importer
    }
    if let file = filter.file {
      parts.append("instr(lower(b.file), lower(:file)) > 0")
      arguments["file"] = file
    }
    if let code = filter.code {
      parts.append("instr(r.reasons, :code) > 0")
      arguments["code"] = "\"code\":\"\(code)\""
    }
    if let state = filter.state { parts.append("r.state = '\(state.rawValue)'") }
    if filter.activeOnly { parts.append("b.undone_by IS NULL") }
    return (parts.joined(separator: " AND "), arguments)
  }

  /// Whether a cell or a value of the reasons is the code of the region or of one within it.
  private static func names(_ region: RegionCode, _ row: RejectedRow) -> Bool {
    (row.cells + row.reasons.compactMap(\.value)).contains { text in
      RegionCode(text.trimmingCharacters(in: .whitespaces)).map { region.contains($0) } ?? false
    }
  }
}
