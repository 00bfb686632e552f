import Diagnostics
import Domain

/// The joint agenda of kecamatan: what is to be done where, by whom, when and from which fund.
struct AgendaTables {
  private let names: [RegionCode: String]

  init(_ names: [RegionCode: String]) { self.names = names }

  private func column(_ id: String, _ indonesian: String, _ english: String, _ type: ReportColumn.Kind = .text)
    -> ReportColumn
  {
    ReportColumn(
      id: id, label: LocalizedText(id: indonesian, en: english), type: type, source: MeetingAction.dataset)
  }

  private func words(_ text: String?) -> ReportValue { text.map { .text($0) } ?? .missing }
  private func place(_ action: MeetingAction) -> ReportValue {
    action.place.map { .text(names[$0] ?? $0.description) } ?? .missing
  }

  /// By place and day.
  func agenda(_ actions: [MeetingAction]) -> ReportTable {
    let sorted = actions.sorted { a, b in
      (a.place ?? .nation, a.due?.number ?? Int.max, a.meeting, a.number) < (
        b.place ?? .nation, b.due?.number ?? Int.max, b.meeting, b.number
      )
    }
    return ReportTable(
      id: "agenda", title: LocalizedText(id: "Agenda terpadu", en: "Joint agenda"),
      columns: [
        column("code", "Kode", "Code", .code), column("place", "Tempat", "Place"),
        column("action", "Kegiatan", "Action"), column("lead", "Penanggung jawab", "Lead"),
        column("involved", "Pihak terkait", "Involved"), column("start", "Mulai", "Start", .date),
        column("due", "Batas", "Due", .date), column("fund", "Sumber dana", "Fund"),
        column("cost", "Biaya (Rp)", "Cost (Rp)", .integer), column("status", "Status", "Status"),
        column("origin", "Asal", "From"),
      ],
      rows: sorted.map { action in
        [
          action.place.map { .code($0.description) } ?? .missing, place(action), words(action["kegiatan"]),
          words(action["penanggung_jawab"]), words(action["pihak_terkait"]),
          action.start.map { .date($0.description) } ?? .missing, action.due.map { .date($0.description) } ?? .missing,
          words(action["sumber_dana"]), action.cost.map { .integer($0) } ?? .missing,
          .text(ActionTables.status(action.standing)), .text("\(action.meeting)#\(action.number)"),
        ]
      })
  }

  func clashes(_ clashes: [AgendaClashes.Clash]) -> ReportTable {
    func period(_ action: MeetingAction) -> ReportValue {
      let days = [action.start, action.due].compactMap { $0 }
      return .text(
        LocalizedText(
          id: days.map { PaperWords.short($0, .indonesian) }.joined(separator: " – "),
          en: days.map { PaperWords.short($0, .english) }.joined(separator: " – ")))
    }
    return ReportTable(
      id: "clashes",
      title: LocalizedText(
        id: "Mungkin ganda: kegiatan sama di satu tempat dan waktu",
        en: "Perhaps double: the same action at one place and time"),
      columns: [
        column("code", "Kode", "Code", .code), column("place", "Tempat", "Place"),
        column("action", "Kegiatan", "Action"), column("origin", "Asal", "From"), column("time", "Waktu", "Time"),
        column("lead", "Penanggung jawab", "Lead"), column("other_origin", "Asal lain", "Other"),
        column("other_time", "Waktu lain", "Other time"), column("other_lead", "Penanggung jawab lain", "Other lead"),
      ],
      rows: clashes.map { clash in
        [
          clash.first.place.map { .code($0.description) } ?? .missing, place(clash.first),
          words(clash.first["kegiatan"]), .text("\(clash.first.meeting)#\(clash.first.number)"), period(clash.first),
          words(clash.first["penanggung_jawab"]), .text("\(clash.second.meeting)#\(clash.second.number)"),
          period(clash.second), words(clash.second["penanggung_jawab"]),
        ]
      })
  }
}
