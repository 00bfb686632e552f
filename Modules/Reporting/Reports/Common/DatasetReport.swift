import Diagnostics
import Domain
public import PluginKit
import Storage

/// The generic `dataset_report`: a row for each region below the one asked for and one for the region itself, a column
/// for each aggregate or expression of its layout. Serves reports that are declared in YAML alone.
///
/// Tables: `main`, and where the layout lists villages, `villages` (`code,name,district` and its columns).
public struct DatasetReport: Report {
  private let layout: DatasetReportLayout

  public init(_ layout: DatasetReportLayout) { self.layout = layout }

  public func document(_ context: ReportContext) throws -> ReportDocument {
    let scope = ExpressionScope(
      dataset: try context.declaration(of: layout.dataset), others: context.datasets,
      derived: layout.derived.map { ExpressionScope.Derived(id: $0.id, formula: $0.formula) })
    let formulas = try layout.columns.map { column -> RegionExpression? in
      guard case .formula(let text) = column.content else { return nil }
      return try scope.regions(text)
    }
    let listing = try layout.listing.map { try VillageListing($0, scope, layout.derived) }
    let wanted = formulas.compactMap { $0?.columns }.joined() + (listing?.expressions.flatMap(\.columns) ?? [])
    let fields = layout.columns.compactMap(\.field) + wanted.filter { $0.dataset == layout.dataset }.map(\.field)
    let basis: ReportBasis
    switch try context.basis(of: layout.dataset, fields: fields) {
    case .success(let found): basis = found
    case .failure(let nothing): return nothing.document
    }
    let table = wanted.isEmpty ? nil : try ExpressionTable(Array(wanted), context, basis)
    var document = ReportDocument(
      report: context.header.id, title: context.header.title, region: basis.region, period: basis.period.description,
      dataAsOf: basis.asOf, stage: basis.stage, tables: [try main(context, basis, formulas, table)],
      sources: [basis.source(layout.dataset)] + (table?.sources ?? []), notes: try context.registerNote(basis))
    document.notes += table?.notes ?? []
    if let listing, let table { document.tables.append(try listing.table(table, context, basis)) }
    return document
  }

  private func main(
    _ context: ReportContext, _ basis: ReportBasis, _ formulas: [RegionExpression?], _ table: ExpressionTable?
  ) throws -> ReportTable {
    let level = context.region.level.below ?? .village
    var units = [(code: context.region, name: try context.registerName(basis))]
    var groups = try query(context, basis, context.region.level)
    if level > context.region.level {
      groups.merge(try query(context, basis, level)) { own, _ in own }
      units += try context.store.units(level, in: context.region, at: basis.register.date).map { ($0.code, $0.name) }
    }
    units = units.filter { groups[$0.code] != nil }
    let figures = formulas.map { formula -> [Double]? in
      guard let formula, let table else { return nil }
      let own = 0..<table.regions.count
      let below = table.groups(by: level.villageDivisor / basis.dataset.level.villageDivisor)
      let rows = units.map { $0.code == context.region ? own : below[$0.code.number] ?? 0..<0 }
      return formula.values(over: table.columns(formula.columns), rows: table.regions.count, groups: rows)
    }
    let rows = units.indices.map { row -> [ReportValue] in
      var aggregates = (groups[units[row].code] ?? [])[...]
      let villages = aggregates.popFirst() ?? nil
      var cells: [ReportValue] = [
        .code(units[row].code.description), .text(units[row].name), .integer(villages.map { Int($0) }),
      ]
      for (index, column) in layout.columns.enumerated() {
        let value =
          if column.field != nil { (aggregates.popFirst() ?? nil) ?? .nan } else { figures[index]?[row] ?? .nan }
        cells.append(Self.cell(value, kind(column, formulas[index]), column.decimals))
      }
      return cells
    }
    let columns =
      [
        ReportColumn(id: "code", label: LocalizedText(id: "Kode", en: "Code"), type: .code),
        ReportColumn(id: "name", label: level.title, type: .text),
        ReportColumn(
          id: "villages", label: LocalizedText(id: "Desa", en: "Villages"), type: .integer, source: layout.dataset),
      ]
      + zip(layout.columns, formulas).map { column, formula in
        let kind = kind(column, formula)
        let unit = column.unit ?? formula?.unit ?? column.field.flatMap { basis.dataset.field($0)?.unit }
        return ReportColumn(
          id: column.id, label: column.title, type: kind, unit: kind == .percent ? nil : unit, source: layout.dataset)
      }
    return ReportTable(
      id: "main", title: context.header.title, columns: columns, rows: rows,
      totalRows: units.first?.code == context.region ? [0] : [])
  }

  private func kind(_ column: DatasetReportLayout.Column, _ formula: RegionExpression?) -> ReportColumn.Kind {
    if case .aggregate(.count, _) = column.content { return .integer }
    return switch formula?.form {
    case .count: .integer
    case .share: .percent
    case .other, nil: .real
    }
  }

