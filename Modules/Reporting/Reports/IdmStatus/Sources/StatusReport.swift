public import Diagnostics
import Domain
import PluginKit
import Storage

/// Villages by class of a class field, one row for each region below the one asked for and one for the region itself.
///
/// Serves `idm_status` and `indeks_desa_status`: columns `code,name,villages,mandiri,…,sangat_tertinggal,no_data`. `villages` is the number of
/// units of the kinds the dataset applies to in the register of the period; it equals the classes and `no_data` together.
public struct StatusReport: Report {
  private let dataset: String
  private let field: String
  private let index: String
  /// What the index is called for short, and its decimals.
  private let short: LocalizedText
  private let decimals: Int

  /// - Parameters:
  ///   - dataset: the panel dataset.
  ///   - field: its class field.
  ///   - index: the figure whose mean is shown.
  public init(dataset: String, field: String, index: String, short: LocalizedText, decimals: Int) {
    self.dataset = dataset
    self.field = field
    self.index = index
    self.short = short
    self.decimals = decimals
  }

  /// The report of the five IDM statuses.
  public static let idm = StatusReport(
    dataset: "idm", field: "status", index: "idm", short: LocalizedText("IDM"), decimals: 4)
  /// The report of the five statuses of Indeks Desa.
  public static let indeksDesa = StatusReport(
    dataset: "indeks_desa", field: "id_status", index: "id_skor",
    short: LocalizedText(id: "Indeks Desa", en: "Indeks Desa"), decimals: 2)

  public func document(_ context: ReportContext) throws -> ReportDocument {
    var basis: ReportBasis
    switch try context.basis(of: dataset, fields: [field, index]) {
    case .success(let found): basis = found
    case .failure(let nothing): return withHeader(nothing.document, context)
    }
    guard let classes = basis.dataset.field(field)?.classes?.classes else {
      return context.nothing(ReportContext.noData(basis.dataset.title, basis.region, basis.period)).document
    }
    let below = min(context.region.level.below ?? .village, .district)
    let level = max(below, context.region.level)
    let counts = try StatusCounts(context, basis, field: field, index: index, level: level)
    if counts.total.villages == 0 {
      let none = LocalizedText(
        id: "Tidak ada desa di \(basis.region.name.id): \(basis.dataset.title.id) tidak berlaku bagi kelurahan.",
        en: "There are no villages in \(basis.region.name.en): \(basis.dataset.title.en) does not apply to urban wards."
      )
      return withHeader(context.nothing(none, basis.region).document, context)
    }
    if counts.recomputed > 0 {
      // Recomputed figures come from whatever batch gave the scores.
      basis.origins = try context.store.origins(
        of: dataset, fields: basis.dataset.fields.map(\.id), period: basis.period, in: context.region)
    }
    var document = ReportDocument(
      report: context.header.id, title: context.header.title, region: basis.region, period: basis.period.description,
      dataAsOf: basis.asOf, stage: basis.stage, sources: [basis.source(dataset)])
    document.keyFigures = keyFigures(counts, basis)
    document.tables = [table(context, counts, classes, basis, level)]
    if context.region.level >= .district { document.tables.append(try villages(context, basis)) }
    if document.tables[0].rows.count > 2 {
      document.figures = [
        ReportFigure(
          id: "by_region", title: context.header.title, kind: .stackedBar, table: "status", category: "name",
          values: classes.reversed().map(\.id) + ["no_data"])
      ]
    }
    document.notes = try notes(counts) + context.registerNote(basis)
    return document
  }

  /// A document without rows keeps its table: programs find the header they know.
  private func withHeader(_ document: ReportDocument, _ context: ReportContext) -> ReportDocument {
    guard let classes = context.datasets[dataset]?.field(field)?.classes?.classes else { return document }
    var document = document
    let level = max(min(context.region.level.below ?? .village, .district), context.region.level)
    document.tables = [
      ReportTable(id: "status", title: context.header.title, columns: columns(classes, level))
    ]
    return document
  }

