import Diagnostics
import Domain
import PluginKit
import Storage

/// The matrix of follow-up actions (RKTL) of a meeting, a region, or a party, and on request consolidated upwards.
///
/// Serves `actions` and `actions_consolidated`. Tables: `actions` (the matrix as printed), `data` (a column a field), and
/// consolidated also `merged` (duplicates) and `regions` (actions by the region below).
public struct ActionsReport: Report {
  private let isConsolidated: Bool

  public static let plain = ActionsReport(isConsolidated: false)
  public static let consolidated = ActionsReport(isConsolidated: true)

  public func document(_ context: ReportContext) throws -> ReportDocument {
    let dataset = try context.declaration(of: MeetingAction.dataset)
    guard let register = try context.store.registerDate(for: context.asOf) else {
      return context.nothing(ReportContext.noRegister).document
    }
    let region = try context.reportRegion(at: register.date)
    let meetings = try context.meetings(year: context.period?.year)
    let wanted: [String]?
    if context.options["meeting"] != nil {
      wanted = try context.meeting().map { [$0.id] } ?? []
    } else {
      wanted = context.period == nil ? nil : meetings.map(\.id)
    }
    var actions = try context.actions(of: wanted, within: wanted == nil || isConsolidated ? context.region : nil)
    if let party = context.options["party"]?.lowercased() {
      actions = actions.filter { ($0["penanggung_jawab"] ?? "").lowercased().contains(party) }
    }
    switch context.options["show"] ?? "all" {
    case "open": actions = actions.filter { $0.standing.status.isOpen }
    case "late": actions = actions.filter { $0.standing.daysLate > 0 }
    default: break
    }
    var document = ReportDocument(
      report: context.header.id, title: context.header.title, region: region,
      period: context.period?.description)
    guard !actions.isEmpty else {
      document.notes = [
        LocalizedText(id: "Belum ada tindak lanjut yang tercatat.", en: "No actions are recorded yet.")
      ]
      return document
    }
    let origins = try context.store.origins(ofParts: Set(actions.map(\.part)))
    let basis = ReportSource(
      id: MeetingAction.dataset, dataset: dataset.id, title: dataset.title, batches: origins.map(\.batch))
    document.sources = [basis]
    let tables = try ActionTables(context, actions, meetings: meetings)
    if isConsolidated {
      let (kept, merged) = Self.merged(actions)
      document.tables = [
        tables.matrix(kept, title: LocalizedText(id: "RKTL terkonsolidasi", en: "Consolidated actions")),
        try regions(kept, context, register.date), self.merged(merged, tables),
        tables.data(kept),
      ]
      document.keyFigures =
        [
          Self.figure("rows", LocalizedText(id: "Baris seluruhnya", en: "Rows in all"), actions.count),
          Self.figure("merged", LocalizedText(id: "Digabungkan", en: "Merged"), merged.count),
        ] + Self.figures(kept)
    } else {
      if context.options["order"] == "late" {
        actions.sort { ($1.standing.daysLate, $0.meeting, $0.number) < ($0.standing.daysLate, $1.meeting, $1.number) }
      }
      document.tables = [
        tables.matrix(
          actions, title: LocalizedText(id: "Rencana Kerja Tindak Lanjut", en: "Follow-up actions")),
        tables.data(actions),
      ]
      document.keyFigures = Self.figures(actions)
    }
    document.notes = Self.notes(actions, of: meetings)
    return document
  }

  static func figure(_ id: String, _ label: LocalizedText, _ value: Int) -> KeyFigure {
    KeyFigure(id: id, label: label, value: .integer(value), source: MeetingAction.dataset)
  }

  static func figures(_ actions: [MeetingAction]) -> [KeyFigure] {
    func count(_ status: ActionStatus) -> Int { actions.filter { $0.standing.status == status }.count }
    return [figure("actions", LocalizedText(id: "Tindak lanjut", en: "Actions"), actions.count)]
      + ActionStatus.allCases.map { figure($0.id, $0.title, count($0)) }
      + [
        figure(
          "late", LocalizedText(id: "Terlambat", en: "Late"), actions.filter { $0.standing.daysLate > 0 }.count)
      ]
  }

