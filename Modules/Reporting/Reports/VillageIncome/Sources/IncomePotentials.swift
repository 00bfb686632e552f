import Diagnostics
import Domain
import PluginKit
import Storage

/// What villages could get in a year, as regions say, against what stands in their budgets.
struct IncomePotentials {
  private let context: ReportContext
  private let year: Int
  private let all: [IncomePotential]

  /// Nil where no region says what there could be.
  init?(_ context: ReportContext, _ year: Int) {
    self.context = context
    self.year = year
    all = context.budgets.declaration(in: context.region).potentials.filter { $0.year == year }
    if all.isEmpty { return nil }
  }

  /// What is known of the villages of a unit.
  private struct Sums {
    var villages = 0
    /// Those with a budget, what these planned, and what each of them lacks of the ceiling, added up.
    var budgets = 0
    var planned: Int64 = 0
    var gap: Int64 = 0

    static func += (a: inout Sums, b: Sums) {
      a.villages += b.villages
      a.budgets += b.budgets
      a.planned += b.planned
      a.gap += b.gap
    }
  }

  /// Adds the table `potential`, and what is not known because villages have no budget.
  ///
  /// - Parameter budgets: by village; nobody knows what the others planned.
  func write(
    _ budgets: [RegionCode: VillageIncome], at date: CalendarDate, to document: inout ReportDocument
  ) throws {
    let level = context.region.level.below ?? .village
    let units =
      context.region.level == .village
      ? try context.store.unit(context.region, at: date).map { [$0] } ?? []
      : try context.store.units(level, in: context.region, at: date)
    let counts = try context.store.villageCounts(
      by: level, in: context.region, kinds: [.desa, .desaAdat], at: date)
    let below = Dictionary(grouping: budgets.keys) { $0.ancestor(level) ?? $0 }
    var rows: [[ReportValue]] = []
    var totals: Set<Int> = []
    for potential in all {
      guard let account = BudgetCode(potential.account) else { continue }
      var total = Sums()
      let first = rows.count
      for unit in units {
        guard let count = counts[unit.code], count > 0 else { continue }
        var own = Sums(villages: count)
        for village in below[unit.code] ?? [] {
          guard let planned = budgets[village]?.planned(account) else { continue }
          own.budgets += 1
          own.planned += planned
          own.gap += max(0, potential.perVillage - planned)
        }
        total += own
        rows.append(cells(unit.code, .text(unit.name), own, potential))
      }
      totals.insert(first)
      rows.insert(
        cells(context.region, .text(LocalizedText(id: "Jumlah", en: "Total")), total, potential), at: first)
      note(total, potential, in: &document)
    }
    func column(_ id: String, _ indonesian: String, _ english: String, _ type: ReportColumn.Kind) -> ReportColumn {
      ReportColumn(id: id, label: LocalizedText(id: indonesian, en: english), type: type)
    }
    document.tables.append(
      try context.cut(
        ReportTable(
          id: "potential", title: LocalizedText(id: "Potensi dan kekurangan (Rp)", en: "Potential and gap (Rp)"),
          columns: [
            column("code", "Kode", "Code", .code), ReportColumn(id: "name", label: level.title, type: .text),
            column("account", "Rekening", "Account", .code), column("villages", "Desa", "Villages", .integer),
            column("with_budget", "Dengan anggaran", "With a budget", .integer),
            column("potential", "Potensi", "Potential", .integer),
            column("planned", "Dianggarkan", "Planned", .integer), column("gap", "Kekurangan", "Gap", .integer),
            column("basis", "Dasar", "Basis", .text),
          ], rows: rows, totalRows: totals)))
  }

  private func cells(
    _ code: RegionCode, _ name: ReportValue, _ own: Sums, _ potential: IncomePotential
  ) -> [ReportValue] {
    [
      .code(code.description), name, .code(potential.account), .integer(own.villages), .integer(own.budgets),
      .integer(Int64(own.villages) * potential.perVillage), own.budgets > 0 ? .integer(own.planned) : .missing,
      own.budgets > 0 ? .integer(own.gap) : .missing, .text(potential.basis),
    ]
  }

  /// How many villages have no budget, and what they could have: not a gap, as nobody knows.
  private func note(_ total: Sums, _ potential: IncomePotential, in document: inout ReportDocument) {
    let without = total.villages - total.budgets
    guard without > 0 else { return }
    let sum = LocalizedText(rupiah: Int64(without) * potential.perVillage)
    document.notes.append(
      LocalizedText(
        id: "\(without) desa tanpa anggaran \(year) dalam data dapat menerima sampai \(sum.id) (\(potential.account)).",
        en:
          "\(without) villages without a budget of \(year) in the store could have up to \(sum.en) (\(potential.account))."
      ))
  }
}

extension VillageIncome {
  /// What is planned under an account.
  fileprivate func planned(_ account: BudgetCode) -> Int64 {
    IncomeSource.allCases.filter { $0 != .other && $0.account.starts(with: account.groups) }
      .reduce(0) { $0 + sources[$1.rawValue].planned }
  }
}
