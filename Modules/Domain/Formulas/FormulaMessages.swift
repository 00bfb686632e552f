public import Diagnostics

extension FormulaError {
  /// What is wrong, for people.
  public var message: LocalizedText {
    switch reason {
    case .unexpected(let text):
      LocalizedText(id: "rumus: `\(text)` tidak terduga di sini", en: "formula: unexpected `\(text)`")
    case .endedEarly:
      LocalizedText(id: "rumus berakhir sebelum selesai", en: "formula ends too early")
    case .unknownFunction(let name):
      LocalizedText(id: "rumus: fungsi `\(name)` tidak dikenal", en: "formula: unknown function `\(name)`")
    case .unknownField(let name):
      LocalizedText(id: "rumus: kolom data `\(name)` tidak ada", en: "formula: there is no field `\(name)`")
    case .notANumber(let field):
      LocalizedText(id: "rumus: `\(field)` bukan angka", en: "formula: `\(field)` is not a number")
    case .emptyRange(let first, let last):
      LocalizedText(
        id: "rumus: rentang `\(first)..\(last)` terbalik menurut urutan kolom data",
        en: "formula: range `\(first)..\(last)` is backwards in the declared order of fields")
    case .rangeOutsideCall:
      LocalizedText(
        id: "rumus: rentang hanya boleh di dalam fungsi seperti sum(…)",
        en: "formula: a range may only stand inside a function such as sum(…)")
    case .argumentCount(let function, let expected, let found):
      LocalizedText(
        id: "rumus: `\(function)` memerlukan \(expected) argumen, ada \(found)",
        en: "formula: `\(function)` takes \(expected) arguments, found \(found)")
    case .tooDeep:
      LocalizedText(id: "rumus terlalu dalam bersarang", en: "formula is nested too deeply")
    case .tooLong:
      LocalizedText(
        id: "rumus lebih panjang daripada \(Formula.maximumLength) karakter",
        en: "formula is longer than \(Formula.maximumLength) characters")
    case .cycle(let fields):
      LocalizedText(
        id: "rumus saling mengacu: \(fields.joined(separator: " → "))",
        en: "formulas refer to each other: \(fields.joined(separator: " → "))")
    }
  }

  /// The known word that an unknown name most likely meant.
  public func suggestion(fields: [String]) -> String? {
    switch reason {
    case .unknownField(let name): Suggestion.nearest(to: name, among: fields)
    case .unknownFunction(let name):
      Suggestion.nearest(to: name, among: FormulaSyntax.Function.allCases.map(\.rawValue))
    default: nil
    }
  }
}
