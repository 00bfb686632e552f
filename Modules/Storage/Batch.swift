public import Diagnostics
public import Domain

/// How much a source of figures counts where two disagree: what a stronger one gave, a weaker one completes and never
/// replaces.
public enum SourceRank: Int, Hashable, Sendable, Comparable {
  /// Answers of a service, which change without notice.
  case api = 1
  /// Published tables.
  case table = 2
  /// Tables of a decree (`stage` decided), and corrections by hand, which give a reason.
  case decree = 3

  public static func < (a: SourceRank, b: SourceRank) -> Bool { a.rawValue < b.rawValue }
}

/// What is known of a batch before its rows.
public struct BatchHeader: Hashable, Sendable {
  /// What kind of act it is.
  public enum Kind: String, Hashable, Sendable {
    case `import`
    /// Confirmed spellings, added or removed.
    case alias
    /// One row corrected by hand, with a reason.
    case set
    /// A target's list agreed.
    case agree
    /// Rejected rows read again.
    case retry
    /// Rejected rows given up, with a reason.
    case discard
    /// Earlier batches taken back.
    case undo
  }

  /// Shared by all files of one command (kiriman); the store makes one where it is nil.
  public var delivery: Int64?
  public var kind: Kind
  public var importer: String
  /// The input as the user named it.
  public var file: String
  public var stage: Stage?
  public var asOf: CalendarDate?
  public var rank: SourceRank
  /// Options that shaped the reading, by name.
  public var options: [String: String]
  /// Why, where a person has to say so (corrections, discards, undo).
  public var reason: String?
  /// For a retry: its rows keep the place they had in their source, those rejected again stay open, and the others are
  /// closed by the batch.
  public var retry: Retry?
  /// Nothing is kept.
  public var dryRun: Bool
  /// Samples of new, changed and removed rows that the outcome shows, of each at most so many.
  public var samples: Int
  /// The time of the batch, seconds since 1970 (UTC).
  public var at: Double

