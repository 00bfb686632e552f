import Diagnostics
import Domain
import PluginKit
import Storage
import Tabular

/// Maps the rows of one table to records: region, period, values; runs on the reading thread.
struct RowMapper: Sendable {
  var plan: TablePlan
  let source: TableSource
  let finder: LayoutFinder
  let layout: TableLayout
  var context: RowContext
  var resolver: RegionResolver
  let registers: Registers
  private let periods: RecordPeriods?
  var totals: TotalCheck
  /// The parent that a group row named.
  var groupDistrict: HeldText?
  var groupRegency: HeldText?
  var groupProvince: HeldText?
  /// A footnote came: rows without a key belong to it.
  var isClosed = false
  var memory: CellMemory
  let readers: [CellReader]
  private var long: LongRows?
  private var editions: [Int32: Int] = [:]
  private var lastPeriod: (bytes: [UInt8], part: [UInt8], period: Int32)?
  private var lastRegion: (code: Int64, edition: Int) = (0, -1)
  private var filterMemory: [(bytes: [UInt8], passes: Bool)]
  private let summed: [[TotalCheck.Summed]]
  let regions: RegionLookup
  let valueColumns: Set<Int>
  /// The texts above the table, where the mapping reads them: rejected rows keep them.
  private let titles: [String]?

  init(
    plan: TablePlan, source: TableSource, finder: LayoutFinder, layout: TableLayout, context: RowContext,
    resolver: RegionResolver, registers: Registers, codes: [String: CodeList], regions: RegionLookup,
    periods: RecordPeriods?, words: [String: [String: String]], titles: [String]?, longWindow: Int
  ) {
    self.titles = titles
    self.regions = regions
    self.plan = plan
    self.source = source
    self.finder = finder
    self.layout = layout
    self.context = context
    self.resolver = resolver
    self.registers = registers
    self.periods = periods
    readers = plan.cells.map(\.reader)
    memory = CellMemory(
      plan.cells, codes: codes, regions: regions, words: plan.cells.map { words[$0.field.id] ?? [:] })
    totals = TotalCheck(columns: layout.columns.count, isActive: plan.filters.isEmpty)
    filterMemory = plan.filters.map { _ in ([], false) }
    valueColumns = Set(plan.valueColumns)
    var summed: [[TotalCheck.Summed]] = []
    if case .wide(let groups) = plan.shape {
      var seen: Set<Int> = []
      for group in groups {
        let own = group.columns.filter { plan.cells[$0.slot].reader.isSummable && seen.insert($0.column).inserted }
        summed.append(
          own.map { TotalCheck.Summed(column: $0.column, slot: $0.slot, isReal: plan.cells[$0.slot].reader.isReal) })
      }
    }
    self.summed = summed
    if case .long = plan.shape { long = LongRows(plan, window: longWindow) }
  }

  /// Maps the rows of `block` from `first` on.
  ///
  /// - Returns: the row at which another table's header begins, if one does.
  mutating func map(_ block: RowBlock, from first: Int, _ mapped: inout MappedBlock) -> Int? {
    guard first < block.rowCount else { return nil }
    switch plan.shape {
    case .wide(let groups): return mapWide(block, first, groups, &mapped)
    case .long(let field, let value, let beside): return mapLong(block, first, field, value, beside, &mapped)
    }
  }

  /// What is still being gathered at the end of the table.
  mutating func finish(_ mapped: inout MappedBlock) {
    if let unfinished = long {
      var rows = unfinished
      rows.flush(&memory.texts, into: &mapped)
      long = rows
      dropUnmeasured(&mapped)
    }
    mapped.warnings += totals.findings.map { $0(source.place) }
    totals.findings = []
  }

  // MARK: Wide tables

