import Domain

/// The costing of one activity (*rencana anggaran biaya*): what the budget spends on it by account and fund.
struct BudgetCosting {
  /// What is bought: no more than its account, fund and amount are needed.
  struct Item {
    let account: BudgetCode?
    let fund: String
    let amount: Int64
    let name: String
    let row: BudgetGrid.Row
  }

  /// An account whose code and name do not fit together.
  struct Doubt {
    let row: BudgetGrid.Row
    let code: String
    let name: String
    /// What it was read as.
    let taken: String?
  }

  let grid: BudgetGrid
  let year: Int?
  /// After the label *Kegiatan*; empty for details of income and financing.
  let activity: String
  let output: String
  let time: String
  private(set) var items: [Item] = []
  private(set) var doubts: [Doubt] = []
  /// As the last row says.
  private(set) var total: BudgetAmount = .none

  var sum: Int64 { items.reduce(0) { $0 + $1.amount } }

  /// Nil for sheets that hold no costing.
  ///
  /// - Parameter isFund: whether a text names a fund.
  init?(_ grid: BudgetGrid, accounts: BudgetNames, isFund: (String) -> Bool) {
    let titles = grid.rows.prefix(12).map { $0.line.lowercased() }
    guard
      titles.contains(where: { $0.contains("rencana anggaran biaya") || $0.contains("rincian") || $0.contains("rab") }),
      let columns = BudgetColumns(grid)
    else { return nil }
    self.grid = grid
    year = BudgetTitles.year(of: grid, before: columns)
    activity = Self.label("kegiatan", grid, columns)
    output = Self.label("output", grid, columns) + Self.label("keluaran", grid, columns)
    time = Self.label("waktu", grid, columns)
    read(columns, accounts, isFund)
    guard !items.isEmpty else { return nil }
  }

  /// What follows a label in the rows above the table.
  private static func label(_ name: String, _ grid: BudgetGrid, _ columns: BudgetColumns) -> String {
    for row in grid.rows.prefix(columns.first) {
      guard let place = row.cells.firstIndex(where: { !$0.isEmpty }), BudgetGrid.letters(row.cells[place]) == name
      else {
        continue
      }
      let end = max(columns.amount, place) + 1
      let text = row.texts((place + 1)..<end).joined(separator: " ")
      let value = String(text.drop { $0 == ":" || $0.isWhitespace })
      return value == "-" ? "" : value
    }
    return ""
  }

  private mutating func read(_ columns: BudgetColumns, _ accounts: BudgetNames, _ isFund: (String) -> Bool) {
    var group: BudgetCode?
    var account: BudgetCode?
    for row in grid.rows.dropFirst(columns.first) {
      let code = row.texts(columns.codes).joined(separator: ".")
      let texts = row.texts(columns.names)
      let amount = BudgetAmount(row[columns.amount])
      if BudgetGrid.letters(code + (texts.first ?? "")).hasPrefix("jumlah") {
        total = amount
        break
      }
      // The fund stands behind what is bought; `Dana Desa` alone is a name.
      let worded = texts.filter { !$0.allSatisfy { $0.isNumber || $0 == "." } }
      let fund = worded.count > 1 && isFund(worded[worded.count - 1]) ? worded[worded.count - 1] : ""
      let name = (fund.isEmpty ? worded : worded.dropLast()).joined(separator: " ")
      if !fund.isEmpty {
        guard amount.value > 0 else { continue }
        items.append(Item(account: account ?? group, fund: fund, amount: amount.value, name: name, row: row))
        continue
      }
      guard !name.isEmpty else { continue }
      let found = resolve(code, name, accounts, row)
      if code.isEmpty, found == nil { continue }
      if BudgetCode(code)?.groups.count == 4 {
        // Below a heading whose own account is clear, one that is not clear is that heading's.
        account = found ?? group
      } else {
        group = found
        account = nil
      }
    }
  }

  /// The account that a heading names; nil where its code and its name are at odds and the name alone tells none.
  private mutating func resolve(_ code: String, _ name: String, _ accounts: BudgetNames, _ row: BudgetGrid.Row)
    -> BudgetCode?
  {
    let written = BudgetPage.isPadded(code) ? nil : BudgetCode(code).flatMap { $0.groups.count >= 3 ? $0 : nil }
    if let written, accounts.isEmpty || written.groups[0] == 6 { return written }
    let match = accounts.match(name, within: BudgetCode("5"))
    if let written, let entry = accounts[written], accounts.isBorne(name, by: entry) {
      // Another account of exactly this name.
      guard case .same(let other) = match, !other.code.isWithin(written), !written.isWithin(other.code) else {
        return written
      }
    }
    switch match {
    case .same(let entry), .close(let entry):
      if written != nil { doubts.append(Doubt(row: row, code: code, name: name, taken: entry.text)) }
      return entry.code
    case .none:
      if written != nil { doubts.append(Doubt(row: row, code: code, name: name, taken: nil)) }
      return nil
    }
  }
}
