import Domain
import Foundation
import GRDB
import GRDBSQLite
import Storage

/// The statements that read and write a row.
extension SQLiteDatasetWriter {
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

  func insertRow(part: Int64, sourceRow: Int) throws -> Bool {
    guard let insert else { return false }
    rules.recompute(row, scratch: scratch, period: key.period)
    bind(insert, part: part, sourceRow: sourceRow)
    guard try insert.run(allowsConflict: true) else { return false }
    wrote(part: part, sourceRow: sourceRow)
    return true
  }

  @inline(__always)
  func wrote(part: Int64, sourceRow: Int) {
    seal.wrote(
      period: key.period, region: key.region, part: part, sourceRow: Int64(sourceRow), row, texts, isNew: true)
    samples.new(self, sourceRow: sourceRow)
  }

  func replaceRow(part: Int64, sourceRow: Int) throws {
    guard let replace else { return }
    bind(replace, part: part, sourceRow: sourceRow)
    _ = try replace.run(allowsConflict: false)
  }

  /// Whether the table held nothing before the batch where the key at hand belongs, nor behind.
  @inline(__always)
  func isBeyondStored() throws -> Bool {
    if let atHand, atHand.period == key.period { return key.region > atHand.lastStored }
    let last = try lastStored(of: key.period)
    atHand = (key.period, last)
    return key.region > last
  }

  func lastStored(of period: Int64) throws -> Int64 {
    if let known = lastStored[period] { return known }
    let sql = "SELECT max(region) FROM \"\(layout.table)\" WHERE period = ?"
    let last = try Int64.fetchOne(session.db, sql: sql, arguments: [period]) ?? .min
    lastStored[period] = last
    return last
  }

  @inline(__always)
  func bind(_ statement: PreparedStatement, part: Int64, sourceRow: Int) {
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
