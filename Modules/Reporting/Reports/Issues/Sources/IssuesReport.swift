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
    // For all meetings, none need be told apart while reading.
    let isAll = context.region == .nation && context.period == nil && context.options["meeting"] == nil
    let known = Set(wanted)
    let issues = try MeetingDetails.issues(context, of: isAll ? nil : wanted).filter { known.contains($0.meeting) }
    let actions = try context.actions(
      of: isAll ? nil : wanted, where: [.numbers(field: "tl_isu", 1...Int64.max)], fields: ["tl_isu"])
    var taken: [Number: Taken] = [:]
    for action in actions {
      guard let issue = action.issue else { continue }
      taken[Number(meeting: action.meeting, number: issue), default: Taken()].add(action.standing)
    }
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
    let looked = issues.map { issue in
      Looked(
        issue: issue, age: age(issue), taken: taken[Number(meeting: issue.meeting, number: issue.number)] ?? Taken())
    }
    let sorted = looked.indices.sorted { first, second in
      let (a, b) = (looked[first], looked[second])
      if a.isTaken != b.isTaken { return b.isTaken }
      if a.age ?? 0 != b.age ?? 0 { return a.age ?? 0 > b.age ?? 0 }
      return (a.issue.meeting, a.issue.number) < (b.issue.meeting, b.issue.number)
    }
    let idle = looked.count { !$0.isTaken && ($0.age ?? 0) > 14 }
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
    let table = ReportTable(
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
      ], keyColumns: 2)
    document.tables = [
      try context.long(table, first: true, sorted) { place in
        let looked = looked[place]
        let issue = looked.issue
        return [
          .text(issue.meeting), .integer(issue.number), .text(issue.text),
          issue.category.map { .text($0) } ?? .missing, issue.component.map { .text($0) } ?? .missing,
          category("isu_berat", issue.severity), category("isu_kelas", issue.kind),
          issue.owner.map { .text($0) } ?? .missing, .integer(looked.age), .integer(looked.taken.actions),
          .integer(looked.taken.open),
        ]
      }, causes(issues),
    ]
    return document
  }

  /// What tells issues apart.
  private struct Number: Hashable {
    let meeting: String
    let number: Int
  }

  /// The actions that take an issue up.
  private struct Taken {
    private(set) var actions = 0
    private(set) var open = 0

    mutating func add(_ standing: ActionStanding) {
      actions += 1
      if standing.status.isOpen { open += 1 }
    }
  }

  private struct Looked {
    let issue: MeetingDetails.Issue
    let age: Int?
    let taken: Taken

    var isTaken: Bool { taken.actions > 0 }
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
