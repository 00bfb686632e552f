import Diagnostics
import Domain
import Storage

/// The tables of `aspirations`.
struct AspirationTables {
  let context: ReportContext
  /// Those of the period, without those that repeat another.
  let own: [Aspiration]
  let names: [RegionCode: String]
  let today: CalendarDate?

  private func column(_ id: String, _ indonesian: String, _ english: String, _ type: ReportColumn.Kind = .text)
    -> ReportColumn
  {
    ReportColumn(
      id: id, label: LocalizedText(id: indonesian, en: english), type: type, source: Aspiration.dataset)
  }

  private var visit: [ReportColumn] { [column("visit", "Kunjungan", "Visit"), column("no", "No", "No", .integer)] }
  private var village: [ReportColumn] { [column("code", "Kode", "Code", .code), column("place", "Desa", "Village")] }

  private func visit(_ entry: Aspiration) -> [ReportValue] { [.text(entry.visit), .integer(entry.number)] }
  private func village(_ entry: Aspiration) -> [ReportValue] {
    [
      entry.place.map { .code($0.description) } ?? .missing,
      entry.place.flatMap { names[$0] }.map { .text($0) } ?? .missing,
    ]
  }

  private func words(_ text: String?) -> ReportValue { text.map { .text($0) } ?? .missing }

  private func name(_ regency: RegionCode?) -> String { regency.map { names[$0] ?? $0.description } ?? "–" }

  // MARK: Shares

  private var shares: [ReportColumn] {
    [
      column("aspirations", "Aspirasi", "Aspirations", .integer),
      column("taken_up", "Terakomodasi", "Taken up", .integer), column("share", "Bagian", "Share", .percent),
      column("unanswered", "Belum dijawab", "Not answered", .integer),
    ]
  }

  private func shares(_ entries: [Aspiration]) -> [ReportValue] {
    let taken = entries.count(where: \.isTakenUp)
    return [
      .integer(entries.count), .integer(taken),
      .percent(100 * Double(taken) / Double(max(1, entries.count)), decimals: 0),
      .integer(entries.count { !$0.isAnswered }),
    ]
  }

  func themes() -> ReportTable {
    let groups = Dictionary(grouping: own, by: \.themeCode).map { ($1[0].theme, $1) }.sorted { $0.0 < $1.0 }
    return ReportTable(
      id: "themes", title: LocalizedText(id: "Menurut tema", en: "By theme"),
      columns: [column("name", "Tema", "Theme")] + shares, rows: groups.map { [.text($0)] + shares($1) })
  }

  func regions() -> ReportTable {
    let groups = Dictionary(grouping: own) { $0.place?.ancestor(.regency) }.map { (name($0), $1) }
      .sorted { $0.0 < $1.0 }
    return ReportTable(
      id: "regions", title: LocalizedText(id: "Menurut kabupaten", en: "By kabupaten"),
      columns: [column("name", "Kabupaten/Kota", "Regency/City")] + shares,
      rows: groups.map { [.text($0)] + shares($1) })
  }

  func themesByRegion() throws -> ReportTable {
    struct Group: Hashable {
      let theme: Int32
      let regency: RegionCode?
    }
    let groups = Dictionary(grouping: own) { Group(theme: $0.themeCode, regency: $0.place?.ancestor(.regency)) }
      .map { (theme: $1[0].theme, regency: name($0.regency), entries: $1) }
      .sorted { ($0.theme, $0.regency) < ($1.theme, $1.regency) }
    return try context.long(
      ReportTable(
        id: "themes_regions", title: LocalizedText(id: "Menurut tema dan kabupaten", en: "By theme and kabupaten"),
        columns: [column("theme", "Tema", "Theme"), column("regency", "Kabupaten/Kota", "Regency/City")] + shares,
        keyColumns: 2), groups
    ) { [.text($0.theme), .text($0.regency)] + shares($0.entries) }
  }

  // MARK: One by one

  func aspirations() throws -> ReportTable {
    try context.long(
      ReportTable(
        id: "aspirations", title: LocalizedText(id: "Aspirasi dan jejaknya", en: "Aspirations and what became of them"),
        columns: visit + village + [
          column("theme", "Tema", "Theme"), column("aspiration", "Aspirasi", "Aspiration"),
          column("stage", "Sampai", "Reached"), column("answer", "Jawaban", "Answer"),
        ], keyColumns: 2), own
    ) { entry in
      visit(entry) + village(entry) + [
        .text(entry.theme), .text(entry.text), .text(Aspiration.stages[entry.stage]),
        entry.answer.map { .text($0) } ?? .text(LocalizedText(id: "belum dijawab", en: "not answered")),
      ]
    }
  }

