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
    case .needsNumber(let type):
      LocalizedText(
        id: "rumus: di sini diperlukan angka, bukan \(type.name.id)",
        en: "formula: a number is needed here, not \(type.name.en)")
    case .needsCondition(let type):
      LocalizedText(
        id: "rumus: di sini diperlukan syarat seperti `a > b`, bukan \(type.name.id)\(type.unitText.id)",
        en: "formula: a condition such as `a > b` is needed here, not \(type.name.en)\(type.unitText.en)")
    case .incomparable(let a, let b):
      LocalizedText(
        id: "rumus: \(a.name.id) dan \(b.name.id) ini tidak dapat dibandingkan atau disatukan",
        en: "formula: this is \(a.name.en) and \(b.name.en), which cannot be compared or put together")
    case .units(let a, let b):
      LocalizedText(
        id: "rumus: satuan `\(a.text?.id ?? "1")` dan `\(b.text?.id ?? "1")` tidak dapat dijumlahkan atau dibandingkan",
        en: "formula: the units `\(a.text?.en ?? "1")` and `\(b.text?.en ?? "1")` cannot be added or compared")
    case .unknownClass(let name, let known):
      LocalizedText(
        id: "rumus: kelas `\(name)` tidak ada; yang ada: \(known.joined(separator: ", "))",
        en: "formula: there is no class `\(name)`; there are: \(known.joined(separator: ", "))")
    case .reportOnly(let function):
      LocalizedText(
        id: "rumus: `\(function)` hanya ada dalam laporan (`dataset_report`)",
        en: "formula: only a report (`dataset_report`) has `\(function)`")
    case .outsideAggregate(let field):
      LocalizedText(
        id: "rumus: `\(field)` ada di tiap desa; rangkum dulu, misalnya mean(\(field))",
        en: "formula: every village has its own `\(field)`; sum it up first, as in mean(\(field))")
    case .nestedAggregate(let function):
      LocalizedText(
        id: "rumus: `\(function)` merangkum wilayah, tidak boleh di dalam rangkuman lain",
        en: "formula: `\(function)` sums up regions and cannot stand inside another aggregate")
    case .nestedPrevious:
      LocalizedText(
        id: "rumus: previous(…) di dalam previous(…)", en: "formula: previous(…) inside previous(…)")
    case .unknownDataset(let name):
      LocalizedText(id: "rumus: dataset `\(name)` tidak ada", en: "formula: there is no dataset `\(name)`")
    case .unfitDataset(let name, let why):
      LocalizedText(
        id: "rumus: dataset `\(name)` \(why.text.id)", en: "formula: the dataset `\(name)` \(why.text.en)")
    case .faultyDerived(let name):
      LocalizedText(id: "rumus: `\(name)` sendiri salah", en: "formula: `\(name)` itself is faulty")
    case .cycle(let fields):
      LocalizedText(
        id: "rumus saling mengacu: \(fields.joined(separator: " → "))",
        en: "formulas refer to each other: \(fields.joined(separator: " → "))")
    }
  }

  /// The known word that an unknown name most likely meant.
  public func suggestion(fields: [String], datasets: [String] = []) -> String? {
    switch reason {
    case .unknownClass(let name, let known): Suggestion.nearest(to: name, among: known)
    case .unknownDataset(let name): Suggestion.nearest(to: name, among: datasets)
    case .unknownField(let name): Suggestion.nearest(to: name, among: fields)
    case .unknownFunction(let name):
      Suggestion.nearest(to: name, among: FormulaSyntax.Function.allCases.map(\.rawValue))
    default: nil
    }
  }
}

extension FormulaType {
  /// What its unit adds to its name.
  fileprivate var unitText: LocalizedText {
    guard case .number(let unit?) = self, let text = unit.text else { return LocalizedText("") }
    return LocalizedText(id: " (\(text.id))", en: " (\(text.en))")
  }
}

extension FormulaError.UnfitDataset {
  fileprivate var text: LocalizedText {
    switch self {
    case .level:
      LocalizedText(
        id: "berisi wilayah pada tingkat lain daripada dataset laporan",
        en: "has regions of another level than the report's dataset")
    case .frequency:
      LocalizedText(
        id: "berperiode lain daripada dataset laporan", en: "has other periods than the report's dataset")
    case .ledger:
      LocalizedText(
        id: "punya beberapa baris tiap wilayah (`key:`)", en: "has several rows a region (`key:`)")
    }
  }
}
