/// What a number format makes of a number: only dates and times change what a cell is.
enum NumberFormat: UInt8, BitwiseCopyable {
  case number
  /// A date, or a date with a time.
  case date
  /// A time of day.
  case time
  /// A length of time in hours or minutes beyond 24 and 60, such as `[h]:mm`.
  case duration

  /// A built-in format by its number (ECMA-376 part 1, 18.8.30; 27–36 and 50–58 are the dates of East Asian systems).
  init(builtIn id: Int) {
    self =
      switch id {
      case 14...17, 22, 27...36, 50...58: .date
      case 18...21, 45, 47: .time
      case 46: .duration
      default: .number
      }
  }

  /// A format by its code, such as `dd/mm/yyyy;@` or `[$-421]d mmmm yyyy`; its first section decides.
  init(code: String) {
    var letters: Set<UInt8> = []
    let bytes = Array(code.utf8)
    var at = 0
    while at < bytes.count {
      let byte = bytes[at]
      at += 1
      switch byte {
      case UInt8(ascii: ";"): at = bytes.count
      case UInt8(ascii: "\""):
        while at < bytes.count, bytes[at] != UInt8(ascii: "\"") { at += 1 }
        at += 1
      case UInt8(ascii: "\\"), UInt8(ascii: "_"), UInt8(ascii: "*"): at += 1
      case UInt8(ascii: "["):
        let start = at
        while at < bytes.count, bytes[at] != UInt8(ascii: "]") { at += 1 }
        let inside = bytes[start..<min(at, bytes.count)].map { $0 | 0x20 }
        at += 1
        if let first = inside.first, "hms".utf8.contains(first), inside.allSatisfy({ $0 == first }) {
          self = .duration
          return
        }
      default:
        // `AM/PM` and `A/P` hold no months, `General` no years of an era, `0.0E+00` neither.
        let rest = bytes[(at - 1)...]
        let lowered = rest.prefix(7).map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        if lowered.starts(with: "am/pm".utf8) {
          at += 4
        } else if lowered.starts(with: "a/p".utf8) {
          at += 2
        } else if lowered.elementsEqual("general".utf8) {
          at += 6
        } else {
          letters.insert(lowered[0])
        }
      }
    }
    func has(_ letter: Unicode.Scalar) -> Bool { letters.contains(UInt8(ascii: letter)) }
    if has("y") || has("d") {
      self = .date
    } else if has("h") || has("s") {
      self = .time
    } else {
      self = has("m") ? .date : .number
    }
  }
}
