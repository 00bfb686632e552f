import Diagnostics
import Domain
import Storage

/// Looks at the lines of budgets block by block, for `BudgetRule`.
struct BudgetJudge {
  private var activities: BudgetCodes
  private var accounts: BudgetCodes
  var balance: BudgetBalance
  var subtotals = BudgetSubtotals()
  /// Where the file's rows stand, for what is said of a village as a whole.
  private(set) var origin: Place?
  /// Local activities, and codes that are not in force, that were told of.
  private var told: Set<String> = []

  init(_ dataset: DatasetDeclaration, _ context: ImportContext) throws {
    activities = try BudgetCodes(scheme: dataset.field("kegiatan")?.scheme, in: context.store)
    accounts = try BudgetCodes(scheme: dataset.field("rekening")?.scheme, in: context.store)
    balance = BudgetBalance(dataset)
  }

  mutating func judge(_ rows: RuledRows, in store: any Store) throws -> [RowFinding] {
    guard let activitySlot = rows.slot("kegiatan"), let accountSlot = rows.slot("rekening"),
      let versionSlot = rows.slot("versi"), let fundSlot = rows.slot("sumber_dana")
    else { return [] }
    let (planned, spent) = (rows.slot("anggaran"), rows.slot("realisasi"))
    let lacks = !rows.mapped.lacking.isEmpty
    var found: [RowFinding] = []
    var changes: Set<BudgetBook> = []
    if origin == nil, rows.count > 0 { origin = rows.place(0, "anggaran", "rekening") }
    let ofActivities = activities.codes(of: activitySlot, rows)
    let ofAccounts = accounts.codes(of: accountSlot, rows)
    for row in 0..<rows.count {
      let (activity, account) = (ofActivities[row], ofAccounts[row])
      let plan = planned.map { rows.cell($0, row) } ?? Cell.missing
      let done = spent.map { rows.cell($0, row) } ?? Cell.missing
      let version = rows.cell(versionSlot, row)
      let book = BudgetBook(
        village: rows.mapped.records.regions[row], year: rows.mapped.records.periods[row], version: version)
      if !subtotals.isAt(book) { subtotals.enter(book, activities, accounts) }
      let isSum =
        Self.isSum(activity, account)
        || account?.isBroad ?? false && Self.leads(row, ofAccounts, ofActivities, versionSlot, rows)
      if isSum, version != Cell.missing {
        subtotals.add(sum(activity, account, rows.cell(fundSlot, row), plan, done, rows, row))
        found.append(RowFinding(row: row, told: nil, leaves: .setAside))
        continue
      }
      // Without a key it is no line, and rejected as such.
      if lacks, rows.mapped.lacking[row] != nil { continue }
      if let flaw = BudgetRule.flaw(
        activity, account, activityPlace: rows.place(row, "kegiatan", "rekening"),
        accountPlace: rows.place(row, "rekening"))
      {
        found.append(RowFinding(row: row, told: flaw))
        continue
      }
      if let old = notInForce(activity, book.year, "kegiatan", rows, row) { found.append(old) }
      if let old = notInForce(account, book.year, "rekening", rows, row) { found.append(old) }
      if let activity, activity.isLocal, told.insert(activity.text).inserted {
        found.append(RowFinding(row: row, told: BudgetRule.local(activity.text, rows.place(row, "kegiatan"))))
      }
      if done != Cell.missing, done > 0, plan == Cell.missing || plan == 0, planned != nil {
        found.append(RowFinding(row: row, told: BudgetRule.unplanned(done, rows.place(row, "realisasi"))))
      }
      let amount = plan == Cell.missing ? 0 : plan
      balance.add(account?.side, amount, book, sourceRow: rows.mapped.records.sourceRows[row])
      subtotals.add(
        BudgetSubtotals.Line(
          activity: activity?.number ?? -1, account: account?.number ?? -1, fund: rows.cell(fundSlot, row),
          planned: amount, spent: done == Cell.missing ? 0 : done), account)
      if version > 1 { changes.insert(book) }
    }
    if !changes.isEmpty { try balance.load(changes, in: store) }
    return found
  }

  /// Whether a row names what other lines stand below.
  @inline(__always)
  private static func isSum(_ activity: BudgetCodes.Code?, _ account: BudgetCodes.Code?) -> Bool {
    guard let account else { return activity.map { $0.code != nil && !$0.isNone } ?? false }
    return account.isParent || activity?.isParent ?? false
  }

  /// Whether the rows behind one of an account of three groups are what stands below it: 5.2.1 before 5.2.1.06 of the same
  /// activity.
  private static func leads(
    _ row: Int, _ accounts: [BudgetCodes.Code?], _ activities: [BudgetCodes.Code?], _ versionSlot: Int,
    _ rows: RuledRows
  ) -> Bool {
    var next = row + 1
    // The same account of other funds.
    while next < accounts.count, accounts[next] === accounts[row], activities[next] === activities[row] { next += 1 }
    guard next < accounts.count, activities[next] === activities[row], let below = accounts[next], !below.isBroad,
      let own = accounts[row]?.code, below.code?.isWithin(own) ?? false
    else { return false }
    let records = rows.mapped.records
    return records.regions[next] == records.regions[row] && records.periods[next] == records.periods[row]
      && rows.cell(versionSlot, next) == rows.cell(versionSlot, row)
  }

  /// Told once of each code.
  @inline(__always)
  private mutating func notInForce(
    _ code: BudgetCodes.Code?, _ year: Int32, _ field: String, _ rows: RuledRows, _ row: Int
  ) -> RowFinding? {
    guard let code, !code.usualYears.contains(year), let years = code.years, !years.contains(year),
      told.insert("\(field) \(code.text)").inserted
    else { return nil }
    return RowFinding(row: row, told: BudgetRule.notInForce(code.text, years.versions, year, rows.place(row, field)))
  }

  private func sum(
    _ activity: BudgetCodes.Code?, _ account: BudgetCodes.Code?, _ fund: Int64, _ planned: Int64, _ spent: Int64,
    _ rows: RuledRows, _ row: Int
  ) -> BudgetSubtotals.Sum {
    let activity = activity?.isNone ?? true ? nil : activity
    // With a fund, an activity itself looks like a line whose account was left out.
    let lacking = account == nil && fund != Cell.missing && !(activity?.isParent ?? false)
    let reason =
      if let account, account.isParent {
        BudgetRule.sumOfNothing(
          LocalizedText(id: "rekening", en: "account"), account.text, rows.place(row, "rekening"), "5.2.1")
      } else {
        BudgetRule.sumOfNothing(
          LocalizedText(id: "kegiatan", en: "activity"), activity?.text ?? "", rows.place(row, "kegiatan"), "2.2.02")
      }
    return BudgetSubtotals.Sum(
      activity: activity?.code, account: account?.code, fund: fund, planned: planned, spent: spent,
      label: [activity?.text, account?.text].compactMap { $0 }.joined(separator: " / "),
      plannedPlace: rows.place(row, "anggaran"), spentPlace: rows.place(row, "realisasi"),
      reason: lacking ? rows.mapped.lacking[row] ?? reason : reason, row: rows.setAside(row))
  }

  mutating func settleAll() { subtotals.finish(activities, accounts) }
}
