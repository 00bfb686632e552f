public import Domain
import GRDB
public import Storage

extension SQLiteStore {
  public func batches(_ filter: BatchFilter, limit: Int) throws -> [BatchInfo] { [] }
  public func batch(_ id: Int64) throws -> BatchDetails? { nil }
  public func trace(_ dataset: String, region: RegionCode, period: Period) throws -> [RowTrace] { [] }
  public func rejects(_ filter: RejectFilter, limit: Int) throws -> [StoredReject] { [] }
  public func rejectCounts(_ filter: RejectFilter) throws -> [(batch: Int64, code: String, count: Int)] { [] }
  public func sourceHeader(part: Int64) throws -> SourceHeader? { nil }
  public func discard(_ rejects: [Int64], reason: String, at: Double) throws -> BatchOutcome<Int> {
    try batch(BatchHeader(kind: .discard, importer: "", file: "", at: at)) { _ in 0 }
  }
  public func undo(_ request: UndoRequest) throws -> UndoResult { .refused([]) }
  public func auditHead() throws -> String { try database { db in AuditChain.text(try AuditChain.head(db)) } }
  public func auditLog(limit: Int) throws -> [AuditEntry] { [] }
  public func auditVerify(head: String?) throws -> AuditReport {
    AuditReport(head: "", entries: 0, batches: 0, uncovered: 0, rows: 0, headEntry: nil, findings: [])
  }
  public func auditNote(kind: String, detail: String) throws {}
}
