import Diagnostics
import Domain
import PluginKit
import Storage

/// All villages of a kecamatan at a glance.
struct DistrictReview {
  private let context: ReportContext
  private let basis: ReportBasis
  private let neighbours: BudgetNeighbours
  private let books: BudgetBooks
  private let units: [RegionUnit]

  init(_ context: ReportContext, _ basis: ReportBasis, _ neighbours: BudgetNeighbours) throws {
    self.context = context
    self.basis = basis
    self.neighbours = neighbours
    units = try context.store.units(.village, in: context.region, at: basis.register.date).filter { unit in
      unit.code.villageKind.map { basis.dataset.appliesTo.contains($0) } ?? false
    }
    books = try BudgetBooks(context, neighbours.map, villages: units.map(\.code), years: [basis.period.year])
  }

  private struct Village {
    let unit: RegionUnit
    let lines: [BudgetLine]
    let rulings: [BudgetRuling]
    /// What was realised, whichever version it stands at, and what the rules say of it.
    let realised: [BudgetLine]
    let realisedRulings: [BudgetRuling]
  }

  func write(_ document: inout ReportDocument) throws {
    let asked = try context.budgetVersion().map { Int($0) }
    let year = basis.period.year
    let villages = units.map { unit in
      let lines = books.lines(of: unit.code, in: year, version: asked)
      let realised = books.realised(by: unit.code, in: year)
      return Village(
        unit: unit, lines: lines, rulings: lines.isEmpty ? [] : BudgetRuling.all(books, lines, year: year),
        realised: realised,
        realisedRulings: BudgetRuling.realised(books, realised, year: year, isOver: context.isOver(year)))
    }
    let with = villages.filter { !$0.lines.isEmpty }
    func figure(_ id: String, _ label: LocalizedText, _ value: ReportValue) -> KeyFigure {
      KeyFigure(id: id, label: label, value: value, source: basis.dataset.id)
    }
    document.keyFigures = [
      figure("villages", LocalizedText(id: "Desa", en: "Villages"), .integer(villages.count)),
      figure("with_budget", LocalizedText(id: "Dengan anggaran", en: "With a budget"), .integer(with.count)),
      figure(
        "not_met", LocalizedText(id: "Desa dengan aturan tidak terpenuhi", en: "Villages with rules not met"),
        .integer(with.count { $0.rulings.contains { $0.verdict == .missed } })),
      figure(
        "median", LocalizedText(id: "Median layanan dasar", en: "Median of basic services"),
        neighbours.median { $0.share(.planned) }.map { .percent($0, decimals: 1) } ?? .missing),
    ]
    document.tables = [
      table(villages), rules(with, \.rulings, "rules", LocalizedText(id: "Menurut aturan", en: "By rule")),
    ]
    let reporting = villages.filter { !$0.realised.isEmpty }
    if !reporting.isEmpty {
      document.tables += [
        realised(reporting),
        rules(
          reporting, \.realisedRulings, "rules_realised",
          LocalizedText(id: "Menurut aturan, dalam realisasi", en: "By rule, in realisation")),
      ]
    }
    document.figures = [
      ReportFigure(
        id: "shares",
        title: LocalizedText(id: "Bagian layanan dasar tiap desa", en: "Share of basic services by village"),
        kind: .bar, table: "villages", category: "name", values: ["share", "share_without_cash"])
    ]
    document.notes += without(villages.filter(\.lines.isEmpty), asked)
  }

  /// The villages without a budget, and those that have one in other versions than the one asked for.
  private func without(_ villages: [Village], _ asked: Int?) -> [LocalizedText] {
    let year = basis.period.year
    let versions = villages.map { (name: $0.unit.name, known: books.versions(of: $0.unit.code, in: year)) }
    var notes: [LocalizedText] = []
    let none = versions.filter(\.known.isEmpty).map(\.name).joined(separator: ", ")
    if !none.isEmpty {
      notes.append(LocalizedText(id: "Belum ada anggaran \(year): \(none).", en: "No budget of \(year) yet: \(none)."))
    }
    let others = versions.filter { !$0.known.isEmpty }
    if let asked, !others.isEmpty {
      let title = books.title(ofVersion: asked)
      func list(_ title: (LocalizedText) -> String) -> String {
        others.map { own in
          let known = own.known.map { title(books.title(ofVersion: $0)) }.joined(separator: ", ")
          return "\(own.name) (\(known))"
        }.joined(separator: "; ")
      }
      notes.append(
        LocalizedText(
          id: "Anggaran \(year) tidak ada dalam versi \(title.id), tetapi dalam versi lain: \(list(\.id)).",
          en: "The budget of \(year) is not there in version \(title.en), but in others: \(list(\.en))."))
    }
    return notes
  }

  private func column(_ id: String, _ indonesian: String, _ english: String, _ type: ReportColumn.Kind)
    -> ReportColumn
  {
    ReportColumn(id: id, label: LocalizedText(id: indonesian, en: english), type: type, source: basis.dataset.id)
  }

