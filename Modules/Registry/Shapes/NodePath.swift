public import YAML

/// The way from a file's root to one of its nodes, such as `importers[2].options.mode`.
public struct NodePath: Hashable, Sendable {
  public enum Step: Hashable, Sendable {
    case key(String)
    /// From 0, as it is written.
    case index(Int)
  }

  public var steps: [Step]

  public init(_ steps: [Step] = []) { self.steps = steps }

  /// The file as a whole.
  public static let root = NodePath()

  public func key(_ key: String) -> NodePath { NodePath(steps + [.key(key)]) }

  public func index(_ index: Int) -> NodePath { NodePath(steps + [.index(index)]) }

  /// The last key on the way, over any indexes: the name under which a value stands.
  public var lastKey: String? {
    for step in steps.reversed() {
      if case .key(let key) = step { return key }
    }
    return nil
  }

  /// Whether this path leads to `other` or to something it lies in.
  public func leads(to other: NodePath) -> Bool { other.steps.starts(with: steps) }
}

extension NodePath: CustomStringConvertible {
  /// Keys that are not plain words are put in brackets and quotes: `terms["64.02"]`.
  public var description: String {
    var text = ""
    for step in steps {
      switch step {
      case .index(let index): text += "[\(index)]"
      case .key(let key) where key.utf8.allSatisfy(Self.isWordByte) && !key.isEmpty:
        text += text.isEmpty ? key : ".\(key)"
      case .key(let key): text += "[\"\(key)\"]"
      }
    }
    return text
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    byte == 0x5F || byte == 0x2D
      || byte < 0x80 && (byte >= 0x30 && byte <= 0x39 || (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A)
  }
}

extension YAMLNode {
  /// The node at the end of a path, or the nearest one on the way that is there: the place to show for a problem.
  public func nearest(to path: NodePath) -> YAMLNode {
    var node = self
    for step in path.steps {
      switch step {
      case .key(let key):
        guard let next = node[key] else { return node }
        node = next
      case .index(let index):
        guard node.elements.indices.contains(index) else { return node }
        node = node.elements[index]
      }
    }
    return node
  }
}
