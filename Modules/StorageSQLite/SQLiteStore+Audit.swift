import Foundation
import GRDB
public import Storage

extension SQLiteStore {
  public func auditHead() throws -> String { try database { db in AuditChain.text(try AuditChain.head(db)) } }

  public func auditLog(limit: Int) throws -> [AuditEntry] {
    try database { db in
      try Row.fetchAll(db, sql: "SELECT * FROM audit_entry ORDER BY seq DESC LIMIT ?", arguments: [limit]).map { row in
        let digest: Data = row["digest"]
        let head: Data = row["head"]
        return AuditEntry(
          sequence: row["seq"], at: row["at"], user: row["user"], kind: row["kind"], batch: row["batch"],
          detail: row["detail"], digest: AuditChain.text(Array(digest)), head: AuditChain.text(Array(head)))
      }
    }
  }

  public func auditVerify(head: String?) throws -> AuditReport {
    try consistently { try database { db in try AuditVerification(db).run(head: head) } }
  }

  public func auditNote(kind: String, detail: String) throws {
    try database { db in
      try db.inTransaction(.immediate) {
        _ = try AuditChain.append(
          db, at: now(), user: principal.name, kind: kind, batch: nil, detail: detail, digest: AuditChain.origin)
        return .commit
      }
    }
  }
}
