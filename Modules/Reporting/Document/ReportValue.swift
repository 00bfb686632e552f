public import Diagnostics

/// One cell or key figure.
public enum ReportValue: Hashable, Sendable {
  /// Not known. It is not zero: `–` in text, an empty field in CSV, null in JSON, an empty cell in XLSX.
  case missing
  /// A whole number: a count, or money in whole rupiah.
  case integer(Int64)
  /// A number, shown to people with `decimals` places; JSON, CSV and XLSX carry it unrounded. Not finite means missing.
  case real(Double, decimals: Int)
  /// A share in percent: 31.2 means 31.2 %. Shown with `decimals` places.
  case percent(Double, decimals: Int)
  /// Words, in the language of the output.
  case text(LocalizedText)
  /// One of a fixed list: people read the label, JSON and CSV carry the id.
  case category(id: String, label: LocalizedText)
  /// A region or other code, such as `64.02.01.2001`: text in every format, never a number.
  case code(String)
  /// A period such as `2024` or `2024-Q3`: text in every format, so that years get no thousands point.
  case period(String)
  /// A day, `yyyy-mm-dd`.
  case date(String)

  /// A text that is the same in both languages, such as a name.
  public static func text(_ same: String) -> ReportValue { .text(LocalizedText(same)) }

  /// A whole number, or missing.
  public static func integer(_ value: Int?) -> ReportValue { value.map { .integer(Int64($0)) } ?? .missing }

  /// Whether people read nothing but the sign for missing.
  public var isMissing: Bool {
    switch self {
    case .missing: true
    case .real(let value, _), .percent(let value, _): !value.isFinite
    default: false
    }
  }
}
