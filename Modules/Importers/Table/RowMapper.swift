import Diagnostics
import Domain
import Storage
import Tabular

/// Maps the rows of CSV blocks to records: region, period, values; runs on the reading thread.
struct RowMapper: Sendable {
  let plan: TablePlan
  let file: String
  /// The period for files without a column for it, or the one that every row has to agree with.
  let givenPeriod: Period?
  /// The index into `indexes` for each period met.
  private var registers: [Int32: Int] = [:]
  private let registerFor: @Sendable (Period) -> Int
  private let readers: [CellReader]
  private var memory: CellMemory
  private var lastPeriod: (bytes: [UInt8], period: Int32)?
  private var lastRegion: (code: Int64, index: Int, known: Bool) = (0, 0, false)
  private var indexes: [RegisterIndex]
  private var long: LongRows?

  init(
    plan: TablePlan, file: String, givenPeriod: Period?, register: [RegisterIndex],
    longWindow: Int = LongRows.usualWindow, codes: [String: CodeList] = [:],
    registerFor: @escaping @Sendable (Period) -> Int
  ) {
    self.plan = plan
    self.file = file
    self.givenPeriod = givenPeriod
    self.registerFor = registerFor
    indexes = register
    readers = plan.cells.map(\.reader)
    memory = CellMemory(plan.cells, codes: codes, acceptsUnlisted: codes.values.allSatisfy { $0.count == 0 })
    if case .long = plan.shape { long = LongRows(plan, window: longWindow) }
  }

  /// Maps the rows of `block` from `first` on.
  mutating func map(_ block: RowBlock, from first: Int) -> MappedBlock {
    var mapped = MappedBlock()
    switch plan.shape {
    case .wide(let columns): mapWide(block, first, columns, &mapped)
    case .long(let field, let value): mapLong(block, first, field, value, &mapped)
    }
    return mapped
  }

  /// What is still being gathered at the end of the file.
  mutating func finish() -> MappedBlock {
    var mapped = MappedBlock()
    long?.flush(&memory.texts, into: &mapped)
    return mapped
  }

  // MARK: Wide tables

  private mutating func mapWide(
    _ block: RowBlock, _ first: Int, _ columns: [(column: Int, slot: Int)], _ mapped: inout MappedBlock
  ) {
    let width = plan.slots.count
    mapped.records.regions.reserveCapacity(block.rowCount)
    mapped.records.periods.reserveCapacity(block.rowCount)
    mapped.records.sourceRows.reserveCapacity(block.rowCount)
    mapped.origins.reserveCapacity(block.rowCount)
    let isClean = block.flaws.isEmpty
    let readers = readers
    let keySlots = plan.keySlots
    // The cells of all rows in one piece: rejected rows leave their place to the next.
    let cells = [Int64](unsafeUninitializedCapacity: (block.rowCount - first) * width) { buffer, count in
      block.withUnsafeFields { base, starts, ends, rowStarts in
        for row in first..<block.rowCount {
          mapped.read += 1
          let fields = RowFields(base, starts, ends, rowStarts, row)
          if !isClean, let reason = block.rejection(row) {
            reject(block, row, [reason], &mapped)
            continue
          }
          var reasons: [Diagnostic] = []
          guard let key = key(block, row, fields, &reasons, &mapped) else {
            reject(block, row, reasons, &mapped)
            continue
          }
          if columns.count < width { for slot in 0..<width { buffer[count + slot] = Cell.missing } }
          for (column, slot) in columns {
            do throws(CellFlaw) {
              buffer[count + slot] = try readers[slot].read(fields[column], slot: slot, &memory)
            } catch {
              let place = place(block, row, column)
              reasons.append(plan.cells[slot].diagnostic(error, Self.text(fields[column]), at: place))
            }
          }
          for slot in keySlots where buffer[count + slot] == Cell.missing && reasons.isEmpty {
            if let place = plan.cells[slot].field.defaultCategory {
              buffer[count + slot] = Int64(place)
            } else {
              reasons.append(keyMissing(block, row, slot))
            }
          }
          if !reasons.isEmpty {
            reject(block, row, reasons, &mapped)
            continue
          }
          count += width
          mapped.records.regions.append(key.region)
          mapped.records.periods.append(key.period)
          mapped.records.sourceRows.append(Int32(clamping: block.rowNumber(row)))
          mapped.origins.append(MappedBlock.Origin(block: block, row: row))
        }
      }
    }
    mapped.records.cells = cells
    mapped.records.texts = memory.texts
    memory.texts.removeAll()
  }

