import Diagnostics

extension LocalizedText {
  /// An amount within a sentence: Rp1.234.567, in English Rp1,234,567.
  init(rupiah amount: Int64) {
    var parts: [Substring] = []
    let digits = "\(amount.magnitude)"
    var rest = Substring(digits)
    while rest.count > 3 {
      parts.insert(rest.suffix(3), at: 0)
      rest = rest.dropLast(3)
    }
    let sign = amount < 0 ? "\u{2212}" : ""
    func text(_ mark: String) -> String { "\(sign)Rp" + ([rest] + parts).joined(separator: mark) }
    self.init(id: text("."), en: text(","))
  }
}
