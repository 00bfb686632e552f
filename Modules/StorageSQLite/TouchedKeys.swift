import Domain
import Foundation

/// The rows that a batch found unchanged in one dataset and period, as `touched` keeps them: regions as differences of
/// ascending codes, and for ledgers the hashes of each region's keys.
struct TouchedKeys {
  private var hashes: [Int64: Set<UInt32>?] = [:]

  init(regions: Data, keys: Data?) {
    var keys = keys.map { ByteReader($0) }
    var reader = ByteReader(regions)
    var region: Int64 = 0
    while let delta = reader.varint() {
      region += Int64(bitPattern: delta)
      guard keys != nil else {
        hashes[region] = .some(nil)
        continue
      }
      var found: Set<UInt32> = []
      for _ in 0..<(keys?.varint() ?? 0) {
        if let hash = keys?.word() { found.insert(hash) }
      }
      hashes[region] = found
    }
  }

  /// Whether the row with that key, JSON as the log writes it, was among them.
  func contains(region: Int64, key: String) -> Bool {
    guard let found = hashes[region] else { return false }
    guard let found else { return true }
    guard let cells = LoggedValues.array(key) else { return true }
    var hash = KeyHash()
    for cell in cells {
      switch cell {
      case .missing: hash.addMissing()
      case .integer(let value): hash.add(integer: value)
      case .real(let value): hash.add(real: value)
      case .text(let value): hash.add(text: value)
      }
    }
    return found.contains(hash.value)
  }

  private struct ByteReader {
    private let bytes: [UInt8]
    private var at = 0

    init(_ data: Data) { bytes = Array(data) }

    mutating func varint() -> UInt64? {
      guard at < bytes.count else { return nil }
      var value: UInt64 = 0
      var shift: UInt64 = 0
      while at < bytes.count {
        let byte = bytes[at]
        at += 1
        value |= UInt64(byte & 0x7F) << shift
        if byte & 0x80 == 0 { break }
        shift += 7
      }
      return value
    }

    /// Four bytes, the lowest first.
    mutating func word() -> UInt32? {
      guard at + 4 <= bytes.count else { return nil }
      defer { at += 4 }
      return (0..<4).reduce(0) { $0 | UInt32(bytes[at + $1]) << UInt32(8 * $1) }
    }
  }
}