  static func notes(_ actions: [MeetingAction], of meetings: [Meeting]) -> [LocalizedText] {
    func counted(_ count: Int, _ one: String, _ many: String) -> String { "\(count) \(count == 1 ? one : many)" }
    var notes: [LocalizedText] = []
    let bare = actions.filter { $0.standing.status == .done && !$0.standing.hasEvidence }.count
    if bare > 0 {
      notes.append(
        LocalizedText(
          id: "\(bare) tindak lanjut selesai tanpa bukti.",
          en: "\(counted(bare, "action was", "actions were")) closed without evidence."))
    }
    let reopened = actions.count { $0.standing.wasReopened }
    if reopened > 0 {
      notes.append(
        LocalizedText(
          id: "\(reopened) tindak lanjut pernah dinyatakan selesai, lalu dibuka lagi.",
          en: "\(counted(reopened, "action was", "actions were")) said to be done and then opened again."))
    }
    let regions = Dictionary(
      meetings.compactMap { meeting in meeting.region.map { (meeting.id, $0) } },
      uniquingKeysWith: { first, _ in first })
    let outside = actions.count { action in
      guard let place = action.place, let region = regions[action.meeting] else { return false }
      return !region.contains(place) && !place.contains(region)
    }
    if outside > 0 {
      notes.append(
        LocalizedText(
          id: "\(outside) tindak lanjut berlokasi di luar wilayah rapatnya.",
          en: "\(counted(outside, "action is", "actions are")) placed outside the region of the meeting."))
    }
    if actions.contains(where: \.isExample) {
      notes.append(
        LocalizedText(
          id: "Baris bertanda contoh bukan data sebenarnya.", en: "Rows marked as examples are no real data."))
    }
    return notes
  }

  // MARK: Consolidation

  private struct Key: Hashable {
    let text: String
    let place: RegionCode?
    let due: CalendarDate?
  }

  /// The same action at the same place by the same day is one, whichever sheets it stands in.
  private static func merged(_ actions: [MeetingAction]) -> (
    kept: [MeetingAction], merged: [(MeetingAction, into: MeetingAction)]
  ) {
    var first: [Key: MeetingAction] = [:]
    var kept: [MeetingAction] = []
    var merged: [(MeetingAction, into: MeetingAction)] = []
    for action in actions {
      let words = (action["kegiatan"] ?? "").lowercased().split { !$0.isLetter && !$0.isNumber }
      let key = Key(text: words.joined(separator: " "), place: action.place, due: action.due)
      if let known = first[key] {
        merged.append((action, into: known))
      } else {
        first[key] = action
        kept.append(action)
      }
    }
    return (kept, merged)
  }

  private func merged(_ pairs: [(MeetingAction, into: MeetingAction)], _ tables: ActionTables) -> ReportTable {
    ReportTable(
      id: "merged", title: LocalizedText(id: "Baris yang digabungkan", en: "Rows merged"),
      columns: [
        ReportColumn(id: "meeting", label: LocalizedText(id: "Rapat", en: "Meeting"), type: .text),
        ReportColumn(id: "no", label: LocalizedText("No"), type: .integer),
        ReportColumn(id: "into_meeting", label: LocalizedText(id: "Menjadi satu dengan", en: "One with"), type: .text),
        ReportColumn(id: "into_no", label: LocalizedText("No"), type: .integer),
        ReportColumn(id: "action", label: LocalizedText(id: "Tindak lanjut", en: "Action"), type: .text),
      ],
      rows: pairs.map { own, into in
        [
          .text(own.meeting), .integer(own.number), .text(into.meeting), .integer(into.number),
          own["kegiatan"].map { .text($0) } ?? .missing,
        ]
      }, keyColumns: 2)
  }

  private func regions(_ actions: [MeetingAction], _ context: ReportContext, _ date: CalendarDate) throws -> ReportTable
  {
    let level = context.region.level.below ?? .village
    let groups = Dictionary(grouping: actions) { $0.place?.ancestor(level) }
    let names = try context.placeNames(groups.keys.compactMap { $0 })
    func cells(_ own: [MeetingAction]) -> [ReportValue] {
      [.integer(own.count)]
        + ActionStatus.allCases.map { status in .integer(own.filter { $0.standing.status == status }.count) }
        + [.integer(own.filter { $0.standing.daysLate > 0 }.count)]
    }
    var rows = groups.compactMap { region, own in region.map { ($0, own) } }.sorted { $0.0 < $1.0 }.map { region, own in
      [ReportValue.code(region.description), .text(names[region] ?? "")] + cells(own)
    }
    if let wide = groups[nil] {
      rows.append([.missing, .text(LocalizedText(id: "Seluruh wilayah", en: "The whole region"))] + cells(wide))
    }
    rows.append([.missing, .text(LocalizedText(id: "Jumlah", en: "Total"))] + cells(actions))
    func count(_ id: String, _ label: LocalizedText) -> ReportColumn {
      ReportColumn(id: id, label: label, type: .integer)
    }
    return ReportTable(
      id: "regions", title: LocalizedText(id: "Menurut wilayah", en: "By region"),
      columns: [
        ReportColumn(id: "code", label: LocalizedText(id: "Kode", en: "Code"), type: .code),
        ReportColumn(id: "name", label: level.title, type: .text),
        count("actions", LocalizedText(id: "Tindak lanjut", en: "Actions")),
      ] + ActionStatus.allCases.map { count($0.id, $0.title) }
        + [count("late", LocalizedText(id: "Terlambat", en: "Late"))], rows: rows, totalRows: [rows.count - 1])
  }
}
