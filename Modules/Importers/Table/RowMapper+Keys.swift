import Diagnostics
import Domain
import PluginKit
import Tabular

/// Which region a row is about, and which period.
extension RowMapper {
  @inline(__always)
  mutating func key(
    _ block: RowBlock, _ row: Int, _ fields: RowFields, _ written: WrittenPeriod?, _ reasons: inout [Diagnostic],
    _ mapped: inout MappedBlock
  ) -> (region: Int64, period: Int32)? {
    let named = periods == nil ? nil : recordPeriod(block, row, fields, &reasons)
    guard let period = periods == nil ? period(block, row, fields, written, &reasons) : named else { return nil }
    let edition: Int
    if plan.dataset.level == .nation {
      // No register decides about rows of the nation.
      edition = 0
    } else if let known = editions[period] {
      edition = known
    } else {
      edition = Period(number: Int(period)).map(registers.index(for:)) ?? 0
      editions[period] = edition
    }
    if plan.regionSlot != nil { return (RegionCode.nation.number, period) }
    guard let code = region(block, row, fields, edition, &reasons, &mapped) else { return nil }
    if plan.dataset.level == .village,
      !(RegionCode(code)?.villageKind.map { plan.dataset.appliesTo.contains($0) } ?? false)
    {
      mapped.uncounted += 1
      if mapped.firstUncounted == nil {
        mapped.firstUncounted = (block.rowNumber(row), RegionCode(code)?.description ?? "\(code)")
      }
    }
    return (code, period)
  }

  /// The period of the record that the row names; a period of its own wins.
  private mutating func recordPeriod(
    _ block: RowBlock, _ row: Int, _ fields: RowFields, _ reasons: inout [Diagnostic]
  ) -> Int32? {
    if plan.period != nil || context.given != nil { return period(block, row, fields, nil, &reasons) }
    guard let periods else { return nil }
    let name = plan.periodName.column.map { Self.text(Blanks.trim(fields[$0])) } ?? plan.periodName.text ?? ""
    if let period = periods.period(of: name) { return period }
    reasons.append(periods.unknown(name, at: place(block, row, plan.periodName.column)))
    return nil
  }

  mutating func region(
    _ block: RowBlock, _ row: Int, _ fields: RowFields, _ edition: Int, _ reasons: inout [Diagnostic],
    _ mapped: inout MappedBlock
  ) -> Int64? {
    let columns = plan.region
    var cells = RegionCells()
    if let code = columns.code {
      cells.code = fields[code]
      if columns.parts.count > 0 { cells.code2 = fields[columns.parts[0]] }
      if columns.parts.count > 1 { cells.code3 = fields[columns.parts[1]] }
      if columns.parts.count > 2 { cells.code4 = fields[columns.parts[2]] }
    } else if let code = context.code {
      cells.code = code.bytes
    } else if let region = context.region, !columns.hasNames {
      return region
    }
    cells.province =
      columns.province.map { fields[$0] } ?? (groupProvince ?? context.province)?.bytes ?? RegionCells.none
    cells.regency = columns.regency.map { fields[$0] } ?? (groupRegency ?? context.regency)?.bytes ?? RegionCells.none
    cells.district =
      columns.district.map { fields[$0] } ?? (groupDistrict ?? context.district)?.bytes ?? RegionCells.none
    cells.village = columns.village.map { fields[$0] } ?? context.village?.bytes ?? RegionCells.none
    let answer = resolver.resolve(cells, edition: edition)
    guard let code = answer.code else {
      reasons += answer.remarks.map { remark in
        remark.diagnostic(at: columns.column(remark.cell).map { place(block, row, $0) } ?? place(block, row))
      }
      if reasons.isEmpty { reasons.append(unknown(block, row)) }
      return nil
    }
    if !answer.remarks.isEmpty, lastRegion.code != code || lastRegion.edition != edition {
      // That a code stands in several columns is what the mapping says.
      let known = columns.parts.isEmpty ? nil : "region-code-repaired"
      mapped.warnings += answer.remarks.filter { $0.diagnostic.code != known }.map { remark in
        remark.diagnostic(at: columns.column(remark.cell).map { place(block, row, $0) } ?? place(block, row))
      }
    }
    lastRegion = (code, edition)
    return code
  }

  private func unknown(_ block: RowBlock, _ row: Int) -> Diagnostic {
    Diagnostic(
      code: "region-missing",
      message: LocalizedText(
        id: "baris ini tidak menyebut wilayahnya", en: "the row does not say which region it is about"),
      place: place(block, row, plan.region.all.first ?? 0))
  }
}
