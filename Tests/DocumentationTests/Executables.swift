import Foundation
import Testing

/// The executables that this build made.
enum Executables {
  static let names = ["sinergi-admin", "sinergi-import", "sinergi-report"]

  /// The folder of the build's products.
  static func folder() throws -> String {
    let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    var folder = (own as NSString).deletingLastPathComponent
    while folder != "/" {
      if names.allSatisfy({ FileManager.default.isExecutableFile(atPath: "\(folder)/\($0)") }) { return folder }
      folder = (folder as NSString).deletingLastPathComponent
    }
    throw Missing()
  }

  struct Missing: Error, CustomStringConvertible {
    var description: String { "the executables are not built: run `swift build` first" }
  }

  /// Runs a script with bash; both streams in the order in which they were written.
  static func shell(_ script: String, in directory: String) throws -> (output: String, status: Int32) {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/bash")
    process.arguments = ["-c", script]
    process.currentDirectoryURL = URL(filePath: directory)
    process.environment = [
      "PATH": directory + "/bin:/usr/local/bin:/usr/bin:/bin", "HOME": directory, "LC_ALL": "C.UTF-8",
      "SINERGI_USER": "rina", "SINERGI_NOW": "2025-08-04T02:00:00Z", "NO_COLOR": "1",
    ]
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (String(decoding: data, as: UTF8.self), process.terminationStatus)
  }
}
