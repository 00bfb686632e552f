public import Domain

extension TableMapping {
  /// What an empty mapped cell does to a value already stored.
  public enum Blank: String, Hashable, Sendable, CaseIterable {
    /// The stored value stays.
    case keep
    /// The stored value goes.
    case clear
  }

  /// What a second row of the same region, period and key in one input means.
  public enum Repeats: String, Hashable, Sendable, CaseIterable {
    /// It is a duplicate and rejected.
    case refuse
    /// Its numbers are added to those of the first.
    case add
  }

  /// What becomes of a row whose code and names mean different regions, or whose code is none.
  public enum Conflicts: String, Hashable, Sendable, CaseIterable {
    /// It is rejected.
    case refuse
    /// The names count, where they mean one region within the parents that they name, and the row is told.
    case names
  }

  /// What becomes of stored rows that an input does not name.
  public enum Mode: String, Hashable, Sendable, CaseIterable {
    /// They stay.
    case upsert
    /// They are removed within the scope.
    case replace
  }

  /// What a replacing input speaks for: see `ReplaceScope` of the storage ports.
  public struct Scope: Hashable, Sendable {
    public var level: RegionLevel
    public var keys: [String]

    public init(level: RegionLevel, keys: [String] = []) {
      self.level = level
      self.keys = keys
    }
  }

  /// A record of another dataset that a field names, and whose period is that of the row: an action belongs to the year of
  /// its meeting. A row that names none there is, is rejected.
  public struct PeriodBy: Hashable, Sendable {
    /// The text field that names the record.
    public var field: String
    public var dataset: String
    /// The text field of that dataset by which records are named.
    public var key: String

    public init(field: String, dataset: String, key: String) {
      self.field = field
      self.dataset = dataset
      self.key = key
    }
  }

  /// Date fields that columns of months, or of their weeks I to IV, give where they are marked: the first day of the first
  /// week, and the last day of the last.
  public struct Calendar: Hashable, Sendable {
    public var start: String
    public var end: String

    public init(start: String, end: String) {
      self.start = start
      self.end = end
    }
  }

  /// A text field whose cells may name several, such as `DPMD/Camat`: the first is the field's, the others go to another.
  public struct FirstOf: Hashable, Sendable {
    public var field: String
    /// The text field that takes the others, behind what it holds itself.
    public var rest: String

    public init(field: String, rest: String) {
      self.field = field
      self.rest = rest
    }
  }

  /// A place beside the rows of a table where something may stand that holds for all of them.
  public enum TextSource: String, Hashable, Sendable, CaseIterable {
    /// The rows above the header.
    case title
    /// The name of the sheet.
    case sheet
    /// The name of the file, or of the member of an archive.
    case file
    /// The names of the folders in an archive that hold the member.
    case folder
  }

  /// How a table writes its numbers.
  public enum NumberMarks: String, Hashable, Sendable, CaseIterable {
    /// `1.234,56`
    case indonesian = "id"
    /// `1,234.56`
    case english = "en"
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

  /// Headers of the column with the names of the regions of one level.
  public struct NameColumn: Hashable, Sendable {
    public var level: RegionLevel
    public var headers: [String]

    public init(level: RegionLevel, headers: [String]) {
      self.level = level
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

  /// One form a region: values stand right of or below their labels, or in fixed cells.
  public struct Form: Hashable, Sendable {
    /// For each field: labels, or the address of a cell as `=C5`.
    public var fields: [FieldColumns]
    /// Labels or cells of the region's code, of the names of a level, and of the period.
    public var region: [String]
    public var names: [NameColumn]
    public var period: [String]

    public init(
      fields: [FieldColumns], region: [String] = [], names: [NameColumn] = [], period: [String] = []
    ) {
      self.fields = fields
      self.region = region
      self.names = names
      self.period = period
    }
  }

  /// How the records of a JSON document become rows: see `JSONTableSpec` of the readers.
  public struct JSONColumns: Hashable, Sendable {
    /// A column made of the value at a path.
    public struct Column: Hashable, Sendable {
      public var name: String
      public var path: String

      public init(name: String, path: String) {
        self.name = name
        self.path = path
      }
    }

    /// The path of the records.
    public var records: String
    public var columns: [Column]

    public init(records: String, columns: [Column]) {
      self.records = records
      self.columns = columns
    }
  }

  /// What the words of a field's cells stand for: `{"1": ya, "2": tidak}`; an empty value means missing.
  public struct FieldWords: Hashable, Sendable {
    public var field: String
    public var words: [FieldValue]

    public init(field: String, words: [FieldValue]) {
      self.field = field
      self.words = words
    }
  }

  /// A name and a value; of fields and of words.
  public struct FieldValue: Hashable, Sendable {
    public var name: String
    public var value: String

    public init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  /// A field whose value is told by words that stand beside the rows.
  public struct TakenField: Hashable, Sendable {
    public var field: String
    public var from: [TextSource]
    /// For each value, the words that mean it.
    public var words: [FieldColumns]

    public init(field: String, from: [TextSource], words: [FieldColumns]) {
      self.field = field
      self.from = from
      self.words = words
    }
  }

  /// Rows chosen by the text of one column.
  public struct RowFilter: Hashable, Sendable {
    public var header: String
    public var values: [String]

    public init(header: String, values: [String]) {
      self.header = header
      self.values = values
    }
  }
}
