import Diagnostics

/// Finds the table in a document that nobody described.
enum JSONShape {
  /// How many objects deep a list may lie.
  private static let depth = 4

  /// The paths from a value to lists of objects, or of lists, that are reached through objects only.
  static func tables(in tape: JSONTape, at node: Int) -> [[[UInt8]]] {
    var found: [[[UInt8]]] = []
    visit(tape, node, path: [], into: &found)
    return found
  }

  private static func visit(_ tape: JSONTape, _ node: Int, path: [[UInt8]], into found: inout [[[UInt8]]]) {
    switch tape.kind(node) {
    case .beginArray:
      let first = node + 1
      if first < tape.end(of: node), tape.kind(first) == .beginObject || tape.kind(first) == .beginArray {
        found.append(path)
      }
    case .beginObject:
      guard path.count < depth else { return }
      var at = node + 1
      let end = tape.end(of: node)
      while at + 1 < end {
        let name = tape.withText(at) { Array($0) }
        visit(tape, at + 1, path: path + [name], into: &found)
        at = tape.end(of: at + 1)
      }
    default: break
    }
  }

  /// The path to the first such list in a text whose end is missing.
  static func firstTable(in bytes: [UInt8], file: String, limits: JSONLimits) -> [[UInt8]]? {
    var scanner = JSONScanner(file: file, limits: limits)
    return bytes.withUnsafeBytes { bytes -> [[UInt8]]? in
      scanner.start(bytes)
      var path: [[UInt8]] = []
      do throws(Diagnostic) {
        let first = try scanner.next()
        return try search(&scanner, first, path: &path) ? path : nil
      } catch {
        return nil
      }
    }
  }

  /// Looks through the value whose first token was just read; `path` leads to it, and in the end to the list.
  private static func search(
    _ scanner: inout JSONScanner, _ token: JSONToken, path: inout [[UInt8]]
  ) throws(Diagnostic) -> Bool {
    switch token {
    case .beginArray:
      let level = scanner.depth - 1
      let first = try scanner.next()
      if first == .beginObject || first == .beginArray { return true }
      while scanner.depth > level { _ = try scanner.next() }
      return false
    case .beginObject:
      if path.count >= depth {
        try scanner.skipValue(after: token)
        return false
      }
      while try scanner.next() == .key {
        path.append(Array(scanner.text))
        let first = try scanner.next()
        if try search(&scanner, first, path: &path) { return true }
        path.removeLast()
      }
      return false
    default: return false
    }
  }

  /// Adds the columns of a record to a list that grows in the order in which they turn up: members, those of objects within
  /// as `a.b`; for a list its elements by number.
  static func addColumns(
    of node: Int, in tape: JSONTape, to columns: inout JSONColumnList, limit: Int
  ) {
    switch tape.kind(node) {
    case .beginObject: addMembers(of: node, in: tape, prefix: [], to: &columns, limit: limit)
    case .beginArray:
      var at = node + 1
      var index = 0
      while at < tape.end(of: node), columns.count <= limit {
        columns.add("[\(index)]", JSONPath(steps: [.index(index)]))
        at = tape.end(of: at)
        index += 1
      }
    case .null: break
    default: columns.add(".", JSONPath(steps: []))
    }
  }

  private static func addMembers(
    of node: Int, in tape: JSONTape, prefix: [[UInt8]], to columns: inout JSONColumnList, limit: Int
  ) {
    var at = node + 1
    let end = tape.end(of: node)
    while at + 1 < end, columns.count <= limit {
      let path = prefix + [tape.withText(at) { Array($0) }]
      if tape.kind(at + 1) == .beginObject, tape.end(of: at + 1) > at + 2, path.count < 16 {
        addMembers(of: at + 1, in: tape, prefix: path, to: &columns, limit: limit)
      } else {
        columns.add(
          path.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "."),
          JSONPath(steps: path.map { .member($0) }))
      }
      at = tape.end(of: at + 1)
    }
  }
}

/// Columns in the order in which they turned up.
struct JSONColumnList {
  private(set) var titles: [String] = []
  private(set) var paths: [JSONPath] = []
  private var known: Set<JSONPath> = []

  var count: Int { titles.count }

  mutating func add(_ title: String, _ path: JSONPath) {
    guard known.insert(path).inserted else { return }
    titles.append(title)
    paths.append(path)
  }
}
