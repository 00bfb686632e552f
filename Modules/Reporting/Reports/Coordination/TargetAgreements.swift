import Diagnostics
import Storage

extension ReportContext {
  /// At which meetings a target was agreed, and which of their delegations have not signed.
  func agreements(on target: String) throws -> [LocalizedText] {
    guard datasets["kesepakatan"] != nil else { return [] }
    let table = try store.records(
      RecordQuery(
        dataset: "kesepakatan", fields: ["sepakat_rapat", "sepakat_nomor"],
        filters: [.texts(field: "sepakat_target", [target])]))
    guard table.count > 0 else { return [] }
    let meetings = try meetings()
    return try (0..<table.count).compactMap { row -> LocalizedText? in
      guard let id = table.text("sepakat_rapat", row), let meeting = meetings.first(where: { $0.id == id }) else {
        return nil
      }
      let number = table.integer("sepakat_nomor", row) ?? 0
      let unsigned = try MeetingDetails(self, id).delegations.filter { $0.signed == nil }.map(\.name)
      let list = unsigned.joined(separator: ", ")
      let day = meeting.day.map { (PaperWords.long($0, .indonesian), PaperWords.long($0, .english)) }
      return LocalizedText(
        id: "Disepakati pada \(meeting.title)\(day.map { ", \($0.0)" } ?? "") (`\(id)`, butir \(number))"
          + (unsigned.isEmpty ? "." : "; belum menandatangani: \(list)."),
        en: "Agreed at \(meeting.title)\(day.map { ", \($0.1)" } ?? "") (`\(id)`, number \(number))"
          + (unsigned.isEmpty ? "." : "; not yet signed: \(list)."))
    }
  }
}
