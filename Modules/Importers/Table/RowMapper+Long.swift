import Diagnostics
import Domain
import PluginKit
import Storage
import Tabular

/// Rows of tables with a row a field.
extension RowMapper {
  mutating func mapLong(
    _ block: RowBlock, _ first: Int, _ fieldColumn: Int, _ valueColumn: Int, _ beside: [TablePlan.Column],
    _ mapped: inout MappedBlock
  ) -> Int? {
    guard var rows = long else { return nil }
    long = nil
    let readers = readers
    let isClean = block.flaws.isEmpty
    let hasFilters = !plan.filters.isEmpty
    let needsLook = plan.region.code == nil && plan.region.hasNames
    var stop: Int?
    block.withUnsafeFields { base, starts, ends, rowStarts in
      rows: for row in first..<block.rowCount {
        let fields = RowFields(base, starts, ends, rowStarts, row)
        if needsLook || plan.region.code.map({ !Self.isKey(fields[$0]) }) ?? false {
          switch aside(block, row, fields, &mapped) {
          case .data: break
          case .passed: continue rows
          case .header:
            stop = row
            break rows
          }
        }
        if hasFilters, !passes(fields) {
          mapped.passed[.filtered, default: 0] += 1
          continue
        }
        mapped.read += 1
        if !isClean, let reason = block.rejection(row) {
          reject(block, row, [reason], &mapped)
          continue
        }
        var reasons: [Diagnostic] = []
        guard let key = key(block, row, fields, nil, &reasons, &mapped) else {
          reject(block, row, reasons, &mapped)
          continue
        }
        guard let slot = rows.slot(fields[fieldColumn]) else {
          let reason = unknownField(block, row, fieldColumn, Self.text(fields[fieldColumn]))
          reject(block, row, [reason], &mapped, key.region, period: key.period)
          continue
        }
        let origin = MappedBlock.Origin(block: block, row: row)
        for column in [TablePlan.Column(column: valueColumn, slot: slot)] + beside {
          var cell = Cell.missing
          do throws(CellFlaw) {
            if readers[column.slot].hasWords { throw .notANumber }
            cell = try readers[column.slot].read(fields[column.column], slot: column.slot, &memory)
          } catch {
            cell = written(
              block, row, column.column, column.slot, fields[column.column], error, &reasons, &mapped)
          }
          if !reasons.isEmpty {
            reject(block, row, reasons, &mapped, key.region, period: key.period)
            break
          }
          if !rows.add(key.region, key.period, column.slot, cell, origin, &memory.texts, into: &mapped) {
            reject(block, row, [repeated(block, row, fieldColumn)], &mapped, key.region, period: key.period)
            break
          }
        }
      }
    }
    long = rows
    dropUnmeasured(&mapped)
    return stop
  }

  private func unknownField(_ block: RowBlock, _ row: Int, _ column: Int, _ name: String) -> Diagnostic {
    let nearest = Suggestion.nearest(to: name.lowercased(), among: plan.dataset.fields.map(\.id))
    return Diagnostic(
      code: "field-unknown",
      message: LocalizedText(id: "indikator `\(name)` tidak dikenal", en: "unknown indicator `\(name)`"),
      place: place(block, row, column), value: name,
      hint: nearest.map { LocalizedText(id: "mungkin maksudnya `\($0)`?", en: "did you mean `\($0)`?") })
  }

  private func repeated(_ block: RowBlock, _ row: Int, _ column: Int) -> Diagnostic {
    Diagnostic(
      code: "row-duplicate",
      message: LocalizedText(
        id: "nilai kedua untuk desa, tahun dan indikator yang sama",
        en: "a second value for the same village, year and indicator"),
      place: place(block, row, column), value: block.string(row, column))
  }

  /// Takes out gathered rows in which nothing was measured.
  func dropUnmeasured(_ mapped: inout MappedBlock) {
    guard !plan.zeroSlots.isEmpty, mapped.records.count > 0 else { return }
    let width = plan.slots.count
    let kept = (0..<mapped.records.count).filter { index in
      !plan.zeroSlots.allSatisfy { mapped.records.cells[index * width + $0] == 0 }
    }
    guard kept.count < mapped.records.count else { return }
    mapped.passed[.unmeasured, default: 0] += mapped.records.count - kept.count
    mapped.keep(kept, width: width)
  }
}
