import Diagnostics
import Domain
import PluginKit
import Storage

/// Whether activities were on target, on time and of benefit, as far as the records show it.
///
/// Serves `activity_verdict`. Table `activities`: `meeting,no,action,place_code,place,on_target,on_time,of_benefit,verdict,
/// reasons`.
public struct ActivityVerdictReport: Report {
  public init() {}

  public func document(_ context: ReportContext) throws -> ReportDocument {
    let dataset = try context.declaration(of: MeetingAction.dataset)
    guard let register = try context.store.registerDate(for: context.asOf) else {
      return context.nothing(ReportContext.noRegister).document
    }
    let region = try context.reportRegion(at: register.date)
    var wanted: [String]?
    if context.options["meeting"] != nil {
      wanted = try context.meeting().map { [$0.id] } ?? []
    } else if let year = context.period?.year {
      wanted = try context.meetings(year: year).map(\.id)
    }
    let actions = try context.actions(
      of: wanted, within: context.region, fields: try context.rowLimit() == .max ? nil : [])
    var document = ReportDocument(
      report: context.header.id, title: context.header.title, region: region, period: context.period?.description)
    guard !actions.isEmpty else {
      document.notes = [
        LocalizedText(id: "Belum ada tindak lanjut yang tercatat.", en: "No actions are recorded yet.")
      ]
      return document
    }
    let targets = try context.options["target"].map { [try context.target($0)] } ?? Array(context.targets.values)
    let entries = try targets.flatMap { try context.store.targetList($0.declaration.id).entries }
    let listed = Set(entries.compactMap(\.region))
    func verdict(_ action: MeetingAction) -> ActivityVerdict {
      let village = action.place.flatMap { $0.level == .village ? $0 : nil }
      return ActivityVerdict(
        action.standing, due: action.due, isVillage: village != nil,
        isListed: listed.isEmpty ? nil : village.map(listed.contains))
    }
    var (right, wrong) = (0, 0)
    for action in actions {
      switch verdict(action).isRight {
      case true?: right += 1
      case false?: wrong += 1
      case nil: continue
      }
    }
    document.keyFigures = [
      ActionsReport.figure("activities", LocalizedText(id: "Kegiatan", en: "Activities"), actions.count),
      ActionsReport.figure("right", LocalizedText(id: "Tepat", en: "Right in all three"), right),
      ActionsReport.figure("wrong", LocalizedText(id: "Tidak tepat", en: "Not right"), wrong),
      ActionsReport.figure("open", Self.open, actions.count - right - wrong),
    ]
    document.sources = [ReportSource(id: dataset.id, dataset: dataset.id, title: dataset.title)]
    func column(_ id: String, _ label: LocalizedText, _ type: ReportColumn.Kind = .text) -> ReportColumn {
      ReportColumn(id: id, label: label, type: type, source: dataset.id)
    }
    let shown = try context.whole(Array(actions.prefix(try context.rowLimit())))
    let names = try context.placeNames(shown.compactMap(\.place))
    var table = try context.long(
      ReportTable(
        id: "activities", title: LocalizedText(id: "Penilaian kegiatan", en: "Activities judged"),
        columns: [
          column("meeting", LocalizedText(id: "Rapat", en: "Meeting")), column("no", LocalizedText("No"), .integer),
          column("action", LocalizedText(id: "Kegiatan", en: "Activity")),
          column("place_code", LocalizedText(id: "Kode", en: "Code"), .code),
          column("place", LocalizedText(id: "Lokasi", en: "Place")),
          column("on_target", LocalizedText(id: "Tepat sasaran", en: "On target"), .category),
          column("on_time", LocalizedText(id: "Tepat waktu", en: "On time"), .category),
          column("of_benefit", LocalizedText(id: "Tepat manfaat", en: "Of benefit"), .category),
          column("verdict", LocalizedText(id: "Penilaian", en: "Verdict"), .category),
          column("reasons", LocalizedText(id: "Sebab", en: "Reasons")),
        ], keyColumns: 2), first: true, shown
    ) { action in
      let verdict = verdict(action)
      return [
        .text(action.meeting), .integer(action.number), action["kegiatan"].map { .text($0) } ?? .missing,
        action.place.map { .code($0.description) } ?? .missing,
        action.place.flatMap { names[$0] }.map { .text($0) } ?? .missing,
      ] + verdict.answers.map(Self.cell) + [Self.cell(verdict.isRight), Self.reasons(verdict)]
    }
    table.note = context.cutNote(shown.count, of: actions.count)
    document.tables = [table]
    if listed.isEmpty {
      document.notes.append(
        LocalizedText(
          id: "Belum ada daftar desa sasaran, jadi tepat sasaran belum dapat dinilai.",
          en: "No list of target villages is stored, so nothing can be judged on target."))
    }
    return document
  }

  private static let open = LocalizedText(id: "Belum dapat dinilai", en: "Cannot be judged yet")

  private static func cell(_ answer: ActivityVerdict.Answer) -> ReportValue {
    switch answer {
    case .yes: .category(id: "yes", label: LocalizedText(id: "ya", en: "yes"))
    case .no: .category(id: "no", label: LocalizedText(id: "tidak", en: "no"))
    case .open: .category(id: "open", label: LocalizedText(id: "belum", en: "not yet"))
    }
  }

  private static func cell(_ isRight: Bool?) -> ReportValue {
    switch isRight {
    case true?: .category(id: "right", label: LocalizedText(id: "tepat", en: "right"))
    case false?: .category(id: "wrong", label: LocalizedText(id: "tidak tepat", en: "not right"))
    case nil: .category(id: "open", label: LocalizedText(id: "belum dapat dinilai", en: "cannot be judged yet"))
    }
  }

  private static func reasons(_ verdict: ActivityVerdict) -> ReportValue {
    let words = verdict.reasons.map(\.words)
    guard !words.isEmpty else { return .missing }
    return .text(
      LocalizedText(id: words.map(\.id).joined(separator: "; "), en: words.map(\.en).joined(separator: "; ")))
  }
}

extension ActivityVerdict.Reason {
  fileprivate var words: LocalizedText {
    switch self {
    case .placeNotListed:
      LocalizedText(id: "desanya tidak dalam daftar sasaran", en: "its village is on no target list")
    case .noList: LocalizedText(id: "belum ada daftar sasaran", en: "no target list is stored")
    case .noVillage: LocalizedText(id: "lokasinya bukan satu desa", en: "its place is not one village")
    case .late: LocalizedText(id: "melewati batas waktu", en: "after its due date")
    case .dropped: LocalizedText(id: "dibatalkan", en: "dropped")
    case .notDone: LocalizedText(id: "belum selesai", en: "not done yet")
    case .noDueDate: LocalizedText(id: "tanpa batas waktu", en: "without a due date")
    case .noDayOfClosing: LocalizedText(id: "hari selesainya tidak tercatat", en: "the day of closing is not recorded")
    case .notInUse: LocalizedText(id: "hasilnya tidak dimanfaatkan", en: "its result is not in use")
    case .notVisited: LocalizedText(id: "hasilnya belum dilihat di tempat", en: "its result was not visited yet")
    }
  }
}
