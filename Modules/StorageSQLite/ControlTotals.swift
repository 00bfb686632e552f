import Domain
import Storage

/// Adds up what a file says of each kecamatan and period: rows, regions and money.
///
/// It grows with the kecamatan and periods of the file, not with its rows.
final class ControlTotals {
  private struct Total {
    var rows = 0
    /// Which regions came, by their last four digits: words of bits, few as kecamatan have few villages.
    var regions: [(word: UInt16, bits: UInt64)] = []
    var sums: [Int64?]
  }

  private let declaration: DatasetDeclaration
  /// Money fields among the incoming cells: their slots.
  private let money: [Int]
  private let fields: [Int]
  private let divisor: Int64
  private var places: [Int64: [Int64: Int]] = [:]
  private var all: [(period: Int64, region: Int64, total: Total)] = []
  private var last = -1
  private var lastRegion: Int64 = .min
  private var lastPeriod: Int64 = .min
  // The total at hand, taken over into `all` when another one's row comes.
  private var rows = 0
  private let slots: UnsafeMutablePointer<Int>
  private let sums: UnsafeMutablePointer<Int64>
  private let isTooGreat: UnsafeMutablePointer<Bool>
  private let moneyCount: Int

  init(_ declaration: DatasetDeclaration, fields: [Int]) {
    self.declaration = declaration
    self.fields = fields
    money = fields.indices.filter { declaration.fields[fields[$0]].type == .money }
    divisor = declaration.level == .village ? RegionLevel.district.villageDivisor : 1
    moneyCount = money.count
    slots = .allocate(capacity: max(1, money.count))
    sums = .allocate(capacity: max(1, money.count))
    isTooGreat = .allocate(capacity: max(1, money.count))
    for (index, slot) in money.enumerated() { (slots + index).initialize(to: slot) }
    sums.initialize(repeating: 0, count: max(1, money.count))
    isTooGreat.initialize(repeating: false, count: max(1, money.count))
  }

  deinit {
    slots.deallocate()
    sums.deallocate()
    isTooGreat.deallocate()
  }

  @inline(__always)
  func add(_ key: RowKey, _ incoming: UnsafeBufferPointer<Int64>) {
    if lastRegion != key.region || lastPeriod != key.period { locate(key) }
    rows += 1
    for index in 0..<moneyCount {
      let cell = incoming[slots[index]]
      if cell == Cell.missing { continue }
      let (next, overflow) = sums[index].addingReportingOverflow(cell)
      sums[index] = next
      if overflow { isTooGreat[index] = true }
    }
  }

  /// Takes the total at hand over.
  private func settle() {
    guard last >= 0 else { return }
    all[last].total.rows += rows
    for index in 0..<moneyCount {
      if let sum = all[last].total.sums[index] {
        let (next, overflow) = sum.addingReportingOverflow(sums[index])
        all[last].total.sums[index] = overflow || isTooGreat[index] ? nil : next
      }
      sums[index] = 0
      isTooGreat[index] = false
    }
    rows = 0
  }

  private func locate(_ key: RowKey) {
    settle()
    lastRegion = key.region
    lastPeriod = key.period
    let group = key.region / divisor
    if let known = places[key.period]?[group] {
      last = known
    } else {
      last = all.count
      places[key.period, default: [:]][group] = last
      all.append((key.period, group, Total(sums: [Int64?](repeating: 0, count: money.count))))
    }
    let serial = Int(key.region % divisor)
    let word = UInt16(serial / 64)
    let bit = UInt64(1) << UInt64(serial % 64)
    if let index = all[last].total.regions.firstIndex(where: { $0.word == word }) {
      all[last].total.regions[index].bits |= bit
    } else {
      all[last].total.regions.append((word, bit))
    }
  }

  /// By period and region; to be asked for at the end.
  var totals: [ControlTotal] {
    settle()
    return all.sorted { ($0.period, $0.region) < ($1.period, $1.region) }.compactMap { period, region, total in
      guard let code = RegionCode(region), let period = Period(number: Int(period)) else { return nil }
      var sums: [String: Int64?] = [:]
      for (index, slot) in money.enumerated() {
        sums.updateValue(total.sums[index], forKey: declaration.fields[fields[slot]].id)
      }
      return ControlTotal(
        dataset: declaration.id, period: period, region: code, rows: total.rows,
        regions: total.regions.reduce(0) { $0 + $1.bits.nonzeroBitCount }, sums: sums)
    }
  }
}
