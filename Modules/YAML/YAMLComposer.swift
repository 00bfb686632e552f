import Diagnostics

/// Builds the tree of one text from its events, bounded in depth and in what aliases may add.
struct YAMLComposer {
  let file: String
  let limits: YAMLLimits
  /// How many lines of the file come before the text that is parsed.
  var lineOffset = 0
  /// Whether this is the rest of a file after a syntax error: what was said before it is not known then.
  var isResumed = false

  private(set) var root: YAMLNode?
  private(set) var diagnostics: [Diagnostic] = []

  private var open: [OpenCollection] = []
  private var anchors: [String: Anchored] = [:]
  private var aliasedNodes = 0
  private var isTooLarge = false
  private var documents = 0

  init(file: String, limits: YAMLLimits) {
    self.file = file
    self.limits = limits
  }

  /// A finished node that aliases may repeat, with what repeating it costs.
  private struct Anchored {
    var node: YAMLNode
    var size: Int
    var height: Int
  }

  /// Reads one document into `root`; returns the syntax error that stopped it, if any.
  mutating func compose(_ bytes: ArraySlice<UInt8>) -> YAMLFailure? {
    let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes
    let failure = text.withUnsafeBufferPointer { buffer -> YAMLFailure? in
      guard !buffer.isEmpty, var stream = YAMLEventStream(buffer) else { return nil }
      do throws(YAMLFailure) {
        while take(try stream.next()) {}
        return nil
      } catch {
        return error
      }
    }
    if isTooLarge { root = nil }
    if failure == nil, !isResumed, !isTooLarge, root.map({ $0.content == .null && $0.source.isEmpty }) ?? true {
      root = nil
      diagnostics.append(.yamlEmpty(Place(file: file, line: 1, column: 1)))
    }
    return failure
  }

  /// Takes one event; false where reading stops.
  private mutating func take(_ event: YAMLEvent) -> Bool {
    let place = place(event.start)
    let extent = event.start.index..<event.end.index
    switch event.kind {
    case .documentStart:
      documents += 1
      guard documents == 1 else {
        diagnostics.append(.yamlMultipleDocuments(place))
        return false
      }
    case .scalar(let text, let style):
      let content = content(of: text, style: style, tag: event.tag, place: place)
      let node = YAMLNode(content, place: place, source: text, style: style, extent: extent)
      if let anchor = event.anchor { anchors[anchor] = Anchored(node: node, size: 1, height: 0) }
      add(node, size: 1, height: 0)
    case .alias(let name):
      addAlias(name, place: place, extent: extent)
    case .sequenceStart(let style), .mappingStart(let style):
      guard open.count < limits.depth else {
        diagnostics.append(.yamlDepth(place, limit: limits.depth))
        isTooLarge = true
        return false
      }
      var collection = OpenCollection(start: event.start, style: style)
      if case .mappingStart = event.kind { collection.isMapping = true }
      collection.anchor = event.anchor
      checkCollectionTag(event.tag, isMapping: collection.isMapping, place: place)
      open.append(collection)
    case .collectionEnd:
      close(at: event.end)
    case .streamEnd:
      return false
    case .other:
      break
    }
    return true
  }

  private mutating func close(at end: YAMLMark) {
    guard let collection = open.popLast() else { return }
    let node = YAMLNode(
      collection.isMapping ? .mapping(collection.entries) : .sequence(collection.elements),
      place: place(collection.start), style: collection.style, extent: collection.start.index..<end.index)
    let height = collection.height + 1
    if let anchor = collection.anchor {
      anchors[anchor] = Anchored(node: node, size: collection.size, height: height)
    }
    add(node, size: collection.size, height: height)
  }

  private mutating func addAlias(_ name: String, place: Place, extent: Range<Int>) {
    var node = YAMLNode(.null, place: place, extent: extent)
    guard let anchored = anchors[name] else {
      if !isResumed {
        let isWithinItself = open.contains { $0.anchor == name }
        diagnostics.append(isWithinItself ? .yamlAliasCycle(place, name) : .yamlAliasUnknown(place, name))
      }
      return add(node, size: 1, height: 0)
    }
    let isTooDeep = open.count + anchored.height > limits.depth
    if isTooDeep || aliasedNodes + anchored.size > limits.aliasedNodes {
      if !isTooLarge {
        diagnostics.append(
          isTooDeep
            ? .yamlDepth(place, limit: limits.depth) : .yamlAliasLimit(place, name, limit: limits.aliasedNodes))
      }
      isTooLarge = true
      return add(node, size: 1, height: 0)
    }
    aliasedNodes += anchored.size
    node.content = anchored.node.content
    node.source = anchored.node.source
    node.style = anchored.node.style
    add(node, size: anchored.size, height: anchored.height)
  }

