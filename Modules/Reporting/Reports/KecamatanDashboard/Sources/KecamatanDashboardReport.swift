import Diagnostics
import Domain
import PluginKit
import Storage

/// What a kecamatan's joint team looks at: service by service what villages lack, what they spend and what to do about it.
///
/// Serves `kecamatan_dashboard`. Tables: `services`, `balance`, `unserved`, `indicators`, `villages`, `levels`, `stages`,
/// `actions`, `missing`, `before_after`.
public struct KecamatanDashboardReport: Report {
  public init() {}

  public func document(_ context: ReportContext) throws -> ReportDocument {
    guard context.region.level == .district else {
      throw ReportFailure(
        Diagnostic(
          code: "region-level",
          message: LocalizedText(
            id: "dashboard dibuat untuk satu kecamatan, bukan \(context.region)",
            en: "a dashboard is that of one kecamatan, not of \(context.region)"), value: context.region.description,
          hint: LocalizedText(
            id: "sebutkan kode kecamatan, atau semua sekaligus dengan --each kecamatan",
            en: "name a kecamatan, or take all at once with --each kecamatan")))
    }
    guard let register = try context.store.registerDate(for: context.asOf ?? context.period?.lastDay) else {
      return context.nothing(ReportContext.noRegister).document
    }
    let region = try context.reportRegion(at: register.date)
    let data = try DashboardData(context, at: register.date)
    let tables = DashboardTables(context: context, data: data)
    var document = ReportDocument(
      report: context.header.id, title: context.header.title, region: region, period: "\(data.year)",
      keyFigures: tables.keyFigures, sources: data.sources, notes: data.notes)
    document.isDashboard = true
    document.tables = [tables.serviceTable(), tables.balance(), tables.unserved(), tables.villages()]
    document.tables += [tables.beforeAfter(), tables.indicators()]
    document.tables += [tables.levels(), tables.stages(), try tables.actions(), tables.missing()].filter {
      !$0.rows.isEmpty
    }
    document.figures = tables.figures
    return document
  }
}
