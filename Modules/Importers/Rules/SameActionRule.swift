import Diagnostics
import Domain
import Foundation
import PluginKit
import Storage
import Tabular

/// Two sheets of one plan, such as those of two kecamatan, become one: an action that both have is shown for decision,
/// and a number that another sheet has used for another action gives way to the next free one.
///
/// A sheet is the same as one read before where file, member and worksheet have the same names; its rows then take the
/// numbers that they got before. A file of another name is a new edition of a sheet where every row whose number is in use
/// is the action that has it.
final class SameActionRule: RowRule {
  /// What becomes of a row that is an action of another sheet.
  private enum Decision {
    case merge
    case keep
    /// These rows are kept, the others merged.
    case keepRows(Set<Int>)

    init?(_ text: String) {
      let parts = text.lowercased().split(separator: ":", maxSplits: 1).map(String.init)
      switch (parts.first, parts.count) {
      case ("merge", 1): self = .merge
      case ("keep", 1): self = .keep
      case ("keep", 2):
        let rows = parts[1].split(whereSeparator: { ", ".contains($0) }).map { Int($0) }
        guard !rows.isEmpty, rows.allSatisfy({ $0 ?? 0 > 0 }) else { return nil }
        self = .keepRows(Set(rows.compactMap { $0 }))
      default: return nil
      }
    }

    func merges(_ row: Int) -> Bool {
      switch self {
      case .merge: true
      case .keep: false
      case .keepRows(let rows): !rows.contains(row)
      }
    }
  }

  /// The numbers of a meeting's actions by what they are found by.
  private struct Index {
    var words: [String: [Int]] = [:]
    var owns: [Int: [Int]] = [:]
    var highest = 0

    init(_ actions: [Int: RecordedAction]) {
      for action in actions.values { add(action, isNew: true) }
    }

    mutating func add(_ action: RecordedAction, isNew: Bool) {
      if isNew { words[action.action, default: []].append(action.number) }
      if let own = action.ownNumber, owns[own]?.contains(action.number) != true {
        owns[own, default: []].append(action.number)
      }
      highest = max(highest, action.number)
    }
  }

  private struct Edition: Hashable {
    let table: Int
    let meeting: String
  }

  private let records: MeetingRecords
  private let decision: Decision?
  private let file: String
  private let retry: Retry?
  /// The sheets of parts that were stored.
  private var sheets: [Int64: PartSource] = [:]
  /// The sheets of rows of this input, by meeting and number.
  private var own: [String: [Int: PartSource]] = [:]
  private var indexes: [String: Index] = [:]
  /// Whether a table is a new edition of what is recorded of a meeting.
  private var editions: [Edition: Bool] = [:]
  private(set) var isUndecided = false

  init(_ records: MeetingRecords, _ setting: TableSetting, _ context: ImportContext) throws {
    self.records = records
    file = Self.name(setting.file)
    retry = context.retry
    decision = try context.options[Self.option].map { text in
      guard let decision = Decision(text) else {
        throw ImportOptions.invalid(
          Self.option, text,
          LocalizedText(id: "merge, keep atau keep:BARIS,…", en: "merge, keep or keep:ROWS,…"))
      }
      return decision
    }
  }

  func judge(_ rows: inout RuledRows, in store: any Store) throws -> [RowFinding] {
    let meetings = rows.names("tl_rapat")
    try records.loadActions(of: meetings, rows.periods, in: store)
    let fresh = meetings.filter { indexes[$0] == nil }
    let parts = Set(fresh.flatMap { records.actions[$0]?.values.compactMap(\.part) ?? [] })
    for (part, source) in try store.sources(ofParts: parts.subtracting(sheets.keys)) {
      sheets[part] = PartSource(file: Self.name(source.file), member: source.member, sheet: source.sheet)
    }
    for meeting in fresh { indexes[meeting] = Index(records.actions[meeting] ?? [:]) }
    let mine = PartSource(
      file: file, member: retry?.member ?? rows.begin.source.member, sheet: retry?.sheet ?? rows.begin.source.sheet)
    var found: [RowFinding] = []
    // Numbers that rows of the block have themselves are not free.
    for row in 0..<rows.count {
      guard let meeting = rows.text("tl_rapat", row), let number = rows.integer("tl_nomor", row) else { continue }
      if let highest = indexes[meeting]?.highest, number > highest { indexes[meeting]?.highest = Int(number) }
    }
    judgeEditions(rows, mine, &found)
    for row in 0..<rows.count {
      guard let meeting = rows.text("tl_rapat", row), let number = rows.integer("tl_nomor", row).map({ Int($0) })
      else { continue }
      let wanted = Wanted(rows, row)
      let taken = settle(wanted, meeting, number, mine, rows, row, &found)
      guard let taken else { continue }
      rows.set("tl_nomor", row, to: Int64(taken.number))
      if let origin = taken.own { rows.set("tl_nomor_asal", row, to: Int64(origin)) }
      let known = records.actions[meeting]?[taken.number]
      var action = known ?? RecordedAction(taken.number, wanted)
      action.ownNumber = taken.own ?? action.ownNumber
      indexes[meeting]?.add(action, isNew: known == nil)
      records.actions[meeting]?[taken.number] = action
      own[meeting, default: [:]][taken.number] = mine
    }
    return found
  }

