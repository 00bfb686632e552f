import Domain
import Foundation
import GRDB
import GRDBSQLite
import Storage

/// Writes blocks of rows into one data table through prepared statements of the SQLite C API: the hot path of imports.
///
/// A row whose key the batch met before is known by its part where it was written, and by `met` where it was not: as it
/// was unchanged, or in a dry-run. So nothing here grows with the number of rows.
final class SQLiteDatasetWriter: DatasetWriter {
  let rules: DatasetRules
  let layout: TableLayout
  let options: DatasetWriterOptions
  // The session keeps its writers, and outlives them.
  unowned let session: BatchSession
  let dryRun: Bool
  /// The key of the row at hand.
  let key: RowKey
  /// The row at hand as it will stand, and as it stood; texts of both are in `texts`.
  let row: UnsafeMutablePointer<Int64>
  let old: UnsafeMutablePointer<Int64>
  var texts: [String] = []
  /// Whether no other writer of the batch has the dataset: then keys greater than all before were never met.
  private var isAlone = true
  private var ownMet: MetRows?
  /// Rows that are added up until the batch ends.
  var sums: MetRows?
  let samples: ChangeSamples
  let totals: ControlTotals
  let replacement: Replacement?
  let seal: DatasetSeal
  private var group: RowGroup?
  /// Of ledgers, whose keys a file gives in any order within a region.
  private var run: RowRun?
  private var insert: PreparedStatement?
  private var replace: PreparedStatement?
  private var select: PreparedStatement?
  private let scratch: UnsafeMutablePointer<Double>
  /// Per period: the greatest region it had rows of when the batch first met it. Rows of regions beyond can be added
  /// without looking: those of a new period, and those of a file that goes on where an earlier one ended.
  private var lastStored: [Int64: Int64] = [:]
  private var atHand: (period: Int64, lastStored: Int64)?
  private var closed: ClosedPeriods?
  /// Nil where nothing stored counts more than the batch.
  private var stronger: StrongerSources?
  private(set) var outranked: OutrankedRows?
  /// Period, region and key of the row counted last.
  private var lastOutranked: [String?] = []
  // What the loops over columns need, without a reference to count: cell and storage of each column, field of each
  // incoming cell, storage of each field, place of each key field among the incoming cells.
  private let columnCount: Int
  private let columnCells: UnsafeMutablePointer<Int>
  private let columnStorages: UnsafeMutablePointer<CellStorage>
  private let incomingFields: UnsafeMutablePointer<Int>
  private let fieldStorages: UnsafeMutablePointer<CellStorage>
  private let keySlots: UnsafeMutablePointer<Int>
  private let codeCount: Int
  private let codeSlots: UnsafeMutablePointer<Int>
  /// Codes that came with data and what they are stored as, by place in `codeSlots`: found without asking the batch.
  private var knownCodes: [[String: Int64]]
  private let hasComputed: Bool
  /// The incoming cells of a row whose codes had to be added to their lists.
  private let resolved: UnsafeMutablePointer<Int64>

  init(
    _ rules: DatasetRules, options: DatasetWriterOptions, session: BatchSession, seal: DatasetSeal
  ) throws {
    let declaration = rules.declaration
    for field in declaration.keyIndexes where !options.fields.contains(field) {
      throw StorageError.keyMissing(dataset: declaration.id, field: declaration.fields[field].id, sourceRow: nil)
    }
    self.rules = rules
    self.options = options
    self.session = session
    layout = TableLayout(rules)
    key = RowKey(layout.keys.map(\.storage))
    row = .allocate(capacity: rules.width)
    old = .allocate(capacity: rules.width)
    scratch = .allocate(capacity: max(1, rules.fieldCount))
    resolved = .allocate(capacity: max(1, options.fields.count))
    row.initialize(repeating: Cell.missing, count: rules.width)
    old.initialize(repeating: Cell.missing, count: rules.width)
    scratch.initialize(repeating: .nan, count: max(1, rules.fieldCount))
    resolved.initialize(repeating: Cell.missing, count: max(1, options.fields.count))
    dryRun = session.dryRun
    columnCount = layout.columns.count
    columnCells = Self.copied(layout.columns.map(\.cell))
    columnStorages = Self.copied(layout.columns.map(\.storage))
    incomingFields = Self.copied(options.fields)
    fieldStorages = Self.copied(rules.storages)
    keySlots = Self.copied(declaration.keyIndexes.map { options.fields.firstIndex(of: $0) ?? 0 })
    let codes = options.fields.indices.filter { declaration.fields[options.fields[$0]].scheme != nil }
    codeCount = codes.count
    codeSlots = Self.copied(codes)
    knownCodes = codes.map { _ in [:] }
    hasComputed = !rules.computed.isEmpty
    self.seal = seal
    samples = ChangeSamples(declaration, limit: session.header.samples)
    totals = ControlTotals(declaration, fields: options.fields)
    if let scope = options.replaces {
      replacement = try Replacement(scope, layout, declaration, session)
    } else {
      replacement = nil
    }
  }

