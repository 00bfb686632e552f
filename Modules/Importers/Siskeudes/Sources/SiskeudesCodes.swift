import Diagnostics
import Domain
import Storage

/// Activities, accounts and funds as the store keeps them. Codes that no list was loaded for are kept as they come.
final class SiskeudesCodes {
  /// A code and what stands for it.
  private struct Known {
    let code: BudgetCodes.Code
    /// Nil where the list does not hold it.
    let id: Int64?
  }

  /// What a line is of.
  struct Line {
    let activity: Int64
    let account: Int64
    let fund: Int64
    let side: BudgetSide?
  }

  private let activities: CodeList
  private let accounts: CodeList
  private let funds: FieldDeclaration?
  private var open = OpenCodes()
  /// Texts of codes that the lists do not hold, by the cell that stands for them.
  var texts: [String] { open.texts }
  /// As they are written; nil for what is no code.
  private var readAccounts: [String: Known?] = [:]
  private var readActivities: [String: Known?] = [:]
  private var told: Set<Int64> = []

  /// - Parameters: the ids of the fields that hold them.
  init(
    _ context: ImportContext, _ dataset: DatasetDeclaration, activity: String = "kegiatan",
    account: String = "rekening",
    fund: String = "sumber_dana"
  ) throws {
    activities = try context.store.codes(of: dataset.field(activity)?.scheme ?? "")
    accounts = try context.store.codes(of: dataset.field(account)?.scheme ?? "")
    funds = dataset.field(fund)
  }

  // MARK: Lines

  /// What a row names, by the rules on lines of budgets.
  func line(of row: SiskeudesTables.Row) throws(Diagnostic) -> Line {
    let (activity, account) = (try activityCode(of: row), try accountCode(of: row))
    if let flaw = BudgetRule.flaw(
      activity.code, account.code, activityPlace: row.place("kd_keg"), accountPlace: row.place("kd_rincian"))
    {
      throw flaw
    }
    guard let fund = funds?.category(named: row["sumberdana"]) else {
      throw BudgetRule.unknownFund(row["sumberdana"], funds, row.place("sumberdana"))
    }
    return Line(activity: activity.id, account: account.id, fund: Int64(fund), side: account.code.side)
  }

  /// The activity of a row; that of none is `0`.
  func activity(of row: SiskeudesTables.Row) throws(Diagnostic) -> Int64 { try activityCode(of: row).id }

  /// The account of a row that need not be a line.
  func account(of row: SiskeudesTables.Row) throws(Diagnostic) -> Int64 { try accountCode(of: row).id }

  private func activityCode(
    of row: SiskeudesTables.Row
  ) throws(Diagnostic) -> (id: Int64, code: BudgetCodes.Code) {
    let text = row["kd_keg"]
    let known = readActivities[text] ?? lookUp(Self.official(text), activities)
    readActivities[text] = known
    if let code = known?.code, code.isParent { throw BudgetRule.parentActivity(code.text, row.place("kd_keg")) }
    guard let known, let id = known.id else {
      throw BudgetRule.unknownCode(text, "kegiatan_desa", row.place("kd_keg"))
    }
    return (id, known.code)
  }

  private func accountCode(
    of row: SiskeudesTables.Row
  ) throws(Diagnostic) -> (id: Int64, code: BudgetCodes.Code) {
    let text = row["kd_rincian"]
    let known = readAccounts[text] ?? lookUp(BudgetCode(text)?.accountText, accounts)
    readAccounts[text] = known
    if let code = known?.code, code.isParent { throw BudgetRule.parentAccount(code.text, row.place("kd_rincian")) }
    guard let known, let id = known.id else {
      throw BudgetRule.unknownCode(text, "rekening_desa", row.place("kd_rincian"))
    }
    return (id, known.code)
  }

  private func lookUp(_ text: String?, _ list: CodeList) -> Known? {
    guard let text else { return nil }
    let code = BudgetCodes.Code(text, number: -1)
    return Known(code: code, id: code.isParent ? nil : open.id(text, in: list))
  }

  // MARK: Codes of activities

  /// The village's code before that of an activity; nil where there is none.
  static func village(of activity: String) -> [Substring]? {
    let groups = activity.split(separator: ".")
    return groups.count >= 2 && groups[1].count == 4 ? Array(groups.prefix(2)) : nil
  }

  /// `18.2013.02.02.02.` is 2.2.02; `05.03.01` is the official 5.3.00; nil for what is no code.
  ///
  /// Codes of income are those of the village alone, or closed with zeros; so are those of parents, `18.2013.02.02.`.
  static func official(_ text: String) -> String? {
    let prefix = village(of: text)?.count ?? 0
    var groups: [Int] = []
    for part in text.split(separator: ".").dropFirst(prefix) {
      guard part.utf8.count <= 6, part.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int(part) else {
        return nil
      }
      groups.append(number)
    }
    guard groups.count <= BudgetCodes.depth else { return nil }
    guard let field = groups.first, field > 0 else { return groups.allSatisfy { $0 == 0 } ? "0" : nil }
    if field == 5, groups.count == BudgetCodes.depth, groups[1] > 0, groups[2] <= 1 { return "5.\(groups[1]).00" }
    while groups.last == 0 { groups.removeLast() }
    return BudgetCode(groups.map(String.init).joined(separator: "."))?.activityText
  }

  // MARK: What is said

  /// Lists of codes that are not loaded.
  func unlisted(_ place: Place) -> [Diagnostic] {
    [activities, accounts].filter(\.isOpen).map { BudgetRule.unlisted($0, place) }
  }

  /// Tells of a local activity the first time.
  func tell(activity: Int64, _ row: SiskeudesTables.Row, _ bag: inout DiagnosticBag) {
    guard let known = readActivities[row["kd_keg"]] ?? nil, known.code.isLocal, told.insert(activity).inserted else {
      return
    }
    bag.add(BudgetRule.local(known.code.text, row.place("kd_keg")))
  }
}
