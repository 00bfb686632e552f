import Foundation
import Testing

/// A folder of its own for one test, with a copy of the shipped `plugins.yaml`, removed with it.
final class Workplace {
  let folder: String
  /// What commands find in their environment, besides the search path and the temporary folder.
  var environment = ["SINERGI_NOW": "2025-01-15T03:04:05Z", "SINERGI_USER": "penguji"]

  init() throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "sinergi-cli-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    folder = url.resolvingSymlinksInPath().path
    try FileManager.default.copyItem(atPath: Products.checkout + "/plugins.yaml", toPath: path("plugins.yaml"))
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  // MARK: Files

  func path(_ name: String) -> String { folder + "/" + name }

  var store: String { path("sinergi.sqlite") }

  /// Writes a file and the folders above it; returns its path.
  @discardableResult
  func write(_ text: String, to name: String) throws -> String {
    let url = URL(filePath: path(name))
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
    return url.path
  }

  func bytes(_ name: String) throws -> Data { try Data(contentsOf: URL(filePath: path(name))) }

  func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path(name)) }

  /// Changes a text of a file that has to be there.
  func replace(_ text: String, with other: String, in name: String) throws {
    let before = String(decoding: try bytes(name), as: UTF8.self)
    try #require(before.contains(text))
    try write(before.replacingOccurrences(of: text, with: other), to: name)
  }

  // MARK: Commands

  func admin(_ arguments: String..., input: String? = nil) throws -> Outcome { try run(.admin, arguments, input) }
  func imports(_ arguments: String..., input: String? = nil) throws -> Outcome { try run(.imports, arguments, input) }
  func report(_ arguments: String..., input: String? = nil) throws -> Outcome { try run(.report, arguments, input) }

  func run(_ program: Program, _ arguments: [String], _ input: String? = nil) throws -> Outcome {
    let products = try #require(Products.folder, "the executables have to be built beside the tests")
    return try start(products + "/" + program.rawValue, arguments, input)
  }

  /// Runs a line of bash in which `$BIN` is the folder of the executables.
  func shell(_ line: String) throws -> Outcome { try start("/bin/bash", ["-c", line], nil) }

  /// Runs a Python script; what it prints is the output.
  func python(_ script: String, _ arguments: String...) throws -> Outcome {
    try start("/usr/bin/env", ["python3", "-c", script] + arguments, nil)
  }

  /// The rows of a question to the store, each a list of its values as text.
  func query(_ sql: String, _ store: String? = nil) throws -> [String] {
    let script = """
      import sqlite3, sys
      for row in sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True).execute(sys.argv[2]):
          print("|".join("" if value is None else str(value) for value in row))
      """
    return try python(script, store ?? self.store, sql).expect(0).lines
  }

  /// Runs a program to its end. Output goes to files, so that nothing can block on a full pipe.
  private func start(_ executable: String, _ arguments: [String], _ input: String?) throws -> Outcome {
    let scratch = try Scratch()
    let process = Process()
    process.executableURL = URL(filePath: executable)
    process.arguments = arguments
    process.currentDirectoryURL = URL(filePath: folder)
    let own = ProcessInfo.processInfo.environment
    process.environment = environment.merging([
      "PATH": own["PATH"] ?? "/usr/bin:/bin", "HOME": folder, "TMPDIR": scratch.folder, "LC_ALL": "C.UTF-8",
      "BIN": Products.folder ?? "",
    ]) { given, _ in given }
    process.standardInput = try scratch.reading(input ?? "")
    process.standardOutput = try scratch.writing("output")
    process.standardError = try scratch.writing("errors")
    try process.run()
    let ended = Self.wait(for: process, seconds: 600)
    return Outcome(
      command: ([(executable as NSString).lastPathComponent] + arguments).joined(separator: " "),
      code: ended && process.terminationReason == .exit ? process.terminationStatus : nil,
      output: try scratch.bytes("output"), errors: String(decoding: try scratch.bytes("errors"), as: UTF8.self))
  }

  /// Waits; ends the process and gives false where it takes too long.
  private static func wait(for process: Process, seconds: Double) -> Bool {
    let deadline = ContinuousClock.now + .seconds(seconds)
    while process.isRunning {
      if ContinuousClock.now > deadline {
        process.terminate()
        process.waitUntilExit()
        return false
      }
      usleep(2_000)
    }
    return true
  }
}

/// The files a command reads from and writes to; they go with it.
private final class Scratch {
  let folder: String

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "sinergi-run-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func reading(_ text: String) throws -> FileHandle {
    try Data(text.utf8).write(to: URL(filePath: folder + "/input"))
    return try FileHandle(forReadingFrom: URL(filePath: folder + "/input"))
  }

  func writing(_ name: String) throws -> FileHandle {
    try Data().write(to: URL(filePath: folder + "/" + name))
    return try FileHandle(forWritingTo: URL(filePath: folder + "/" + name))
  }

  func bytes(_ name: String) throws -> Data { try Data(contentsOf: URL(filePath: folder + "/" + name)) }
}
