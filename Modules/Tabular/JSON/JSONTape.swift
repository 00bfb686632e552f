import Diagnostics

/// Some JSON values laid out flat, one node after the other, with their texts in one piece.
struct JSONTape: Sendable {
  struct Node: BitwiseCopyable, Sendable {
    var kind: JSONToken
    var start: Int32
    var count: Int32
    /// The node after this value and all that is in it; of names it is of no meaning.
    var next: Int32
  }

  private(set) var nodes: [Node] = []
  private(set) var text: [UInt8] = []
  private var open: [Int] = []

  var isEmpty: Bool { nodes.isEmpty }

  mutating func removeAll() { truncate(nodes: 0, text: 0) }

  /// Takes back everything from a point on.
  mutating func truncate(nodes nodeCount: Int, text textCount: Int) {
    nodes.removeSubrange(nodeCount...)
    text.removeSubrange(textCount...)
    open.removeAll(keepingCapacity: true)
  }

  /// Adds the value whose first token the scanner just returned, to its end.
  ///
  /// Throws `record-too-long` where it takes more than `limit` bytes.
  mutating func append(_ scanner: inout JSONScanner, _ first: JSONToken, limit: Int) throws(Diagnostic) {
    let (nodesBefore, textBefore, depth) = (nodes.count, text.count, open.count)
    var token = first
    while true {
      add(token, scanner.text)
      if open.count == depth, token != .key { return }
      if text.count - textBefore > limit || nodes.count - nodesBefore > limit / 4 + 1000 {
        throw .recordTooLong(scanner.file, row: scanner.line, column: 1, limit: limit)
      }
      token = try scanner.next()
    }
  }

  @inline(__always)
  mutating func add(_ token: JSONToken, _ bytes: UnsafeRawBufferPointer) {
    switch token {
    case .beginObject, .beginArray:
      open.append(nodes.count)
      nodes.append(Node(kind: token, start: 0, count: 0, next: .max))
    case .endObject, .endArray:
      if let index = open.popLast() { nodes[index].next = Int32(truncatingIfNeeded: nodes.count) }
    case .key, .string, .number, .true, .false, .null:
      let start = text.count
      text.append(contentsOf: bytes)
      nodes.append(
        Node(
          kind: token, start: Int32(truncatingIfNeeded: start), count: Int32(truncatingIfNeeded: bytes.count),
          next: Int32(truncatingIfNeeded: nodes.count + 1)))
    case .end: break
    }
  }

  // MARK: - Looking up

  func kind(_ node: Int) -> JSONToken { nodes[node].kind }

  /// The node after a value and all that is in it.
  @inline(__always)
  func end(of node: Int) -> Int { min(Int(nodes[node].next), nodes.count) }

  func withText<R>(_ node: Int, _ body: (UnsafeRawBufferPointer) -> R) -> R {
    let (start, count) = (Int(nodes[node].start), Int(nodes[node].count))
    return text.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[start..<start + count])) }
  }

  @inline(__always)
  func isText(_ node: Int, _ word: [UInt8]) -> Bool {
    guard Int(nodes[node].count) == word.count else { return false }
    let start = Int(nodes[node].start)
    for index in 0..<word.count where text[start &+ index] != word[index] { return false }
    return true
  }

  /// The value of an object's last member of that name.
  func member(_ object: Int, _ name: [UInt8]) -> Int? {
    guard nodes[object].kind == .beginObject else { return nil }
    var found: Int?
    var at = object + 1
    let end = end(of: object)
    while at + 1 < end {
      if isText(at, name) { found = at + 1 }
      at = self.end(of: at + 1)
    }
    return found
  }

  func element(_ array: Int, _ index: Int) -> Int? {
    guard nodes[array].kind == .beginArray else { return nil }
    var at = array + 1
    let end = end(of: array)
    for _ in 0..<index {
      if at >= end { return nil }
      at = self.end(of: at)
    }
    return at < end ? at : nil
  }

  /// The first element whose member `key` is `value`; `hint` is where to look first, and then holds where it was.
  func element(_ array: Int, key: [UInt8], value: [UInt8], hint: inout Int) -> Int? {
    guard nodes[array].kind == .beginArray else { return nil }
    if hint > 0, let likely = element(array, hint), isElement(likely, key, value) {
      // It is the first one only if none before it is the same; keys of lists are unique but for damaged ones.
      return likely
    }
    var at = array + 1
    var index = 0
    let end = end(of: array)
    while at < end {
      if isElement(at, key, value) {
        hint = index
        return at
      }
      at = self.end(of: at)
      index += 1
    }
    return nil
  }

  private func isElement(_ element: Int, _ key: [UInt8], _ value: [UInt8]) -> Bool {
    guard let member = member(element, key) else { return false }
    switch nodes[member].kind {
    case .string, .true, .false: return isText(member, value)
    case .number:
      if isText(member, value) { return true }
      guard let wanted = value.withUnsafeBytes({ NumberParser.decimal($0) }) else { return false }
      return withText(member) { NumberParser.decimal($0) } == wanted
    default: return false
    }
  }

  /// Writes a value as JSON text.
  func write(_ node: Int, into bytes: inout [UInt8]) {
    switch nodes[node].kind {
    case .beginObject, .beginArray:
      let isObject = nodes[node].kind == .beginObject
      bytes.append(isObject ? UInt8(ascii: "{") : UInt8(ascii: "["))
      var at = node + 1
      let end = end(of: node)
      while at < end {
        if at > node + 1 { bytes.append(UInt8(ascii: ",")) }
        if isObject {
          writeString(at, into: &bytes)
          bytes.append(UInt8(ascii: ":"))
          at += 1
          guard at < end else { break }
        }
        write(at, into: &bytes)
        at = self.end(of: at)
      }
      bytes.append(isObject ? UInt8(ascii: "}") : UInt8(ascii: "]"))
    case .string, .key: writeString(node, into: &bytes)
    default: withText(node) { bytes.append(contentsOf: $0) }
    }
  }

  private func writeString(_ node: Int, into bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    withText(node) { text in
      for byte in text {
        switch byte {
        case 0x22, 0x5C: bytes.append(contentsOf: [0x5C, byte])
        case 0..<0x20:
          let digits = Array("0123456789abcdef".utf8)
          bytes.append(contentsOf: Array("\\u00".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)]])
        default: bytes.append(byte)
        }
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
