import Domain
import Foundation
import GRDB
import GRDBSQLite
import Storage

/// Writes blocks of rows into one data table through prepared statements of the SQLite C API: the hot path of imports.
final class SQLiteDatasetWriter: DatasetWriter {
  private let rules: DatasetRules
  private let layout: TableLayout
  private let options: DatasetWriterOptions
  // The session keeps its writers, and outlives them.
  private unowned let session: BatchSession
  private var insert: PreparedStatement?
  private var replace: PreparedStatement?
  private var select: PreparedStatement?
  /// Per period: whether it had no rows when the batch first met it, so that rows can be added without looking.
  private var isEmptyPeriod: [Int32: Bool] = [:]
  /// Keys met by a dry-run, with their source rows.
  private var seen: [Key: Int32] = [:]
  /// Keys that a dry-run found changed.
  private var previewedChanges: Set<Key> = []
  private var unchanged: [Int32: UnchangedRows] = [:]
  private var lastPeriod: (period: Int32, isEmpty: Bool)?
  private let dryRun: Bool
  private let row: UnsafeMutablePointer<Int64>
  private let old: UnsafeMutablePointer<Int64>
  private let scratch: UnsafeMutablePointer<Double>
  private var texts: [String] = []
  // What the loops over columns need, without a reference to count: cell and storage of each column, field of each
  // incoming cell, storage of each field.
  private let columnCount: Int
  private let columnCells: UnsafeMutablePointer<Int>
  private let columnStorages: UnsafeMutablePointer<CellStorage>
  private let incomingFields: UnsafeMutablePointer<Int>
  private let fieldStorages: UnsafeMutablePointer<CellStorage>
  private let seal: DatasetSeal

  private struct Key: Hashable {
    let period: Int32
    let region: Int64
  }

  init(
    _ rules: DatasetRules, options: DatasetWriterOptions, session: BatchSession, seal: DatasetSeal
  ) throws {
    self.rules = rules
    self.options = options
    self.session = session
    layout = TableLayout(rules)
    row = .allocate(capacity: rules.width)
    old = .allocate(capacity: rules.width)
    scratch = .allocate(capacity: max(1, rules.fieldCount))
    row.initialize(repeating: Cell.missing, count: rules.width)
    old.initialize(repeating: Cell.missing, count: rules.width)
    scratch.initialize(repeating: .nan, count: max(1, rules.fieldCount))
    dryRun = session.dryRun
    columnCount = layout.columns.count
    columnCells = Self.copied(layout.columns.map(\.cell))
    columnStorages = Self.copied(layout.columns.map(\.storage))
    incomingFields = Self.copied(options.fields)
    fieldStorages = Self.copied(rules.storages)
    self.seal = seal
  }

  deinit {
    row.deallocate()
    old.deallocate()
    scratch.deallocate()
    columnCells.deallocate()
    columnStorages.deallocate()
    incomingFields.deallocate()
    fieldStorages.deallocate()
  }

  private static func copied<Element>(_ elements: [Element]) -> UnsafeMutablePointer<Element> {
    let pointer = UnsafeMutablePointer<Element>.allocate(capacity: max(1, elements.count))
    for (index, element) in elements.enumerated() { (pointer + index).initialize(to: element) }
    return pointer
  }

  func write(_ block: RecordBlock, observe: (Int, RowOutcome, UnsafeBufferPointer<Int64>) throws -> Void) throws {
    let scope = session.principal.scope.range(of: rules.declaration.level)
    guard block.regions.allSatisfy({ scope.contains($0) }) else { throw StorageError.outsideScope }
    try session.begin()
    try prepare()
    let width = options.fields.count
    let empty = UnsafeBufferPointer<Int64>(start: nil, count: 0)
    try block.cells.withUnsafeBufferPointer { cells in
      for index in 0..<block.count {
        let key = Key(period: block.periods[index], region: block.regions[index])
        let incoming = UnsafeBufferPointer(rebasing: cells[(index * width)..<((index + 1) * width)])
        let outcome = try write(key, incoming, block.texts, sourceRow: block.sourceRows[index])
        switch outcome {
        case .new: session.counts.new += 1
        case .changed: session.counts.changed += 1
        case .unchanged: session.counts.unchanged += 1
        case .completed, .duplicate: break
        }
        if case .duplicate = outcome {
          try observe(index, outcome, empty)
        } else {
          try observe(index, outcome, UnsafeBufferPointer(start: row, count: rules.width))
        }
      }
    }
  }

