import Diagnostics
import Domain
import Foundation
import PluginKit
import Storage

/// The worksheet (*kertas kerja*) of one village: each indicator with its score, what the score means, what can be done,
/// what that adds to the index and who can do it; with the place in kecamatan and kabupaten and what is missing to the
/// next status.
///
/// Serves `village_profile`. Tables: `worksheet`
/// (`no,key,indicator,score,criterion,activity,gain,pusat,prov,kab,desa,csr,lainnya`) with the sub-indices as total rows,
/// `position` and `history`. `gain` is what the index gains when the indicator is raised to 5: (5 − score) × units / 6300,
/// as the ministry's own worksheet has it.
public struct VillageProfileReport: Report {
  public init() {}

  /// The sub-indices in the order of the worksheet, by the prefix of their indicators.
  private static let dimensions = ["iks", "ike", "ikl"]

  public func document(_ context: ReportContext) throws -> ReportDocument {
    let scale = LeverScale.idm
    guard context.region.level == .village else {
      throw ReportFailure(
        Diagnostic(
          code: "region-level",
          message: LocalizedText(
            id: "kertas kerja dibuat untuk satu desa, bukan \(context.region)",
            en: "the worksheet is that of one village, not of \(context.region)"), value: context.region.description,
          hint: LocalizedText(
            id: "sebutkan kode desa: --region 64.02.08.2002", en: "name a village: --region 64.02.08.2002")))
    }
    let basis: ReportBasis
    switch try context.basis(of: scale.dataset, fields: [scale.field, scale.index]) {
    case .success(let found): basis = found
    case .failure(let nothing): return nothing.document
    }
    guard let row = try context.rows(of: scale.dataset, period: basis.period, regions: [context.region]).first,
      let classes = basis.classes(of: scale.field)
    else {
      return context.nothing(ReportContext.noData(basis.dataset.title, basis.region, basis.period), basis.region)
        .document
    }
    let worksheet = try context.worksheet(scale.dataset)
    var document = ReportDocument(
      report: context.header.id, title: context.header.title, region: basis.region,
      period: basis.period.description, dataAsOf: basis.asOf, stage: basis.stage, sources: [basis.source(scale.dataset)]
    )
    document.keyFigures = keyFigures(row, classes, scale)
    document.tables = [
      table(row, basis, worksheet, scale, classes), try position(context, basis, scale),
      try history(context, scale, classes),
    ]
    document.notes = try notes(row, scale, classes) + context.registerNote(basis)
    return document
  }

  private func real(_ row: DatasetRow, _ field: String) -> Double? {
    switch row.value(field) {
    case .real(let value): value
    case .integer(let value): Double(value)
    case .missing, .text: nil
    }
  }

  private func place(_ row: DatasetRow, _ scale: LeverScale) -> Int? {
    if case .integer(let place) = row.value(scale.field) { Int(place) } else { nil }
  }

  private func keyFigures(_ row: DatasetRow, _ classes: Classification, _ scale: LeverScale) -> [KeyFigure] {
    var figures = [
      KeyFigure(
        id: "idm", label: LocalizedText("IDM"), value: row.figure(scale.index, decimals: 4), source: scale.dataset),
      KeyFigure(
        id: "status", label: LocalizedText(id: "Status", en: "Status"), value: row.category(scale.field, classes),
        source: scale.dataset),
    ]
    guard let place = place(row, scale), let next = classes[place + 1], let index = real(row, scale.index),
      let threshold = scale.threshold(of: place + 1, classes)
    else { return figures }
    // The lowest index of the status as the published table prints it, with four decimals.
    let least = (Double(threshold) / scale.unitsPerIndex * 10_000).rounded() / 10_000
    figures += [
      KeyFigure(
        id: "next_status", label: LocalizedText(id: "Status berikutnya", en: "Next status"),
        value: .category(id: next.id, label: next.title)),
      KeyFigure(
        id: "shortfall",
        label: LocalizedText(id: "Kurang untuk status itu", en: "Missing to it"),
        value: .real(((least - index) * 1e6).rounded() / 1e6, decimals: 4)),
    ]
    return figures
  }

  private func notes(_ row: DatasetRow, _ scale: LeverScale, _ classes: Classification) -> [LocalizedText] {
    var notes: [LocalizedText] = []
    for field in [scale.index] + Self.dimensions {
      guard case .real(let published)? = row.values[field], case .real(let own)? = row.recomputed[field],
        abs(published - own) >= 0.0001
      else { continue }
      let (a, b) = (Self.text(published), Self.text(own))
      notes.append(
        LocalizedText(
          id: "\(field.uppercased()) resmi \(a), hasil hitung ulang dari skor \(b); angka resmi yang dipakai.",
          en:
            "\(field.uppercased()) as published is \(a), recomputed from the scores \(b); the published figure stands.")
      )
    }
    if let index = real(row, scale.index), let place = place(row, scale), let own = classes.ordinal(of: index),
      own != place, let title = classes[own]?.title
    {
      notes.append(
        LocalizedText(
          id: "Status resmi tidak sesuai dengan indeksnya, yang berarti \(title.id).",
          en: "The published status contradicts the index, which means \(title.en)."))
    }
    return notes
  }

  private static func text(_ value: Double) -> String { String(format: "%.4f", value) }

  // MARK: Tables

