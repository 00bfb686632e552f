import Diagnostics
import Domain
public import PluginKit
import Storage

/// The generic `dataset_report`: a row for each region below the one asked for and one for the region itself, a column
/// for each aggregate of its layout. Serves reports that are declared in YAML alone.
public struct DatasetReport: Report {
  private let layout: DatasetReportLayout

  public init(_ layout: DatasetReportLayout) { self.layout = layout }

  public func document(_ context: ReportContext) throws -> ReportDocument {
    let basis: ReportBasis
    switch try context.basis(of: layout.dataset, fields: layout.columns.map(\.field)) {
    case .success(let found): basis = found
    case .failure(let nothing): return nothing.document
    }
    let level = context.region.level.below ?? .village
    var rows: [[ReportValue]] = []
    if let own = try query(context, basis, context.region.level)[context.region] {
      rows.append([.code(context.region.description), .text(try context.registerName(basis))] + cells(own))
    }
    if level > context.region.level {
      let groups = try query(context, basis, level)
      for unit in try context.store.units(level, in: context.region, at: basis.register.date) {
        guard let values = groups[unit.code] else { continue }
        rows.append([.code(unit.code.description), .text(unit.name)] + cells(values))
      }
    }
    let columns =
      [
        ReportColumn(id: "code", label: LocalizedText(id: "Kode", en: "Code"), type: .code),
        ReportColumn(id: "name", label: level.title, type: .text),
        ReportColumn(
          id: "villages", label: LocalizedText(id: "Desa", en: "Villages"), type: .integer, source: layout.dataset),
      ]
      + layout.columns.map { column in
        ReportColumn(
          id: column.id, label: column.title, type: column.aggregate == .count ? .integer : .real,
          unit: basis.dataset.field(column.field)?.unit, source: layout.dataset)
      }
    return ReportDocument(
      report: context.header.id, title: context.header.title, region: basis.region, period: basis.period.description,
      dataAsOf: basis.asOf, stage: basis.stage,
      tables: [
        ReportTable(
          id: "main", title: context.header.title, columns: columns, rows: rows,
          totalRows: rows.first?.first == .code(context.region.description) ? [0] : [])
      ], sources: [basis.source(layout.dataset)], notes: try context.registerNote(basis))
  }

  private func query(
    _ context: ReportContext, _ basis: ReportBasis, _ level: RegionLevel
  ) throws -> [RegionCode: [Double?]] {
    let aggregates = layout.columns.map { column -> DatasetQuery.Aggregate in
      switch column.aggregate {
      case .mean: .mean(column.field)
      case .sum: .sum(column.field)
      case .min: .minimum(column.field)
      case .max: .maximum(column.field)
      case .count: .present(column.field)
      }
    }
    let groups = try context.store.query(
      DatasetQuery(
        dataset: layout.dataset, period: basis.period, region: context.region, level: level,
        aggregates: [.rows] + aggregates, registerDate: basis.register.date))
    return Dictionary(groups.map { ($0.region, $0.values) }, uniquingKeysWith: { first, _ in first })
  }

  private func cells(_ values: [Double?]) -> [ReportValue] {
    [.integer(values.first.flatMap { $0 }.map { Int($0) })]
      + zip(layout.columns, values.dropFirst()).map { column, value in
        guard let value else { return .missing }
        return column.aggregate == .count ? .integer(Int64(value)) : .real(value, decimals: column.decimals)
      }
  }
}
