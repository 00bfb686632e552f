import Diagnostics
import Domain
import PluginKit
import Storage

/// What village activities brought forth, with their physical and financial realisation.
///
/// Serves `activity_results`. Tables: `regions` (`code,name,villages,activities,with_output,physical,planned,spent,financial`),
/// `activities` (`code,name,activity,title,output,volume,unit,physical,planned,spent,financial,gap`).
public struct ActivityResultsReport: Report {
  public init() {}

  /// From so many percentage points, money is ahead of the work.
  private static let gap = 20.0

  /// An activity of a village.
  private struct Result {
    let village: RegionUnit
    let code: BudgetCode
    let text: String
    var amount = BudgetAmount()
    var isReported = false
    var output: String?
    var volume: Double?
    var unit: String?
    var physical: Double?

    var financial: Double? { isReported ? ServiceSpending.share(amount.spent, of: amount.planned) : nil }
    var isAhead: Bool {
      guard let financial, let physical else { return false }
      return financial - physical >= ActivityResultsReport.gap
    }
  }

  public func document(_ context: ReportContext) throws -> ReportDocument {
    guard context.region.level >= .regency else {
      throw ReportFailure(
        Diagnostic(
          code: "region-level",
          message: LocalizedText(
            id: "hasil kegiatan dibuat untuk satu kabupaten, kecamatan atau desa, bukan \(context.region)",
            en: "results are those of a kabupaten, kecamatan or village, not of \(context.region)"),
          value: context.region.description,
          hint: LocalizedText(id: "sebutkan kodenya: --region 64.02", en: "name its code: --region 64.02")))
    }
    let basis: ReportBasis
    switch try context.basis(of: ReportContext.budgetDataset, fields: ["anggaran", "realisasi"]) {
    case .success(let found): basis = found
    case .failure(let nothing): return nothing.document
    }
    let units =
      context.region.level == .village
      ? try context.store.unit(context.region, at: basis.register.date).map { [$0] } ?? []
      : try context.store.units(.village, in: context.region, at: basis.register.date).filter { unit in
        unit.code.villageKind.map { basis.dataset.appliesTo.contains($0) } ?? false
      }
    let (results, books) = try results(context, basis, units)
    var document = ReportDocument(
      report: context.header.id, title: context.header.title, region: basis.region, period: basis.period.description,
      dataAsOf: basis.asOf, stage: basis.stage, sources: [basis.source(basis.dataset.id)],
      notes: try context.registerNote(basis))
    let without = results.count { $0.physical == nil }
    document.keyFigures = [
      KeyFigure(
        id: "activities", label: LocalizedText(id: "Kegiatan", en: "Activities"), value: .integer(results.count)),
      KeyFigure(
        id: "physical", label: LocalizedText(id: "Realisasi fisik", en: "Physical realisation"),
        value: Self.percent(Self.physical(results))),
      KeyFigure(
        id: "financial", label: LocalizedText(id: "Realisasi keuangan", en: "Financial realisation"),
        value: Self.percent(Self.financial(results))),
      KeyFigure(
        id: "ahead", label: LocalizedText(id: "Uang mendahului fisik", en: "Money ahead of the work"),
        value: .integer(results.count(where: \.isAhead))),
    ]
    let silent = Set(results.lazy.filter { $0.amount.planned > 0 }.map(\.village.code))
      .subtracting(Self.reporting(results)).count
    document.tables = [try regions(context, basis, results), try activities(context, basis, results, books)]
    if without > 0 {
      document.notes.append(
        LocalizedText(
          id: "\(without) kegiatan belum melaporkan realisasi fisik.",
          en: "\(without) activities have not reported their physical realisation."))
    }
    if silent > 0 {
      document.notes.append(
        LocalizedText(
          id: "\(silent) desa belum melaporkan realisasi keuangan dan tidak dihitung dalam persentasenya.",
          en: "\(silent) villages have not reported what was spent and are not part of its percentage."))
    }
    return document
  }

