import Diagnostics
import Domain
import PluginKit
import Storage
import Tabular

/// What a rule says of a row.
struct RowFinding {
  let row: Int
  let told: Diagnostic?
  /// Whether the row is not stored, though nothing is wrong with it.
  var leaves: Leaving?

  enum Leaving {
    /// It says nothing of its own and is passed over.
    case merged
    /// The rule says later what becomes of it.
    case setAside
  }
}

/// A row that a rule keeps until it knows what becomes of it.
struct SetAsideRow {
  /// The number of its table among those begun.
  let table: Int
  private(set) var row: RejectedRow
  let meant: MappedBlock.Meant

  init(table: Int, _ row: RejectedRow, _ meant: MappedBlock.Meant) {
    self.table = table
    self.row = row
    self.meant = meant
  }

  var number: Int { row.row }

  func rejected(_ reason: Diagnostic) -> SetAsideRow {
    var rejected = self
    rejected.row.reasons = [reason]
    return rejected
  }
}

/// What became of rows that were set aside.
struct SettledRows {
  var rejected: [SetAsideRow] = []
  /// Neither stored nor rejected.
  var passed: [SetAsideRow] = []
  var told: [Diagnostic] = []

  static func + (a: SettledRows, b: SettledRows) -> SettledRows {
    SettledRows(rejected: a.rejected + b.rejected, passed: a.passed + b.passed, told: a.told + b.told)
  }
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
  /// Hears of a row that was rejected, by whom ever.
  func lost(_ row: RejectedRow, _ meant: MappedBlock.Meant, _ begin: TableReading.Begin)
  /// What became of rows set aside, since it was asked last.
  func settled() -> SettledRows
  /// Decides on the rows still set aside: no further ones come.
  func settleAll()
  /// What is to be said once all rows are read.
  func finish() -> [Diagnostic]
  /// Whether something has to be decided before anything may be kept.
  var isUndecided: Bool { get }
}

extension RowRule {
  func lost(_ row: RejectedRow, _ meant: MappedBlock.Meant, _ begin: TableReading.Begin) {}
  func settled() -> SettledRows { SettledRows() }
  func settleAll() {}
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
      case .budgetOutput: try BudgetOutputRule(setting, context)
      case .party: PartyRule(records)
      case .place: PlaceRule(records)
      }
    }
  }

  func finish() -> [Diagnostic] { rules.flatMap { $0.finish() } }

  /// Tells the rules of a row that was rejected.
  func lost(_ row: RejectedRow, _ meant: MappedBlock.Meant, _ begin: TableReading.Begin) {
    for rule in rules { rule.lost(row, meant, begin) }
  }

  /// What became of rows that were set aside.
  ///
  /// - Parameter isEnd: whether no further ones come.
  func settled(isEnd: Bool = false) -> SettledRows {
    if isEnd { for rule in rules { rule.settleAll() } }
    return rules.reduce(SettledRows()) { $0 + $1.settled() }
  }

  /// Judges the rows of a block: warnings go to it, rows with errors leave its records.
  func apply(_ mapped: inout MappedBlock, _ begin: TableReading.Begin, in store: any Store) throws {
    guard !rules.isEmpty else { return }
    defer { for (row, meant) in zip(mapped.rejected, mapped.meant) { lost(row, meant, begin) } }
    guard mapped.records.count > 0 else { return }
    var rows = RuledRows(mapped, begin)
    var rejected: [Int: [Diagnostic]] = [:]
    var leaving: [Int: RowFinding.Leaving] = [:]
    for rule in rules {
      for finding in try rule.judge(&rows, in: store) {
        if let leaves = finding.leaves { leaving[finding.row] = leaves }
        guard let told = finding.told else { continue }
        if told.severity == .error {
          rejected[finding.row, default: []].append(told)
        } else {
          rows.mapped.warnings.append(told)
        }
      }
    }
    // What no rule took lacks its key.
    for (row, reason) in mapped.lacking where leaving[row] == nil && rejected[row] == nil { rejected[row] = [reason] }
    mapped = rows.mapped
    mapped.lacking = [:]
    guard !rejected.isEmpty || !leaving.isEmpty else { return }
    let merged = leaving.values.count { $0 == .merged }
    if merged > 0 { mapped.passed[.merged, default: 0] += merged }
    for (row, reasons) in rejected.sorted(by: { $0.key < $1.key }) {
      var source = rows.source(row)
      source.reasons = reasons
      mapped.rejected.append(source)
      mapped.meant.append(rows.meant(row))
    }
    let kept = (0..<mapped.records.count).filter { rejected[$0] == nil && leaving[$0] == nil }
    mapped.keep(kept, width: begin.plan.slots.count)
  }
}
