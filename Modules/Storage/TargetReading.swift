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

/// Reading the lists of targets.
public protocol TargetReading {
  /// The entries of a target, by year and place in the source, and the batches they came in.
  func targetList(_ target: String) throws -> (entries: [TargetEntry], origins: [DatasetOrigin])
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
