public import Foundation

/// The checkout that tests run in, and what lies beside it.
public enum Checkout {
  /// The package's root.
  public static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The reference tables of the field; they lie beside the checkout and are no part of it.
  public static let reference = root.deletingLastPathComponent().appending(path: "shared/reference")

  public static var hasReference: Bool { FileManager.default.fileExists(atPath: reference.path) }

  /// Real files of the field, beside the checkout as well.
  public static let data = root.deletingLastPathComponent().appending(path: "shared/data")

  public static var hasData: Bool { FileManager.default.fileExists(atPath: data.path) }

  /// The built executable of that name: beside the running test bundle, nil where it was not built.
  public static func executable(_ name: String) -> URL? {
    let folders =
      [CommandLine.arguments.first, "/proc/self/exe"].compactMap(\.self)
      .map { URL(filePath: $0).resolvingSymlinksInPath().deletingLastPathComponent() }
      + [root.appending(path: ".build/debug"), root.appending(path: ".build/release")]
    return folders.map { $0.appending(path: name) }.first { FileManager.default.isExecutableFile(atPath: $0.path) }
  }

  /// How many times as long fuzz tests run: the environment's `SINERGI_FUZZ`, 1 without it.
  public static var fuzzFactor: Int {
    max(1, Int(ProcessInfo.processInfo.environment["SINERGI_FUZZ"] ?? "") ?? 1)
  }
}
