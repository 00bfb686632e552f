public import Diagnostics
import Foundation
public import YAML

/// One case of a plugin's `Examples` folder: input, options and what has to come of them.
///
/// `good…` cases show the plugin at work, `bad…` cases what it refuses. JSON is read as the YAML that it is.
public struct PluginExample: Sendable {
  /// The folder's name, such as `good-dotted`.
  public var name: String
  public var folder: String
  /// `options.yaml`: values by name in their text form.
  public var options: [String: String]
  /// `expected.json`, where there is one.
  public var expected: YAMLNode?
  /// `expected.csv`, where there is one.
  public var expectedTable: String?
  /// What is wrong with the case itself.
  public var diagnostics: [Diagnostic]

  public var isGood: Bool { name.hasPrefix("good") }
  public var isBad: Bool { name.hasPrefix("bad") }

  /// The names of a plugin's cases, in order.
  public static func names(in pluginFolder: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: pluginFolder + "/Examples")) ?? []
    return names.filter { !$0.hasPrefix(".") }.sorted()
  }

  /// A plugin's cases, in order. `shown` is how the plugin's folder is shown in messages.
  public static func all(in pluginFolder: String, shownAs shown: String) -> [PluginExample] {
    names(in: pluginFolder).map { name in
      PluginExample(name: name, folder: "\(pluginFolder)/Examples/\(name)", shownAs: "\(shown)/Examples/\(name)")
    }
  }

  private init(name: String, folder: String, shownAs shown: String) {
    self.name = name
    self.folder = folder
    options = [:]
    diagnostics = []
    if !isGood, !isBad {
      diagnostics.append(
        Diagnostic(
          code: "example-name",
          message: LocalizedText(
            id: "nama contoh diawali `good` atau `bad`", en: "an example's name starts with `good` or `bad`"),
          place: Place(file: shown)))
    }
    readOptions(shown + "/options.yaml")
    readExpected(shown)
  }

  private mutating func readOptions(_ shown: String) {
    let path = folder + "/options.yaml"
    guard FileManager.default.fileExists(atPath: path) else { return }
    let document = SourceFile.tree(at: path, shownAs: shown)
    diagnostics += document.diagnostics
    guard let root = document.root else { return }
    let shape = Shape<[MapEntry<String>]>.map(keys: .identifier, values: .scalar)
    let decoded = shape.decode(root)
    diagnostics += decoded.diagnostics
    options = Dictionary(decoded.value.map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first })
  }

  private mutating func readExpected(_ shown: String) {
    let manager = FileManager.default
    if manager.fileExists(atPath: folder + "/expected.json") {
      let document = SourceFile.tree(at: folder + "/expected.json", shownAs: shown + "/expected.json")
      diagnostics += document.diagnostics
      expected = document.root
    }
    if let data = manager.contents(atPath: folder + "/expected.csv") {
      expectedTable = String(decoding: data, as: UTF8.self)
    }
    if expected == nil, expectedTable == nil, diagnostics.isEmpty {
      diagnostics.append(
        Diagnostic(
          code: "example-incomplete",
          message: LocalizedText(
            id: "tidak ada `expected.json` atau `expected.csv`", en: "there is no `expected.json` or `expected.csv`"),
          place: Place(file: shown)))
    }
  }
}
