import Diagnostics

/// The part of a document that a scanner looks at: a piece of memory that moves along the source.
///
/// Behind its bytes there are `padding` NULs, so that vectors may be loaded anywhere in it.
struct ScanWindow: ~Copyable {
  static let padding = 128
  /// How far a window grows for a token that does not fit.
  static let maximumBytes = 4 << 20

  private var source: any ByteSource
  private(set) var base: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private(set) var position = 0
  /// The end of what has been validated and ends with a whole character.
  private(set) var limit = 0
  private var end = 0
  private var isEnded = false
  private(set) var bytesRead = 0

  init(_ source: any ByteSource, bytes: Int) {
    self.source = source
    capacity = max(64, bytes)
    base = .allocate(capacity: capacity + ScanWindow.padding)
    base.initialize(repeating: 0, count: capacity + ScanWindow.padding)
  }

  deinit { base.deallocate() }

  var isEmpty: Bool { position == end }

  /// The bytes from the position on, validated or not.
  var rest: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: base + position, count: end - position) }

  mutating func skip(_ count: Int) {
    position += count
    limit = max(limit, position)
  }

  /// The position of a text among the rest, relative to it.
  func find(_ mark: [UInt8]) -> Int? {
    guard let first = mark.first else { return nil }
    var at = position
    let last = end - mark.count
    let wanted = SIMD16<UInt8>(repeating: first)
    while at <= last {
      let hits = ByteScan.bits(ByteScan.load(base + at) .== wanted)
      if hits == 0 {
        at += 16
        continue
      }
      at += hits.trailingZeroBitCount
      if at <= last, (1..<mark.count).allSatisfy({ base[at + $0] == mark[$0] }) { return at - position }
      at += 1
    }
    return nil
  }

  /// Moves the rest to the front and reads more behind it; false at the end of the source, and where the rest already
  /// takes as much memory as a token may.
  mutating func fill() throws(Diagnostic) -> Bool {
    if position > 0 {
      base.update(from: base + position, count: end - position)
      end -= position
      limit -= position
      position = 0
    }
    if end == capacity {
      guard capacity < ScanWindow.maximumBytes else { return false }
      let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity * 2 + ScanWindow.padding)
      larger.initialize(from: base, count: end)
      (larger + end).initialize(repeating: 0, count: capacity * 2 + ScanWindow.padding - end)
      base.deallocate()
      base = larger
      capacity *= 2
    }
    guard !isEnded else { return false }
    let got = try source.read(into: UnsafeMutableRawBufferPointer(start: base + end, count: capacity - end))
    precondition(got >= 0 && got <= capacity - end, "a byte source writes within the buffer it was given")
    end += got
    bytesRead += got
    (base + end).update(repeating: 0, count: ScanWindow.padding)
    if got == 0 { isEnded = true }
    return got > 0
  }

  /// Checks what has come in since the last time: false where the bytes are not UTF-8, hold characters that XML does not
  /// allow, a carriage return (which XML replaces) or `]]>` (which text must not hold). A cut-off character at the end
  /// waits for the rest of it.
  mutating func validate() -> Bool {
    var whole = end
    // At most three bytes of a character may lie before the end.
    for back in 1...3 where end - back >= limit {
      let byte = base[end - back]
      if byte & 0xC0 == 0x80 { continue }
      let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1
      if length > back { whole = end - back }
      break
    }
    let controls = SIMD16<UInt8>(repeating: 0x20)
    let tabs = SIMD16<UInt8>(repeating: 0x09)
    let feeds = SIMD16<UInt8>(repeating: 0x0A)
    let brackets = SIMD16<UInt8>(repeating: 0x5D)
    var refused = SIMDMask<SIMD16<Int8>>(repeating: false)
    var bracketed = SIMDMask<SIMD16<Int8>>(repeating: false)
    var union = SIMD16<UInt8>(repeating: 0)
    var at = limit
    while at + 16 <= whole {
      let bytes = ByteScan.load(base + at)
      refused .|= (bytes .< controls) .& (bytes .!= tabs) .& (bytes .!= feeds)
      bracketed .|= bytes .== brackets
      union |= bytes
      at += 16
    }
    var hasBracket = any(bracketed)
    var isASCII = union.max() < 0x80
    if any(refused) { return false }
    while at < whole {
      let byte = base[at]
      if byte < 0x20, byte != 0x09, byte != 0x0A { return false }
      if byte == 0x5D { hasBracket = true }
      if byte >= 0x80 { isASCII = false }
      at += 1
    }
    if !isASCII, !isUTF8(from: limit, to: whole) { return false }
    if hasBracket || limit > position && base[limit - 1] == 0x5D,
      holdsCDATAEnd(from: max(position, limit - 2), to: whole)
    {
      return false
    }
    limit = whole
    return true
  }

  /// UTF-8 without U+FFFE and U+FFFF, which expat refuses.
  private func isUTF8(from start: Int, to end: Int) -> Bool {
    guard UTF8Validation.firstInvalid(base, from: start, to: end) == nil else { return false }
    var at = start
    while at < end {
      if base[at] == 0xEF, base[at + 1] == 0xBF, base[at + 2] >= 0xBE { return false }
      at += 1
    }
    return true
  }

  private func holdsCDATAEnd(from start: Int, to end: Int) -> Bool {
    var at = start
    while at + 2 < end {
      if base[at + 2] == 0x3E, base[at] == 0x5D, base[at + 1] == 0x5D { return true }
      at += 1
    }
    return false
  }
}
