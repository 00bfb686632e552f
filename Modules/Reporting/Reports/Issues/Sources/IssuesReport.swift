import Diagnostics
import Domain
import PluginKit
import Storage

/// Strategic issues with their age and whether an action takes them up.
///
/// Serves `issues`. Tables: `issues` (oldest without action first), `causes` (drivers and constraints by component).
public struct IssuesReport: Report {
  public init() {}

  public func document(_ context: ReportContext) throws -> ReportDocument {
    guard let register = try context.store.registerDate(for: context.asOf) else {
      return context.nothing(ReportContext.noRegister).document
    }
    let region = try context.reportRegion(at: register.date)
    let meetings = try context.meetings(year: context.period?.year).filter { meeting in
      context.region == .nation || meeting.region.map { context.region.contains($0) } ?? false
    }
    let wanted =
      try context.options["meeting"].map { _ in try context.meeting().map { [$0.id] } ?? [] } ?? meetings.map(\.id)
    let issues = try MeetingDetails.issues(context, of: wanted)
    let actions = try context.actions(of: wanted, where: [.numbers(field: "tl_isu", 1...Int64.max)])
    let taken = Dictionary(
      grouping: actions.filter { $0.issue != nil }, by: { "\($0.meeting)#\($0.issue ?? 0)" })
    let dataset = try context.declaration(of: "isu")
    func category(_ field: String, _ place: Int?) -> ReportValue {
      guard let place, let all = dataset.field(field)?.categories, all.indices.contains(place - 1) else {
        return .missing
      }
      return .category(id: all[place - 1].id, label: all[place - 1].title)
    }
    func age(_ issue: MeetingDetails.Issue) -> Int? {
      issue.date.flatMap { date in (context.asOf ?? context.today).map { $0.dayNumber - date.dayNumber } }
    }
    func hasAction(_ issue: MeetingDetails.Issue) -> Bool { taken["\(issue.meeting)#\(issue.number)"] != nil }
    let sorted = issues.sorted { a, b in
      (hasAction(a) ? 1 : 0, -(age(a) ?? 0), a.meeting, a.number) < (
        hasAction(b) ? 1 : 0, -(age(b) ?? 0), b.meeting, b.number
      )
    }
    let rows = sorted.map { issue -> [ReportValue] in
      let own = taken["\(issue.meeting)#\(issue.number)"] ?? []
      return [
        .text(issue.meeting), .integer(issue.number), .text(issue.text), issue.category.map { .text($0) } ?? .missing,
        issue.component.map { .text($0) } ?? .missing, category("isu_berat", issue.severity),
        category("isu_kelas", issue.kind), issue.owner.map { .text($0) } ?? .missing,
        .integer(age(issue)), .integer(own.count), .integer(own.filter { $0.standing.status.isOpen }.count),
      ]
    }
    let idle = issues.filter { !hasAction($0) && (age($0) ?? 0) > 14 }.count
    var document = ReportDocument(
      report: context.header.id, title: context.header.title, region: region, period: context.period?.description,
      keyFigures: [
        ActionsReport.figure("issues", LocalizedText(id: "Isu", en: "Issues"), issues.count),
        ActionsReport.figure(
          "idle", LocalizedText(id: "Tanpa tindak lanjut lebih dari 14 hari", en: "Without action for over 14 days"),
          idle),
      ], sources: [ReportSource(id: "isu", dataset: "isu", title: dataset.title)])
    func text(_ id: String, _ label: LocalizedText, _ type: ReportColumn.Kind = .text) -> ReportColumn {
      ReportColumn(id: id, label: label, type: type)
    }
    document.tables = [
      ReportTable(
        id: "issues", title: LocalizedText(id: "Isu strategis", en: "Strategic issues"),
        columns: [
          text("meeting", LocalizedText(id: "Rapat", en: "Meeting")), text("no", LocalizedText("No"), .integer),
          text("issue", LocalizedText(id: "Isu", en: "Issue")),
          text("category", LocalizedText(id: "Kategori", en: "Category")),
          text("component", LocalizedText(id: "Komponen", en: "Component")),
          text("severity", LocalizedText(id: "Tingkat", en: "Severity"), .category),
          text("class", LocalizedText(id: "Sifat", en: "Class"), .category),
          text("owner", LocalizedText(id: "Penanggung jawab", en: "Owner")),
          text("age", LocalizedText(id: "Umur (hari)", en: "Age (days)"), .integer),
          text("actions", LocalizedText(id: "Tindak lanjut", en: "Actions"), .integer),
          text("open", LocalizedText(id: "Belum selesai", en: "Open"), .integer),
        ], rows: rows, keyColumns: 2), causes(issues),
    ]
    return document
  }

  private func causes(_ issues: [MeetingDetails.Issue]) -> ReportTable {
    let groups = Dictionary(grouping: issues) { $0.component ?? "–" }
    let rows = groups.sorted { $0.key < $1.key }.map { component, own -> [ReportValue] in
      [
        .text(component), .integer(own.filter { $0.kind == 1 }.count), .integer(own.filter { $0.kind == 2 }.count),
        .integer(own.filter { $0.kind == nil }.count),
      ]
    }
    return ReportTable(
      id: "causes",
      title: LocalizedText(id: "Pendorong dan kendala menurut komponen", en: "Drivers and constraints by component"),
      columns: [
        ReportColumn(id: "component", label: LocalizedText(id: "Komponen", en: "Component"), type: .text),
        ReportColumn(id: "drivers", label: LocalizedText(id: "Pendorong", en: "Drivers"), type: .integer),
        ReportColumn(id: "constraints", label: LocalizedText(id: "Kendala", en: "Constraints"), type: .integer),
        ReportColumn(id: "unclassed", label: LocalizedText(id: "Belum digolongkan", en: "Not classed"), type: .integer),
      ], rows: rows)
  }
}
