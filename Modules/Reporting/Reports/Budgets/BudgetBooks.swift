import Diagnostics
import Domain
import PluginKit
import Storage

/// One line of a village budget.
struct BudgetLine {
  let year: Int
  let village: Int64
  /// The place of its version among the categories of `versi`.
  let version: Int
  /// What it is for, as written and as counted; nil for income and financing.
  let activityCode: String
  let activity: BudgetCode?
  let accountCode: String
  let account: BudgetCode
  let side: BudgetSide
  /// The place of its fund among the categories of `sumber_dana`.
  let fund: Int
  var planned: Int64?
  var spent: Int64?
  let text: String?

  var amount: BudgetAmount { BudgetAmount(planned: planned ?? 0, spent: spent ?? 0) }

  /// What a line is for, however its codes are written.
  struct Key: Hashable {
    let activity: BudgetCode?
    let account: BudgetCode
    let fund: Int
  }

  var key: Key { Key(activity: activity, account: account, fund: fund) }
}

/// The lines of the budgets of some villages, with what the lists call their codes.
struct BudgetBooks {
  let map: BudgetMap
  /// By year, village and version.
  let lines: [BudgetLine]
  let versions: [LocalizedText]
  let funds: [FieldDeclaration.Category]
  private let activityNames: [BudgetCode: String]
  private let accountNames: [BudgetCode: String]

  /// - Parameter villages: whose books are read; few, as each line is held.
  init(_ context: ReportContext, _ map: BudgetMap, villages: [RegionCode], years: [Int]) throws {
    self.map = map
    let dataset = try context.declaration(of: ReportContext.budgetDataset)
    versions = dataset.field("versi")?.categories?.map(\.title) ?? []
    funds = dataset.field("sumber_dana")?.categories ?? []
    activityNames = try Self.names(context, dataset.field("kegiatan"))
    accountNames = try Self.names(context, dataset.field("rekening"))
    guard let first = years.min(), let last = years.max(), !villages.isEmpty else {
      lines = []
      return
    }
    let table = try context.store.records(
      RecordQuery(
        dataset: dataset.id,
        fields: ["versi", "kegiatan", "rekening", "sumber_dana", "baris", "anggaran", "realisasi", "uraian"],
        periods: first...last, regions: villages))
    let activities = Coded(table.texts("kegiatan"))
    let accounts = Coded(table.texts("rekening"))
    lines = (0..<table.count).compactMap { row in
      guard years.contains(Int(table.periods[row])), let (accountCode, account) = accounts[row],
        let side = BudgetSide(account: account)
      else { return nil }
      let activity = activities[row]
      return BudgetLine(
        year: Int(table.periods[row]), village: table.regions[row], version: Int(table.integer("versi", row) ?? 1),
        activityCode: activity?.text ?? "", activity: activity.flatMap { $0.code.groups == [0] ? nil : $0.code },
        accountCode: accountCode, account: account, side: side, fund: Int(table.integer("sumber_dana", row) ?? 0),
        planned: table.integer("anggaran", row), spent: table.integer("realisasi", row), text: table.text("uraian", row)
      )
    }
  }

  /// A column of codes, each read once.
  private struct Coded {
    private let codes: TextCodes
    private let read: [(text: String, code: BudgetCode)?]

    init(_ column: TextColumn?) {
      codes = TextCodes(column ?? TextColumn())
      read = codes.texts.map { text in BudgetCode(text).map { (text, $0) } }
    }

    subscript(row: Int) -> (text: String, code: BudgetCode)? {
      codes.codes.indices.contains(row) && codes.codes[row] >= 0 ? read[Int(codes.codes[row])] : nil
    }
  }

  private static func names(_ context: ReportContext, _ field: FieldDeclaration?) throws -> [BudgetCode: String] {
    guard let scheme = field?.scheme else { return [:] }
    return Dictionary(
      try context.store.listedCodes(of: scheme).compactMap { own in
        // Codes that came with data have no name but themselves.
        own.name == own.code ? nil : BudgetCode(own.code).map { ($0, own.name) }
      }, uniquingKeysWith: { _, later in later })
  }

  func name(ofActivity code: BudgetCode) -> String? { activityNames[code] }
  func name(ofAccount code: BudgetCode) -> String? { accountNames[code] }
  func fund(_ id: String) -> Int? { funds.firstIndex { $0.id == id }.map { $0 + 1 } }
  func title(ofVersion version: Int) -> LocalizedText {
    versions.indices.contains(version - 1) ? versions[version - 1] : LocalizedText("\(version)")
  }
  func title(ofFund fund: Int) -> LocalizedText {
    funds.indices.contains(fund - 1) ? funds[fund - 1].title : LocalizedText("–")
  }

  /// The versions that a village has of a year, ascending.
  func versions(of village: RegionCode, in year: Int) -> [Int] {
    Set(lines.filter { $0.village == village.number && $0.year == year }.map(\.version)).sorted()
  }

  /// The lines of the latest version of which anything was reported: realisation may stand at an earlier one than the last.
  func realised(by village: RegionCode, in year: Int) -> [BudgetLine] {
    versions(of: village, in: year).reversed().lazy.map { lines(of: village, in: year, version: $0) }
      .first(where: \.isReported) ?? []
  }

  func lines(of village: RegionCode, in year: Int, version: Int?) -> [BudgetLine] {
    guard let version = version ?? versions(of: village, in: year).last else { return [] }
    return lines.filter { $0.village == village.number && $0.year == year && $0.version == version }
  }
}

extension [BudgetLine] {
  var amount: BudgetAmount {
    reduce(into: BudgetAmount()) { $0 += $1.amount }
  }

  func on(_ side: BudgetSide) -> [BudgetLine] { filter { $0.side == side } }

  /// Income with receipts, and spending with payments.
  func sides(_ measure: BudgetMeasure) -> (sources: Int64, uses: Int64) {
    func sum(_ side: BudgetSide) -> Int64 { on(side).amount[measure] }
    return (sum(.income) + sum(.receipts), sum(.spending) + sum(.payments))
  }

  /// The lines of a plan with what was spent as another version of the same budget tells it; what the plan does not hold is
  /// added without an amount of the plan.
  func spending(as realised: [BudgetLine]) -> [BudgetLine] {
    guard let version = realised.first?.version, contains(where: { $0.version != version }) else { return self }
    var places: [BudgetLine.Key: [Int]] = [:]
    var lines = self
    for index in indices.reversed() {
      lines[index].spent = nil
      places[self[index].key, default: []].append(index)
    }
    for own in realised where own.spent != nil {
      if let place = places[own.key]?.popLast() {
        lines[place].spent = own.spent
      } else {
        var more = own
        more.planned = nil
        lines.append(more)
      }
    }
    return lines
  }

  /// Whether anything was reported as spent or received.
  var isReported: Bool { contains { $0.spent != nil } }
}
