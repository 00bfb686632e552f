public import Domain

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
  /// The undo in force against it.
  public var undoneBy: Int64?
  /// For an undo: the batches it took back.
  public var undoes: [Int64]
  /// Rejected rows that nobody has dealt with.
  public var openRejects: Int

  public init(
    id: Int64, uid: String, delivery: Int64, kind: String, importer: String, file: String, user: String, at: Double,
    stage: Stage?, asOf: CalendarDate?, counts: RowCounts, undoneBy: Int64? = nil, undoes: [Int64] = [],
    openRejects: Int = 0
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
    self.undoneBy = undoneBy
    self.undoes = undoes
    self.openRejects = openRejects
  }
}

/// Which batches are asked for; every condition given has to hold.
public struct BatchFilter: Hashable, Sendable {
  /// Where a batch stands.
  public enum State: String, Hashable, Sendable, CaseIterable {
    /// In force: not taken back.
    case active
    /// Taken back by an undo.
    case undone
    /// With rejected rows that nobody has dealt with.
    case open
  }

  public var importer: String?
  /// A dataset, or a fixed table such as `region_version`.
  public var dataset: String?
  /// Batches that touched rows of this region or of regions within it.
  public var region: RegionCode?
  public var period: Period?
  public var user: String?
  /// Seconds since 1970 (UTC), the first included, the second not.
  public var since: Double?
  public var until: Double?
  /// A part of the file's name, letter case aside.
  public var file: String?
  public var state: State?
  public var delivery: Int64?
  public var kind: String?
  /// The digest of the content.
  public var sha256: String?

  public init() {}
}

/// What a batch did in one dataset and period, or in one fixed table (period nil).
public struct BatchExtent: Hashable, Sendable {
  /// The dataset, or the table's name.
  public var subject: String
  public var period: Period?
  public var new: Int
  public var changed: Int
  public var unchanged: Int
  public var removed: Int
  /// The regions of its rows lie between these.
  public var regions: ClosedRange<Int64>?

  public init(
    subject: String, period: Period?, new: Int, changed: Int, unchanged: Int, removed: Int,
    regions: ClosedRange<Int64>?
  ) {
    self.subject = subject
    self.period = period
    self.new = new
    self.changed = changed
    self.unchanged = unchanged
    self.removed = removed
    self.regions = regions
  }
}

/// Everything that is known of one batch.
public struct BatchDetails: Hashable, Sendable {
  /// A member of an archive or a sheet of a workbook that rows came from.
  public struct Part: Hashable, Sendable {
    public var id: Int64
    public var member: String?
    public var sheet: String?

    public init(id: Int64, member: String?, sheet: String?) {
      self.id = id
      self.member = member
      self.sheet = sheet
    }
  }

  public var info: BatchInfo
  public var sha256: String?
  public var bytes: Int?
  public var options: [String: String]
  public var reason: String?
  public var parts: [Part]
  /// How many diagnostics of each code there were.
  public var diagnostics: [String: Int]
  public var extents: [BatchExtent]
  /// Rejected rows by state.
  public var rejects: [RejectState: Int]
  /// The rejects of earlier batches that it closed.
  public var resolved: Int

  public init(
    info: BatchInfo, sha256: String?, bytes: Int?, options: [String: String], reason: String?, parts: [Part],
    diagnostics: [String: Int], extents: [BatchExtent], rejects: [RejectState: Int], resolved: Int
  ) {
    self.info = info
    self.sha256 = sha256
    self.bytes = bytes
    self.options = options
    self.reason = reason
    self.parts = parts
    self.diagnostics = diagnostics
    self.extents = extents
    self.rejects = rejects
    self.resolved = resolved
  }
}

/// Where one value came from: file, member, sheet, row, batch, user and time.
public struct ValueOrigin: Hashable, Sendable {
  public var batch: Int64
  public var kind: String
  public var file: String
  public var member: String?
  public var sheet: String?
  public var row: Int
  public var user: String
  /// Seconds since 1970 (UTC).
  public var at: Double

  public init(
    batch: Int64, kind: String, file: String, member: String?, sheet: String?, row: Int, user: String, at: Double
  ) {
    self.batch = batch
    self.kind = kind
    self.file = file
    self.member = member
    self.sheet = sheet
    self.row = row
    self.user = user
    self.at = at
  }
}

/// The history of one field of one row.
public struct FieldTrace: Hashable, Sendable {
  /// One value the field had.
  public struct Step: Hashable, Sendable {
    /// `missing` where it had none.
    public var value: DatasetRow.Value
    /// Nil where the value was missing from the start.
    public var origin: ValueOrigin?

    public init(value: DatasetRow.Value, origin: ValueOrigin?) {
      self.value = value
      self.origin = origin
    }
  }

  public var field: String
  /// The present value first, then what it replaced.
  public var steps: [Step]

  public init(field: String, steps: [Step]) {
    self.field = field
    self.steps = steps
  }
}

/// The history of one row of a dataset.
public struct RowTrace: Hashable, Sendable {
  /// The key beyond region and period, by field; empty for panel datasets.
  public var key: [String: DatasetRow.Value]
  /// Whether the row is there now; otherwise only its past is told.
  public var isStored: Bool
  public var fields: [FieldTrace]

  public init(key: [String: DatasetRow.Value], isStored: Bool, fields: [FieldTrace]) {
    self.key = key
    self.isStored = isStored
    self.fields = fields
  }
}

/// Reading the history of batches.
public protocol BatchReading {
  /// The latest first.
  func batches(_ filter: BatchFilter, limit: Int) throws -> [BatchInfo]
  /// Nil where there is no such batch.
  func batch(_ id: Int64) throws -> BatchDetails?
  /// Where the values of a region's row (or rows, in ledgers) of a period came from, and what they replaced.
  func trace(_ dataset: String, region: RegionCode, period: Period) throws -> [RowTrace]
}

extension BatchReading {
  /// The latest batches.
  public func batches(limit: Int) throws -> [BatchInfo] { try batches(BatchFilter(), limit: limit) }
}