  deinit {
    row.deallocate()
    old.deallocate()
    scratch.deallocate()
    resolved.deallocate()
    columnCells.deallocate()
    columnStorages.deallocate()
    incomingFields.deallocate()
    fieldStorages.deallocate()
    keySlots.deallocate()
    codeSlots.deallocate()
  }

  private static func copied<Element>(_ elements: [Element]) -> UnsafeMutablePointer<Element> {
    let pointer = UnsafeMutablePointer<Element>.allocate(capacity: max(1, elements.count))
    for (index, element) in elements.enumerated() { (pointer + index).initialize(to: element) }
    return pointer
  }

  // MARK: Blocks

  func write(_ block: RecordBlock, observe: (Int, RowOutcome, UnsafeBufferPointer<Int64>) throws -> Void) throws {
    let scope = session.principal.scope.range(of: rules.declaration.level)
    guard block.regions.allSatisfy({ scope.contains($0) }) else { throw StorageError.outsideScope }
    try session.begin()
    try prepare()
    let width = options.fields.count
    let part = try session.ownPart(block.part)
    let isRetry = session.header.retry != nil
    let empty = UnsafeBufferPointer<Int64>(start: nil, count: 0)
    // Counted here and handed over at the end: the hot loop touches no shared state.
    var counts = (new: 0, changed: 0, unchanged: 0)
    defer {
      session.counts.new += counts.new
      session.counts.changed += counts.changed
      session.counts.unchanged += counts.unchanged
    }
    try block.cells.withUnsafeBufferPointer { cells in
      for index in 0..<block.count {
        var incoming = UnsafeBufferPointer(rebasing: cells[(index * width)..<((index + 1) * width)])
        let sourceRow = isRetry ? session.sourceRow(block.sourceRows[index]) : block.sourceRows[index]
        for code in 0..<codeCount where incoming[codeSlots[code]] < 0 {
          incoming = try resolvingCodes(incoming, block.texts, part: part, sourceRow: sourceRow)
          break
        }
        try begin(Int64(block.periods[index]), block.regions[index], incoming, block.texts, sourceRow)
        let outcome = try take(incoming, block.texts, part: part, sourceRow: sourceRow)
        switch outcome {
        case .new: counts.new += 1
        case .changed: counts.changed += 1
        case .unchanged: counts.unchanged += 1
        case .completed, .gathered: break
        case .duplicate:
          replacement?.duplicates += 1
          try observe(index, outcome, empty)
          continue
        }
        totals.add(key, incoming)
        try replacement?.name(key)
        try observe(
          index, outcome, outcome == .gathered ? empty : UnsafeBufferPointer(start: row, count: rules.width))
      }
    }
    try flush()
  }

  /// Shares the dataset with another writer of the batch.
  func share() throws {
    isAlone = false
    try stopGrouping()
  }

  /// From here on each row goes to the table at once.
  func stopGrouping() throws {
    try flush()
    group = nil
    run = nil
  }

  /// Inserts what waits.
  private func flush() throws {
    if let run { try run.flush() } else { try group?.flush() }
  }

  /// Rows that the batch met without a trace in the table; made when the first one is.
  var met: MetRows? {
    if ownMet == nil, !isAlone { ownMet = session.met[rules.declaration.id] }
    return ownMet
  }

  func spare(region: Int64?, period: Int32?, isRejected: Bool) {
    replacement?.spare(region: region, period: period.map(Int64.init), isRejected: isRejected)
  }

