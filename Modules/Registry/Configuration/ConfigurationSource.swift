public import PluginKit

/// Everything that decides what a configuration is: the file, the environment, the command line, and the place of the program.
public struct ConfigurationSource: Sendable {
  /// A value given outside the file that wins over it.
  public struct Override: Hashable, Sendable {
    /// The key it replaces: `store` or `language`.
    public var key: String
    public var value: String
    /// Where it came from, such as `--store` or `SINERGI_STORE`.
    public var origin: String

    public init(key: String, value: String, origin: String) {
      self.key = key
      self.value = value
      self.origin = origin
    }
  }

  /// Which plugins of a configuration are read.
  public enum Extent: Hashable, Sendable {
    case all
    /// Indicator sets, region plugins and this one importer or report: what a command uses that runs it. The other importers
    /// and reports are neither read nor checked.
    case running(PluginKind, String)

    func includes(_ kind: PluginKind, _ id: String) -> Bool {
      switch self {
      case .all: true
      case .running(let ownKind, let ownId): [.indicators, .region].contains(kind) || kind == ownKind && id == ownId
      }
    }
  }

  /// The configuration file, as the user named it.
  public var file: String
  /// Against which relative paths are read; absolute.
  public var currentDirectory: String
  /// The program's own path, where it is known: plugins are looked for beside it.
  public var executable: String?
  public var environment: [String: String]
  public var overrides: [Override]
  /// The Swift types that `uses:` may name.
  public var engines: EngineCatalog
  public var extent = Extent.all

  public init(
    file: String, currentDirectory: String, executable: String? = nil, environment: [String: String] = [:],
    overrides: [Override] = [], engines: EngineCatalog
  ) {
    self.file = file
    self.currentDirectory = currentDirectory
    self.executable = executable
    self.environment = environment
    self.overrides = overrides
    self.engines = engines
  }
}
