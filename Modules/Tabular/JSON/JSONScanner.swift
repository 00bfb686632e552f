public import Diagnostics

/// Reads a JSON text (RFC 8259) token by token, in memory bounded by its longest token.
///
/// Nothing is built: names, strings and numbers are bytes, valid until the next call. Strings are unescaped and checked to be
/// UTF-8, numbers are kept as they are written, and the same name may occur twice in an object. Whatever is not JSON
/// (trailing text, a cut-off end, `NaN`, comments, lone surrogates, NUL) or beyond the limits is thrown as `json-invalid`
/// with its line and column; after that the scanner is of no more use until `start`.
///
/// The text comes from a `ByteSource`, or from memory that the caller keeps (`start`), as for lines of NDJSON. A copy of a
/// scanner reads the same text: use one of them only.
public struct JSONScanner: Sendable {
  /// What may come next.
  enum Expectation {
    case value
    /// A value or the end of the array just opened.
    case firstValue
    /// A name or the end of the object just opened.
    case firstKey
    case colon
    /// A comma or the end of what is open.
    case separator
    /// Nothing more.
    case end
  }

  /// The file's name as used in messages.
  public var file: String
  public let limits: JSONLimits
  /// How many arrays and objects are open; an opening token counts itself, a closing one does not.
  public private(set) var depth = 0
  /// Where the last token begins, as an offset into the bytes given to `start`.
  public private(set) var tokenStart = 0
  /// Where the next token is looked for: just after the last one, as an offset into the bytes given to `start`.
  public internal(set) var position = 0

  let memory: JSONMemory
  nonisolated(unsafe) var base: UnsafePointer<UInt8>
  @usableFromInline nonisolated(unsafe) var textBase: UnsafePointer<UInt8>
  @usableFromInline var textCount = 0
  var count = 0
  var isLast: Bool
  private var source: (any ByteSource)?
  private var expectation = Expectation.value
  private var hasBegun = false
  /// Where the window begins in the file.
  private var linesBefore = 0
  private var columnsBefore = 0
  private var bytesBefore = 0

  /// A scanner of one document.
  public init(_ source: any ByteSource, file: String, limits: JSONLimits = JSONLimits()) {
    self.init(source, file: file, limits: limits, windowBytes: 1 << 16)
  }

  /// A scanner without a text, to be given one with `start`.
  public init(file: String, limits: JSONLimits = JSONLimits()) {
    self.init(nil, file: file, limits: limits, windowBytes: 1)
  }

  init(_ source: (any ByteSource)?, file: String, limits: JSONLimits, windowBytes: Int) {
    self.file = file
    self.limits = limits
    self.source = source
    isLast = source == nil
    memory = JSONMemory(capacity: max(8, windowBytes), depth: limits.depth)
    base = UnsafePointer(memory.window)
    textBase = base
  }

  /// Begins with a document that lies in memory; it must stay there until the next `start`.
  ///
  /// `line` is the number in the file of its first line, for messages.
  public mutating func start(_ bytes: UnsafeRawBufferPointer, line: Int = 1) {
    source = nil
    base =
      bytes.baseAddress.map { UnsafePointer($0.assumingMemoryBound(to: UInt8.self)) } ?? UnsafePointer(memory.window)
    (count, position, tokenStart, depth, isLast) = (bytes.count, 0, 0, 0, true)
    (linesBefore, columnsBefore, bytesBefore) = (line - 1, 0, 0)
    (expectation, hasBegun, textCount) = (.value, false, 0)
  }

