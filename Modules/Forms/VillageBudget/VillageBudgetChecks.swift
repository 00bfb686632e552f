import Diagnostics
import Domain
import PluginKit
import Workbooks

/// The sheet that judges a budget as it is filled in: balance, rules of the year, basic services, fields and funds. All of it is
/// formulas on the sheet to fill in.
struct VillageBudgetChecks {
  private typealias Layout = VillageBudgetLayout

  static let sheetName = "Periksa"

  let form: VillageBudgetForm
  let layout: VillageBudgetLayout
  /// The sheet to fill in.
  let sheet: String

  func write(to target: XLSXSheet) {
    for (column, width) in [58, 20, 20, 16, 14, 24, 34].enumerated() { target.setWidth(width, ofColumn: column) }
    var row = 0
    balance(target, &row)
    rules(target, &row)
    services(target, &row)
    fields(target, &row)
    funds(target, &row)
    target.setUpPrinting(isWide: true, heading: "Periksa APB Desa \(form.names[.village] ?? "") \(form.year)")
    target.protect()
  }

  // MARK: Parts

  private func heading(_ text: String, _ columns: [String], _ target: XLSXSheet, _ row: inout Int) {
    if row > 0 { row += 1 }
    target.write(text, row, 0, XLSXStyle(role: .title))
    for (column, name) in columns.enumerated() { target.write(name, row + 1, column, XLSXStyle(role: .header)) }
    row += 2
  }

  private let money = XLSXStyle(role: .framed, numberFormat: VillageBudgetWorkbook.money, isTop: true)
  private let share = XLSXStyle(role: .framed, numberFormat: "0.0%", isTop: true)
  private let plain = XLSXStyle(role: .framed, wraps: true)

  private func balance(_ target: XLSXSheet, _ row: inout Int) {
    heading("Keseimbangan", ["Uraian", "Jumlah (Rp)"], target, &row)
    let receipts = financing("6.1*", fund: nil)
    let payments = financing("6.2*", fund: nil)
    let lines: [(String, String)] = [
      ("Pendapatan", total(layout.income)), ("Penerimaan pembiayaan", receipts), ("Belanja", total(layout.spending)),
      ("Pengeluaran pembiayaan", payments),
    ]
    for (name, formula) in lines {
      target.write(name, row, 0, plain)
      target.formula("=\(formula)", number: 0, row, 1, money)
      row += 1
    }
    target.write("Selisih (harus 0)", row, 0, XLSXStyle(role: .total))
    let first = row - lines.count + 1
    target.formula(
      "=B\(first)+B\(first + 1)-B\(first + 2)-B\(first + 3)", number: 0, row, 1,
      XLSXStyle(role: .total, numberFormat: VillageBudgetWorkbook.money))
    row += 1
  }

  private func rules(_ target: XLSXSheet, _ row: inout Int) {
    heading(
      "Aturan tahun \(form.year)",
      ["Aturan", "Jumlah (Rp)", "Pembanding (Rp)", "Bagian", "Batas", "Hasil", "Dasar hukum"], target, &row)
    for (place, rule) in form.rules.enumerated() {
      let (part, whole) = ("$B\(row + 1)", "$C\(row + 1)")
      target.setHeight(ofRow: row, for: [(rule.title.id, 56), (rule.basis, 32)])
      target.write(rule.title.id, row, 0, plain)
      target.formula("=\(sum(Layout.part(of: place)))", number: 0, row, 1, money)
      target.formula("=\(sum(Layout.whole(of: place)))", number: 0, row, 2, money)
      target.formula("=IF(\(whole)>0,\(part)/\(whole),\"\")", text: "", row, 3, share)
      let bounds = [rule.least.map { "≥ \(Self.percent($0))" }, rule.most.map { "≤ \(Self.percent($0))" }]
      target.write(bounds.compactMap(\.self).joined(separator: ", "), row, 4, plain)
      target.formula(Self.verdict(rule, part, whole), text: "", row, 5, plain)
      target.write(rule.basis, row, 6, plain)
      row += 1
    }
  }