  private func table(
    _ row: DatasetRow, _ basis: ReportBasis, _ worksheet: Worksheet?, _ scale: LeverScale, _ classes: Classification
  ) -> ReportTable {
    var rows: [[ReportValue]] = []
    var totals: Set<Int> = []
    func words(_ text: String?) -> ReportValue { text.flatMap { $0.isEmpty ? nil : .text($0) } ?? .missing }
    func total(_ key: String, _ label: LocalizedText, _ value: ReportValue) {
      totals.insert(rows.count)
      rows.append(
        [.missing, .code(key), .text(label), value]
          + Array(repeating: .missing, count: 3 + Worksheet.Actor.allCases.count))
    }
    let indicators = scale.indicators(basis.dataset)
    for dimension in Self.dimensions {
      for (place, indicator) in indicators.enumerated() where indicator.field.id.hasPrefix(dimension) {
        let entry = worksheet?.entries[indicator.field.id]
        let score: Int? = if case .integer(let score)? = row.values[indicator.field.id] { Int(score) } else { nil }
        let criterion = score.flatMap { entry?.criterion($0) }
        let gain = score.map { Double((5 - $0) * indicator.units) / scale.unitsPerIndex }
        rows.append(
          [
            .integer(place + 1), .code(indicator.field.id), .text(indicator.field.title), .integer(score),
            words(criterion?.text), words(criterion?.activity),
            gain.map { .real(($0 * 1e8).rounded() / 1e8, decimals: 4) } ?? .missing,
          ] + Worksheet.Actor.allCases.map { words(entry?.actors[$0]) })
      }
      total(
        dimension, basis.dataset.field(dimension)?.title ?? LocalizedText(dimension), row.figure(dimension, decimals: 4)
      )
    }
    total(scale.index, basis.dataset.field(scale.index)?.title ?? "IDM", row.figure(scale.index, decimals: 4))
    func column(_ id: String, _ label: LocalizedText, _ kind: ReportColumn.Kind) -> ReportColumn {
      ReportColumn(id: id, label: label, type: kind, source: scale.dataset)
    }
    return ReportTable(
      id: "worksheet",
      title: LocalizedText(id: "Kertas kerja IDM \(basis.period)", en: "IDM worksheet \(basis.period)"),
      columns: [
        column("no", LocalizedText(id: "No", en: "No"), .integer),
        column("key", LocalizedText(id: "Kunci", en: "Key"), .code),
        column("indicator", LocalizedText(id: "Indikator", en: "Indicator"), .text),
        column("score", LocalizedText(id: "Skor", en: "Score"), .real),
        column("criterion", LocalizedText(id: "Keterangan", en: "Meaning"), .text),
        column("activity", LocalizedText(id: "Kegiatan yang dapat dilakukan", en: "What can be done"), .text),
        column("gain", LocalizedText(id: "+Nilai", en: "+Index"), .real),
      ] + Worksheet.Actor.allCases.map { column($0.rawValue, $0.title, .text) },
      rows: rows, totalRows: totals, keyColumns: 3)
  }

  /// The village's place among those that have an index, the highest first; equal ones share a place.
  private func position(_ context: ReportContext, _ basis: ReportBasis, _ scale: LeverScale) throws -> ReportTable {
    var rows: [[ReportValue]] = []
    for level in [RegionLevel.district, .regency, .province] {
      guard let region = context.region.ancestor(level), context.store.principal.scope.contains(region) else {
        continue
      }
      let columns = try context.store.columns(
        of: scale.dataset, fields: [scale.index], period: basis.period, in: region, registerDate: context.asOf)
      let values = columns.values[0]
      guard let own = columns.regions.firstIndex(of: context.region.number), !values[own].isNaN else { continue }
      let name = try context.store.unit(region, at: basis.register.date)?.name ?? region.description
      let spread = Spread(values)
      rows.append([
        .text(level.title), .text(name), .integer(values.count { $0 > values[own] } + 1),
        .integer(values.count { !$0.isNaN }), spread.map { .real($0.mean, decimals: 4) } ?? .missing,
      ])
    }
    return ReportTable(
      id: "position", title: LocalizedText(id: "Kedudukan desa", en: "The village's place"),
      columns: [
        ReportColumn(id: "level", label: LocalizedText(id: "Di", en: "In"), type: .text),
        ReportColumn(id: "region", label: LocalizedText(id: "Wilayah", en: "Region"), type: .text),
        ReportColumn(id: "place", label: LocalizedText(id: "Peringkat", en: "Rank"), type: .integer),
        ReportColumn(id: "villages", label: LocalizedText(id: "Dari desa", en: "Of villages"), type: .integer),
        ReportColumn(id: "mean", label: LocalizedText(id: "Rata-rata IDM", en: "Mean IDM"), type: .real),
      ], rows: rows, keyColumns: 2)
  }

  private func history(
    _ context: ReportContext, _ scale: LeverScale, _ classes: Classification
  ) throws -> ReportTable {
    let rows = try context.periods(of: scale.dataset).compactMap { period in
      try context.rows(of: scale.dataset, period: period, regions: [context.region]).first.map { row in
        [.period(period.description)] + (Self.dimensions + [scale.index]).map { row.figure($0, decimals: 4) }
          + [row.category(scale.field, classes)]
      }
    }
    return ReportTable(
      id: "history", title: LocalizedText(id: "Dari tahun ke tahun", en: "Over the years"),
      columns: [ReportColumn(id: "period", label: LocalizedText(id: "Tahun", en: "Year"), type: .period)]
        + (Self.dimensions + [scale.index]).map {
          ReportColumn(id: $0, label: LocalizedText($0.uppercased()), type: .real)
        } + [ReportColumn(id: "status", label: LocalizedText(id: "Status", en: "Status"), type: .category)], rows: rows)
  }
}
