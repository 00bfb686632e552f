public import Storage

/// One fresh, empty store, as the conformance suite of stores needs it.
public protocol StoreFixture {
  /// Opens the store on behalf of a principal, making it the first time.
  func open(as principal: Principal) throws -> any Store

  /// Damages what the store keeps, below the contract.
  func damage(_ damage: StoreDamage) throws

  /// Takes the last damage back.
  func repair() throws

  /// The digest in the audit entry of a batch, hexadecimal; nil where the batch has none.
  func auditDigest(of batch: Int64) throws -> String?

  /// What a batch noted of what it replaced, in the order it did; no port reads it yet.
  func changes(by batch: Int64) throws -> [StoreChange]

  /// The regions whose rows of a period a batch found unchanged, ascending.
  func touched(by batch: Int64, dataset: String, period: Int) throws -> [Int64]
}

/// One entry of the log of changes.
public struct StoreChange: Hashable, Sendable {
  public var subject: String
  public var region: Int64?
  public var period: Int64?
  public var kind: String
  /// The old values: a JSON object by field for rows of datasets, text otherwise.
  public var old: String?
  /// The batch and source row the old values came from.
  public var oldBatch: Int64?
  public var oldSourceRow: Int?

  public init(
    subject: String, region: Int64?, period: Int64?, kind: String, old: String?, oldBatch: Int64?, oldSourceRow: Int?
  ) {
    self.subject = subject
    self.region = region
    self.period = period
    self.kind = kind
    self.old = old
    self.oldBatch = oldBatch
    self.oldSourceRow = oldSourceRow
  }
}

/// Damage that `verify` has to find.
public enum StoreDamage: Hashable, Sendable, CaseIterable {
  /// The name of the user in an audit entry is another one.
  case editedAuditEntry
  /// The digest of what a batch wrote is another one.
  case editedAuditDigest
  /// An entry in the middle of the chain is gone.
  case removedAuditEntry
  /// The last entry is gone, but its batch is not.
  case removedLastAuditEntry
  /// Two entries have changed places.
  case reorderedAuditEntries
}