  /// The name, the string unescaped, or the number of the last token; valid until the next call of `next`.
  @inlinable
  public var text: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: textBase, count: textCount) }

  /// Whether the text of the last token is this.
  @inlinable
  public func textIs(_ word: StaticString) -> Bool {
    let text = text
    guard text.count == word.utf8CodeUnitCount else { return false }
    for index in 0..<text.count where text[index] != word.utf8Start[index] { return false }
    return true
  }

  /// Bytes of the text used up so far.
  public var bytesRead: Int { bytesBefore + position }

  /// The line of the last token, from 1; counted anew with each call.
  public var line: Int { place(at: tokenStart).line ?? 1 }

  /// The next token, or throws `json-invalid`, or what the source throws.
  public mutating func next() throws(Diagnostic) -> JSONToken {
    var byte = try skipBlanks()
    switch expectation {
    case .value: break
    case .separator:
      let isObject = memory.isObject[depth &- 1]
      guard byte == UInt8(ascii: ",") else {
        return try close(byte, isObject: isObject, expected: isObject ? .separatorInObject : .separatorInArray)
      }
      position &+= 1
      byte = try skipBlanks()
      if isObject { return try key(byte) }
    case .colon:
      guard byte == UInt8(ascii: ":") else { throw unexpected(.colon) }
      position &+= 1
      byte = try skipBlanks()
    case .firstKey:
      if byte == UInt8(ascii: "}") { return try close(byte, isObject: true, expected: .key) }
      return try key(byte)
    case .firstValue:
      if byte == UInt8(ascii: "]") { return try close(byte, isObject: false, expected: .value) }
    case .end:
      guard position == count else { throw unexpected(.end) }
      tokenStart = position
      return .end
    }
    return try value(byte)
  }

  /// Reads over the value that follows, or over the rest of the one just opened: to be called after `key`, `beginObject` or
  /// `beginArray`. What is skipped is checked all the same.
  public mutating func skipValue(after token: JSONToken) throws(Diagnostic) {
    var target = depth
    switch token {
    case .key:
      let first = try next()
      guard first == .beginObject || first == .beginArray else { return }
    case .beginObject, .beginArray: target -= 1
    case .endObject, .endArray, .string, .number, .true, .false, .null, .end: return
    }
    while depth > target { _ = try next() }
  }

  // MARK: - Tokens

  @inline(__always)
  private mutating func value(_ byte: UInt8) throws(Diagnostic) -> JSONToken {
    tokenStart = position
    switch byte {
    case UInt8(ascii: "\""):
      try string()
      expectation = depth == 0 ? .end : .separator
      return .string
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      try number()
      expectation = depth == 0 ? .end : .separator
      return .number
    case UInt8(ascii: "{"): return try open(isObject: true)
    case UInt8(ascii: "["): return try open(isObject: false)
    case UInt8(ascii: "t"): return try literal("true", .true)
    case UInt8(ascii: "f"): return try literal("false", .false)
    case UInt8(ascii: "n"): return try literal("null", .null)
    default: throw unexpected(.value)
    }
  }

  @inline(__always)
  private mutating func key(_ byte: UInt8) throws(Diagnostic) -> JSONToken {
    guard byte == UInt8(ascii: "\"") else { throw unexpected(.key) }
    tokenStart = position
    try string()
    expectation = .colon
    return .key
  }

  private mutating func open(isObject: Bool) throws(Diagnostic) -> JSONToken {
    guard depth < limits.depth else { throw .jsonTooDeep(place(at: position), limit: limits.depth) }
    memory.isObject[depth] = isObject
    depth &+= 1
    position &+= 1
    textCount = 0
    expectation = isObject ? .firstKey : .firstValue
    return isObject ? .beginObject : .beginArray
  }

  private mutating func close(
    _ byte: UInt8, isObject: Bool, expected: JSONExpected
  ) throws(Diagnostic) -> JSONToken {
    guard byte == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) else { throw unexpected(expected) }
    tokenStart = position
    position &+= 1
    depth &-= 1
    textCount = 0
    expectation = depth == 0 ? .end : .separator
    return isObject ? .endObject : .endArray
  }

  private mutating func literal(_ word: StaticString, _ token: JSONToken) throws(Diagnostic) -> JSONToken {
    let length = word.utf8CodeUnitCount
    while count - position < length, !isLast { try refill() }
    guard count - position >= length else { throw unexpected(.value) }
    for index in 0..<length where base[position + index] != word.utf8Start[index] { throw unexpected(.value) }
    textBase = base + position
    textCount = length
    position &+= length
    expectation = depth == 0 ? .end : .separator
    return token
  }

  private mutating func number() throws(Diagnostic) {
    var at = position
    while true {
      while at < count, JSONScanner.isNumberByte(base[at]) { at &+= 1 }
      guard at &- position <= limits.tokenBytes else {
        throw .jsonTooLong(place(at: position), limit: limits.tokenBytes)
      }
      if at < count || isLast { break }
      let before = position
      try refill()
      at &-= before &- position
    }
    guard JSONScanner.isNumber(base, from: position, to: at) else { throw .jsonNumber(place(at: position)) }
    textBase = base + position
    textCount = at &- position
    position = at
  }

  @inline(__always)
  private static func isNumberByte(_ byte: UInt8) -> Bool {
    byte &- 0x30 <= 9 || byte == 0x2E || byte == 0x2D || byte == 0x2B || byte | 0x20 == 0x65
  }

  /// `-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?`
  private static func isNumber(_ base: UnsafePointer<UInt8>, from start: Int, to end: Int) -> Bool {
    var at = start
    func digits() -> Int {
      let first = at
      while at < end, base[at] &- 0x30 <= 9 { at &+= 1 }
      return at &- first
    }
    if base[at] == 0x2D { at &+= 1 }
    let first = at
    let whole = digits()
    if whole == 0 || whole > 1 && base[first] == 0x30 { return false }
    if at < end, base[at] == 0x2E {
      at &+= 1
      if digits() == 0 { return false }
    }
    if at < end, base[at] | 0x20 == 0x65 {
      at &+= 1
      if at < end, base[at] == 0x2B || base[at] == 0x2D { at &+= 1 }
      if digits() == 0 { return false }
    }
    return at == end
  }

  // MARK: - Bytes

  /// The first byte that is no blank, 0 at the end of the text.
  @inline(__always)
  private mutating func skipBlanks() throws(Diagnostic) -> UInt8 {
    if position < count, hasBegun {
      let byte = base[position]
      if byte > 0x20 { return byte }
    }
    return try skipManyBlanks()
  }

  private mutating func skipManyBlanks() throws(Diagnostic) -> UInt8 {
    if !hasBegun {
      while count - position < 3, !isLast { try refill() }
      if count >= 3, base[0] == 0xEF, base[1] == 0xBB, base[2] == 0xBF { position = 3 }
      hasBegun = true
    }
    while true {
      while position < count {
        let byte = base[position]
        if byte != 0x20, byte != 0x0A, byte != 0x0D, byte != 0x09 { return byte }
        position &+= 1
      }
      if isLast { return 0 }
      try refill()
    }
  }

  /// Drops what is used up and reads on; what begins at `position` stays, at another offset.
  mutating func refill() throws(Diagnostic) {
    guard !isLast else { return }
    if position > 0 {
      (linesBefore, columnsBefore) = located(position)
      bytesBefore += position
      count -= position
      tokenStart = max(0, tokenStart - position)
      memory.window.update(from: memory.window + position, count: count)
      position = 0
    }
    if count == memory.capacity { memory.grow(to: memory.capacity * 2, keeping: count) }
    base = UnsafePointer(memory.window)
    let free = UnsafeMutableRawBufferPointer(start: memory.window + count, count: memory.capacity - count)
    let got = try source?.read(into: free) ?? 0
    precondition(got >= 0 && got <= free.count, "a byte source writes within the buffer it was given")
    if got == 0 { isLast = true }
    count += got
  }

  /// The lines before an offset of the window, and the characters before it on its line.
  private func located(_ offset: Int) -> (lines: Int, columns: Int) {
    var (lines, columns) = (linesBefore, columnsBefore)
    for index in 0..<offset {
      let byte = base[index]
      if byte == 0x0A {
        lines &+= 1
        columns = 0
      } else if byte & 0xC0 != 0x80 {
        columns &+= 1
      }
    }
    return (lines, columns)
  }

  func place(at offset: Int) -> Place {
    let (lines, columns) = located(min(offset, count))
    return Place(file: file, line: lines + 1, column: columns + 1)
  }

  private func unexpected(_ expected: JSONExpected) -> Diagnostic {
    let rest = UnsafeBufferPointer(start: base + position, count: min(20, count - position))
    return .jsonUnexpected(place(at: position), found: rest, expected: expected)
  }
}
