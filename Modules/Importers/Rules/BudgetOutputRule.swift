import Diagnostics
import Domain
import Storage

/// Outputs of the activities of village budgets: of an activity itself, never of what stands above it, or they would stand
/// beside no line of the budget.
final class BudgetOutputRule: RowRule {
  private static let field = "ak_kegiatan"
  private var activities: BudgetCodes
  private let unlisted: CodeList?
  private var origin: Place?
  /// Local activities that were told of.
  private var told: Set<String> = []

  init(_ setting: TableSetting, _ context: ImportContext) throws {
    let scheme = setting.dataset.field(Self.field)?.scheme
    activities = try BudgetCodes(scheme: scheme, in: context.store)
    unlisted = try scheme.map(context.store.codes).flatMap { $0.isOpen ? $0 : nil }
  }

  func judge(_ rows: inout RuledRows, in store: any Store) throws -> [RowFinding] {
    guard let slot = rows.slot(Self.field) else { return [] }
    if origin == nil, rows.count > 0 { origin = rows.place(0, Self.field) }
    var found: [RowFinding] = []
    for row in 0..<rows.count {
      guard let activity = activities.code(rows.cell(slot, row), rows.mapped.records.texts) else { continue }
      if activity.isParent {
        let told = BudgetRule.parentActivity(activity.text, rows.place(row, Self.field))
        found.append(RowFinding(row: row, told: told))
      } else if activity.isLocal, told.insert(activity.text).inserted {
        found.append(RowFinding(row: row, told: BudgetRule.local(activity.text, rows.place(row, Self.field))))
      }
    }
    return found
  }

  func finish() -> [Diagnostic] {
    guard let origin, let unlisted else { return [] }
    return [BudgetRule.unlisted(unlisted, Place(file: origin.file))]
  }
}
