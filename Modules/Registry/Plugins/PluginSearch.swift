import Diagnostics
import Domain
import Foundation
import PluginKit

/// Finds plugin folders: any folder with a `plugin.yaml` below one of the roots, first root first.
struct PluginSearch {
  /// Absolute folders, in the order in which they are searched.
  let roots: [String]
  let currentDirectory: String

  /// How deep below a root a plugin folder may lie.
  private static let depth = 4
  /// Folders of a plugin that hold no plugins.
  private static let skipped: Set<String> = ["Examples", "Sample", "Sources", "node_modules"]

  init(source: ConfigurationSource, search: [String]) {
    currentDirectory = source.currentDirectory
    let configuration = PathText.absolute(source.file, in: source.currentDirectory)
    let folder = PathText.parent(of: configuration)
    var roots = search.map { PathText.absolute($0, in: folder) }
    for path in (source.environment["SINERGI_PLUGINS"] ?? "").split(separator: ":") {
      roots.append(PathText.absolute(String(path), in: source.currentDirectory))
    }
    let executable = source.executable.map { PathText.absolute($0, in: source.currentDirectory) }
    if let executable {
      roots.append(PathText.absolute("../share/sinergi/plugins", in: PathText.parent(of: executable)))
    }
    for start in [executable.map { PathText.parent(of: $0) }, folder].compactMap(\.self) {
      guard let checkout = Self.checkout(above: start) else { continue }
      roots += PluginKind.allCases.map { "\(checkout)/\($0.checkoutFolder)" }
    }
    var seen: Set<String> = []
    self.roots = roots.filter { seen.insert($0).inserted }
  }

  /// Every plugin folder found; of several with one kind and id the first is in force.
  ///
  /// A `plugin.yaml` without a kind and an id is left out; what is wrong with it comes as warnings.
  func found() -> (locations: [PluginLocation], problems: [Diagnostic]) {
    var locations: [PluginLocation] = []
    var problems: [Diagnostic] = []
    var visited: Set<String> = []
    for root in roots { visit(root, depth: 0, &visited, &locations, &problems) }
    return (locations, problems)
  }

  private func visit(
    _ folder: String, depth: Int, _ visited: inout Set<String>, _ locations: inout [PluginLocation],
    _ problems: inout [Diagnostic]
  ) {
    guard depth <= Self.depth, visited.insert(folder).inserted else { return }
    let file = folder + "/plugin.yaml"
    let manager = FileManager.default
    if manager.fileExists(atPath: file) {
      let shown = PathText.shown(file, from: currentDirectory)
      let bytes = manager.contents(atPath: file).map { Array($0) } ?? []
      if let name = PluginName(bytes) {
        locations.append(PluginLocation(kind: name.kind, id: name.id, folder: folder, file: shown))
      } else {
        problems += Self.problems(ofNameless: folder, shown)
      }
      return
    }
    guard let names = try? manager.contentsOfDirectory(atPath: folder) else { return }
    for name in names.sorted() where !name.hasPrefix(".") && !Self.skipped.contains(name) {
      visit(folder + "/" + name, depth: depth + 1, &visited, &locations, &problems)
    }
  }

  private static func problems(ofNameless folder: String, _ shown: String) -> [Diagnostic] {
    let file = PluginFile(PluginLocation(kind: .indicators, id: "", folder: folder, file: shown))
    return file.structural.filter { ["kind", "id", nil].contains($0.path) }.map { problem in
      var problem = problem
      problem.severity = .warning
      return problem
    }
  }

  /// The nearest folder above `start` that is a checkout of this project.
  private static func checkout(above start: String) -> String? {
    var folder = start
    while true {
      if FileManager.default.fileExists(atPath: folder + "/Package.swift"),
        FileManager.default.fileExists(atPath: folder + "/Modules")
      {
        return folder
      }
      guard folder != "/" else { return nil }
      folder = PathText.parent(of: folder)
    }
  }
}

/// Kind and id of a plugin, from the `kind:` and `id:` at the left margin of its declaration.
///
/// Read without parsing, so that a search stays quick and a faulty declaration still has a name.
struct PluginName {
  var kind: PluginKind
  var id: String

  init?(_ bytes: [UInt8]) {
    var kind: PluginKind?
    var id: String?
    for line in bytes.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
      if kind == nil, let value = Self.value(of: "kind:", in: line) { kind = PluginKind(rawValue: value) }
      if id == nil, let value = Self.value(of: "id:", in: line), Identifier.isValid(value) { id = value }
      if let kind, let id {
        self.kind = kind
        self.id = id
        return
      }
    }
    return nil
  }

  private static func value(of key: StaticString, in line: ArraySlice<UInt8>) -> String? {
    let isThere = key.withUTF8Buffer { line.starts(with: $0) }
    guard isThere else { return nil }
    let text = String(decoding: line.dropFirst(key.utf8CodeUnitCount), as: UTF8.self)
    let value = text.prefix { $0 != "#" }.trimmingCharacters(in: CharacterSet(charactersIn: " \t\"'"))
    return value.isEmpty ? nil : value
  }
}
