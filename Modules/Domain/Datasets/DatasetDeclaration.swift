public import Diagnostics

/// The type of a field, and with it the type of its column.
public enum FieldType: String, Hashable, Sendable, Codable, CaseIterable {
  case integer
  case real
  case text
  /// `YYYY-MM-DD`, stored as the integer `YYYYMMDD`.
  case date
  case boolean
  /// The ordinal of a class of a `Classification`, from 1.
  case `class`
  /// Whole rupiah in 64 bits.
  case money
  /// One of a declared list without order (`categories`); stored as its place in it, from 1.
  case category
  /// A code of a long list (`scheme`), such as an activity of Permendagri 20/2018; stored as the id of its `code_list` row.
  case code
  /// A region of any level, such as the place of an action; stored as its code.
  case region

  /// How a cell of this type is held in memory and in its column.
  public var storage: CellStorage {
    switch self {
    case .integer, .date, .boolean, .class, .money, .category, .code, .region: .integer
    case .real: .real
    case .text: .text
    }
  }
}

/// How the cells of a column are held.
public enum CellStorage: Hashable, Sendable {
  case integer
  case real
  case text
}

/// One field of a dataset: its column, its meaning and its rules.
public struct FieldDeclaration: Hashable, Sendable, Codable {
  public var id: String
  public var title: LocalizedText
  public var description: LocalizedText?
  public var type: FieldType
  /// The unit in which the figure is given, such as `poin` or `Rp`.
  public var unit: LocalizedText?
  /// Decimals shown in reports (reals).
  public var decimals: Int?
  /// Values outside are rejected.
  public var minimum: Double?
  public var maximum: Double?
  /// How the figure follows from others; the recomputed figure stands beside the published one.
  public var formula: String?
  /// For `class` fields.
  public var classes: Classification?
  /// For `category` fields.
  public var categories: [Category]?
  /// For `category` fields: the id of the value of sources that do not say one, such as the budget itself among its versions.
  public var `default`: String?
  /// For `code` fields: the list that its codes belong to.
  public var scheme: String?
  /// Whether a row without a value is rejected; nil is no.
  public var required: Bool?
  /// The id this field had before (renames go only through this).
  public var was: String?

  /// One value of a `category` field.
  public struct Category: Hashable, Sendable, Codable {
    public var id: String
    public var title: LocalizedText
    /// Further spellings accepted on input.
    public var synonyms: [String]
    /// Spellings that say more or less than the category: accepted, and told. Such as *terlambat* for what is under way.
    public var loose: [String]?

    public init(id: String, title: LocalizedText, synonyms: [String] = [], loose: [String]? = nil) {
      self.id = id
      self.title = title
      self.synonyms = synonyms
      self.loose = loose
    }
  }

  public init(
    id: String, title: LocalizedText, description: LocalizedText? = nil, type: FieldType, unit: LocalizedText? = nil,
    decimals: Int? = nil, minimum: Double? = nil, maximum: Double? = nil, formula: String? = nil,
    classes: Classification? = nil, categories: [Category]? = nil, default: String? = nil, scheme: String? = nil,
    required: Bool? = nil, was: String? = nil
  ) {
    self.required = required
    self.categories = categories
    self.default = `default`
    self.scheme = scheme
    self.id = id
    self.title = title
    self.description = description
    self.type = type
    self.unit = unit
    self.decimals = decimals
    self.minimum = minimum
    self.maximum = maximum
    self.formula = formula
    self.classes = classes
    self.was = was
  }

  /// The place of a category (from 1) as people write it, by id, title or synonym; nil where it names none.
  public func category(named text: some StringProtocol) -> Int? {
    let wanted = Classification.normalised(text)
    let index = categories?.firstIndex { category in
      Classification.normalised(category.id) == wanted || Classification.normalised(category.title.id) == wanted
        || Classification.normalised(category.title.en) == wanted
        || (category.synonyms + (category.loose ?? [])).contains { Classification.normalised($0) == wanted }
    }
    return index.map { $0 + 1 }
  }

  /// Whether a spelling names its category only loosely.
  public func isLoose(_ text: some StringProtocol) -> Bool {
    let wanted = Classification.normalised(text)
    return categories?.contains { $0.loose?.contains { Classification.normalised($0) == wanted } ?? false } ?? false
  }

  /// The place of the default category, from 1.
  public var defaultCategory: Int? {
    `default`.flatMap { id in categories?.firstIndex { $0.id == id } }.map { $0 + 1 }
  }

