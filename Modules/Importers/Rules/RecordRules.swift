import Diagnostics
import Domain
import PluginKit
import Storage
import Tabular

/// What a rule says of a row.
struct RowFinding {
  let row: Int
  let told: Diagnostic
  /// The row says nothing of its own and is passed over.
  var isPassed = false
}

/// Judges rows by what is recorded beside them: what they refer to, and what was said before.
///
/// Rules run on the thread of the batch before rows are written, so that they see the store as it was and the rows of the
/// input that came earlier. What they need is read once for each meeting that rows name.
protocol RowRule: AnyObject {
  /// What is to be said of rows; one with an error is rejected.
  ///
  /// May change cells of rows, such as the number under which an action is kept.
  func judge(_ rows: inout RuledRows, in store: any Store) throws -> [RowFinding]
  /// What is to be said once all rows are read.
  func finish() -> [Diagnostic]
  /// Whether something has to be decided before anything may be kept.
  var isUndecided: Bool { get }
}

extension RowRule {
  func finish() -> [Diagnostic] { [] }
  var isUndecided: Bool { false }
}

/// The rules that an importer declares, in the order in which they have to run.
final class RecordRules {
  private let rules: [any RowRule]
  /// Whether something has to be decided before anything may be kept.
  var isUndecided: Bool { rules.contains(where: \.isUndecided) }

  init(_ declared: [RecordRule], _ setting: TableSetting, _ context: ImportContext) throws {
    let records = MeetingRecords()
    rules = try RecordRule.allCases.filter(declared.contains).map { rule in
      switch rule {
      case .sameAction: try SameActionRule(records, setting, context)
      case .knownAction: KnownActionRule(records)
      case .statusForward: StatusForwardRule(records)
      case .evidence: EvidenceRule(records)
      case .quota: QuotaRule()
      case .budget: try BudgetRule(setting, context)
      case .party: PartyRule(records)
      case .place: PlaceRule(records)
      }
    }
  }

  func finish() -> [Diagnostic] { rules.flatMap { $0.finish() } }

  /// Judges the rows of a block: warnings go to it, rows with errors leave its records.
  func apply(_ mapped: inout MappedBlock, _ begin: TableReading.Begin, in store: any Store) throws {
    guard !rules.isEmpty, mapped.records.count > 0 else { return }
    var rows = RuledRows(mapped, begin)
    var rejected: [Int: [Diagnostic]] = [:]
    var passed: Set<Int> = []
    for rule in rules {
      for finding in try rule.judge(&rows, in: store) {
        if finding.isPassed { passed.insert(finding.row) }
        if finding.told.severity == .error {
          rejected[finding.row, default: []].append(finding.told)
        } else {
          rows.mapped.warnings.append(finding.told)
        }
      }
    }
    mapped = rows.mapped
    guard !rejected.isEmpty || !passed.isEmpty else { return }
    if !passed.isEmpty { mapped.passed[.merged, default: 0] += passed.count }
    for (row, reasons) in rejected.sorted(by: { $0.key < $1.key }) {
      let origin = mapped.origins[row]
      mapped.rejected.append(
        RejectedRow(
          row: origin.block.rowNumber(origin.row), member: begin.source.member(of: origin.block),
          sheet: begin.source.sheet, cells: origin.block.cells(origin.row), reasons: reasons,
          beside: RowSurroundings(titles: begin.titles)))
      mapped.meant.append(
        MappedBlock.Meant(region: mapped.records.regions[row], period: mapped.records.periods[row]))
    }
    let kept = (0..<mapped.records.count).filter { rejected[$0] == nil && !passed.contains($0) }
    mapped.keep(kept, width: begin.plan.slots.count)
  }
}
