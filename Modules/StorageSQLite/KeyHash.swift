import Domain

/// The 32-bit hash (FNV-1a) by which `touched` names the key of a ledger row: each key cell in the order of the
/// declaration, by its type.
///
/// Two keys of one region with the same hash only make an undo refuse where it need not.
struct KeyHash {
  private(set) var value: UInt32 = 2_166_136_261

  @inline(__always)
  private mutating func add(_ byte: UInt8) { value = (value ^ UInt32(byte)) &* 16_777_619 }

  /// An integer cell of any field type that is held as one.
  @inline(__always)
  mutating func add(integer: Int64) {
    var rest = UInt64(bitPattern: integer)
    for _ in 0..<8 {
      add(UInt8(truncatingIfNeeded: rest))
      rest >>= 8
    }
  }

  mutating func add(real: Double) { add(integer: Int64(bitPattern: real.bitPattern)) }

  mutating func add(text: String) {
    for byte in text.utf8 { add(byte) }
    add(0xFF)
  }

  /// A key cell without a value.
  mutating func addMissing() { add(0xFE) }
}
