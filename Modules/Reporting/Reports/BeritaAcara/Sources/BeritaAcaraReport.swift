import Diagnostics
import PluginKit

/// Minutes of agreement: the date in words, numbered agreements, a cell for the signature of each delegation.
///
/// Serves `berita_acara`. Tables `opening`, `agreements`, `closing`, `delegations`, `signatures`, `actions` (annexed).
public struct BeritaAcaraReport: Report, MeetingPaper {
  public init() {}

  public func document(_ context: ReportContext) throws -> ReportDocument { try paper(context) }

  func write(_ desk: PaperDesk, _ document: inout ReportDocument) throws {
    let (meeting, details) = (desk.meeting, desk.details)
    let place = meeting["tempat"] ?? PaperWords.dots
    let opening = PaperWords.opening(meeting.start)
    let held = LocalizedText(
      id: "\(opening.id), bertempat di \(place), telah dilaksanakan \(meeting.title), dengan hasil kesepakatan "
        + "sebagai berikut:",
      en: "\(opening.en), at \(place), \(meeting.title) was held, and it was agreed:")
    let annex = try desk.annex(
      LocalizedText(id: "Lampiran: Rencana Kerja Tindak Lanjut", en: "Annex: follow-up actions"))
    let close = LocalizedText(
      id: "Demikian berita acara ini dibuat dengan sebenarnya untuk dilaksanakan bersama"
        + (annex == nil ? "." : ", dengan rencana kerja tindak lanjut terlampir."),
      en: "These minutes were drawn up to be carried out together" + (annex == nil ? "." : "; the actions are annexed.")
    )
    let closing = LocalizedText(id: "Penutup", en: "Closing")
    document.tables = [
      PaperWords.passages(
        "opening", LocalizedText(id: "Pembukaan", en: "Opening"),
        [(LocalizedText(id: "Nomor: \(desk.number)", en: "Number: \(desk.number)"), held)]),
      details.agreementTable(), PaperWords.passages("closing", closing, [(closing, close)]), details.delegationTable(),
      desk.signatures([
        (LocalizedText(id: "Notulis", en: "Secretary"), meeting["notulis"]),
        (LocalizedText(id: "Pimpinan rapat", en: "Chair"), meeting["pimpinan"]),
        (LocalizedText(id: "Mengetahui", en: "Seen by"), meeting["pembuka"] ?? meeting["pimpinan"]),
      ]),
    ]
    if let annex { document.tables.append(annex) }
    document.frame?.copies = desk.papers.copies
    if details.unsigned > 0 {
      document.notes.append(
        LocalizedText(
          id: "\(details.unsigned) dari \(details.delegations.count) delegasi belum menandatangani.",
          en: "\(details.unsigned) of \(details.delegations.count) delegations have not signed."))
    }
  }
}