  /// A minimum that other activities may help to reach cannot be missed for certain.
  private static func verdict(_ rule: BudgetRule, _ part: String, _ whole: String) -> String {
    let open = "\"belum dapat dinilai\""
    var result = "\"terpenuhi\""
    if let most = rule.most { result = "IF(\(part)*100>\(most)*\(whole),\"tidak terpenuhi\",\(result))" }
    if let least = rule.least {
      result = "IF(\(part)*100<\(least)*\(whole),\(rule.isComplete ? "\"tidak terpenuhi\"" : open),\(result))"
    }
    return "=IF(\(whole)<=0,\(open),\(result))"
  }

  private func services(_ target: XLSXSheet, _ row: inout Int) {
    heading("Layanan dasar", ["Layanan", "Anggaran (Rp)", "Bagian belanja"], target, &row)
    let first = row + 1
    for service in form.services {
      target.write(service.title.id, row, 0, plain)
      target.formula(
        "=SUMIF(\(range(layout.spending, Layout.service)),$A\(row + 1),\(range(layout.spending, Layout.amount)))",
        number: 0,
        row, 1, money)
      shareOfSpending(target, row)
      row += 1
    }
    guard row >= first else { return }
    let sums = [("Jumlah dengan BLT", ""), ("Jumlah tanpa BLT", "-\(cashAssistance)")]
    let last = row
    for (name, deduction) in sums {
      target.write(name, row, 0, XLSXStyle(role: .total))
      target.formula(
        "=SUM(B\(first):B\(last))\(deduction)", number: 0, row, 1,
        XLSXStyle(role: .total, numberFormat: VillageBudgetWorkbook.money))
      shareOfSpending(target, row)
      row += 1
    }
  }

  /// What cash assistance holds of the basic services.
  private var cashAssistance: String {
    let codes = form.activities.filter { own in
      form.holds(form.cash, own.code) && form.services.contains { form.holds($0.core, own.code) }
    }
    guard !codes.isEmpty else { return "0" }
    let list = codes.map { "\"\($0.text)\"" }.joined(separator: ",")
    let (activities, amounts) = (range(layout.spending, Layout.activityCode), range(layout.spending, Layout.amount))
    return "SUMPRODUCT(SUMIF(\(activities),{\(list)},\(amounts)))"
  }

  private func shareOfSpending(_ target: XLSXSheet, _ row: Int) {
    let spending = total(layout.spending)
    target.formula("=IF(\(spending)>0,$B\(row + 1)/\(spending),\"\")", text: "", row, 2, share)
  }

  private func fields(_ target: XLSXSheet, _ row: inout Int) {
    heading("Belanja menurut bidang", ["Bidang", "Anggaran (Rp)", "Bagian belanja"], target, &row)
    let names = [
      "Penyelenggaraan Pemerintahan Desa", "Pelaksanaan Pembangunan Desa", "Pembinaan Kemasyarakatan Desa",
      "Pemberdayaan Masyarakat Desa", "Penanggulangan Bencana, Keadaan Darurat dan Mendesak",
    ]
    for (index, name) in names.enumerated() {
      target.write("\(index + 1) \(name)", row, 0, plain)
      target.formula(
        "=SUMIF(\(range(layout.spending, Layout.activityCode)),\"\(index + 1).*\",\(range(layout.spending, Layout.amount)))",
        number: 0, row, 1, money)
      shareOfSpending(target, row)
      row += 1
    }
  }

  private func funds(_ target: XLSXSheet, _ row: inout Int) {
    heading(
      "Menurut sumber dana",
      ["Sumber dana", "Pendapatan dan penerimaan (Rp)", "Belanja dan pengeluaran (Rp)", "Selisih (Rp)"],
      target, &row)
    for fund in form.funds {
      func sum(_ part: Layout.Part) -> String {
        "SUMIF(\(range(part, Layout.fund)),\"\(fund.id)\",\(range(part, Layout.amount)))"
      }
      target.write("\(fund.id) \(fund.title)", row, 0, plain)
      target.formula("=\(sum(layout.income))+\(financing("6.1*", fund: fund.id))", number: 0, row, 1, money)
      target.formula("=\(sum(layout.spending))+\(financing("6.2*", fund: fund.id))", number: 0, row, 2, money)
      target.formula("=$B\(row + 1)-$C\(row + 1)", number: 0, row, 3, money)
      row += 1
    }
  }

  // MARK: References

  private static func percent(_ value: Double) -> String {
    (value == value.rounded() ? "\(Int(value))" : "\(value)".replacing(".", with: ",")) + "%"
  }

  private func total(_ part: Layout.Part) -> String { "'\(sheet)'!" + Layout.cell(Layout.amount, part.total) }

  private func range(_ part: Layout.Part, _ column: Int) -> String { "'\(sheet)'!" + part.range(column) }

  /// A column over all parts of the budget.
  private func sum(_ column: Int) -> String {
    "SUM(\(layout.parts.map { range($0, column) }.joined(separator: ",")))"
  }

  private func financing(_ codes: String, fund: String?) -> String {
    let part = layout.financing
    let amounts = range(part, Layout.amount)
    guard let fund else { return "SUMIF(\(range(part, Layout.accountCode)),\"\(codes)\",\(amounts))" }
    return
      "SUMIFS(\(amounts),\(range(part, Layout.accountCode)),\"\(codes)\",\(range(part, Layout.fund)),\"\(fund)\")"
  }
}
