/// What rows of a ledger are judged by beside their own cells: records of the store, and rows that came earlier.
///
/// In the order in which they run.
public enum RecordRule: String, Hashable, Sendable, CaseIterable {
  /// Sheets of one plan become one: see the importer `tindak_lanjut`.
  case sameAction = "same_action"
  /// A row about an action that there is not is rejected.
  case knownAction = "known_action"
  /// A status that goes back is a warning.
  case statusForward = "status_forward"
  /// A closed action without evidence is a warning.
  case evidence
  /// More people of a role than expected are a warning.
  case quota
  /// An accountable party that no register knows on its day is a warning.
  case party
  /// A place outside the region of the meeting is a warning.
  case place
  /// Lines of budgets: what lacks its activity is rejected; sums are compared with their lines and not stored; local
  /// activities, realisation without a plan, versions out of order and plans that do not balance are warnings.
  case budget
  /// Outputs of activities: of a parent they are rejected, of local activities told of.
  case budgetOutput = "budget_output"

  /// Whether it may know what a row is that lacks a part of its key, such as a sum of all funds.
  package var takesLacking: Bool { self == .budget }

  /// The datasets whose rows it can judge.
  public var datasets: [String] {
    switch self {
    case .sameAction: ["tindak_lanjut"]
    case .knownAction: ["tindak_lanjut_kemajuan"]
    case .statusForward, .evidence: ["tindak_lanjut", "tindak_lanjut_kemajuan"]
    case .quota: ["rapat_hadir"]
    case .party: ["tindak_lanjut", "isu"]
    case .budget: ["apbdes"]
    case .budgetOutput: ["apbdes_kegiatan"]
    case .place: ["tindak_lanjut", "aspirasi", "rapat_hadir", "delegasi"]
    }
  }
}
