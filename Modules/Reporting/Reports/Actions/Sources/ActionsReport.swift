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
    let limit = try context.rowLimit()
    // Where only some rows are shown, only those are read with all of their texts.
    var actions = try context.actions(
      of: wanted, within: wanted == nil || isConsolidated ? context.region : nil,
      fields: limit == .max ? nil : isConsolidated ? ["tl_kegiatan"] : [])
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
    let origins = try context.store.origins(ofParts: Self.parts(actions))
    let basis = ReportSource(
      id: MeetingAction.dataset, dataset: dataset.id, title: dataset.title, batches: origins.map(\.batch))
    document.sources = [basis]
    if isConsolidated {
      let (kept, merged) = Self.merged(actions)
      document.tables = try matrix(
        kept, LocalizedText(id: "RKTL terkonsolidasi", en: "Consolidated actions"), context)
      document.tables.insert(
        contentsOf: [try regions(kept, context, register.date), try self.merged(merged, context)], at: 1)
      document.keyFigures =
        [
          Self.figure("rows", LocalizedText(id: "Baris seluruhnya", en: "Rows in all"), actions.count),
          Self.figure("merged", LocalizedText(id: "Digabungkan", en: "Merged"), merged.count),
        ] + Self.figures(kept)
    } else {
      if context.options["order"] == "late" { actions = Self.latestFirst(actions) }
      document.tables = try matrix(
        actions, LocalizedText(id: "Rencana Kerja Tindak Lanjut", en: "Follow-up actions"), context)
      document.keyFigures = Self.figures(actions)
    }
    document.notes = Self.notes(actions, of: meetings)
    return document
  }

  /// The matrix and the same as data, of as many actions as are shown.
  private func matrix(
    _ actions: [MeetingAction], _ title: LocalizedText, _ context: ReportContext
  ) throws -> [ReportTable] {
    let isSeen = context.shows("actions", first: true) || context.shows("data")
    let shown = isSeen ? try context.whole(Array(actions.prefix(try context.rowLimit()))) : []
    let tables = try ActionTables(context, shown)
    let note = isSeen ? context.cutNote(shown.count, of: actions.count) : nil
    var (matrix, data) = (
      tables.matrix(context.shows("actions", first: true) ? shown : [], title: title),
      tables.data(context.shows("data") ? shown : [])
    )
    matrix.note = note
    data.note = note
    return [matrix, data]
  }

  /// The parts they came from; those of one file stand together.
  private static func parts(_ actions: [MeetingAction]) -> Set<Int64> {
    var parts: Set<Int64> = []
    var last: Int64?
    for action in actions where action.part != last {
      parts.insert(action.part)
      last = action.part
    }
    return parts
  }

  private static func latestFirst(_ actions: [MeetingAction]) -> [MeetingAction] {
    struct Place {
      let daysLate: Int
      let meeting: Int
      let number: Int
      let index: Int
    }
    guard let meetings = actions.first?.meetings else { return [] }
    // Numbers in the order of the meetings' ids sort faster than the ids.
    var ranks = [Int](repeating: 0, count: meetings.count)
    for (rank, code) in meetings.indices.sorted(by: { meetings[$0] < meetings[$1] }).enumerated() { ranks[code] = rank }
    let places = actions.indices.map { index in
      let action = actions[index]
      return Place(
        daysLate: action.standing.daysLate, meeting: ranks[action.meetingCode], number: action.number, index: index)
    }
    return places.sorted { a, b in
      if a.daysLate != b.daysLate { return a.daysLate > b.daysLate }
      return (a.meeting, a.number) < (b.meeting, b.number)
    }.map { actions[$0.index] }
  }

  static func figure(_ id: String, _ label: LocalizedText, _ value: Int) -> KeyFigure {
    KeyFigure(id: id, label: label, value: .integer(value), source: MeetingAction.dataset)
  }

  static func figures(_ actions: [MeetingAction]) -> [KeyFigure] {
    var tally = Tally()
    for action in actions { tally.add(action.standing) }
    return [figure("actions", LocalizedText(id: "Tindak lanjut", en: "Actions"), tally.all)]
      + ActionStatus.allCases.map { figure($0.id, $0.title, tally[$0]) }
      + [figure("late", LocalizedText(id: "Terlambat", en: "Late"), tally.late)]
  }

  /// How many actions stand where.
  private struct Tally {
    private(set) var all = 0
    private(set) var late = 0
    private var statuses = [Int](repeating: 0, count: ActionStatus.allCases.count + 1)

    subscript(status: ActionStatus) -> Int { statuses[status.rawValue] }

    mutating func add(_ standing: ActionStanding) {
      all += 1
      if standing.daysLate > 0 { late += 1 }
      statuses[standing.status.rawValue] += 1
    }

    /// All, by status, late.
    var cells: [ReportValue] { [.integer(all)] + ActionStatus.allCases.map { .integer(self[$0]) } + [.integer(late)] }
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
    let regionByCode = (actions.first?.meetings ?? []).map { regions[$0] }
    let outside = actions.count { action in
      guard let place = action.place, let region = regionByCode[action.meetingCode] else { return false }
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
    let text: Int32
    let place: RegionCode?
    let due: CalendarDate?
  }

  /// The same action at the same place by the same day is one, whichever sheets it stands in.
  private static func merged(_ actions: [MeetingAction]) -> (
    kept: [MeetingAction], merged: [(MeetingAction, into: MeetingAction)]
  ) {
    guard let texts = actions.first?.column("kegiatan").map(TextCodes.init) else { return (actions, []) }
    let words = SameWords(texts)
    var first: [Key: Int] = [:]
    first.reserveCapacity(actions.count)
    var kept: [MeetingAction] = []
    kept.reserveCapacity(actions.count)
    var merged: [(MeetingAction, into: MeetingAction)] = []
    for action in actions {
      let key = Key(text: words[action.code(texts)], place: action.place, due: action.due)
      if let known = first[key] {
        merged.append((action, into: kept[known]))
      } else {
        first[key] = kept.count
        kept.append(action)
      }
    }
    return (kept, merged)
  }

  private func merged(_ pairs: [(MeetingAction, into: MeetingAction)], _ context: ReportContext) throws -> ReportTable {
    try context.long(
      ReportTable(
        id: "merged", title: LocalizedText(id: "Baris yang digabungkan", en: "Rows merged"),
        columns: [
          ReportColumn(id: "meeting", label: LocalizedText(id: "Rapat", en: "Meeting"), type: .text),
          ReportColumn(id: "no", label: LocalizedText("No"), type: .integer),
          ReportColumn(
            id: "into_meeting", label: LocalizedText(id: "Menjadi satu dengan", en: "One with"), type: .text),
          ReportColumn(id: "into_no", label: LocalizedText("No"), type: .integer),
          ReportColumn(id: "action", label: LocalizedText(id: "Tindak lanjut", en: "Action"), type: .text),
        ], keyColumns: 2), pairs
    ) { own, into in
      [
        .text(own.meeting), .integer(own.number), .text(into.meeting), .integer(into.number),
        own["kegiatan"].map { .text($0) } ?? .missing,
      ]
    }
  }

  private func regions(_ actions: [MeetingAction], _ context: ReportContext, _ date: CalendarDate) throws -> ReportTable
  {
    let level = context.region.level.below ?? .village
    var groups: [RegionCode?: Tally] = [:]
    var all = Tally()
    for action in actions {
      groups[action.place?.ancestor(level), default: Tally()].add(action.standing)
      all.add(action.standing)
    }
    let names = try context.placeNames(groups.keys.compactMap { $0 })
    var rows = groups.compactMap { region, own in region.map { ($0, own) } }.sorted { $0.0 < $1.0 }.map { region, own in
      [ReportValue.code(region.description), .text(names[region] ?? "")] + own.cells
    }
    if let wide = groups[nil] {
      rows.append([.missing, .text(LocalizedText(id: "Seluruh wilayah", en: "The whole region"))] + wide.cells)
    }
    rows.append([.missing, .text(LocalizedText(id: "Jumlah", en: "Total"))] + all.cells)
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
