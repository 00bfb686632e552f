public import Diagnostics

/// A target that governments agreed on, such as "150 villages raised to Berkembang, 2019–2023" (RPJMD of a province).
public struct TargetDeclaration: Hashable, Sendable {
  /// What the yearly counts count.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// Villages that are to rise in that year.
    case flow
    /// Villages that are to be in the status in that year.
    case stock
  }

  /// One agreed year.
  public struct Year: Hashable, Sendable {
    public var year: Int
    /// Villages agreed for the year (desa sasaran).
    public var villages: Int
    /// Villages carried over from the year before because they were not reached (luncuran), where the source states it.
    public var carriedOver: Int?

    public init(year: Int, villages: Int, carriedOver: Int? = nil) {
      self.year = year
      self.villages = villages
      self.carriedOver = carriedOver
    }
  }

  public var id: String
  public var title: LocalizedText
  public var kind: Kind
  /// The office that answers for it, such as the DPMPD of a province; nil where the plan names none.
  public var owner: LocalizedText?
  /// The dataset and its class field that the target speaks of; nil where no figures measure it (`measure`).
  public var dataset: String?
  public var field: String?
  /// Class ids a village starts from, and the one it is to reach.
  public var from: [String]
  public var to: String?
  /// The meeting or decree in which it was agreed.
  public var source: LocalizedText
  public var years: [Year]
  /// The total as printed in the source; has to equal the sum of a flow target's years.
  public var total: Int?

  public init(
    id: String, title: LocalizedText, kind: Kind, owner: LocalizedText? = nil, dataset: String? = nil,
    field: String? = nil, from: [String] = [], to: String? = nil, source: LocalizedText, years: [Year],
    total: Int? = nil
  ) {
    self.id = id
    self.title = title
    self.kind = kind
    self.owner = owner
    self.dataset = dataset
    self.field = field
    self.from = from
    self.to = to
    self.source = source
    self.years = years
    self.total = total
  }

  /// The class that says whether a village has reached the target.
  public struct Measure: Hashable, Sendable {
    public var dataset: String
    public var field: String
    public var from: [String]
    public var to: String
  }

  /// What the target is judged by; nil for one that is only a list, such as villages of a climate programme.
  public var measure: Measure? {
    guard let dataset, let field, let to else { return nil }
    return Measure(dataset: dataset, field: field, from: from, to: to)
  }

  /// One line of the plan.
  public struct PlanRow: Hashable, Sendable {
    public var year: Int
    public var target: Int
    /// Sum of the targets up to this year; for a stock target the year's own figure.
    public var cumulative: Int
    /// Nil where the source does not state it.
    public var carriedOver: Int?
    /// Target and carried over together (total sasaran tahun ini); nil where the carried over are not known.
    public var effective: Int?
  }

  /// The plan year by year.
  public var plan: [PlanRow] {
    var sum = 0
    return years.sorted { $0.year < $1.year }.map { entry in
      sum += entry.villages
      return PlanRow(
        year: entry.year, target: entry.villages, cumulative: kind == .flow ? sum : entry.villages,
        carriedOver: entry.carriedOver, effective: entry.carriedOver.map { $0 + entry.villages })
    }
  }
}
