import Diagnostics

/// A way from one JSON value to others.
///
/// `a.b` members, `a[3]` an element counted from 0, `a[*]` each element, `a[KEY=VALUE]` the first element whose member KEY is
/// VALUE, `["a.b"]` a member whose name holds dots or brackets; in columns also `^.a`, `^^.a` from the record around this one,
/// and `$file`, `$folder`, `$member`. `.` or nothing is the value itself.
struct JSONPath: Hashable, Sendable {
  enum Step: Hashable, Sendable {
    case member([UInt8])
    case index(Int)
    case each
    case element(key: [UInt8], value: [UInt8])
  }

  enum Origin: Hashable, Sendable {
    case record
    /// So many records further out; the outermost is the document.
    case enclosing(Int)
    case file
    case folder
    case member
  }

  var origin = Origin.record
  var steps: [Step] = []

  init(steps: [Step]) { self.steps = steps }

  /// Reads a path as people write it. Throws `json-path-invalid`.
  init(_ text: String) throws(Diagnostic) {
    switch text {
    case "$file":
      origin = .file
      return
    case "$folder":
      origin = .folder
      return
    case "$member":
      origin = .member
      return
    default: break
    }
    var rest = Substring(text)
    let carets = rest.prefix { $0 == "^" }.count
    if carets > 0 {
      origin = .enclosing(carets)
      rest = rest.dropFirst(carets)
    }
    if rest.hasPrefix("$") { throw JSONPath.invalid(text, "$file, $folder, $member") }
    if rest == "." { rest = "" }
    if rest.hasPrefix(".") { rest = rest.dropFirst() }
    while !rest.isEmpty {
      if rest.hasPrefix("[") {
        try bracket(&rest, of: text)
      } else {
        let name = rest.prefix { $0 != "." && $0 != "[" }
        guard !name.isEmpty, !name.contains("]") else { throw JSONPath.invalid(text, String(rest)) }
        steps.append(.member(Array(name.utf8)))
        rest = rest.dropFirst(name.count)
      }
      if rest.hasPrefix(".") {
        rest = rest.dropFirst()
        guard !rest.isEmpty, !rest.hasPrefix("["), !rest.hasPrefix(".") else { throw JSONPath.invalid(text, ".") }
      } else if !rest.isEmpty, !rest.hasPrefix("[") {
        throw JSONPath.invalid(text, String(rest))
      }
    }
  }

  private mutating func bracket(_ rest: inout Substring, of text: String) throws(Diagnostic) {
    rest = rest.dropFirst()
    if rest.hasPrefix("\"") {
      let name = rest.dropFirst().prefix { $0 != "\"" }
      rest = rest.dropFirst(name.count + 1)
      guard rest.hasPrefix("\"]") else { throw JSONPath.invalid(text, "\"") }
      rest = rest.dropFirst(2)
      return steps.append(.member(Array(name.utf8)))
    }
    guard let end = rest.firstIndex(of: "]") else { throw JSONPath.invalid(text, "[") }
    let inner = rest[..<end]
    rest = rest[rest.index(after: end)...]
    if inner == "*" {
      steps.append(.each)
    } else if let index = Int(inner), index >= 0 {
      steps.append(.index(index))
    } else if let equals = inner.firstIndex(of: "="), equals != inner.startIndex {
      let value = inner[inner.index(after: equals)...]
      steps.append(.element(key: Array(inner[..<equals].utf8), value: Array(value.utf8)))
    } else {
      throw JSONPath.invalid(text, "[\(inner)]")
    }
  }

  /// The names of a path made of members only; nil for others.
  var members: [[UInt8]]? {
    var names: [[UInt8]] = []
    for step in steps {
      guard case .member(let name) = step else { return nil }
      names.append(name)
    }
    return names
  }

  private static func invalid(_ path: String, _ part: String) -> Diagnostic {
    Diagnostic(
      code: "json-path-invalid",
      message: LocalizedText(
        id: "jalur JSON \"\(path)\" tidak dapat dibaca pada \"\(part)\"",
        en: "the JSON path \"\(path)\" cannot be read at \"\(part)\""),
      value: path,
      hint: LocalizedText(
        id: "contoh: mapData.ROW[ROW_CELL=10].SKOR, kec[*].ds[*], ^.k, $file",
        en: "examples: mapData.ROW[ROW_CELL=10].SKOR, kec[*].ds[*], ^.k, $file"))
  }
}
