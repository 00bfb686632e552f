import Diagnostics

extension JSONScanner {
  /// Finds the end of the string that begins here, eight bytes at a time.
  mutating func string() throws(Diagnostic) {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs: UInt64 = 0x8080_8080_8080_8080
    var at = position &+ 1
    var union: UInt64 = 0
    var hasEscapes = false
    scan: while true {
      while count &- at >= 8 {
        let word = UInt64(littleEndian: UnsafeRawPointer(base + at).loadUnaligned(as: UInt64.self))
        let quote = word ^ (ones &* 0x22)
        let slash = word ^ (ones &* 0x5C)
        let hits = (((quote &- ones) & ~quote) | ((slash &- ones) & ~slash) | ((word &- ones &* 0x20) & ~word)) & highs
        if hits == 0 {
          union |= word
          at &+= 8
          continue
        }
        let offset = hits.trailingZeroBitCount &>> 3
        union |= word & ((1 &<< UInt64(truncatingIfNeeded: offset &* 8)) &- 1)
        at &+= offset
        switch base[at] {
        case 0x22: break scan
        case 0x5C:
          hasEscapes = true
          at &+= 2
        default: throw .jsonControlCharacter(place(at: at), byte: base[at])
        }
      }
      while at < count {
        switch base[at] {
        case 0x22: break scan
        case 0x5C:
          hasEscapes = true
          at &+= 2
        case 0..<0x20: throw .jsonControlCharacter(place(at: at), byte: base[at])
        default:
          union |= UInt64(base[at])
          at &+= 1
        }
      }
      guard at &- position <= limits.tokenBytes else {
        throw .jsonTooLong(place(at: position), limit: limits.tokenBytes)
      }
      guard !isLast else { throw .jsonUnterminated(place(at: position)) }
      let before = position
      try refill()
      at &-= before &- position
    }
    guard at &- position &- 1 <= limits.tokenBytes else {
      throw .jsonTooLong(place(at: position), limit: limits.tokenBytes)
    }
    let start = position &+ 1
    if union & highs != 0, let invalid = UTF8Validation.firstInvalid(base, from: start, to: at) {
      throw .jsonEncoding(place(at: invalid))
    }
    if hasEscapes {
      try unescape(from: start, to: at)
    } else {
      textBase = base + start
      textCount = at &- start
    }
    position = at &+ 1
  }

  /// Writes the string between two offsets without its escapes.
  private mutating func unescape(from start: Int, to end: Int) throws(Diagnostic) {
    memory.reserveScratch(end - start)
    let target = memory.scratch
    var written = 0
    var at = start
    while at < end {
      let byte = base[at]
      guard byte == 0x5C else {
        target[written] = byte
        written &+= 1
        at &+= 1
        continue
      }
      let simple: UInt8
      switch base[at &+ 1] {
      case 0x22, 0x5C, 0x2F: simple = base[at &+ 1]
      case UInt8(ascii: "b"): simple = 0x08
      case UInt8(ascii: "f"): simple = 0x0C
      case UInt8(ascii: "n"): simple = 0x0A
      case UInt8(ascii: "r"): simple = 0x0D
      case UInt8(ascii: "t"): simple = 0x09
      case UInt8(ascii: "u"):
        let (scalar, length) = try escapedScalar(at: at, end: end)
        for unit in Unicode.UTF8.encode(scalar) ?? Unicode.UTF8.encodedReplacementCharacter {
          target[written] = unit
          written &+= 1
        }
        at &+= length
        continue
      default: throw .jsonEscape(place(at: at))
      }
      target[written] = simple
      written &+= 1
      at &+= 2
    }
    textBase = UnsafePointer(target)
    textCount = written
  }

  /// The character of `\uXXXX`, or of the two of them that make a surrogate pair, and how long it is in the text.
  private func escapedScalar(at: Int, end: Int) throws(Diagnostic) -> (Unicode.Scalar, Int) {
    guard let high = hexadecimal(at + 2, end: end) else { throw .jsonEscape(place(at: at)) }
    if let scalar = Unicode.Scalar(high) {
      guard high != 0 else { throw .jsonEscape(place(at: at)) }
      return (scalar, 6)
    }
    guard high < 0xDC00, end - at >= 12, base[at + 6] == 0x5C, base[at + 7] == UInt8(ascii: "u"),
      let low = hexadecimal(at + 8, end: end), (0xDC00...0xDFFF).contains(low),
      let scalar = Unicode.Scalar(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))
    else { throw .jsonEscape(place(at: at)) }
    return (scalar, 12)
  }

  private func hexadecimal(_ at: Int, end: Int) -> UInt32? {
    guard end - at >= 4 else { return nil }
    var value: UInt32 = 0
    for index in at..<at + 4 {
      switch base[index] {
      case 0x30...0x39: value = value << 4 | UInt32(base[index] - 0x30)
      case 0x41...0x46, 0x61...0x66: value = value << 4 | UInt32((base[index] | 0x20) - 0x61 + 10)
      default: return nil
      }
    }
    return value
  }
}
