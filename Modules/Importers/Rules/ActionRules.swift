import Diagnostics
import Domain
import Storage

/// Progress is about an action that there is.
final class KnownActionRule: RowRule {
  private let records: MeetingRecords

  init(_ records: MeetingRecords) { self.records = records }

  func judge(_ rows: inout RuledRows, in store: any Store) throws -> [RowFinding] {
    try records.loadActions(of: rows.names("kem_rapat"), rows.periods, in: store)
    return (0..<rows.count).compactMap { row in
      guard let meeting = rows.text("kem_rapat", row), let number = rows.integer("kem_nomor", row).map({ Int($0) }),
        let known = records.actions[meeting], known[number] == nil
      else { return nil }
      return RowFinding(
        row: row,
        told: Diagnostic(
          code: "action-unknown",
          message: LocalizedText(
            id: "rapat `\(meeting)` tidak punya tindak lanjut nomor \(number)",
            en: "the meeting `\(meeting)` has no action number \(number)"),
          place: rows.place(row, "kem_nomor"), value: "\(number)", hint: Self.hint(known.keys.sorted(), number))
      )
    }
  }

  private static func hint(_ known: [Int], _ number: Int) -> LocalizedText {
    guard let low = known.first, let high = known.last else {
      return LocalizedText(
        id: "impor dulu RKTL-nya dengan importir `tindak_lanjut`",
        en: "import its actions first with the importer `tindak_lanjut`")
    }
    if known.count == high - low + 1 {
      return LocalizedText(
        id: low == high ? "nomornya \(low)" : "nomornya \(low) sampai \(high)",
        en: low == high ? "its number is \(low)" : "its numbers run from \(low) to \(high)")
    }
    let near = known.sorted { (abs($0 - number), $0) < (abs($1 - number), $1) }.prefix(8).sorted()
    let list = near.map(String.init).joined(separator: ", ")
    return LocalizedText(id: "yang terdekat: \(list)", en: "the nearest: \(list)")
  }
}

/// A status does not go back: an action that was done is not running again, unless somebody opened it on purpose.
final class StatusForwardRule: RowRule {
  private let records: MeetingRecords

  init(_ records: MeetingRecords) { self.records = records }

  func judge(_ rows: inout RuledRows, in store: any Store) throws -> [RowFinding] {
    rows.has("kem_status") ? try judgeLog(rows, store) : try judgeActions(rows, store)
  }

  /// An entry of a log follows what was known of the same party before its day.
  private func judgeLog(_ rows: RuledRows, _ store: any Store) throws -> [RowFinding] {
    let meetings = rows.names("kem_rapat")
    try records.loadActions(of: meetings, rows.periods, in: store)
    try records.loadLogs(of: meetings, rows.periods, in: store)
    var found: [RowFinding] = []
    for row in 0..<rows.count {
      guard let meeting = rows.text("kem_rapat", row), let number = rows.integer("kem_nomor", row).map({ Int($0) }),
        let date = rows.date("kem_tanggal", row), let status = rows.status("kem_status", row)
      else { continue }
      let party = CellMemory.key(rows.text("kem_pihak", row) ?? "")
      if let before = latest(meeting, number, party, before: date), Self.rank(before.status) > Self.rank(status) {
        found.append(
          RowFinding(
            row: row, told: Self.told(rows, row, "kem_status", from: before.status, on: before.date, to: status)))
      }
      let hasEvidence = rows.text("kem_bukti", row) != nil
      // The same day's entry of the same party is replaced.
      var log = records.logs[meeting]?[number] ?? []
      log.removeAll { $0.date == date && $0.party == party }
      log.append(RecordedProgress(date: date, party: party, status: status, hasEvidence: hasEvidence))
      records.logs[meeting]?[number] = log
    }
    return found
  }