  /// Makes the key of the row at hand.
  @inline(__always)
  private func begin(
    _ period: Int64, _ region: Int64, _ incoming: UnsafeBufferPointer<Int64>, _ blockTexts: [String],
    _ sourceRow: Int32
  ) throws {
    key.begin(period: period, region: region)
    for index in 0..<key.count {
      let cell = incoming[keySlots[index]]
      if cell == Cell.missing {
        throw StorageError.keyMissing(
          dataset: rules.declaration.id, field: layout.columns[index].name, sourceRow: Int(sourceRow))
      }
      if columnStorages[index] == .text {
        key.setText(blockTexts[Int(cell)], at: index)
      } else {
        key.cells[index] = cell
      }
    }
    if let closed { try closed.check(period, region) }
  }

  private func resolvingCodes(
    _ incoming: UnsafeBufferPointer<Int64>, _ blockTexts: [String], part: Int64, sourceRow: Int32
  ) throws -> UnsafeBufferPointer<Int64> {
    for index in 0..<incoming.count { resolved[index] = incoming[index] }
    for code in 0..<codeCount {
      let slot = codeSlots[code]
      guard incoming[slot] < 0, let scheme = rules.declaration.fields[options.fields[slot]].scheme else { continue }
      let text = blockTexts[Int(-1 - incoming[slot])]
      if let known = knownCodes[code][text] {
        resolved[slot] = known
        continue
      }
      let id = try session.localCode(text, in: scheme, part: part, sourceRow: sourceRow)
      knownCodes[code][text] = id
      resolved[slot] = id
    }
    return UnsafeBufferPointer(start: resolved, count: incoming.count)
  }

  /// What becomes of the row at hand.
  @inline(__always)
  private func take(
    _ incoming: UnsafeBufferPointer<Int64>, _ blockTexts: [String], part: Int64, sourceRow: Int32
  ) throws -> RowOutcome {
    if options.repeats == .add { return try gather(incoming, blockTexts, part: part, sourceRow: Int(sourceRow)) }
    return dryRun
      ? try preview(incoming, blockTexts, sourceRow: Int(sourceRow))
      : try store(incoming, blockTexts, part: part, sourceRow: Int(sourceRow))
  }

  /// Writes what was added up, and removes what a replacing file no longer holds.
  func finish() throws {
    guard select != nil else { return }
    try writeSums()
    try flush()
    try replacement?.finish(self)
    session.preview.samples += samples.samples
    session.preview.totals += totals.totals
  }

  // MARK: One row

  /// Stores the row at hand.
  func store(
    _ incoming: UnsafeBufferPointer<Int64>, _ blockTexts: [String], part: Int64, sourceRow: Int
  ) throws -> RowOutcome {
    let isBeyond = key.isBeyondAllBefore() && isAlone
    if try isBeyondStored() {
      place(incoming, blockTexts)
      if let run {
        if hasComputed { rules.recompute(row, scratch: scratch, period: key.period) }
        if try run.take(key, row, columnCells, texts, part: part, sourceRow: sourceRow) {
          wrote(part: part, sourceRow: sourceRow)
          return .new
        }
      } else if isBeyond, let group {
        if hasComputed { rules.recompute(row, scratch: scratch, period: key.period) }
        try group.add(key, row, columnCells, texts, part: part, sourceRow: sourceRow)
        wrote(part: part, sourceRow: sourceRow)
        return .new
      }
      try flush()
      if try insertRow(part: part, sourceRow: sourceRow) { return .new }
    }
    if group?.count != 0 { try flush() }
    guard let found = try fetch() else {
      place(incoming, blockTexts)
      guard try insertRow(part: part, sourceRow: sourceRow) else {
        throw StorageError.failed(path: session.location, detail: "row \(key.region) neither there nor insertable")
      }
      return .new
    }
    if found.part >= session.part {
      guard options.repeats == .complete else { return .duplicate(sourceRow: found.sourceRow) }
      return try complete(incoming, blockTexts, part: part, sourceRow: sourceRow, first: found.sourceRow)
    }
    let before = isBeyond ? nil : try met?.find(key, into: old, &texts)
    if let before, options.repeats != .complete { return .duplicate(sourceRow: before.sourceRow) }
    let changed = try withoutOutranked(overlay(incoming, blockTexts), found.part, sourceRow)
    rules.recompute(row, scratch: scratch, period: key.period)
    if changed.isEmpty {
      if before != nil { return .completed }
      try meeting().put(key, row, texts, state: .unchanged, sourceRow: sourceRow)
      return .unchanged
    }
    try session.change(
      subject: rules.declaration.id, region: key.region, period: key.period, key: key.json, kind: "update",
      old: oldValues(changed), oldPart: found.part, oldSourceRow: found.sourceRow)
    try replaceRow(part: part, sourceRow: sourceRow)
    seal.wrote(
      period: key.period, region: key.region, part: part, sourceRow: Int64(sourceRow), row, texts, isNew: false)
    samples.changed(self, changed, sourceRow: sourceRow)
    if before != nil {
      // An earlier piece of the row was unchanged: the row counts once, as changed.
      try met?.remove(key)
      session.counts.unchanged -= 1
    }
    return .changed
  }

