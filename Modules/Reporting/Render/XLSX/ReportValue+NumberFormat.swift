extension ReportValue {
  /// The Excel format that shows the value as text output does.
  var numberFormat: String? {
    func places(_ count: Int) -> String {
      count > 0 ? "." + String(repeating: "0", count: min(count, 15)) : ""
    }
    switch self {
    case .integer: return "#,##0"
    case .real(_, let decimals): return "#,##0" + places(decimals)
    case .percent(_, let decimals): return "0" + places(decimals) + "%"
    case .date: return "yyyy\\-mm\\-dd"
    // "@" keeps a code a text when somebody edits the cell.
    case .code, .period: return "@"
    case .missing, .text, .category: return nil
    }
  }
}
