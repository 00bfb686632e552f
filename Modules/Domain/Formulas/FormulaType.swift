public import Diagnostics

/// What a part of a formula gives, as far as is known before any row is.
public enum FormulaType: Hashable, Sendable {
  /// A number; without a unit, it goes with any.
  case number(FormulaUnit?)
  case truth
  /// One of a list, by its place; classes have an order, categories none.
  case choice(ids: [String], isOrdered: Bool)
  case date
  case code
  case text

  /// A number of which nothing else is known.
  static let plain = FormulaType.number(nil)

  /// The type that a field has inside formulas.
  init(_ field: FieldDeclaration) {
    switch field.type {
    case .integer, .real, .money: self = .number(field.unit.map { FormulaUnit($0) })
    case .boolean: self = .truth
    case .class: self = .choice(ids: field.classes?.classes.map(\.id) ?? [], isOrdered: true)
    case .category: self = .choice(ids: field.categories?.map(\.id) ?? [], isOrdered: false)
    case .date: self = .date
    case .code, .region: self = .code
    case .text: self = .text
    }
  }

  /// The unit, if it can be counted with; nil where it cannot. Truth counts as 1 and 0.
  var unit: FormulaUnit?? {
    switch self {
    case .number(let unit): .some(unit)
    case .truth: .some(nil)
    case .choice, .date, .code, .text: nil
    }
  }

  /// Its name, for people.
  var name: LocalizedText {
    switch self {
    case .number: LocalizedText(id: "angka", en: "a number")
    case .truth: LocalizedText(id: "syarat", en: "a condition")
    case .choice(_, isOrdered: true): LocalizedText(id: "kelas", en: "a class")
    case .choice: LocalizedText(id: "kategori", en: "a category")
    case .date: LocalizedText(id: "tanggal", en: "a date")
    case .code: LocalizedText(id: "kode", en: "a code")
    case .text: LocalizedText(id: "teks", en: "text")
    }
  }
}

/// The unit of a number as a product of units that fields declare, such as Rp per person.
public struct FormulaUnit: Hashable, Sendable {
  private let powers: [LocalizedText: Int]

  init(_ unit: LocalizedText) { powers = [unit: 1] }

  private init(_ powers: [LocalizedText: Int]) { self.powers = powers.filter { $0.value != 0 } }

  static let percent = FormulaUnit(LocalizedText("%"))

  static func * (a: FormulaUnit, b: FormulaUnit) -> FormulaUnit {
    FormulaUnit(a.powers.merging(b.powers, uniquingKeysWith: +))
  }

  static func / (a: FormulaUnit, b: FormulaUnit) -> FormulaUnit {
    FormulaUnit(a.powers.merging(b.powers.mapValues { -$0 }, uniquingKeysWith: +))
  }

  /// As people write it: `Rp`, `Rp/jiwa`; nil for a pure number.
  public var text: LocalizedText? {
    guard !powers.isEmpty else { return nil }
    func side(_ positive: Bool, _ language: (LocalizedText) -> String) -> String {
      powers.filter { ($0.value > 0) == positive }.map { (language($0.key), abs($0.value)) }
        .sorted { $0.0 < $1.0 }.map { $0.1 == 1 ? $0.0 : "\($0.0)^\($0.1)" }.joined(separator: "·")
    }
    func whole(_ language: (LocalizedText) -> String) -> String {
      let (above, below) = (side(true, language), side(false, language))
      return below.isEmpty ? above : (above.isEmpty ? "1" : above) + "/" + below
    }
    return LocalizedText(id: whole(\.id), en: whole(\.en))
  }
}
