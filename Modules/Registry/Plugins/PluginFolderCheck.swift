public import Diagnostics
import Foundation

/// Checks that a plugin folder is complete: declaration, readme with the fixed headings, a good and a bad example.
public enum PluginFolderCheck {
  /// The headings of every plugin's `README.md`, in order.
  public static let headings = ["Purpose", "Options", "Input", "Output", "Example", "Limits"]

  /// Every problem of the folder: those of the declaration first, then those of the readme and of the examples.
  public static func problems(of plugin: PluginDetails) -> [Diagnostic] {
    let shown = PathText.parent(of: plugin.location.file)
    return plugin.diagnostics + readme(of: plugin.location.folder, shown) + examples(of: plugin, shown)
  }

  private static func readme(of folder: String, _ shown: String) -> [Diagnostic] {
    let file = shown + "/README.md"
    guard let data = FileManager.default.contents(atPath: folder + "/README.md") else {
      return [
        Diagnostic(
          code: "plugin-incomplete", message: LocalizedText(id: "berkas ini tidak ada", en: "there is no such file"),
          place: Place(file: file),
          hint: LocalizedText(
            id: "judul bagiannya: " + headings.joined(separator: ", "),
            en: "its headings: " + headings.joined(separator: ", ")))
      ]
    }
    let lines = String(decoding: data, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    let found = lines.filter { $0.hasPrefix("## ") }.map { $0.dropFirst(3).trimmingCharacters(in: .whitespaces) }
    var problems = headings.filter { !found.contains($0) }.map { heading in
      Diagnostic(
        code: "plugin-incomplete",
        message: LocalizedText(id: "tidak ada bagian `## \(heading)`", en: "there is no section `## \(heading)`"),
        place: Place(file: file))
    }
    if problems.isEmpty, found.filter(headings.contains) != headings {
      problems.append(
        Diagnostic(
          code: "plugin-incomplete",
          message: LocalizedText(
            id: "urutan bagiannya: " + headings.joined(separator: ", "),
            en: "the sections go in this order: " + headings.joined(separator: ", ")),
          place: Place(file: file)))
    }
    return problems
  }

  private static func examples(of plugin: PluginDetails, _ shown: String) -> [Diagnostic] {
    let examples = PluginExample.all(in: plugin.location.folder, shownAs: shown)
    var problems = examples.flatMap(\.diagnostics)
    for (isThere, name) in [(examples.contains(where: \.isGood), "good"), (examples.contains(where: \.isBad), "bad")] {
      guard !isThere else { continue }
      problems.append(
        Diagnostic(
          code: "plugin-incomplete",
          message: LocalizedText(
            id: "tidak ada contoh `\(name)…`", en: "there is no example `\(name)…`"),
          place: Place(file: shown + "/Examples")))
    }
    return problems
  }
}
