import Diagnostics
import Domain
import PluginKit
import Storage

/// The tables of `basic_services`.
struct BasicServicesTables {
  let context: ReportContext
  let basis: ReportBasis
  let map: BudgetMap
  /// The spending of each unit that was read, in the year of the report.
  let units: [RegionCode: ServiceSpending]
  /// Those whose median is shown: of a village the kecamatan's.
  let neighbours: [RegionCode: ServiceSpending]
  let unitLevel: RegionLevel
  /// The region's spending year by year, ascending; the last is the year of the report.
  let years: [(year: Int, spending: ServiceSpending)]

  private var own: ServiceSpending { years.last?.spending ?? ServiceSpending(map) }
  private var source: String { basis.dataset.id }

  private func column(_ id: String, _ indonesian: String, _ english: String, _ type: ReportColumn.Kind)
    -> ReportColumn
  {
    ReportColumn(
      id: id, label: LocalizedText(id: indonesian, en: english), type: type,
      unit: type == .integer && Self.amounts.contains(id) ? "Rp" : nil, source: source)
  }

  private static let amounts: Set<String> = ["spending", "basic", "spent", "planned", "cash"]

  private func percent(_ value: Double?) -> ReportValue { value.map { .percent($0, decimals: 1) } ?? .missing }

  // MARK: Figures

  var keyFigures: [KeyFigure] {
    func figure(_ id: String, _ label: LocalizedText, _ value: ReportValue, _ unit: LocalizedText? = nil) -> KeyFigure {
      KeyFigure(id: id, label: label, value: value, unit: unit, source: source)
    }
    var figures = [
      figure(
        "villages", LocalizedText(id: "Desa dengan anggaran", en: "Villages with a budget"), .integer(own.villages)),
      figure("spending", LocalizedText(id: "Belanja", en: "Spending"), .integer(own.total.planned), "Rp"),
      figure("share", LocalizedText(id: "Layanan dasar", en: "Basic services"), percent(own.share(.planned))),
      figure(
        "share_without_cash", LocalizedText(id: "Tanpa BLT", en: "Without cash assistance"),
        percent(own.share(.planned, withCash: false))),
    ]
    if own.reporting > 0 {
      figures.append(
        figure("spent_share", LocalizedText(id: "Dalam realisasi", en: "As spent"), percent(own.share(.spent))))
    }
    if let median = Spread(shares)?.median {
      figures.append(figure("median", medianTitle, percent(median)))
    }
    return figures
  }

  private var shares: [Double] { neighbours.values.compactMap { $0.share(.planned) } }

  private var medianTitle: LocalizedText {
    context.region.level == .village
      ? LocalizedText(id: "Median kecamatan", en: "Median of the kecamatan")
      : unitLevel == .village
        ? LocalizedText(id: "Median desa", en: "Median of villages")
        : LocalizedText(id: "Median kabupaten/kota", en: "Median of kabupaten")
  }

  var yearsTitle: LocalizedText {
    LocalizedText(id: "Bagian layanan dasar dari tahun ke tahun", en: "The share of basic services over the years")
  }

  var notes: [LocalizedText] {
    var notes = [
      LocalizedText(
        id:
          "Bagian = kegiatan \(map.countsSupporting ? "inti dan pendukung" : "inti") ÷ seluruh belanja\(fundWords.id); BLT termasuk jaminan sosial.",
        en:
          "Share = \(map.countsSupporting ? "core and supporting" : "core") activities ÷ all spending\(fundWords.en); cash assistance is part of social protection."
      )
    ]
    if own.reporting < own.villages {
      notes.append(
        LocalizedText(
          id: "\(own.villages - own.reporting) desa belum melaporkan realisasi.",
          en: "\(own.villages - own.reporting) villages have not reported what was spent."))
    }
    return notes
  }

  private var fundWords: LocalizedText {
    context.options["fund"] == "dds"
      ? LocalizedText(id: " dari Dana Desa", en: " from Dana Desa") : LocalizedText(id: "", en: "")
  }

  // MARK: Regions

  private struct Unit {
    let code: RegionCode
    let name: String
    let spending: ServiceSpending
  }

  /// The regions below the one asked for.
  private func regions() throws -> [Unit] {
    let level = context.region.level.below ?? .village
    var groups: [RegionCode: ServiceSpending] = [:]
    for (code, spending) in units {
      guard let region = code.ancestor(level) else { continue }
      groups[region, default: ServiceSpending(map)] += spending
    }
    let names = try context.names(of: level, basis)
    return groups.map { Unit(code: $0, name: names[$0.number] ?? "", spending: $1) }.sorted { $0.code < $1.code }
  }

  private var itself: Unit {
    Unit(
      code: context.region, name: (try? context.registerName(basis)) ?? basis.region.name.id, spending: own)
  }