  /// A further piece of a row that the batch wrote.
  private func complete(
    _ incoming: UnsafeBufferPointer<Int64>, _ blockTexts: [String], part: Int64, sourceRow: Int, first: Int
  ) throws -> RowOutcome {
    let changed = try withoutOutranked(overlay(incoming, blockTexts), part, sourceRow)
    if changed.isEmpty {
      rules.recompute(row, scratch: scratch, period: key.period)
      return .completed
    }
    guard try completes(changed) else { return .duplicate(sourceRow: first) }
    rules.recompute(row, scratch: scratch, period: key.period)
    try replaceRow(part: part, sourceRow: sourceRow)
    seal.rewrote(period: key.period, region: key.region)
    return .completed
  }

  /// Whether the changed fields of a row that this batch already wrote are new to it: a later line must not give a
  /// field that an earlier one gave differently, but it may correct what was stored before the batch.
  private func completes(_ changed: [Int]) throws -> Bool {
    let replaced = changed.filter { old[$0] != Cell.missing }
    if try isBeyondStored() { return replaced.isEmpty }
    let noted = try Row.fetchAll(
      session.db,
      sql: """
        SELECT old, old_part, old_source_row FROM change
        WHERE subject = ? AND period = ? AND region = ? AND key IS ? AND batch = ?
        """, arguments: [rules.declaration.id, key.period, key.region, key.json, session.batch])
    // Without a note the row is new with this batch, and all its values are.
    guard let origin = noted.first else { return replaced.isEmpty }
    let written = try noted.reduce(into: Set<String>()) { written, note in
      let old: String = note["old"] ?? "{}"
      let values = try JSONSerialization.jsonObject(with: Data(old.utf8)) as? [String: Any]
      written.formUnion(values.map { Array($0.keys) } ?? [])
    }
    guard !changed.contains(where: { written.contains(rules.declaration.fields[$0].id) }) else { return false }
    try session.change(
      subject: rules.declaration.id, region: key.region, period: key.period, key: key.json, kind: "update",
      old: oldValues(changed), oldPart: origin["old_part"], oldSourceRow: origin["old_source_row"])
    return true
  }

  /// What `store` would do, without doing it.
  func preview(
    _ incoming: UnsafeBufferPointer<Int64>, _ blockTexts: [String], sourceRow: Int
  ) throws -> RowOutcome {
    let isBeyond = key.isBeyondAllBefore() && isAlone
    let met = try meeting()
    if !isBeyond, let before = try met.find(key, into: old, &texts) {
      guard options.repeats == .complete else { return .duplicate(sourceRow: before.sourceRow) }
      return try previewPiece(incoming, blockTexts, before, met, sourceRow: sourceRow)
    }
    guard try !isBeyondStored(), let stored = try fetch() else {
      place(incoming, blockTexts)
      rules.recompute(row, scratch: scratch, period: key.period)
      try met.put(key, row, texts, state: .new, sourceRow: sourceRow)
      samples.new(self, sourceRow: sourceRow)
      return .new
    }
    let changed = try withoutOutranked(overlay(incoming, blockTexts), stored.part, sourceRow)
    rules.recompute(row, scratch: scratch, period: key.period)
    try met.put(
      key, row, texts, state: changed.isEmpty ? .unchanged : .changed, sourceRow: sourceRow, given: Set(changed))
    if changed.isEmpty { return .unchanged }
    samples.changed(self, changed, sourceRow: sourceRow)
    return .changed
  }

