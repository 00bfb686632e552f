import Diagnostics
import Domain
import PluginKit
import Storage

/// The raises as actions proposed to a meeting: the headings are those of the importer `tindak_lanjut`, so that the table
/// can be corrected and brought in as it is.
struct LeverActions {
  private let context: ReportContext
  private let meeting: Meeting
  private let due: CalendarDate?
  private let names: [Int64: String]
  private let question: LeverQuestion
  /// Place and indicator of actions that the meeting has already.
  private let known: Set<String>
  private let first: Int

  /// - Throws: `ReportFailure`: `meeting-unknown`; `option-invalid` for a due date that is none.
  init?(_ context: ReportContext, _ basis: ReportBasis, _ question: LeverQuestion) throws {
    guard context.options["meeting"] != nil, let meeting = try context.meeting() else { return nil }
    self.context = context
    self.meeting = meeting
    self.question = question
    names = try context.names(of: .village, basis)
    let actions = try context.actions(of: [meeting.id])
    known = Set(
      actions.compactMap { action in
        action.place.flatMap { place in action["indikator"].map { "\(place.number) \($0)" } }
      })
    first = (actions.map(\.number).max() ?? 0) + 1
    if let text = context.options["due"] {
      guard let day = CalendarDate(text) else {
        throw ReportFailure(
          Diagnostic(
            code: "option-invalid",
            message: LocalizedText(
              id: "`due` harus tanggal seperti 2026-12-31", en: "`due` has to be a date such as 2026-12-31"),
            value: text))
      }
      due = day
    } else {
      due = CalendarDate(year: meeting.fiscalYear ?? meeting.year, month: 12, day: 31)
    }
  }

  func table(_ villages: [LeverPlans.Village]) -> ReportTable {
    var rows: [[ReportValue]] = []
    var again = 0
    for village in villages {
      guard let code = RegionCode(village.region) else { continue }
      for raise in village.plan?.raises ?? [] {
        let field = question.indicators[raise.place].field
        guard !known.contains("\(code.number) \(field.id)") else {
          again += 1
          continue
        }
        rows.append(row(code, raise, field, number: first + rows.count))
      }
    }
    func column(_ id: String, _ indonesian: String, _ english: String, _ type: ReportColumn.Kind = .text)
      -> ReportColumn
    {
      ReportColumn(id: id, label: LocalizedText(id: indonesian, en: english), type: type)
    }
    var table = ReportTable(
      id: "actions",
      title: LocalizedText(
        id: "Usulan tindak lanjut untuk \(meeting.id)", en: "Actions proposed to \(meeting.id)"),
      columns: [
        column("tl_rapat", "ID rapat", "Meeting"), column("tl_nomor", "No", "No", .integer),
        column("tl_masalah", "Permasalahan", "Problem"), column("tl_kegiatan", "Rencana tindak lanjut", "Action"),
        column("tl_keluaran", "Keluaran", "Output"), column("tl_lokasi", "Lokasi", "Place", .code),
        column("tl_selesai", "Batas waktu", "Due", .date),
        column("tl_penanggung_jawab", "Penanggung jawab", "Accountable"),
        column("tl_pihak_terkait", "Pihak terkait", "Involved"), column("tl_indikator", "Indikator", "Indicator"),
        column("tl_keterangan", "Keterangan", "Remarks"),
      ], rows: rows, keyColumns: 2)
    if rows.isEmpty, again > 0 {
      table.note = LocalizedText(
        id: "\(again) sudah menjadi tindak lanjut; tidak ada yang baru.",
        en: "\(again) are actions already; there is nothing new.")
    }
    return table
  }

  private func row(_ code: RegionCode, _ raise: LeverModel.Raise, _ field: FieldDeclaration, number: Int)
    -> [ReportValue]
  {
    let entry = question.worksheet?.entries[field.id]
    func words(_ text: String?) -> String? { text.flatMap { $0.isEmpty ? nil : $0 } }
    let activity = words(entry?.criterion(raise.from)?.activity)
    let (party, others) = parties(entry, code)
    return [
      .text(meeting.id), .integer(number),
      .text(
        "\(field.title.id): skor \(raise.from)" + (words(entry?.criterion(raise.from)?.text).map { ", \($0)" } ?? "")),
      .text(activity ?? "Menaikkan \(field.title.id) dari skor \(raise.from) menjadi \(raise.to)"),
      ReportValue(words: words(entry?.criterion(raise.to)?.text) ?? "Skor \(raise.to)"), .code(code.description),
      due.map { .date($0.description) } ?? .missing, .text(party), ReportValue(words: others), .text(field.id),
      .text("usulan dari bedah skor"),
    ]
  }

  /// Who is to do it: the village where it can act itself, else the nearest level that can; the others help.
  private func parties(_ entry: Worksheet.Entry?, _ code: RegionCode) -> (String, String?) {
    let village = "\(context.vocabulary.villageHead(in: code).id) \(names[code.number] ?? code.description)"
    if let party = context.options["party"] { return (party, nil) }
    let order: [Worksheet.Actor] = [.desa, .kab, .prov, .pusat, .csr]
    let able = order.filter { entry?.actors[$0] != nil }
    func name(_ actor: Worksheet.Actor) -> String {
      if actor == .desa { return village }
      guard let office = entry?.actors[actor], !office.isEmpty else { return actor.title.id }
      return "\(office) (\(actor.title.id))"
    }
    guard let lead = able.first else { return (village, nil) }
    let others = able.dropFirst().map(name).joined(separator: "; ")
    return (name(lead), others.isEmpty ? nil : others)
  }
}
