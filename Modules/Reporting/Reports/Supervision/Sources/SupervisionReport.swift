import Diagnostics
import Domain
import PluginKit
import Storage

/// Supervision visits: what their checklists answered, what was found, what is recommended and when it is looked at again.
///
/// Serves `supervision`. Tables: `visits`, `findings` (open ones first), `services` (open and closed by service), `lacking`
/// (items answered no or partly, late ones first), `checklist` (the documents of the planning cycle for a fiscal year, to fill
/// in).
public struct SupervisionReport: Report {
  public init() {}

  public func document(_ context: ReportContext) throws -> ReportDocument {
    let dataset = try context.declaration(of: MeetingAction.dataset)
    let answered = try context.declaration(of: ChecklistAnswer.dataset)
    guard let register = try context.store.registerDate(for: context.asOf) else {
      return context.nothing(ReportContext.noRegister).document
    }
    let region = try context.reportRegion(at: register.date)
    let visits = try visits(context)
    let findings = try SupervisionFinding.all(context, of: visits.map(\.id))
    let answers = try ChecklistAnswer.all(context, of: visits.map(\.id))
    let today = context.asOf ?? context.today
    let places = findings.compactMap(\.action.place) + answers.compactMap(\.place) + visits.compactMap(\.region)
    let tables = SupervisionTables(
      visits: visits, findings: findings, answers: answers, names: try context.placeNames(places),
      services: dataset.field("tl_layanan")?.categories ?? [], severities: dataset.field("tl_berat")?.categories ?? [],
      today: today)
    var document = ReportDocument(
      report: context.header.id, title: context.header.title, region: region, period: context.period?.description,
      dataAsOf: today?.description, keyFigures: tables.keyFigures,
      sources: [
        ReportSource(id: dataset.id, dataset: dataset.id, title: dataset.title),
        ReportSource(id: answered.id, dataset: answered.id, title: answered.title),
      ])
    document.tables = [
      tables.visitTable(), tables.findingTable(), tables.serviceTable(), tables.lackingTable(),
      tables.checklist(fiscalYear: context.period?.year ?? today?.year),
    ]
    if visits.isEmpty {
      document.notes.append(
        LocalizedText(
          id: "Belum ada kunjungan binwas; daftar periksa dapat diisi dan diimpor dengan `binwas_periksa`.",
          en: "There are no supervision visits yet; the checklist can be filled in and imported with `binwas_periksa`.")
      )
    }
    document.tables = try document.tables.map(context.cut)
    return document
  }

  /// Visits of the region and period asked for, or the one of the option `meeting`, by day.
  private func visits(_ context: ReportContext) throws -> [Meeting] {
    if context.options["meeting"] != nil { return try context.meeting().map { [$0] } ?? [] }
    let dataset = try context.declaration(of: Meeting.dataset)
    let title = dataset.field("rapat_jenis")?.categories?.first { $0.id == "binwas" }?.title
    return try context.meetings(year: context.period?.year).filter { meeting in
      meeting.kind == title
        && (context.region == .nation || meeting.region.map { context.region.contains($0) } ?? false)
    }
  }
}
