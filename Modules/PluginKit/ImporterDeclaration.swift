/// An importer: turns a source into records of a dataset or of a fixed table.
public struct ImporterDeclaration: Hashable, Sendable {
  /// What does the work: the generic `table` with its mapping, or a Swift type by its id.
  public enum Engine: Hashable, Sendable {
    case table(TableMapping)
    case type(String)
  }

  /// What kind of source its files are: where sources disagree, tables count more than answers of a service.
  public enum Origin: String, Hashable, Sendable, CaseIterable {
    case table
    case api
  }

  public var header: PluginHeader
  public var engine: Engine
  public var origin: Origin

  public init(header: PluginHeader, engine: Engine, origin: Origin = .table) {
    self.header = header
    self.origin = origin
    self.engine = engine
  }
}
