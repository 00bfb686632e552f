import Diagnostics
import Domain
import PluginKit
import Storage

/// The sheet on one village's budget.
struct VillageReview {
  let context: ReportContext
  let basis: ReportBasis
  let neighbours: BudgetNeighbours
  let books: BudgetBooks
  let year: Int
  let versions: [Int]
  let version: Int
  /// The lines of the version that is evaluated, with what was spent as the version that tells it has it; of the version
  /// before, and of the last version of the year before.
  let lines: [BudgetLine]
  let earlier: [BudgetLine]
  let lastYear: [BudgetLine]
  /// The version that is evaluated as it stands, and what was realised, whichever version that stands at.
  let plan: [BudgetLine]
  let realised: [BudgetLine]

  init(_ context: ReportContext, _ basis: ReportBasis, _ neighbours: BudgetNeighbours) throws {
    self.context = context
    self.basis = basis
    self.neighbours = neighbours
    year = basis.period.year
    let village = context.region
    books = try BudgetBooks(context, neighbours.map, villages: [village], years: [year - 1, year])
    versions = books.versions(of: village, in: year)
    let asked = try context.budgetVersion().map { Int($0) }
    version = asked ?? versions.last ?? 1
    let (own, all) = (version, versions)
    realised = books.realised(by: village, in: year)
    plan = books.lines(of: village, in: year, version: own)
    lines = plan.spending(as: realised)
    earlier =
      all.last { $0 < own }.map { [books] in books.lines(of: village, in: basis.period.year, version: $0) } ?? []
    lastYear = books.lines(of: village, in: year - 1, version: nil)
  }

  func write(_ document: inout ReportDocument) throws {
    let rulings = BudgetRuling.all(books, lines, year: year)
    let realised = BudgetRuling.realised(books, realised, year: year, isOver: context.isOver(year))
    let odd = try OddLines(context, basis, books, lines)
    document.keyFigures = keyFigures(rulings, realised)
    document.frame = frame
    document.tables = [summary(), fields(), accounts(), funds()]
    document.tables.append(
      rules(rulings, "rules", LocalizedText(id: "Aturan tahun \(year)", en: "Rules of \(year)")))
    if !realised.isEmpty {
      document.tables.append(
        rules(
          realised, "rules_realised",
          LocalizedText(id: "Aturan tahun \(year) dalam realisasi", en: "Rules of \(year) in realisation")))
    }
    document.tables += [ruleLines(rulings), services()]
    if let changes = changes() { document.tables.append(changes) }
    document.tables += [odd.table, checklist(rulings), try signatures()]
    document.notes += odd.notes
    if let other = self.realised.first?.version, other != version {
      let title = books.title(ofVersion: other)
      document.notes.append(
        LocalizedText(
          id: "Realisasi menurut versi \(title.id), yang terakhir memuatnya.",
          en: "What was spent stands at the version \(title.en), the last that tells it."))
    }
  }

  /// Why there is nothing to evaluate, and what there is instead; nil where there is a budget.
  func absence() throws -> LocalizedText? {
    guard plan.isEmpty else { return nil }
    if let asked = try context.budgetVersion(), !versions.isEmpty {
      let (own, others) = (books.title(ofVersion: Int(asked)), versions.map(books.title(ofVersion:)))
      return LocalizedText(
        id: "Versi \(own.id) \(year) tidak ada dalam data; yang ada: \(others.map(\.id).joined(separator: ", ")).",
        en:
          "The version \(own.en) of \(year) is not in the store; there are: \(others.map(\.en).joined(separator: ", "))."
      )
    }
    let years = try context.store.periods(of: source, in: context.region).map(\.description).joined(separator: ", ")
    return LocalizedText(
      id: "Belum ada APB Desa \(year) untuk \(basis.region.name.id)."
        + (years.isEmpty ? "" : " Tahun yang ada: \(years)."),
      en: "There is no budget of \(year) of \(basis.region.name.en) yet."
        + (years.isEmpty ? "" : " Years with a budget: \(years)."))
  }

  var source: String { basis.dataset.id }

  func column(_ id: String, _ indonesian: String, _ english: String, _ type: ReportColumn.Kind) -> ReportColumn {
    ReportColumn(id: id, label: LocalizedText(id: indonesian, en: english), type: type, source: source)
  }

  func percent(_ value: Double?) -> ReportValue { value.map { .percent($0, decimals: 1) } ?? .missing }