  private func previewPiece(
    _ incoming: UnsafeBufferPointer<Int64>, _ blockTexts: [String], _ before: MetRows.Found, _ met: MetRows,
    sourceRow: Int
  ) throws -> RowOutcome {
    let changed = overlay(incoming, blockTexts)
    rules.recompute(row, scratch: scratch, period: key.period)
    if changed.isEmpty { return .completed }
    let isContradicted = changed.contains {
      before.state == .new ? old[$0] != Cell.missing : before.given.contains($0)
    }
    if isContradicted { return .duplicate(sourceRow: before.sourceRow) }
    try met.put(
      key, row, texts, state: before.state == .unchanged ? .changed : before.state, sourceRow: sourceRow,
      given: before.given.union(changed))
    guard before.state == .unchanged else { return .completed }
    session.counts.unchanged -= 1
    samples.changed(self, changed, sourceRow: sourceRow)
    return .changed
  }

  /// The table of rows that leave no trace in the data table.
  private func meeting() throws -> MetRows {
    if let met { return met }
    let made = try MetRows(layout, isWhole: dryRun && options.repeats == .complete, session: session)
    session.met[rules.declaration.id] = made
    ownMet = made
    return made
  }

  // MARK: The row in memory

  /// A fresh full row from the block's cells.
  func place(_ incoming: UnsafeBufferPointer<Int64>, _ blockTexts: [String]) {
    for index in 0..<rules.width { row[index] = Cell.missing }
    for index in 0..<incoming.count { row[incomingFields[index]] = incoming[index] }
    if !blockTexts.isEmpty { texts = blockTexts }
  }

  /// Puts the block's cells over the stored row in `old`; the result is in `row`, the changed fields are returned.
  private func overlay(_ incoming: UnsafeBufferPointer<Int64>, _ blockTexts: [String]) -> [Int] {
    var changed: [Int] = []
    for index in 0..<rules.width { row[index] = old[index] }
    for index in 0..<incoming.count {
      let field = incomingFields[index]
      var cell = incoming[index]
      if cell == Cell.missing {
        if !options.clearsBlank || old[field] == Cell.missing { continue }
        row[field] = Cell.missing
        changed.append(field)
        continue
      }
      if fieldStorages[field] == .text {
        let text = blockTexts[Int(cell)]
        if old[field] != Cell.missing, texts[Int(old[field])] == text { continue }
        cell = Int64(texts.count)
        texts.append(text)
      } else if cell == old[field] {
        continue
      }
      row[field] = cell
      changed.append(field)
    }
    return changed
  }

  /// The changed fields but those that a stronger source gave, which stay as they are.
  ///
  /// - Parameter part: where the row as it stands was written.
  private func withoutOutranked(_ changed: [Int], _ part: Int64, _ sourceRow: Int) throws -> [Int] {
    guard let stronger else { return changed }
    let replaced = changed.filter { old[$0] != Cell.missing }
    guard !replaced.isEmpty else { return changed }
    let kept = try stronger.batches(of: replaced.map { rules.declaration.fields[$0].id }, key, part: part)
    var left: [Int] = []
    for field in changed {
      guard let batch = kept[rules.declaration.fields[field].id] else {
        left.append(field)
        continue
      }
      // Where the two differ only in how far they are rounded, nothing was disagreed on.
      if rules.differs(field: field, published: old[field], recomputed: row[field]) {
        noteOutranked(field, batch, sourceRow)
      }
      row[field] = old[field]
    }
    return left
  }

  /// Counts the row at hand, once for all its fields and pieces.
  private func noteOutranked(_ field: Int, _ batch: Int64, _ sourceRow: Int) {
    let place = [String(key.period), String(key.region), key.json]
    guard place != lastOutranked else { return }
    lastOutranked = place
    let first =
      outranked
      ?? OutrankedRows(
        count: 0, sourceRow: sourceRow, region: RegionCode(key.region), field: rules.declaration.fields[field].id,
        batch: batch)
    outranked = first
    outranked?.count += 1
  }

  func oldValues(_ fields: [Int]) -> String {
    let ids = rules.declaration.fields.map(\.id)
    var json = "{"
    for (index, field) in fields.sorted(by: { ids[$0] < ids[$1] }).enumerated() {
      if index > 0 { json += "," }
      LoggedValues.append(ids[field], old[field], fieldStorages[field], texts, to: &json)
    }
    return json + "}"
  }

