import Diagnostics
import PluginKit

/// The report to those who were not there: *Pendahuluan, Kegiatan, Hasil, Kesimpulan dan Saran, Penutup*.
///
/// Serves `meeting_report`. Tables `report` (passages), `signatures`, `agreements` and `actions` (annexed).
public struct MeetingSummaryReport: Report, MeetingPaper {
  public init() {}

  public func document(_ context: ReportContext) throws -> ReportDocument { try paper(context) }

  func write(_ desk: PaperDesk, _ document: inout ReportDocument) throws {
    let (meeting, details) = (desk.meeting, desk.details)
    let actions = try desk.actions(on: meeting.end ?? meeting.start)
    let dots = PaperWords.dots
    let days = meeting.start.map { PaperWords.days($0, meeting.end) } ?? LocalizedText(dots)
    let venue = meeting["tempat"] ?? dots
    let agenda = meeting["acara"].map { LocalizedText(id: " dengan acara \($0)", en: ", on \($0)") }
    let agreed = details.agreements.count
    let passages: [(LocalizedText, LocalizedText)] = [
      (
        LocalizedText(id: "A. Pendahuluan", en: "A. Introduction"),
        LocalizedText(
          id: "\(meeting.title) dilaksanakan pada \(days.id) di \(venue)\(agenda?.id ?? "").",
          en: "\(meeting.title) was held on \(days.en) at \(venue)\(agenda?.en ?? "").")
      ),
      (LocalizedText(id: "B. Kegiatan", en: "B. Proceedings"), proceedings(desk)),
      (
        LocalizedText(id: "C. Hasil", en: "C. Results"),
        LocalizedText(
          id: "Rapat menghasilkan \(agreed) kesepakatan dan \(actions.count) tindak lanjut, terlampir.",
          en: "The meeting came to \(agreed) agreements and \(actions.count) actions, annexed.")
      ),
      (
        LocalizedText(id: "D. Kesimpulan dan Saran", en: "D. Conclusions and recommendations"),
        meeting["kesimpulan"].map { LocalizedText($0) } ?? LocalizedText(dots)
      ),
      (
        LocalizedText(id: "E. Penutup", en: "E. Closing"),
        LocalizedText(
          id: "Demikian laporan ini dibuat sebagai bahan selanjutnya.", en: "This report is submitted for further use.")
      ),
    ]
    document.tables = [
      PaperWords.passages("report", LocalizedText(id: "Laporan", en: "Report"), passages),
      desk.signatures([(LocalizedText(id: "Yang melaporkan", en: "Reported by"), meeting["notulis"])]),
    ]
    if agreed > 0 { document.tables.append(details.agreementTable()) }
    if !actions.isEmpty {
      document.tables.append(
        try ActionTables(desk.context, actions).matrix(
          actions, title: LocalizedText(id: "Lampiran: Rencana Kerja Tindak Lanjut", en: "Annex: follow-up actions")))
    }
    document.frame?.copies = desk.papers.copies
  }

  private func proceedings(_ desk: PaperDesk) -> LocalizedText {
    let (meeting, details) = (desk.meeting, desk.details)
    func named(_ id: String, _ en: String, _ field: String) -> LocalizedText? {
      desk.post(meeting[field]).map { LocalizedText(id: "\(id) \($0).", en: "\(en) \($0).") }
    }
    let present = PaperWords.count(details.present)
    let expected = details.quotas.reduce(0) { $0 + $1.people }
    let quota = PaperWords.count(expected)
    let speakers = Set(details.speeches.map(\.speaker)).count
    let held = [
      named("Rapat dibuka oleh", "The meeting was opened by", "pembuka"),
      named("Rapat dipimpin oleh", "It was chaired by", "pimpinan"),
      named("Narasumber:", "Resource persons:", "narasumber"),
      details.present == 0
        ? nil
        : LocalizedText(
          id: "Hadir \(present.id) orang" + (expected > 0 ? " dari \(quota.id) yang diundang." : "."),
          en: "\(present.en) people came" + (expected > 0 ? " of \(quota.en) expected." : ".")),
      speakers == 0
        ? nil : LocalizedText(id: "\(speakers) pembicara menyampaikan pandangan.", en: "\(speakers) people spoke."),
      meeting["pembahasan"].map { LocalizedText($0) },
    ].compactMap { $0 }
    return held.isEmpty ? LocalizedText(PaperWords.dots) : .lines(held)
  }
}
