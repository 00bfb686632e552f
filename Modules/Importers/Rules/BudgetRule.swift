import Diagnostics
import Domain
import Storage

/// Lines of village budgets (Permendagri 20/2018).
///
/// A line names an activity and an account themselves, never what stands above them; spending has an activity, income and
/// financing have none (`0`). Rows that name a parent, an activity without an account, or an account of three groups before
/// those below it are sums and compared with their lines. Local activities (90–99), codes that are not in force, realisation
/// without a plan, a change whose earlier version is not there and a plan that does not balance are told.
final class BudgetRule: RowRule {
  private let versionField: FieldDeclaration?
  /// Apart, so that a block of rows is one access to it.
  private var lines: BudgetJudge
  /// Lists of codes that are not loaded.
  private let unlisted: [CodeList]

  init(_ setting: TableSetting, _ context: ImportContext) throws {
    let dataset = setting.dataset
    lines = try BudgetJudge(dataset, context)
    versionField = dataset.field("versi")
    unlisted = try ["kegiatan", "rekening"].compactMap { dataset.field($0)?.scheme }.map(context.store.codes)
      .filter(\.isOpen)
  }

  func judge(_ rows: inout RuledRows, in store: any Store) throws -> [RowFinding] { try lines.judge(rows, in: store) }

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

  func lost(_ row: RejectedRow, _ meant: MappedBlock.Meant, _ begin: TableReading.Begin) {
    guard let village = meant.region else { return }
    lines.balance.lost(village, year: meant.period, version: version(row, begin.plan))
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

  func settled() -> SettledRows { lines.subtotals.take() }

  func settleAll() { lines.settleAll() }

  func finish() -> [Diagnostic] {
    let origin = lines.origin
    let place = origin.map { Place(file: $0.file) }
    let open = origin == nil ? [] : unlisted.map { Self.unlisted($0, place) }
    return open + lines.balance.finish(origin)
      + (lines.subtotals.matched > 0 ? [Self.matched(lines.subtotals.matched, place)] : [])
  }
}
