import Diagnostics
import Domain
import PluginKit
import Storage

/// Rekap Kelengkapan Data: for a dataset and a period, what of each region has come in, what is missing, by when it is due.
///
/// A row for each kabupaten (nation, province) or kecamatan (kabupaten); for a kecamatan the villages themselves.
public struct CompletenessReport: Report {
  public init() {}

  public func document(_ context: ReportContext) throws -> ReportDocument {
    let dataset = try context.declaration(of: try Self.dataset(context))
    guard let latest = try context.store.registerDate(for: nil) else {
      return context.nothing(ReportContext.noRegister).document
    }
    let region = try context.reportRegion(at: context.asOf ?? context.period?.lastDay ?? latest.date)
    guard let period = try Self.period(context, dataset) else {
      let none = ReportContext.noData(dataset.title, region, nil)
      return context.nothing(
        LocalizedText(
          id: "\(none.id) Sebutkan periodenya dengan --period.", en: "\(none.en) Name the period with --period."),
        region
      ).document
    }
    try context.check(period, fits: dataset)
    guard context.region.level <= dataset.level else {
      return context.nothing(Self.tooNarrow(dataset, region), region).document
    }
    guard let register = try context.store.registerDate(for: context.asOf ?? period.lastDay) else {
      return context.nothing(ReportContext.noRegister).document
    }
    let found = try context.store.completeness(of: dataset.id, period: period, in: context.region, at: register.date)
    guard !found.regions.isEmpty else {
      return context.nothing(Self.noUnits(dataset, region), region).document
    }
    let basis = ReportBasis(
      dataset: dataset, period: period, register: register, region: region, origins: found.origins)
    let tables = CompletenessTables(context: context, basis: basis, found: found)
    return ReportDocument(
      report: context.header.id, title: context.header.title, region: region, period: period.description,
      keyFigures: tables.keyFigures, tables: try tables.all(), sources: [basis.source(dataset.id)],
      notes: try tables.notes + context.registerNote(basis))
  }

  /// The dataset asked for, or the only one there is.
  private static func dataset(_ context: ReportContext) throws -> String {
    if let id = context.options["dataset"] { return id }
    let known = context.datasets.keys.sorted()
    if let only = known.first, known.count == 1 { return only }
    throw ReportFailure(
      Diagnostic(
        code: "option-missing",
        message: LocalizedText(id: "opsi `dataset` wajib diisi", en: "option `dataset` is required"),
        hint: LocalizedText(
          id: "tambahkan --set dataset=…; yang ada: \(known.joined(separator: ", "))",
          en: "add --set dataset=…; there are: \(known.joined(separator: ", "))")))
  }

  /// The period asked for, or the latest with data: in the region, else anywhere.
  private static func period(_ context: ReportContext, _ dataset: DatasetDeclaration) throws -> Period? {
    if let period = context.period { return period }
    let own =
      context.region.level <= dataset.level ? try context.store.periods(of: dataset.id, in: context.region) : []
    return try own.last ?? context.store.periods(of: dataset.id, in: context.store.principal.scope).last
  }

  private static func tooNarrow(_ dataset: DatasetDeclaration, _ region: ReportRegion) -> LocalizedText {
    LocalizedText(
      id: "\(dataset.title.id) diisi per \(dataset.level.title.id.lowercased()), di atas \(region.name.id).",
      en: "\(dataset.title.en) is kept by \(dataset.level.title.en.lowercased()), above \(region.name.en).")
  }

  private static func noUnits(_ dataset: DatasetDeclaration, _ region: ReportRegion) -> LocalizedText {
    LocalizedText(
      id: "\(region.name.id) tidak memiliki wilayah yang mengisi \(dataset.title.id).",
      en: "\(region.name.en) has no region that fills \(dataset.title.en).")
  }
}
