import Diagnostics
import Domain
import PluginKit
import Storage

/// The sources of Law 6/2014, art. 72, by account; all other income is the last.
enum IncomeSource: Int, CaseIterable {
  case own, danaDesa, taxShare, add, provincialAid, kabupatenAid, other

  var id: String {
    switch self {
    case .own: "own"
    case .danaDesa: "dana_desa"
    case .taxShare: "tax_share"
    case .add: "add"
    case .provincialAid: "provincial_aid"
    case .kabupatenAid: "kabupaten_aid"
    case .other: "other"
    }
  }

  var account: [Int] {
    switch self {
    case .own: [4, 1]
    case .danaDesa: [4, 2, 1]
    case .taxShare: [4, 2, 2]
    case .add: [4, 2, 3]
    case .provincialAid: [4, 2, 4]
    case .kabupatenAid: [4, 2, 5]
    case .other: [4]
    }
  }

  var title: LocalizedText {
    switch self {
    case .own: LocalizedText(id: "Pendapatan asli desa", en: "Own income")
    case .danaDesa: LocalizedText("Dana Desa")
    case .taxShare: LocalizedText(id: "Bagi hasil pajak dan retribusi", en: "Share of taxes and fees")
    case .add: LocalizedText(id: "Alokasi Dana Desa", en: "ADD")
    case .provincialAid: LocalizedText(id: "Bantuan provinsi", en: "Provincial aid")
    case .kabupatenAid: LocalizedText(id: "Bantuan kabupaten/kota", en: "Kabupaten aid")
    case .other: LocalizedText(id: "Lain-lain", en: "Other")
    }
  }

  static func of(_ code: BudgetCode) -> IncomeSource? { allCases.first { code.groups.starts(with: $0.account) } }
}

/// The income of the villages of a region.
struct VillageIncome {
  var villages = 0
  /// Those of which anything received is reported, and what these planned.
  var reporting = 0
  var reportedPlan = [Int64](repeating: 0, count: IncomeSource.allCases.count)
  var sources = [BudgetAmount](repeating: BudgetAmount(), count: IncomeSource.allCases.count)

  var total: BudgetAmount { sources.reduce(into: BudgetAmount()) { $0 += $1 } }

  static func += (a: inout VillageIncome, b: VillageIncome) {
    a.villages += b.villages
    a.reporting += b.reporting
    for index in a.reportedPlan.indices { a.reportedPlan[index] += b.reportedPlan[index] }
    for index in a.sources.indices { a.sources[index] += b.sources[index] }
  }
}
