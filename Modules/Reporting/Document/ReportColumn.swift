public import Diagnostics

/// A column of a report's table.
public struct ReportColumn: Hashable, Sendable {
  /// What the cells of a column are; numbers are aligned to the right, everything else to the left.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    case integer, real, percent, text, category, code, period, date

    /// Whether cells are numbers.
    public var isNumber: Bool {
      switch self {
      case .integer, .real, .percent: true
      case .text, .category, .code, .period, .date: false
      }
    }
  }

  /// The stable id: the header of CSV files.
  public var id: String
  public var label: LocalizedText
  public var type: Kind
  /// What the numbers count, such as `desa` or `Rp`.
  public var unit: LocalizedText?
  /// The id of the `ReportSource` the cells come from.
  public var source: String?
  /// Whether its cells are names of people, which `ReportDocument.anonymised` replaces.
  public var isPersonal = false

  public init(
    id: String, label: LocalizedText, type: Kind, unit: LocalizedText? = nil, source: String? = nil
  ) {
    self.id = id
    self.label = label
    self.type = type
    self.unit = unit
    self.source = source
  }

  /// The same column, of names of people.
  var ofPeople: ReportColumn {
    var column = self
    column.isPersonal = true
    return column
  }
}
