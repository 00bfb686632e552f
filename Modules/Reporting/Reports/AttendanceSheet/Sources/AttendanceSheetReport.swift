import Diagnostics
import Domain

/// The sheets to be signed, one for each day: with those recorded for it, else with as many lines as the quotas have.
///
/// Serves `attendance_sheet`. Tables `day1`, `day2` …
public struct AttendanceSheetReport: Report, MeetingPaper {
  public init() {}

  public func document(_ context: ReportContext) throws -> ReportDocument { try paper(context) }

  private static let (mostDays, fewestLines, mostLines) = (14, 20, 500)

  func write(_ desk: PaperDesk, _ document: inout ReportDocument) throws {
    let (meeting, details) = (desk.meeting, desk.details)
    let tables = AttendanceTables(details)
    let first = meeting.day
    let count = min(max(1, meeting.days ?? 1), Self.mostDays)
    let quota = details.quotas.reduce(0) { $0 + $1.people }
    for offset in 0..<count {
      let day = first.flatMap { $0.adding(days: offset) }
      let known = details.attendance.filter { $0.day == day && ($0.name != nil || $0.post != nil) }
      let title = day.map { PaperWords.days($0, nil) } ?? LocalizedText(id: "Daftar hadir", en: "Attendance list")
      var table =
        known.isEmpty
        ? tables.blank(
          min(max(quota, Self.fewestLines), Self.mostLines), most: Self.mostLines, id: "day\(offset + 1)", title: title)
        : tables.list(known, id: "day\(offset + 1)", title: title)
      table.isSigned = true
      document.tables.append(table)
    }
    document.notes += [tables.basis].compactMap { $0 }
  }
}
