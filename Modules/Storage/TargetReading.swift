public import Domain

/// One entry of a target's list of villages for a year (desa sasaran).
public struct TargetEntry: Hashable, Sendable {
  public enum Basis: String, Hashable, Sendable, CaseIterable {
    /// Agreed for the year.
    case new = "baru"
    /// Carried over from the year before (luncuran).
    case carriedOver = "luncuran"
  }

  public var year: Int
  public var basis: Basis
  /// The kabupaten it stands under; nil where that is not known.
  public var regency: RegionCode?
  /// Nil where the source does not name the village.
  public var region: RegionCode?
  /// The name as the source prints it; empty where it names none.
  public var printedName: String
  /// How the name was found: `exact`, `close`, `alias`, `code`; nil without a region.
  public var match: String?
  public var sourceRow: Int
  /// The number of the decision that put it into an agreed list; nil for entries of the list as it was agreed.
  public var added: Int?
  /// The number of the decision that took it out; nil while it is in force.
  public var removed: Int?
  /// The village in whose place it came.
  public var replaces: RegionCode?
  /// The class (from 1) that the village had by the figures published when the list was agreed, and their period; never
  /// judged again.
  public var start: Int?
  public var startPeriod: Period?

  public init(
    year: Int, basis: Basis, regency: RegionCode?, region: RegionCode?, printedName: String, match: String?,
    sourceRow: Int
  ) {
    self.year = year
    self.basis = basis
    self.regency = regency
    self.region = region
    self.printedName = printedName
    self.match = match
    self.sourceRow = sourceRow
  }
}

/// A decision on a target's list of a year: its agreement (number 0), or a later revision (from 1).
public struct TargetDecision: Hashable, Sendable {
  public var year: Int
  public var number: Int
  /// The day on which it was taken.
  public var date: CalendarDate
  /// The meeting or decree.
  public var source: String
  /// Why; nil for the agreement itself.
  public var reason: String?

  public init(year: Int, number: Int, date: CalendarDate, source: String, reason: String? = nil) {
    self.year = year
    self.number = number
    self.date = date
    self.source = source
    self.reason = reason
  }
}

/// The lists of a target.
public struct TargetList: Hashable, Sendable {
  /// What is in force, by year and place in the source.
  public var entries: [TargetEntry]
  /// What decisions took out.
  public var removed: [TargetEntry]
  /// By year and number.
  public var decisions: [TargetDecision]
  /// The batches they came in.
  public var origins: [DatasetOrigin]

  public init(entries: [TargetEntry], removed: [TargetEntry], decisions: [TargetDecision], origins: [DatasetOrigin]) {
    self.entries = entries
    self.removed = removed
    self.decisions = decisions
    self.origins = origins
  }
}

/// Reading the lists of targets.
public protocol TargetReading {
  func targetList(_ target: String) throws -> TargetList
}

/// A confirmed spelling of a region's name.
public struct RegionAlias: Hashable, Sendable {
  /// Where the spelling is used; names are looked up within it.
  public var within: RegionCode
  public var name: String
  public var code: RegionCode
  public var note: String?

  public init(within: RegionCode, name: String, code: RegionCode, note: String? = nil) {
    self.within = within
    self.name = name
    self.code = code
    self.note = note
  }
}

/// Confirmed spellings.
public protocol AliasStoring {
  /// Aliases that apply inside a region, by name.
  func aliases(in region: RegionCode) throws -> [RegionAlias]
  /// Whether there was one to remove. An audit entry of its own.
  func removeAlias(named name: String, within region: RegionCode) throws -> Bool
}