  // MARK: Long tables

  private mutating func mapLong(
    _ block: RowBlock, _ first: Int, _ fieldColumn: Int, _ valueColumn: Int, _ mapped: inout MappedBlock
  ) {
    guard var rows = long else { return }
    long = nil
    let readers = readers
    let isClean = block.flaws.isEmpty
    block.withUnsafeFields { base, starts, ends, rowStarts in
      for row in first..<block.rowCount {
        mapped.read += 1
        let fields = RowFields(base, starts, ends, rowStarts, row)
        if !isClean, let reason = block.rejection(row) {
          reject(block, row, [reason], &mapped)
          continue
        }
        var reasons: [Diagnostic] = []
        guard let key = key(block, row, fields, &reasons, &mapped) else {
          reject(block, row, reasons, &mapped)
          continue
        }
        guard let slot = rows.slot(fields[fieldColumn]) else {
          reject(block, row, [unknownField(block, row, fieldColumn, Self.text(fields[fieldColumn]))], &mapped)
          continue
        }
        do throws(CellFlaw) {
          let cell = try readers[slot].read(fields[valueColumn], slot: slot, &memory)
          let origin = MappedBlock.Origin(block: block, row: row)
          let taken = rows.add(key.region, key.period, slot, cell, origin, &memory.texts, into: &mapped)
          if !taken { reject(block, row, [repeated(block, row, fieldColumn)], &mapped) }
        } catch {
          let place = place(block, row, valueColumn)
          reject(
            block, row, [plan.cells[slot].diagnostic(error, Self.text(fields[valueColumn]), at: place)], &mapped)
        }
      }
    }
    long = rows
  }

