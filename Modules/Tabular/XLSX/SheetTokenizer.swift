import Diagnostics

/// Cuts the rows of a worksheet into tags and text, one at a time, and leads them into the grammar. It takes only what
/// is certain to be well-formed; the bytes have been validated before.
struct SheetTokenizer {
  enum Outcome: Hashable {
    case taken
    /// The window ends within a token.
    case incomplete
    /// The end tag of the rows is next; it is not taken.
    case endOfRows
    case refused
  }

  /// Elements inside one another among the rows; real sheets have seven.
  private static let maximumDepth = 32
  private static let maximumAttributes = 32

  /// The spreadsheet's prefix with its colon, or nothing.
  private let prefix: [UInt8]
  /// Prefixes an attribute may have.
  private let boundPrefixes: [[UInt8]]
  /// The names of open elements, one after the other, and where each begins.
  private var names: [UInt8] = []
  private var nameStarts: [Int] = []
  private var attributeNames: [Range<Int>] = []

  init(prefix: String, boundPrefixes: [String]) {
    self.prefix = prefix.isEmpty ? [] : Array((prefix + ":").utf8)
    self.boundPrefixes = (boundPrefixes + ["xml"]).filter { !$0.isEmpty }.map { Array($0.utf8) }
    attributeNames.reserveCapacity(SheetTokenizer.maximumAttributes)
  }

  /// Whether elements have no prefix, as nearly everybody writes them.
  var isPlain: Bool { prefix.isEmpty }

  /// Notes that a row was opened, and that it was closed; false where something else is open.
  mutating func pushRow() {
    nameStarts.append(names.count)
    names.append(contentsOf: "row".utf8)
  }

  mutating func popRow() -> Bool {
    guard nameStarts.count == 1, names.elementsEqual("row".utf8) else { return false }
    nameStarts.removeLast()
    names.removeAll(keepingCapacity: true)
    return true
  }

  mutating func next(_ window: inout ScanWindow, _ grammar: SheetGrammar) -> Outcome {
    let (base, start, limit) = (UnsafePointer(window.base), window.position, window.limit)
    guard start < limit else { return .incomplete }
    switch base[start] {
    case UInt8(ascii: "<"):
      guard start + 1 < limit else { return .incomplete }
      return base[start + 1] == UInt8(ascii: "/")
        ? endTag(base, start, limit, &window, grammar) : startTag(base, start, limit, &window, grammar)
    case UInt8(ascii: "&"): return reference(base, start, limit, &window, grammar)
    default:
      var at = start + 1
      while at < limit, base[at] != UInt8(ascii: "<"), base[at] != UInt8(ascii: "&") { at += 1 }
      if grammar.wantsText { grammar.text(UnsafeRawBufferPointer(start: base + start, count: at - start)) }
      window.skip(at - start)
      return .taken
    }
  }

  private mutating func endTag(
    _ base: UnsafePointer<UInt8>, _ start: Int, _ limit: Int, _ window: inout ScanWindow, _ grammar: SheetGrammar
  ) -> Outcome {
    var at = SheetTokenizer.nameEnd(base, start + 2, limit)
    let name = start + 2..<at
    at = SheetTokenizer.blanksEnd(base, at, limit)
    guard at < limit else { return .incomplete }
    guard base[at] == UInt8(ascii: ">") else { return .refused }
    guard let opened = nameStarts.last else {
      // Expat compares this one with its start tag.
      return .endOfRows
    }
    guard names.count - opened == name.count else { return .refused }
    for index in 0..<name.count where names[opened + index] != base[name.lowerBound + index] { return .refused }
    names.removeSubrange(opened...)
    nameStarts.removeLast()
    grammar.end()
    window.skip(at + 1 - start)
    return .taken
  }

