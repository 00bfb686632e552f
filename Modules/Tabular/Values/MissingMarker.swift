/// The ways in which tables say that a value is missing.
public enum MissingMarker {
  /// Whether a cell is empty or blank, or says `-`, `n/a`, `NA`, `#N/A`, `null` or `NIHIL` in any case.
  public static func isMissing(_ bytes: UnsafeRawBufferPointer) -> Bool {
    let bytes = Blanks.trim(bytes)
    switch bytes.count {
    case 0: return true
    case 1: return bytes[0] == UInt8(ascii: "-")
    case 2: return equals(bytes, "na")
    case 3: return equals(bytes, "n/a")
    case 4: return equals(bytes, "null") || equals(bytes, "#n/a")
    case 5: return equals(bytes, "nihil")
    default: return false
    }
  }

  /// `word` is in lower case and as long as `bytes`.
  private static func equals(_ bytes: UnsafeRawBufferPointer, _ word: StaticString) -> Bool {
    for index in 0..<bytes.count {
      var byte = bytes[index]
      if byte >= UInt8(ascii: "A"), byte <= UInt8(ascii: "Z") { byte |= 0x20 }
      if byte != word.utf8Start[index] { return false }
    }
    return true
  }
}
