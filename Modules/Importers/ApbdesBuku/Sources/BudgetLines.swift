import Diagnostics
import Domain
import Storage

/// The lines of one village's budget, put together from its sheet and the costings of its activities.
struct BudgetLines {
  struct Line {
    let activity: Int64
    let account: Int64
    let side: BudgetSide
    let fund: Int64
    let amount: Int64
    let spent: Int64?
    let name: String
    let row: Int
  }

  /// What an activity brings forth, from its costings.
  struct Output {
    var texts: [String]
    var times: [String]
    var ceiling: Int64
    let row: Int
  }

  private(set) var lines: [Line] = []
  private(set) var outputs: [Int64: Output] = [:]
  private(set) var rejected: [RejectedRow] = []
  private(set) var read = 0
  /// Rows without an amount, or with 0.
  private(set) var blank = 0
  var bag: DiagnosticBag

  private let page: BudgetPage
  private let codes: BudgetWorkbookCodes
  private let costings: [BudgetCosting]
  private var used: Set<Int> = []
  /// Told once for each costing and for each local activity.
  private var doubted: Set<Int> = []
  private var told: Set<BudgetCode> = []
  private var undetailed: [BudgetPage.Entry] = []

  init(_ page: BudgetPage, _ costings: [BudgetCosting], _ codes: BudgetWorkbookCodes, _ bag: DiagnosticBag) {
    self.page = page
    self.codes = codes
    self.costings = costings
    self.bag = bag
    for entry in page.entries where !entry.isParent { take(entry) }
    if !page.entries.contains(where: { $0.part == .financing }) { finance() }
    compare()
    tellUndetailed()
  }

  // MARK: Lines of the sheet

  private mutating func take(_ entry: BudgetPage.Entry) {
    read += 1
    do {
      try add(entry)
    } catch {
      bag.add(error)
      rejected.append(
        RejectedRow(
          row: entry.row.number, member: page.grid.member, sheet: page.grid.sheet,
          cells: entry.row.cells.map(PersonalNumbers.masked), reasons: [error],
          beside: RowSurroundings(header: page.grid.rows[page.columns.header].cells)))
    }
  }

  private mutating func add(_ entry: BudgetPage.Entry) throws(Diagnostic) {
    let place = page.grid.place(entry.row, page.columns.amount, field: "anggaran")
    let (amount, spent) = try (amount(entry.amount, place), amount(entry.spent, place))
    guard amount ?? 0 > 0 || spent ?? 0 > 0 else {
      blank += 1
      return
    }
    if entry.name.hasPrefix("#") {
      throw BudgetTexts.broken(entry.name, page.grid.place(entry.row, entry.column))
    }
    if let unread = entry.unread {
      throw BudgetRule.unknownCode(
        unread.text, unread.isAccount ? "rekening_desa" : "kegiatan_desa",
        unread.isAccount ? page.placeOfAccount(entry) : page.placeOfActivity(entry))
    }
    let planned = amount ?? 0
    guard entry.part == .spending else {
      if entry.part == .income, let activity = entry.activity {
        throw BudgetTexts.needless(activity, page.placeOfActivity(entry))
      }
      let account = try account(entry)
      try check(account, of: entry)
      let fund = try fund(entry, income: account.code)
      return append(codes.none, account, [(fund, planned, spent)], entry)
    }
    let activity = try activity(entry)
    tellLocal(activity, entry)
    if let code = entry.account {
      guard code.groups.count >= 3 else { throw BudgetTexts.parent(code, page.placeOfAccount(entry)) }
      let account = try codes.account(code, page.placeOfAccount(entry))
      try check(account, of: entry)
      return append(activity.id, account, [(try fund(entry), planned, spent)], entry)
    }
    guard let detail = costing(of: entry, planned) else {
      let fund = try fund(entry)
      undetailed.append(entry)
      return append(activity.id, try codes.spending(page.grid.place(entry.row)), [(fund, planned, spent)], entry)
    }
    try append(detail, activity.id, entry)
  }

  private func amount(_ amount: BudgetAmount, _ place: Place) throws(Diagnostic) -> Int64? {
    switch amount {
    case .none: return nil
    case .whole(let value): return value
    case .unfit(let text):
      throw Diagnostic(
        code: "value-not-whole",
        message: LocalizedText(
          id: "`\(text)` bukan rupiah bulat mulai 0", en: "`\(text)` is no whole amount of rupiah from 0"),
        place: place, value: text)
    case .broken(let text): throw BudgetTexts.broken(text, place)
    }
  }

  private mutating func append(
    _ activity: Int64, _ account: BudgetWorkbookCodes.Account, _ parts: [(fund: Int64, Int64, Int64?)],
    _ entry: BudgetPage.Entry
  ) {
    for (fund, planned, spent) in parts {
      lines.append(
        Line(
          activity: activity, account: account.id, side: account.side, fund: fund, amount: planned, spent: spent,
          name: PersonalNumbers.masked(entry.name), row: entry.row.number))
    }
  }

