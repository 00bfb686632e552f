import Diagnostics
import Domain
import Tabular

/// What fields of records get from other columns than their own.
extension RowMapper {
  /// The region that a row's code and names mean; `Cell.missing` where it was refused, with the reasons.
  ///
  /// Rows that name no village mean the lowest of their parents.
  mutating func named(
    _ block: RowBlock, _ row: Int, _ fields: RowFields, _ reasons: inout [Diagnostic],
    _ mapped: inout MappedBlock
  ) -> Int64 {
    // As other cells that name regions, by the latest edition.
    let edition = max(0, registers.dates.count - 1)
    let columns = plan.region
    func text(_ column: Int?) -> String { column.map { Self.text(Blanks.trim(fields[$0])) } ?? "" }
    guard text(columns.code).isEmpty, text(columns.village).isEmpty else {
      return region(block, row, fields, edition, &reasons, &mapped) ?? Cell.missing
    }
    let parents = [
      (RegionLevel.district, columns.district), (.regency, columns.regency), (.province, columns.province),
    ]
    .map { (level: $0.0, column: $0.1, name: text($0.1)) }.filter { !$0.name.isEmpty }
    guard let lowest = parents.first, let column = lowest.column else {
      return region(block, row, fields, edition, &reasons, &mapped) ?? Cell.missing
    }
    let names = [Self.word(lowest.level) + lowest.name] + parents.dropFirst().map { Self.word($0.level) + $0.name }
    let written = names.joined(separator: ", ")
    let flaw: CellFlaw
    switch regions.find(written) {
    case .one(let code) where RegionCode.level(of: code) == lowest.level: return code
    case .several: flaw = .ambiguousRegion
    case .one, .none: flaw = .unknownRegion
    }
    if let slot = plan.regionSlot {
      reasons.append(plan.cells[slot].diagnostic(flaw, written, at: place(block, row, column)))
    }
    return Cell.missing
  }

  /// The last of the days that a cell names; `Cell.missing` where it names one.
  mutating func lastDay(_ bytes: UnsafeRawBufferPointer) -> Int64 {
    guard let last = WrittenDate(Self.text(Blanks.trim(bytes)))?.lastDay else { return Cell.missing }
    memory.firstDays -= 1
    return CalendarDate(year: last.year, month: last.month, day: last.day).map { Int64($0.number) } ?? Cell.missing
  }

  private static func word(_ level: RegionLevel) -> String {
    switch level {
    case .district: "Kec. "
    case .regency, .nation, .village: ""
    case .province: "Provinsi "
    }
  }
}
