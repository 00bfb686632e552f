import Diagnostics

/// Who came to a meeting, against who was expected: by role and sex, by day, by region and agency, and the list of people.
///
/// Serves `attendance`. Tables `attendance`, `regions`, `units`, `people`.
public struct AttendanceReport: Report, MeetingPaper {
  public init() {}

  public func document(_ context: ReportContext) throws -> ReportDocument { try paper(context) }

  func write(_ desk: PaperDesk, _ document: inout ReportDocument) throws {
    let tables = AttendanceTables(desk.details)
    document.frame = nil
    document.tables = [desk.details.attendanceTable()]
    if let regions = try tables.regions(desk.context) { document.tables.append(regions) }
    if let units = tables.units { document.tables.append(units) }
    document.notes += [tables.excess, tables.basis].compactMap { $0 }
    let people = desk.details.attendance.filter { $0.name != nil || $0.post != nil }
    guard !people.isEmpty else { return }
    document.tables.append(
      tables.list(people, id: "people", title: LocalizedText(id: "Daftar hadir", en: "Attendance list")))
  }
}
