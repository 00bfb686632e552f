import Diagnostics
import Domain
import Storage
import Tabular

/// Dates from the months and weeks that a row marks.
extension RowMapper {
  /// Fills the dates of a row that it does not write out: the first day of the first marked week, the last of the last.
  ///
  /// Marks with gaps between them are one span, which is told.
  func schedule(
    _ calendar: TablePlan.Schedule, _ block: RowBlock, _ row: Int, _ fields: RowFields, _ period: Int32,
    _ cells: UnsafeMutableBufferPointer<Int64>, _ mapped: inout MappedBlock
  ) {
    let slices = calendar.columns.slices
    let marked = slices.indices.filter { Self.isMark(fields[slices[$0].column]) }
    guard let first = marked.first, let last = marked.last else { return }
    let year = context.given?.year ?? calendar.year ?? Period(number: Int(period))?.year ?? Int(period)
    guard let from = slices[first].days(year), let until = slices[last].days(year) else { return }
    let isWritten = cells[calendar.start] != Cell.missing && cells[calendar.end] != Cell.missing
    if cells[calendar.start] == Cell.missing { cells[calendar.start] = Int64(from.first.number) }
    if cells[calendar.end] == Cell.missing { cells[calendar.end] = Int64(until.last.number) }
    guard marked.count < last - first + 1, !isWritten else { return }
    mapped.warnings.append(
      Diagnostic(
        code: "schedule-gaps", severity: .note,
        message: LocalizedText(
          id: "minggu yang ditandai tidak bersambung: dicatat dari \(from.first) sampai \(until.last)",
          en: "the weeks marked do not follow one another: recorded from \(from.first) to \(until.last)"),
        place: place(block, row, slices[first].column)))
  }

  /// Any text that does not say that nothing stands there.
  private static func isMark(_ bytes: UnsafeRawBufferPointer) -> Bool {
    let bytes = Blanks.trim(bytes)
    return !MissingMarker.isMissing(bytes) && !(bytes.count == 1 && bytes[0] == UInt8(ascii: "0"))
  }
}
