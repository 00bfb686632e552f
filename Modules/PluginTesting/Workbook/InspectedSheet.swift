/// A cell as a workbook's file states it.
public struct InspectedCell: Hashable, Sendable {
  public enum Value: Hashable, Sendable {
    case blank
    case number(Double)
    case text(String)
    case boolean(Bool)
    case formula(String)
    case error(String)
  }

  public var value: Value
  public var isBold: Bool
  /// The number format, such as `#,##0`; `General` where the cell states none.
  public var numberFormat: String
  /// Whether a protected sheet keeps it from being changed.
  public var isLocked: Bool

  public init(value: Value, isBold: Bool = false, numberFormat: String = "General", isLocked: Bool = true) {
    self.value = value
    self.isBold = isBold
    self.numberFormat = numberFormat
    self.isLocked = isLocked
  }
}

/// What a sheet lets into some cells.
public struct InspectedRule: Hashable, Sendable {
  /// `F2:F115`.
  public var range: String
  /// `list`, `whole`, `decimal`, `date`, or empty for anything.
  public var kind: String
  public var first: String
  public var second: String
  public var prompt: String
  public var refusal: String
}

/// A chart's series, as references into sheets.
public struct InspectedSeries: Hashable, Sendable {
  public var name: String
  public var categories: String
  public var values: String
}

/// A chart drawn on a sheet.
public struct InspectedChart: Hashable, Sendable {
  /// The element that draws it, such as `barChart`.
  public var kind: String
  /// `clustered`, `stacked`, `standard`, or nil.
  public var grouping: String?
  public var title: String
  public var series: [InspectedSeries]
}

/// A worksheet as a workbook's file states it.
public struct InspectedSheet: Hashable, Sendable {
  public var name: String
  /// By reference, such as `B7`.
  public var cells: [String: InspectedCell]
  /// How many rows stay in view above the rest.
  public var frozenRows: Int
  /// How many columns stay in view beside the rest.
  public var frozenColumns: Int
  /// Widths in characters, by column from 0.
  public var columnWidths: [Int: Double]
  /// The range of the filter, such as `A6:I17`.
  public var autofilter: String?
  public var charts: [InspectedChart]
  public var rules: [InspectedRule]
  /// The notes on cells, by reference.
  public var comments: [String: String]
  public var isProtected: Bool
  public var isHidden: Bool
  /// How many rows state a cell.
  public var rowCount: Int

  public subscript(reference: String) -> InspectedCell? { cells[reference] }

  /// The text of a cell, or nil where it holds none.
  public func text(_ reference: String) -> String? {
    guard case .text(let text) = cells[reference]?.value else { return nil }
    return text
  }

  /// The number of a cell, or nil where it holds none.
  public func number(_ reference: String) -> Double? {
    guard case .number(let number) = cells[reference]?.value else { return nil }
    return number
  }
}