  private func keyFigures(_ rulings: [BudgetRuling], _ realised: [BudgetRuling]) -> [KeyFigure] {
    func figure(_ id: String, _ label: LocalizedText, _ value: ReportValue, _ unit: LocalizedText? = nil) -> KeyFigure {
      KeyFigure(id: id, label: label, value: value, unit: unit, source: source)
    }
    let own = neighbours.spending(of: context.region)
    return [
      figure("version", LocalizedText(id: "Versi", en: "Version"), .text(books.title(ofVersion: version))),
      figure("income", LocalizedText(id: "Pendapatan", en: "Income"), .integer(lines.on(.income).amount.planned), "Rp"),
      figure(
        "spending", LocalizedText(id: "Belanja", en: "Spending"), .integer(lines.on(.spending).amount.planned), "Rp"),
      figure("share", LocalizedText(id: "Layanan dasar", en: "Basic services"), percent(own?.share(.planned))),
      figure(
        "share_without_cash", LocalizedText(id: "Tanpa BLT", en: "Without cash assistance"),
        percent(own?.share(.planned, withCash: false))),
      figure(
        "not_met", LocalizedText(id: "Aturan tidak terpenuhi", en: "Rules not met"),
        .integer(rulings.count { $0.verdict == .missed })),
    ]
      + (realised.isEmpty
        ? []
        : [
          figure(
            "not_met_realised",
            LocalizedText(id: "Tidak terpenuhi dalam realisasi", en: "Not met in realisation"),
            .integer(realised.count { $0.verdict == .missed }))
        ])
  }

  private var frame: PaperFrame {
    let papers = context.coordination.papers(in: context.region, from: .regency)
    return PaperFrame(letterhead: papers.letterhead, address: papers.address, copies: papers.copies)
  }

  // MARK: Totals

  func summary() -> ReportTable {
    let isReported = lines.isReported
    func row(_ title: LocalizedText, _ sum: ([BudgetLine], BudgetMeasure) -> Int64) -> [ReportValue] {
      [
        .text(title), earlier.isEmpty ? .missing : .integer(sum(earlier, .planned)), .integer(sum(lines, .planned)),
        isReported ? .integer(sum(lines, .spent)) : .missing,
        lastYear.isEmpty ? .missing : .integer(sum(lastYear, .planned)),
      ]
    }
    func side(_ side: BudgetSide, _ lines: [BudgetLine], _ measure: BudgetMeasure) -> Int64 {
      lines.on(side).amount[measure]
    }
    let sides = BudgetSide.allCases.map { own in row(own.title) { side(own, $0, $1) } }
    let rows = [
      sides[0], sides[1],
      row(LocalizedText(id: "Surplus/(defisit)", en: "Surplus/(deficit)")) {
        side(.income, $0, $1) - side(.spending, $0, $1)
      }, sides[2], sides[3],
      row(LocalizedText(id: "SiLPA tahun berjalan", en: "Balance of the year (SiLPA)")) {
        side(.income, $0, $1) + side(.receipts, $0, $1) - side(.spending, $0, $1) - side(.payments, $0, $1)
      },
    ]
    return ReportTable(
      id: "summary", title: LocalizedText(id: "Ringkasan (Rp)", en: "Summary (Rp)"),
      columns: [
        column("item", "Uraian", "Item", .text), column("earlier", "Versi sebelumnya", "Version before", .integer),
        column("planned", books.title(ofVersion: version).id, books.title(ofVersion: version).en, .integer),
        column("spent", "Realisasi", "Realised", .integer),
        column("last_year", "Anggaran \(year - 1)", "Budget \(year - 1)", .integer),
      ], rows: rows, totalRows: [2, 5])
  }

