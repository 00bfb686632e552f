import Domain
import Foundation
import GRDB
import Storage

extension SQLiteDatasetWriter {
  /// Writes down which keys the batch found unchanged, as they count as touched by it, period by period: regions as differences of ascending codes,
  /// little-endian base 128; for ledgers, per region its number of rows and the hash of each key, ascending.
  func noteTouched() throws {
    guard let met = session.met[rules.declaration.id], !met.isEmpty else { return }
    let names = layout.keyNames.joined(separator: ", ")
    let all = try session.statement("SELECT \(names) FROM temp.\"\(met.table)\" ORDER BY \(names)")
    var notes = TouchedNotes()
    func flush() throws {
      guard let period = notes.period else { return }
      notes.closeRegion()
      seal.unchanged(period: period, count: notes.count, regions: notes.first...notes.region)
      try session.db.execute(
        sql: "INSERT INTO touched(batch, dataset, period, regions, keys) VALUES (?,?,?,?,?)",
        arguments: [
          session.batch, rules.declaration.id, period, notes.regions, rules.declaration.isLedger ? notes.keys : nil,
        ])
    }
    defer { all.reset() }
    while try all.step() {
      key.read(all, from: 0)
      if notes.period != key.period {
        try flush()
        notes = TouchedNotes(period: key.period)
      }
      notes.add(key)
    }
    try flush()
  }
}

/// The keys of one period on their way into `touched`.
private struct TouchedNotes {
  var period: Int64?
  private(set) var regions = Data()
  private(set) var keys = Data()
  private(set) var region: Int64 = 0
  private(set) var first: Int64 = 0
  private(set) var count = 0
  private var hashes: [UInt32] = []

  init(period: Int64? = nil) { self.period = period }

  mutating func add(_ key: RowKey) {
    if regions.isEmpty { first = key.region }
    count += 1
    if key.region != region || regions.isEmpty {
      closeRegion()
      Self.append(UInt64(bitPattern: key.region - region), to: &regions)
      region = key.region
    }
    if key.count > 0 { hashes.append(key.hash) }
  }

  mutating func closeRegion() {
    guard !hashes.isEmpty else { return }
    Self.append(UInt64(hashes.count), to: &keys)
    for hash in hashes.sorted() { withUnsafeBytes(of: hash.littleEndian) { keys.append(contentsOf: $0) } }
    hashes.removeAll(keepingCapacity: true)
  }

  private static func append(_ value: UInt64, to data: inout Data) {
    var rest = value
    while rest >= 0x80 {
      data.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    data.append(UInt8(truncatingIfNeeded: rest))
  }
}
