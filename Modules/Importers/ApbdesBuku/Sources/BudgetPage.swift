import Diagnostics
import Domain

/// The sheet of a budget: income, spending and financing, one row below the other.
struct BudgetPage {
  /// What part of a budget rows belong to.
  enum Part: Hashable {
    case income
    case spending
    case financing
  }

  /// A text that is no code.
  struct Unread {
    let text: String
    let column: Int
    let isAccount: Bool
  }

  /// One row that is neither blank nor a heading of columns.
  struct Entry {
    let row: BudgetGrid.Row
    let part: Part
    /// The activity that the row names or stands below: a field, a part of it or an activity.
    let activity: BudgetCode?
    /// The account that the row names or stands below.
    let account: BudgetCode?
    /// Words where the code of an activity or account should be.
    var unread: Unread?
    let name: String
    let amount: BudgetAmount
    let spent: BudgetAmount
    /// As written, or that of the nearest row above which it stands below.
    let fund: String
    /// Whether rows stand below it: then its amount is their sum.
    fileprivate(set) var isParent = false
    /// The place of the entry above it among `entries`.
    fileprivate let parent: Int?
    fileprivate let depth: Int
    /// The column of its name.
    let column: Int
  }

  /// A row with the sum of a part of the budget (`JUMLAH BELANJA`).
  struct Total {
    let row: BudgetGrid.Row
    let part: Part
    let amount: BudgetAmount
  }

  fileprivate enum Code: Equatable {
    case activity(BudgetCode)
    /// With the activity that is written beside it, if any.
    case account(BudgetCode, of: BudgetCode? = nil)
  }

  let grid: BudgetGrid
  let columns: BudgetColumns
  let year: Int?
  private(set) var entries: [Entry] = []
  private(set) var totals: [Total] = []

  /// Nil for a sheet that is no budget: without columns of codes, names, amounts and funds, or without income and spending.
  init?(_ grid: BudgetGrid, isChange: Bool, activities: BudgetNames, accounts: BudgetNames) {
    guard let columns = BudgetColumns(grid, isChange: isChange), columns.fund != nil else { return nil }
    self.grid = grid
    self.columns = columns
    year = BudgetTitles.year(of: grid, before: columns)
    if let pair = columns.pair { read(pair) } else { read(activities, accounts) }
    guard entries.contains(where: { $0.part == .income }), entries.contains(where: { $0.part == .spending }) else {
      return nil
    }
  }

  /// The lines below an entry that have none below themselves.
  func leaves(of index: Int) -> [Entry] {
    var found: [Entry] = []
    for place in (index + 1)..<max(index + 1, entries.count) {
      guard entries[place].depth > entries[index].depth, entries[place].part == entries[index].part else { break }
      if !entries[place].isParent { found.append(entries[place]) }
    }
    return found
  }

  // MARK: Rows

  private mutating func read(_ activities: BudgetNames, _ accounts: BudgetNames) {
    var part: Part?
    var stack: [Int] = []
    for row in grid.rows.dropFirst(columns.first) {
      let names = row.texts(columns.names)
      let written = row.texts(columns.codes).map(Self.bareCode)
      // Words in the column of codes are a name: `JUMLAH PENDAPATAN`.
      let isWorded = written.first.map { $0.contains(where: \.isLetter) } ?? false
      let parts = isWorded ? [] : written
      let name = Self.name(isWorded ? written + names : names)
      let amount = BudgetAmount(row[columns.amount])
      guard !name.isEmpty || !parts.isEmpty || amount != .none else { continue }
      if let total = Self.total(name, amount, row) {
        if let total { totals.append(total) }
        stack = []
        continue
      }
      if let next = Self.side(name, parts) {
        part = next
        stack = []
        continue
      }
      guard let part else { continue }
      let above = stack.last.map { entries[$0] }
      let own = Self.code(parts, name, part, above, activities, accounts)
      // A row with a number of its own is a line among others, whatever code was written beside it.
      let depth = Self.isNumbered(names) ? Self.line : Self.depth(own, part)
      if case .account(_, let below?) = own {
        while let last = stack.last, let open = entries[last].activity, !below.groups.starts(with: open.groups) {
          stack.removeLast()
        }
      }
      let column = columns.names.last { !row[$0].isEmpty } ?? columns.names.lowerBound
      while let last = stack.last,
        entries[last].depth >= depth || depth == Self.line && columns.names.count > 1 && entries[last].column >= column
      {
        stack.removeLast()
      }
      let parent = stack.last.map { entries[$0] }
      let fund = row[columns.fund].isEmpty ? parent?.fund ?? "" : row[columns.fund]
      var (activity, account) = (parent?.activity, parent?.account)
      switch own {
      case .activity(let code): (activity, account) = (code, nil)
      case .account(let code, let below):
        account = code
        activity = below ?? activity
      case nil: break
      }
      // Signatures and remarks below a budget have neither code nor amount.
      if own == nil, amount == .none, row[columns.fund].isEmpty, parent == nil { continue }
      if let place = stack.last { entries[place].isParent = true }
      stack.append(entries.count)
      entries.append(
        Entry(
          row: row, part: part, activity: activity, account: account, name: name, amount: amount,
          spent: BudgetAmount(row[columns.spent]), fund: fund, parent: stack.dropLast().last, depth: depth,
          column: column))
    }
  }

