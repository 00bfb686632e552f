import AppSupport
import Foundation
import Testing

/// Pages agree with each other and with the code.
@Suite struct PageTests {
  @Test func theNewestHeadingOfTheChangelogIsTheVersion() throws {
    let changelog = try Checkout.text("CHANGELOG.md")
    let newest = try #require(changelog.firstMatch(of: /(?m)^## \[(\d+\.\d+\.\d+)\]/))
    #expect(String(newest.1) == sinergiVersion)
  }

  @Test(arguments: Checkout.pages)
  func everyLinkLeadsSomewhere(page: String) throws {
    let text = try Checkout.text(page)
    let folder = (page as NSString).deletingLastPathComponent
    for match in text.matches(of: /\]\(([^)\s]+)\)/) where !match.1.contains("://") {
      let parts = match.1.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      let target = parts[0].isEmpty ? page : Self.normalised((folder.isEmpty ? "" : folder + "/") + parts[0])
      #expect(Checkout.exists(target), "\(page): \(match.1)")
      if parts.count == 2, target.hasSuffix(".md"), Checkout.exists(target) {
        #expect(Self.anchors(try Checkout.text(target)).contains(parts[1]), "\(page): \(match.1)")
      }
    }
  }

  private static func normalised(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == "..", !parts.isEmpty { parts.removeLast() } else { parts.append(part) }
    }
    return parts.joined(separator: "/")
  }

  /// The anchors that headings get: lower case, spaces as hyphens, other punctuation gone.
  private static func anchors(_ text: String) -> Set<String> {
    Set(
      text.split(separator: "\n").filter { $0.hasPrefix("#") }.map { heading in
        heading.drop { $0 == "#" || $0 == " " }.lowercased()
          .filter { $0.isLetter || $0.isNumber || $0 == " " || $0 == "-" || $0 == "_" }.replacing(" ", with: "-")
      })
  }

  @Test func everyFixedTableIsInTheDataModelAndNoOther() throws {
    let schema = try Checkout.text("Modules/StorageSQLite/Schema.swift")
    let tables = Set(schema.matches(of: /CREATE TABLE (\w+)/).map { String($0.1) })
    #expect(tables.count >= 15)
    let page = try Checkout.text("docs/data-model.md")
    for table in tables { #expect(page.contains("`\(table)`"), "docs/data-model.md does not name \(table)") }
    for row in page.matches(of: /(?m)^\| `(\w+)` \|/) {
      #expect(tables.contains(String(row.1)), "docs/data-model.md names \(row.1)")
    }
  }

  @Test func everyModuleIsInTheArchitecture() throws {
    let page = try Checkout.text("docs/architecture.md")
    let modules = try FileManager.default.contentsOfDirectory(atPath: Checkout.root + "/Modules")
      .filter { $0 != "System" && !$0.hasPrefix(".") }
    #expect(modules.count >= 14)
    for module in modules { #expect(page.contains("`\(module)`"), "docs/architecture.md does not name \(module)") }
  }

  @Test(arguments: ["docs/guide-administrator.md", "docs/guide-administrator.en.md"])
  func everyExitCodeIsInTheGuide(page: String) throws {
    let codes = try Checkout.text("Modules/AppSupport/ExitStatus.swift").matches(of: /case \w+ = (\d+)/)
    #expect(codes.count >= 10)
    let text = try Checkout.text(page)
    for code in codes { #expect(text.contains("\n| \(code.1) |"), "\(page): \(code.1)") }
  }

  @Test func everyGuideAndDecisionIsReachableFromTheReadme() throws {
    let linked = try (Checkout.text("README.md") + Checkout.text("docs/decisions/README.md"))
    for page in Checkout.files(in: "docs", suffix: ".md") where !page.hasPrefix("docs/plugins/") {
      let name = (page as NSString).lastPathComponent
      #expect(linked.contains(name), "\(page) is linked from nowhere")
    }
  }

  @Test(arguments: Checkout.pages)
  func noPageNamesAPlaceOfOneMachine(page: String) throws {
    let text = try Checkout.text(page)
    for path in ["/" + "work/", "/ro" + "ot/"] { #expect(!text.contains(path), "\(page): \(path)") }
  }

  /// What people read as text: ids, commands, paths and the targets of links follow other rules.
  private static func prose(_ page: String) throws -> String {
    try Checkout.text(page)
      .replacing(/```[\s\S]*?```/, with: "").replacing(/``.*?``/, with: "").replacing(/`[^`]*`/, with: "")
      .replacing(/\]\([^)]*\)/, with: "]").replacing(/\n    .*/, with: "\n")
  }

  @Test(arguments: Checkout.pages.filter { $0 != "docs/glossary.md" })
  func theNamesOfVillagePapersAreSpeltAsInTheLaw(page: String) throws {
    for match in try Self.prose(page).matches(of: /\b(RPJMDes|RKPDes|APBDes|DURKPDes|BUMDes)\b/.ignoresCase()) {
      Issue.record("\(page): \(match.0)")
    }
  }
}
