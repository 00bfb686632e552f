/// The cells of data rows in flight: eight bytes each, read by the storage of their column.
///
/// Integers are themselves, reals their bit pattern, texts an index into the block's list of texts. One bit pattern, a
/// NaN that no arithmetic produces, means missing in all three.
public enum Cell {
  /// Missing: never zero, never empty text.
  public static let missing: Int64 = 0x7FF8_0000_0000_0DE5

  @inlinable public static func real(_ value: Double) -> Int64 {
    value.isNaN ? missing : Int64(bitPattern: value.bitPattern)
  }

  @inlinable public static func double(_ cell: Int64) -> Double { Double(bitPattern: UInt64(bitPattern: cell)) }

  /// The number a formula sees: NaN where the cell is missing.
  @inlinable public static func number(_ cell: Int64, _ storage: CellStorage) -> Double {
    if cell == missing { return .nan }
    switch storage {
    case .integer: return Double(cell)
    case .real: return double(cell)
    case .text: return .nan
    }
  }
}