  // MARK: Numbers

  /// The number under which a row is kept, and its own where that says more; nil where it waits for a decision,
  /// or says nothing new.
  private func settle(
    _ wanted: Wanted, _ meeting: String, _ number: Int, _ mine: PartSource, _ rows: RuledRows, _ row: Int,
    _ found: inout [RowFinding]
  ) -> (number: Int, own: Int?)? {
    let known = records.actions[meeting]?[number]
    if let known, sheet(of: known, meeting) == mine, known.ownNumber == nil || wanted.isLike(known) {
      return (number, nil)
    }
    // Read before, and kept under another number then.
    if let again = indexes[meeting]?.owns[number]?.first(where: { other in
      records.actions[meeting]?[other].map { sheet(of: $0, meeting) == mine } ?? false
    }) {
      return (again, number)
    }
    if let known, editions[Edition(table: rows.begin.index, meeting: meeting)] == true, wanted.isLike(known) {
      return (number, nil)
    }
    let others = (indexes[meeting]?.words[wanted.action] ?? []).compactMap { records.actions[meeting]?[$0] }.filter {
      sheet(of: $0, meeting) != mine && wanted.isSame($0)
    }
    if let same = others.first(where: { $0.number == number }) ?? others.min(by: { $0.number < $1.number }) {
      let merges = same.ownNumber == number ? true : decision?.merges(rows.number(row))
      guard let merges else {
        isUndecided = true
        found.append(RowFinding(row: row, told: undecided(rows, row, same, meeting)))
        return nil
      }
      // What this input wrote already cannot be written again.
      let isWritten = merges && own[meeting]?[same.number] != nil
      if isWritten || same.ownNumber != number || !merges {
        found.append(
          RowFinding(row: row, told: decided(rows, row, same, meeting, merges), leaves: isWritten ? .merged : nil))
      }
      if isWritten { return nil }
      if merges { return (same.number, number) }
    }
    guard let known else { return (number, nil) }
    let free = (indexes[meeting]?.highest ?? number) + 1
    indexes[meeting]?.highest = free
    found.append(RowFinding(row: row, told: renumbered(rows, row, known, meeting, free)))
    return (free, number)
  }

  private func sheet(of action: RecordedAction, _ meeting: String) -> PartSource? {
    if let own = own[meeting]?[action.number] { return own }
    return action.part.flatMap { sheets[$0] }
  }

  /// Decides from the first rows of a table whether it is a new edition of what other files gave of a meeting.
  private func judgeEditions(_ rows: RuledRows, _ mine: PartSource, _ found: inout [RowFinding]) {
    struct Likeness {
      var isLike = true
      var count = 0
      var first: (row: Int, file: String)?
    }
    var judged: [Edition: Likeness] = [:]
    for row in 0..<rows.count {
      guard let meeting = rows.text("tl_rapat", row) else { continue }
      let edition = Edition(table: rows.begin.index, meeting: meeting)
      guard editions[edition] == nil else { continue }
      var likeness = judged[edition] ?? Likeness()
      if let number = rows.integer("tl_nomor", row), let known = records.actions[meeting]?[Int(number)],
        let other = sheet(of: known, meeting), other.file != mine.file
      {
        if Wanted(rows, row).isLike(known) { likeness.count += 1 } else { likeness.isLike = false }
        if likeness.first == nil { likeness.first = (row, other.file) }
      }
      judged[edition] = likeness
    }
    for (edition, likeness) in judged.sorted(by: { $0.value.first?.row ?? 0 < $1.value.first?.row ?? 0 }) {
      editions[edition] = likeness.isLike && likeness.count > 0
      guard let first = likeness.first, likeness.isLike else { continue }
      found.append(
        RowFinding(
          row: first.row,
          told: Diagnostic(
            code: "sheet-edition", severity: .note,
            message: LocalizedText(
              id: "\(likeness.count) tindak lanjut sama dengan yang dari \(first.file): dibaca sebagai edisi barunya",
              en: "\(likeness.count) actions are those of \(first.file): read as its new edition"),
            place: rows.place(first.row, "tl_nomor"))))
    }
  }

