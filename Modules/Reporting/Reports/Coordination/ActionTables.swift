import Diagnostics
import Domain
import Storage

/// The matrix of follow-up actions as offices print it, and the same for machines.
struct ActionTables {
  let names: [RegionCode: String]

  init(_ context: ReportContext, _ actions: [MeetingAction]) throws {
    names = try context.placeNames(actions.compactMap(\.place))
  }

  /// *No | Permasalahan | Rencana Tindak Lanjut | Keluaran | Lokasi/Sasaran | Volume & Satuan | Waktu | Penanggung Jawab |
  /// Pihak Terkait | Biaya (Rp) | Sumber Dana | Status | Ket.*
  func matrix(_ actions: [MeetingAction], id: String = "actions", title: LocalizedText) -> ReportTable {
    func column(_ id: String, _ indonesian: String, _ english: String, _ type: ReportColumn.Kind = .text)
      -> ReportColumn
    {
      ReportColumn(id: id, label: LocalizedText(id: indonesian, en: english), type: type, source: MeetingAction.dataset)
    }
    return ReportTable(
      id: id, title: title,
      columns: [
        column("no", "No", "No", .integer), column("problem", "Permasalahan", "Problem"),
        column("action", "Rencana Tindak Lanjut", "Action"), column("output", "Keluaran", "Output"),
        column("place", "Lokasi/Sasaran", "Place/target group"), column("volume", "Volume & Satuan", "Volume & unit"),
        column("time", "Waktu", "Time"), column("accountable", "Penanggung Jawab", "Accountable"),
        column("involved", "Pihak Terkait", "Involved"),
        ReportColumn(
          id: "cost", label: LocalizedText(id: "Biaya (Rp)", en: "Cost (Rp)"), type: .integer,
          source: MeetingAction.dataset), column("fund", "Sumber Dana", "Fund"),
        column("status", "Status", "Status"), column("remarks", "Ket.", "Remarks"),
      ], rows: actions.map(row), keyColumns: 1)
  }

  private func row(_ action: MeetingAction) -> [ReportValue] {
    [
      .integer(action.number), words(action["masalah"]), words(action["kegiatan"]), words(action["keluaran"]),
      place(action), volume(action), time(action), words(action["penanggung_jawab"]), words(action["pihak_terkait"]),
      action.cost.map { .integer($0) } ?? .missing, words(action["sumber_dana"]),
      .text(Self.status(action.standing)), remarks(action),
    ]
  }

  /// Every field in a column of its own: `meeting,no,due,status,days_late,parts_done,parts,…`.
  func data(_ actions: [MeetingAction]) -> ReportTable {
    func column(_ id: String, _ label: LocalizedText, _ type: ReportColumn.Kind = .text) -> ReportColumn {
      ReportColumn(id: id, label: label, type: type, source: MeetingAction.dataset)
    }
    let rows = actions.map { action -> [ReportValue] in
      let standing = action.standing
      return [
        .text(action.meeting), .integer(action.number), action.place.map { .code($0.description) } ?? .missing,
        action.start.map { .date($0.description) } ?? .missing, action.due.map { .date($0.description) } ?? .missing,
        .category(id: standing.status.id, label: standing.status.title),
        standing.since.map { .date($0.description) } ?? .missing,
        .integer(standing.daysLate), .integer(standing.parts?.done), .integer(standing.parts?.all),
        words(action["penanggung_jawab"]), words(action["kegiatan"]), words(action["indikator"]),
        words(action["komponen"]),
      ]
    }
    return ReportTable(
      id: "data", title: LocalizedText(id: "Data tindak lanjut", en: "Data of the actions"),
      columns: [
        column("meeting", LocalizedText(id: "Rapat", en: "Meeting")), column("no", LocalizedText("No"), .integer),
        column("place_code", LocalizedText(id: "Kode", en: "Code"), .code),
        column("start", LocalizedText(id: "Mulai", en: "Start"), .date),
        column("due", LocalizedText(id: "Batas waktu", en: "Due"), .date),
        column("status", LocalizedText("Status"), .category),
        column("since", LocalizedText(id: "Sejak", en: "Since"), .date),
        column("days_late", LocalizedText(id: "Terlambat (hari)", en: "Days late"), .integer),
        column("parts_done", LocalizedText(id: "Bagian selesai", en: "Parts done"), .integer),
        column("parts", LocalizedText(id: "Bagian", en: "Parts"), .integer),
        column("accountable", LocalizedText(id: "Penanggung jawab", en: "Accountable")),
        column("action", LocalizedText(id: "Rencana tindak lanjut", en: "Action")),
        column("indicator", LocalizedText(id: "Indikator", en: "Indicator")),
        column("component", LocalizedText(id: "Komponen", en: "Component")),
      ], rows: rows, keyColumns: 2)
  }

