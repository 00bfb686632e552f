import Diagnostics
import Domain
import PluginKit
import Storage

/// The tables of `targets`, made from the lists and how far they came.
struct TargetTables {
  let context: ReportContext
  let target: ScopedTarget
  let list: TargetList
  let progress: TargetProgress
  let classes: Classification?
  /// The day whose register names the regions.
  let day: CalendarDate?

  private static let villages = LocalizedText(id: "desa", en: "villages")

  private func number(_ id: String, _ label: LocalizedText, source: String? = nil) -> ReportColumn {
    ReportColumn(id: id, label: label, type: .integer, unit: Self.villages, source: source)
  }

  private func title(_ ordinal: Int?) -> ReportValue {
    guard let ordinal, let item = classes?[ordinal] else { return .missing }
    return .category(id: item.id, label: item.title)
  }

  private func name(_ code: RegionCode) throws -> String {
    try day.flatMap { try context.store.unit(code, at: $0) }?.name ?? context.store.versions(of: code).last?.name ?? ""
  }

  static func short(_ name: String) -> String {
    name.hasPrefix("Kabupaten ") ? String(name.dropFirst("Kabupaten ".count)) : name
  }

  /// The entries that the region and the period asked for leave.
  private var shown: [TargetEntry] {
    let wanted = list.entries.filter { entry in
      if let period = context.period, entry.year != period.year { return false }
      guard let place = entry.region ?? entry.regency else { return context.region.contains(target.scope) }
      return context.region.contains(place)
    }
    // By year and code; entries without a village come last in their year.
    return wanted.sorted {
      ($0.year, $0.region?.number ?? .max, $0.sourceRow) < ($1.year, $1.region?.number ?? .max, $1.sourceRow)
    }
  }

  /// A row for each year: agreed, cumulative, carried over, effective, listed, reached, gap.
  func plan() -> ReportTable {
    let rows = progress.years.map { year -> [ReportValue] in
      let hasList = !year.listed.isEmpty || year.unnamed > 0
      return [
        .period("\(year.plan.year)"), .integer(year.plan.target), .integer(year.plan.cumulative),
        .integer(year.carriedOver), .integer(year.effective), hasList ? .integer(year.listed.count) : .missing,
        hasList ? .integer(year.unnamed) : .missing, .integer(year.achieved), .integer(year.gap),
      ]
    }
    let isStock = target.declaration.kind == .stock
    return ReportTable(
      id: "plan", title: LocalizedText(id: "Target per tahun", en: "Target by year"),
      columns: [
        ReportColumn(id: "year", label: LocalizedText(id: "Tahun", en: "Year"), type: .period),
        number("target", LocalizedText(id: "Target", en: "Target")),
        number("cumulative", LocalizedText(id: "Kumulatif", en: "Cumulative")),
        number("carried_over", LocalizedText(id: "Luncuran", en: "Carried over")),
        number("effective", LocalizedText(id: "Total sasaran", en: "Effective")),
        number("listed", LocalizedText(id: "Terdaftar", en: "Listed"), source: "target_list"),
        number("unnamed", LocalizedText(id: "Tanpa nama", en: "Unnamed"), source: "target_list"),
        number(
          "reached",
          isStock ? LocalizedText(id: "Jumlah", en: "Number") : LocalizedText(id: "Tercapai", en: "Reached"),
          source: target.declaration.dataset),
        number("gap", LocalizedText(id: "Kurang", en: "Gap"), source: target.declaration.dataset),
      ], rows: rows)
  }

  /// The villages listed, with their latest class.
  func villageTable() throws -> ReportTable? {
    let shown = shown
    guard !shown.isEmpty else { return nil }
    let measure = target.declaration.measure
    let latest = progress.figures.keys.max()
    let word =
      measure.flatMap { context.datasets[$0.dataset]?.field($0.field)?.title }
      ?? LocalizedText(id: "Status", en: "Status")
    let year = latest.map { " \($0)" } ?? ""
    var columns =
      Self.keys + [
        ReportColumn(id: "regency", label: LocalizedText(id: "Kabupaten", en: "Regency"), type: .text),
        ReportColumn(
          id: "basis", label: LocalizedText(id: "Dasar", en: "Basis"), type: .category, source: "target_list"),
      ]
    if let measure {
      columns.append(
        ReportColumn(
          id: measure.field, label: LocalizedText(id: word.id + year, en: word.en + year), type: .category,
          source: measure.dataset))
    }
    let rows = try shown.map { entry -> [ReportValue] in
      let regency = try (entry.regency ?? entry.region?.ancestor(.regency)).map { try name($0) }
      let row =
        try key(entry) + [regency.map { .text(Self.short($0)) } ?? .missing, Self.basis(entry.basis)]
      guard measure != nil else { return row }
      let code = entry.region?.number
      return row + [title(code.flatMap { code in latest.flatMap { progress.figures[$0]?[code] } })]
    }
    return ReportTable(
      id: "villages", title: LocalizedText(id: "Desa sasaran", en: "Target villages"), columns: columns, rows: rows,
      keyColumns: 3)
  }