  private func percent(_ value: Double?) -> ReportValue { value.map { .percent($0, decimals: 1) } ?? .missing }

  private func table(_ villages: [Village]) -> ReportTable {
    let shares = neighbours.villages.values.compactMap { $0.share(.planned) }
    return ReportTable(
      id: "villages", title: LocalizedText(id: "Anggaran desa", en: "Village budgets"),
      columns: [
        column("code", "Kode", "Code", .code),
        ReportColumn(id: "name", label: context.vocabulary.village(in: context.region), type: .text),
        column("version", "Versi", "Version", .text), column("income", "Pendapatan", "Income", .integer),
        column("spending", "Belanja", "Spending", .integer),
        column("difference", "Selisih", "Difference", .integer), column("met", "Terpenuhi", "Met", .integer),
        column("not_met", "Tidak", "Not met", .integer), column("not_assessable", "Belum", "Open", .integer),
        column("share", "Layanan dasar", "Basic services", .percent),
        column("share_without_cash", "Tanpa BLT", "Without cash", .percent),
        column("rank", "Peringkat", "Rank", .integer),
      ],
      rows: villages.map { village in
        let lines = village.lines
        guard !lines.isEmpty else {
          return [.code(village.unit.code.description), .text(village.unit.name)]
        }
        let spending = neighbours.spending(of: village.unit.code)
        let share = spending?.share(.planned)
        func sum(_ side: BudgetSide) -> Int64 { lines.on(side).amount.planned }
        func count(_ verdict: BudgetRuling.Verdict) -> ReportValue {
          .integer(village.rulings.count { $0.verdict == verdict })
        }
        return [
          .code(village.unit.code.description), .text(village.unit.name),
          .text(books.title(ofVersion: lines[0].version)), .integer(sum(.income)), .integer(sum(.spending)),
          .integer(sum(.income) + sum(.receipts) - sum(.spending) - sum(.payments)), count(.met), count(.missed),
          count(.open), percent(share), percent(spending?.share(.planned, withCash: false)),
          .integer(share.map { own in shares.count { $0 > own } + 1 }),
        ]
      })
  }

  /// What was received and spent; the difference is the balance of the year (SiLPA).
  private func realised(_ villages: [Village]) -> ReportTable {
    ReportTable(
      id: "realised", title: LocalizedText(id: "Realisasi desa", en: "Realisation by village"),
      columns: [
        column("code", "Kode", "Code", .code),
        ReportColumn(id: "name", label: context.vocabulary.village(in: context.region), type: .text),
        column("income", "Pendapatan", "Income", .integer), column("spending", "Belanja", "Spending", .integer),
        column("balance", "SiLPA", "Balance (SiLPA)", .integer), column("met", "Terpenuhi", "Met", .integer),
        column("not_met", "Tidak", "Not met", .integer), column("not_assessable", "Belum", "Open", .integer),
      ],
      rows: villages.map { village in
        func count(_ verdict: BudgetRuling.Verdict) -> ReportValue {
          .integer(village.realisedRulings.count { $0.verdict == verdict })
        }
        let (sources, uses) = village.realised.sides(.spent)
        return [
          .code(village.unit.code.description), .text(village.unit.name),
          .integer(village.realised.on(.income).amount.spent), .integer(village.realised.on(.spending).amount.spent),
          .integer(sources - uses), count(.met), count(.missed), count(.open),
        ]
      })
  }

  private func rules(
    _ villages: [Village], _ all: (Village) -> [BudgetRuling], _ id: String, _ title: LocalizedText
  ) -> ReportTable {
    let rulings = villages.flatMap { village in all(village).map { (village.unit.name, $0) } }
    var order: [String] = []
    for (_, ruling) in rulings where !order.contains(ruling.id) { order.append(ruling.id) }
    return ReportTable(
      id: id, title: title,
      columns: [
        column("rule", "Aturan", "Rule", .code), column("title", "Bunyi", "What it says", .text),
        column("met", "Terpenuhi", "Met", .integer), column("not_met", "Tidak", "Not met", .integer),
        column("not_assessable", "Belum dapat dinilai", "Not assessable", .integer),
        column("villages", "Desa yang tidak memenuhi", "Villages that do not meet it", .text),
        column("basis", "Dasar hukum", "Legal basis", .text),
      ],
      rows: order.compactMap { id in
        let own = rulings.filter { $0.1.id == id }
        guard let first = own.first?.1 else { return nil }
        func count(_ verdict: BudgetRuling.Verdict) -> ReportValue { .integer(own.count { $0.1.verdict == verdict }) }
        let names = own.filter { $0.1.verdict == .missed }.map(\.0).joined(separator: ", ")
        return [
          .code(id), .text(first.title), count(.met), count(.missed), count(.open),
          names.isEmpty ? .missing : .text(names), .text(first.basis),
        ]
      }, keyColumns: 1)
  }
}
