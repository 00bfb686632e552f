import Diagnostics
import Domain
import Storage

/// Rows of sums in tables of budget lines: compared with the lines below them, never stored.
///
/// Lines and sums of a file are kept until its end, wherever they stand. Of more than `window` of them only those of the
/// village at hand are: its rows then have to stand together, or its sums are compared with a part of its lines.
struct BudgetSubtotals {
  /// A line as far as sums ask for it.
  struct Line {
    /// By the numbers of `BudgetCodes`.
    let activity: Int32
    let account: Int32
    let fund: Int64
    let planned: Int64
    let spent: Int64
  }

  /// A row of a sum: of an activity, an account or both.
  struct Sum {
    let activity: BudgetCode?
    let account: BudgetCode?
    /// `Cell.missing` for all funds.
    let fund: Int64
    let planned: Int64
    let spent: Int64
    /// What it is called in messages.
    let label: String
    let plannedPlace: Place
    let spentPlace: Place
    /// Why it is rejected where no line stands below it.
    let reason: Diagnostic
    let row: SetAsideRow
  }

  private struct Rows {
    var lines: [Line] = []
    var sums: [Sum] = []
    /// The sides of the budget of which there are lines of accounts of three groups, and of more, a bit each.
    var broad: UInt8 = 0
    var narrow: UInt8 = 0
    var count: Int { lines.count + sums.count }
  }

  static let usualWindow = 100_000
  private let window: Int
  private var book: BudgetBook?
  private var open = Rows()
  private var closed: [BudgetBook: Rows] = [:]
  private var kept = 0
  /// More rows came than are kept.
  private var isFull = false
  /// Sums that are those of their lines.
  private(set) var matched = 0
  private var settled = SettledRows()

  init(window: Int = BudgetSubtotals.usualWindow) { self.window = window }

  // MARK: Rows

  @inline(__always)
  func isAt(_ book: BudgetBook) -> Bool { self.book == book }

  /// Adds a line of the budget at hand.
  @inline(__always)
  mutating func add(_ line: Line, _ account: BudgetCodes.Code?) {
    open.lines.append(line)
    guard let account, let side = account.side else { return }
    if account.isBroad { open.broad |= 1 << side.rawValue } else { open.narrow |= 1 << side.rawValue }
  }

  /// Adds a sum of the budget at hand.
  mutating func add(_ sum: Sum) { open.sums.append(sum) }

  /// Begins with the rows of a budget, or goes on with them.
  mutating func enter(_ next: BudgetBook, _ activities: BudgetCodes, _ accounts: BudgetCodes) {
    close(activities, accounts)
    book = next
    guard let known = closed.removeValue(forKey: next) else { return }
    kept -= known.count
    open = known
  }

  private mutating func close(_ activities: BudgetCodes, _ accounts: BudgetCodes) {
    guard let book else { return }
    if !isFull {
      kept += open.count
      closed[book] = open
      open = Rows()
      if kept > window {
        isFull = true
        settleAll(activities, accounts)
      }
    } else {
      settle(open, of: book, activities, accounts)
      open.lines.removeAll(keepingCapacity: true)
      open.sums.removeAll(keepingCapacity: true)
      (open.broad, open.narrow) = (0, 0)
    }
    self.book = nil
  }

  /// What was decided since it was asked last.
  mutating func take() -> SettledRows {
    defer { settled = SettledRows() }
    return settled
  }

  /// Decides on all that is left.
  mutating func finish(_ activities: BudgetCodes, _ accounts: BudgetCodes) {
    close(activities, accounts)
    settleAll(activities, accounts)
  }

  private mutating func settleAll(_ activities: BudgetCodes, _ accounts: BudgetCodes) {
    let first = { (rows: Rows) in rows.sums.first?.row.number ?? .max }
    for (book, rows) in closed.sorted(by: { (first($0.value), $0.key.village) < (first($1.value), $1.key.village) }) {
      settle(rows, of: book, activities, accounts)
    }
    closed = [:]
    kept = 0
  }

  // MARK: Comparing

