import Diagnostics
import Domain
import PluginKit
import Storage

/// What the activities of village budgets are in a region: which basic service, whether cash assistance, which typology.
struct BudgetMap {
  /// What an activity counts as.
  struct Activity: Hashable {
    /// The place of its service among `services`; nil for all other activities.
    var service: Int?
    /// Whether it counts there: core activities do, supporting ones where the region says so.
    var isCounted = false
    var isCash = false
    var typology: Int?
  }

  let declaration: BudgetDeclaration
  var services: [BasicService] { declaration.services }
  let countsSupporting: Bool

  private let core: [CodeSelection]
  private let supporting: [CodeSelection]
  private let cash: CodeSelection
  private let typologies: [CodeSelection]
  private let local: [BudgetCode: BudgetCode]

  init(_ declaration: BudgetDeclaration, countsSupporting: Bool? = nil, year: Int? = nil) {
    var declaration = declaration
    if let year { declaration.typologies.removeAll { !$0.holds(in: year) } }
    self.declaration = declaration
    self.countsSupporting = countsSupporting ?? declaration.countsSupporting ?? false
    core = declaration.services.map { CodeSelection($0.core) }
    supporting = declaration.services.map { CodeSelection($0.supporting) }
    cash = CodeSelection(declaration.cashAssistance)
    typologies = declaration.typologies.map { CodeSelection($0.activities) }
    local = Dictionary(
      declaration.localActivities.compactMap { own in
        BudgetCode(own.code).flatMap { code in BudgetCode(own.meaning).map { (code, $0) } }
      }, uniquingKeysWith: { first, _ in first })
  }

  /// The activity that a local code stands for, or the code itself.
  func meaning(of code: BudgetCode) -> BudgetCode { local[code] ?? code }

  func activity(_ code: BudgetCode) -> Activity {
    let code = meaning(of: code)
    var activity = Activity()
    if let place = core.firstIndex(where: { $0.contains(code) }) {
      activity.service = place
      activity.isCounted = true
    } else if let place = supporting.firstIndex(where: { $0.contains(code) }) {
      activity.service = place
      activity.isCounted = countsSupporting
    }
    activity.isCash = cash.contains(code)
    activity.typology = typologies.firstIndex { $0.contains(code) }
    return activity
  }
}

extension ReportContext {
  static let budgetDataset = "apbdes"

  /// The map of the region asked for.
  ///
  /// - Parameter year: the fiscal year whose typologies are meant; nil for all.
  /// - Throws: `ReportFailure` (`option-invalid`) for an option `supporting` that is neither `ya` nor `tidak`.
  func budgetMap(of year: Int? = nil) throws -> BudgetMap {
    BudgetMap(budgets.declaration(in: region), countsSupporting: try choice("supporting"), year: year)
  }

  /// An option that is yes or no; nil where it is not given.
  func choice(_ name: String) throws -> Bool? {
    switch options[name]?.lowercased() {
    case nil: return nil
    case "ya", "yes", "true": return true
    case "tidak", "no", "false": return false
    case let text?:
      throw ReportFailure(
        Diagnostic(
          code: "option-invalid",
          message: LocalizedText(id: "`\(name)` harus `ya` atau `tidak`", en: "`\(name)` has to be `ya` or `tidak`"),
          value: text))
    }
  }

  /// The version of budgets asked for by the option `version`, as its place; nil for the last one of each village.
  ///
  /// - Throws: `ReportFailure` (`option-invalid`) with those there are.
  func budgetVersion() throws -> Int64? {
    guard let text = options["version"] else { return nil }
    let field = try declaration(of: Self.budgetDataset).field("versi")
    if let place = field?.category(named: text) { return Int64(place) }
    let known = field?.categories?.map(\.id) ?? []
    throw ReportFailure(
      Diagnostic(
        code: "option-invalid",
        message: LocalizedText(id: "versi anggaran `\(text)` tidak ada", en: "there is no version `\(text)`"),
        value: text,
        hint: LocalizedText(
          id: "yang ada: \(known.joined(separator: ", "))", en: "there are: \(known.joined(separator: ", "))")))
  }
}
