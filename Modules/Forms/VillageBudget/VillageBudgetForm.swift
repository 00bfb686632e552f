import Diagnostics
public import Domain
public import PluginKit
public import Storage

/// What the form for one village's budget of a year is made of.
public struct VillageBudgetForm: Sendable {
  /// A code of a list with its name.
  struct Code: Sendable {
    let code: BudgetCode
    let text: String
    let name: String

    /// As the drop-downs show it.
    var label: String { "\(text) \(name)" }
  }

  public let importer: PluginHeader
  public let village: RegionCode
  /// By level, down to the village.
  let names: [RegionLevel: String]
  public let year: Int
  /// Activities of three groups, in order.
  let activities: [Code]
  /// Accounts of three or four groups, by what they are: 4, 5, 6.
  let accounts: [Int: [Code]]
  /// Ids and titles.
  let funds: [(id: String, title: String)]
  let rules: [BudgetRule]
  let services: [BasicService]
  /// Activities of direct cash assistance.
  let cash: [String]
  /// Local activities and what they stand for.
  let local: [BudgetCode: BudgetCode]

  /// - Parameters:
  ///   - dataset: the ledger of budgets (`apbdes`).
  ///   - date: the day whose register names the regions.
  /// - Throws: `FormFailure` for a region that is no village, and where no lists of codes are loaded; `StorageError`.
  public init(
    importer: PluginHeader, dataset: DatasetDeclaration, village: RegionCode, year: Int, budget: BudgetDeclaration,
    store: any Store, at date: CalendarDate
  ) throws {
    guard village.level == .village else { throw FormFailure.noVillage(village) }
    self.importer = importer
    self.village = village
    self.year = year
    let levels: [RegionLevel] = [.regency, .district]
    let above = levels.compactMap { level in village.ancestor(level).map { (level, $0) } }
    let found = try store.names(of: (above.map(\.1) + [village]).map(\.number), at: date)
    var names: [RegionLevel: String] = [.village: found[village.number] ?? ""]
    for (level, code) in above { names[level] = found[code.number] ?? "" }
    self.names = names
    let accounts = Dictionary(grouping: try Self.codes("rekening", dataset, store)) { $0.code.groups[0] }
    activities = try Self.codes("kegiatan", dataset, store)
    self.accounts = accounts
    guard !activities.isEmpty, [4, 5, 6].allSatisfy({ accounts[$0] != nil }) else { throw FormFailure.noLists }
    funds = dataset.field("sumber_dana")?.categories?.map { ($0.id.uppercased(), $0.title.id) } ?? []
    rules = budget.rules.filter { $0.holds(in: year) }
    services = budget.services
    cash = budget.cashAssistance
    local = Dictionary(
      budget.localActivities.compactMap { own in
        BudgetCode(own.code).flatMap { code in BudgetCode(own.meaning).map { (code, $0) } }
      }, uniquingKeysWith: { first, _ in first })
  }

  /// The codes of a field's list that lines may name.
  private static func codes(_ field: String, _ dataset: DatasetDeclaration, _ store: any Store) throws -> [Code] {
    var seen: Set<BudgetCode> = []
    return try store.listedCodes(of: dataset.field(field)?.scheme ?? "").compactMap { own in
      guard let code = BudgetCode(own.code), code.groups.count >= 3, seen.insert(code).inserted else { return nil }
      return Code(code: code, text: own.code, name: own.name)
    }.sorted { $0.code < $1.code }
  }

  /// Whether a selection of activities means this one; local ones count as what they stand for.
  func holds(_ codes: [String], _ activity: BudgetCode) -> Bool {
    CodeSelection(codes).contains(local[activity] ?? activity)
  }
}
