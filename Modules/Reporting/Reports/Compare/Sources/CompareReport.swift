import Diagnostics
import Domain
import PluginKit
import Storage

/// Regions beside each other: villages, mean, quartiles, means of the dimensions, and villages by status.
///
/// Serves `compare`: `code,name,villages,mean,q1,median,q3,iks,ike,ikl,mandiri,…,no_data`. The regions are those of the option
/// `regions`, of any levels, or else those below the region asked for.
public struct CompareReport: Report {
  public init() {}

  public func document(_ context: ReportContext) throws -> ReportDocument {
    let basis: ReportBasis
    switch try context.basis(of: "idm", fields: ["status", "idm"]) {
    case .success(let found): basis = found
    case .failure(let nothing): return nothing.document
    }
    let regions = try regions(context, basis)
    guard let classes = basis.dataset.field("status")?.classes?.classes else {
      return context.nothing(ReportContext.noData(basis.dataset.title, basis.region, basis.period)).document
    }
    let dimensions = ["iks", "ike", "ikl"]
    var rows: [[ReportValue]] = []
    for unit in regions {
      let columns = try context.store.columns(
        of: "idm", fields: ["status", "idm"] + dimensions, period: basis.period, in: unit.code,
        registerDate: basis.register.date)
      let villages = try context.store.villageCounts(
        by: unit.code.level, in: unit.code, kinds: basis.dataset.appliesTo, at: basis.register.date
      ).values.reduce(0, +)
      let spread = Spread(columns.values[1])
      var byClass = [Int](repeating: 0, count: classes.count + 1)
      for status in columns.values[0] where !status.isNaN { byClass[Int(status)] += 1 }
      func figure(_ value: Double?) -> ReportValue { value.map { .real($0, decimals: 4) } ?? .missing }
      let means = columns.values.dropFirst(2).map { Spread($0)?.mean }
      let known = byClass.reduce(0, +)
      rows.append(
        [.code(unit.code.description), .text(unit.name), .integer(villages)]
          + [spread?.mean, spread?.lowerQuartile, spread?.median, spread?.upperQuartile].map(figure)
          + means.map(figure) + classes.indices.reversed().map { .integer(byClass[$0 + 1]) }
          + [.integer(max(0, villages - known))])
    }
    func real(_ id: String, _ label: LocalizedText) -> ReportColumn {
      ReportColumn(id: id, label: label, type: .real, source: "idm")
    }
    func count(_ id: String, _ label: LocalizedText) -> ReportColumn {
      ReportColumn(id: id, label: label, type: .integer, source: "idm")
    }
    var document = ReportDocument(
      report: context.header.id, title: context.header.title, region: basis.region,
      period: basis.period.description, dataAsOf: basis.asOf, stage: basis.stage, sources: [basis.source("idm")])
    document.tables = [
      ReportTable(
        id: "compare", title: LocalizedText(id: "Perbandingan wilayah", en: "Regions compared"),
        columns: [
          ReportColumn(id: "code", label: LocalizedText(id: "Kode", en: "Code"), type: .code),
          ReportColumn(id: "name", label: LocalizedText(id: "Wilayah", en: "Region"), type: .text),
          count("villages", LocalizedText(id: "Desa", en: "Villages")),
          real("mean", LocalizedText(id: "Rata-rata IDM", en: "Mean IDM")),
          real("q1", LocalizedText(id: "Kuartil 1", en: "Quartile 1")),
          real("median", LocalizedText(id: "Median", en: "Median")),
          real("q3", LocalizedText(id: "Kuartil 3", en: "Quartile 3")),
        ] + dimensions.map { real($0, LocalizedText($0.uppercased())) }
          + classes.reversed().map { count($0.id, $0.title) }
          + [count("no_data", LocalizedText(id: "Tanpa data", en: "No data"))], rows: rows)
    ]
    document.figures = [
      ReportFigure(
        id: "dimensions", title: LocalizedText(id: "Rata-rata IKS, IKE dan IKL", en: "Means of IKS, IKE and IKL"),
        kind: .bar, table: "compare", category: "name", values: dimensions)
    ]
    document.notes = try context.registerNote(basis)
    return document
  }

  private func regions(_ context: ReportContext, _ basis: ReportBasis) throws -> [RegionUnit] {
    guard let text = context.options["regions"] else {
      guard let below = context.region.level.below else {
        throw Self.invalid("regions", "", "sebutkan dua wilayah atau lebih", "name two regions or more")
      }
      return try context.store.units(below, in: context.region, at: basis.register.date)
    }
    let units = try text.split(separator: ",").map { part -> RegionUnit in
      let name = String(part).filter { $0 != " " }
      guard let code = RegionCode(name), let unit = try context.store.unit(code, at: basis.register.date) else {
        throw Self.invalid(
          "regions", name, "wilayah `\(name)` tidak ada dalam daftar wilayah", "region `\(name)` is not in the register"
        )
      }
      return unit
    }
    guard units.count > 1 else {
      throw Self.invalid("regions", text, "sebutkan dua wilayah atau lebih", "name two regions or more")
    }
    return units
  }

  private static func invalid(_ name: String, _ value: String, _ id: String, _ en: String) -> ReportFailure {
    ReportFailure(
      Diagnostic(
        code: "option-invalid", message: LocalizedText(id: "`\(name)`: \(id)", en: "`\(name)`: \(en)"), value: value,
        hint: LocalizedText(id: "misalnya --set regions=64.01,64.02", en: "for example --set regions=64.01,64.02")))
  }
}