  // MARK: Statements

  func prepare() throws {
    guard select == nil else { return }
    let names = layout.columns.map { "\"\($0.name)\"" }.joined(separator: ", ")
    let all = "period, region, \(names), part, source_row"
    let marks = [String](repeating: "?", count: layout.columns.count + 4).joined(separator: ", ")
    let table = "\"\(layout.table)\""
    select = try session.statement("SELECT part, source_row, \(names) FROM \(table) WHERE \(layout.keyCondition)")
    let closed = try ClosedPeriods(session.db, rules.declaration)
    self.closed = closed.isEmpty ? nil : closed
    stronger = try StrongerSources(rules.declaration.id, rank: session.header.rank, session.db)
    guard !session.dryRun else { return }
    if isAlone {
      let group = try RowGroup(layout, session: session)
      self.group = group
      if key.count > 0, key.isComparable { run = RowRun(group, keys: key.count) }
    }
    insert = try session.statement("INSERT INTO \(table)(\(all)) VALUES (\(marks))")
    replace = try session.statement("REPLACE INTO \(table)(\(all)) VALUES (\(marks))")
  }

  private func insertRow(part: Int64, sourceRow: Int) throws -> Bool {
    guard let insert else { return false }
    rules.recompute(row, scratch: scratch, period: key.period)
    bind(insert, part: part, sourceRow: sourceRow)
    guard try insert.run(allowsConflict: true) else { return false }
    wrote(part: part, sourceRow: sourceRow)
    return true
  }

  @inline(__always)
  private func wrote(part: Int64, sourceRow: Int) {
    seal.wrote(
      period: key.period, region: key.region, part: part, sourceRow: Int64(sourceRow), row, texts, isNew: true)
    samples.new(self, sourceRow: sourceRow)
  }

  private func replaceRow(part: Int64, sourceRow: Int) throws {
    guard let replace else { return }
    bind(replace, part: part, sourceRow: sourceRow)
    _ = try replace.run(allowsConflict: false)
  }

  /// Whether the table held nothing before the batch where the key at hand belongs, nor behind.
  @inline(__always)
  private func isBeyondStored() throws -> Bool {
    if let atHand, atHand.period == key.period { return key.region > atHand.lastStored }
    let last = try lastStored(of: key.period)
    atHand = (key.period, last)
    return key.region > last
  }

  private func lastStored(of period: Int64) throws -> Int64 {
    if let known = lastStored[period] { return known }
    let sql = "SELECT max(region) FROM \"\(layout.table)\" WHERE period = ?"
    let last = try Int64.fetchOne(session.db, sql: sql, arguments: [period]) ?? .min
    lastStored[period] = last
    return last
  }

  @inline(__always)
  private func bind(_ statement: PreparedStatement, part: Int64, sourceRow: Int) {
    statement.bind(key.period, at: 1)
    statement.bind(key.region, at: 2)
    var position: Int32 = 3
    for index in 0..<columnCount {
      let cell = row[columnCells[index]]
      if cell == Cell.missing {
        statement.bindNull(at: position)
      } else {
        switch columnStorages[index] {
        case .integer: statement.bind(cell, at: position)
        case .real: statement.bind(Cell.double(cell), at: position)
        case .text: statement.bind(texts[Int(cell)], at: position)
        }
      }
      position += 1
    }
    statement.bind(part, at: position)
    statement.bind(Int64(sourceRow), at: position + 1)
  }

  /// Reads the stored row of the key at hand into `old`; nil where there is none.
  func fetch() throws -> (part: Int64, sourceRow: Int)? {
    guard let select else { return nil }
    key.bind(to: select)
    defer { select.reset() }
    guard try select.step() else { return nil }
    texts.removeAll(keepingCapacity: true)
    for index in 0..<rules.width { old[index] = Cell.missing }
    for index in 0..<columnCount {
      let position = Int32(index + 2)
      let cell = columnCells[index]
      if select.isNull(position) {
        old[cell] = Cell.missing
      } else {
        switch columnStorages[index] {
        case .integer: old[cell] = select.integer(position)
        case .real: old[cell] = Cell.real(select.real(position))
        case .text:
          old[cell] = Int64(texts.count)
          texts.append(select.text(position))
        }
      }
    }
    return (select.integer(0), Int(select.integer(1)))
  }
}