  private mutating func mapWide(
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
              reject(block, row, [reason], &mapped, key.region, period: key.period)
              continue rows
            }
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
            if totals.isActive { totals.add(UnsafeBufferPointer(values), summed[index]) }
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
  private mutating func written(
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

  // MARK: Long tables

  private mutating func mapLong(
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
  private func dropUnmeasured(_ mapped: inout MappedBlock) {
    guard !plan.zeroSlots.isEmpty, mapped.records.count > 0 else { return }
    let width = plan.slots.count
    let kept = (0..<mapped.records.count).filter { index in
      !plan.zeroSlots.allSatisfy { mapped.records.cells[index * width + $0] == 0 }
    }
    guard kept.count < mapped.records.count else { return }
    mapped.passed[.unmeasured, default: 0] += mapped.records.count - kept.count
    let old = mapped.records
    let origins = mapped.origins
    mapped.records.regions = kept.map { old.regions[$0] }
    mapped.records.periods = kept.map { old.periods[$0] }
    mapped.records.sourceRows = kept.map { old.sourceRows[$0] }
    mapped.records.cells = kept.flatMap { old.cells[($0 * width)..<(($0 + 1) * width)] }
    mapped.origins = kept.map { origins[$0] }
  }

  // MARK: Checks of a whole row

  private func isUnmeasured(_ cells: UnsafeMutableBufferPointer<Int64>) -> Bool {
    !plan.zeroSlots.isEmpty && plan.zeroSlots.allSatisfy { cells[$0] == 0 }
  }

  /// Leaves the first of several named in a cell, and hands the others to the field that takes them, which is told.
  private mutating func divide(
    _ slots: (slot: Int, rest: Int), _ block: RowBlock, _ row: Int, _ cells: UnsafeMutableBufferPointer<Int64>,
    _ mapped: inout MappedBlock
  ) {
    guard cells[slots.slot] != Cell.missing else { return }
    let text = memory.texts[Int(cells[slots.slot])]
    guard text.utf8.contains(where: { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: ";") }) else { return }
    let names = text.split { $0 == "/" || $0 == ";" }.map { $0.split(separator: " ").joined(separator: " ") }
      .filter { !$0.isEmpty }
    guard let first = names.first, names.count > 1 else { return }
    let others = names.dropFirst().joined(separator: "; ")
    let own = cells[slots.rest] == Cell.missing ? nil : memory.texts[Int(cells[slots.rest])]
    // Rows may share the text: it stays as it is.
    memory.texts.append(first)
    cells[slots.slot] = Int64(memory.texts.count - 1)
    memory.texts.append(own.map { "\(others); \($0)" } ?? others)
    cells[slots.rest] = Int64(memory.texts.count - 1)
    let (field, rest) = (plan.cells[slots.slot].field.id, plan.cells[slots.rest].field.id)
    mapped.warnings.append(
      Diagnostic(
        code: "several-named", severity: .warning,
        message: LocalizedText(
          id: "\(field) menyebut beberapa: `\(first)` dicatat di situ, `\(others)` pada \(rest)",
          en: "\(field) names several: `\(first)` is recorded there, `\(others)` in \(rest)"),
        place: place(block, row, column(of: slots.slot)), value: text))
  }

  /// Finds what a row lacks, and what does not hold in it.
  private func check(
    _ block: RowBlock, _ row: Int, _ cells: UnsafeBufferPointer<Int64>, _ reasons: inout [Diagnostic],
    _ mapped: inout MappedBlock
  ) {
    for slot in plan.requiredSlots where cells[slot] == Cell.missing {
      let id = plan.cells[slot].field.id
      reasons.append(
        Diagnostic(
          code: "value-missing",
          message: LocalizedText(id: "\(id) kosong, padahal wajib diisi", en: "\(id) is empty, but required"),
          place: place(block, row, column(of: slot))))
    }
    guard !plan.checks.isEmpty else { return }
    var values = [Double](repeating: .nan, count: plan.dataset.fields.count)
    for (slot, field) in plan.slots.enumerated() where cells[slot] != Cell.missing {
      values[field] = plan.dataset.fields[field].type == .text ? .nan : Cell.number(cells[slot], plan.storages[field])
    }
    for check in plan.checks where check.formula.evaluate(values) == 0 {
      let slot = check.formula.reads.compactMap { plan.slots.firstIndex(of: $0) }.last
      let told = Diagnostic(
        code: "row-check", severity: check.declared.severity == .error ? .error : .warning,
        message: check.declared.message, place: place(block, row, slot.flatMap { column(of: $0) }),
        value: check.declared.id)
      if told.severity == .error { reasons.append(told) } else { mapped.warnings.append(told) }
    }
  }

  private func column(of slot: Int) -> Int? {
    guard case .wide(let groups) = plan.shape else { return nil }
    return groups.lazy.flatMap(\.columns).first { $0.slot == slot }?.column
  }

  private func missingKey(
    _ block: RowBlock, _ row: Int, _ cells: UnsafeMutableBufferPointer<Int64>
  ) -> Diagnostic? {
    guard let slot = plan.keySlots.last(where: { cells[$0] == Cell.missing }) else { return nil }
    let field = plan.cells[slot].field
    let column = column(of: slot)
    return Diagnostic(
      code: "key-missing",
      message: LocalizedText(
        id: "\(field.id) kosong, padahal bagian dari kunci baris", en: "\(field.id) is empty, but part of the row's key"
      ),
      place: column.map { place(block, row, $0) } ?? source.place(line: block.rowNumber(row)))
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
  private mutating func passes(_ fields: RowFields) -> Bool {
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

  // MARK: Keys

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

  private mutating func period(
    _ block: RowBlock, _ row: Int, _ fields: RowFields, _ heading: WrittenPeriod?, _ reasons: inout [Diagnostic]
  ) -> Int32? {
    let column = plan.period ?? plan.periodPart
    guard column != nil || heading != nil else {
      if let given = context.given { return Int32(given.number) }
      if let period = context.period(nil, plan.dataset.frequency) { return Int32(period.number) }
      reasons.append(malformedPeriod(block, row, 0, ""))
      return nil
    }
    let bytes = column.map { fields[$0] } ?? RegionCells.none
    let part = plan.period != nil ? plan.periodPart.map { fields[$0] } ?? RegionCells.none : RegionCells.none
    if heading == nil, let lastPeriod, lastPeriod.bytes.count == bytes.count, lastPeriod.bytes.elementsEqual(bytes),
      lastPeriod.part.elementsEqual(part)
    {
      return lastPeriod.period
    }
    return newPeriod(block, row, column, bytes, part, heading, &reasons)
  }

  private mutating func newPeriod(
    _ block: RowBlock, _ row: Int, _ column: Int?, _ bytes: UnsafeRawBufferPointer, _ part: UnsafeRawBufferPointer,
    _ heading: WrittenPeriod?, _ reasons: inout [Diagnostic]
  ) -> Int32? {
    let text = Self.text(Blanks.trim(bytes))
    if text.isEmpty, part.isEmpty, heading == nil, let given = context.given { return Int32(given.number) }
    let frequency = plan.dataset.frequency
    if plan.periodIsDate, heading == nil {
      guard let year = CalendarDate(text)?.year ?? WrittenDate(text)?.year, let period = Period(number: year) else {
        if let given = context.given { return Int32(given.number) }
        reasons.append(malformedPeriod(block, row, column ?? 0, text))
        return nil
      }
      // The period given is that of rows without a date.
      lastPeriod = (Array(bytes), Array(part), Int32(period.number))
      return Int32(period.number)
    }
    var period = Period(text).flatMap { heading == nil && part.isEmpty && $0.frequency == frequency ? $0 : nil }
    if period == nil {
      var written = text.isEmpty ? WrittenPeriod(year: nil, part: nil) : WrittenPeriod(text)
      if plan.period == nil, written == nil, let n = Int(text), (1...12).contains(n) {
        written = Self.numbered(n, frequency)
      }
      if !part.isEmpty, written != nil {
        let text = Self.text(Blanks.trim(part))
        written?.part = WrittenPeriod(text)?.part ?? Int(text).flatMap { Self.numbered($0, frequency)?.part }
      }
      if let heading {
        written = WrittenPeriod(year: heading.year ?? written?.year, part: heading.part ?? written?.part)
      }
      // A month in a yearly table is none of its periods, unless a date stands there.
      if let found = written, frequency != .yearly || found.part == nil || heading != nil || WrittenDate(text) != nil {
        period = written.flatMap { context.period($0, frequency) }
      }
    }
    guard let period else {
      reasons.append(malformedPeriod(block, row, column ?? 0, text))
      return nil
    }
    if let given = context.given, given != period {
      // Headings of other periods are no contradiction: those columns are left out.
      if heading != nil { return nil }
      reasons.append(
        Diagnostic(
          code: "period-contradicts",
          message: LocalizedText(
            id: "baris ini untuk \(period), padahal periode yang diberikan \(given)",
            en: "this row is for \(period), but the period given is \(given)"),
          place: place(block, row, column ?? 0), value: text))
      return nil
    }
    if heading == nil { lastPeriod = (Array(bytes), Array(part), Int32(period.number)) }
    return Int32(period.number)
  }

  private static func numbered(_ n: Int, _ frequency: Frequency) -> WrittenPeriod? {
    switch frequency {
    case .monthly where (1...12).contains(n): WrittenPeriod(year: nil, part: .month(n))
    case .quarterly where (1...4).contains(n): WrittenPeriod(year: nil, part: .quarter(n))
    case .semesterly where (1...2).contains(n): WrittenPeriod(year: nil, part: .semester(n))
    default: nil
    }
  }

  private func malformedPeriod(_ block: RowBlock, _ row: Int, _ column: Int, _ text: String) -> Diagnostic {
    Diagnostic(
      code: "period-malformed",
      message: LocalizedText(
        id: "`\(text)` bukan periode \(plan.dataset.frequency.title.id)",
        en: "`\(text)` is not a \(plan.dataset.frequency.title.en) period"),
      place: place(block, row, column), value: text)
  }

  // MARK: Places

  func place(_ block: RowBlock, _ row: Int, _ column: Int? = nil) -> Place {
    var place = source.place(of: block, row)
    if let column {
      place.column = column + 1
      place.field = plan.headers.indices.contains(column) ? plan.headers[column] : nil
    }
    return source.moved(place)
  }

  /// What a row needs beside its cells to be tried again.
  private var beside: RowSurroundings {
    RowSurroundings(
      province: groupProvince?.text, regency: groupRegency?.text, district: groupDistrict?.text,
      titles: titles)
  }

  func reject(
    _ block: RowBlock, _ row: Int, _ reasons: [Diagnostic], _ mapped: inout MappedBlock, _ region: Int64? = nil,
    period: Int32? = nil
  ) {
    mapped.rejected.append(
      RejectedRow(
        row: block.rowNumber(row), member: source.member(of: block), sheet: source.sheet,
        cells: block.cells(row).map(PersonalNumbers.masked), reasons: reasons, beside: beside))
    mapped.meant.append(MappedBlock.Meant(region: region, period: period))
  }

  static func text(_ bytes: UnsafeRawBufferPointer) -> String { String(decoding: bytes, as: UTF8.self) }
}
