import AppSupport
import Foundation
import Registry
import Testing

/// The pages of `docs/plugins` are those that the declarations give.
@Suite struct PluginPageTests {
  private static func pages() throws -> [PluginPages.Page] {
    let registry = Registry.load(
      ConfigurationSource(
        file: Checkout.root + "/plugins.yaml", currentDirectory: Checkout.root, engines: Engines.catalog))
    #expect(registry.isValid)
    return PluginPages.all(registry, root: Checkout.root)
  }

  @Test func theCommittedPagesAreCurrent() throws {
    for page in try Self.pages() {
      let committed = (try? Checkout.text("docs/plugins/" + page.name)) ?? ""
      #expect(committed == page.text, "docs/plugins/\(page.name) is not current: run `make docs`")
    }
  }

  @Test func noPageIsLeftOfAPluginThatIsGone() throws {
    let names = Set(try Self.pages().map { "docs/plugins/" + $0.name })
    for page in Checkout.files(in: "docs/plugins", suffix: ".md") {
      #expect(names.contains(page), "\(page) belongs to no plugin: run `make docs`")
    }
  }

  @Test func everyPluginOfTheCheckoutHasItsPage() throws {
    let folders = ["Modules/Importers", "Modules/Indicators", "Modules/Regions", "Modules/Reporting/Reports"]
    let declarations = folders.flatMap { Checkout.files(in: $0, suffix: "/plugin.yaml") }
    #expect(declarations.count >= 9)
    #expect(Set(try Self.pages().map(\.name)).isSuperset(of: ["README.md", "keys.md"]))
    #expect(try Self.pages().count == declarations.count + 2)
  }

  @Test func aPageSaysWhatTheDeclarationSays() throws {
    let idm = try #require(try Self.pages().first { $0.name == "indicators-idm.md" }).text
    #expect(idm.contains("| `iks01` | Akses ke sarana kesehatan | Travel time to health facility | `integer` |"))
    #expect(idm.contains("| `idm_computed` | `mean(iks, ike, ikl)` |"))
    #expect(idm.contains("| 4 | `maju` | Maju | Advanced | 0.7072 | Pra-Sembada |"))
    let kaltim = try #require(try Self.pages().first { $0.name == "region-kalimantan_timur.md" }).text
    #expect(kaltim.contains("| 2021 | 30 | 70 | 6 | 36 |"))
  }
}