  /// Writes down which keys were found unchanged: they count as touched by the batch.
  func finish() throws {
    guard !session.dryRun else { return }
    for (period, rows) in unchanged.sorted(by: { $0.key < $1.key }) {
      var bytes = Data()
      var previous: Int64 = 0
      let regions = try settled(rows.regions, period)
      seal.unchanged(period: Int64(period), regions: regions)
      for region in regions {
        var delta = UInt64(bitPattern: region - previous)
        previous = region
        while delta >= 0x80 {
          bytes.append(UInt8(truncatingIfNeeded: delta) | 0x80)
          delta >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: delta))
      }
      try session.db.execute(
        sql: "INSERT INTO touched(batch, dataset, period, regions) VALUES (?,?,?,?)",
        arguments: [session.batch, rules.declaration.id, period, bytes])
    }
  }

  // MARK: One row

  private func write(
    _ key: Key, _ incoming: UnsafeBufferPointer<Int64>, _ blockTexts: [String], sourceRow: Int32
  ) throws -> RowOutcome {
    if dryRun { return try preview(key, incoming, blockTexts, sourceRow: sourceRow) }
    if try startsEmpty(key.period) {
      place(incoming, blockTexts)
      if try insertRow(key, sourceRow: sourceRow) { return .new }
    }
    guard let found = try fetch(key) else {
      place(incoming, blockTexts)
      guard try insertRow(key, sourceRow: sourceRow) else {
        throw StorageError.failed(path: session.location, detail: "row \(key.region) neither there nor insertable")
      }
      return .new
    }
    if options.repeats != .complete {
      if found.part == session.part { return .duplicate(sourceRow: found.sourceRow) }
      if let first = unchanged[key.period]?.sourceRow(of: key.region) { return .duplicate(sourceRow: first) }
    }
    return try merge(key, incoming, blockTexts, found: found, sourceRow: sourceRow)
  }

  private func preview(
    _ key: Key, _ incoming: UnsafeBufferPointer<Int64>, _ blockTexts: [String], sourceRow: Int32
  ) throws -> RowOutcome {
    let first = seen[key]
    if let first, options.repeats != .complete { return .duplicate(sourceRow: Int(first)) }
    seen[key] = sourceRow
    let isStored = try fetch(key) != nil
    var isChanged = false
    if isStored { isChanged = !overlay(incoming, blockTexts).isEmpty } else { place(incoming, blockTexts) }
    rules.recompute(row, scratch: scratch)
    guard first != nil else {
      if isChanged { previewedChanges.insert(key) }
      return isStored ? isChanged ? .changed : .unchanged : .new
    }
    // A further piece of a row: the row counts once, as changed if any piece changes it.
    guard isChanged, previewedChanges.insert(key).inserted else { return .completed }
    session.counts.unchanged -= 1
    return .changed
  }

  /// A fresh full row from the block's cells.
  private func place(_ incoming: UnsafeBufferPointer<Int64>, _ blockTexts: [String]) {
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

  private func merge(
    _ key: Key, _ incoming: UnsafeBufferPointer<Int64>, _ blockTexts: [String],
    found: (part: Int64, sourceRow: Int), sourceRow: Int32
  ) throws -> RowOutcome {
    let changed = overlay(incoming, blockTexts)
    if changed.isEmpty {
      rules.recompute(row, scratch: scratch)
      if found.part == session.part { return .completed }
      unchanged[key.period, default: UnchangedRows()].add(key.region, sourceRow: sourceRow)
      return .unchanged
    }
    if found.part == session.part {
      guard try completes(key, changed) else { return .duplicate(sourceRow: found.sourceRow) }
    } else {
      try session.change(
        subject: rules.declaration.id, region: key.region, period: Int64(key.period), kind: "update",
        old: oldValues(changed), oldPart: found.part, oldSourceRow: found.sourceRow)
    }
    rules.recompute(row, scratch: scratch)
    guard let replace else { return .completed }
    try bind(replace, key, sourceRow: sourceRow)
    _ = try replace.run(allowsConflict: false)
    if found.part == session.part {
      seal.rewrote(period: Int64(key.period), region: key.region)
      return .completed
    }
    digestRow(key, sourceRow: sourceRow, isNew: false)
    return .changed
  }

  /// Whether the changed fields of a row that this batch already wrote are new to it: a later line must not give a
  /// field that an earlier one gave differently, but it may correct what was stored before the batch.
  private func completes(_ key: Key, _ changed: [Int]) throws -> Bool {
    let replaced = changed.filter { old[$0] != Cell.missing }
    if isEmptyPeriod[key.period] == true { return replaced.isEmpty }
    let noted = try Row.fetchAll(
      session.db,
      sql:
        "SELECT old, old_part, old_source_row FROM change WHERE subject = ? AND period = ? AND region = ? AND batch = ?",
      arguments: [rules.declaration.id, key.period, key.region, session.batch])
    // Without a note the row is new with this batch, and all its values are.
    guard let origin = noted.first else { return replaced.isEmpty }
    let written = try noted.reduce(into: Set<String>()) { written, note in
      let old: String = note["old"] ?? "{}"
      let values = try JSONSerialization.jsonObject(with: Data(old.utf8)) as? [String: Any]
      written.formUnion(values.map { Array($0.keys) } ?? [])
    }
    guard !changed.contains(where: { written.contains(rules.declaration.fields[$0].id) }) else { return false }
    try session.change(
      subject: rules.declaration.id, region: key.region, period: Int64(key.period), kind: "update",
      old: oldValues(changed), oldPart: origin["old_part"], oldSourceRow: origin["old_source_row"])
    return true
  }

  /// Regions found unchanged, ascending. Rows that come in pieces are met once a piece: each counts once, and not at all
  /// where another piece changed it.
  private func settled(_ regions: [Int64], _ period: Int32) throws -> [Int64] {
    let sorted = regions.sorted()
    guard options.repeats == .complete else { return sorted }
    let changed = try Set(
      session.counts.changed == 0
        ? []
        : Int64.fetchAll(
          session.db, sql: "SELECT region FROM \"\(layout.table)\" WHERE period = ? AND part = ?",
          arguments: [period, session.part]))
    var settled: [Int64] = []
    for region in sorted where region != settled.last && !changed.contains(region) { settled.append(region) }
    session.counts.unchanged -= regions.count - settled.count
    return settled
  }

  private func insertRow(_ key: Key, sourceRow: Int32) throws -> Bool {
    guard let insert else { return false }
    rules.recompute(row, scratch: scratch)
    try bind(insert, key, sourceRow: sourceRow)
    guard try insert.run(allowsConflict: true) else { return false }
    digestRow(key, sourceRow: sourceRow, isNew: true)
    return true
  }

  private func oldValues(_ fields: [Int]) -> String {
    let ids = rules.declaration.fields.map(\.id)
    var json = "{"
    for (index, field) in fields.sorted(by: { ids[$0] < ids[$1] }).enumerated() {
      if index > 0 { json += "," }
      LoggedValues.append(ids[field], old[field], fieldStorages[field], texts, to: &json)
    }
    return json + "}"
  }

  private func digestRow(_ key: Key, sourceRow: Int32, isNew: Bool) {
    seal.wrote(
      period: Int64(key.period), region: key.region, part: session.part, sourceRow: Int64(sourceRow), row, texts,
      isNew: isNew)
  }

  // MARK: Statements

  private func prepare() throws {
    guard select == nil else { return }
    let names = layout.columns.map { "\"\($0.name)\"" }.joined(separator: ", ")
    let all = "period, region, \(names), part, source_row"
    let marks = [String](repeating: "?", count: layout.columns.count + 4).joined(separator: ", ")
    let table = "\"\(layout.table)\""
    select = try session.statement("SELECT part, source_row, \(names) FROM \(table) WHERE period = ? AND region = ?")
    guard !session.dryRun else { return }
    insert = try session.statement("INSERT INTO \(table)(\(all)) VALUES (\(marks))")
    replace = try session.statement("REPLACE INTO \(table)(\(all)) VALUES (\(marks))")
  }

  private func startsEmpty(_ period: Int32) throws -> Bool {
    if let lastPeriod, lastPeriod.period == period { return lastPeriod.isEmpty }
    if let known = isEmptyPeriod[period] {
      lastPeriod = (period, known)
      return known
    }
    let sql = "SELECT EXISTS (SELECT 1 FROM \"\(layout.table)\" WHERE period = ?)"
    let isEmpty = try Bool.fetchOne(session.db, sql: sql, arguments: [period]) == false
    isEmptyPeriod[period] = isEmpty
    return isEmpty
  }

  private func bind(_ statement: PreparedStatement, _ key: Key, sourceRow: Int32) throws {
    statement.bind(Int64(key.period), at: 1)
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
    statement.bind(session.part, at: position)
    statement.bind(Int64(sourceRow), at: position + 1)
  }

  /// Reads the stored row into `old`; nil where there is none.
  private func fetch(_ key: Key) throws -> (part: Int64, sourceRow: Int)? {
    guard let select else { return nil }
    select.bind(Int64(key.period), at: 1)
    select.bind(key.region, at: 2)
    defer { select.reset() }
    guard try select.step() else { return nil }
    texts.removeAll(keepingCapacity: true)
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
