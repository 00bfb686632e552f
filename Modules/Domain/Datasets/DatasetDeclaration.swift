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

  /// How a cell of this type is held in memory and in its column.
  public var storage: CellStorage {
    switch self {
    case .integer, .date, .boolean, .class, .money: .integer
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
  /// The id this field had before (renames go only through this).
  public var was: String?

  public init(
    id: String, title: LocalizedText, description: LocalizedText? = nil, type: FieldType, unit: LocalizedText? = nil,
    decimals: Int? = nil, minimum: Double? = nil, maximum: Double? = nil, formula: String? = nil,
    classes: Classification? = nil, was: String? = nil
  ) {
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

  /// Whether the figure can be recomputed: it has a formula, or it is the class of another field.
  public var isComputable: Bool { formula != nil || classes != nil }
}

/// A dataset: what an indicator set declares and the store keeps as the table `data_<id>`, one typed column a field.
///
/// This version of the project has *panel* datasets, keyed by region and period.
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
  public var fields: [FieldDeclaration]
  /// Fields that get a covering index, for roll-ups over the nation.
  public var summary: [String]

  public init(
    id: String, title: LocalizedText, level: RegionLevel, appliesTo: [VillageKind], frequency: Frequency,
    due: String? = nil, fields: [FieldDeclaration], summary: [String] = []
  ) {
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
}
