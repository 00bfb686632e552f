public import Domain

/// What a batch did, or in a dry-run would do, to be looked at: samples of changes and control totals.
public struct BatchPreview: Hashable, Sendable {
  /// The first changes of each kind, at most `BatchHeader.samples` a kind.
  public var samples: [ChangeSample] = []
  /// By dataset, period and region.
  public var totals: [ControlTotal] = []
  /// Rows that a replacing file no longer holds and that stay because rejected rows may have meant them.
  public var withheld = 0

  public init() {}
}

/// One row that is new, changed or removed.
public struct ChangeSample: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    case new
    case changed
    case removed
  }

  /// One field before and after.
  public struct Field: Hashable, Sendable {
    public var field: String
    public var old: DatasetRow.Value
    public var new: DatasetRow.Value

    public init(field: String, old: DatasetRow.Value, new: DatasetRow.Value) {
      self.field = field
      self.old = old
      self.new = new
    }
  }

  public var kind: Kind
  public var dataset: String
  public var region: RegionCode
  public var period: Period
  /// The values of the dataset's key fields as people read them: codes and ids of categories.
  public var key: [String]
  /// Changed rows: the fields that change. New and removed rows: all that have a value, keys aside.
  public var fields: [Field]
  /// Row in the file; for removed rows, in the file that brought them.
  public var sourceRow: Int

  public init(
    kind: Kind, dataset: String, region: RegionCode, period: Period, key: [String], fields: [Field], sourceRow: Int
  ) {
    self.kind = kind
    self.dataset = dataset
    self.region = region
    self.period = period
    self.key = key
    self.fields = fields
    self.sourceRow = sourceRow
  }
}

/// What a file says of one kecamatan (or, for datasets of higher levels, of one region): to be compared with its paper.
public struct ControlTotal: Hashable, Sendable {
  public var dataset: String
  public var period: Period
  public var region: RegionCode
  /// Source rows taken.
  public var rows: Int
  /// Different regions of the dataset's level among them.
  public var regions: Int
  /// Sums of the money fields written, by field id; nil where they pass 64 bits.
  public var sums: [String: Int64?]

  public init(dataset: String, period: Period, region: RegionCode, rows: Int, regions: Int, sums: [String: Int64?]) {
    self.dataset = dataset
    self.period = period
    self.region = region
    self.rows = rows
    self.regions = regions
    self.sums = sums
  }
}
