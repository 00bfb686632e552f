import Diagnostics
import Domain
import PluginKit
import Storage

/// An index over the years: mean and quartiles of the villages' figures, and the means of its dimensions.
///
/// Serves `trend`. Tables: `trend` (`index,period,villages,mean,q1,median,q3,change`), and for each index `<index>_means` with a
/// row a period and a column for the index and each dimension. IDM and Indeks Desa are never chained: `change` begins
/// anew with each index, and a note marks the break. Rows count under the codes of their time.
public struct TrendReport: Report {
  /// An index with its dimensions.
  struct Series: Sendable {
    let dataset: String
    let index: String
    let short: String
    let dimensions: [String]
    let decimals: Int
    /// Decimals of the means of dimensions.
    let dimensionDecimals: Int
  }

  /// In the order of the years they hold for.
  private static let all = [
    Series(
      dataset: "idm", index: "idm", short: "IDM", dimensions: ["iks", "ike", "ikl"], decimals: 4, dimensionDecimals: 4),
    Series(
      dataset: "indeks_desa", index: "id_skor", short: "Indeks Desa", dimensions: (1...6).map { "id_dimensi\($0)" },
      decimals: 2, dimensionDecimals: 2),
  ]

  public init() {}

  /// What one period of a series came to.
  private struct Point {
    let period: Period
    let index: Spread
    /// Means of the dimensions; nil where nothing is known.
    let dimensions: [Double?]
  }

  public func document(_ context: ReportContext) throws -> ReportDocument {
    guard let register = try context.store.registerDate(for: nil) else {
      return context.nothing(ReportContext.noRegister).document
    }
    let region = try context.reportRegion(at: context.period?.lastDay ?? register.date)
    let wanted = Self.all.filter { context.datasets[$0.dataset] != nil }
    let withDimensions =
      switch context.options["dimensions"] ?? "auto" {
      case "yes": true
      case "no": false
      default: context.region != .nation
      }
    var series: [(series: Series, points: [Point])] = []
    for one in wanted {
      let points = try points(one, context, withDimensions: withDimensions)
      if !points.isEmpty { series.append((one, points)) }
    }
    guard let last = series.last?.points.last else {
      let title = LocalizedText(id: "IDM atau Indeks Desa", en: "IDM or Indeks Desa")
      return context.nothing(ReportContext.noData(title, region, nil), region).document
    }
    var document = ReportDocument(
      report: context.header.id, title: context.header.title, region: region, period: last.period.description)
    var all: ReportBasis?
    for (one, points) in series {
      guard let dataset = context.datasets[one.dataset] else { continue }
      for point in points {
        let basis = ReportBasis(
          dataset: dataset, period: point.period, register: register, region: region,
          origins: try context.store.origins(
            of: one.dataset, fields: [one.index], period: point.period, in: context.region))
        document.sources.append(basis.source("\(one.dataset)_\(point.period)"))
        all = all ?? basis
        all?.origins += basis.origins
      }
    }
    document.stage = all?.stage
    document.dataAsOf = all?.asOf
    document.tables = [trend(series)]
    for (one, points) in series {
      guard let dataset = context.datasets[one.dataset] else { continue }
      document.tables.append(means(one, points, dataset, withDimensions: withDimensions))
      guard points.count > 1 else { continue }
      document.figures.append(
        ReportFigure(
          id: "\(one.dataset)_means",
          title: LocalizedText(id: "Rata-rata \(one.short)", en: "Mean \(one.short)"), kind: .line,
          table: "\(one.dataset)_means", category: "period",
          values: [one.index] + (withDimensions ? one.dimensions : [])))
    }
    for (one, points) in series {
      guard let dataset = context.datasets[one.dataset] else { continue }
      document.notes += try context.lockNotes(dataset, points.map(\.period))
    }
    if let asOf = context.asOf {
      for (one, points) in series {
        guard let dataset = context.datasets[one.dataset] else { continue }
        for point in points { document.notes += try context.changeNotes(point.period, to: asOf, dataset) }
      }
    }
    if series.count > 1, let first = series.last?.points.first {
      document.notes.append(
        LocalizedText(
          id: "Deret terputus pada \(first.period): IDM dan Indeks Desa mengukur hal yang berbeda dan tidak disambung.",
          en: "The series breaks in \(first.period): IDM and Indeks Desa measure different things and are not chained.")
      )
    }
    return document
  }