  private mutating func startTag(
    _ base: UnsafePointer<UInt8>, _ start: Int, _ limit: Int, _ window: inout ScanWindow, _ grammar: SheetGrammar
  ) -> Outcome {
    var at = SheetTokenizer.nameEnd(base, start + 1, limit)
    guard at < limit else { return .incomplete }
    let name = start + 1..<at
    guard let local = local(base, name) else { return .refused }
    let element = SheetElement(UnsafeRawBufferPointer(start: base + local.lowerBound, count: local.count))
    var known = SheetAttributes()
    attributeNames.removeAll(keepingCapacity: true)
    while true {
      let blanks = SheetTokenizer.blanksEnd(base, at, limit)
      guard blanks < limit else { return .incomplete }
      let byte = base[blanks]
      if byte == UInt8(ascii: ">") {
        at = blanks + 1
        guard nameStarts.count < SheetTokenizer.maximumDepth else { return .refused }
        nameStarts.append(names.count)
        names.append(contentsOf: UnsafeBufferPointer(start: base + name.lowerBound, count: name.count))
        grammar.start(element, known)
        break
      }
      if byte == UInt8(ascii: "/") {
        guard blanks + 1 < limit else { return .incomplete }
        guard base[blanks + 1] == UInt8(ascii: ">") else { return .refused }
        at = blanks + 2
        grammar.start(element, known)
        if grammar.cells.failure == nil { grammar.end() }
        break
      }
      guard blanks > at else { return .refused }
      switch attribute(base, blanks, limit, &known) {
      case .taken(let end): at = end
      case .incomplete: return .incomplete
      case .refused: return .refused
      }
    }
    window.skip(at - start)
    return .taken
  }

  private enum AttributeOutcome {
    case taken(end: Int)
    case incomplete
    case refused
  }

