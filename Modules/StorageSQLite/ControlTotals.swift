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

  init(_ declaration: DatasetDeclaration, fields: [Int]) {
    self.declaration = declaration
    self.fields = fields
    money = fields.indices.filter { declaration.fields[fields[$0]].type == .money }
    divisor = declaration.level == .village ? RegionLevel.district.villageDivisor : 1
  }

  @inline(__always)
  func add(_ key: RowKey, _ incoming: UnsafeBufferPointer<Int64>) {
    if last < 0 || lastRegion != key.region || all[last].period != key.period { locate(key) }
    all[last].total.rows += 1
    for (index, slot) in money.enumerated() {
      let cell = incoming[slot]
      if cell == Cell.missing { continue }
      guard let sum = all[last].total.sums[index] else { continue }
      let (next, overflow) = sum.addingReportingOverflow(cell)
      all[last].total.sums[index] = overflow ? nil : next
    }
  }

  private func locate(_ key: RowKey) {
    lastRegion = key.region
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

  var totals: [ControlTotal] {
    all.sorted { ($0.period, $0.region) < ($1.period, $1.region) }.compactMap { period, region, total in
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