  private func points(_ series: Series, _ context: ReportContext, withDimensions: Bool) throws -> [Point] {
    let fields = [series.index] + (withDimensions ? series.dimensions : [])
    let periods = try context.periods(of: series.dataset)
      .filter { period in context.period.map { period <= $0 } ?? true }
    // One thread reads the store; the quartiles of the years are then found side by side.
    let columns = try periods.map { period in
      try context.store.columns(
        of: series.dataset, fields: fields, period: period, in: context.region, registerDate: context.asOf
      ).values
    }
    let spreads = SideBySide.map(columns) { Spread($0[0]) }
    return zip(periods, zip(columns, spreads)).compactMap { period, found in
      found.1.map { Point(period: period, index: $0, dimensions: found.0.dropFirst().map(Self.mean)) }
    }
  }

  private static func mean(_ values: [Double]) -> Double? {
    var (sum, count) = (0.0, 0)
    for value in values where !value.isNaN {
      sum += value
      count += 1
    }
    return count > 0 ? sum / Double(count) : nil
  }

  // MARK: Tables

  private func trend(_ series: [(series: Series, points: [Point])]) -> ReportTable {
    var rows: [[ReportValue]] = []
    for (one, points) in series {
      var before: Double?
      for point in points {
        func figure(_ value: Double?) -> ReportValue { value.map { .real($0, decimals: one.decimals) } ?? .missing }
        rows.append([
          .category(id: one.dataset, label: LocalizedText(one.short)), .period(point.period.description),
          .integer(point.index.count), figure(point.index.mean), figure(point.index.lowerQuartile),
          figure(point.index.median), figure(point.index.upperQuartile), figure(before.map { point.index.mean - $0 }),
        ])
        before = point.index.mean
      }
    }
    func figure(_ id: String, _ label: LocalizedText) -> ReportColumn {
      ReportColumn(id: id, label: label, type: .real)
    }
    return ReportTable(
      id: "trend", title: LocalizedText(id: "Indeks tiap tahun", en: "The index by year"),
      columns: [
        ReportColumn(id: "index", label: LocalizedText(id: "Indeks", en: "Index"), type: .category),
        ReportColumn(id: "period", label: LocalizedText(id: "Tahun", en: "Year"), type: .period),
        ReportColumn(id: "villages", label: LocalizedText(id: "Desa", en: "Villages"), type: .integer),
        figure("mean", LocalizedText(id: "Rata-rata", en: "Mean")),
        figure("q1", LocalizedText(id: "Kuartil 1", en: "Quartile 1")),
        figure("median", LocalizedText(id: "Median", en: "Median")),
        figure("q3", LocalizedText(id: "Kuartil 3", en: "Quartile 3")),
        figure("change", LocalizedText(id: "Perubahan", en: "Change")),
      ], rows: rows, keyColumns: 2)
  }

  private func means(
    _ series: Series, _ points: [Point], _ dataset: DatasetDeclaration, withDimensions: Bool
  ) -> ReportTable {
    let dimensions = withDimensions ? series.dimensions : []
    let rows = points.map { point -> [ReportValue] in
      [.period(point.period.description), .real(point.index.mean, decimals: series.decimals)]
        + point.dimensions.map { mean in mean.map { .real($0, decimals: series.dimensionDecimals) } ?? .missing }
    }
    return ReportTable(
      id: "\(series.dataset)_means",
      title: LocalizedText(
        id: "Rata-rata \(series.short) dan dimensinya", en: "Means of \(series.short) and its dimensions"),
      columns: [
        ReportColumn(id: "period", label: LocalizedText(id: "Tahun", en: "Year"), type: .period),
        ReportColumn(id: series.index, label: LocalizedText(series.short), type: .real),
      ]
        + dimensions.map { id in
          let title = dataset.field(id)?.title ?? LocalizedText(id)
          // IKS, IKE and IKL are known by their letters; the dimensions of Indeks Desa by their names.
          return ReportColumn(
            id: id, label: series.dataset == "idm" ? LocalizedText(id.uppercased()) : title, type: .real)
        }, rows: rows)
  }
}
