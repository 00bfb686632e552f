import Diagnostics

/// The list that makes up most of a document too large to be looked at as a whole: its elements are read one by one, and what
/// stands around it is kept.
struct LongJSONList: Sendable {
  private(set) var scanner: JSONScanner
  /// Steps from an element on.
  let rest: ArraySlice<JSONPath.Step>
  /// Nodes of the context that stand before the list.
  private(set) var nodesBefore = 0

  private let names: [[UInt8]]
  private let file: String
  private let limits: InputLimits
  private var isAtEnd = false

  init(_ source: any ByteSource, document: JSONDocument, steps: [JSONPath.Step], limits: InputLimits) {
    scanner = JSONScanner(source, file: document.file, limits: limits.json)
    file = document.file
    self.limits = limits
    let end = steps.firstIndex(of: .each)
    names = steps[..<(end ?? steps.endIndex)].compactMap { step in
      if case .member(let name) = step { name } else { nil }
    }
    rest = end.map { steps[($0 + 1)...] } ?? []
  }

  /// Reads up to the list; false where it is not there. Only chains of members lead to long lists.
  mutating func open(_ context: inout JSONTape) throws(Diagnostic) -> Bool {
    var token = try scanner.next()
    for name in names {
      guard token == .beginObject else { return false }
      context.add(token, scanner.text)
      while true {
        guard try scanner.next() == .key else { return false }
        context.add(.key, scanner.text)
        let isWanted = scanner.text.elementsEqual(name)
        token = try scanner.next()
        if isWanted { break }
        try context.append(&scanner, token, limit: limits.recordBytes)
      }
    }
    guard token == .beginArray else { return false }
    context.add(.beginArray, scanner.text)
    context.add(.endArray, scanner.text)
    nodesBefore = context.nodes.count
    return true
  }

  /// Adds elements to a unit; false after the last one.
  mutating func read(into unit: inout JSONUnit, unitBytes: Int) throws(Diagnostic) -> Bool {
    guard !isAtEnd else { return false }
    while unit.tape.text.count < unitBytes, unit.roots.count < 4096, unit.tape.nodes.count < unitBytes {
      let token = try scanner.next()
      if token == .endArray {
        isAtEnd = true
        return false
      }
      let node = unit.tape.nodes.count
      try unit.tape.append(&scanner, token, limit: limits.recordBytes)
      unit.roots.append(.value(node))
    }
    return true
  }

  /// Reads what follows the list.
  mutating func close(_ context: inout JSONTape) throws(Diagnostic) {
    for _ in names {
      while try scanner.next() == .key {
        context.add(.key, scanner.text)
        let token = try scanner.next()
        try context.append(&scanner, token, limit: limits.recordBytes)
      }
      context.add(.endObject, scanner.text)
    }
    _ = try scanner.next()
  }
}
