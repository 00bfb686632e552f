/// An importer: turns a source into records of a dataset or of a fixed table.
public struct ImporterDeclaration: Hashable, Sendable {
  /// What does the work: the generic `table` with its mapping, or a Swift type by its id.
  public enum Engine: Hashable, Sendable {
    case table(TableMapping)
    case type(String)
  }

  public var header: PluginHeader
  public var engine: Engine

  public init(header: PluginHeader, engine: Engine) {
    self.header = header
    self.engine = engine
  }
}

/// How the generic `table` importer reads rows into a panel dataset.
///
/// Headers are compared without case, spaces and punctuation. Every list of headers is in order of preference. Two
/// shapes are recognised: *wide* (a column a field) and, where `long` is given and its two columns are there, *long*
/// (a row a field).
public struct TableMapping: Hashable, Sendable {
  /// What an empty mapped cell does to a value already stored.
  public enum Blank: String, Hashable, Sendable, CaseIterable {
    /// The stored value stays.
    case keep
    /// The stored value goes.
    case clear
  }

  /// Headers of the columns that name a field.
  public struct FieldColumns: Hashable, Sendable {
    public var field: String
    public var headers: [String]

    public init(field: String, headers: [String]) {
      self.field = field
      self.headers = headers
    }
  }

  /// The columns of a long table.
  public struct Long: Hashable, Sendable {
    /// Headers of the column that names the field.
    public var field: [String]
    /// Headers of the column that holds its value.
    public var value: [String]

    public init(field: [String], value: [String]) {
      self.field = field
      self.value = value
    }
  }

  public var dataset: String
  /// Headers of the column with the region's code.
  public var region: [String]
  /// Headers of the column with the region's name: compared with nothing yet, but kept out of the unknown columns.
  public var regionName: [String]
  /// Headers of the column with the period; without one the `period` option is needed.
  public var period: [String]
  /// Beside these, the id of every field of the dataset is a header of its own.
  public var fields: [FieldColumns]
  /// Fields of which at least one has to be in a wide table; the file is refused otherwise.
  public var requires: [String]
  public var long: Long?
  /// Headers that are known and left out on purpose.
  public var ignored: [String]
  public var blank: Blank

  public init(
    dataset: String, region: [String], regionName: [String] = [], period: [String] = [], fields: [FieldColumns] = [],
    requires: [String] = [], long: Long? = nil, ignored: [String] = [], blank: Blank = .keep
  ) {
    self.dataset = dataset
    self.region = region
    self.regionName = regionName
    self.period = period
    self.fields = fields
    self.requires = requires
    self.long = long
    self.ignored = ignored
    self.blank = blank
  }
}