  private mutating func settle(
    _ rows: Rows, of book: BudgetBook, _ activities: BudgetCodes, _ accounts: BudgetCodes
  ) {
    let isMixed = rows.broad & rows.narrow != 0
    guard isMixed || !rows.sums.isEmpty else { return }
    let lines = rows.lines.map { Known(line: $0, activity: activities[$0.activity], account: accounts[$0.account]) }
    if isMixed { settled.told += doubled(lines, of: book) }
    for sum in rows.sums {
      let below = lines.filter { $0.isBelow(sum) }
      let isEmpty = [sum.planned, sum.spent].allSatisfy { $0 == Cell.missing || $0 == 0 }
      guard !below.isEmpty || isEmpty else {
        settled.rejected.append(sum.row.rejected(sum.reason))
        continue
      }
      let told = [
        Self.difference(sum, sum.planned, below, \.planned, sum.plannedPlace),
        Self.difference(sum, sum.spent, below, \.spent, sum.spentPlace),
      ].compactMap { $0 }
      if told.isEmpty { matched += 1 }
      settled.told += told
      settled.passed.append(sum.row)
    }
  }

  /// Lines that are perhaps the sums of others: of an account of three groups, with the amount of those below it.
  private func doubled(_ lines: [Known], of book: BudgetBook) -> [Diagnostic] {
    lines.filter { $0.account?.groups.count == BudgetCodes.depth && $0.line.planned != 0 }.compactMap { broad in
      let below = lines.filter { known in
        known.line.activity == broad.line.activity && known.line.fund == broad.line.fund
          && known.line.account != broad.line.account
          && broad.account.map { known.account?.isWithin($0) ?? false } ?? false
      }
      guard !below.isEmpty, below.reduce(0, { $0 &+ $1.line.planned }) == broad.line.planned else { return nil }
      return BudgetRule.perhapsSum(
        book, broad.activity?.activityText ?? "0", broad.account?.accountText ?? "", broad.line.planned)
    }
  }

  /// A line with the codes that its numbers stand for.
  private struct Known {
    let line: Line
    let activity: BudgetCode?
    let account: BudgetCode?

    func isBelow(_ sum: Sum) -> Bool {
      if let wanted = sum.activity, activity.map({ !$0.isWithin(wanted) }) ?? true { return false }
      if let wanted = sum.account, account.map({ !$0.isWithin(wanted) }) ?? true { return false }
      return true
    }

    var isPayment: Bool { account?.groups.starts(with: [6, 2]) ?? false }
  }

  /// What is to be said of an amount that is not what its lines add up to.
  ///
  /// A fund may stand beside a sum of all, and financing (6) be what is left of the receipts after the payments.
  private static func difference(
    _ sum: Sum, _ written: Int64, _ below: [Known], _ amount: (Line) -> Int64, _ place: Place
  ) -> Diagnostic? {
    guard written != Cell.missing else { return nil }
    var (all, own, net) = (Int64(0), Int64(0), Int64(0))
    for known in below {
      let value = amount(known.line)
      all &+= value
      net &+= known.isPayment ? -value : value
      if sum.fund == Cell.missing || known.line.fund == sum.fund { own &+= value }
    }
    if written == all || written == own || sum.account?.groups == [6] && written == net { return nil }
    return sum.differs(written, own, place)
  }
}

extension BudgetSubtotals.Sum {
  fileprivate func differs(_ written: Int64, _ sum: Int64, _ place: Place) -> Diagnostic {
    Diagnostic(
      code: "budget-subtotal", severity: .warning,
      message: LocalizedText(
        id: "jumlah \(label) tertulis \(written), rinciannya berjumlah \(sum), selisih \(written &- sum)",
        en: "the sum of \(label) says \(written), its lines add up to \(sum), difference \(written &- sum)"),
      place: place, value: "\(written &- sum)",
      hint: LocalizedText(
        id: "rinciannya yang disimpan; periksa apakah ada baris yang kurang, ganda atau ditolak",
        en: "the lines are stored; see whether some are missing, stand twice or were rejected"))
  }
}
