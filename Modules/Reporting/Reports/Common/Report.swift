public import Diagnostics
public import Domain
public import PluginKit
public import Storage

/// A report: asks the store and returns a document; how it looks is the renderers' business.
public protocol Report: Sendable {
  func document(_ context: ReportContext) throws -> ReportDocument
}

/// Everything a report is given.
public struct ReportContext {
  public var store: any Store
  public var header: PluginHeader
  /// The region asked for; the nation unless the user said otherwise.
  public var region: RegionCode
  /// Nil asks for the latest with data.
  public var period: Period?
  /// The day whose regions the report is about: figures of all periods are shown under its codes, as far as recorded
  /// changes say. Nil reads each period as it was.
  public var asOf: CalendarDate?
  public var options: [String: String]
  /// How much of the document is going to be looked at.
  public var extent = ReportExtent()
  public var datasets: [String: DatasetDeclaration]
  public var targets: [String: ScopedTarget]
  public var vocabulary: Vocabulary
  /// The day on which the report is made, where deadlines matter; nil leaves out how far away they are.
  public var today: CalendarDate?
  /// Offices, papers, series of meetings, programmes and teams, from the region plugins.
  public var coordination: Coordination
  /// What region plugins say about village budgets.
  public var budgets: BudgetSettings
  /// The worksheet of the indicator set that declares a dataset; nil where it has none.
  public var worksheet: @Sendable (String) throws -> Worksheet?

  public init(
    store: any Store, header: PluginHeader, region: RegionCode = .nation, period: Period? = nil,
    options: [String: String] = [:], datasets: [String: DatasetDeclaration] = [:],
    targets: [String: ScopedTarget] = [:],
    vocabulary: Vocabulary = Vocabulary([]), today: CalendarDate? = nil,
    coordination: Coordination = Coordination([]), budgets: BudgetSettings = BudgetSettings([]),
    worksheet: @escaping @Sendable (String) throws -> Worksheet? = { _ in nil }
  ) {
    self.store = store
    self.header = header
    self.region = region
    self.period = period
    self.options = options
    self.datasets = datasets
    self.targets = targets
    self.vocabulary = vocabulary
    self.today = today
    self.coordination = coordination
    self.budgets = budgets
    self.worksheet = worksheet
  }
}

/// Why a report could not be made from what the user asked.
public struct ReportFailure: Error, Sendable {
  public var diagnostic: Diagnostic

  public init(_ diagnostic: Diagnostic) { self.diagnostic = diagnostic }
}
