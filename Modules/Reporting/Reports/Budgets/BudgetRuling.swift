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

  /// What all rules of a year say of a plan: that it balances, then those of the region.
  static func all(_ books: BudgetBooks, _ lines: [BudgetLine], year: Int) -> [BudgetRuling] {
    [balance(lines)] + rules(books, year).map { rule($0, books, lines, .planned, isOver: true) }
  }

  /// The same of what was received and spent; empty where nothing was reported.
  ///
  /// - Parameter isOver: whether the fiscal year is. Before, what does not hold may hold yet.
  static func realised(_ books: BudgetBooks, _ lines: [BudgetLine], year: Int, isOver: Bool) -> [BudgetRuling] {
    guard lines.isReported else { return [] }
    return [surplus(lines)] + rules(books, year).map { rule($0, books, lines, .spent, isOver: isOver) }
  }

  private static func rules(_ books: BudgetBooks, _ year: Int) -> [BudgetRule] {
    books.map.declaration.rules.filter { $0.holds(in: year) }
  }

  static let balanceRule = "keseimbangan"
  private static let balanceBasis = "Permendagri 20/2018"

  /// Income and receipts equal spending and payments (Permendagri 20/2018).
  private static func balance(_ lines: [BudgetLine]) -> BudgetRuling {
    let (sources, uses) = lines.sides(.planned)
    let isOpen = lines.on(.income).isEmpty || lines.on(.spending).isEmpty
    return BudgetRuling(
      id: balanceRule,
      title: LocalizedText(
        id: "Pendapatan dan penerimaan pembiayaan sama dengan belanja dan pengeluaran pembiayaan",
        en: "Income and receipts equal spending and payments"), basis: balanceBasis, part: sources,
      whole: uses,
      bounds: LocalizedText("="), verdict: isOpen ? .open : sources == uses ? .met : .missed,
      reason: isOpen
        ? LocalizedText(
          id: "pendapatan atau belanja belum ada dalam data", en: "income or spending is not in the store") : nil,
      lines: [])
  }

  /// In the realisation the difference is the balance of the year (SiLPA), whatever it is; more spent than there was cannot
  /// be, so that something is not reported.
  private static func surplus(_ lines: [BudgetLine]) -> BudgetRuling {
    let (sources, uses) = lines.sides(.spent)
    let left = LocalizedText(rupiah: sources - uses)
    var reason = LocalizedText(id: "SiLPA \(left.id)", en: "balance of the year (SiLPA) \(left.en)")
    var verdict = Verdict.met
    if !lines.on(.income).isReported || !lines.on(.spending).isReported {
      verdict = .open
      reason = LocalizedText(
        id: "realisasi pendapatan atau belanja belum dilaporkan",
        en: "what was received or what was spent is not reported")
    } else if sources < uses {
      verdict = .open
      reason = LocalizedText(
        id: "\(reason.id): belanja melebihi penerimaan yang dilaporkan",
        en: "\(reason.en): more was spent than receipts are reported")
    }
    return BudgetRuling(
      id: balanceRule,
      title: LocalizedText(
        id: "Selisih pendapatan dan penerimaan dengan belanja dan pengeluaran adalah SiLPA",
        en: "Income and receipts less spending and payments are the balance of the year (SiLPA)"),
      basis: balanceBasis, part: sources, whole: uses, bounds: LocalizedText("SiLPA"), verdict: verdict, reason: reason,
      lines: [])
  }

  private static func rule(
    _ rule: BudgetRule, _ books: BudgetBooks, _ lines: [BudgetLine], _ measure: BudgetMeasure, isOver: Bool
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
      func isBelow(_ amount: Int64) -> Bool { rule.least.map { Double(amount) * 100 < $0 * Double(all) } ?? false }
      func isAbove(_ amount: Int64) -> Bool { rule.most.map { Double(amount) * 100 > $0 * Double(all) } ?? false }
      verdict = isBelow(amount) || isAbove(amount) ? .missed : .met
      // What of these the rule would count is not known; its verdict stands where none of them would turn it.
      let unclear = select(rule.part, books, lines, undetailed: true).amount[measure]
      let most = amount + max(0, unclear)
      if isBelow(amount) != isBelow(most) || isAbove(amount) != isAbove(most) {
        verdict = .open
        let sum = LocalizedText(rupiah: unclear)
        reason = LocalizedText(
          id: "belanja \(sum.id) tanpa rekening yang jelas", en: "\(sum.en) is spent without a clear account")
      } else if isBelow(amount), !rule.isComplete {
        verdict = .open
        reason = LocalizedText(
          id: "kegiatan lain dapat juga memuatnya; periksa rinciannya",
          en: "other activities may be part of it; look at the details")
      } else if verdict == .missed, !isOver {
        verdict = .open
        reason = LocalizedText(
          id: "tahun anggarannya belum berakhir", en: "the fiscal year is not over yet")
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
  ///
  /// - Parameter undetailed: the lines that it may mean instead: those of an account such as `5` Belanja, of which it means a part.
  private static func select(
    _ selection: LineSelection, _ books: BudgetBooks, _ lines: [BudgetLine], undetailed: Bool = false
  ) -> [BudgetLine] {
    let activities = CodeSelection(selection.activities)
    let accounts = CodeSelection(selection.accounts)
    let funds = Set(selection.funds.compactMap(books.fund))
    return lines.filter { line in
      if !activities.isEmpty {
        guard let code = line.activity, activities.contains(books.map.meaning(of: code)) else { return false }
      }
      let isMeant = accounts.isEmpty || accounts.contains(line.account)
      if undetailed {
        guard !isMeant, accounts.containsPart(of: line.account) else { return false }
      } else if !isMeant {
        return false
      }
      return selection.funds.isEmpty || funds.contains(line.fund)
    }
  }
}