  func main() throws -> ReportTable {
    let isVillage = context.region.level == .village
    let below = isVillage ? [] : try regions()
    let ranked = isVillage ? shares : below.compactMap { unit in unit.spending.share(.planned) }
    var table = ReportTable(
      id: "main", title: LocalizedText(id: "Bagian layanan dasar", en: "The share of basic services"),
      columns: [
        column("code", "Kode", "Code", .code),
        ReportColumn(id: "name", label: (context.region.level.below ?? .village).title, type: .text),
        column("villages", "Desa", "Villages", .integer), column("reporting", "Melapor", "Reporting", .integer),
        column("spending", "Belanja", "Spending", .integer),
        column("basic", "Layanan dasar", "Basic services", .integer), column("share", "Bagian", "Share", .percent),
        column("share_without_cash", "Tanpa BLT", "Without cash", .percent),
        column("rank", "Peringkat", "Rank", .integer),
        column("spent", "Realisasi", "Spent", .integer),
        column("spent_share", "Bagian realisasi", "Share as spent", .percent),
        column("spent_share_without_cash", "Realisasi tanpa BLT", "As spent, without cash", .percent),
        column("original_share", "Bagian semula", "Share before changes", .percent),
        column("original_share_without_cash", "Semula tanpa BLT", "Before changes, without cash", .percent),
      ])
    table = try context.long(table, first: true, [itself] + below) { unit in
      let spending = unit.spending
      let isTotal = !isVillage && unit.code == context.region
      let rank = isTotal ? nil : spending.share(.planned).map { own in ranked.count { $0 > own } + 1 }
      return [
        .code(unit.code.description), .text(unit.name), .integer(spending.villages), .integer(spending.reporting),
        .integer(spending.total.planned), .integer(spending.basic(.planned)), percent(spending.share(.planned)),
        percent(spending.share(.planned, withCash: false)), .integer(rank),
        spending.reporting > 0 ? .integer(spending.total.spent) : .missing, percent(spending.share(.spent)),
        percent(spending.share(.spent, withCash: false)), percent(spending.original.share(withCash: true)),
        percent(spending.original.share(withCash: false)),
      ]
    }
    table.totalRows = table.rows.isEmpty ? [] : [0]
    return table
  }

  /// The budget as first adopted, as changed, and as spent.
  func stages() -> ReportTable {
    func row(_ title: LocalizedText, _ villages: Int, _ total: Int64, _ basic: Int64, _ cash: Int64) -> [ReportValue] {
      [
        .text(title), .integer(villages), .integer(total), .integer(basic),
        percent(ServiceSpending.share(basic, of: total)), .integer(cash),
        percent(ServiceSpending.share(basic - cash, of: total)),
      ]
    }
    func row(_ title: LocalizedText, _ villages: Int, _ measure: BudgetMeasure) -> [ReportValue] {
      row(title, villages, own.total[measure], own.basic(measure), own.cash[measure])
    }
    var rows: [[ReportValue]] = []
    if own.changed > 0 {
      let first = own.original
      rows = [
        row(
          LocalizedText(id: "Anggaran semula", en: "Budget before changes"), own.villages, first.total, first.basic,
          first.cash),
        row(
          LocalizedText(
            id: "Setelah perubahan (\(own.changed) desa)",
            en: "After changes (by \(own.changed) \(own.changed == 1 ? "village" : "villages"))"), own.villages,
          .planned),
      ]
    } else if own.villages > 0 {
      rows = [row(LocalizedText(id: "Anggaran", en: "Budget"), own.villages, .planned)]
    }
    if own.reporting > 0 { rows.append(row(LocalizedText(id: "Realisasi", en: "Spent"), own.reporting, .spent)) }
    return ReportTable(
      id: "stages",
      title: LocalizedText(
        id: "Semula, setelah perubahan, dan realisasi", en: "Before and after changes, and as spent"),
      columns: [
        column("stage", "Tahap", "Stage", .text), column("villages", "Desa", "Villages", .integer),
        column("spending", "Belanja", "Spending", .integer),
        column("basic", "Layanan dasar", "Basic services", .integer), column("share", "Bagian", "Share", .percent),
        column("cash", "BLT", "Cash assistance", .integer),
        column("share_without_cash", "Tanpa BLT", "Without cash", .percent),
      ], rows: rows)
  }

  func byService() throws -> ReportTable {
    let below = context.region.level == .village ? [] : try regions()
    var table = ReportTable(
      id: "by_service", title: LocalizedText(id: "Bagian tiap layanan", en: "The share of each service"),
      columns: [
        column("code", "Kode", "Code", .code),
        ReportColumn(id: "name", label: (context.region.level.below ?? .village).title, type: .text),
      ]
        + map.services.map { ReportColumn(id: $0.id, label: $0.title, type: .percent, source: source) }
        + [column("cash", "BLT", "Cash assistance", .percent)])
    table = try context.long(table, [itself] + below) { unit in
      let spending = unit.spending
      return [.code(unit.code.description), .text(unit.name)]
        + map.services.indices.map { percent(spending.share(of: $0, .planned)) }
        + [percent(ServiceSpending.share(spending.cash.planned, of: spending.total.planned))]
    }
    table.totalRows = table.rows.isEmpty ? [] : [0]
    return table
  }

