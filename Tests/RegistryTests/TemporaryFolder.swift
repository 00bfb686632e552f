import Foundation
import Registry

/// A folder for one test, removed with it.
final class TemporaryFolder {
  let path: String

  init() throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "sinergi-registry-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file and the folders above it.
  func write(_ text: String, to name: String) throws {
    let url = URL(filePath: path).appending(path: name)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  func read(_ name: String) throws -> String {
    try String(contentsOf: URL(filePath: path).appending(path: name), encoding: .utf8)
  }
}

extension ConfigurationSource {
  /// A configuration in a folder of its own, with the plugins of `shared` and the engines of this program.
  static func fixture(in folder: String, environment: [String: String] = ["VERSION": "1"]) -> ConfigurationSource {
    ConfigurationSource(
      file: "plugins.yaml", currentDirectory: folder,
      environment: environment.merging(["SINERGI_PLUGINS": "shared"]) { given, _ in given },
      engines: EngineCatalog(
        importers: ["bps_crosswalk", "code_list", "region_register", "target_list"], reports: ["idm_status", "targets"])
    )
  }
}