  private mutating func attribute(
    _ base: UnsafePointer<UInt8>, _ start: Int, _ limit: Int, _ known: inout SheetAttributes
  ) -> AttributeOutcome {
    var at = SheetTokenizer.nameEnd(base, start, limit)
    let name = start..<at
    at = SheetTokenizer.blanksEnd(base, at, limit)
    guard at < limit else { return .incomplete }
    guard base[at] == UInt8(ascii: "=") else { return .refused }
    at = SheetTokenizer.blanksEnd(base, at + 1, limit)
    guard at < limit else { return .incomplete }
    let quote = base[at]
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return .refused }
    let value = at + 1
    at = value
    while at < limit, base[at] != quote {
      // References, and the white space that XML replaces, are left to expat.
      if base[at] == UInt8(ascii: "<") || base[at] == UInt8(ascii: "&") || base[at] < 0x20 { return .refused }
      at += 1
    }
    guard at < limit else { return .incomplete }
    guard isAllowed(base, name) else { return .refused }
    if (name.first { base[$0] == UInt8(ascii: ":") }) == nil {
      known.take(
        UnsafeRawBufferPointer(start: base + name.lowerBound, count: name.count),
        UnsafeRawBufferPointer(start: base + value, count: at - value))
    }
    return .taken(end: at + 1)
  }

  /// Whether an attribute's name is one, its prefix is declared, it declares nothing and did not occur before.
  private mutating func isAllowed(_ base: UnsafePointer<UInt8>, _ name: Range<Int>) -> Bool {
    let bytes = UnsafeRawBufferPointer(start: base + name.lowerBound, count: name.count)
    guard SheetTokenizer.isName(bytes), attributeNames.count < SheetTokenizer.maximumAttributes else { return false }
    var local = name.lowerBound
    if let colon = bytes.firstIndex(of: UInt8(ascii: ":")) {
      let prefix = bytes[..<colon]
      local += colon + 1
      guard SheetTokenizer.isName(UnsafeRawBufferPointer(rebasing: bytes[(colon + 1)...])),
        !bytes[(colon + 1)...].contains(UInt8(ascii: ":")),
        boundPrefixes.contains(where: { $0.elementsEqual(prefix) })
      else { return false }
    } else if bytes.starts(with: "xmlns".utf8) {
      return false
    }
    // The same local name twice is refused even with different prefixes, which may mean the same namespace.
    let own = UnsafeRawBufferPointer(start: base + local, count: name.upperBound - local)
    for other in attributeNames where other.count == own.count {
      if UnsafeRawBufferPointer(start: base + other.lowerBound, count: other.count).elementsEqual(own) { return false }
    }
    attributeNames.append(local..<name.upperBound)
    return true
  }

  /// A character reference or one of the five entities every document knows.
  private func reference(
    _ base: UnsafePointer<UInt8>, _ start: Int, _ limit: Int, _ window: inout ScanWindow, _ grammar: SheetGrammar
  ) -> Outcome {
    var at = start + 1
    while at < limit, base[at] != UInt8(ascii: ";"), at - start < 16 { at += 1 }
    guard at - start < 16 else { return .refused }
    guard at < limit else { return .incomplete }
    let name = UnsafeRawBufferPointer(start: base + start + 1, count: at - start - 1)
    guard let scalar = XMLReference.scalar(name) else { return .refused }
    let encoded = Array(UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    encoded.withUnsafeBytes { grammar.text($0) }
    window.skip(at + 1 - start)
    return .taken
  }

  /// The part of an element's name behind the spreadsheet's prefix; nil for names of other namespaces and no names.
  private func local(_ base: UnsafePointer<UInt8>, _ name: Range<Int>) -> Range<Int>? {
    guard name.count > prefix.count else { return nil }
    for index in 0..<prefix.count where base[name.lowerBound + index] != prefix[index] { return nil }
    let local = name.lowerBound + prefix.count..<name.upperBound
    let bytes = UnsafeRawBufferPointer(start: base + local.lowerBound, count: local.count)
    return SheetTokenizer.isName(bytes) && !bytes.contains(UInt8(ascii: ":")) ? local : nil
  }

  /// The end of a run of the characters that names are made of, in ASCII.
  @inline(__always)
  private static func nameEnd(_ base: UnsafePointer<UInt8>, _ start: Int, _ limit: Int) -> Int {
    var at = start
    while at < limit {
      switch base[at] {
      case 0x41...0x5A, 0x61...0x7A, 0x30...0x3A, 0x2D, 0x2E, 0x5F: at += 1
      default: return at
      }
    }
    return at
  }

  private static func isName(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard let first = bytes.first else { return false }
    return (0x41...0x5A).contains(first) || (0x61...0x7A).contains(first) || first == 0x5F
  }

  @inline(__always)
  private static func blanksEnd(_ base: UnsafePointer<UInt8>, _ start: Int, _ limit: Int) -> Int {
    var at = start
    while at < limit, base[at] == 0x20 || base[at] == 0x0A || base[at] == 0x09 { at += 1 }
    return at
  }
}

/// References in XML text.
enum XMLReference {
  /// The character that `lt`, `#13` or `#x1F600` stands for; nil for other entities and characters XML does not allow.
  static func scalar(_ name: UnsafeRawBufferPointer) -> Unicode.Scalar? {
    if name.equals("amp") { return "&" }
    if name.equals("lt") { return "<" }
    if name.equals("gt") { return ">" }
    if name.equals("quot") { return "\"" }
    if name.equals("apos") { return "'" }
    guard name.count >= 2, name[0] == UInt8(ascii: "#") else { return nil }
    let isHex = name[1] == UInt8(ascii: "x")
    let digits = name[(isHex ? 2 : 1)...]
    guard (1...8).contains(digits.count) else { return nil }
    var number: UInt32 = 0
    for byte in digits {
      let digit: UInt32
      switch byte {
      case 0x30...0x39: digit = UInt32(byte - 0x30)
      case 0x41...0x46 where isHex: digit = UInt32(byte - 0x37)
      case 0x61...0x66 where isHex: digit = UInt32(byte - 0x57)
      default: return nil
      }
      number = number &* (isHex ? 16 : 10) &+ digit
      guard number <= 0x10FFFF else { return nil }
    }
    guard number >= 0x20 || [9, 10, 13].contains(number), number != 0xFFFE, number != 0xFFFF else { return nil }
    return Unicode.Scalar(number)
  }
}
