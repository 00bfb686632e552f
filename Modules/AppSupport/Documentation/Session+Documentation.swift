import Diagnostics
import Foundation
import Registry

extension Session {
  /// Writes the pages of the checkout's plugins into `folder`, the page of diagnostics beside it, and removes generated pages of plugins that are gone.
  ///
  /// - Throws: `CommandFailure` where the configuration is wrong or a page cannot be written.
  public func generateDocumentation(in folder: String) throws {
    let registry = try validRegistry()
    let pages = PluginPages.all(registry, root: checkout)
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      for name in try Self.generatedPages(in: folder) where !pages.contains(where: { $0.name == name }) {
        try FileManager.default.removeItem(atPath: folder + "/" + name)
      }
      for page in pages { try Data(page.text.utf8).write(to: URL(filePath: folder + "/" + page.name)) }
      let above = URL(filePath: folder).standardizedFileURL.deletingLastPathComponent()
      try Data(DiagnosticsPage.text.utf8).write(to: above.appending(path: DiagnosticsPage.name))
    } catch {
      throw CommandFailure(
        .cannotCreate, "output-unwritable",
        LocalizedText(id: "\(folder) tidak dapat ditulis: \(error)", en: "\(folder) cannot be written: \(error)"))
    }
    console.tell(
      LocalizedText(id: "\(pages.count) halaman di \(folder)", en: "\(pages.count) pages in \(folder)"))
  }

  /// The folder of the configuration file, absolute.
  private var checkout: String {
    let file = URL(filePath: configurationFile, relativeTo: URL(filePath: surroundings.currentDirectory + "/"))
    return file.standardizedFileURL.deletingLastPathComponent().path(percentEncoded: false).trimmingSuffix("/")
  }

  /// The names of the pages in a folder that carry the mark.
  private static func generatedPages(in folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder).filter { name in
      guard name.hasSuffix(".md"), let text = try? String(contentsOfFile: folder + "/" + name, encoding: .utf8) else {
        return false
      }
      return text.hasPrefix(PluginPages.mark)
    }
  }
}

extension String {
  fileprivate func trimmingSuffix(_ suffix: String) -> String {
    hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
  }
}
