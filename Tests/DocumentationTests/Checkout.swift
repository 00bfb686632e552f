import Foundation
import Testing

/// The files of the checkout that these tests read.
enum Checkout {
  /// The checkout's folder, absolute.
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path(percentEncoded: false).trimmingCharacters(in: ["/"]).withLeadingSlash

  static func text(_ path: String) throws -> String {
    try String(contentsOfFile: root + "/" + path, encoding: .utf8)
  }

  static func write(_ text: String, to path: String) throws {
    try Data(text.utf8).write(to: URL(filePath: root + "/" + path))
  }

  static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: root + "/" + path) }

  /// Files below a folder whose name ends in `suffix`, relative to the checkout, in order.
  static func files(in folder: String, suffix: String) -> [String] {
    let found = FileManager.default.enumerator(atPath: root + "/" + folder)?.compactMap { $0 as? String } ?? []
    return found.filter { $0.hasSuffix(suffix) }.map { folder + "/" + $0 }.sorted()
  }

  /// Every page for people.
  static var pages: [String] {
    ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"] + files(in: "docs", suffix: ".md")
      + files(in: "Modules", suffix: ".md")
  }

  /// Pages whose examples are run as they stand.
  static var walkedPages: [String] {
    ["README.md"]
      + files(in: "docs", suffix: ".md").filter { page in
        (try? text(page).contains("```console")) ?? false
      }
  }
}

extension String {
  fileprivate var withLeadingSlash: String { hasPrefix("/") ? self : "/" + self }
}