  /// `Sedang berjalan (7/12), terlambat 30 hari`: how late it is, is computed and never typed.
  static func status(_ standing: ActionStanding) -> LocalizedText {
    var (id, en) = (standing.status.title.id, standing.status.title.en)
    if let parts = standing.parts, standing.status.isOpen {
      id += " (\(parts.done)/\(parts.all))"
      en += " (\(parts.done)/\(parts.all))"
    }
    if standing.daysLate > 0 {
      id += ", terlambat \(standing.daysLate) hari"
      en += ", \(standing.daysLate) days late"
    }
    return LocalizedText(id: id, en: en)
  }

  private func words(_ text: String?) -> ReportValue { text.map { .text($0) } ?? .missing }

  private func place(_ action: MeetingAction) -> ReportValue {
    let parts = [action.place.map { names[$0] ?? $0.description }, action["sasaran"]].compactMap { $0 }
    return parts.isEmpty ? .missing : .text(parts.joined(separator: " / "))
  }

  private func volume(_ action: MeetingAction) -> ReportValue {
    guard let volume = action.volume else { return words(action["satuan"]) }
    let whole = volume == volume.rounded() && abs(volume) < 1e15
    let unit = action["satuan"].map { " " + $0 } ?? ""
    let text = whole ? "\(Int64(volume))" : "\(volume)"
    return .text(
      LocalizedText(id: text.split(separator: ".").joined(separator: ",") + unit, en: text + unit))
  }

  private func time(_ action: MeetingAction) -> ReportValue {
    let days = [action.start, action.due].compactMap { $0 }
    guard !days.isEmpty else { return .missing }
    return .text(
      LocalizedText(
        id: days.map { PaperWords.short($0, .indonesian) }.joined(separator: " – "),
        en: days.map { PaperWords.short($0, .english) }.joined(separator: " – ")))
  }

  private func remarks(_ action: MeetingAction) -> ReportValue {
    var parts = [action["keterangan"], action.standing.remark].compactMap { $0 }.map { LocalizedText($0) }
    if action.standing.status == .done, !action.standing.hasEvidence {
      parts.append(LocalizedText(id: "tanpa bukti", en: "no evidence"))
    }
    if action.isBreakthrough { parts.append(LocalizedText(id: "terobosan", en: "breakthrough")) }
    if action.isExample { parts.append(LocalizedText(id: "contoh", en: "example")) }
    guard !parts.isEmpty else { return .missing }
    return .text(
      LocalizedText(id: parts.map(\.id).joined(separator: "; "), en: parts.map(\.en).joined(separator: "; ")))
  }
}

extension ActionStatus {
  var title: LocalizedText {
    switch self {
    case .planned: LocalizedText(id: "Belum dilaksanakan", en: "Not started")
    case .running: LocalizedText(id: "Sedang berjalan", en: "In progress")
    case .done: LocalizedText(id: "Selesai", en: "Done")
    case .dropped: LocalizedText(id: "Dibatalkan", en: "Dropped")
    }
  }
}
