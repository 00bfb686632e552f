import Diagnostics
import Domain
import PluginKit
import Storage

/// Which villages have trained officials, and which kecamatan went on from training to workshop and practice.
///
/// Serves `training_coverage`. Tables: `regions` (`code,name,villages,trained,officials,officials_share,districts,
/// districts_trained,districts_workshop,districts_practice`, by province, kabupaten or kecamatan), `without_workshop`
/// and `without_practice` (kecamatan), `chain` (all trained kecamatan), `courses`.
public struct TrainingCoverageReport: Report {
  public init() {}

  public func document(_ context: ReportContext) throws -> ReportDocument {
    let dataset = try context.declaration(of: "pelatihan")
    guard let register = try context.store.registerDate(for: context.asOf) else {
      return context.nothing(ReportContext.noRegister).document
    }
    let region = try context.reportRegion(at: register.date)
    let courses = try TrainingRecords(context).all
    let frame = try DistrictFrame(context, at: register.date)
    let tables = TrainingTables(courses, try TrainingChain(context, courses), frame, source: dataset.id)
    var document = ReportDocument(
      report: context.header.id, title: context.header.title, region: region, period: context.period?.description,
      keyFigures: tables.keyFigures, sources: [ReportSource(id: dataset.id, dataset: dataset.id, title: dataset.title)])
    document.tables = [
      try tables.regions(context), try tables.without(.workshop, context), try tables.without(.practice, context),
      try tables.chain(context), tables.courses(),
    ]
    let unsaid = courses.count { $0.isOfficials == nil }
    if unsaid > 0 {
      document.notes.append(
        LocalizedText(
          id: "\(unsaid) catatan pelatihan tidak menyebut siapa pesertanya; tidak dihitung sebagai aparatur desa.",
          en: "\(unsaid) records of training do not say who took part; they do not count as village officials."))
    }
    let above = courses.count { $0.district == nil }
    if above > 0 {
      document.notes.append(
        LocalizedText(
          id: "\(above) catatan pelatihan untuk seluruh kabupaten atau di atasnya tidak masuk rantai kecamatan.",
          en: "\(above) records of training for a whole kabupaten or above are in no chain of a kecamatan."))
    }
    document.tables = try document.tables.map(context.cut)
    return document
  }
}
