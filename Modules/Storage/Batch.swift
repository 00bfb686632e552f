public import Diagnostics
public import Domain

/// What is known of a batch before its rows.
public struct BatchHeader: Hashable, Sendable {
  /// What kind of act it is.
  public enum Kind: String, Hashable, Sendable {
    case `import`
    case alias
  }

  /// Shared by all files of one command (kiriman); the store makes one where it is nil.
  public var delivery: Int64?
  public var kind: Kind
  public var importer: String
  /// The input as the user named it.
  public var file: String
  public var stage: Stage?
  public var asOf: CalendarDate?
  /// Options that shaped the reading, by name.
  public var options: [String: String]
  /// Nothing is kept.
  public var dryRun: Bool
  /// The time of the batch, seconds since 1970 (UTC).
  public var at: Double

  public init(
    delivery: Int64? = nil, kind: Kind = .import, importer: String, file: String, stage: Stage? = nil,
    asOf: CalendarDate? = nil, options: [String: String] = [:], dryRun: Bool = false, at: Double
  ) {
    self.delivery = delivery
    self.kind = kind
    self.importer = importer
    self.file = file
    self.stage = stage
    self.asOf = asOf
    self.options = options
    self.dryRun = dryRun
    self.at = at
  }
}

/// What is known of a batch's file once it was read: its size and SHA-256 (hexadecimal).
public struct FileFingerprint: Hashable, Sendable {
  public var bytes: Int
  public var sha256: String

  public init(bytes: Int, sha256: String) {
    self.bytes = bytes
    self.sha256 = sha256
  }
}

/// Rows of a batch by what became of them.
public struct RowCounts: Hashable, Sendable {
  /// Source rows.
  public var read = 0
  /// Stored rows.
  public var new = 0
  public var changed = 0
  public var unchanged = 0
  public var removed = 0
  /// Source rows.
  public var rejected = 0

  public init() {}
}

/// What came of a batch.
public struct BatchOutcome<Result> {
  public var result: Result
  /// Nil where nothing was kept.
  public var batch: Int64?
  public var uid: String?
  public var delivery: Int64?
  public var counts: RowCounts
  /// The head of the audit chain afterwards.
  public var auditHead: String

  public init(
    result: Result, batch: Int64?, uid: String?, delivery: Int64?, counts: RowCounts, auditHead: String
  ) {
    self.result = result
    self.batch = batch
    self.uid = uid
    self.delivery = delivery
    self.counts = counts
    self.auditHead = auditHead
  }
}

/// What became of one row.
public enum RowOutcome: Hashable, Sendable {
  case new
  case changed
  case unchanged
  /// The row added fields to a row that this batch already wrote (long tables).
  case completed
  /// The same key came before in this batch, in that source row; the row was not taken.
  case duplicate(sourceRow: Int)
}

/// One rejected source row, kept with its reasons.
public struct RejectedRow: Hashable, Sendable {
  /// Row in the file, from 1.
  public var row: Int
  /// Where in the input it stands: the member of an archive, the sheet of a workbook.
  public var member: String?
  public var sheet: String?
  /// The raw cells.
  public var cells: [String]
  public var reasons: [Diagnostic]

  public init(row: Int, member: String? = nil, sheet: String? = nil, cells: [String], reasons: [Diagnostic]) {
    self.member = member
    self.sheet = sheet
    self.row = row
    self.cells = cells
    self.reasons = reasons
  }
}

/// Takes what a batch writes; the store commits or rolls back the whole.
public protocol BatchSink: AnyObject {
  var counts: RowCounts { get set }

  /// Opens a dataset for blocks of rows.
  func writer(for rules: DatasetRules, options: DatasetWriterOptions) throws -> any DatasetWriter

  /// Loads an edition of the register; `complete` closes what it no longer lists in the provinces it holds.
  func register(_ units: [RegisterRow], effective: CalendarDate, complete: Bool) throws

  /// Writes the entries of a target's list for the years they name; entries of those years that are no longer in it
  /// go, unless `keepsUnlisted`.
  ///
  /// - Returns: what went, as the sources printed it.
  @discardableResult
  func targetList(_ target: String, _ entries: [TargetEntry], keepsUnlisted: Bool) throws -> [TargetEntry]

  func alias(_ alias: RegionAlias) throws

  /// Loads rows of a crosswalk, which say what a foreign code means from a day on; what it does not list stays.
  func crosswalk(_ rows: [CrosswalkRow], scheme: RegionScheme, effective: CalendarDate) throws

