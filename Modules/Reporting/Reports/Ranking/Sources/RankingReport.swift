import Diagnostics
import Domain
import PluginKit
import Storage

/// Villages, or the regions of a level by the mean of their villages, ranked by an index.
///
/// Serves `ranking`: `rank,code,name,within,<index>,status`; above villages the number of villages stands in the place of the
/// status, and provinces lie within nothing. Equal figures share a rank, and the next one counts on.
public struct RankingReport: Report {
  public init() {}

  /// One who is ranked.
  private struct Entry {
    let region: Int64
    var sum = 0.0
    var villages = 0
    /// Of villages only; the place of the class.
    var status = 0

    var figure: Double { sum / Double(villages) }
  }

  public func document(_ context: ReportContext) throws -> ReportDocument {
    let scale: LeverScale = context.options["index"] == "indeks_desa" ? .indeksDesa : .idm
    let basis: ReportBasis
    switch try context.basis(of: scale.dataset, fields: [scale.field, scale.index]) {
    case .success(let found): basis = found
    case .failure(let nothing): return nothing.document
    }
    let level = context.options["level"].flatMap(RegionLevel.init(rawValue:)) ?? .village
    guard level > context.region.level else {
      throw ReportFailure(
        Diagnostic(
          code: "option-invalid",
          message: LocalizedText(
            id: "`level`: \(level.title.id) tidak terletak di bawah \(basis.region.name.id)",
            en: "`level`: \(level.title.en) does not lie below \(basis.region.name.en)"), value: level.rawValue))
    }
    let top = try context.options["top"].map { text in
      guard let top = Int(text), top > 0 else {
        throw ReportFailure(
          Diagnostic(
            code: "option-invalid",
            message: LocalizedText(id: "`top` harus bilangan mulai 1", en: "`top` has to be a number from 1"),
            value: text))
      }
      return top
    }
    let entries = ranked(
      try context.store.columns(
        of: scale.dataset, fields: [scale.index, scale.field], period: basis.period, in: context.region,
        registerDate: basis.register.date), level, lowestFirst: context.options["order"] == "lowest")
    var document = ReportDocument(
      report: context.header.id, title: context.header.title, region: basis.region,
      period: basis.period.description, dataAsOf: basis.asOf, stage: basis.stage, sources: [basis.source(scale.dataset)]
    )
    document.tables = [try table(entries, top, level, context, basis, scale)]
    document.notes = try context.registerNote(basis)
    return document
  }

  private func ranked(_ columns: DatasetColumns, _ level: RegionLevel, lowestFirst: Bool) -> [Entry] {
    var entries: [Entry] = []
    for row in columns.regions.indices where !columns.values[0][row].isNaN {
      let region = columns.regions[row] / level.villageDivisor
      if entries.last?.region != region { entries.append(Entry(region: region)) }
      entries[entries.count - 1].sum += columns.values[0][row]
      entries[entries.count - 1].villages += 1
      let status = columns.values[1][row]
      if level == .village, !status.isNaN { entries[entries.count - 1].status = Int(status) }
    }
    return entries.sorted { a, b in
      if a.figure != b.figure { return lowestFirst ? a.figure < b.figure : a.figure > b.figure }
      return a.region < b.region
    }
  }

  private func table(
    _ entries: [Entry], _ top: Int?, _ level: RegionLevel, _ context: ReportContext, _ basis: ReportBasis,
    _ scale: LeverScale
  ) throws -> ReportTable {
    let classes = basis.dataset.field(scale.field)?.classes
    let own = try context.names(of: level, basis)
    let above: RegionLevel = level == .village ? .district : level == .district ? .regency : .province
    let parents = level == .province ? [:] : try context.names(of: above, basis)
    var rows: [[ReportValue]] = []
    var rank = 0
    for (place, entry) in entries.enumerated() {
      if place == 0 || entries[place - 1].figure != entry.figure { rank = place + 1 }
      if let top, rank > top { break }
      guard let code = RegionCode(entry.region) else { continue }
      let parent = code.ancestor(above).flatMap { parents[$0.number] }
      var row: [ReportValue] = [.integer(rank), .code(code.description), .text(own[entry.region] ?? "")]
      if level > .province { row.append(parent.map { .text($0) } ?? .missing) }
      row.append(.real(entry.figure, decimals: scale.decimals))
      row.append(
        level == .village
          ? classes?[entry.status].map { .category(id: $0.id, label: $0.title) } ?? .missing : .integer(entry.villages))
      rows.append(row)
    }
    let label =
      level == .village
      ? LocalizedText(scale.short) : LocalizedText(id: "Rata-rata \(scale.short)", en: "Mean \(scale.short)")
    let last =
      level == .village
      ? ReportColumn(
        id: "status", label: LocalizedText(id: "Status", en: "Status"), type: .category, source: scale.dataset)
      : ReportColumn(id: "villages", label: LocalizedText(id: "Desa", en: "Villages"), type: .integer)
    return ReportTable(
      id: "ranking", title: LocalizedText(id: "Peringkat menurut \(label.id)", en: "Ranking by \(label.en)"),
      columns: [
        ReportColumn(id: "rank", label: LocalizedText(id: "Peringkat", en: "Rank"), type: .integer),
        ReportColumn(id: "code", label: LocalizedText(id: "Kode", en: "Code"), type: .code),
        ReportColumn(
          id: "name", label: level == .village ? context.vocabulary.village(in: context.region) : level.title,
          type: .text),
      ] + (level > .province ? [ReportColumn(id: "within", label: above.title, type: .text)] : [])
        + [ReportColumn(id: scale.index, label: label, type: .real, source: scale.dataset), last], rows: rows,
      keyColumns: 3)
  }
}