  private func latest(
    _ meeting: String, _ number: Int, _ party: String, before date: CalendarDate
  ) -> (status: ActionStatus, date: CalendarDate?)? {
    let told = records.logs[meeting]?[number]?.filter { $0.party == party && $0.date < date && $0.status != nil }
    if let entry = told?.max(by: { $0.date < $1.date }), let status = entry.status { return (status, entry.date) }
    guard party == Self.whole, let action = records.actions[meeting]?[number], let status = action.status,
      action.statusOn.map({ $0 < date }) ?? true
    else { return nil }
    return (status, action.statusOn)
  }

  /// A sheet that is read again says no less than what it said before.
  private func judgeActions(_ rows: RuledRows, _ store: any Store) throws -> [RowFinding] {
    try records.loadActions(of: rows.names("tl_rapat"), rows.periods, in: store)
    return (0..<rows.count).compactMap { row in
      guard let meeting = rows.text("tl_rapat", row), let number = rows.integer("tl_nomor", row).map({ Int($0) }),
        let status = rows.status("tl_status", row), let known = records.actions[meeting]?[number],
        let before = known.status, Self.rank(before) > Self.rank(status)
      else { return nil }
      return RowFinding(
        row: row, told: Self.told(rows, row, "tl_status", from: before, on: known.statusOn, to: status))
    }
  }

  private static func told(
    _ rows: RuledRows, _ row: Int, _ field: String, from old: ActionStatus, on date: CalendarDate?,
    to new: ActionStatus
  ) -> Diagnostic {
    let (before, after) = (rows.title(of: old, field), rows.title(of: new, field))
    let day = date.map { " (\($0))" } ?? ""
    return Diagnostic(
      code: "status-backwards", severity: .warning,
      message: LocalizedText(
        id: "\(field): status mundur dari \(before.id)\(day) ke \(after.id)",
        en: "\(field): the status goes back from \(before.en)\(day) to \(after.en)"),
      place: rows.place(row, field), value: new.id,
      hint: LocalizedText(
        id: "biarkan bila memang dibuka kembali; bila keliru, perbaiki status atau tanggalnya",
        en: "leave it where it was opened again; where that is wrong, correct the status or its date"))
  }

  /// Done and dropped are both an end.
  private static func rank(_ status: ActionStatus) -> Int { min(status.rawValue, ActionStatus.done.rawValue) }

  /// The party of entries about an action as a whole.
  private static let whole = "semua"
}

/// An action that is closed has evidence: in its row, or recorded before.
final class EvidenceRule: RowRule {
  private let records: MeetingRecords

  init(_ records: MeetingRecords) { self.records = records }

  func judge(_ rows: inout RuledRows, in store: any Store) throws -> [RowFinding] {
    let isLog = rows.has("kem_status")
    let (meeting, number, status, evidence) =
      isLog
      ? ("kem_rapat", "kem_nomor", "kem_status", "kem_bukti") : ("tl_rapat", "tl_nomor", "tl_status", "tl_bukti")
    let closed = (0..<rows.count).filter { rows.status(status, $0) == .done && rows.text(evidence, $0) == nil }
    let meetings = Set(closed.compactMap { rows.text(meeting, $0) })
    try records.loadActions(of: meetings, rows.periods, in: store)
    try records.loadLogs(of: meetings, rows.periods, in: store)
    return closed.compactMap { row in
      guard let name = rows.text(meeting, row), let n = rows.integer(number, row).map({ Int($0) }) else { return nil }
      if isLog, records.actions[name]?[n] == nil { return nil }
      guard records.actions[name]?[n]?.hasEvidence != true, !records.hasEvidenceInLog(name, n) else { return nil }
      return RowFinding(
        row: row,
        told: Diagnostic(
          code: "evidence-missing", severity: .warning,
          message: LocalizedText(
            id: "tindak lanjut nomor \(n) dinyatakan selesai tanpa bukti",
            en: "action number \(n) is said to be done without evidence"),
          place: rows.place(row, evidence, status), value: "\(n)",
          hint: LocalizedText(
            id: "isi kolom bukti, atau catat: sinergi-import action close \(name) \(n) --evidence …",
            en: "fill in the evidence, or record it: sinergi-import action close \(name) \(n) --evidence …"))
      )
    }
  }
}
