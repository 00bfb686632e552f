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
    for path in ["/" + "work/", "/root/"] { #expect(!text.contains(path), "\(page): \(path)") }
  }

  @Test(arguments: Checkout.pages.filter { $0 != "docs/glossary.md" })
  func theNamesOfVillagePapersAreSpeltAsInTheLaw(page: String) throws {
    for match in try Checkout.text(page).matches(of: /\b(RPJMDes|RKPDes|APBDes|DURKPDes|BUMDes)\b/.ignoresCase()) {
      Issue.record("\(page): \(match.0)")
    }
  }
}
