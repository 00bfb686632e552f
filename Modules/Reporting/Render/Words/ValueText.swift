import Diagnostics
import Foundation
import Workbooks

/// Values as people read them.
struct ValueText {
  let language: Language

  /// The text of a value; `–` where it is missing.
  func text(_ value: ReportValue) -> String {
    if value.isMissing { return ReportWords.missing }
    switch value {
    case .missing: return ReportWords.missing
    case .integer(let number): return grouped(String(number.magnitude), negative: number < 0, fraction: "")
    case .real(let number, let decimals): return decimal(number, decimals)
    case .percent(let number, let decimals): return decimal(number, decimals) + "%"
    case .text(let text): return text[language]
    case .category(_, let label): return label[language]
    case .code(let code): return code
    case .period(let period): return period
    case .date(let day): return DateText.short(day, in: language)
    }
  }

  /// The text of a value that is no number and no day, else nil.
  func textIfWords(_ value: ReportValue) -> String? {
    switch value {
    case .text, .category, .code, .period: text(value)
    case .missing, .integer, .real, .percent, .date: nil
    }
  }

  private func decimal(_ number: Double, _ decimals: Int) -> String {
    let places = min(max(decimals, 0), 15)
    let digits = String(format: "%.*f", places, number.magnitude)
    let parts = digits.split(separator: ".")
    let whole = String(parts.first ?? "0")
    let fraction = parts.count > 1 ? String(parts[1]) : ""
    let isZero = (whole + fraction).allSatisfy { $0 == "0" }
    return grouped(whole, negative: number < 0 && !isZero, fraction: fraction)
  }

  private func grouped(_ digits: String, negative: Bool, fraction: String) -> String {
    let (thousands, point): (Character, Character) = language == .indonesian ? (".", ",") : (",", ".")
    var text = negative ? "-" : ""
    let count = digits.utf8.count
    for (index, digit) in digits.enumerated() {
      if index > 0, (count - index) % 3 == 0 { text.append(thousands) }
      text.append(digit)
    }
    if !fraction.isEmpty {
      text.append(point)
      text += fraction
    }
    return text
  }
}
