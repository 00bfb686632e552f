import Foundation
import Testing

/// A headless Chromium: the browser that pages are looked at with.
enum Browser {
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// The command, or nil where none is installed.
  static let command: String? = {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin").split(separator: ":")
    for name in ["chromium", "chromium-browser", "google-chrome", "chrome"] {
      for folder in folders where FileManager.default.isExecutableFile(atPath: "\(folder)/\(name)") { return name }
    }
    return nil
  }()

  static let missing: Comment = "no Chromium is installed: pages are not looked at in a browser"

  /// What a page has become once its scripts have run.
  static func document(of page: [UInt8], scripts: Bool = true) throws -> String {
    // Chromium has no switch against scripts; a policy in front of everything forbids them.
    var page = page
    if !scripts {
      let text = String(decoding: page, as: UTF8.self)
      page = Array(text.replacingOccurrences(of: "script-src 'unsafe-inline'", with: "script-src 'none'").utf8)
    }
    return String(decoding: try run(page, ["--virtual-time-budget=4000", "--dump-dom"]).output, as: UTF8.self)
  }

  /// The page as it is printed.
  static func pdf(of page: [UInt8]) throws -> Data {
    try run(page, ["--no-pdf-header-footer", "--print-to-pdf=out.pdf"], file: "out.pdf").output
  }

  private static func run(
    _ page: [UInt8], _ arguments: [String], file: String? = nil
  ) throws -> (output: Data, errors: String) {
    guard let command else { throw Failure(description: "no Chromium") }
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(page).write(to: folder.appendingPathComponent("page.html"))
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments =
      [
        command, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run",
        "--user-data-dir=\(folder.path)/profile",
      ] + arguments + ["file://\(folder.path)/page.html"]
    process.currentDirectoryURL = folder
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Failure(description: "\(command): \(process.terminationStatus)")
    }
    guard let file else { return (data, "") }
    return (try Data(contentsOf: folder.appendingPathComponent(file)), "")
  }
}