  private func keyFigures(_ counts: StatusCounts, _ basis: ReportBasis) -> [KeyFigure] {
    let unit = LocalizedText(id: "desa", en: "villages")
    let own = counts.total
    var figures = [
      KeyFigure(
        id: "villages", label: LocalizedText(id: "Jumlah desa", en: "Villages"), value: .integer(own.villages),
        unit: unit, source: dataset),
      KeyFigure(
        id: "no_data", label: LocalizedText(id: "Tanpa data", en: "Without data"), value: .integer(own.noData),
        unit: unit, source: dataset),
    ]
    if let mean = own.mean {
      figures.append(
        KeyFigure(
          id: "mean_\(index)",
          label: LocalizedText(id: "Rata-rata \(short.id)", en: "Mean \(short.en)"),
          value: .real(mean, decimals: decimals), source: dataset))
    }
    return figures
  }

  private func table(
    _ context: ReportContext, _ counts: StatusCounts, _ classes: [Classification.Class], _ basis: ReportBasis,
    _ level: RegionLevel
  ) -> ReportTable {
    func row(_ entry: StatusCounts.Entry) -> [ReportValue] {
      [.code(entry.code.description), .text(entry.name), .integer(entry.villages)]
        + classes.indices.reversed().map { .integer(entry.byClass[$0 + 1] ?? 0) } + [.integer(entry.noData)]
    }
    // By code, and the region's own code is the smallest; renderers for people show the total last.
    var rows = counts.entries.map(row)
    if counts.entries.first?.code != counts.total.code || counts.entries.count != 1 {
      rows.insert(row(counts.total), at: 0)
    }
    return ReportTable(
      id: "status",
      title: LocalizedText(
        id: "Desa menurut status \(short.id) \(basis.period)", en: "Villages by \(short.en) status, \(basis.period)"),
      columns: columns(classes, level), rows: rows, totalRows: [0])
  }

  private func columns(_ classes: [Classification.Class], _ level: RegionLevel) -> [ReportColumn] {
    let unit = LocalizedText(id: "desa", en: "villages")
    func number(_ id: String, _ label: LocalizedText) -> ReportColumn {
      ReportColumn(id: id, label: label, type: .integer, unit: unit, source: dataset)
    }
    return [
      ReportColumn(id: "code", label: LocalizedText(id: "Kode", en: "Code"), type: .code),
      ReportColumn(id: "name", label: level.title, type: .text),
      number("villages", LocalizedText(id: "Desa", en: "Villages")),
    ] + classes.reversed().map { number($0.id, $0.title) }
      + [number("no_data", LocalizedText(id: "Tanpa data", en: "No data"))]
  }

  /// The villages themselves, for a kecamatan or a single village.
  private func villages(_ context: ReportContext, _ basis: ReportBasis) throws -> ReportTable {
    let units = try context.store.units(.village, in: context.region, at: basis.register.date)
      .filter { $0.code.villageKind.map { basis.dataset.appliesTo.contains($0) } ?? false }
    let rows = try context.rows(of: dataset, period: basis.period, regions: units.map(\.code))
    let byCode = Dictionary(rows.map { ($0.region, $0) }, uniquingKeysWith: { first, _ in first })
    let classes = basis.dataset.field(field)?.classes
    return ReportTable(
      id: "villages",
      title: LocalizedText(id: "Status tiap desa", en: "Status of each village"),
      columns: [
        ReportColumn(id: "code", label: LocalizedText(id: "Kode", en: "Code"), type: .code),
        ReportColumn(id: "name", label: context.vocabulary.village(in: context.region), type: .text),
        ReportColumn(
          id: index, label: short, type: .real, source: dataset),
        ReportColumn(id: field, label: LocalizedText(id: "Status", en: "Status"), type: .category, source: dataset),
      ],
      rows: units.map { unit in
        let row = byCode[unit.code]
        return [
          .code(unit.code.description), .text(unit.name), row?.figure(index, decimals: decimals) ?? .missing,
          row?.category(field, classes) ?? .missing,
        ]
      })
  }

  private func notes(_ counts: StatusCounts) -> [LocalizedText] {
    var notes: [LocalizedText] = []
    if counts.recomputed > 0 {
      notes.append(
        LocalizedText(
          id: "\(counts.recomputed) desa tanpa status resmi dihitung menurut hasil hitung ulang.",
          en: "\(counts.recomputed) villages without a published status count by the recomputed one."))
    }
    if counts.withoutVillages > 0 {
      notes.append(
        LocalizedText(
          id: "\(counts.withoutVillages) wilayah tanpa desa tidak ditampilkan.",
          en: "\(counts.withoutVillages) regions without villages are not shown."))
    }
    return notes
  }
}