  private static func cell(_ value: Double, _ kind: ReportColumn.Kind, _ decimals: Int) -> ReportValue {
    if value.isNaN { return .missing }
    return switch kind {
    case .integer: .integer(Int64(value))
    case .percent: .percent(value, decimals: decimals)
    default: .real(value, decimals: decimals)
    }
  }

  private func query(
    _ context: ReportContext, _ basis: ReportBasis, _ level: RegionLevel
  ) throws -> [RegionCode: [Double?]] {
    let aggregates = layout.columns.compactMap { column -> DatasetQuery.Aggregate? in
      guard case .aggregate(let aggregate, let field) = column.content else { return nil }
      return switch aggregate {
      case .mean: .mean(field)
      case .sum: .sum(field)
      case .min: .minimum(field)
      case .max: .maximum(field)
      case .count: .present(field)
      }
    }
    let groups = try context.store.query(
      DatasetQuery(
        dataset: layout.dataset, period: basis.period, region: context.region, level: level,
        aggregates: [.rows] + aggregates, registerDate: basis.register.date))
    return Dictionary(groups.map { ($0.region, $0.values) }, uniquingKeysWith: { first, _ in first })
  }
}

extension DatasetReportLayout.Column {
  /// The field of an aggregate; nil for a formula.
  fileprivate var field: String? {
    guard case .aggregate(_, let field) = content else { return nil }
    return field
  }
}

/// The rows for which a condition holds, with the fields and derived figures that the layout shows.
private struct VillageListing {
  private struct Column {
    let header: ReportColumn
    let expression: RowExpression
    let field: FieldDeclaration?
    let decimals: Int
  }

  private let title: LocalizedText
  private let condition: RowExpression
  private let columns: [Column]

  var expressions: [RowExpression] { [condition] + columns.map(\.expression) }

  init(_ listing: DatasetReportLayout.Listing, _ scope: ExpressionScope, _ derived: [DatasetReportLayout.Derived])
    throws
  {
    title = listing.title
    condition = try scope.condition(listing.condition)
    columns = try listing.columns.map { id in
      let expression = try scope.rows(id)
      let own = derived.first { $0.id == id }
      let field = scope.dataset.field(id)
      let kind: ReportColumn.Kind =
        switch expression.type {
        case .choice: .category
        case .truth: .text
        default: .real
        }
      let header = ReportColumn(
        id: id, label: field?.title ?? own?.title ?? LocalizedText(id), type: kind,
        unit: field?.unit ?? expression.unit, source: scope.dataset.id)
      return Column(
        header: header, expression: expression, field: field, decimals: field?.decimals ?? own?.decimals ?? 0)
    }
  }

  func table(_ table: ExpressionTable, _ context: ReportContext, _ basis: ReportBasis) throws -> ReportTable {
    func values(_ expression: RowExpression) -> [Double] {
      expression.values(over: table.columns(expression.columns), rows: table.regions.count)
    }
    let holds = values(condition)
    let figures = columns.map { values($0.expression) }
    let names = try context.names(of: basis.dataset.level, basis)
    let districts = basis.dataset.level == .village ? try context.names(of: .district, basis) : [:]
    var rows: [[ReportValue]] = []
    for (row, region) in table.regions.enumerated() where holds[row] == 1 {
      guard let code = RegionCode(region) else { continue }
      var cells: [ReportValue] = [.code(code.description), names[region].map { .text($0) } ?? .missing]
      if basis.dataset.level == .village {
        cells.append(code.ancestor(.district).flatMap { districts[$0.number] }.map { .text($0) } ?? .missing)
      }
      for (column, values) in zip(columns, figures) { cells.append(Self.cell(values[row], column)) }
      rows.append(cells)
    }
    var headers = [
      ReportColumn(id: "code", label: LocalizedText(id: "Kode", en: "Code"), type: .code),
      ReportColumn(id: "name", label: basis.dataset.level.title, type: .text),
    ]
    if basis.dataset.level == .village {
      headers.append(ReportColumn(id: "district", label: RegionLevel.district.title, type: .text))
    }
    return ReportTable(id: "villages", title: title, columns: headers + columns.map(\.header), rows: rows)
  }

  private static func cell(_ value: Double, _ column: Column) -> ReportValue {
    if value.isNaN { return .missing }
    if let item = column.field?.classes?[Int(value)] { return .category(id: item.id, label: item.title) }
    if let categories = column.field?.categories, categories.indices.contains(Int(value) - 1) {
      let item = categories[Int(value) - 1]
      return .category(id: item.id, label: item.title)
    }
    if column.expression.type == .truth {
      return .text(value != 0 ? LocalizedText(id: "Ya", en: "Yes") : LocalizedText(id: "Tidak", en: "No"))
    }
    return .real(value, decimals: column.decimals)
  }
}