  private func keyMissing(_ block: RowBlock, _ row: Int, _ slot: Int) -> Diagnostic {
    let field = plan.cells[slot].field
    return Diagnostic(
      code: "key-missing",
      message: LocalizedText(
        id: "\(field.id) kosong, padahal menandai baris ini", en: "\(field.id) is blank, but identifies the row"),
      place: Place(file: file, line: block.rowNumber(row), field: field.id))
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

  // MARK: Keys

  @inline(__always)
  private mutating func key(
    _ block: RowBlock, _ row: Int, _ fields: RowFields, _ reasons: inout [Diagnostic], _ mapped: inout MappedBlock
  ) -> (region: Int64, period: Int32)? {
    guard let period = period(block, row, fields, &reasons) else { return nil }
    let bytes = fields[plan.region]
    guard let code = DigitCode.parse(bytes), RegionCode.level(of: code) == plan.dataset.level else {
      reasons.append(malformed(block, row, Self.text(bytes)))
      return nil
    }
    let index: Int
    if let known = registers[period] {
      index = known
    } else {
      index = Period(number: Int(period)).map(registerFor) ?? 0
      registers[period] = index
    }
    if lastRegion.code != code || lastRegion.index != index {
      lastRegion = (code, index, indexes[index].contains(code))
    }
    guard lastRegion.known else {
      reasons.append(unknown(block, row, code))
      return nil
    }
    if plan.dataset.level == .village,
      !(RegionCode(code)?.villageKind.map { plan.dataset.appliesTo.contains($0) } ?? false)
    {
      mapped.uncounted += 1
      if mapped.firstUncounted == nil { mapped.firstUncounted = (block.rowNumber(row), Self.text(bytes)) }
    }
    return (code, period)
  }

  private mutating func period(
    _ block: RowBlock, _ row: Int, _ fields: RowFields, _ reasons: inout [Diagnostic]
  ) -> Int32? {
    guard let column = plan.period else { return givenPeriod.map { Int32($0.number) } }
    let bytes = fields[column]
    if let lastPeriod, lastPeriod.bytes.count == bytes.count, lastPeriod.bytes.elementsEqual(bytes) {
      return lastPeriod.period
    }
    let text = Self.text(Blanks.trim(bytes))
    if text.isEmpty, let givenPeriod { return Int32(givenPeriod.number) }
    guard let period = Period(text), period.frequency == plan.dataset.frequency else {
      reasons.append(
        Diagnostic(
          code: "period-malformed",
          message: LocalizedText(
            id: "`\(text)` bukan periode \(plan.dataset.frequency.title.id)",
            en: "`\(text)` is not a \(plan.dataset.frequency.title.en) period"),
          place: place(block, row, column), value: text))
      return nil
    }
    if let givenPeriod, givenPeriod != period {
      reasons.append(
        Diagnostic(
          code: "period-contradicts",
          message: LocalizedText(
            id: "baris ini untuk \(period), padahal periode yang diberikan \(givenPeriod)",
            en: "this row is for \(period), but the period given is \(givenPeriod)"),
          place: place(block, row, column), value: text))
      return nil
    }
    lastPeriod = (Array(bytes), Int32(period.number))
    return Int32(period.number)
  }

  private func malformed(_ block: RowBlock, _ row: Int, _ text: String) -> Diagnostic {
    let code = RegionCode(text.filter { $0 != " " })
    let level = plan.dataset.level
    if let code {
      return Diagnostic(
        code: "region-level-wrong",
        message: LocalizedText(
          id: "\(code) adalah kode \(code.level.title.id.lowercased()), bukan \(level.title.id.lowercased())",
          en: "\(code) is the code of a \(code.level.title.en.lowercased()), not of a \(level.title.en.lowercased())"),
        place: place(block, row, plan.region), value: text)
    }
    return Diagnostic(
      code: "region-code-malformed",
      message: LocalizedText(
        id: "`\(text)` bukan kode wilayah", en: "`\(text)` is not a region code"),
      place: place(block, row, plan.region), value: text,
      hint: LocalizedText(
        id: "kode desa terdiri atas 10 angka, misalnya 64.02.01.2001",
        en: "a village code has 10 digits, such as 64.02.01.2001"))
  }

  private func unknown(_ block: RowBlock, _ row: Int, _ code: Int64) -> Diagnostic {
    let dotted = RegionCode(code)?.description ?? "\(code)"
    return Diagnostic(
      code: "region-unknown",
      message: LocalizedText(
        id: "kode \(dotted) tidak ada dalam daftar wilayah", en: "code \(dotted) is not in the register"),
      place: place(block, row, plan.region), value: dotted,
      hint: LocalizedText(
        id: "kode bisa berasal dari edisi lain; cari dengan sinergi-admin region find",
        en: "the code may be of another edition; look it up with sinergi-admin region find"))
  }

  private func place(_ block: RowBlock, _ row: Int, _ column: Int) -> Place {
    Place(
      file: file, line: block.rowNumber(row), column: column + 1,
      field: plan.headers.indices.contains(column) ? plan.headers[column] : nil)
  }

  private func reject(_ block: RowBlock, _ row: Int, _ reasons: [Diagnostic], _ mapped: inout MappedBlock) {
    mapped.rejected.append(
      RejectedRow(row: block.rowNumber(row), cells: block.cells(row).map(PersonalNumbers.masked), reasons: reasons))
  }

  static func text(_ bytes: UnsafeRawBufferPointer) -> String { String(decoding: bytes, as: UTF8.self) }
}

/// The fields of one row of a block; beyond its end they are empty.
struct RowFields {
  private let base: UnsafePointer<UInt8>
  private let starts: UnsafeBufferPointer<UInt32>
  private let ends: UnsafeBufferPointer<UInt32>
  private let count: Int

  @inline(__always)
  init(
    _ base: UnsafePointer<UInt8>, _ starts: UnsafeBufferPointer<UInt32>, _ ends: UnsafeBufferPointer<UInt32>,
    _ rowStarts: UnsafeBufferPointer<UInt32>, _ row: Int
  ) {
    let first = Int(rowStarts[row])
    self.base = base
    count = Int(rowStarts[row + 1]) - first
    self.starts = UnsafeBufferPointer(rebasing: starts[first...])
    self.ends = UnsafeBufferPointer(rebasing: ends[first...])
  }

  @inline(__always)
  subscript(column: Int) -> UnsafeRawBufferPointer {
    guard column < count else { return UnsafeRawBufferPointer(start: nil, count: 0) }
    let from = Int(starts[column])
    return UnsafeRawBufferPointer(start: base + from, count: Int(ends[column]) - from)
  }
}
