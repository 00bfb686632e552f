public import Domain

/// What became of a rejected row.
public enum RejectState: String, Hashable, Sendable, CaseIterable {
  /// Nobody has dealt with it.
  case open
  /// Its row came in with a later batch.
  case retried
  /// A corrected file named it, and its row was rejected once more: the newer reject stands for it.
  case replaced
  /// Given up, with a reason.
  case discarded
}

/// Which rejects are asked for; every condition given has to hold.
public struct RejectFilter: Hashable, Sendable {
  /// The rejects themselves.
  public var ids: [Int64]?
  public var batches: [Int64]?
  public var delivery: Int64?
  public var importer: String?
  /// A part of the file's name, letter case aside.
  public var file: String?
  /// Rejects one of whose cells or values is the code of this region or of one within it, dotted or plain.
  public var region: RegionCode?
  /// The code of one of the reasons, such as `region-unknown`.
  public var code: String?
  /// Nil for every state.
  public var state: RejectState?
  /// Rejects of batches that were taken back are left out.
  public var activeOnly: Bool

  public init(
    ids: [Int64]? = nil, batches: [Int64]? = nil, delivery: Int64? = nil, importer: String? = nil, file: String? = nil,
    region: RegionCode? = nil, code: String? = nil, state: RejectState? = .open, activeOnly: Bool = true
  ) {
    self.ids = ids
    self.batches = batches
    self.delivery = delivery
    self.importer = importer
    self.file = file
    self.region = region
    self.code = code
    self.state = state
    self.activeOnly = activeOnly
  }
}

/// A rejected row as the store keeps it.
public struct StoredReject: Hashable, Sendable {
  public var id: Int64
  public var batch: Int64
  public var importer: String
  public var file: String
  /// With member, sheet, raw cells and reasons.
  public var row: RejectedRow
  public var part: Int64?
  public var state: RejectState
  /// The batch that closed it.
  public var closedBy: Int64?

  public init(
    id: Int64, batch: Int64, importer: String, file: String, row: RejectedRow, part: Int64?, state: RejectState,
    closedBy: Int64?
  ) {
    self.id = id
    self.batch = batch
    self.importer = importer
    self.file = file
    self.row = row
    self.part = part
    self.state = state
    self.closedBy = closedBy
  }
}

/// The header of the source table that rejected rows come from.
public struct SourceHeader: Hashable, Sendable {
  public var cells: [String]
  /// Its row in the file, from 1.
  public var row: Int

  public init(cells: [String], row: Int) {
    self.cells = cells
    self.row = row
  }
}

/// Reading rejected rows, and giving them up.
public protocol RejectStoring {
  /// By batch, part and row.
  func rejects(_ filter: RejectFilter, limit: Int) throws -> [StoredReject]
  /// How many there are by batch and reason code, whatever the limit.
  func rejectCounts(_ filter: RejectFilter) throws -> [(batch: Int64, code: String, count: Int)]
  /// The header row of the table in a part; nil where it was not kept.
  func sourceHeader(part: Int64) throws -> SourceHeader?
  /// Gives rejects up, as a batch of its own.
  func discard(_ rejects: [Int64], reason: String, at: Double) throws -> BatchOutcome<Int>
}

extension RejectStoring {
  /// The rejected rows of one batch, whatever became of them.
  public func rejects(of batch: Int64) throws -> [RejectedRow] {
    try rejects(RejectFilter(batches: [batch], state: nil, activeOnly: false), limit: .max).map(\.row)
  }
}
