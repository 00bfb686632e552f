public import PluginKit

/// A plugin folder that was found.
public struct PluginLocation: Hashable, Sendable {
  public var kind: PluginKind
  public var id: String
  /// The folder, absolute.
  public var folder: String
  /// Its `plugin.yaml` as it is shown: relative to the current directory where it lies in it.
  public var file: String

  /// `importer/idm_status`.
  public var address: String { "\(kind.rawValue)/\(id)" }
}