  /// The part of the input that rows come from: a member of an archive, a sheet of a workbook; the same for the same names.
  func part(member: String?, sheet: String?) throws -> Int64

  /// Keeps a rejected row. Counts it.
  func reject(_ row: RejectedRow) throws

  /// States the digest of the input, once it has been read to its end.
  func fingerprint(_ fingerprint: FileFingerprint)
}

/// How blocks are written into a dataset.
public struct DatasetWriterOptions: Hashable, Sendable {
  /// Indexes into the declaration's fields: what the blocks carry, in that order.
  public var fields: [Int]
  /// A missing cell removes the stored value; otherwise the stored value stays.
  public var clearsBlank: Bool
  /// What a key that came before in this batch means.
  public var repeats: Repeats
  /// Rows that the batch does not name are removed within this scope; nil leaves them.
  public var replaces: ReplaceScope?

  /// What a second row with the same key in one batch means.
  public enum Repeats: String, Hashable, Sendable {
    /// It is a duplicate and not taken.
    case refuse
    /// It completes the first (long tables, whose rows hold one field each).
    case complete
    /// Its numbers are added to those of the first (several payments of one village); texts and classes have to agree.
    case add
  }

  public init(
    fields: [Int], clearsBlank: Bool = false, repeats: Repeats = .refuse, replaces: ReplaceScope? = nil
  ) {
    self.fields = fields
    self.clearsBlank = clearsBlank
    self.repeats = repeats
    self.replaces = replaces
  }
}

/// What a corrected file speaks for: for every combination of region, period and key values that occurs in it, what it no
/// longer holds is removed (and logged). `level: regency, keys: [version]` speaks for all rows of a kabupaten, a period and
/// a version.
public struct ReplaceScope: Hashable, Sendable {
  /// The level at which regions are compared.
  public var level: RegionLevel
  /// Ids of key fields whose values are compared as well.
  public var keys: [String]

  public init(level: RegionLevel, keys: [String] = []) {
    self.level = level
    self.keys = keys
  }
}

/// A row of the register to be loaded.
public struct RegisterRow: Hashable, Sendable {
  public var code: RegionCode
  public var name: String
  public var sourceRow: Int

  public init(code: RegionCode, name: String, sourceRow: Int) {
    self.code = code
    self.name = name
    self.sourceRow = sourceRow
  }
}

/// Writes rows of one dataset.
public protocol DatasetWriter: AnyObject {
  /// Writes a block. `observe` is called for each row, in order, with what became of it and the full row as it stands
  /// stored afterwards (see `DatasetRules`), but for duplicates, where the full row is empty.
  func write(_ block: RecordBlock, observe: (Int, RowOutcome, UnsafeBufferPointer<Int64>) throws -> Void) throws
}

/// Rows on their way into a dataset: keys, the source row of each, and the cells of the opened fields row by row.
public struct RecordBlock: Sendable {
  public var regions: [Int64] = []
  public var periods: [Int32] = []
  public var sourceRows: [Int32] = []
  /// `rows × fields`; see `Cell`. Key fields of ledgers are among them; a `code` cell is an id that `BatchSink.codes` gave.
  public var cells: [Int64] = []
  /// The part of the input that the rows come from, as `BatchSink.part` gave it; nil is the batch's first part.
  public var part: Int64?
  /// What text cells index.
  public var texts: [String] = []

  public init() {}

  public var count: Int { regions.count }
}

/// A batch of the store's history.
public struct BatchInfo: Hashable, Sendable {
  public var id: Int64
  public var uid: String
  public var delivery: Int64
  public var kind: String
  public var importer: String
  public var file: String
  public var user: String
  /// Seconds since 1970 (UTC).
  public var at: Double
  public var stage: Stage?
  public var asOf: CalendarDate?
  public var counts: RowCounts

  public init(
    id: Int64, uid: String, delivery: Int64, kind: String, importer: String, file: String, user: String, at: Double,
    stage: Stage?, asOf: CalendarDate?, counts: RowCounts
  ) {
    self.id = id
    self.uid = uid
    self.delivery = delivery
    self.kind = kind
    self.importer = importer
    self.file = file
    self.user = user
    self.at = at
    self.stage = stage
    self.asOf = asOf
    self.counts = counts
  }
}

/// Reading the history of batches and what they rejected.
public protocol BatchReading {
  /// The latest first.
  func batches(limit: Int) throws -> [BatchInfo]
  func rejects(of batch: Int64) throws -> [RejectedRow]
  /// The digest that heads the audit chain.
  func auditHead() throws -> String
}