  private func results(_ context: ReportContext, _ basis: ReportBasis, _ units: [RegionUnit]) throws -> (
    [Result], BudgetBooks
  ) {
    let year = basis.period.year
    let books = try BudgetBooks(context, try context.budgetMap(), villages: units.map(\.code), years: [year])
    let asked = try context.budgetVersion().map { Int($0) }
    let byVillage = Dictionary(grouping: books.lines.filter { $0.side == .spending }, by: \.village)
    let names = Dictionary(units.map { ($0.code.number, $0) }, uniquingKeysWith: { first, _ in first })
    var found: [Int64: [BudgetCode: Result]] = [:]
    for (village, lines) in byVillage {
      guard let unit = names[village], let version = asked ?? lines.map(\.version).max() else { continue }
      // What was spent may be told by another version than the plan that counts.
      let told = lines.filter { $0.spent != nil }.map(\.version).max()
      let plan = lines.filter { $0.version == version }
      for line in plan.spending(as: lines.filter { $0.version == told }) {
        guard let code = line.activity else { continue }
        var result = found[village]?[code] ?? Result(village: unit, code: code, text: line.activityCode)
        result.amount += line.amount
        result.isReported = result.isReported || line.spent != nil
        found[village, default: [:]][code] = result
      }
    }
    try add(context, basis, units, to: &found)
    return (
      found.values.flatMap(\.values).sorted { ($0.village.code, $0.code) < ($1.village.code, $1.code) }, books
    )
  }

  /// What is known of outputs; an activity with an output that no budget holds is shown too.
  private func add(
    _ context: ReportContext, _ basis: ReportBasis, _ units: [RegionUnit], to found: inout [Int64: [BudgetCode: Result]]
  ) throws {
    guard context.datasets["apbdes_kegiatan"] != nil else { return }
    let year = basis.period.year
    let table = try context.store.records(
      RecordQuery(
        dataset: "apbdes_kegiatan",
        fields: ["ak_versi", "ak_kegiatan", "ak_keluaran", "ak_volume", "ak_satuan", "ak_fisik"], periods: year...year,
        regions: units.map(\.code)))
    let names = Dictionary(units.map { ($0.code.number, $0) }, uniquingKeysWith: { first, _ in first })
    // In the order of versions: later ones complete earlier ones.
    for row in 0..<table.count {
      guard let text = table.text("ak_kegiatan", row), let code = BudgetCode(text), let unit = names[table.regions[row]]
      else { continue }
      var result = found[table.regions[row]]?[code] ?? Result(village: unit, code: code, text: text)
      result.output = table.text("ak_keluaran", row) ?? result.output
      result.volume = table.real("ak_volume", row) ?? result.volume
      result.unit = table.text("ak_satuan", row) ?? result.unit
      result.physical = table.real("ak_fisik", row) ?? result.physical
      found[table.regions[row], default: [:]][code] = result
    }
  }

  // MARK: Figures

  /// The mean of what is reported, weighted with the plan.
  private static func physical(_ results: some Sequence<Result>) -> Double? {
    var (sum, weight) = (0.0, 0.0)
    for own in results {
      guard let physical = own.physical else { continue }
      let plan = Double(max(1, own.amount.planned))
      sum += physical * plan
      weight += plan
    }
    return weight > 0 ? sum / weight : nil
  }

  /// What was spent of the plan of the villages that report it; what others plan is no base for it.
  private static func financial(_ results: some Sequence<Result>) -> Double? {
    let reporting = Self.reporting(results)
    let amount = results.reduce(into: BudgetAmount()) { sum, own in
      if reporting.contains(own.village.code) { sum += own.amount }
    }
    return ServiceSpending.share(amount.spent, of: amount.planned)
  }

  /// The villages that report what any activity cost.
  private static func reporting(_ results: some Sequence<Result>) -> Set<RegionCode> {
    Set(results.lazy.filter(\.isReported).map(\.village.code))
  }

  private static func percent(_ value: Double?) -> ReportValue { value.map { .percent($0, decimals: 1) } ?? .missing }

