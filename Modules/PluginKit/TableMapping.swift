public import Domain

/// How the generic `table` importer reads rows into a dataset.
///
/// Headers are compared without case, spaces and punctuation. Every list of headers is in order of preference. Two
/// shapes are recognised: *wide* (a column a field) and, where `long` is given and its two columns are there, *long*
/// (a row a field). With `form` an input is no table but one form a region.
public struct TableMapping: Hashable, Sendable {
  public var dataset: String
  /// Headers of the column with the region's code.
  public var region: [String]
  /// Headers of the columns that together hold the code, such as province, kabupaten, kecamatan and village.
  public var regionParts: [[String]]
  /// Headers of the columns with the names of the region and its parents.
  public var names: [NameColumn]
  /// Where the region, or the parents that names and relative codes are looked for in, may stand beside the rows.
  public var regionFrom: [TextSource]
  /// Whose codes these are; nil decides for a file as a whole from the evidence.
  public var scheme: RegionScheme?
  /// Headers of the column with the region's name: of the dataset's own level. The same as `names` of that level.
  public var regionName: [String]
  /// The field of records that gets the region which a row's code and names mean: rows of the nation have none of their own.
  public var regionAs: String?
  /// What a code means that the names beside it contradict, or that is none.
  public var conflicts: Conflicts
  /// Headers of the column with the period; without one the `period` option is needed, or `periodFrom`.
  public var period: [String]
  /// A date among the fields whose year is the period of rows that say none.
  public var periodOf: String?
  /// The record whose period rows without one have.
  public var periodBy: PeriodBy?
  /// Headers of a column with the month, quarter or semester, beside one with the year.
  public var periodPart: [String]
  /// Where the period may stand beside the rows.
  public var periodFrom: [TextSource]
  /// Beside these, the id of every field of the dataset is a header of its own.
  public var fields: [FieldColumns]
  /// The field of columns whose heading is nothing but a period (`2021`, `2022` …).
  public var byPeriod: String?
  /// Fields of which at least one has to be in a wide table; the file is refused otherwise.
  public var requires: [String]
  public var long: Long?
  public var form: Form?
  public var json: JSONColumns?
  /// Headers that are known and left out on purpose.
  public var ignored: [String]
  /// How numbers are written, where only this can settle it.
  public var numbers: NumberMarks?
  /// What the words of a field's cells stand for.
  public var values: [FieldWords]
  /// Values of fields that no column holds.
  public var constants: [FieldValue]
  /// A field of which a cell may name several.
  public var firstOf: FirstOf?
  /// Date fields of which a cell may name several days (`name`), with the field that then gets the last of them (`value`).
  public var spans: [FieldValue]
  /// Fields whose value stands in a title, or the name of a sheet or file.
  public var taken: [TakenField]
  /// Only rows with one of these values are read.
  public var rowsWhere: [RowFilter]
  /// Rows with one of these values are left out.
  public var rowsExcept: [RowFilter]
  /// Where all of these fields of a row are zero nothing was measured: they are missing.
  public var allZeroIsMissing: [String]
  /// What a second row of the same key means.
  public var repeats: Repeats
  /// Nil: ledgers replace, panels do not.
  public var mode: Mode?
  public var scope: Scope?
  public var blank: Blank
  /// What rows are judged by beside their own cells.
  public var rules: [RecordRule]
  /// The dates that the columns of a month's weeks give.
  public var calendar: Calendar?

  public init(
    dataset: String, region: [String] = [], regionParts: [[String]] = [], names: [NameColumn] = [],
    regionFrom: [TextSource] = [], scheme: RegionScheme? = .kemendagri, regionName: [String] = [],
    regionAs: String? = nil, conflicts: Conflicts = .refuse,
    period: [String] = [], periodOf: String? = nil, periodBy: PeriodBy? = nil, periodPart: [String] = [],
    periodFrom: [TextSource] = [],
    fields: [FieldColumns] = [],
    byPeriod: String? = nil, requires: [String] = [], long: Long? = nil, form: Form? = nil, json: JSONColumns? = nil,
    ignored: [String] = [], numbers: NumberMarks? = nil, values: [FieldWords] = [], constants: [FieldValue] = [],
    firstOf: FirstOf? = nil, spans: [FieldValue] = [],
    taken: [TakenField] = [], rowsWhere: [RowFilter] = [], rowsExcept: [RowFilter] = [],
    allZeroIsMissing: [String] = [], repeats: Repeats = .refuse, mode: Mode? = nil, scope: Scope? = nil,
    blank: Blank = .keep, rules: [RecordRule] = [], calendar: Calendar? = nil
  ) {
    self.rules = rules
    self.calendar = calendar
    self.dataset = dataset
    self.region = region
    self.regionParts = regionParts
    self.names = names
    self.regionFrom = regionFrom
    self.scheme = scheme
    self.regionName = regionName
    self.regionAs = regionAs
    self.conflicts = conflicts
    self.period = period
    self.periodOf = periodOf
    self.periodBy = periodBy
    self.periodPart = periodPart
    self.periodFrom = periodFrom
    self.fields = fields
    self.byPeriod = byPeriod
    self.requires = requires
    self.long = long
    self.form = form
    self.json = json
    self.ignored = ignored
    self.numbers = numbers
    self.values = values
    self.constants = constants
    self.firstOf = firstOf
    self.spans = spans
    self.taken = taken
    self.rowsWhere = rowsWhere
    self.rowsExcept = rowsExcept
    self.allZeroIsMissing = allZeroIsMissing
    self.repeats = repeats
    self.mode = mode
    self.scope = scope
    self.blank = blank
  }

  /// Headers of the column with the name of a level's region.
  public func nameHeaders(_ level: RegionLevel, of own: RegionLevel) -> [String] {
    let named = names.first { $0.level == level }?.headers ?? []
    return level == own ? named + regionName : named
  }
}