  // MARK: Codes

  /// The account is one of the part of the budget that its row stands in.
  private func check(_ account: BudgetWorkbookCodes.Account, of entry: BudgetPage.Entry) throws(Diagnostic) {
    let isRight =
      switch entry.part {
      case .income: account.side == .income
      case .spending: account.side == .spending
      case .financing: account.side == .receipts || account.side == .payments
      }
    if !isRight { throw BudgetTexts.otherSide(account.code, entry.part, page.placeOfAccount(entry)) }
  }

  private mutating func account(_ entry: BudgetPage.Entry) throws(Diagnostic) -> BudgetWorkbookCodes.Account {
    if let code = entry.account, code.groups.count >= 3 { return try codes.account(code, page.placeOfAccount(entry)) }
    let place = page.grid.place(entry.row, entry.column, field: "uraian")
    let scope = entry.account ?? BudgetCode(entry.part == .income ? "4" : "6")
    switch codes.accounts.match(entry.name, within: scope) {
    case .same(let found): return try codes.account(found.code, place)
    case .close(let found):
      bag.add(BudgetTexts.read(entry.name, found, place))
      return try codes.account(found.code, place)
    case .none(let nearest):
      throw BudgetTexts.unknown(
        entry.name, LocalizedText(id: "rekening", en: "account"), scope, nearest,
        isListed: !codes.accounts.isEmpty, place)
    }
  }

  private mutating func activity(_ entry: BudgetPage.Entry) throws(Diagnostic) -> BudgetWorkbookCodes.Activity {
    if let code = entry.activity, code.groups.count >= 3 {
      return try codes.activity(code, page.placeOfActivity(entry))
    }
    let place = page.grid.place(entry.row, entry.column, field: "uraian")
    switch codes.activities.match(entry.name, within: entry.activity) {
    case .same(let found): return try codes.activity(found.code, place)
    case .close(let found):
      bag.add(BudgetTexts.read(entry.name, found, place))
      return try codes.activity(found.code, place)
    case .none(let nearest):
      throw BudgetTexts.unknown(
        entry.name, LocalizedText(id: "kegiatan", en: "activity"), entry.activity, nearest,
        isListed: !codes.activities.isEmpty, place)
    }
  }

  private mutating func tellLocal(_ activity: BudgetWorkbookCodes.Activity, _ entry: BudgetPage.Entry) {
    guard let last = activity.code.groups.last, last >= 90, told.insert(activity.code).inserted else { return }
    bag.add(BudgetRule.local(activity.text, page.grid.place(entry.row)))
  }

  /// The one fund of a line; that of its account where income names none.
  private func fund(_ entry: BudgetPage.Entry, income account: BudgetCode? = nil) throws(Diagnostic) -> Int64 {
    let place = page.grid.place(entry.row, page.columns.fund, field: "sumber_dana")
    if entry.fund.isEmpty, let account, let fund = codes.fund(of: account) { return fund }
    let names = Self.funds(entry.fund)
    guard let name = names.first else { throw BudgetTexts.noFund(place) }
    guard names.count == 1 else { throw BudgetTexts.severalFunds(entry.fund, place) }
    guard let fund = codes.fund(name) else { throw codes.unknownFund(name, place) }
    return fund
  }

  /// `ADD, DDS` and `ADD/DDS` are two.
  static func funds(_ text: String) -> [String] {
    text.split { ",;/+&".contains($0) }.map { String($0.drop { $0 == " " }) }.filter { !$0.isEmpty }
  }

  // MARK: Costings

  /// The costing of an activity: that of the same amount whose name agrees best.
  private func costing(of entry: BudgetPage.Entry, _ planned: Int64) -> Int? {
    let name = BudgetGrid.letters(entry.name)
    var best: (index: Int, likeness: Double)?
    for (index, costing) in costings.enumerated() where !used.contains(index) && !costing.activity.isEmpty {
      guard costing.sum == planned, costing.year == nil || costing.year == page.year else { continue }
      let likeness =
        BudgetGrid.letters(costing.activity) == name ? 1 : BudgetNames.likeness(entry.name, costing.activity)
      if likeness >= Self.alike, likeness > best?.likeness ?? 0 { best = (index, likeness) }
    }
    return best?.index
  }

  /// How many of their words the names of an activity and of its costing share at least.
  private static let alike = 0.5

