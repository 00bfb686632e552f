/// An importer: turns a source into records of a dataset or of a fixed table.
public struct ImporterDeclaration: Hashable, Sendable {
  /// What does the work: the generic `table` with its mapping, or a Swift type by its id.
  public enum Engine: Hashable, Sendable {
    case table(TableMapping)
    case type(String)
  }

  public var header: PluginHeader
  public var engine: Engine

  public init(header: PluginHeader, engine: Engine) {
    self.header = header
    self.engine = engine
  }
}
