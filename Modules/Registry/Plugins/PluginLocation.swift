public import PluginKit

/// A plugin folder that was found.
public struct PluginLocation: Hashable, Sendable {
  public var kind: PluginKind
  public var id: String
  /// The folder, absolute.
  public var folder: String
  /// Its `plugin.yaml` as it is shown: relative to the current directory where it lies in it.
  public var file: String

  public init(kind: PluginKind, id: String, folder: String, file: String) {
    self.kind = kind
    self.id = id
    self.folder = folder
    self.file = file
  }

  /// `importer/idm_status`.
  public var address: String { "\(kind.rawValue)/\(id)" }
}