  func fields() -> ReportTable {
    let total = lines.on(.spending).amount.planned
    let groups = Dictionary(grouping: lines.on(.spending)) { $0.activity.map { Array($0.groups.prefix(2)) } ?? [] }
    let before = Dictionary(grouping: lastYear.on(.spending)) { $0.activity.map { Array($0.groups.prefix(2)) } ?? [] }
    let parts = Set(groups.keys).union(before.keys).sorted { $0.lexicographicallyPrecedes($1) }
    var rows: [[ReportValue]] = []
    func add(_ code: [Int], _ own: [BudgetLine], _ old: [BudgetLine]) {
      let text = code.map(String.init).joined(separator: ".")
      let name: ReportValue =
        text.isEmpty
        ? .text(LocalizedText(id: "Tanpa kegiatan", en: "Without an activity"))
        : ReportValue(words: BudgetCode(text).flatMap(books.name(ofActivity:)))
      rows.append([
        .code(text.isEmpty ? "–" : text), name,
        .integer(own.amount.planned), percent(ServiceSpending.share(own.amount.planned, of: total)),
        own.isReported ? .integer(own.amount.spent) : .missing, old.isEmpty ? .missing : .integer(old.amount.planned),
      ])
    }
    var last: Int?
    for part in parts {
      if let field = part.first, field != last {
        last = field
        add(
          [field], parts.filter { $0.first == field }.flatMap { groups[$0] ?? [] },
          parts.filter { $0.first == field }.flatMap { before[$0] ?? [] })
      }
      if part.count != 1 { add(part, groups[part] ?? [], before[part] ?? []) }
    }
    return ReportTable(
      id: "fields", title: LocalizedText(id: "Belanja menurut bidang dan sub bidang", en: "Spending by field"),
      columns: [
        column("code", "Kode", "Code", .code), column("name", "Bidang", "Field", .text),
        column("planned", "Anggaran", "Budget", .integer), column("share", "Bagian", "Share", .percent),
        column("spent", "Realisasi", "Realised", .integer),
        column("last_year", "\(year - 1)", "\(year - 1)", .integer),
      ], rows: rows)
  }

  func accounts() -> ReportTable {
    func group(_ lines: [BudgetLine]) -> [BudgetCode: [BudgetLine]] {
      Dictionary(grouping: lines) { line in
        let depth = line.side == .income ? 3 : 2
        return BudgetCode(line.account.groups.prefix(depth).map(String.init).joined(separator: ".")) ?? line.account
      }
    }
    let (own, before) = (group(lines), group(lastYear))
    return ReportTable(
      id: "accounts", title: LocalizedText(id: "Menurut rekening", en: "By account"),
      columns: [
        column("code", "Rekening", "Account", .code), column("name", "Uraian", "Name", .text),
        column("planned", "Anggaran", "Budget", .integer), column("spent", "Realisasi", "Realised", .integer),
        column("last_year", "\(year - 1)", "\(year - 1)", .integer),
      ],
      rows: Set(own.keys).union(before.keys).sorted().map { code in
        let (now, old) = (own[code] ?? [], before[code] ?? [])
        return [
          .code(code.groups.map(String.init).joined(separator: ".")),
          accountName(code), .integer(now.amount.planned),
          now.isReported ? .integer(now.amount.spent) : .missing, old.isEmpty ? .missing : .integer(old.amount.planned),
        ]
      })
  }

  /// The name in the list of accounts; spending of which nobody said on what stands under the account of the whole side.
  private func accountName(_ code: BudgetCode) -> ReportValue {
    if code.groups == [5] {
      let text = LocalizedText(id: "Belanja tanpa rekening yang jelas", en: "Spending without a clear account")
      return .text(text)
    }
    return books.name(ofAccount: code).map { .text($0) } ?? .missing
  }

  func funds() -> ReportTable {
    let groups = Dictionary(grouping: lines, by: \.fund).sorted { $0.key < $1.key }
    return ReportTable(
      id: "funds", title: LocalizedText(id: "Menurut sumber dana", en: "By fund"),
      columns: [
        column("fund", "Sumber dana", "Fund", .text),
        column("income", "Pendapatan dan penerimaan", "Income and receipts", .integer),
        column("spending", "Belanja dan pengeluaran", "Spending and payments", .integer),
        column("difference", "Selisih", "Difference", .integer),
        column("spent", "Realisasi belanja", "Spent", .integer),
      ],
      rows: groups.map { fund, own in
        let sources = own.on(.income).amount.planned + own.on(.receipts).amount.planned
        let uses = own.on(.spending).amount.planned + own.on(.payments).amount.planned
        return [
          .text(books.title(ofFund: fund)), .integer(sources), .integer(uses), .integer(sources - uses),
          own.on(.spending).isReported ? .integer(own.on(.spending).amount.spent) : .missing,
        ]
      })
  }
}

extension BudgetSide {
  var title: LocalizedText {
    switch self {
    case .income: LocalizedText(id: "Pendapatan", en: "Income")
    case .spending: LocalizedText(id: "Belanja", en: "Spending")
    case .receipts: LocalizedText(id: "Penerimaan pembiayaan", en: "Receipts of financing")
    case .payments: LocalizedText(id: "Pengeluaran pembiayaan", en: "Payments of financing")
    }
  }

  /// The account of the whole side.
  var account: String {
    switch self {
    case .income: "4"
    case .spending: "5"
    case .receipts: "6.1"
    case .payments: "6.2"
    }
  }
}
