public import Domain

/// A store of Sinergi, opened for one principal. Synchronous; one per process or thread.
///
/// Nothing above this contract knows which database is below.
public protocol Store: AnyObject, RegionReading, DatasetReading, CompletenessReading, BatchReading, RejectStoring,
  Undoing,
  Auditing, TargetReading, AliasStoring, CodeReading, CrosswalkReading, PeriodLocking, RecordReading, LedgerReading
{
  /// The store's own id (UUIDv7), the same in every backup.
  var uid: String { get }
  var principal: Principal { get }
  /// Where it is, for messages.
  var location: String { get }

  /// Runs `body` as one batch: all that it writes is committed together with the batch, its parts, rejects and audit
  /// entry, or nothing is.
  ///
  /// The write lock is taken at the first write, so that reading a file's header holds none. A batch that wrote
  /// nothing, rejected nothing and found every row unchanged leaves no trace, and the result's `batch` is nil; so does a
  /// dry-run.
  func batch<Result>(_ header: BatchHeader, _ body: (any BatchSink) throws -> Result) throws -> BatchOutcome<Result>

  /// Runs `body`, which only reads, on one state of the store, whatever others write meanwhile.
  func consistently<Result>(_ body: () throws -> Result) throws -> Result

  /// Applies dataset declarations: makes tables, adds fields, renames by `was:`.
  ///
  /// - Returns: what was done, one sentence a step; empty where everything was current.
  @discardableResult
  func apply(_ declarations: [DatasetDeclaration], allowDrop: Bool) throws -> [MigrationStep]

  /// The datasets of the store as applied.
  func datasets() throws -> [DatasetInfo]

  /// Checks integrity, foreign keys and the chain of audit entries; empty where all is well.
  func verify() throws -> [String]

  /// Copies the store, as one consistent state, to a new file.
  func backup(to path: String) throws

  /// Figures about the store.
  func statistics() throws -> StoreStatistics
}

/// One step of applying a declaration.
public struct MigrationStep: Hashable, Sendable {
  public enum Action: Hashable, Sendable {
    case created
    case added(field: String)
    case renamed(field: String, was: String)
    case dropped(field: String)
    case updated
  }

  public var dataset: String
  public var action: Action

  public init(dataset: String, action: Action) {
    self.dataset = dataset
    self.action = action
  }
}

/// A dataset of the store.
public struct DatasetInfo: Hashable, Sendable {
  public var declaration: DatasetDeclaration
  /// Digest of the applied declaration; every batch names the one it used.
  public var digest: String
  public var rows: Int
  public var periods: [Period]

  public init(declaration: DatasetDeclaration, digest: String, rows: Int, periods: [Period]) {
    self.declaration = declaration
    self.digest = digest
    self.rows = rows
    self.periods = periods
  }
}

/// Figures about a store as a whole.
public struct StoreStatistics: Hashable, Sendable {
  public var bytes: Int
  public var batches: Int
  public var rejects: Int
  public var auditEntries: Int
  public var auditHead: String
  public var regions: Int
  public var editions: [RegisterEdition]
  public var datasets: [DatasetInfo]
  public var targetVillages: Int
  public var aliases: Int

  public init(
    bytes: Int, batches: Int, rejects: Int, auditEntries: Int, auditHead: String, regions: Int,
    editions: [RegisterEdition], datasets: [DatasetInfo], targetVillages: Int, aliases: Int
  ) {
    self.bytes = bytes
    self.batches = batches
    self.rejects = rejects
    self.auditEntries = auditEntries
    self.auditHead = auditHead
    self.regions = regions
    self.editions = editions
    self.datasets = datasets
    self.targetVillages = targetVillages
    self.aliases = aliases
  }
}