  public init(
    delivery: Int64? = nil, kind: Kind = .import, importer: String, file: String, stage: Stage? = nil,
    asOf: CalendarDate? = nil, rank: SourceRank = .table, options: [String: String] = [:], reason: String? = nil,
    dryRun: Bool = false, samples: Int = 10, at: Double
  ) {
    self.rank = rank
    self.reason = reason
    self.samples = samples
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

/// Rejected rows that are read again: what the rows of the input are the rejects of.
public struct Retry: Hashable, Sendable {
  /// A rejected row and where it stood in its source.
  public struct Origin: Hashable, Sendable {
    public var reject: Int64
    public var row: Int

    public init(reject: Int64, row: Int) {
      self.reject = reject
      self.row = row
    }
  }

  /// By the row of the input.
  public var origins: [Int: Origin]
  /// The part of the source that they come from.
  public var member: String?
  public var sheet: String?
  /// What stood beside all of them.
  public var beside: RowSurroundings

  public init(
    origins: [Int: Origin], member: String?, sheet: String?, beside: RowSurroundings = RowSurroundings()
  ) {
    self.origins = origins
    self.member = member
    self.sheet = sheet
    self.beside = beside
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
  /// Samples and control totals of the rows written into datasets.
  public var preview: BatchPreview

  public init(
    result: Result, batch: Int64?, uid: String?, delivery: Int64?, counts: RowCounts, auditHead: String,
    preview: BatchPreview = BatchPreview()
  ) {
    self.preview = preview
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
  /// The row is kept to be added to others of its key (`Repeats.add`): what it comes to is known, and counted, when the
  /// batch ends.
  case gathered
  /// The same key came before in this batch, in that source row; the row was not taken and is to be rejected.
  ///
  /// With `Repeats.add`: it contradicts that row in a text or class, or their sum passes 64 bits.
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
  /// What it needs beside its cells to be tried again.
  public var beside: RowSurroundings

  public init(
    row: Int, member: String? = nil, sheet: String? = nil, cells: [String], reasons: [Diagnostic],
    beside: RowSurroundings = RowSurroundings()
  ) {
    self.member = member
    self.sheet = sheet
    self.row = row
    self.cells = cells
    self.reasons = reasons
    self.beside = beside
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
  /// go, unless the options keep them.
  ///
  /// A list that was agreed is changed by a decision only: what goes stays on record under its number.
  ///
  /// - Returns: what went, as the sources printed it.
  /// - Throws: `StorageError.targetAgreed` without a decision where the change is one.
  @discardableResult
  func targetList(_ target: String, _ entries: [TargetEntry], options: TargetListOptions) throws -> [TargetEntry]

  /// Agrees the list of a target's year: from now on it changes by decisions only. Villages keep the class that they
  /// start from.
  ///
  /// - Throws: `StorageError.targetAgreed` where it is agreed already, `targetEmpty` where nothing is listed.
  func agree(_ target: String, _ decision: TargetDecision, starts: [RegionCode: Int], period: Period?) throws

  func alias(_ alias: RegionAlias) throws

  /// Records what became of codes; a link of the same day between the same units is replaced.
  func links(_ links: [(link: RegionLink, sourceRow: Int)]) throws

  /// Loads rows of a crosswalk, which say what a foreign code means from a day on; what it does not list stays.
  func crosswalk(_ rows: [CrosswalkRow], scheme: RegionScheme, effective: CalendarDate) throws

  /// The part of the input that rows come from: a member of an archive, a sheet of a workbook; the same for the same names.
  func part(member: String?, sheet: String?) throws -> Int64

  /// The codes of a list as the store and this batch hold them. Not for the mapping thread: give it the value returned.
  func codes(of scheme: String) throws -> CodeList

  /// Loads a version of a list of codes. Codes that the version no longer holds stay: rows may use them.
  func codeList(_ scheme: String, version: String, validFrom: CalendarDate, _ entries: [CodeEntry]) throws

  /// Removes and logs the rows that earlier versions of a tap's stream delivered and this version did not: batches name
  /// both in their options (`stream`, `version`).
  func retire(_ rules: DatasetRules, importer: String, stream: String, version: String) throws

  /// Keeps a rejected row. Counts it.
  func reject(_ row: RejectedRow) throws

  /// Names the header row of the source table in a part, so that its rejected rows can be given back in its layout. May be
  /// called whether rows are rejected or not; it is kept only where some are. Of several headers of a part the first is
  /// kept: rows below the others carry theirs.
  func header(part: Int64, cells: [String], row: Int)

  /// Closes rejects of earlier batches, as this batch brought their rows in (`retried`: a retry, or a corrected file that
  /// names them) or rejected them once more (`replaced`). Those that are closed already stay as they are. Undo of this
  /// batch opens them again.
  ///
  /// - Returns: the rejects it closed.
  @discardableResult
  func resolve(rejects: [Int64], as state: RejectState) throws -> [Int64]

  /// States how many diagnostics of each code there were, for the history.
  func diagnostics(_ counts: [String: Int])

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
    /// Its numbers are added to those of the first (several payments of one village); texts, dates and classes have to
    /// agree. The row that comes of it is written when the batch ends.
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
  /// Whether what rejected rows may have meant goes as well. For documents that are one whole, such as a village's budget, whose
  /// earlier lines must not stand beside those of their successor.
  public var isWhole: Bool

  public init(level: RegionLevel, keys: [String] = [], isWhole: Bool = false) {
    self.level = level
    self.keys = keys
    self.isWhole = isWhole
  }
}

/// How a list of target villages is written.
public struct TargetListOptions: Hashable, Sendable {
  /// Entries that the list does not name stay.
  public var keepsUnlisted: Bool
  /// Entries go only in these kabupaten; nil speaks for all.
  public var regencies: Set<RegionCode>?
  /// The decision under which an agreed list changes; its year and number are set by the store.
  public var decision: TargetDecision?

  public init(keepsUnlisted: Bool = false, regencies: Set<RegionCode>? = nil, decision: TargetDecision? = nil) {
    self.keepsUnlisted = keepsUnlisted
    self.regencies = regencies
    self.decision = decision
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

/// Rows of which a stronger source had given figures otherwise: these stay (`SourceRank`).
public struct OutrankedRows: Hashable, Sendable {
  public var count: Int
  /// The first of them: its source row, one of its fields by id, and the batch whose figure stays.
  public var sourceRow: Int
  public var region: RegionCode?
  public var field: String
  public var batch: Int64

  public init(count: Int, sourceRow: Int, region: RegionCode?, field: String, batch: Int64) {
    self.count = count
    self.sourceRow = sourceRow
    self.region = region
    self.field = field
    self.batch = batch
  }
}

/// Writes rows of one dataset.
public protocol DatasetWriter: AnyObject {
  /// What stayed of stronger sources so far; rows that add up are known only when the batch ends.
  var outranked: OutrankedRows? { get }

  /// Writes a block. `observe` is called for each row, in order, with what became of it and the full row as it stands
  /// stored afterwards (see `DatasetRules`), but for duplicates and gathered rows, where the full row is empty.
  ///
  /// - Throws: `StorageError.keyMissing` for a row of a ledger without one of its key cells: the caller rejects such rows
  ///   and does not hand them on. `StorageError.locked` for a row of a closed period, `outsideScope`.
  func write(_ block: RecordBlock, observe: (Int, RowOutcome, UnsafeBufferPointer<Int64>) throws -> Void) throws

  /// Tells, for one rejected row, which rows it may have meant: those of that region and period; nil where that could not
  /// be read. They are not removed (`ReplaceScope`). The same for a row that nobody filled in (`isRejected` false).
  ///
  /// Rows reported as duplicates need no such call. Where rows were rejected about which nothing was told, nothing at all
  /// is removed.
  func spare(region: Int64?, period: Int32?, isRejected: Bool)
}

/// Rows on their way into a dataset: keys, the source row of each, and the cells of the opened fields row by row.
public struct RecordBlock: Sendable {
  public var regions: [Int64] = []
  public var periods: [Int32] = []
  public var sourceRows: [Int32] = []
  /// `rows × fields`; see `Cell`. Key fields of ledgers are among them. A `code` cell is an id that a `CodeList` gave, or
  /// `CodeList.unlisted`.
  public var cells: [Int64] = []
  /// The part of the input that the rows come from, as `BatchSink.part` gave it; nil is the batch's first part.
  public var part: Int64?
  /// What text cells index.
  public var texts: [String] = []

  public init() {}

  public var count: Int { regions.count }
}
