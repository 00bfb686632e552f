/// Bounds that keep a hostile or broken file from using up time and memory.
public struct YAMLLimits: Hashable, Sendable {
  /// The largest file, in bytes.
  public var bytes: Int
  /// How deep collections may nest, aliases expanded.
  public var depth: Int
  /// How many nodes aliases may add to a file altogether.
  public var aliasedNodes: Int

  public init(bytes: Int = 4 << 20, depth: Int = 64, aliasedNodes: Int = 10_000) {
    self.bytes = bytes
    self.depth = depth
    self.aliasedNodes = aliasedNodes
  }
}
