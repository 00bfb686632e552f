import Diagnostics
import Domain
import PluginKit
import Storage

/// Rules, services and changes of one village's budget.
extension VillageReview {
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

  /// The lines behind the rules, with what was planned and what was spent; behind the balance the sums of the sides.
  func ruleLines(_ rulings: [BudgetRuling]) -> ReportTable {
    let rows = rulings.flatMap { ruling -> [[ReportValue]] in
      let own = ruling.id == BudgetRuling.balanceRule ? sideCells() : ruling.lines.map(cells)
      return own.map { [.code(ruling.id)] + $0 }
    }
    return ReportTable(
      id: "rule_lines", title: LocalizedText(id: "Baris di balik aturan", en: "Lines behind the rules"),
      columns: [column("rule", "Aturan", "Rule", .code)] + lineColumns, rows: rows, keyColumns: 2)
  }

  private func sideCells() -> [[ReportValue]] {
    BudgetSide.allCases.compactMap { side in
      let own = lines.on(side)
      guard !own.isEmpty else { return nil }
      return [
        .code("–"), .text(side.title), .code(side.account), .missing, .integer(own.amount.planned),
        own.isReported ? .integer(own.amount.spent) : .missing,
      ]
    }
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
    let (old, new) = (group(earlier), group(plan))
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
