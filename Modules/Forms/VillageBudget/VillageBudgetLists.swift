import Diagnostics
import Domain
import PluginKit
import Workbooks

/// The sheets with the lists of activities, accounts and funds: what drop-downs offer and what checks look up.
///
/// Each row has the code, the code with its name, and for each rule whether it belongs to the rule's part and whole (1 or 0); of
/// activities also the basic service.
struct VillageBudgetLists {
  static let activities = "Kegiatan"
  static let accounts = "Rekening"
  static let funds = "Sumber Dana"
  /// Columns of the lists.
  static let service = 2
  static let firstRule = 3

  let form: VillageBudgetForm

  private var allAccounts: [VillageBudgetForm.Code] { [4, 5, 6].flatMap { form.accounts[$0] ?? [] } }

  func write(to workbook: XLSXWorkbook) {
    if let sheet = workbook.addSheet(named: Self.activities, fallback: Self.activities) {
      write(form.activities, to: sheet, heading: "Kegiatan") { code in
        form.services.first { form.holds($0.core, code) }?.title.id ?? ""
      } flag: { selection, code in
        selection.activities.isEmpty || form.holds(selection.activities, code)
      }
    }
    if let sheet = workbook.addSheet(named: Self.accounts, fallback: Self.accounts) {
      write(allAccounts, to: sheet, heading: "Rekening") { _ in
        ""
      } flag: { selection, code in
        selection.accounts.isEmpty || CodeSelection(selection.accounts).contains(code)
      }
    }
    if let sheet = workbook.addSheet(named: Self.funds, fallback: Self.funds) {
      sheet.setWidth(12, ofColumn: 0)
      sheet.setWidth(50, ofColumn: 1)
      sheet.write("Kode", 0, 0, XLSXStyle(role: .header))
      sheet.write("Sumber dana", 0, 1, XLSXStyle(role: .header))
      for (row, fund) in form.funds.enumerated() {
        sheet.write(fund.id, row + 1, 0)
        sheet.write(fund.title, row + 1, 1)
      }
      sheet.protect()
    }
  }

  private func write(
    _ codes: [VillageBudgetForm.Code], to sheet: XLSXSheet, heading: String, service: (BudgetCode) -> String,
    flag: (LineSelection, BudgetCode) -> Bool
  ) {
    for (column, width) in [14, 90, 28].enumerated() { sheet.setWidth(width, ofColumn: column) }
    for (column, text) in ["Kode", heading, "Layanan dasar"].enumerated() {
      sheet.write(text, 0, column, XLSXStyle(role: .header))
    }
    sheet.freeze(rows: 1, columns: 0)
    sheet.filter(header: 0, rows: codes.count, columns: 3)
    sheet.expectsNumbersAsText(column: 0, rows: 1..<(codes.count + 1))
    for rule in form.rules.indices {
      for side in 0..<2 { sheet.hideColumn(Self.firstRule + 2 * rule + side) }
    }
    for (index, own) in codes.enumerated() {
      let row = index + 1
      sheet.write(own.text, row, 0, XLSXStyle(numberFormat: "@"))
      sheet.write(own.label, row, 1)
      sheet.write(service(own.code), row, Self.service)
      for (place, rule) in form.rules.enumerated() {
        for (side, selection) in [rule.part, rule.whole].enumerated() {
          sheet.write(flag(selection, own.code) ? 1 : 0, row, Self.firstRule + 2 * place + side, XLSXStyle())
        }
      }
    }
    sheet.setUpPrinting(isWide: true)
    sheet.protect()
  }

  // MARK: References

  var activityCodes: String { Self.columns(Self.activities, "A", "A", form.activities.count) }
  var accountCodes: String { Self.columns(Self.accounts, "A", "A", allAccounts.count) }
  var fundCodes: String { Self.columns(Self.funds, "A", "A", form.funds.count) }

  /// The codes with all that stands beside them, for looking up.
  var activityTable: String { Self.columns(Self.activities, "A", lastColumn, form.activities.count) }
  var accountTable: String { Self.columns(Self.accounts, "A", lastColumn, allAccounts.count) }

  /// What drop-downs offer, as `XLSXEntryRule.range` wants it.
  var activityChoice: String {
    XLSXReference.range(sheet: Self.activities, column: 1, rows: 1..<(1 + form.activities.count))
  }
  var fundChoice: String { XLSXReference.range(sheet: Self.funds, column: 0, rows: 1..<(1 + form.funds.count)) }

  func accountChoice(_ group: Int) -> String {
    let before = [4, 5, 6].prefix { $0 < group }.reduce(0) { $0 + (form.accounts[$1]?.count ?? 0) }
    let count = form.accounts[group]?.count ?? 0
    return XLSXReference.range(sheet: Self.accounts, column: 1, rows: (1 + before)..<(1 + before + count))
  }

  private var lastColumn: String { XLSXReference.column(Self.firstRule + 2 * form.rules.count) }

  private static func columns(_ sheet: String, _ first: String, _ last: String, _ count: Int) -> String {
    "'\(sheet)'!$\(first)$2:$\(last)$\(count + 1)"
  }
}