  /// Puts a finished node where it belongs: the root, an element, a key or the value of the key before it.
  private mutating func add(_ node: YAMLNode, size: Int, height: Int) {
    guard !open.isEmpty else {
      root = node
      return
    }
    if let problem = open[open.count - 1].add(node, size: size, height: height) { diagnostics.append(problem) }
  }

  private func place(_ mark: YAMLMark) -> Place {
    Place(file: file, line: mark.line + 1 + lineOffset, column: mark.column + 1)
  }
}

// MARK: - Tags

extension YAMLComposer {
  private static let corePrefix = "tag:yaml.org,2002:"

  private mutating func content(
    of text: String, style: YAMLNode.Style, tag: String?, place: Place
  ) -> YAMLNode.Content {
    let resolved = style == .plain ? CoreSchema.resolve(text) : .text(text)
    guard let tag else { return resolved }
    if tag == "!" || tag == Self.corePrefix + "str" { return .text(text) }
    let plain = CoreSchema.resolve(text)
    switch (tag.hasPrefix(Self.corePrefix) ? String(tag.dropFirst(Self.corePrefix.count)) : tag, plain) {
    case ("null", .null), ("bool", .boolean), ("int", .integer), ("float", .real): return plain
    case ("float", .integer(let value)): return .real(Double(value))
    case ("null", _), ("bool", _), ("int", _), ("float", _):
      diagnostics.append(.yamlTagMismatch(place, tag: shortTag(tag), value: text))
    default:
      diagnostics.append(.yamlTag(place, tag: shortTag(tag)))
    }
    return resolved
  }

  private mutating func checkCollectionTag(_ tag: String?, isMapping: Bool, place: Place) {
    guard let tag, tag != "!", tag != Self.corePrefix + (isMapping ? "map" : "seq") else { return }
    diagnostics.append(.yamlTag(place, tag: shortTag(tag)))
  }

  private func shortTag(_ tag: String) -> String {
    tag.hasPrefix(Self.corePrefix) ? "!!" + tag.dropFirst(Self.corePrefix.count) : tag
  }
}

/// A sequence or mapping whose end has not been read yet.
private struct OpenCollection {
  let start: YAMLMark
  let style: YAMLNode.Style
  var isMapping = false
  var anchor: String?
  var elements: [YAMLNode] = []
  var entries: [YAMLEntry] = []
  /// How many nodes it holds, itself included and aliases expanded.
  var size = 1
  /// How many levels of collections it holds.
  var height = 0

  private var key: YAMLNode?
  private var firstPlaces: [String: Place] = [:]

  init(start: YAMLMark, style: YAMLNode.Style) {
    self.start = start
    self.style = style
  }

  /// Adds an element, a key, or the value of the last key; returns what is wrong with it.
  mutating func add(_ node: YAMLNode, size: Int, height: Int) -> Diagnostic? {
    self.size += size
    self.height = max(self.height, height)
    guard isMapping else {
      elements.append(node)
      return nil
    }
    guard let key else {
      self.key = node
      return nil
    }
    self.key = nil
    if let problem = problem(of: key) { return problem }
    if let first = firstPlace(of: key) { return .yamlDuplicateKey(key.place, key: key.source, first: first) }
    entries.append(YAMLEntry(key: key, value: node))
    return nil
  }

  /// Where a key already is; small mappings, which nearly all are, are looked through without a table.
  private mutating func firstPlace(of key: YAMLNode) -> Place? {
    if entries.count < 16 { return entries.first { $0.key.source == key.source }?.key.place }
    if firstPlaces.isEmpty { for entry in entries { firstPlaces[entry.key.source] = entry.key.place } }
    let first = firstPlaces[key.source]
    if first == nil { firstPlaces[key.source] = key.place }
    return first
  }

  private func problem(of key: YAMLNode) -> Diagnostic? {
    switch key.content {
    case .sequence, .mapping: .yamlComplexKey(key.place)
    case .null where key.source.isEmpty: .yamlEmptyKey(key.place)
    case .text("<<") where key.style == .plain: .yamlMergeKey(key.place)
    default: nil
    }
  }
}