  private func column(
    _ id: String, _ indonesian: String, _ english: String, _ type: ReportColumn.Kind, _ source: String
  )
    -> ReportColumn
  {
    ReportColumn(id: id, label: LocalizedText(id: indonesian, en: english), type: type, source: source)
  }

  private func regions(_ context: ReportContext, _ basis: ReportBasis, _ results: [Result]) throws -> ReportTable {
    let level = context.region.level.below ?? .village
    let names = try context.names(of: level, basis)
    let groups =
      context.region.level == .village ? [:] : Dictionary(grouping: results) { $0.village.code.ancestor(level) }
    let below = groups.compactMap { code, own in code.map { ($0, names[$0.number] ?? "", own) } }.sorted { $0.0 < $1.0 }
    let source = basis.dataset.id
    let itself = (context.region, try context.registerName(basis), results)
    return ReportTable(
      id: "regions", title: LocalizedText(id: "Menurut wilayah", en: "By region"),
      columns: [
        column("code", "Kode", "Code", .code, source),
        ReportColumn(id: "name", label: level.title, type: .text),
        column("villages", "Desa", "Villages", .integer, source),
        column("activities", "Kegiatan", "Activities", .integer, source),
        column("with_output", "Berkeluaran", "With output", .integer, source),
        column("physical", "Fisik", "Physical", .percent, source),
        column("planned", "Anggaran (Rp)", "Budget (Rp)", .integer, source),
        column("spent", "Realisasi (Rp)", "Realised (Rp)", .integer, source),
        column("financial", "Keuangan", "Financial", .percent, source),
      ],
      rows: ([itself] + below).map { code, name, own in
        let amount = own.reduce(into: BudgetAmount()) { $0 += $1.amount }
        return [
          .code(code.description), .text(name), .integer(Set(own.map(\.village.code)).count), .integer(own.count),
          .integer(own.count { $0.output != nil }), Self.percent(Self.physical(own)), .integer(amount.planned),
          own.contains(where: \.isReported) ? .integer(amount.spent) : .missing, Self.percent(Self.financial(own)),
        ]
      }, totalRows: [0])
  }

  private func activities(
    _ context: ReportContext, _ basis: ReportBasis, _ results: [Result], _ books: BudgetBooks
  ) throws -> ReportTable {
    let source = basis.dataset.id
    let table = ReportTable(
      id: "activities", title: LocalizedText(id: "Hasil kegiatan", en: "Results of activities"),
      columns: [
        column("code", "Kode", "Code", .code, source),
        ReportColumn(id: "name", label: context.vocabulary.village(in: context.region), type: .text),
        column("activity", "Kegiatan", "Activity", .code, source), column("title", "Uraian", "Title", .text, source),
        column("output", "Keluaran", "Output", .text, source), column("volume", "Volume", "Volume", .real, source),
        column("unit", "Satuan", "Unit", .text, source), column("physical", "Fisik", "Physical", .percent, source),
        column("planned", "Anggaran (Rp)", "Budget (Rp)", .integer, source),
        column("spent", "Realisasi (Rp)", "Realised (Rp)", .integer, source),
        column("financial", "Keuangan", "Financial", .percent, source),
        column("gap", "Catatan", "Remark", .category, source),
      ], keyColumns: 3)
    return try context.long(table, results) { own in
      [
        .code(own.village.code.description), .text(own.village.name), .code(own.text),
        ReportValue(words: books.name(ofActivity: own.code)), ReportValue(words: own.output),
        own.volume.map { .real($0, decimals: $0 == $0.rounded() ? 0 : 2) } ?? .missing, ReportValue(words: own.unit),
        Self.percent(own.physical), .integer(own.amount.planned),
        own.isReported ? .integer(own.amount.spent) : .missing, Self.percent(own.financial),
        own.isAhead
          ? .category(id: "ahead", label: LocalizedText(id: "uang mendahului fisik", en: "money ahead of the work"))
          : .missing,
      ]
    }
  }
}
