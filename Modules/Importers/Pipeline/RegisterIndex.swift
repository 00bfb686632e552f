import Domain
import Storage

/// The village codes of the register on a day, for looking up one code after another; files are mostly sorted, so the
/// neighbour of the last hit is tried first.
struct RegisterIndex: Sendable {
  private let codes: [Int64]
  private var last = 0

  init(_ codes: [Int64]) { self.codes = codes }

  mutating func contains(_ code: Int64) -> Bool {
    if last + 1 < codes.count, codes[last + 1] == code {
      last += 1
      return true
    }
    var low = 0
    var high = codes.count
    while low < high {
      let middle = (low + high) / 2
      if codes[middle] < code { low = middle + 1 } else { high = middle }
    }
    guard low < codes.count, codes[low] == code else { return false }
    last = low
    return true
  }
}