  private static let keys = [
    ReportColumn(id: "year", label: LocalizedText(id: "Tahun", en: "Year"), type: .period),
    ReportColumn(id: "code", label: LocalizedText(id: "Kode", en: "Code"), type: .code),
    ReportColumn(
      id: "name", label: LocalizedText(id: "Desa sasaran", en: "Target village"), type: .text, source: "target_list"),
  ]

  private func key(_ entry: TargetEntry) throws -> [ReportValue] {
    [.period("\(entry.year)"), entry.region.map { .code($0.description) } ?? .missing, try printed(entry)]
  }

  /// Where the listed villages started, their class in the year they are listed for, and what became of them; nil while
  /// nothing of that is known.
  func results() throws -> ReportTable? {
    guard let measure = target.declaration.measure else { return nil }
    let known = shown.filter { entry in
      entry.start != nil || entry.region.map { progress.figures[entry.year]?[$0.number] != nil } ?? false
    }
    guard !known.isEmpty else { return nil }
    let rows = try shown.filter { $0.region != nil }.map { entry -> [ReportValue] in
      let code = entry.region?.number
      return try key(entry) + [
        title(entry.start), title(code.flatMap { progress.figures[entry.year]?[$0] }),
        code.map { Self.result(progress.result(of: $0, in: entry.year)) } ?? .missing,
      ]
    }
    return ReportTable(
      id: "results", title: LocalizedText(id: "Hasil di tahun sasaran", en: "Results in the target year"),
      columns: Self.keys + [
        ReportColumn(
          id: "start", label: LocalizedText(id: "Status awal", en: "Start"), type: .category, source: "target_list"),
        ReportColumn(
          id: "in_year", label: LocalizedText(id: "Di tahun itu", en: "In its year"), type: .category,
          source: measure.dataset),
        ReportColumn(
          id: "result", label: LocalizedText(id: "Hasil", en: "Result"), type: .category, source: measure.dataset),
      ], rows: rows, keyColumns: 3)
  }

  /// By kabupaten: villages listed and what became of them.
  func regencies() throws -> ReportTable? {
    struct Sum {
      var listed = 0
      var results: [TargetProgress.Result: Int] = [:]
    }
    var sums: [RegionCode: Sum] = [:]
    for entry in shown {
      guard let regency = entry.regency ?? entry.region?.ancestor(.regency) else { continue }
      sums[regency, default: Sum()].listed += 1
      let result = entry.region.map { progress.result(of: $0.number, in: entry.year) } ?? .unknown
      sums[regency]?.results[result == .reachedEarly ? .reached : result, default: 0] += 1
    }
    guard sums.count > 1 else { return nil }
    let rows = try sums.sorted { $0.key.number < $1.key.number }.map { code, sum -> [ReportValue] in
      [
        .code(code.description), .text(Self.short(try name(code))), .integer(sum.listed),
        .integer(sum.results[.reached] ?? 0), .integer(sum.results[.notReached] ?? 0),
        .integer(sum.results[.unknown] ?? 0),
      ]
    }
    return ReportTable(
      id: "regencies", title: LocalizedText(id: "Menurut kabupaten", en: "By kabupaten"),
      columns: [
        ReportColumn(id: "code", label: LocalizedText(id: "Kode", en: "Code"), type: .code),
        ReportColumn(id: "name", label: LocalizedText(id: "Kabupaten", en: "Kabupaten"), type: .text),
        number("listed", LocalizedText(id: "Terdaftar", en: "Listed"), source: "target_list"),
        number("reached", LocalizedText(id: "Tercapai", en: "Reached"), source: target.declaration.dataset),
        number("not_reached", LocalizedText(id: "Belum", en: "Not reached"), source: target.declaration.dataset),
        number("unknown", LocalizedText(id: "Belum ada data", en: "No data"), source: target.declaration.dataset),
      ], rows: rows)
  }

