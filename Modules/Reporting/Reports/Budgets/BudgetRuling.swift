import Diagnostics
import Domain
import PluginKit

/// What a rule says of one budget, with the amounts and the lines behind it.
struct BudgetRuling {
  enum Verdict: Hashable {
    case met
    case missed
    case open

    var value: ReportValue {
      switch self {
      case .met: .category(id: "met", label: LocalizedText(id: "terpenuhi", en: "met"))
      case .missed: .category(id: "not_met", label: LocalizedText(id: "tidak terpenuhi", en: "not met"))
      case .open:
        .category(id: "not_assessable", label: LocalizedText(id: "belum dapat dinilai", en: "not assessable"))
      }
    }
  }

  let id: String
  let title: LocalizedText
  let basis: String
  let part: Int64?
  let whole: Int64?
  let bounds: LocalizedText
  let verdict: Verdict
  let reason: LocalizedText?
  /// The lines of the part.
  let lines: [BudgetLine]

  /// In per cent of the whole.
  var share: Double? {
    id == Self.balanceRule ? nil : part.flatMap { part in whole.flatMap { ServiceSpending.share(part, of: $0) } }
  }

  /// What all rules of a year say of a budget: that it balances, then those of the region.
  static func all(_ books: BudgetBooks, _ lines: [BudgetLine], year: Int, _ measure: BudgetMeasure = .planned)
    -> [BudgetRuling]
  {
    [balance(lines)] + books.map.declaration.rules.filter { $0.holds(in: year) }.map { rule($0, books, lines, measure) }
  }

  static let balanceRule = "keseimbangan"

  /// Income and receipts equal spending and payments (Permendagri 20/2018). In the realisation the difference is SiLPA, so
  /// that only the plan is judged.
  private static func balance(_ lines: [BudgetLine]) -> BudgetRuling {
    func sum(_ sides: BudgetSide...) -> Int64 {
      lines.filter { sides.contains($0.side) }.reduce(0) { $0 + ($1.planned ?? 0) }
    }
    let (sources, uses) = (sum(.income, .receipts), sum(.spending, .payments))
    let isOpen = lines.on(.income).isEmpty || lines.on(.spending).isEmpty
    return BudgetRuling(
      id: balanceRule,
      title: LocalizedText(
        id: "Pendapatan dan penerimaan pembiayaan sama dengan belanja dan pengeluaran pembiayaan",
        en: "Income and receipts equal spending and payments"), basis: "Permendagri 20/2018", part: sources,
      whole: uses,
      bounds: LocalizedText("="), verdict: isOpen ? .open : sources == uses ? .met : .missed,
      reason: isOpen
        ? LocalizedText(
          id: "pendapatan atau belanja belum ada dalam data", en: "income or spending is not in the store") : nil,
      lines: [])
  }

  private static func rule(
    _ rule: BudgetRule, _ books: BudgetBooks, _ lines: [BudgetLine], _ measure: BudgetMeasure
  ) -> BudgetRuling {
    let part = select(rule.part, books, lines)
    let whole = select(rule.whole, books, lines)
    let (amount, all) = (part.amount[measure], whole.amount[measure])
    var verdict = Verdict.open
    var reason: LocalizedText?
    if all <= 0 {
      reason = LocalizedText(
        id: "pembandingnya belum ada dalam data", en: "what it is compared with is not in the store")
    } else {
      // Compared without division, to the rupiah.
      let isBelow = rule.least.map { Double(amount) * 100 < $0 * Double(all) } ?? false
      let isAbove = rule.most.map { Double(amount) * 100 > $0 * Double(all) } ?? false
      verdict = isBelow || isAbove ? .missed : .met
      if isBelow, !rule.isComplete {
        verdict = .open
        reason = LocalizedText(
          id: "kegiatan lain dapat juga memuatnya; periksa rinciannya",
          en: "other activities may be part of it; look at the details")
      }
    }
    return BudgetRuling(
      id: rule.id, title: rule.title, basis: rule.basis, part: amount, whole: all, bounds: bounds(rule),
      verdict: verdict, reason: reason, lines: part)
  }

  private static func bounds(_ rule: BudgetRule) -> LocalizedText {
    func text(_ value: Double) -> String { value == value.rounded() ? "\(Int(value))" : "\(value)" }
    let parts = [rule.least.map { "≥ \(text($0))%" }, rule.most.map { "≤ \(text($0))%" }].compactMap { $0 }
    return LocalizedText(
      id: parts.joined(separator: ", ").replacing(".", with: ","), en: parts.joined(separator: ", "))
  }

  /// The lines that a selection means.
  private static func select(_ selection: LineSelection, _ books: BudgetBooks, _ lines: [BudgetLine]) -> [BudgetLine] {
    let activities = CodeSelection(selection.activities)
    let accounts = CodeSelection(selection.accounts)
    let funds = Set(selection.funds.compactMap(books.fund))
    return lines.filter { line in
      if !activities.isEmpty {
        guard let code = line.activity, activities.contains(books.map.meaning(of: code)) else { return false }
      }
      if !accounts.isEmpty, !accounts.contains(line.account) { return false }
      return selection.funds.isEmpty || funds.contains(line.fund)
    }
  }
}
