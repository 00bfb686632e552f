public import Diagnostics

/// One value of a YAML file: what it means, how it was written and where.
public struct YAMLNode: Hashable, Sendable {
  /// What a node holds, typed by the core schema of YAML 1.2.
  public enum Content: Hashable, Sendable {
    case null
    case boolean(Bool)
    case integer(Int)
    case real(Double)
    case text(String)
    case sequence([YAMLNode])
    /// Entries in file order; the parser leaves no key twice.
    case mapping([YAMLEntry])
  }

  /// How a node is written in the file.
  public enum Style: Hashable, Sendable {
    case plain, singleQuoted, doubleQuoted
    /// `|` and `>` texts.
    case block
    /// `{…}` and `[…]`.
    case flow
    /// Collections by indentation.
    case indented
  }

  public var content: Content
  /// Where the node starts.
  public var place: Place
  /// A scalar's text as it stands in the file, without quotes and escapes: `62.10` for the number 62.1. Empty for collections.
  public var source: String
  public var style: Style
  /// The node's extent in the file, in Unicode scalars from its start (a byte order mark not counted).
  ///
  /// Exact for scalars and flow collections; a block collection's extent also holds the blank lines and comments after it.
  public var extent: Range<Int>
  /// The environment variables whose values were put into this scalar after parsing; empty for what stands in the file.
  public var variables: [String]

  public init(
    _ content: Content, place: Place, source: String = "", style: Style = .plain, extent: Range<Int> = 0..<0,
    variables: [String] = []
  ) {
    self.content = content
    self.place = place
    self.source = source
    self.style = style
    self.extent = extent
    self.variables = variables
  }
}

/// One `key: value` of a mapping.
public struct YAMLEntry: Hashable, Sendable {
  /// Always a scalar; its name is `key.source`.
  public var key: YAMLNode
  public var value: YAMLNode

  public init(key: YAMLNode, value: YAMLNode) {
    self.key = key
    self.value = value
  }

  /// The key as text, however it was written.
  public var name: String { key.source }
}

extension YAMLNode {
  /// Whether the node is a quoted or block text, which never turns into a number or a boolean.
  public var isQuoted: Bool { style == .singleQuoted || style == .doubleQuoted || style == .block }

  /// The entries of a mapping, or none.
  public var entries: [YAMLEntry] {
    if case .mapping(let entries) = content { entries } else { [] }
  }

  /// The elements of a sequence, or none.
  public var elements: [YAMLNode] {
    if case .sequence(let elements) = content { elements } else { [] }
  }

  /// The value of a mapping's key, or nil.
  public subscript(key: String) -> YAMLNode? { entries.first { $0.name == key }?.value }
}
