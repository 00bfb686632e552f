import Diagnostics
import Foundation
import Workbooks

/// A program of the system that turns a page into another format.
struct Converter: Sendable {
  /// What it may be called.
  let commands: [String]
  /// The Debian package that brings it.
  let package: String
  let title: String

  static let browser = Converter(
    commands: ["chromium", "chromium-browser", "google-chrome", "chrome"], package: "chromium", title: "Chromium")
  static let pandoc = Converter(commands: ["pandoc"], package: "pandoc", title: "pandoc")

  /// Seconds after which it is given up.
  private static let patience = 180.0

  /// Where it is, by the search path.
  private func path() throws -> URL {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    for command in commands {
      for folder in folders where FileManager.default.isExecutableFile(atPath: "\(folder)/\(command)") {
        return URL(fileURLWithPath: "\(folder)/\(command)")
      }
    }
    throw Diagnostic(
      code: "converter-missing",
      message: LocalizedText(
        id: "bentuk ini dibuat dengan \(title), yang tidak terpasang di sini",
        en: "this format is made with \(title), which is not installed here"),
      hint: LocalizedText(
        id: "sudo apt-get install \(package); atau pakai --format html, lalu cetak dari peramban",
        en: "sudo apt-get install \(package); or use --format html and print from a browser"))
  }

  /// Gives the program what `page` writes as `page.html` in a folder of its own, and gives back the file `output` that it
  /// makes there. Neither need fit into memory.
  ///
  /// - Throws: a `Diagnostic`: `converter-missing`, `converter-failed`, `output-unwritable`.
  func convert(_ page: (any ByteSink) throws -> Void, _ arguments: (URL) -> [String], output: String) throws -> Data {
    let program = try path()
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("sinergi-\(UUID().uuidString)")
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(at: folder) }
      try Self.write(page, to: folder.appendingPathComponent("page.html"))
      let status = try Self.run(program, arguments(folder), in: folder)
      guard status == 0,
        // Mapped, it can still be read when the folder is gone.
        let made = try? Data(contentsOf: folder.appendingPathComponent(output), options: .mappedIfSafe), !made.isEmpty
      else {
        throw Diagnostic(
          code: "converter-failed",
          message: LocalizedText(
            id: "\(title) tidak menghasilkan berkasnya (status \(status))",
            en: "\(title) did not make the file (status \(status))"),
          hint: LocalizedText(
            id: "pakai --format html, lalu cetak dari peramban", en: "use --format html and print from a browser"))
      }
      return made
    } catch let error as CocoaError {
      throw Diagnostic(
        code: "output-unwritable",
        message: LocalizedText(
          id: "folder sementara \(folder.path) tidak dapat ditulisi", en: "cannot write to the folder \(folder.path)"),
        value: error.localizedDescription)
    }
  }

  private static func write(_ page: (any ByteSink) throws -> Void, to file: URL) throws {
    try Data().write(to: file)
    let handle = try FileHandle(forWritingTo: file)
    defer { try? handle.close() }
    let sink = DescriptorSink(handle.fileDescriptor)
    do {
      try page(sink)
      try sink.flush()
    } catch let error as SystemError {
      throw Diagnostic.outputUnwritable(file.path, error.number)
    }
  }

  private static func run(_ program: URL, _ arguments: [String], in folder: URL) throws -> Int32 {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    let end = Date().addingTimeInterval(patience)
    while process.isRunning {
      guard Date() < end else {
        process.terminate()
        process.waitUntilExit()
        return -1
      }
      Thread.sleep(forTimeInterval: 0.01)
    }
    return process.terminationStatus
  }
}
