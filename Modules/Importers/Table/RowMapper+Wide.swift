import Diagnostics
import Domain
import PluginKit
import Storage
import Tabular

/// Rows of tables with a column a field.
extension RowMapper {
  mutating func mapWide(
    _ block: RowBlock, _ first: Int, _ groups: [TablePlan.PeriodColumns], _ mapped: inout MappedBlock
  ) -> Int? {
    let width = plan.slots.count
    let fixed = cells(plan.fixed)
    let spare = Dictionary(cells(plan.keyConstants), uniquingKeysWith: { first, _ in first })
    let isClean = block.flaws.isEmpty
    let readers = readers
    let hasFilters = !plan.filters.isEmpty
    let needsLook = plan.region.code == nil
    // Kept out of `self`, which a call from the closure would copy for each row.
    let keyDefaults = plan.keySlots.map { slot in
      (slot, spare[slot] ?? plan.cells[slot].field.defaultCategory.map { Int64($0) } ?? Cell.missing)
    }
    let zeroSlots = plan.zeroSlots
    let calendar = plan.schedule
    // A rule may know what a row without a part of its key is.
    let leavesLacking = finder.mapping.rules.contains(where: \.takesLacking)
    let hasChecks = !plan.requiredSlots.isEmpty || !plan.checks.isEmpty
    // An empty row says nothing, unless empty cells clear what is stored.
    let passesBlank = finder.mapping.blank != .clear
    // Of records that say all in their key, what the mapping or the dataset requires counts as well.
    let demanded = plan.dataset.fields.filter { $0.required == true }.map(\.id)
    let required = Set((finder.mapping.requires + demanded).compactMap { plan.dataset.index(of: $0) })
    let valueColumns = groups.map { group in
      group.columns.filter { !plan.keySlots.contains($0.slot) || required.contains(plan.slots[$0.slot]) }
    }
    var stop: Int?
    mapped.records.regions.reserveCapacity(block.rowCount * groups.count)
    mapped.records.periods.reserveCapacity(block.rowCount * groups.count)
    mapped.records.sourceRows.reserveCapacity(block.rowCount * groups.count)
    mapped.origins.reserveCapacity(block.rowCount * groups.count)
    // The cells of all rows in one piece: rejected rows leave their place to the next.
    let capacity = (block.rowCount - first) * width * groups.count
    let cells = [Int64](unsafeUninitializedCapacity: capacity) { buffer, count in
      block.withUnsafeFields { base, starts, ends, rowStarts in
        rows: for row in first..<block.rowCount {
          let fields = RowFields(base, starts, ends, rowStarts, row)
          if needsLook || !Self.isKey(fields[plan.region.code ?? 0]) {
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
          var blanks = 0
          for (index, group) in groups.enumerated() {
            var reasons: [Diagnostic] = []
            guard let key = key(block, row, fields, group.period, &reasons, &mapped) else {
              if reasons.isEmpty { continue }
              addRejected(block, row, fields)
              reject(block, row, reasons, &mapped, period: lastPeriod?.period)
              continue rows
            }
            if group.columns.count < width { for slot in 0..<width { buffer[count + slot] = Cell.missing } }
            for column in group.columns {
              do throws(CellFlaw) {
                let reader = readers[column.slot]
                if reader.hasWords { throw .notANumber }
                buffer[count + column.slot] = try reader.read(fields[column.column], slot: column.slot, &memory)
              } catch {
                buffer[count + column.slot] = written(
                  block, row, column.column, column.slot, fields[column.column], error, &reasons, &mapped)
              }
            }
            if passesBlank, reasons.isEmpty,
              valueColumns[index].allSatisfy({ buffer[count + $0.slot] == Cell.missing }),
              valueColumns[index].allSatisfy({ Blanks.trim(fields[$0.column]).isEmpty })
            {
              mapped.unfilled.append(MappedBlock.Meant(region: key.region, period: key.period))
              blanks += 1
              continue
            }
            for (slot, cell) in fixed { buffer[count + slot] = cell }
            if let slot = plan.regionSlot {
              buffer[count + slot] = named(block, row, fields, &reasons, &mapped)
            }
            for span in plan.spans { buffer[count + span.slot] = lastDay(fields[span.column]) }
            if !reasons.isEmpty {
              reject(block, row, reasons, &mapped, key.region, period: key.period)
              continue rows
            }
            let values = UnsafeMutableBufferPointer(rebasing: buffer[count..<(count + width)])
            var lacksKey = false
            for (slot, usual) in keyDefaults where values[slot] == Cell.missing {
              values[slot] = usual
              if usual == Cell.missing { lacksKey = true }
            }
            if lacksKey, let reason = missingKey(block, row, values) {
              guard leavesLacking else {
                reject(block, row, [reason], &mapped, key.region, period: key.period)
                continue rows
              }
              mapped.lacking[mapped.records.regions.count] = reason
            }
            if let calendar { schedule(calendar, block, row, fields, key.period, values, &mapped) }
            if let several = plan.firstOf { divide(several, block, row, values, &mapped) }
            if hasChecks {
              check(block, row, UnsafeBufferPointer(values), &reasons, &mapped)
              if !reasons.isEmpty {
                reject(block, row, reasons, &mapped, key.region, period: key.period)
                continue rows
              }
            }
            if !zeroSlots.isEmpty, isUnmeasured(values) {
              mapped.passed[.unmeasured, default: 0] += 1
              continue
            }
            if totals.isActive, !lacksKey { totals.add(UnsafeBufferPointer(values), summed[index]) }
            count += width
            mapped.records.regions.append(key.region)
            mapped.records.periods.append(key.period)
            mapped.records.sourceRows.append(Int32(clamping: block.rowNumber(row)))
            mapped.origins.append(MappedBlock.Origin(block: block, row: row))
          }
          if blanks == groups.count { mapped.passed[.blank, default: 0] += 1 }
        }
      }
    }
    if mapped.records.cells.isEmpty { mapped.records.cells = cells } else { mapped.records.cells += cells }
    mapped.records.texts += memory.texts
    memory.texts.removeAll()
    return stop
  }

  /// Cells with the same value in every row; texts are added to this block's.
  private mutating func cells(_ texts: [(slot: Int, text: String)]) -> [(Int, Int64)] {
    texts.map { slot, text in
      let bytes = Array(text.utf8)
      let cell = bytes.withUnsafeBytes { bytes in
        (try? readers[slot].readWritten(bytes, .text, slot: slot, &memory)) ?? Cell.missing
      }
      return (slot, cell)
    }
  }

  /// Reads a cell that is not in a plain form, or says what is wrong with it.
  @inline(never)
  mutating func written(
    _ block: RowBlock, _ row: Int, _ column: Int, _ slot: Int, _ bytes: UnsafeRawBufferPointer, _ flaw: CellFlaw,
    _ reasons: inout [Diagnostic], _ mapped: inout MappedBlock
  ) -> Int64 {
    do throws(CellFlaw) {
      if flaw == .formulaError || flaw == .outOfRange || flaw == .notUTF8 { throw flaw }
      return try readers[slot].readWritten(bytes, block.kind(row, column), slot: slot, &memory)
    } catch {
      var diagnostic = plan.cells[slot].diagnostic(error, Self.text(bytes), at: place(block, row, column))
      if error == .formulaError {
        diagnostic.severity = .note
        mapped.warnings.append(diagnostic)
      } else {
        reasons.append(diagnostic)
      }
      return Cell.missing
    }
  }

  /// Adds the values of a row that was rejected for its key: its total counts it too.
  private mutating func addRejected(_ block: RowBlock, _ row: Int, _ fields: RowFields) {
    guard totals.isActive else { return }
    let texts = memory.texts.count
    for group in summed {
      for item in group {
        let bytes = fields[item.column]
        let kind = block.kind(row, item.column)
        if let cell = try? readers[item.slot].readWritten(bytes, kind, slot: item.slot, &memory) {
          totals.add(cell, item)
        }
      }
    }
    memory.texts.removeLast(memory.texts.count - texts)
  }

  /// Whether a row has the values that the mapping wants.
  mutating func passes(_ fields: RowFields) -> Bool {
    for (index, filter) in plan.filters.enumerated() {
      let bytes = fields[filter.column]
      if !filterMemory[index].bytes.elementsEqual(bytes) || filterMemory[index].bytes.isEmpty {
        let isNamed = filter.values.contains(CellMemory.key(Self.text(bytes)))
        filterMemory[index] = (Array(bytes), isNamed == filter.keeps)
      }
      if !filterMemory[index].passes { return false }
    }
    return true
  }
}
