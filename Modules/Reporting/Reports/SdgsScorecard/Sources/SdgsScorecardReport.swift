import Diagnostics
import Domain
import PluginKit
import Storage

/// The scores of the eighteen village SDGs and of the typologies they belong to, over the villages that were measured.
///
/// Serves `sdgs_scorecard`. Tables: `regions` (`code,name,villages,measured,no_data,average,sdgs01…`), `goals`
/// (`goal,title,typology,score,lowest,zero,villages`) and `typologies` (`typology,title,goals,score`). Villages without a
/// single score were not measured: they count as without data and in no mean (Permendesa PDTT 21/2020; the average of a
/// village is that of its 18 goals, zeros included, as the ministry's service gives it).
public struct SdgsScorecardReport: Report {
  static let dataset = "sdgs_desa"
  static let average = "sdgs_rata"

  public init() {}

  /// The means of the measured villages of a region.
  private struct Entry {
    let code: RegionCode
    let name: String
    let villages: Int
    let rows: Range<Int>
  }

  public func document(_ context: ReportContext) throws -> ReportDocument {
    let basis: ReportBasis
    switch try context.basis(of: Self.dataset, fields: [Self.average]) {
    case .success(let found): basis = found
    case .failure(let nothing): return nothing.document
    }
    let typologies = basis.dataset.fields.filter { $0.id.hasPrefix("sdgs_tipologi") }
    let goals = basis.dataset.fields.filter { $0.id.hasPrefix("sdgs") && $0.id.dropFirst(4).allSatisfy(\.isNumber) }
    let fields = [Self.average] + goals.map(\.id) + typologies.map(\.id)
    let columns = try context.store.columns(
      of: Self.dataset, fields: fields, period: basis.period, in: context.region, registerDate: basis.register.date)
    let entries = try entries(context, basis, columns)
    let all = 0..<columns.regions.count
    let measured = columns.values[0].filter { !$0.isNaN }.count
    let villages = entries.last?.villages ?? 0
    var document = ReportDocument(
      report: context.header.id, title: context.header.title, region: basis.region, period: basis.period.description,
      dataAsOf: basis.asOf, stage: basis.stage,
      keyFigures: [
        figure("villages", LocalizedText(id: "Jumlah desa", en: "Villages"), villages),
        figure("measured", LocalizedText(id: "Sudah diukur", en: "Measured"), measured),
        figure("no_data", LocalizedText(id: "Tanpa data", en: "Without data"), max(0, villages - measured)),
        KeyFigure(
          id: "average", label: LocalizedText(id: "Skor rata-rata", en: "Average score"),
          value: Self.score(Self.mean(columns.values[0], all)), source: Self.dataset),
      ], sources: [basis.source(Self.dataset)])
    document.tables = [
      regions(entries, columns, goals, context, basis), self.goals(columns, goals, typologies),
      self.typologies(columns, goals, typologies),
    ]
    document.figures = [
      ReportFigure(
        id: "goals", title: LocalizedText(id: "Skor tiap tujuan", en: "Score of each goal"), kind: .bar,
        table: "goals", category: "title", values: ["score"]),
      ReportFigure(
        id: "typologies", title: LocalizedText(id: "Skor tiap tipologi", en: "Score of each typology"), kind: .bar,
        table: "typologies", category: "title", values: ["score"]),
    ]
    document.notes = [
      LocalizedText(
        id: "Desa tanpa satu pun skor belum diukur; tidak ikut dalam rata-rata mana pun.",
        en: "Villages without a single score were not measured and are in no mean.")
    ]
    document.notes += try context.registerNote(basis)
    return document
  }

  private func figure(_ id: String, _ label: LocalizedText, _ value: Int) -> KeyFigure {
    KeyFigure(
      id: id, label: label, value: .integer(value), unit: LocalizedText(id: "desa", en: "villages"),
      source: Self.dataset)
  }

  /// The regions below the one asked for, and that itself last.
  private func entries(_ context: ReportContext, _ basis: ReportBasis, _ columns: DatasetColumns) throws -> [Entry] {
    let all = 0..<columns.regions.count
    let counts = { (level: RegionLevel) in
      try context.store.villageCounts(
        by: level, in: context.region, kinds: basis.dataset.appliesTo, at: basis.register.date)
    }
    let own = Entry(
      code: context.region, name: try context.registerName(basis),
      villages: try counts(context.region.level)[context.region] ?? 0, rows: all)
    guard let level = context.region.level.below else { return [own] }
    let villages = try counts(level)
    var rows: [Int64: Range<Int>] = [:]
    var start = 0
    let divisor = level.villageDivisor
    for row in all
    where row + 1 == all.upperBound || columns.regions[row + 1] / divisor != columns.regions[row] / divisor {
      rows[columns.regions[row] / divisor] = start..<(row + 1)
      start = row + 1
    }
    return try context.store.units(level, in: context.region, at: basis.register.date)
      .filter { (villages[$0.code] ?? 0) > 0 }
      .map {
        Entry(code: $0.code, name: $0.name, villages: villages[$0.code] ?? 0, rows: rows[$0.code.number] ?? 0..<0)
      }
      + [own]
  }

  // MARK: Tables

