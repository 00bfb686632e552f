import Workbooks

/// Where things stand on the sheet of a village's budget, rows from 0.
struct VillageBudgetLayout {
  /// One part of the budget: its heading, the rows to fill in and the sum below them.
  struct Part {
    /// The first group of its accounts.
    let account: Int
    let heading: Int
    let rows: Range<Int>

    var total: Int { rows.upperBound }

    /// `$D$8:$D$32`, the rows to fill in of a column.
    func range(_ column: Int) -> String {
      let letters = XLSXReference.column(column)
      return "$\(letters)$\(rows.lowerBound + 1):$\(letters)$\(rows.upperBound)"
    }
  }

  // Columns.
  static let activity = 0
  static let account = 1
  static let name = 2
  static let amount = 3
  static let fund = 4
  static let check = 5
  /// Hidden: the codes without their names, the service, then for each rule its part and its whole.
  static let activityCode = 6
  static let accountCode = 7
  static let service = 8
  static let firstRule = 9

  static let header = 5
  /// What is wrong with the whole, above the table.
  static let flaws = 3
  static let praise = 4

  let income: Part
  let spending: Part
  let financing: Part
  /// Income and receipts less spending and payments.
  let difference: Int

  var parts: [Part] { [income, spending, financing] }

  init() {
    income = Part(account: 4, heading: 6, rows: 7..<32)
    spending = Part(account: 5, heading: 33, rows: 34..<334)
    financing = Part(account: 6, heading: 335, rows: 336..<352)
    difference = 353
  }

  /// `$D8`: a cell of a row that formulas of the row point to.
  static func cell(_ column: Int, _ row: Int) -> String { "$\(XLSXReference.column(column))\(row + 1)" }

  static func part(of rule: Int) -> Int { firstRule + 2 * rule }
  static func whole(of rule: Int) -> Int { firstRule + 2 * rule + 1 }
}
