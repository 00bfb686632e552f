public import Diagnostics

/// Where figures come from; columns and key figures point to it by `id`.
public struct ReportSource: Hashable, Sendable {
  public var id: String
  /// The id of the dataset read.
  public var dataset: String
  /// The name of the dataset for people.
  public var title: LocalizedText?
  /// The period read, as the command line takes it.
  public var period: String?
  /// The numbers of the batches that supplied values.
  public var batches: [Int64]
  /// The formula, for figures computed from the dataset.
  public var formula: String?
  /// The weakest stage among the batches.
  public var stage: ReportStage?
  /// The day (`yyyy-mm-dd`) the batches state.
  public var asOf: String?
  /// Whether files of examples are among what supplied values: the heading says so.
  public var isExample: Bool

  public init(
    id: String, dataset: String, title: LocalizedText? = nil, period: String? = nil, batches: [Int64] = [],
    formula: String? = nil, stage: ReportStage? = nil, asOf: String? = nil, isExample: Bool = false
  ) {
    self.id = id
    self.dataset = dataset
    self.title = title
    self.period = period
    self.batches = batches
    self.formula = formula
    self.stage = stage
    self.asOf = asOf
    self.isExample = isExample
  }
}