  // MARK: What is told

  private func decided(
    _ rows: RuledRows, _ row: Int, _ same: RecordedAction, _ meeting: String, _ merges: Bool
  ) -> Diagnostic {
    var told = sameAs(rows, row, same, meeting)
    told.severity = .warning
    told.message = LocalizedText(
      id: told.message.id + (merges ? ": digabung" : ": dicatat tersendiri"),
      en: told.message.en + (merges ? ": merged" : ": kept apart"))
    return told
  }

  private func undecided(_ rows: RuledRows, _ row: Int, _ same: RecordedAction, _ meeting: String) -> Diagnostic {
    var told = sameAs(rows, row, same, meeting)
    let number = rows.number(row)
    told.hint = LocalizedText(
      id:
        "putuskan: --set same=merge (digabung), same=keep (berdiri sendiri) atau same=keep:\(number) (hanya baris ini berdiri sendiri)",
      en: "decide: --set same=merge (merged), same=keep (kept apart) or same=keep:\(number) (only this row kept apart)")
    return told
  }

  private func sameAs(_ rows: RuledRows, _ row: Int, _ same: RecordedAction, _ meeting: String) -> Diagnostic {
    let file = sheet(of: same, meeting).map { " (\($0.shown))" } ?? ""
    return Diagnostic(
      code: "action-same",
      message: LocalizedText(
        id: "baris \(rows.number(row)) sama dengan tindak lanjut nomor \(same.number)\(file)",
        en: "row \(rows.number(row)) is the same as action number \(same.number)\(file)"),
      place: rows.place(row, "tl_kegiatan"), value: rows.text("tl_kegiatan", row))
  }

  private func renumbered(
    _ rows: RuledRows, _ row: Int, _ known: RecordedAction, _ meeting: String, _ free: Int
  ) -> Diagnostic {
    let file = sheet(of: known, meeting).map { " (\($0.shown))" } ?? ""
    return Diagnostic(
      code: "action-renumbered", severity: .warning,
      message: LocalizedText(
        id: "nomor \(known.number) sudah dipakai tindak lanjut lain\(file): dicatat dengan nomor \(free)",
        en: "number \(known.number) is another action's\(file): recorded as number \(free)"),
      place: rows.place(row, "tl_nomor"), value: "\(known.number)",
      hint: LocalizedText(
        id: "bila berkas ini edisi baru dari lembar itu, impor dengan nama berkas yang sama",
        en: "where this file is a new edition of that sheet, import it under the same file name"))
  }

  private static func name(_ path: String) -> String { (path as NSString).lastPathComponent }

  /// The option that decides about actions of another sheet.
  static let option = "same"
}

/// What a row says an action is.
struct Wanted {
  let action: String
  let place: Int64?
  let due: Int64?
  let party: String

  init(_ rows: RuledRows, _ row: Int) {
    action = PlainWords.joined(rows.text("tl_kegiatan", row) ?? "")
    place = rows.integer("tl_lokasi", row)
    due = rows.integer("tl_selesai", row)
    party = PlainWords.joined(rows.text("tl_penanggung_jawab", row) ?? "")
  }

  /// The same words, the same place, the same due date.
  func isSame(_ known: RecordedAction) -> Bool {
    place == known.place && due == known.due && action == known.action
  }

  /// The same words, the same place, the same party; a due date may have been moved.
  func isLike(_ known: RecordedAction) -> Bool {
    place == known.place && action == known.action && party == known.party
  }
}

extension RecordedAction {
  /// An action of a row that is about to be written; what it says of its status is judged against what was recorded before.
  fileprivate init(_ number: Int, _ wanted: Wanted) {
    self.init(
      number: number, ownNumber: nil, action: wanted.action, place: wanted.place, due: wanted.due, party: wanted.party,
      status: nil, statusOn: nil, hasEvidence: false, part: nil)
  }
}

extension PartSource {
  /// `rktl.xlsx, Tewah`
  fileprivate var shown: String {
    ([(file as NSString).lastPathComponent] + [member, sheet].compactMap { $0 }).joined(separator: ", ")
  }
}
