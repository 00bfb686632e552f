public import Diagnostics

/// The documents of a village that supervision of a kecamatan looks for, each with the day by which it is due: those of the
/// planning cycle that have one. Offices that ask for other documents keep lists of their own.
public enum DocumentChecklist {
  public struct Item: Hashable, Sendable {
    /// From 1, in the order of their days for one year.
    public let number: Int
    public let title: LocalizedText
    public let due: CalendarDate
    public let basis: String
  }

  /// The list for a fiscal year; days lie from two years before it to three months after it.
  public static func items(fiscalYear: Int) -> [Item] {
    PlanningCycle.stages.compactMap { stage in stage.day(fiscalYear: fiscalYear).map { (stage, $0) } }
      .enumerated().map { index, entry in
        Item(number: index + 1, title: entry.0.title, due: entry.1, basis: entry.0.basis)
      }
  }
}