  private func regions(
    _ entries: [Entry], _ columns: DatasetColumns, _ goals: [FieldDeclaration], _ context: ReportContext,
    _ basis: ReportBasis
  ) -> ReportTable {
    let rows = entries.map { entry -> [ReportValue] in
      let measured = entry.rows.filter { !columns.values[0][$0].isNaN }.count
      let scores = (0...goals.count).map { Self.score(Self.mean(columns.values[$0], entry.rows)) }
      return [
        .code(entry.code.description), .text(entry.name), .integer(entry.villages), .integer(measured),
        .integer(max(0, entry.villages - measured)),
      ] + scores
    }
    func count(_ id: String, _ label: LocalizedText) -> ReportColumn {
      ReportColumn(id: id, label: label, type: .integer, source: Self.dataset)
    }
    let level = context.region.level.below ?? .village
    return ReportTable(
      id: "regions", title: LocalizedText(id: "Rata-rata menurut wilayah", en: "Means by region"),
      columns: [
        ReportColumn(id: "code", label: LocalizedText(id: "Kode", en: "Code"), type: .code),
        ReportColumn(id: "name", label: level.title, type: .text),
        count("villages", LocalizedText(id: "Desa", en: "Villages")),
        count("measured", LocalizedText(id: "Diukur", en: "Measured")),
        count("no_data", LocalizedText(id: "Tanpa data", en: "No data")),
        ReportColumn(
          id: "average", label: LocalizedText(id: "Rata-rata", en: "Average"), type: .real, source: Self.dataset),
      ]
        + goals.enumerated().map { index, field in
          ReportColumn(id: field.id, label: LocalizedText("\(index + 1)"), type: .real, source: Self.dataset)
        }, rows: rows, totalRows: [rows.count - 1],
      note: LocalizedText(
        id: "Kolom 1–18 ialah tujuan menurut tabel berikut.", en: "The columns 1–18 are the goals of the table below."))
  }

  private func goals(
    _ columns: DatasetColumns, _ goals: [FieldDeclaration], _ typologies: [FieldDeclaration]
  ) -> ReportTable {
    let all = 0..<columns.regions.count
    let rows = goals.enumerated().map { index, field -> [ReportValue] in
      let values = columns.values[1 + index].filter { !$0.isNaN }
      let own = typologies.first { $0.formula?.contains(field.id) ?? false }
      return [
        .integer(index + 1), .text(field.title), own.map { .text($0.title) } ?? .missing,
        Self.score(Self.mean(columns.values[1 + index], all)), Self.score(values.min()),
        .integer(values.filter { $0 == 0 }.count), .integer(values.count),
      ]
    }
    return ReportTable(
      id: "goals", title: LocalizedText(id: "Tujuan", en: "Goals"),
      columns: [
        ReportColumn(id: "goal", label: LocalizedText(id: "No", en: "No"), type: .integer),
        ReportColumn(id: "title", label: LocalizedText(id: "Tujuan", en: "Goal"), type: .text),
        ReportColumn(id: "typology", label: LocalizedText(id: "Tipologi", en: "Typology"), type: .text),
        ReportColumn(id: "score", label: LocalizedText(id: "Skor", en: "Score"), type: .real, source: Self.dataset),
        ReportColumn(
          id: "lowest", label: LocalizedText(id: "Terendah", en: "Lowest"), type: .real, source: Self.dataset),
        ReportColumn(
          id: "zero", label: LocalizedText(id: "Desa bernilai 0", en: "Villages at 0"), type: .integer,
          source: Self.dataset),
        ReportColumn(
          id: "villages", label: LocalizedText(id: "Desa", en: "Villages"), type: .integer, source: Self.dataset),
      ], rows: rows, keyColumns: 2,
      note: LocalizedText(
        id: "Nilai 0 dapat berarti tidak ada datanya; nilai itu ikut dalam rata-rata, seperti pada sumbernya.",
        en: "A zero may mean that there is no data; it is in the mean all the same, as in the source."))
  }

  private func typologies(
    _ columns: DatasetColumns, _ goals: [FieldDeclaration], _ typologies: [FieldDeclaration]
  ) -> ReportTable {
    let all = 0..<columns.regions.count
    let rows = typologies.enumerated().map { index, field -> [ReportValue] in
      let own = goals.enumerated().filter { field.formula?.contains($0.element.id) ?? false }.map { "\($0.offset + 1)" }
      return [
        .integer(index + 1), .text(field.title), .text(own.joined(separator: ", ")),
        Self.score(Self.mean(columns.values[1 + goals.count + index], all)),
      ]
    }
    return ReportTable(
      id: "typologies", title: LocalizedText(id: "Tipologi desa", en: "Village typologies"),
      columns: [
        ReportColumn(id: "typology", label: LocalizedText(id: "No", en: "No"), type: .integer),
        ReportColumn(id: "title", label: LocalizedText(id: "Tipologi", en: "Typology"), type: .text),
        ReportColumn(id: "goals", label: LocalizedText(id: "Tujuan", en: "Goals"), type: .text),
        ReportColumn(id: "score", label: LocalizedText(id: "Skor", en: "Score"), type: .real, source: Self.dataset),
      ], rows: rows, keyColumns: 2)
  }

  // MARK: Means

  private static func mean(_ values: [Double], _ rows: Range<Int>) -> Double? {
    var (sum, count) = (0.0, 0)
    for row in rows where !values[row].isNaN {
      sum += values[row]
      count += 1
    }
    return count > 0 ? sum / Double(count) : nil
  }

  private static func score(_ value: Double?) -> ReportValue { value.map { .real($0, decimals: 2) } ?? .missing }
}
