import Diagnostics
import Foundation
import PluginKit
public import Registry

/// The pages of `docs/plugins`: one for each plugin of the checkout, made from its declaration, and an index.
public enum PluginPages {
  /// One page: a file name and its text.
  public struct Page: Hashable, Sendable {
    public var name: String
    public var text: String

    public init(name: String, text: String) {
      self.name = name
      self.text = text
    }
  }

  /// The first line of every page; a file with it may be overwritten and removed.
  public static let mark = "<!-- Dibuat oleh `make docs`; jangan disunting. Made by `make docs`; do not edit. -->"

  /// All pages, in the order of kinds and ids, the index last.
  ///
  /// - Parameter root: the checkout, absolute. Plugins that lie elsewhere, such as a user's own, get no page.
  public static func all(_ registry: Registry, root: String) -> [Page] {
    let plugins = registry.details(engines: Engines.catalog).filter { $0.location.folder.hasPrefix(root + "/Modules/") }
    let pages = plugins.compactMap { details in
      details.declaration.map { PluginPage(details, $0, root: root, sets: registry.indicators).page }
    }
    return pages + [keys, index(plugins)]
  }

  /// Every key of the two files that people write.
  private static var keys: Page {
    var text = MarkdownText()
    text.paragraph(mark)
    text.heading(1, "Kunci plugins.yaml dan plugin.yaml (their keys)")
    for (file, shape) in [
      ("plugins.yaml", Configuration.shape.description), ("plugin.yaml", PluginDeclaration.shape.description),
    ] {
      let reference = ShapeReference(shape)
      text.heading(2, file)
      text.paragraph(reference.markdown(.indonesian).trimmingCharacters(in: .newlines))
      text.heading(3, "\(file) in English")
      text.paragraph(reference.markdown(.english).trimmingCharacters(in: .newlines))
    }
    return Page(name: keysName, text: text.text)
  }

  private static let keysName = "keys.md"

  static func name(_ kind: PluginKind, _ id: String) -> String { "\(kind.rawValue)-\(id).md" }

  private static func index(_ plugins: [PluginDetails]) -> Page {
    var text = MarkdownText()
    text.paragraph(mark)
    text.heading(1, "Plugin bawaan (built-in plugins)")
    text.paragraph(
      LocalizedText(
        id:
          "Satu halaman per plugin, dibuat dari deklarasinya. Menulis plugin sendiri: [add-a-plugin.md](../add-a-plugin.md).",
        en:
          "A page a plugin, made from its declaration. Writing one of your own: [add-a-plugin.md](../add-a-plugin.md).")
    )
    for kind in PluginKind.allCases {
      let headers = plugins.filter { $0.location.kind == kind }.compactMap { $0.declaration?.header }
      guard !headers.isEmpty else { continue }
      text.heading(2, MarkdownText.both(kind.title))
      text.table(
        ["plugin", "judul", "title", "isi (what it does)"],
        headers.map { header in
          [
            "[`\(header.id)`](\(name(kind, header.id)))", header.title.id, header.title.en,
            MarkdownText.both(header.description),
          ]
        })
    }
    return Page(name: "README.md", text: text.text)
  }
}
