import Foundation

/// Where the executables under test and the files of the checkout are.
enum Products {
  static let checkout = URL(filePath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .path

  /// The folder into which this test bundle was built; the executables are built beside it.
  static let folder: String? = {
    let manager = FileManager.default
    let starts: [String?] = [
      try? manager.destinationOfSymbolicLink(atPath: "/proc/self/exe"), Bundle.main.executablePath,
      ProcessInfo.processInfo.arguments.first, Bundle(for: Workplace.self).bundlePath,
    ]
    for start in starts.compactMap(\.self) {
      var folder = URL(filePath: start).resolvingSymlinksInPath()
      while folder.path.count > 1 {
        folder.deleteLastPathComponent()
        if manager.isExecutableFile(atPath: folder.path + "/sinergi-admin") { return folder.path }
      }
    }
    return nil
  }()
}

/// The three executables.
enum Program: String, CaseIterable {
  case admin = "sinergi-admin"
  case imports = "sinergi-import"
  case report = "sinergi-report"
}
