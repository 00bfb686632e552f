package import Diagnostics

/// Periods in words.
package enum PeriodText {
  private static let roman = ["I", "II", "III", "IV"]

  /// `Juli 2024`, `Triwulan III 2024`, `Semester I 2024`, `2021–2024`; anything else as it is.
  package static func label(_ period: String, in language: Language) -> String {
    if let range = period.firstRange(of: "..") {
      let ends = [String(period[..<range.lowerBound]), String(period[range.upperBound...])]
      return ends.map { label($0, in: language) }.joined(separator: "–")
    }
    let parts = period.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, let year = parts.first, let part = parts.last else { return period }
    let number = Int(part.drop { !$0.isNumber }) ?? 0
    if part.hasPrefix("Q"), (1...4).contains(number) {
      return LocalizedText(id: "Triwulan \(roman[number - 1]) \(year)", en: "Quarter \(number) of \(year)")[language]
    }
    if part.hasPrefix("S"), (1...2).contains(number) {
      return LocalizedText(id: "Semester \(roman[number - 1]) \(year)", en: "Half \(number) of \(year)")[language]
    }
    guard part.count == 2, let month = DateText.month(number, in: language) else { return period }
    return "\(month) \(year)"
  }
}
