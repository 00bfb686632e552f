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
  /// The lines of the version that is evaluated, of the version before it, and of the last version of the year before.
  let lines: [BudgetLine]
  let earlier: [BudgetLine]
  let lastYear: [BudgetLine]
  /// What was realised, whichever version it stands at.
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
    lines = books.lines(of: village, in: year, version: own)
    earlier =
      all.last { $0 < own }.map { [books] in books.lines(of: village, in: basis.period.year, version: $0) } ?? []
    lastYear = books.lines(of: village, in: year - 1, version: nil)
    realised = books.realised(by: village, in: year)
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
    document.tables += [ruleLines(rulings, realised), services()]
    if let changes = changes() { document.tables.append(changes) }
    document.tables += [odd.table, checklist(rulings), try signatures()]
    document.notes += odd.notes
    if lines.isEmpty {
      document.notes.append(
        LocalizedText(
          id: "Versi \(books.title(ofVersion: version).id) \(year) tidak ada dalam data.",
          en: "The version \(books.title(ofVersion: version).en) of \(year) is not in the store."))
    }
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

  // MARK: Rules and services

  func rules(_ rulings: [BudgetRuling], _ id: String, _ title: LocalizedText) -> ReportTable {
    ReportTable(
      id: id, title: title,
      columns: [
        column("rule", "Aturan", "Rule", .code), column("title", "Bunyi", "What it says", .text),
        column("part", "Jumlah (Rp)", "Amount (Rp)", .integer), column("whole", "Pembanding (Rp)", "Of (Rp)", .integer),
        column("share", "Bagian", "Share", .percent), column("bounds", "Batas", "Bounds", .text),
        column("verdict", "Hasil", "Verdict", .category), column("reason", "Sebab", "Reason", .text),
        column("basis", "Dasar hukum", "Legal basis", .text),
      ],
      rows: rulings.map { ruling in
        [
          .code(ruling.id), .text(ruling.title), ruling.part.map { .integer($0) } ?? .missing,
          ruling.whole.map { .integer($0) } ?? .missing, percent(ruling.share), .text(ruling.bounds),
          ruling.verdict.value, ruling.reason.map { .text($0) } ?? .missing, .text(ruling.basis),
        ]
      }, keyColumns: 1)
  }

  /// The lines behind rules that are not met or cannot be judged, and behind those that only the realisation does not meet.
  func ruleLines(_ rulings: [BudgetRuling], _ realised: [BudgetRuling]) -> ReportTable {
    let open = rulings.filter { $0.verdict != .met }
    let late = realised.filter { own in own.verdict == .missed && !open.contains { $0.id == own.id } }
    let rows = (open + late).flatMap { ruling in
      ruling.lines.map { line -> [ReportValue] in [.code(ruling.id)] + cells(line) }
    }
    return ReportTable(
      id: "rule_lines", title: LocalizedText(id: "Baris di balik aturan", en: "Lines behind the rules"),
      columns: [column("rule", "Aturan", "Rule", .code)] + lineColumns, rows: rows, keyColumns: 2)
  }

  var lineColumns: [ReportColumn] {
    [
      column("activity", "Kegiatan", "Activity", .code), column("name", "Uraian", "Description", .text),
      column("account", "Rekening", "Account", .code), column("fund", "Sumber", "Fund", .text),
      column("planned", "Anggaran", "Budget", .integer), column("spent", "Realisasi", "Realised", .integer),
    ]
  }

  func cells(_ line: BudgetLine) -> [ReportValue] {
    let name = line.text ?? line.activity.flatMap(books.name(ofActivity:)) ?? books.name(ofAccount: line.account)
    return [
      .code(line.activity == nil ? "–" : line.activityCode), name.map { .text($0) } ?? .missing,
      .code(line.accountCode), .text(books.title(ofFund: line.fund)),
      line.planned.map { .integer($0) } ?? .missing, line.spent.map { .integer($0) } ?? .missing,
    ]
  }

  func services() -> ReportTable {
    let map = neighbours.map
    let (own, before) = (
      neighbours.spending(of: context.region), neighbours.spending(of: context.region, yearsBefore: 1)
    )
    func row(_ title: LocalizedText, _ amount: Int64?, _ share: (ServiceSpending) -> Double?) -> [ReportValue] {
      let (now, old) = (own.flatMap(share), before.flatMap(share))
      return [
        .text(title), amount.map { .integer($0) } ?? .missing, percent(now), percent(neighbours.median(share)),
        percent(old), now.flatMap { now in old.map { .real(now - $0, decimals: 1) } } ?? .missing,
      ]
    }
    var rows = map.services.indices.map { service in
      row(map.services[service].title, own?.services[service].planned) { $0.share(of: service, .planned) }
    }
    rows.append(
      row(LocalizedText(id: "Jumlah dengan BLT", en: "Total with cash assistance"), own?.basic(.planned)) {
        $0.share(.planned)
      })
    rows.append(
      row(
        LocalizedText(id: "Jumlah tanpa BLT", en: "Total without cash assistance"),
        own.map { $0.basic(.planned) - $0.cash.planned }
      ) { $0.share(.planned, withCash: false) })
    return ReportTable(
      id: "services", title: LocalizedText(id: "Lima layanan dasar", en: "The five basic services"),
      columns: [
        column("service", "Layanan dasar", "Basic service", .text), column("planned", "Anggaran", "Budget", .integer),
        column("share", "Bagian", "Share", .percent),
        column("median", "Median kecamatan", "Median of the kecamatan", .percent),
        column("last_year", "\(year - 1)", "\(year - 1)", .percent),
        ReportColumn(
          id: "change", label: LocalizedText(id: "Perubahan", en: "Change"), type: .real,
          unit: LocalizedText(id: "poin persen", en: "percentage points"), source: source),
      ], rows: rows, totalRows: [rows.count - 2, rows.count - 1])
  }

  /// What changed since the version before, by activity and account; nil where there is none before.
  func changes() -> ReportTable? {
    guard !earlier.isEmpty else { return nil }
    struct Key: Hashable {
      let activity: String
      let account: String
      let fund: Int
    }
    func group(_ lines: [BudgetLine]) -> [Key: [BudgetLine]] {
      Dictionary(grouping: lines) { Key(activity: $0.activityCode, account: $0.accountCode, fund: $0.fund) }
    }
    let (old, new) = (group(earlier), group(lines))
    let moved = Set(old.keys).union(new.keys).filter { old[$0]?.amount.planned != new[$0]?.amount.planned }
      .sorted { ($0.activity, $0.account, $0.fund) < ($1.activity, $1.account, $1.fund) }
    return ReportTable(
      id: "changes",
      title: LocalizedText(id: "Perubahan terhadap versi sebelumnya", en: "Changes since the version before"),
      columns: Array(lineColumns.prefix(4)) + [
        column("before", "Sebelum", "Before", .integer), column("after", "Sesudah", "After", .integer),
        column("difference", "Selisih", "Difference", .integer),
      ],
      rows: moved.compactMap { key in
        guard let line = (new[key] ?? old[key])?.first else { return nil }
        let (before, after) = (old[key]?.amount.planned ?? 0, new[key]?.amount.planned ?? 0)
        return Array(cells(line).prefix(4)) + [.integer(before), .integer(after), .integer(after - before)]
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
}
