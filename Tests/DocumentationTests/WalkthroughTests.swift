import Foundation
import Testing

/// What the pages show is what the executables do.
@Suite struct WalkthroughTests {
  @Test(arguments: Checkout.walkedPages)
  func theExamplesOfAPageRunAsShown(page: String) throws {
    let walkthrough = try Walkthrough()
    defer { walkthrough.end() }
    let text = try Checkout.text(page)
    let differences = try walkthrough.run(Page(text))
    for difference in differences {
      Issue.record(
        """
        \(page):\(difference.step.line): `\(difference.step.command)` prints something else \
        (SINERGI_FILL_PAGES=1 puts it into the page):
        \(difference.printed.joined(separator: "\n"))
        """)
    }
    if !differences.isEmpty, ProcessInfo.processInfo.environment["SINERGI_FILL_PAGES"] != nil {
      try Checkout.write(Page.filled(text, with: differences), to: page)
    }
  }

  @Test(arguments: ["README.md", "docs/add-a-plugin.md", "docs/guide-importer.md"])
  func thePagesThatTeachByDoingHaveExamples(page: String) throws {
    #expect(Page(try Checkout.text(page)).blocks.reduce(0) { $0 + $1.steps.count } >= 5)
  }

  @Test func aPageThatShowsSomethingElseIsFound() throws {
    let walkthrough = try Walkthrough()
    defer { walkthrough.end() }
    let page = """
      ```text notes/one.txt
      satu
      ```
      ```console
      $ export NUMBER=2
      $ cat notes/one.txt; echo $NUMBER; exit 3
      satu
      2
      $ echo $?
      3
      $ sinergi-report list
      Tidak ada
      ```
      """
    let differences = try walkthrough.run(Page(page))
    #expect(differences.map(\.step.command) == ["sinergi-report list"])
    #expect(differences.first?.step.line == 11)
    #expect(differences.first?.printed.first == "Laporan")
    let filled = Page.filled(page, with: differences)
    #expect(!filled.contains("Tidak ada"))
    #expect(try walkthrough.run(Page(filled)).isEmpty)
  }

  @Test func anEllipsisStandsForTextAndForLines() {
    #expect(Walkthrough.matches(["a", "b", "c 12 d"], ["a", "…", "c … d"]))
    #expect(Walkthrough.matches(Walkthrough.lines("a  \n\n"), ["a", ""]))
    #expect(!Walkthrough.matches(["a", "b"], ["a"]))
    #expect(!Walkthrough.matches(["a"], ["a", "b"]))
    #expect(!Walkthrough.matches(["c 12 e"], ["c … d"]))
    #expect(!Walkthrough.matches(["a b"], ["a"]))
  }
}