  /// Villages that rose in each year, as target villages of the year, of other years, and others.
  func risers() -> ReportTable? {
    let everListed = Set(list.entries.compactMap { $0.region?.number })
    let rows = progress.years.compactMap { year -> [ReportValue]? in
      guard let risers = year.risers else { return nil }
      let here = risers.filter { context.region.contains(RegionCode($0) ?? .nation) }
      let sought = here.intersection(year.sought)
      let others = here.subtracting(sought).intersection(everListed)
      return [
        .period("\(year.plan.year)"), .integer(here.count), .integer(sought.count), .integer(others.count),
        .integer(here.count - sought.count - others.count),
      ]
    }
    guard !rows.isEmpty else { return nil }
    let source = target.declaration.dataset
    return ReportTable(
      id: "risers", title: LocalizedText(id: "Desa yang naik", en: "Villages that rose"),
      columns: [
        ReportColumn(id: "year", label: LocalizedText(id: "Tahun", en: "Year"), type: .period),
        number("risers", LocalizedText(id: "Desa naik", en: "Risers"), source: source),
        number("target_villages", LocalizedText(id: "Desa sasaran", en: "Target villages"), source: source),
        number("of_other_years", LocalizedText(id: "Sasaran tahun lain", en: "Of other years"), source: source),
        number("not_target", LocalizedText(id: "Bukan sasaran", en: "Not targets"), source: source),
      ], rows: rows)
  }

  /// The decisions on the lists, with what each put in and took out.
  func decisions() throws -> ReportTable? {
    guard !list.decisions.isEmpty else { return nil }
    let rows = try list.decisions.map { decision -> [ReportValue] in
      let added = (list.entries + list.removed).filter { $0.year == decision.year && $0.added == decision.number }
      let removed = list.removed.filter { $0.year == decision.year && $0.removed == decision.number }
      let came = try added.map { entry -> LocalizedText in
        let text = try label(entry)
        guard let other = entry.replaces else { return LocalizedText(text) }
        let old = "\(other) \(try name(other))"
        return LocalizedText(id: "\(text) (menggantikan \(old))", en: "\(text) (in place of \(old))")
      }
      let went = try removed.map { try label($0) }.joined(separator: "; ")
      return [
        .period("\(decision.year)"), .integer(decision.number), .date(decision.date.description),
        .text(decision.source), decision.reason.map { .text($0) } ?? .missing,
        came.isEmpty
          ? .missing
          : .text(
            LocalizedText(
              id: came.map(\.id).joined(separator: "; "), en: came.map(\.en).joined(separator: "; "))),
        went.isEmpty ? .missing : .text(went),
      ]
    }
    return ReportTable(
      id: "decisions", title: LocalizedText(id: "Keputusan", en: "Decisions"),
      columns: [
        ReportColumn(id: "year", label: LocalizedText(id: "Tahun", en: "Year"), type: .period),
        ReportColumn(id: "number", label: LocalizedText(id: "Perubahan ke-", en: "Revision"), type: .integer),
        ReportColumn(id: "date", label: LocalizedText(id: "Tanggal", en: "Date"), type: .date),
        ReportColumn(id: "source", label: LocalizedText(id: "Sumber", en: "Source"), type: .text),
        ReportColumn(id: "reason", label: LocalizedText(id: "Alasan", en: "Reason"), type: .text),
        ReportColumn(id: "added", label: LocalizedText(id: "Masuk", en: "Put in"), type: .text),
        ReportColumn(id: "removed", label: LocalizedText(id: "Keluar", en: "Taken out"), type: .text),
      ], rows: rows, keyColumns: 2)
  }

