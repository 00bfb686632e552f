import Diagnostics

/// The *notula* of a meeting: what was said by whom, what was concluded, two signatures.
///
/// Serves `minutes`. Tables `minutes` (passages in the order of the form), `agreements`, `actions`, `signatures`.
public struct MinutesReport: Report, MeetingPaper {
  public init() {}

  public func document(_ context: ReportContext) throws -> ReportDocument { try paper(context) }

  func write(_ desk: PaperDesk, _ document: inout ReportDocument) throws {
    let (meeting, details) = (desk.meeting, desk.details)
    func lines(_ text: String?) -> LocalizedText? {
      text.map { text in
        LocalizedText(text.split(separator: ";").map { $0.drop { $0 == " " } }.joined(separator: "\n"))
      }
    }
    let present = details.present
    let parts: [(LocalizedText, LocalizedText?)] = [
      (LocalizedText(id: "Acara", en: "Agenda"), lines(meeting["acara"])),
      (LocalizedText(id: "Pimpinan rapat", en: "Chair"), lines(desk.post(meeting["pimpinan"]))),
      (LocalizedText(id: "Dibuka oleh", en: "Opened by"), lines(desk.post(meeting["pembuka"]))),
      (LocalizedText(id: "Juru bicara", en: "Spokesperson"), lines(desk.post(meeting["juru_bicara"]))),
      (LocalizedText(id: "Narasumber", en: "Resource persons"), lines(desk.post(meeting["narasumber"]))),
      (LocalizedText(id: "Notulis", en: "Secretary"), lines(desk.post(meeting["notulis"]))),
      (
        LocalizedText(id: "Peserta", en: "Participants"),
        present > 0
          ? LocalizedText(
            id: "\(PaperWords.count(present).id) orang, menurut daftar hadir",
            en: "\(PaperWords.count(present).en), by the attendance list") : nil
      ),
      (LocalizedText(id: "Pembahasan", en: "Discussion"), discussion(desk) ?? lines(meeting["pembahasan"])),
      (LocalizedText(id: "Kesimpulan", en: "Conclusions"), lines(meeting["kesimpulan"])),
      (LocalizedText(id: "Penutup", en: "Closing"), closing(desk)),
    ]
    document.tables = [
      PaperWords.passages(
        "minutes", LocalizedText(id: "Notula", en: "Minutes"),
        parts.compactMap { heading, text in text.map { (heading, $0) } })
    ]
    if !details.agreements.isEmpty { document.tables.append(details.agreementTable()) }
    if let annex = try desk.annex(LocalizedText(id: "Rencana Kerja Tindak Lanjut", en: "Follow-up actions")) {
      document.tables.append(annex)
    }
    document.tables.append(
      desk.signatures([
        (LocalizedText(id: "Notulis", en: "Secretary"), meeting["notulis"]),
        (LocalizedText(id: "Pimpinan rapat", en: "Chair"), meeting["pimpinan"]),
      ]))
  }

  /// What each speaker said, numbered, in the order of the records.
  private func discussion(_ desk: PaperDesk) -> LocalizedText? {
    guard !desk.details.speeches.isEmpty else { return nil }
    var session: String?
    let lines = desk.details.speeches.flatMap { speech -> [LocalizedText] in
      let speaker = [desk.post(speech.speaker), speech.unit].compactMap { $0 }.joined(separator: ", ")
      let line = LocalizedText("\(speech.number). \(speaker): \(speech.text)")
      guard let own = speech.session, own != session else { return [line] }
      session = own
      return [LocalizedText(own), line]
    }
    return .lines(lines)
  }

  private func closing(_ desk: PaperDesk) -> LocalizedText? {
    guard let end = desk.meeting.end else { return nil }
    return LocalizedText(
      id: "Rapat ditutup pada \(PaperWords.days(end, nil).id).",
      en: "The meeting was closed on \(PaperWords.days(end, nil).en).")
  }
}
