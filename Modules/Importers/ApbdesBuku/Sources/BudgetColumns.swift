import Domain

/// Where the columns of a budget stand: codes, names, amounts and funds.
struct BudgetColumns {
  /// From the heading *Kode* to that of names.
  let codes: Range<Int>
  /// The columns of activities and accounts where each has its own, so that every row stands for itself.
  let pair: (activity: Int, account: Int)?
  /// From the heading *Uraian* to the next one.
  let names: Range<Int>
  let amount: Int
  let spent: Int?
  let fund: Int?
  /// The place in the grid's rows where headings stand.
  let header: Int
  /// The same where lines begin.
  let first: Int

  private static let rowsSearched = 80

  /// Nil where no row has headings of codes, names and amounts.
  ///
  /// - Parameter isChange: the amounts after a change are asked for, where a sheet shows both.
  init?(_ grid: BudgetGrid, isChange: Bool = false) {
    for (index, row) in grid.rows.prefix(Self.rowsSearched).enumerated() {
      let headings = row.cells.map(BudgetGrid.letters)
      guard let code = headings.firstIndex(where: { $0.hasPrefix("kode") }),
        let name = headings[code...].firstIndex(where: { $0.hasPrefix("uraian") }), code < name
      else { continue }
      let below = grid.rows.indices.contains(index + 1) ? grid.rows[index + 1].cells.map(BudgetGrid.letters) : []
      let width = max(headings.count, below.count)
      func column(_ words: [String]) -> Int? {
        for word in words {
          for cells in [below, headings] {
            if let found = ((name + 1)..<width).first(where: { cells.indices.contains($0) && cells[$0].hasPrefix(word) }
            ) {
              return found
            }
          }
        }
        return nil
      }
      let amounts = ["jumlahrp", "jumlah", "anggaran", "pagu"]
      guard let amount = column(isChange ? ["menjadi", "setelah"] + amounts : ["semula", "sebelum"] + amounts) else {
        continue
      }
      codes = code..<name
      let activity = headings[codes].firstIndex { $0.hasPrefix("kodekegiatan") }
      let account = headings[codes].firstIndex { $0.hasPrefix("koderekening") }
      pair = activity.flatMap { activity in account.map { (activity, $0) } }
      // The column before the first that has another heading.
      let next = ((name + 1)..<width).first { headings.indices.contains($0) && !headings[$0].isEmpty } ?? amount
      names = name..<min(next, amount)
      self.amount = amount
      spent = column(["realisasi"])
      fund = column(["sumberdana", "sumber"])
      header = index
      var first = index + 1
      while grid.rows.indices.contains(first), Self.isHeading(grid.rows[first], after: row) { first += 1 }
      self.first = first
      return
    }
    return nil
  }

  /// Rows of headings go on with words below them or with the numbers of columns.
  private static func isHeading(_ row: BudgetGrid.Row, after header: BudgetGrid.Row) -> Bool {
    let texts = row.cells.filter { !$0.isEmpty }
    if texts.count >= 3, texts.allSatisfy({ Int($0).map { (1...12).contains($0) } ?? false }) { return true }
    let words = ["volume", "harga", "jumlah", "semula", "menjadi", "sebelum", "setelah", "satuan", "bertambah"]
    return row.number <= header.number + 2
      && texts.allSatisfy { text in words.contains { BudgetGrid.letters(text).hasPrefix($0) } }
  }
}
