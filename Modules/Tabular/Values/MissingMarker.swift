/// The ways in which tables say that a value is missing: never zero.
public enum MissingMarker {
  /// Whether a cell is empty or blank, or says `-`, `--`, `–`, `—`, `...`, `…`, `n/a`, `n.a.`, `NA`, `null` or `NIHIL` in any
  /// case, or holds a spreadsheet's error such as `#N/A` or `#REF!`.
  public static func isMissing(_ bytes: UnsafeRawBufferPointer) -> Bool {
    let bytes = Blanks.trim(bytes)
    switch bytes.count {
    case 0: return true
    case 1: return bytes[0] == UInt8(ascii: "-")
    case 2: return equals(bytes, "na") || equals(bytes, "--")
    case 3: return equals(bytes, "n/a") || equals(bytes, "...") || equals(bytes, "n.a") || isDash(bytes)
    case 4: return equals(bytes, "null") || equals(bytes, "n.a.") || isError(bytes)
    case 5: return equals(bytes, "nihil") || isError(bytes)
    default: return isError(bytes)
    }
  }

  /// Whether a cell holds the error of a formula: `#N/A`, `#REF!`, `#VALUE!`, `#DIV/0!`, `#NAME?`, `#NUM!`, `#NULL!`.
  public static func isError(_ bytes: UnsafeRawBufferPointer) -> Bool {
    let bytes = Blanks.trim(bytes)
    guard bytes.count >= 4, bytes.count <= 8, bytes[0] == UInt8(ascii: "#") else { return false }
    switch bytes.count {
    case 4: return equals(bytes, "#n/a")
    case 5: return equals(bytes, "#ref!") || equals(bytes, "#num!")
    case 6: return equals(bytes, "#name?") || equals(bytes, "#null!")
    case 7: return equals(bytes, "#value!") || equals(bytes, "#div/0!")
    default: return false
    }
  }

  /// An en dash, an em dash or an ellipsis.
  private static func isDash(_ bytes: UnsafeRawBufferPointer) -> Bool {
    bytes[0] == 0xE2 && bytes[1] == 0x80 && (bytes[2] == 0x93 || bytes[2] == 0x94 || bytes[2] == 0xA6)
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