  private mutating func append(_ index: Int, _ activity: Int64, _ entry: BudgetPage.Entry) throws(Diagnostic) {
    let costing = costings[index]
    // Sums by account and fund, in the order of the costing.
    var order: [[Int64]] = []
    var sums: [[Int64]: (account: BudgetWorkbookCodes.Account, amount: Int64, row: BudgetGrid.Row)] = [:]
    var isUndetailed = false
    for item in costing.items {
      let place = costing.grid.place(item.row)
      let account: BudgetWorkbookCodes.Account
      if let code = item.account {
        account = try codes.account(code, place)
      } else {
        account = try codes.spending(place)
        isUndetailed = true
      }
      guard let fund = codes.fund(item.fund) else { throw codes.unknownFund(item.fund, place) }
      let key = [account.id, fund]
      if sums[key] == nil { order.append(key) }
      sums[key] = (account, (sums[key]?.amount ?? 0) + item.amount, sums[key]?.row ?? item.row)
    }
    used.insert(index)
    tellDoubts(index)
    if isUndetailed { undetailed.append(entry) }
    for key in order {
      guard let sum = sums[key] else { continue }
      append(activity, sum.account, [(key[1], sum.amount, nil)], entry)
    }
    let wanted = Set(Self.funds(entry.fund).compactMap { codes.fund($0) })
    let found = Set(order.map { $0[1] })
    if !wanted.isEmpty, wanted != found {
      bag.add(BudgetTexts.otherFunds(entry.fund, codes.titles(found), page.grid.place(entry.row, page.columns.fund)))
    }
    var output = outputs[activity] ?? Output(texts: [], times: [], ceiling: 0, row: entry.row.number)
    if !costing.output.isEmpty, !output.texts.contains(costing.output) { output.texts.append(costing.output) }
    if !costing.time.isEmpty, !output.times.contains(costing.time) { output.times.append(costing.time) }
    output.ceiling += costing.sum
    outputs[activity] = output
  }

  private mutating func tellDoubts(_ index: Int) {
    guard doubted.insert(index).inserted else { return }
    for doubt in costings[index].doubts {
      bag.add(BudgetTexts.doubt(doubt, costings[index].grid.place(doubt.row)))
    }
  }

  /// Financing of a budget whose sheet has none, from the details of receipts and payments of the same year.
  private mutating func finance() {
    for costing in costings where costing.activity.isEmpty {
      let items = costing.items.filter { $0.account?.groups.first == 6 }
      guard !items.isEmpty else { continue }
      guard costing.year == page.year else {
        bag.add(BudgetTexts.otherYear(costing, page.year))
        continue
      }
      for item in items {
        read += 1
        do {
          lines.append(try financing(item, costing.grid.place(item.row)))
        } catch {
          bag.add(error)
          rejected.append(
            RejectedRow(
              row: item.row.number, member: costing.grid.member, sheet: costing.grid.sheet, cells: item.row.cells,
              reasons: [error]))
        }
      }
    }
  }

  private func financing(_ item: BudgetCosting.Item, _ place: Place) throws(Diagnostic) -> Line {
    guard let code = item.account, let fund = codes.fund(item.fund) else { throw codes.unknownFund(item.fund, place) }
    let account = try codes.account(code, place)
    return Line(
      activity: codes.none, account: account.id, side: account.side, fund: fund, amount: item.amount, spent: nil,
      name: PersonalNumbers.masked(item.name), row: item.row.number)
  }

  // MARK: Checks

  /// Sums of the source against the lines below them.
  private mutating func compare() {
    for (index, entry) in page.entries.enumerated() where entry.isParent {
      check(entry.amount, page.leaves(of: index).reduce(0) { $0 + $1.amount.value }, entry.name, entry.row)
    }
    for total in page.totals {
      let sum = page.entries.lazy.filter { !$0.isParent && $0.part == total.part }.reduce(0) { $0 + $1.amount.value }
      check(total.amount, sum, total.row.texts(0..<page.columns.amount).joined(separator: " "), total.row)
    }
    for index in used.sorted() {
      let costing = costings[index]
      if case .whole(let written) = costing.total, written != costing.sum {
        bag.add(
          BudgetTexts.subtotal(costing.activity, "\(written)", costing.sum, costing.grid.place(costing.items[0].row)))
      }
    }
  }

  private mutating func check(_ amount: BudgetAmount, _ sum: Int64, _ name: String, _ row: BudgetGrid.Row) {
    let place = page.grid.place(row, page.columns.amount, field: "anggaran")
    switch amount {
    case .none: return
    case .whole(let written): if written != sum { bag.add(BudgetTexts.subtotal(name, "\(written)", sum, place)) }
    case .unfit(let text), .broken(let text): bag.add(BudgetTexts.subtotal(name, text, sum, place))
    }
  }

  private mutating func tellUndetailed() {
    guard let first = undetailed.first else { return }
    let sum = undetailed.reduce(0) { $0 + $1.amount.value }
    bag.add(BudgetTexts.undetailed(undetailed.count, sum, page.grid.place(first.row)))
  }
}
