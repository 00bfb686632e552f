import Diagnostics
import Domain
import PluginKit
import Storage

/// Which villages and kecamatan have no facilitator on a day, which facilitators have too many villages or serve in several
/// kecamatan, and how many are missing.
///
/// Serves `facilitator_coverage`. Tables: `regions`
/// (`code,name,villages,pld,need,vacant,without_pld,pd,pd_vacant,pdti,pdti_vacant`), `villages` without a PLD, `overloaded` PLD,
/// `districts` short of PD or PDTI, `several` (people in several kecamatan), `outside` (homes outside the posting), `staff`
/// (experts and coordinators by kabupaten and province), `periods` (gaps and overlaps of postings).
public struct FacilitatorCoverageReport: Report {
  public init() {}

  public func document(_ context: ReportContext) throws -> ReportDocument {
    let dataset = try context.declaration(of: "pendamping")
    let day = context.asOf ?? context.period?.lastDay ?? context.today
    guard let register = try context.store.registerDate(for: day) else {
      return context.nothing(ReportContext.noRegister).document
    }
    let region = try context.reportRegion(at: register.date)
    let ratios = try FacilitatorRatios(context)
    let frame = try DistrictFrame(context, at: register.date)
    let tables = FacilitatorTables(
      try FacilitatorPostings(context), frame, ratios, region: context.region, day: day, source: dataset.id)
    var document = ReportDocument(
      report: context.header.id, title: context.header.title, region: region, dataAsOf: day?.description,
      keyFigures: tables.keyFigures, sources: [ReportSource(id: dataset.id, dataset: dataset.id, title: dataset.title)])
    document.tables = [
      try tables.regions(context), try tables.villages(context), try tables.overloaded(context),
      try tables.districts(context),
      try tables.several(context), try context.cut(try tables.outside(context)),
      try context.cut(try tables.staff(context)), try context.cut(tables.periods()),
    ]
    if ratios.isAssumed {
      document.notes.append(
        LocalizedText(
          id:
            "Kebutuhan PD (\(ratios.pdPerDistrict)) dan PDTI (\(ratios.pdtiPerDistrict)) tiap kecamatan adalah kebiasaan, bukan ketentuan; ubah dengan --set pd_per_district=N dan --set pdti_per_district=N.",
          en:
            "The need for PD (\(ratios.pdPerDistrict)) and PDTI (\(ratios.pdtiPerDistrict)) of a kecamatan is what is usual, not a rule; change it with --set pd_per_district=N and --set pdti_per_district=N."
        ))
    }
    return document
  }
}
