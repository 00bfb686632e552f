import Diagnostics
import Domain
import PluginKit
import Storage

/// The joint team of each kecamatan: who is in it, by which decree, who is missing; and what it has agreed to do.
///
/// Serves `rumah_bersama`. Tables: `teams` (every kecamatan, those without a team flagged), `members` (for one kabupaten or
/// below), `missing`, `agenda` (actions of the kecamatan and its villages, for one kabupaten or below), `clashes`.
public struct RumahBersamaReport: Report {
  public init() {}

  public func document(_ context: ReportContext) throws -> ReportDocument {
    let dataset = try context.declaration(of: "rumah_bersama")
    guard let register = try context.store.registerDate(for: context.asOf) else {
      return context.nothing(ReportContext.noRegister).document
    }
    let region = try context.reportRegion(at: register.date)
    let expected = try expected(context)
    let frame = try DistrictFrame(context, at: register.date)
    let isNear = context.region.level >= .regency
    let actions = isNear ? try agenda(context) : []
    let tables = RumahBersamaTables(
      teams: try DistrictTeam.all(context), expected: expected, frame: frame,
      regencies: try frame.names(of: .regency, context), source: dataset.id)
    var document = ReportDocument(
      report: context.header.id, title: context.header.title, region: region, period: context.period?.description,
      keyFigures: tables.keyFigures, sources: [ReportSource(id: dataset.id, dataset: dataset.id, title: dataset.title)])
    document.tables = [tables.teamTable(), tables.missingTable()]
    if isNear {
      let clashes = AgendaClashes(actions).all
      let agenda = AgendaTables(try context.placeNames(actions.compactMap(\.place)))
      document.tables += [tables.memberTable(), agenda.agenda(actions), agenda.clashes(clashes)]
      document.keyFigures.append(
        KeyFigure(
          id: "actions", label: LocalizedText(id: "Kegiatan dalam agenda", en: "Actions of the agenda"),
          value: .integer(actions.count), source: MeetingAction.dataset))
      document.keyFigures.append(
        KeyFigure(
          id: "clashes", label: LocalizedText(id: "Kegiatan yang mungkin ganda", en: "Actions perhaps planned twice"),
          value: .integer(clashes.count), source: MeetingAction.dataset))
    } else {
      document.notes.append(
        LocalizedText(
          id: "Agenda terpadu dan anggota tim ditunjukkan untuk satu kabupaten atau kecamatan (--region KODE).",
          en: "The joint agenda and the members are shown for one kabupaten or kecamatan (--region CODE)."))
    }
    document.tables = try document.tables.map(context.cut)
    return document
  }

  /// Actions of kecamatan and villages; of the logs only those of their meetings are read.
  private func agenda(_ context: ReportContext) throws -> [MeetingAction] {
    let table = try context.store.records(
      RecordQuery(
        dataset: MeetingAction.dataset, fields: ["tl_rapat"],
        filters: [.within(field: "tl_lokasi", context.region)]))
    let meetings = Set((0..<table.count).compactMap { table.text("tl_rapat", $0) })
    return try context.actions(of: meetings.sorted(), within: context.region)
      .filter { ($0.place?.level ?? .nation) >= .district }
  }

  private func expected(_ context: ReportContext) throws -> RumahBersamaMembers {
    guard let list = context.options["members"] else {
      return RumahBersamaMembers(
        context.coordination.team(in: context.region).enumerated().map { index, member in
          RumahBersamaMembers.Member(member.title, spoken: member.synonyms, isChair: index == 0)
        })
    }
    guard let members = RumahBersamaMembers(list: list) else {
      throw ReportFailure(
        Diagnostic(
          code: "option-invalid",
          message: LocalizedText(
            id: "`members` harus menyebut sedikitnya satu unsur", en: "`members` has to name at least one member"),
          value: list))
    }
    return members
  }
}