  /// Rows that each have their own activity, account and fund, such as those of the form: none stands below another.
  private mutating func read(_ pair: (activity: Int, account: Int)) {
    var part: Part?
    for row in grid.rows.dropFirst(columns.first) {
      let name = row.texts(columns.names).joined(separator: " ")
      let written = [pair.activity, pair.account].map { Self.bareCode(row[$0]) }
      let isCoded = written.contains { !$0.isEmpty }
      let amount = BudgetAmount(row[columns.amount])
      if !isCoded, let total = Self.total(name, amount, row) {
        if let total { totals.append(total) }
        continue
      }
      if let next = Self.side(name, written.filter { !$0.isEmpty }) {
        part = next
        continue
      }
      // Signatures and remarks below a budget have neither code nor amount.
      guard let part, isCoded || amount != .none || !row[columns.fund].isEmpty else { continue }
      let codes = written.map { BudgetCode($0) }
      let unread = [pair.activity, pair.account].enumerated().first {
        codes[$0.offset] == nil && !written[$0.offset].isEmpty
      }
      entries.append(
        Entry(
          row: row, part: part, activity: codes[0], account: codes[1],
          unread: unread.map { Unread(text: written[$0.offset], column: $0.element, isAccount: $0.offset == 1) },
          name: name,
          amount: amount, spent: BudgetAmount(row[columns.spent]), fund: row[columns.fund], parent: nil,
          depth: Self.line,
          column: columns.names.lowerBound))
    }
  }

  /// Where a row has the code of its activity.
  func placeOfActivity(_ entry: Entry) -> Place {
    grid.place(entry.row, columns.pair?.activity ?? columns.codes.lowerBound, field: "kegiatan")
  }

  /// Where a row has the code of its account.
  func placeOfAccount(_ entry: Entry) -> Place {
    grid.place(entry.row, columns.pair?.account ?? columns.codes.upperBound - 1, field: "rekening")
  }

  /// `2.2.02 Penyelenggaraan Posyandu`, as drop-downs offer it, is 2.2.02.
  private static func bareCode(_ text: String) -> String {
    guard let space = text.firstIndex(of: " "), text[..<space].contains("."), BudgetCode(text[..<space]) != nil else {
      return text
    }
    return String(text[..<space])
  }

  /// A name without the number before it and marks around it.
  private static func name(_ texts: [String]) -> String {
    var texts = texts
    if isNumbered(texts) { texts.removeFirst() }
    let name = texts.joined(separator: " ")
    return String(name.drop { $0 == ":" || $0 == "-" || $0.isWhitespace })
  }

  private static func isNumbered(_ names: [String]) -> Bool {
    names.count > 1 && names[0].allSatisfy { $0.isNumber || $0 == "." || $0 == ")" }
  }

  /// `.some(nil)` for rows that follow from the totals.
  private static func total(_ name: String, _ amount: BudgetAmount, _ row: BudgetGrid.Row) -> Total?? {
    let letters = BudgetGrid.letters(name)
    if letters.hasPrefix("surplus") || letters.hasPrefix("defisit") || letters.hasPrefix("selisih") {
      return .some(nil)
    }
    guard letters.hasPrefix("jumlah") || letters.hasPrefix("total") else { return nil }
    if letters.contains("pendapatan") { return Total(row: row, part: .income, amount: amount) }
    if letters.contains("belanja") { return Total(row: row, part: .spending, amount: amount) }
    return .some(nil)
  }

