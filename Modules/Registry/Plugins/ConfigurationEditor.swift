import Diagnostics
import PluginKit
import YAML

/// Edits the text of a configuration at the extents that its nodes have.
struct ConfigurationEditor {
  private let mark: [UInt8]
  private var text: [Unicode.Scalar]

  /// - Parameter bytes: well-formed UTF-8.
  init(_ bytes: [UInt8]) {
    mark = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? [0xEF, 0xBB, 0xBF] : []
    text = Array(String(decoding: bytes.dropFirst(mark.count), as: UTF8.self).unicodeScalars)
  }

  var bytes: [UInt8] {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: text)
    return mark + Array(String(view).utf8)
  }

  /// Makes the change that the configuration needs; `root` is the tree of the unchanged text.
  mutating func set(_ kind: PluginKind, _ id: String, enabled: Bool, in root: YAMLNode) {
    let list = root[kind.listKey]
    if let entry = list?.elements.first(where: { $0["id"]?.source == id }) {
      setEntry(entry, enabled: enabled)
    } else if enabled {
      add(id, to: list, kind: kind, root: root)
    }
  }

  // MARK: An entry that is there

  private mutating func setEntry(_ entry: YAMLNode, enabled: Bool) {
    if let value = entry["enabled"] {
      replace(value.extent, with: enabled ? "true" : "false")
    } else if let id = entry["id"] {
      if entry.style == .flow {
        insert(", enabled: \(enabled)", at: id.extent.upperBound)
      } else {
        let column = (entry.entries.first { $0.name == "id" }?.key.place.column ?? 1) - 1
        insertLine(spaces(column) + "enabled: \(enabled)", after: id.extent.upperBound)
      }
    }
  }

  // MARK: A new entry

  private mutating func add(_ id: String, to list: YAMLNode?, kind: PluginKind, root: YAMLNode) {
    guard let list else { return addList(id, kind: kind, root: root) }
    guard let last = list.elements.last else {
      return addToEmpty(id, list: list, kind: kind, root: root)
    }
    if list.style == .flow {
      addToFlow(id, list: list, last: last)
    } else {
      let dash = (list.place.column ?? 1) - 1
      let entry = last.style == .flow ? "- {id: \(id)}" : "- id: \(id)"
      insertLine(spaces(dash) + entry, after: end(of: last))
    }
  }

  /// `[a, b]` gets `, {id: c}`; where each entry has a line of its own, the new one has too.
  private mutating func addToFlow(_ id: String, list: YAMLNode, last: YAMLNode) {
    let end = last.extent.upperBound
    let close = list.extent.upperBound - 1
    let afterLast = text[end..<close].firstIndex { $0 != " " && $0 != "\t" }
    let hasComma = afterLast.map { text[$0] == "," } ?? false
    let isOnOneLine = !text[end..<close].contains("\n") && !text[end..<close].contains("\r")
    if isOnOneLine {
      insert(hasComma ? " {id: \(id)}," : ", {id: \(id)}", at: hasComma ? (afterLast ?? end) + 1 : end)
    } else {
      let column = (last.place.column ?? 1) - 1
      insertLine(spaces(column) + "{id: \(id)}" + (hasComma ? "," : ""), after: end)
      if !hasComma { insert(",", at: end) }
    }
  }

  private mutating func addToEmpty(_ id: String, list: YAMLNode, kind: PluginKind, root: YAMLNode) {
    if list.style == .flow {
      insert("{id: \(id)}", at: list.extent.lowerBound + 1)
    } else if let key = root.entries.first(where: { $0.name == kind.listKey })?.key,
      let colon = text[key.extent.upperBound...].firstIndex(of: ":")
    {
      insert(" [{id: \(id)}]", at: colon + 1)
    }
  }

  private mutating func addList(_ id: String, kind: PluginKind, root: YAMLNode) {
    let entry = "\(kind.listKey): [{id: \(id)}]"
    if root.style == .flow {
      let last = root.entries.last.map { max($0.key.extent.upperBound, $0.value.extent.upperBound) }
      insert(last == nil ? entry : ", " + entry, at: last ?? root.extent.upperBound - 1)
    } else {
      let end = lastLineWithContent
      let indentation = (root.place.column ?? 1) - 1
      insertLine(spaces(indentation) + entry, after: end)
    }
  }

  // MARK: Text

  /// Where the text of a node ends: the end of its last scalar or flow collection.
  private func end(of node: YAMLNode) -> Int {
    switch node.content {
    case .sequence(let elements) where node.style != .flow:
      elements.map { end(of: $0) }.max() ?? node.extent.upperBound
    case .mapping(let entries) where node.style != .flow:
      entries.map { max($0.key.extent.upperBound, end(of: $0.value)) }.max() ?? node.extent.upperBound
    default: node.extent.upperBound
    }
  }

  /// The end of the last line that is neither empty nor the end of the document.
  private var lastLineWithContent: Int {
    var end = text.count
    while end > 0, text[end - 1].properties.isWhitespace { end -= 1 }
    return end
  }

  private var lineEnd: String {
    guard let newline = text.firstIndex(of: "\n"), newline > 0, text[newline - 1] == "\r" else { return "\n" }
    return "\r\n"
  }

  private func spaces(_ count: Int) -> String { String(repeating: " ", count: count) }

  /// Puts a line below the one that holds `offset`, so that a comment there stays where it is.
  private mutating func insertLine(_ line: String, after offset: Int) {
    if offset > 0, text[offset - 1] == "\n" {
      insert(line + lineEnd, at: offset)
    } else if let newline = text[offset...].firstIndex(of: "\n") {
      insert(line + lineEnd, at: newline + 1)
    } else {
      insert(lineEnd + line, at: text.count)
    }
  }

  private mutating func insert(_ string: String, at offset: Int) {
    text.insert(contentsOf: string.unicodeScalars, at: offset)
  }

  private mutating func replace(_ range: Range<Int>, with string: String) {
    text.replaceSubrange(range, with: string.unicodeScalars)
  }
}