  /// Whether the figure can be recomputed: it has a formula, or it is the class of another field.
  public var isComputable: Bool { formula != nil || classes != nil }
}

/// What has to hold in every row, over the fields of that row alone.
public struct RowCheck: Hashable, Sendable, Codable {
  /// What a row that does not hold becomes.
  public enum Severity: String, Hashable, Sendable, Codable, CaseIterable {
    /// It is rejected.
    case error
    /// It is taken, and warned of.
    case warning
  }

  public var id: String
  /// A condition (`Formula`); where it cannot be told, because something is missing, the row passes.
  public var formula: String
  public var message: LocalizedText
  public var severity: Severity

  public init(id: String, formula: String, message: LocalizedText, severity: Severity) {
    self.id = id
    self.formula = formula
    self.message = message
    self.severity = severity
  }
}

/// A dataset: what an indicator set declares and the store keeps as the table `data_<id>`, one typed column a field.
///
/// *Panel* datasets are keyed by region and period; *ledger* datasets by further fields (`key`) as well, such as version,
/// account, fund and line of a budget.
public struct DatasetDeclaration: Hashable, Sendable, Codable {
  public var id: String
  public var title: LocalizedText
  /// The level of the regions its rows belong to; roll-ups never mix levels.
  public var level: RegionLevel
  /// For village datasets: the kinds that count. Rows of other kinds are kept and never counted.
  public var appliesTo: [VillageKind]
  public var frequency: Frequency
  /// The day of the year by which a period is due, `MM-DD`, if there is one.
  public var due: String?
  /// Ids of the fields that, with region and period, identify a row; empty for panel datasets.
  public var key: [String]
  public var fields: [FieldDeclaration]
  /// Fields that get a covering index, for roll-ups over the nation.
  public var summary: [String]
  /// What has to hold in every row.
  public var checks: [RowCheck]

  public init(
    id: String, title: LocalizedText, level: RegionLevel, appliesTo: [VillageKind], frequency: Frequency,
    due: String? = nil, key: [String] = [], fields: [FieldDeclaration], summary: [String] = [], checks: [RowCheck] = []
  ) {
    self.checks = checks
    self.key = key
    self.id = id
    self.title = title
    self.level = level
    self.appliesTo = appliesTo
    self.frequency = frequency
    self.due = due
    self.fields = fields
    self.summary = summary
  }

  /// The table's name.
  public var table: String { "data_\(id)" }

  public func field(_ id: String) -> FieldDeclaration? { fields.first { $0.id == id } }

  public func index(of id: String) -> Int? { fields.firstIndex { $0.id == id } }

  /// Indexes of the key fields, in the order of the key; ids that name no field are left out.
  public var keyIndexes: [Int] { key.compactMap { index(of: $0) } }

  /// Whether rows have a key beyond region and period.
  public var isLedger: Bool { !key.isEmpty }

  private enum CodingKeys: String, CodingKey {
    case id, title, level, appliesTo, frequency, due, key, fields, summary, checks
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    id = try container.decode(String.self, forKey: .id)
    title = try container.decode(LocalizedText.self, forKey: .title)
    level = try container.decode(RegionLevel.self, forKey: .level)
    appliesTo = try container.decode([VillageKind].self, forKey: .appliesTo)
    frequency = try container.decode(Frequency.self, forKey: .frequency)
    due = try container.decodeIfPresent(String.self, forKey: .due)
    key = try container.decodeIfPresent([String].self, forKey: .key) ?? []
    fields = try container.decode([FieldDeclaration].self, forKey: .fields)
    summary = try container.decode([String].self, forKey: .summary)
    checks = try container.decodeIfPresent([RowCheck].self, forKey: .checks) ?? []
  }

  /// A panel dataset is written as before there were keys and checks, so that its digest stays.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(id, forKey: .id)
    try container.encode(title, forKey: .title)
    try container.encode(level, forKey: .level)
    try container.encode(appliesTo, forKey: .appliesTo)
    try container.encode(frequency, forKey: .frequency)
    try container.encodeIfPresent(due, forKey: .due)
    if !key.isEmpty { try container.encode(key, forKey: .key) }
    try container.encode(fields, forKey: .fields)
    try container.encode(summary, forKey: .summary)
    if !checks.isEmpty { try container.encode(checks, forKey: .checks) }
  }
}