  /// Aspiration, proposal, plan line, budget line, and what the village's budget holds of it.
  func trace(_ budgets: BudgetTrace) throws -> ReportTable {
    try context.long(
      ReportTable(
        id: "trace",
        title: LocalizedText(
          id: "Jejak dari usulan sampai anggaran", en: "The trace from proposal to budget"),
        columns: visit + [
          column("proposal", "Usulan", "Proposal"), column("plan", "Baris rencana", "Plan line"),
          column("budget_line", "Baris anggaran", "Budget line"),
          column("in_budget", "Dalam APB Desa", "In the budget"),
          column("year", "Tahun", "Year", .period), column("amount", "Anggaran (Rp)", "Budget (Rp)", .integer),
          column("spent", "Realisasi (Rp)", "Spent (Rp)", .integer), column("done", "Terlaksana", "Done"),
        ], keyColumns: 2), own.filter { $0.stage > 0 }
    ) { entry in
      visit(entry) + [words(entry.proposal), words(entry.plan), words(entry.budget)] + cells(budgets.answer(entry))
        + [.text(entry.isDone ? LocalizedText(id: "ya", en: "yes") : LocalizedText(id: "belum", en: "not yet"))]
    }
  }

  private func cells(_ answer: BudgetTrace.Answer?) -> [ReportValue] {
    switch answer {
    case nil: [.missing, .missing, .missing, .missing]
    case .noCode:
      [
        .text(LocalizedText(id: "tanpa kode kegiatan", en: "no activity code")), .missing, .missing, .missing,
      ]
    case .noBudget:
      [
        .text(LocalizedText(id: "APB Desa belum ada dalam data", en: "the budget is not in the store")), .missing,
        .missing, .missing,
      ]
    case .notFound(let year):
      [
        .text(LocalizedText(id: "tidak ditemukan dalam APB Desa", en: "not found in the village's budget")),
        .period("\(year)"), .missing, .missing,
      ]
    case .found(let year, let version, let amount, let spent):
      [
        .text(version), .period("\(year)"), amount.map { .integer($0) } ?? .missing,
        spent.map { .integer($0) } ?? .missing,
      ]
    }
  }

  /// What still waits for an answer, the oldest first; those of visits without a day come last.
  func unanswered() throws -> ReportTable {
    let waiting = own.filter { !$0.isAnswered }.sorted { a, b in
      (a.voiced?.number ?? Int.max, a.visit, a.number) < (b.voiced?.number ?? Int.max, b.visit, b.number)
    }
    return try context.long(
      ReportTable(
        id: "unanswered", title: LocalizedText(id: "Belum dijawab", en: "Not answered"),
        columns: visit + village + [
          column("aspiration", "Aspirasi", "Aspiration"), column("voiced", "Disampaikan", "Voiced on", .date),
          column("age", "Umur (hari)", "Age (days)", .integer),
        ], keyColumns: 2), waiting
    ) { entry in
      let age = entry.voiced.flatMap { day in today.map { $0.dayNumber - day.dayNumber } }
      return visit(entry) + village(entry) + [
        .text(entry.text), entry.voiced.map { .date($0.description) } ?? .missing, .integer(age),
      ]
    }
  }

  /// Mostly the same words in one village, at one visit or several: proposed for merging, never merged unasked. Under
  /// another theme more of the words have to be the same.
  func duplicates(among all: [Aspiration]) throws -> ReportTable {
    let table = ReportTable(
      id: "duplicates",
      title: LocalizedText(
        id: "Mungkin sama; tandai dengan `sama dengan`", en: "Perhaps the same; mark them with `sama dengan`"),
      columns: visit + [
        column("other_visit", "Kunjungan lain", "Other visit"), column("other_no", "No lain", "Other no", .integer),
        column("text", "Aspirasi", "Aspiration"), column("other_text", "Aspirasi lain", "Other"),
      ], keyColumns: 2)
    guard context.shows("duplicates") else { return table }
    return try context.long(table, pairs(among: all)) { a, b in
      visit(a) + visit(b) + [.text(a.text), .text(b.text)]
    }
  }

  private func pairs(among all: [Aspiration]) -> [(Aspiration, Aspiration)] {
    let wanted = Set(own.map(\.id))
    var found: [(Aspiration, Aspiration)] = []
    let groups = Dictionary(grouping: all) { $0.place?.description ?? $0.visit }.filter { $0.value.count > 1 }
    for (_, entries) in groups.sorted(by: { $0.key < $1.key }) {
      let words = entries.map { WordLikeness($0.text) }
      for a in entries.indices {
        for b in entries.indices.dropFirst(a + 1) {
          let isOneTheme = entries[a].theme.lowercased() == entries[b].theme.lowercased()
          guard wanted.contains(entries[a].id) || wanted.contains(entries[b].id),
            words[a].to(words[b]) >= (isOneTheme ? 0.6 : 0.8)
          else { continue }
          found.append((entries[a], entries[b]))
        }
      }
    }
    return found
  }
}