  /// The part that a row opens: `4. PENDAPATAN`, `5. BELANJA`, `6. PEMBIAYAAN`.
  private static func side(_ name: String, _ codes: [String]) -> Part? {
    let code = BudgetCode(codes.joined(separator: "."))?.groups
    guard code == nil || code?.count == 1 else { return nil }
    switch BudgetGrid.letters(name) {
    case "pendapatan", "pendapatandesa": return .income
    case "belanja", "belanjadesa": return .spending
    case "pembiayaan", "pembiyaan", "pembiayaandesa": return .financing
    default: return nil
    }
  }

  private static func depth(_ code: Code?, _ part: Part) -> Int {
    switch code {
    case .activity(let code): code.groups.count
    case .account(let code, _): (part == .spending ? 3 : 0) + code.groups.count
    case nil: line
    }
  }

  /// Below whatever has a code.
  private static let line = 20

  // MARK: Codes

  /// What the code of a row is. In spending, fields and activities are told from accounts by their names where both lists hold
  /// them.
  private static func code(
    _ texts: [String], _ name: String, _ part: Part, _ above: Entry?, _ activities: BudgetNames, _ accounts: BudgetNames
  ) -> Code? {
    guard !texts.isEmpty else { return nil }
    if texts.count == 2, texts.allSatisfy({ $0.contains(".") }), let account = BudgetCode(texts[1]) {
      return .account(account, of: BudgetCode(texts[0]))
    }
    let text = texts.joined(separator: ".")
    guard let code = BudgetCode(text) else { return nil }
    guard part == .spending else { return code.groups.count > 1 ? .account(code) : nil }
    let groups = code.groups
    let letters = BudgetGrid.letters(name)
    let isField = letters.hasPrefix("bidang") || fields.contains { letters.hasPrefix($0) }
    // `5.02. BIDANG …`: the second field of spending.
    if groups.count == 2, groups[0] == 5, isField || text.split(separator: ".")[1].hasPrefix("0") {
      return BudgetCode("\(groups[1])").map(Code.activity)
    }
    if groups.count == 1 { return isField ? .activity(code) : nil }
    if groups[0] != 5 || isPadded(text) { return .activity(code) }
    guard groups.count >= 3 else { return above?.activity?.groups.first == 5 ? .activity(code) : .account(code) }
    // No account ends with a group of zeros: 5.3.00 is what is urgent.
    if groups[groups.count - 1] == 0 { return .activity(code) }
    guard let activity = activities[code] else { return .account(code) }
    guard let account = accounts[code] else { return .activity(code) }
    return activities.likeness(name, activity) > accounts.likeness(name, account) ? .activity(code) : .account(code)
  }

  /// The five fields (bidang) of Permendagri 20/2018.
  private static let fields = [
    "penyelenggaraanpemerintah", "pelaksanaanpembangunan", "pembinaankemasyarakatan", "pemberdayaanmasyarakat",
    "penanggulanganbencana",
  ]

  /// Siskeudes writes activities as `05.03.00.`, accounts without zeros before their first three groups.
  static func isPadded(_ text: String) -> Bool {
    text.split(separator: ".").prefix(2).contains { $0.count > 1 && $0.hasPrefix("0") }
  }
}

/// What stands above a table.
enum BudgetTitles {
  /// The year named in the titles of a sheet.
  static func year(of grid: BudgetGrid, before columns: BudgetColumns?) -> Int? {
    let titles = grid.rows.prefix(columns?.first ?? 10).prefix(12)
    for row in titles {
      let words = row.line.split { !$0.isLetter && !$0.isNumber }
      guard let place = words.firstIndex(where: { ["tahun", "ta"].contains($0.lowercased()) }) else { continue }
      if let year = words[place...].lazy.compactMap({ Int($0) }).first(where: { Period.years.contains($0) && $0 > 1999 }
      ) {
        return year
      }
    }
    return nil
  }
}