  // MARK: Services, years, typologies

  func services() -> ReportTable {
    let before = years.dropLast().last?.spending
    var rows = map.services.indices.map { service -> [ReportValue] in
      let change = before?.share(of: service, .planned).flatMap { old in
        own.share(of: service, .planned).map { $0 - old }
      }
      return [
        .text(map.services[service].title), .integer(own.services[service].planned),
        percent(own.share(of: service, .planned)), change.map { .real($0, decimals: 1) } ?? .missing,
        own.reporting > 0 ? .integer(own.services[service].spent) : .missing, percent(own.share(of: service, .spent)),
      ]
    }
    func total(_ title: LocalizedText, withCash: Bool) -> [ReportValue] {
      let change = before?.share(.planned, withCash: withCash).flatMap { old in
        own.share(.planned, withCash: withCash).map { $0 - old }
      }
      func amount(_ measure: BudgetMeasure) -> Int64 { own.basic(measure) - (withCash ? 0 : own.cash[measure]) }
      return [
        .text(title), .integer(amount(.planned)), percent(own.share(.planned, withCash: withCash)),
        change.map { .real($0, decimals: 1) } ?? .missing, own.reporting > 0 ? .integer(amount(.spent)) : .missing,
        percent(own.share(.spent, withCash: withCash)),
      ]
    }
    rows.append(total(LocalizedText(id: "Jumlah dengan BLT", en: "Total with cash assistance"), withCash: true))
    rows.append(total(LocalizedText(id: "Jumlah tanpa BLT", en: "Total without cash assistance"), withCash: false))
    return ReportTable(
      id: "services", title: LocalizedText(id: "Menurut layanan", en: "By service"),
      columns: [
        column("service", "Layanan dasar", "Basic service", .text), column("planned", "Anggaran", "Budget", .integer),
        column("share", "Bagian", "Share", .percent),
        ReportColumn(
          id: "change", label: LocalizedText(id: "Perubahan", en: "Change"), type: .real,
          unit: LocalizedText(id: "poin persen", en: "percentage points"), source: source),
        column("spent", "Realisasi", "Spent", .integer),
        column("spent_share", "Bagian realisasi", "Share as spent", .percent),
      ], rows: rows, totalRows: [rows.count - 2, rows.count - 1])
  }

  func yearByYear() -> ReportTable {
    ReportTable(
      id: "years", title: yearsTitle,
      columns: [
        column("year", "Tahun", "Year", .period), column("villages", "Desa", "Villages", .integer),
        column("spending", "Belanja", "Spending", .integer), column("share", "Bagian", "Share", .percent),
        column("share_without_cash", "Tanpa BLT", "Without cash", .percent),
        column("spent_share", "Bagian realisasi", "Share as spent", .percent),
        column("spent_share_without_cash", "Realisasi tanpa BLT", "As spent, without cash", .percent),
      ],
      rows: years.map { year, spending in
        [
          .period("\(year)"), .integer(spending.villages), .integer(spending.total.planned),
          percent(spending.share(.planned)), percent(spending.share(.planned, withCash: false)),
          percent(spending.share(.spent)), percent(spending.share(.spent, withCash: false)),
        ]
      })
  }

  func typologies() -> ReportTable {
    var rows = map.declaration.typologies.enumerated().map { place, typology -> [ReportValue] in
      [
        .text(typology.title), .text(typology.goals.map(String.init).joined(separator: ", ")),
        .integer(own.typologies[place].planned),
        percent(ServiceSpending.share(own.typologies[place].planned, of: own.danaDesa.planned)),
        own.reporting > 0 ? .integer(own.typologies[place].spent) : .missing,
      ]
    }
    var tagged = BudgetAmount()
    for own in own.typologies { tagged += own }
    rows.append([
      .text(LocalizedText(id: "Dana Desa dengan tipologi", en: "Dana Desa with a typology")), .missing,
      .integer(tagged.planned), percent(ServiceSpending.share(tagged.planned, of: own.danaDesa.planned)),
      own.reporting > 0 ? .integer(tagged.spent) : .missing,
    ])
    rows.append([
      .text(LocalizedText(id: "Belanja dari Dana Desa", en: "Spending from Dana Desa")), .missing,
      .integer(own.danaDesa.planned), percent(own.danaDesa.planned > 0 ? 100 : nil),
      own.reporting > 0 ? .integer(own.danaDesa.spent) : .missing,
    ])
    return ReportTable(
      id: "typologies",
      title: LocalizedText(
        id: "Belanja Dana Desa menurut tipologi SDGs Desa", en: "Spending from Dana Desa by typology of SDGs Desa"),
      columns: [
        column("typology", "Tipologi", "Typology", .text), column("goals", "Tujuan", "Goals", .text),
        column("planned", "Anggaran", "Budget", .integer), column("share", "Bagian", "Share", .percent),
        column("spent", "Realisasi", "Spent", .integer),
      ], rows: rows, totalRows: [rows.count - 2, rows.count - 1])
  }
}
