/// One entry of the audit chain.
public struct AuditEntry: Hashable, Sendable {
  public var sequence: Int64
  /// Seconds since 1970 (UTC).
  public var at: Double
  public var user: String
  /// A kind of batch, or `migrate`, `declare`, `configure`, `lock` …
  public var kind: String
  public var batch: Int64?
  public var detail: String
  /// Hexadecimal.
  public var digest: String
  public var head: String

  public init(
    sequence: Int64, at: Double, user: String, kind: String, batch: Int64?, detail: String, digest: String, head: String
  ) {
    self.sequence = sequence
    self.at = at
    self.user = user
    self.kind = kind
    self.batch = batch
    self.detail = detail
    self.digest = digest
    self.head = head
  }
}

/// Damage that the audit found.
public struct AuditFinding: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// An entry does not follow from the one before: edited, removed or inserted.
    case brokenChain = "audit-chain-broken"
    /// The end of the chain is not what it was: the noted head is not among the heads.
    case headMissing = "audit-head-missing"
    /// A batch without its entry.
    case entryMissing = "audit-entry-missing"
    /// An entry whose batch is gone.
    case batchMissing = "audit-batch-missing"
    /// The facts of a batch (file, user, time, options, parts, counts …) are not what was recorded.
    case batchEdited = "audit-batch-edited"
    /// Its log of changes is not.
    case changesEdited = "audit-changes-edited"
    /// Its rejected rows are not.
    case rejectsEdited = "audit-rejects-edited"
    /// The rows it wrote are not, or are gone.
    case rowsEdited = "audit-rows-edited"
    /// Rows that no batch wrote.
    case rowsUnknown = "audit-rows-unknown"
    /// A declaration is not the one that was applied.
    case declarationEdited = "audit-declaration-edited"
    /// A closed period is not what the entries say.
    case lockEdited = "audit-lock-edited"
  }

  public var kind: Kind
  public var entry: Int64?
  public var batch: Int64?
  /// The dataset or table.
  public var subject: String?
  public var period: Int?

  public init(kind: Kind, entry: Int64? = nil, batch: Int64? = nil, subject: String? = nil, period: Int? = nil) {
    self.kind = kind
    self.entry = entry
    self.batch = batch
    self.subject = subject
    self.period = period
  }
}

/// What an audit checked and found.
public struct AuditReport: Hashable, Sendable {
  public var head: String
  public var entries: Int
  /// Batches whose digest was computed anew.
  public var batches: Int
  /// Batches of older programs, of which only the chain's entry can be checked.
  public var uncovered: Int
  /// Rows digested: those of today and those since replaced.
  public var rows: Int
  /// Where the noted head stands in the chain; nil where none was given or it is not there.
  public var headEntry: Int64?
  public var findings: [AuditFinding]

  public init(
    head: String, entries: Int, batches: Int, uncovered: Int, rows: Int, headEntry: Int64?, findings: [AuditFinding]
  ) {
    self.head = head
    self.entries = entries
    self.batches = batches
    self.uncovered = uncovered
    self.rows = rows
    self.headEntry = headEntry
    self.findings = findings
  }
}

/// The audit chain.
public protocol Auditing {
  /// The digest that heads the chain.
  func auditHead() throws -> String
  /// The latest first.
  func auditLog(limit: Int) throws -> [AuditEntry]
  /// Computes every digest anew from what is stored; `head` is one that was noted earlier.
  func auditVerify(head: String?) throws -> AuditReport
  /// Appends an entry for an act that is no batch, such as a change of the configuration.
  func auditNote(kind: String, detail: String) throws
}