  /// Villages that are on the lists of another target as well.
  func overlaps() throws -> ReportTable? {
    let own = Dictionary(grouping: shown.filter { $0.region != nil }, by: { $0.region })
    var rows: [(code: RegionCode, row: [ReportValue])] = []
    for (id, other) in context.targets.sorted(by: { $0.key < $1.key }) where id != target.declaration.id {
      let listed = Dictionary(grouping: try context.store.targetList(id).entries, by: \.region)
      for (code, entries) in own {
        guard let code, let there = listed[code] else { continue }
        rows.append(
          (
            code,
            [
              .code(code.description), .text(try name(code)), .text(Self.years(entries)),
              .text(other.declaration.title), .text(Self.years(there)),
            ]
          ))
      }
    }
    guard !rows.isEmpty else { return nil }
    return ReportTable(
      id: "overlaps", title: LocalizedText(id: "Juga sasaran target lain", en: "Also villages of other targets"),
      columns: [
        ReportColumn(id: "code", label: LocalizedText(id: "Kode", en: "Code"), type: .code),
        ReportColumn(id: "name", label: LocalizedText(id: "Desa", en: "Village"), type: .text),
        ReportColumn(id: "years", label: LocalizedText(id: "Tahun", en: "Years"), type: .text),
        ReportColumn(id: "other", label: LocalizedText(id: "Target lain", en: "Other target"), type: .text),
        ReportColumn(id: "other_years", label: LocalizedText(id: "Tahunnya", en: "Its years"), type: .text),
      ], rows: rows.sorted { $0.code.number < $1.code.number }.map(\.row))
  }

  // MARK: Notes

  /// What the years need watching for: too few villages to choose from, villages that rose early, villages listed twice.
  func warnings() throws -> [LocalizedText] {
    var notes: [LocalizedText] = []
    for year in progress.years {
      let wanted = year.effective ?? year.plan.target
      if let eligible = year.eligible, eligible < wanted, context.period.map({ $0.year == year.plan.year }) ?? true {
        notes.append(
          LocalizedText(
            id:
              "\(year.plan.year): hanya \(eligible) dari \(wanted) desa dapat dipilih menurut data terakhir sebelumnya.",
            en:
              "\(year.plan.year): only \(eligible) of \(wanted) villages could be chosen by the latest figures before.")
        )
      }
    }
    for entry in shown where entry.basis == .new {
      guard let code = entry.region, let rose = progress.rose(code.number, before: entry.year) else { continue }
      let place = try label(entry)
      notes.append(
        LocalizedText(
          id: "\(place) sudah mencapai status tujuan pada \(rose), sebelum tahun sasarannya \(entry.year).",
          en: "\(place) had the wanted status in \(rose), before its target year \(entry.year)."))
    }
    let twice = Dictionary(grouping: shown.filter { $0.basis == .new && $0.region != nil }, by: { $0.region })
    for (_, entries) in twice.sorted(by: { ($0.key?.number ?? 0) < ($1.key?.number ?? 0) }) where entries.count > 1 {
      let place = try label(entries[0])
      notes.append(
        LocalizedText(
          id: "\(place) terdaftar sebagai sasaran baru di dua tahun: \(Self.years(entries)).",
          en: "\(place) is listed as new in two years: \(Self.years(entries))."))
    }
    return notes
  }

  // MARK: Words

  private static func years(_ entries: [TargetEntry]) -> String {
    Set(entries.map(\.year)).sorted().map(String.init).joined(separator: ", ")
  }

  private func label(_ entry: TargetEntry) throws -> String {
    guard let region = entry.region else { return entry.printedName }
    return "\(region) \(try name(region))"
  }

  /// The register's name; the printed one beside it where the two differ in more than capitals.
  private func printed(_ entry: TargetEntry) throws -> ReportValue {
    guard let region = entry.region else {
      return .text(LocalizedText(id: "nama tidak disebut di sumber", en: "not named in the source"))
    }
    let found = try name(region)
    let name = found.isEmpty ? entry.printedName : found
    let same = RegionName.normalised(name) == RegionName.normalised(entry.printedName) || entry.printedName.isEmpty
    if same { return .text(name) }
    return .text(
      LocalizedText(id: "\(name) (tercetak: \(entry.printedName))", en: "\(name) (printed: \(entry.printedName))"))
  }

  private static func basis(_ basis: TargetEntry.Basis) -> ReportValue {
    switch basis {
    case .new: .category(id: "new", label: LocalizedText(id: "baru", en: "new"))
    case .carriedOver: .category(id: "carried_over", label: LocalizedText(id: "luncuran", en: "carried over"))
    }
  }

  private static func result(_ result: TargetProgress.Result) -> ReportValue {
    let label =
      switch result {
      case .reached: LocalizedText(id: "tercapai", en: "reached")
      case .reachedEarly: LocalizedText(id: "tercapai sebelumnya", en: "reached before")
      case .notReached: LocalizedText(id: "belum", en: "not reached")
      case .unknown: LocalizedText(id: "belum ada data", en: "no data")
      }
    return .category(id: result.rawValue, label: label)
  }
}
