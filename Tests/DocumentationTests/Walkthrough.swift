import Foundation
import Testing

/// Runs the examples of a page through the real executables, in a folder that looks like a fresh clone.
///
/// Blocks with a file name are written, `console` blocks are run; what a command prints, on both streams, has to be what
/// the page shows. In the page `…` stands for any text inside a line, and alone on a line for any number of lines.
struct Walkthrough {
  private let folder: String

  init() throws {
    let products = try Executables.folder()
    // Beside the executables, so that they can be linked and lie inside the folder as in a clone that was built.
    folder = products + "/walkthrough-" + UUID().uuidString
    let manager = FileManager.default
    try manager.createDirectory(atPath: folder + "/bin", withIntermediateDirectories: true)
    for name in Executables.names {
      try manager.linkItem(atPath: products + "/" + name, toPath: "\(folder)/bin/\(name)")
    }
    for name in ["Modules", "Package.swift"] {
      try manager.createSymbolicLink(atPath: "\(folder)/\(name)", withDestinationPath: "\(Checkout.root)/\(name)")
    }
    try manager.copyItem(atPath: Checkout.root + "/plugins.yaml", toPath: folder + "/plugins.yaml")
  }

  func end() { try? FileManager.default.removeItem(atPath: folder) }

  /// A difference between what a page shows and what happens.
  struct Difference {
    var step: Page.Step
    var printed: [String]
  }

  func run(_ page: Page) throws -> [Difference] {
    var differences: [Difference] = []
    var status: Int32 = 0
    // Every command has a shell of its own; what was exported and the last exit code go on.
    var exports: [String] = []
    for block in page.blocks {
      if let file = block.file {
        try write(block.lines, to: file)
      } else if block.language == "console" {
        for step in block.steps {
          let script = exports + ["(exit \(status))", step.command]
          let result = try Executables.shell(script.joined(separator: "\n"), in: folder)
          status = result.status
          if step.command.hasPrefix("export ") { exports.append(step.command) }
          let printed = Self.lines(result.output)
          if !Self.matches(printed, step.expected) {
            differences.append(Difference(step: step, printed: printed))
          }
        }
      }
    }
    return differences
  }

  private func write(_ lines: [String], to file: String) throws {
    let path = folder + "/" + file
    try FileManager.default.createDirectory(
      atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(filePath: path))
  }

  /// Lines without trailing spaces and without empty ones at the end: neither can be seen on a page.
  static func lines(_ text: String) -> [String] {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      String(line.reversed().drop { $0 == " " }.reversed())
    }
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }

  static func matches(_ printed: [String], _ expected: [String]) -> Bool {
    let wanted = lines(expected.joined(separator: "\n"))
    var reachable: Set<Int> = [0]
    for pattern in wanted {
      var next: Set<Int> = []
      for start in reachable {
        if pattern == "…" {
          next.formUnion(start...printed.count)
        } else if start < printed.count, matches(printed[start], pattern) {
          next.insert(start + 1)
        }
      }
      reachable = next
    }
    return reachable.contains(printed.count)
  }

  private static func matches(_ line: String, _ pattern: String) -> Bool {
    let parts = pattern.split(separator: "…", omittingEmptySubsequences: false)
    guard parts.count > 1 else { return line == pattern }
    guard let first = parts.first, let last = parts.last, line.hasPrefix(first) else { return false }
    var rest = line.dropFirst(first.count)
    for part in parts.dropFirst().dropLast() where !part.isEmpty {
      guard let range = rest.range(of: part) else { return false }
      rest = rest[range.upperBound...]
    }
    return rest.hasSuffix(last)
  }
}
