import Diagnostics
import Domain
import Storage

/// Lines of village budgets (Permendagri 20/2018).
///
/// A line names an activity and an account themselves, never what stands above them; spending has an activity, income and
/// financing have none (`0`). Rows that name a parent, an activity without an account, or an account of three groups before
/// those below it are sums and compared with their lines. Local activities (90–99), realisation without a plan, a change whose earlier version is not there and a plan that
/// does not balance are told.
final class BudgetRule: RowRule {
  private let versionField: FieldDeclaration?
  private var activities: BudgetCodes
  private var accounts: BudgetCodes
  private var balance: BudgetBalance
  private var subtotals = BudgetSubtotals()
  /// Where the file's rows stand, for what is said of a village as a whole.
  private var origin: Place?
  /// Local activities, and codes that are not in force, that were told of.
  private var told: Set<String> = []
  /// Lists of codes that are not loaded.
  private let unlisted: [CodeList]

  init(_ setting: TableSetting, _ context: ImportContext) throws {
    let dataset = setting.dataset
    activities = try BudgetCodes(scheme: dataset.field("kegiatan")?.scheme, in: context.store)
    accounts = try BudgetCodes(scheme: dataset.field("rekening")?.scheme, in: context.store)
    balance = BudgetBalance(dataset)
    versionField = dataset.field("versi")
    unlisted = try ["kegiatan", "rekening"].compactMap { dataset.field($0)?.scheme }.map(context.store.codes)
      .filter(\.isOpen)
  }

  func judge(_ rows: inout RuledRows, in store: any Store) throws -> [RowFinding] {
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
      if let flaw = Self.flaw(
        activity, account, activityPlace: rows.place(row, "kegiatan", "rekening"),
        accountPlace: rows.place(row, "rekening"))
      {
        found.append(RowFinding(row: row, told: flaw))
        continue
      }
      if let old = notInForce(activity, book.year, "kegiatan", rows, row) { found.append(old) }
      if let old = notInForce(account, book.year, "rekening", rows, row) { found.append(old) }
      if let activity, activity.isLocal, told.insert(activity.text).inserted {
        found.append(RowFinding(row: row, told: Self.local(activity.text, rows.place(row, "kegiatan"))))
      }
      if done != Cell.missing, done > 0, plan == Cell.missing || plan == 0, planned != nil {
        found.append(RowFinding(row: row, told: Self.unplanned(done, rows.place(row, "realisasi"))))
      }
      let amount = plan == Cell.missing ? 0 : plan
      balance.add(account?.side, amount, book, sourceRow: rows.mapped.records.sourceRows[row])
      subtotals.add(
        BudgetSubtotals.Line(
          activity: activity?.number ?? -1, account: account?.number ?? -1, fund: rows.cell(fundSlot, row),
          planned: amount, spent: done == Cell.missing ? 0 : done), isBroad: account?.isBroad ?? false)
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
  private func notInForce(
    _ code: BudgetCodes.Code?, _ year: Int32, _ field: String, _ rows: RuledRows, _ row: Int
  ) -> RowFinding? {
    guard let code, !code.usualYears.contains(year), let years = code.years, !years.contains(year),
      told.insert("\(field) \(code.text)").inserted
    else { return nil }
    return RowFinding(row: row, told: Self.notInForce(code.text, years.versions, year, rows.place(row, field)))
  }

  /// Why a row whose codes are no parents is no line of a budget.
  @inline(__always)
  static func flaw(
    _ activity: BudgetCodes.Code?, _ account: BudgetCodes.Code?, activityPlace: @autoclosure () -> Place,
    accountPlace: @autoclosure () -> Place
  ) -> Diagnostic? {
    guard let account else { return nil }
    guard let side = account.side else { return noSide(account.text, accountPlace()) }
    guard let activity, activity.code != nil else { return nil }
    if activity.isNone { return side == .spending ? withoutActivity(account.text, activityPlace()) : nil }
    guard side == .income || side == .receipts else { return nil }
    return needless(activity.text, account.text, activityPlace())
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
        Self.sumOfNothing(
          LocalizedText(id: "rekening", en: "account"), account.text, rows.place(row, "rekening"), "5.2.1")
      } else {
        Self.sumOfNothing(
          LocalizedText(id: "kegiatan", en: "activity"), activity?.text ?? "", rows.place(row, "kegiatan"), "2.2.02")
      }
    return BudgetSubtotals.Sum(
      activity: activity?.code, account: account?.code, fund: fund, planned: planned, spent: spent,
      label: [activity?.text, account?.text].compactMap { $0 }.joined(separator: " / "),
      plannedPlace: rows.place(row, "anggaran"), spentPlace: rows.place(row, "realisasi"),
      reason: lacking ? rows.mapped.lacking[row] ?? reason : reason, row: rows.setAside(row))
  }

  func lost(_ row: RejectedRow, _ meant: MappedBlock.Meant, _ begin: TableReading.Begin) {
    guard let village = meant.region else { return }
    balance.lost(village, year: meant.period, version: version(row, begin.plan))
  }

  /// The version that a rejected row names; nil where it cannot be read.
  private func version(_ row: RejectedRow, _ plan: TablePlan) -> Int64? {
    guard let field = versionField, let slot = plan.cells.firstIndex(where: { $0.field.id == field.id }) else {
      return nil
    }
    let fixed = plan.fixed.first { $0.slot == slot }?.text
    let cell = plan.column(of: slot).flatMap { row.cells.indices.contains($0) ? row.cells[$0] : nil } ?? fixed ?? ""
    return cell.allSatisfy(\.isWhitespace)
      ? field.defaultCategory.map(Int64.init) : field.category(named: cell).map(Int64.init)
  }

  func settled() -> SettledRows { subtotals.take() }

  func settleAll() { subtotals.finish(activities, accounts) }

  func finish() -> [Diagnostic] {
    let place = origin.map { Place(file: $0.file) }
    let open = origin == nil ? [] : unlisted.map { Self.unlisted($0, place) }
    return open + balance.finish(origin) + (subtotals.matched > 0 ? [Self.matched(subtotals.matched, place)] : [])
  }
}
