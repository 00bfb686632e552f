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
  var isAlone = true
  var ownMet: MetRows?
  /// Rows that are added up until the batch ends.
  var sums: MetRows?
  let samples: ChangeSamples
  let totals: ControlTotals
  let replacement: Replacement?
  let seal: DatasetSeal
  var group: RowGroup?
  /// Of ledgers, whose keys a file gives in any order within a region.
  var run: RowRun?
  var insert: PreparedStatement?
  var replace: PreparedStatement?
  var select: PreparedStatement?
  let scratch: UnsafeMutablePointer<Double>
  /// Per period: the greatest region it had rows of when the batch first met it. Rows of regions beyond can be added
  /// without looking: those of a new period, and those of a file that goes on where an earlier one ended.
  var lastStored: [Int64: Int64] = [:]
  var atHand: (period: Int64, lastStored: Int64)?
  var closed: ClosedPeriods?
  /// Nil where nothing stored counts more than the batch.
  var stronger: StrongerSources?
  var outranked: OutrankedRows?
  /// Period, region and key of the row counted last.
  var lastOutranked: [String?] = []
  // What the loops over columns need, without a reference to count: cell and storage of each column, field of each
  // incoming cell, storage of each field, place of each key field among the incoming cells.
  let columnCount: Int
  let columnCells: UnsafeMutablePointer<Int>
  let columnStorages: UnsafeMutablePointer<CellStorage>
  let incomingFields: UnsafeMutablePointer<Int>
  let fieldStorages: UnsafeMutablePointer<CellStorage>
  let keySlots: UnsafeMutablePointer<Int>
  let codeCount: Int
  let codeSlots: UnsafeMutablePointer<Int>
  /// By place in `codeSlots`.
  private var localCodes: [LocalCodes]
  let hasComputed: Bool
  /// The incoming cells of a row whose codes had to be added to their lists.
  let resolved: UnsafeMutablePointer<Int64>

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
    localCodes = codes.map { _ in LocalCodes() }
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
    for code in localCodes.indices { localCodes[code].beginBlock() }
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
      resolved[slot] = try localCodes[code].id(Int(-1 - incoming[slot]), in: blockTexts) { text in
        try session.localCode(text, in: scheme, part: part, sourceRow: sourceRow)
      }
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
}
