public import Diagnostics
public import Domain

/// What a region says about village budgets: which activities are basic services, which rules hold in which years, what income
/// there could be, what its local activities stand for, on which days offices are closed.
///
/// Of nested scopes the nearest decides about each service, rule and potential by its id, about each holiday by its day, and
/// about each other key as a whole.
public struct BudgetDeclaration: Hashable, Sendable {
  public var services: [BasicService]
  /// Whether supporting activities count like core ones; nil leaves it to the wider scope, by default they do not.
  public var countsSupporting: Bool?
  /// Direct cash assistance (BLT), which every share is shown with and without.
  public var cashAssistance: [String]
  public var typologies: [SpendingTypology]
  public var rules: [BudgetRule]
  public var potentials: [IncomePotential]
  /// Local activities (90–99) and the activity of the list that each stands for.
  public var localActivities: [LocalActivity]
  /// Public holidays, which are no working days.
  public var holidays: [PublicHoliday]

  public init(
    services: [BasicService] = [], countsSupporting: Bool? = nil, cashAssistance: [String] = [],
    typologies: [SpendingTypology] = [], rules: [BudgetRule] = [], potentials: [IncomePotential] = [],
    localActivities: [LocalActivity] = [], holidays: [PublicHoliday] = []
  ) {
    self.services = services
    self.countsSupporting = countsSupporting
    self.cashAssistance = cashAssistance
    self.typologies = typologies
    self.rules = rules
    self.potentials = potentials
    self.localActivities = localActivities
    self.holidays = holidays
  }
}

/// One of the basic services of villages, as activities and as what indicators measure.
public struct BasicService: Hashable, Sendable {
  public var id: String
  public var title: LocalizedText
  /// Activities that are the service, as codes and ranges.
  public var core: [String]
  /// Activities that help it, which count only where a region says so.
  public var supporting: [String]
  /// Fields scored from 0 to 5 that show what has been achieved: of the IDM, of Indeks Desa.
  public var indicators: [String]
  /// Words by which themes of aspirations name it.
  public var themes: [String]
  /// Who leads in a kecamatan's joint team, such as the health centre.
  public var lead: LocalizedText?

  public init(
    id: String, title: LocalizedText, core: [String], supporting: [String] = [], indicators: [String] = [],
    themes: [String] = [], lead: LocalizedText? = nil
  ) {
    self.id = id
    self.title = title
    self.core = core
    self.supporting = supporting
    self.indicators = indicators
    self.themes = themes
    self.lead = lead
  }
}

/// A typology of SDGs Desa as activities, to show what Dana Desa is spent on.
public struct SpendingTypology: Hashable, Sendable {
  public var id: String
  public var title: LocalizedText
  /// The goals of SDGs Desa that it holds, 1 to 18.
  public var goals: [Int]
  public var activities: [String]
  /// The fiscal years in which Dana Desa is to be spent on it; nil is open.
  public var from: Int?
  public var until: Int?

  public init(
    id: String, title: LocalizedText, goals: [Int], activities: [String], from: Int? = nil, until: Int? = nil
  ) {
    self.id = id
    self.title = title
    self.goals = goals
    self.activities = activities
    self.from = from
    self.until = until
  }

  public func holds(in year: Int) -> Bool { (from ?? year) <= year && year <= (until ?? year) }
}

/// A rule on village budgets: one part of the money against another, in some fiscal years.
public struct BudgetRule: Hashable, Sendable {
  public var id: String
  public var title: LocalizedText
  /// The decree that it stands in.
  public var basis: String
  /// The fiscal years in which it holds; nil is open.
  public var from: Int?
  public var until: Int?
  public var part: LineSelection
  public var whole: LineSelection
  /// In per cent of the whole.
  public var least: Double?
  public var most: Double?
  /// Whether the part's activities hold all that the rule means. Where they may not, a minimum that is not reached cannot be
  /// judged.
  public var isComplete: Bool

  public init(
    id: String, title: LocalizedText, basis: String, from: Int? = nil, until: Int? = nil, part: LineSelection,
    whole: LineSelection, least: Double? = nil, most: Double? = nil, isComplete: Bool = true
  ) {
    self.id = id
    self.title = title
    self.basis = basis
    self.from = from
    self.until = until
    self.part = part
    self.whole = whole
    self.least = least
    self.most = most
    self.isComplete = isComplete
  }

  public func holds(in year: Int) -> Bool { (from ?? year) <= year && year <= (until ?? year) }
}

/// Lines of a budget, by what they are for, what they are and who pays; an empty list takes all.
public struct LineSelection: Hashable, Sendable {
  public var activities: [String]
  public var accounts: [String]
  /// Ids of `sumber_dana`.
  public var funds: [String]

  public init(activities: [String] = [], accounts: [String] = [], funds: [String] = []) {
    self.activities = activities
    self.accounts = accounts
    self.funds = funds
  }
}

/// Income that each village could have in a year, such as provincial aid up to a ceiling.
public struct IncomePotential: Hashable, Sendable {
  public var account: String
  public var year: Int
  /// Whole rupiah for each village.
  public var perVillage: Int64
  public var basis: LocalizedText

  public init(account: String, year: Int, perVillage: Int64, basis: LocalizedText) {
    self.account = account
    self.year = year
    self.perVillage = perVillage
    self.basis = basis
  }
}

public struct LocalActivity: Hashable, Sendable {
  public var code: String
  /// The activity of the list that it stands for.
  public var meaning: String

  public init(code: String, meaning: String) {
    self.code = code
    self.meaning = meaning
  }
}

/// A day on which offices are closed: by law every year, by the yearly decree of three ministers, or in one region.
public struct PublicHoliday: Hashable, Sendable {
  /// Nil in a configuration that is refused for it.
  public var date: HolidayDate?
  public var title: LocalizedText

  public init(date: HolidayDate?, title: LocalizedText) {
    self.date = date
    self.title = title
  }
}
