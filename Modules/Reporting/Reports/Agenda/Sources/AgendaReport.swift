import Diagnostics
import Domain
import PluginKit
import Storage

/// Actions proposed to a kecamatan's joint team from what its villages lack.
///
/// Serves `agenda`. Tables: `agenda` (`code,name,service,problem,action,lead,involved,level,fund,due,indicator,priority`) and,
/// where a meeting is named, `actions` with the headings of the importer `tindak_lanjut`.
public struct AgendaReport: Report {
  public init() {}

  public func document(_ context: ReportContext) throws -> ReportDocument {
    guard context.region.level == .district else {
      throw ReportFailure(
        Diagnostic(
          code: "region-level",
          message: LocalizedText(
            id: "agenda diusulkan untuk satu kecamatan, bukan \(context.region)",
            en: "an agenda is proposed to one kecamatan, not to \(context.region)"),
          value: context.region.description,
          hint: LocalizedText(
            id: "sebutkan kode kecamatan: --region 64.02.08", en: "name a kecamatan: --region 64.02.08")))
    }
    guard let register = try context.store.registerDate(for: context.asOf ?? context.period?.lastDay) else {
      return context.nothing(ReportContext.noRegister).document
    }
    let region = try context.reportRegion(at: register.date)
    let data = try DashboardData(context, at: register.date)
    var document = ReportDocument(
      report: context.header.id, title: context.header.title, region: region, period: "\(data.year)",
      sources: data.sources, notes: data.notes)
    guard let achievement = data.achievement else { return document }
    let meeting = context.options["meeting"] == nil ? nil : try context.meeting()
    let proposals = try AgendaProposals(context, data, achievement, meeting)
    document.keyFigures = [
      KeyFigure(
        id: "proposals", label: LocalizedText(id: "Usulan", en: "Proposals"), value: .integer(proposals.all.count)),
      KeyFigure(
        id: "villages", label: LocalizedText(id: "Desa", en: "Villages"),
        value: .integer(Set(proposals.all.map(\.village.code)).count)),
      KeyFigure(
        id: "known", label: LocalizedText(id: "Sudah menjadi tindak lanjut", en: "Actions already"),
        value: .integer(proposals.known)),
    ]
    document.tables = [proposals.agenda()]
    if let meeting { document.tables.append(proposals.actions(of: meeting)) }
    return document
  }
}
